"""What admins do with an account: each step asks first, says what it does, and refuses what must not be."""

from collections.abc import Callable

import pytest
from apiflask import APIFlask
from sqlalchemy import func, select

from kb.access.actors import Actor
from kb.accounts.models.credentials import OneTimeLink, RecoveryCode, UserSession
from kb.accounts.models.organisation import Organisation
from kb.accounts.models.user import SiteRole, User
from kb.admin.service import users as service
from kb.core import db
from kb.core.db import utc_now
from kb.core.errors import Conflict, Denied, Invalid, NotFound
from tests import factories
from tests.mailbox import messages
from tests.pages import Person
from tests.people import sign_in

Trail = Callable[[], list[tuple[str, str | None, int | None]]]


@pytest.fixture
def target(app: APIFlask) -> Person:
    """Somebody with an account, signed in with a second step."""
    person = Person(app)
    person.user = factories.user(
        name="Tara Target", email="tara@example.org", totp_secret="x", totp_since=utc_now(), password_hash="y"
    )
    db.session.add(RecoveryCode(user_id=person.user.id, code_digest="c"))
    return sign_in(person, person.user)


def sessions_of(user: User) -> int:
    db.session.rollback()
    return db.session.scalar(select(func.count()).where(UserSession.user_id == user.id)) or 0


def test_an_account_is_closed_after_asking(admin: Person, target: Person, audited: Trail) -> None:
    page = admin.get("admin.user", number=target.user.id).follow("Close the account")
    assert page.heading == "Close the account: Tara Target"
    assert target.user.open

    done = page.submit("Close the account")

    assert "The account is closed." in done.text
    db.session.refresh(target.user)
    assert not target.user.open
    assert sessions_of(target.user) == 0
    assert audited() == [("USER_CHANGE", "user_account", target.user.id)]
    assert messages("tara@example.org")


def test_a_closed_account_is_opened_again(admin: Person, target: Person) -> None:
    target.user.closed_at = utc_now()
    done = admin.get("admin.user", number=target.user.id).follow("Open the account again").submit("Open the account")
    assert "open again" in done.text
    db.session.refresh(target.user)
    assert target.user.open


def test_a_step_that_was_done_meanwhile_is_not_done_twice(admin: Person, target: Person, audited: Trail) -> None:
    page = admin.get("admin.user_step", number=target.user.id, step="close")
    page.submit("Close the account")
    again = page.submit("Close the account")
    assert again.heading == "Tara Target"
    assert len(audited()) == 1


def test_nobody_closes_the_account_they_work_with(admin: Person) -> None:
    factories.user().site_roles = [SiteRole(role="admin")]
    page = admin.get("admin.user_step", number=admin.user.id, step="close").submit("Close the account")
    assert page.errors == ["You cannot close the account that you are working with"]
    assert page.html.count('id="step"') == 1
    db.session.refresh(admin.user)
    assert admin.user.open


def test_the_last_admin_is_not_closed(app: APIFlask, admin: Person) -> None:
    operator = Actor(site_roles=frozenset({"admin"}), kind="operator")
    with pytest.raises(Invalid, match="Nobody else can work as an admin"):
        service.close(operator, admin.user)


def test_all_sessions_are_ended(admin: Person, target: Person, audited: Trail) -> None:
    page = admin.get("admin.user", number=target.user.id)
    assert "1 browser" in page.text
    page.follow("Sign the person out everywhere").submit("Sign out everywhere")
    assert sessions_of(target.user) == 0
    assert audited() == [("USER_CHANGE", "user_account", target.user.id)]


@pytest.mark.walks("an admin resets the second step", "tara@example.org")
def test_a_second_step_is_reset_once_it_was_checked_who_asks(admin: Person, target: Person) -> None:
    page = admin.get("admin.user", number=target.user.id).follow("Reset the second step")
    assert "Call the person back on a number that you know" in page.text

    unchecked = page.submit("Reset the second step")
    assert unchecked.errors == ["Check who asks before you go on, and tick the box"]
    db.session.refresh(target.user)
    assert target.user.has_second_factor

    done = page.submit("Reset the second step", checked="y")
    assert "The second step was reset" in done.text
    db.session.refresh(target.user)
    assert not target.user.has_second_factor
    assert target.user.totp_secret is None
    assert db.session.scalar(select(func.count()).select_from(RecoveryCode)) == 0
    assert sessions_of(target.user) == 0
    assert "reset" in (messages("tara@example.org")[-1].text or "")


