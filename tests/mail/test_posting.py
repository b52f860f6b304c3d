"""Messages are written with the change that they tell about."""

import re
from datetime import UTC, datetime

import pytest
import time_machine
from apiflask import APIFlask
from sqlalchemy import select

from kb.core.db import session, transaction
from kb.core.jobs import Job
from kb.core.options import choose
from kb.mail.models import Delivery
from kb.mail.posting import Recipient, post
from tests import factories
from tests.mail.conftest import LINK
from tests.mailbox import link_in, messages
from tests.pages import statements

pytestmark = pytest.mark.usefixtures("posting_app")
EVENING = datetime(2027, 7, 10, 20, 30, tzinfo=UTC)
MORNING = datetime(2027, 7, 11, 6, 0, tzinfo=UTC)


def posted(address: str = "ann@example.org", user_id: int | None = None, *, urgent: bool = False) -> Delivery:
    with transaction():
        return post(Recipient(address, user_id), "mail/plain", urgent=urgent, link=LINK)


def quiet_nights() -> None:
    with transaction():
        choose("quiet_from", 20)
        choose("quiet_until", 7)


def due(delivery: Delivery) -> datetime:
    return session.scalars(select(Job.due_at).where(Job.kind == "mail.send", Job.key == str(delivery.id))).one()


def test_a_message_waits_with_a_job_that_is_due_now() -> None:
    delivery = posted()
    assert [delivery.state, delivery.subject, delivery.attempts] == ["waiting", "Hello", 0]
    assert due(delivery) >= delivery.made_at
    assert messages("ann@example.org") == messages() == [delivery]
    assert link_in(delivery) == "/register/abc_d-e?x=1&y=2"


def test_a_message_stands_or_falls_with_the_change_that_it_tells_about() -> None:
    def failing_change() -> None:
        with transaction():
            post(Recipient("ann@example.org"), "mail/plain", link=LINK)
            raise RuntimeError

    with pytest.raises(RuntimeError):
        failing_change()
    assert messages() == []
    assert session.scalars(select(Job)).all() == []


def test_message_ids_are_of_the_site_and_never_the_same() -> None:
    made = {posted().message_id for _ in range(50)}
    assert len(made) == 50
    assert all(re.fullmatch(r"<[\w.]+@lessons\.example\.org>", message_id) for message_id in made)


def test_a_message_costs_the_same_statements_whoever_it_goes_to() -> None:
    user = factories.user(email="known@example.org")
    session.commit()
    posted()
    recipients = [("known@example.org", user.id), ("nobody@example.com", None), ("x" * 200 + "@example.org", None)]
    for urgent in (True, False):
        made = []
        for address, user_id in recipients:
            session.rollback()
            with statements() as each:
                posted(address, user_id, urgent=urgent)
            made.append(each)
        assert made[0] == made[1] == made[2]


def test_in_quiet_hours_what_can_wait_is_due_at_their_end() -> None:
    quiet_nights()
    with time_machine.travel(EVENING, tick=False):
        assert due(posted()) == MORNING
        assert due(posted(urgent=True)) == EVENING


def test_without_quiet_hours_nothing_waits(posting_app: APIFlask) -> None:
    with time_machine.travel(EVENING, tick=False):
        assert due(posted()) == EVENING
