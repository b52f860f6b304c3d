"""An admin corrects the address of somebody whose mailbox is gone; only the owner of the account can make it count."""

from collections.abc import Callable
from datetime import timedelta

import pytest
import time_machine
from apiflask import APIFlask
from sqlalchemy import select

from kb.access.actors import Actor
from kb.accounts.models.user import SiteRole
from kb.accounts.service import changing_address, correcting_address
from kb.core import db
from kb.core.audit import AuditEvent
from kb.core.db import utc_now
from kb.core.errors import Conflict, Invalid, NotFound
from kb.mail.models import Delivery
from tests import factories
from tests.accounts.own import PASSWORD, sessions_of, signed_in_long_ago, with_app, with_password
from tests.mailbox import link_in, messages
from tests.pages import Page, Person
from tests.people import sign_in

OLD, NEW = "tara@old.example", "tara@new.example"
BUTTON = "Change my address"


@pytest.fixture
def target(app: APIFlask) -> Person:
    """Somebody who cannot read mail at the old address any more."""
    person = Person(app)
    person.user = factories.user(name="Tara Target", email=OLD)
    return with_password(sign_in(person, person.user))


@pytest.fixture
def asked(who: Actor, target: Person) -> str:
    """Path of the link that went to the new address."""
    correcting_address.ask(who, target.user, email=NEW)
    return link_in(last_to(NEW))


def last_to(address: str) -> Delivery:
    return messages(address)[-1]


def address_of(person: Person) -> str:
    db.session.refresh(person.user)
    return str(person.user.email)


def ask(admin: Person, target: Person, email: str = NEW, **typed: str) -> Page:
    page = admin.get("admin.correct_address", number=target.user.id)
    return page.submit("Send the link", **{"email": email, "checked": "y", **typed})


@pytest.mark.walks(
    "an admin corrects the address of somebody whose mailbox is gone",
    {"the new address": "tara@new.example", "the present address": "tara@old.example"},
)
@pytest.mark.walks("confirms the address that an admin has corrected", "tara@old.example")
def test_the_address_changes_once_the_owner_has_signed_in_and_confirmed(admin: Person, target: Person) -> None:
    done = ask(admin, target, f"  {NEW.upper()} ")

    assert "A link is on its way to the new address" in done.text
    assert f"The address is to be {NEW}" in done.text
    assert address_of(target) == OLD
    page = target.open(link_in(last_to(NEW)))
    assert page.heading == "Confirm your new e-mail address"
    assert page.response.headers["Referrer-Policy"] == "no-referrer"
    assert address_of(target) == OLD

    after = page.submit(BUTTON, password=PASSWORD)

    assert after.heading == "Sign in"
    assert f"Sign in with {NEW} from now on" in after.text
    assert address_of(target) == NEW
    assert sessions_of(target.user) == []
    assert f"The address is to be {NEW}" not in admin.get("admin.user", number=target.user.id).text


def test_the_old_address_is_told_when_it_is_asked_and_when_it_is_done(asked: str, target: Person) -> None:
    told = last_to(OLD)
    assert told.subject == "Your address is to be changed"
    assert NEW in str(told.text)
    assert link_in(told) == "/contact"

    target.open(asked).submit(BUTTON, password=PASSWORD)

    assert last_to(OLD).subject == "Your address was changed"


def test_it_is_entered_who_asked_and_who_confirmed(
    admin: Person, asked: str, target: Person, audited: Callable[[], list[tuple[str, str | None, int | None]]]
) -> None:
    target.open(asked).submit(BUTTON, password=PASSWORD)
    db.session.rollback()
    found = select(AuditEvent).where(AuditEvent.act == "did").order_by(AuditEvent.id)
    said = [(entry.verb, entry.actor_id, entry.person_id) for entry in db.session.scalars(found)]
    assert said == [
        ("correcting_address.ask", admin.user.id, target.user.id),
        ("correcting_address.confirm", target.user.id, target.user.id),
    ]


def test_whoever_has_the_mailbox_alone_gets_into_no_account(app: APIFlask, asked: str, target: Person) -> None:
    reader = Person(app)
    assert reader.open(asked).heading == "Sign in"

    wrong = target.open(asked).submit(BUTTON, password="wrong")

    assert wrong.errors[0].startswith("Your password is not right")
    assert address_of(target) == OLD
    # Nor does a new password help: its link goes to the old address.
    reader.get("accounts.reset").submit("Send", email=NEW)
    assert last_to(NEW).template == "accounts/reset-unknown"


def test_somebody_else_who_is_signed_in_cannot_use_the_link(asked: str, lead: Person) -> None:
    page = with_password(lead).open(asked)
    assert page.status == 404
    assert page.heading == "This link does not work"
    assert "sign out, open the link again" in page.text


