"""What is left of somebody whose account is deleted, in all tables."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from apiflask import APIFlask
from sqlalchemy import select

from kb.access.actors import Actor
from kb.accounts.models.organisation import Organisation
from kb.accounts.models.user import User
from kb.accounts.service import leaving
from kb.accounts.service.proving import Proof
from kb.core import db, work
from kb.core.db import Base, transaction
from kb.core.settings import MailSettings
from kb.members.service.requests import propose
from kb.sign_on.models import ExternalIdentity
from tests.accounts.doors import OTHER_PASSWORD, PASSWORD
from tests.mailbox import link_in, messages
from tests.pages import Person

NAME, ADDRESS = "Odalys Quimby", "odalys.quimby@example.org"


def rows() -> Iterator[str]:
    """Every row of every table, in words."""
    db.session.commit()
    for table in Base.metadata.sorted_tables:
        for row in db.session.execute(select(table)):
            yield f"{table.name}: {tuple(row)}"


def said_of_them() -> set[str]:
    """Tables that have the name or the address somewhere."""
    marks = (NAME.lower(), ADDRESS)
    return {row.partition(":")[0] for row in rows() if any(mark in row.lower() for mark in marks)}


@pytest.fixture
def somebody(app: APIFlask, lead: Person, board: Organisation, tmp_path: Path) -> Person:
    """Somebody who was invited, registered by another link, asked for much, and leads to messages of all kinds."""
    sent_to_files = replace(app.extensions["kb.settings"], mail=MailSettings(folder=tmp_path / "mail"))
    app.extensions["kb.settings"] = sent_to_files
    lead.get("members.invite", slug=board.slug).submit("Send", addresses=ADDRESS, role="member")
    person = Person(app)
    person.get("accounts.register").submit("Send me a link", email=ADDRESS)
    page = person.open(link_in(messages(ADDRESS)[-1]))
    page.submit("Make my account", name=NAME, password=PASSWORD)
    person.user = db.session.scalars(select(User).where(User.email == ADDRESS)).one()
    with transaction():
        propose(person.user, board, "domain")
        db.session.add(ExternalIdentity(user_id=person.user.id, tenant="t", subject="s", email=ADDRESS))
    Person(app).get("accounts.register").submit("Send me a link", email=ADDRESS)
    typed = {"password": PASSWORD, "new_password": OTHER_PASSWORD}
    person.get("accounts.change_password").submit("Save the password", **typed)
    work.run_due()
    return person


def test_no_table_has_the_name_or_the_address_of_a_deleted_account(somebody: Person) -> None:
    before = {"user_account", "delivery", "one_time_link", "invitation", "external_identity"}
    assert said_of_them() == before

    somebody.get("accounts.delete").submit("Delete my account", password=OTHER_PASSWORD)
    assert said_of_them() == {"delivery"}, "of the last message, until it is sent"
    work.run_due()

    assert said_of_them() == set()


def test_messages_that_waited_for_a_deleted_account_are_not_sent(somebody: Person) -> None:
    Person(somebody.app).get("accounts.reset").submit("Send me a link", email=ADDRESS)
    leaving.delete(Actor(somebody.user.id, kind="person"), somebody.user, proof=Proof(somebody.user.id))

    work.run_due()

    db.session.rollback()
    states = {each.template: each.state for each in messages()}
    assert (states["accounts/reset"], states["accounts/account-deleted"]) == ("cancelled", "sent")