def test_ones_own_second_step_is_not_reset_here(admin: Person) -> None:
    page = admin.get("admin.user_step", number=admin.user.id, step="reset-second-step")
    assert page.submit("Reset the second step", checked="y").errors == [
        "Change your own second step on the page of your account"
    ]


def test_a_second_step_that_is_not_set_up_cannot_be_reset(who: Actor, admin: Person) -> None:
    user = factories.user()
    assert admin.get("admin.user_step", number=user.id, step="reset-second-step").heading == user.name
    with pytest.raises(Conflict):
        service.reset_second_step(who, user)


@pytest.mark.walks("an admin sends a link for a new password", "tara@example.org")
def test_a_link_for_a_new_password_goes_to_its_owner_alone(admin: Person, target: Person) -> None:
    done = admin.get("admin.user", number=target.user.id).follow("Send a link for a new password").submit("Send")
    [message] = messages("tara@example.org")
    assert "/reset-password/" in (message.text or "")
    assert "/reset-password/" not in done.html
    assert db.session.scalar(select(OneTimeLink.user_id)) == target.user.id


def test_a_closed_account_gets_no_link(who: Actor, app: APIFlask) -> None:
    user = factories.user(closed_at=utc_now())
    with pytest.raises(Invalid, match="closed"):
        service.send_reset_link(who, user)


def test_an_admin_hears_that_nothing_was_sent(admin: Person, target: Person) -> None:
    for _ in range(3):
        page = admin.get("admin.user_step", number=target.user.id, step="send-reset-link").submit("Send the link")
        assert "A message is on its way." in page.text

    again = admin.get("admin.user_step", number=target.user.id, step="send-reset-link").submit("Send the link")

    assert again.errors == ["Nothing was sent: 3 such messages went to this address already. Try again in 60 minutes"]
    assert len(messages("tara@example.org")) == 3


@pytest.mark.parametrize(
    "verb", [service.close, service.end_sessions, service.reset_second_step, service.send_reset_link]
)
@pytest.mark.parametrize("roles", [frozenset(), frozenset({"editor"}), frozenset({"identity_reviewer"})])
def test_use_cases_are_for_admins(
    app: APIFlask, target: Person, verb: Callable[..., object], roles: frozenset[str]
) -> None:
    somebody = Actor(user_id=factories.user().id, site_roles=roles, kind="person")
    with pytest.raises((NotFound, Denied)):
        verb(somebody, target.user)
    for change in (service.give_site_role, service.take_site_role):
        with pytest.raises((NotFound, Denied)):
            change(somebody, target.user, role="admin")


# --- organisations of a user


@pytest.mark.walks(
    "an admin makes somebody a member",
    {"the new member": "fay@example.org", "the leads, unless it is one of them who decided it or whom it is about": []},
)
def test_a_user_is_added_to_an_organisation_and_told(admin: Person, board: Organisation) -> None:
    user = factories.user(name="Fay Fresh", email="fay@example.org")
    page = admin.get("admin.user", number=user.id).follow("Add to an organisation")
    done = page.submit("Add to the organisation", organisation="northbridge", role="contributor")
    assert f"Fay Fresh is contributor of {board.name} now." in done.text
    assert "Contributor" in done.text
    assert "contributor of Northbridge Safeguarding Children Board" in (messages("fay@example.org")[-1].subject)


def test_adding_again_raises_the_role_but_never_lowers_it(admin: Person, lead: Person) -> None:
    page = admin.get("admin.add_membership", number=lead.user.id)
    again = page.submit("Add to the organisation", organisation="northbridge", role="member")
    assert again.errors == ["A lead is lead there already"]


def test_an_organisation_and_a_role_have_to_be_chosen(admin: Person, board: Organisation) -> None:
    page = admin.get("admin.add_membership", number=factories.user().id)
    assert page.submit("Add to the organisation", organisation="nowhere").errors
    assert set(page.submit("Add to the organisation", organisation="").errors) == {
        "Choose an organisation", "Choose a role",
    }  # fmt: skip


def test_a_membership_is_ended_on_the_pages_for_members(admin: Person, contributor: Person) -> None:
    page = admin.get("admin.user", number=contributor.user.id)
    assert page.follow(f"Remove from {contributor.user.memberships[0].organisation.name}").status == 200