def test_an_account_with_a_second_step_needs_a_session_with_it(app: APIFlask, who: Actor) -> None:
    holder = Person(app)
    holder.user = factories.user(name="Edith Editor", email=OLD)
    holder.user.site_roles = [SiteRole(role="editor")]
    with_app(with_password(holder))
    correcting_address.ask(who, holder.user, email=NEW)

    halfway = sign_in(holder, holder.user, second_factor=False).open(link_in(last_to(NEW)))

    assert halfway.status == 403
    assert address_of(holder) == OLD
    whole = sign_in(holder, holder.user).open(link_in(last_to(NEW)))
    assert whole.submit(BUTTON, password=PASSWORD).heading == "Sign in"
    assert address_of(holder) == NEW
    assert [role.role for role in holder.user.site_roles] == ["editor"]


def test_who_has_no_password_needs_to_have_signed_in_a_moment_ago(asked: str, target: Person) -> None:
    target.user.password_hash = None
    assert signed_in_long_ago(target).open(asked).status == 403
    assert address_of(target) == OLD
    assert sign_in(target, target.user).open(asked).submit(BUTTON).heading == "Sign in"
    assert address_of(target) == NEW


def test_the_admin_has_to_have_spoken_to_the_person(admin: Person, target: Person) -> None:
    page = ask(admin, target, checked="")
    assert page.errors == ["Check who asks before you go on, and tick the box"]
    assert messages() == []


@pytest.mark.parametrize(
    ("email", "error"),
    [
        ("", "Enter the new address"),
        ("no address", "Enter an e-mail address in the form name@example.org"),
        (OLD.upper(), "This is the address of the account already"),
        ("taken@example.org", "Another account has this address"),
    ],
)
def test_an_address_that_cannot_be_is_refused(admin: Person, target: Person, email: str, error: str) -> None:
    factories.user(email="taken@example.org")
    page = ask(admin, target, email)
    assert page.errors == [error]
    assert messages() == []


def test_admins_change_their_own_address_on_the_page_of_their_account(admin: Person, who: Actor) -> None:
    assert ask(admin, admin).errors == ["Change your own address on the page of your account"]
    assert "Correct the address" not in admin.get("admin.user", number=admin.user.id).text


def test_a_flood_of_messages_to_one_address_is_stopped(who: Actor, target: Person) -> None:
    for _ in range(3):
        correcting_address.ask(who, target.user, email=NEW)
    with pytest.raises(Invalid, match="Nothing was sent"):
        correcting_address.ask(who, target.user, email=NEW)


def test_a_correction_is_taken_back_by_the_admin(admin: Person, who: Actor, asked: str, target: Person) -> None:
    page = admin.get("admin.correct_address", number=target.user.id)
    assert f"A change to {NEW} waits" in page.text

    assert "The address stays as it is" in page.submit("Leave the address as it is").text

    assert target.open(asked).heading == "This link has been used"
    with pytest.raises(Conflict):
        correcting_address.take_back(who, target.user)


def test_a_correction_is_taken_back_by_the_owner(asked: str, target: Person) -> None:
    assert f"Your address is to be {NEW}" in target.get("accounts.account").text
    target.get("accounts.change_address").submit("Keep my present address")
    assert target.open(asked).heading == "This link has been used"


def test_the_newest_wish_counts(who: Actor, asked: str, target: Person) -> None:
    correcting_address.ask(who, target.user, email="tara@third.example")
    assert target.open(asked).heading == "This link no longer works: a newer one was sent"
    page = target.get("accounts.change_address")
    page.submit("Send both", email="tara@fourth.example", password=PASSWORD)
    assert target.open(link_in(last_to("tara@third.example"))).heading == "This link has been used"
    assert changing_address.pending(target.user) == "tara@fourth.example"


def test_a_link_works_once_and_for_three_days(asked: str, target: Person) -> None:
    with time_machine.travel(utc_now() + timedelta(days=3, minutes=1)):
        assert sign_in(target, target.user).open(asked).heading == "This link is too old"
    sign_in(target, target.user).open(asked).submit(BUTTON, password=PASSWORD)
    assert sign_in(target, target.user).open(asked).heading == "This link has been used"


def test_an_address_that_has_got_an_account_meanwhile_is_not_taken(asked: str, target: Person) -> None:
    page = target.open(asked)
    factories.user(email=NEW)
    refused = page.submit(BUTTON, password=PASSWORD)
    assert refused.errors == ["This address has an account of its own now, so nothing was changed"]
    assert address_of(target) == OLD


def test_a_closed_account_is_opened_first(admin: Person, who: Actor, target: Person) -> None:
    target.user.closed_at = utc_now()
    assert admin.get("admin.correct_address", number=target.user.id).heading == "Tara Target"
    with pytest.raises(Conflict):
        correcting_address.ask(who, target.user, email=NEW)


def test_nobody_but_an_admin_may_ask(target: Person, lead: Person, editor: Person) -> None:
    for person in (target, lead, editor):
        actor = Actor(user_id=person.user.id, kind="person")
        with pytest.raises(NotFound):
            correcting_address.ask(actor, target.user, email=NEW)
