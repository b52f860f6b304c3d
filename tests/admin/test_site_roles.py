"""An admin gives and takes roles on the site."""

from collections.abc import Callable
from dataclasses import replace
from threading import Thread

import pytest
from apiflask import APIFlask
from sqlalchemy import func, select

from kb.access.actors import Actor
from kb.accounts.models.user import SiteRole, User
from kb.admin.service import users as service
from kb.core import db
from kb.core.db import utc_now
from kb.core.errors import Conflict, Invalid
from tests import factories
from tests.mailbox import messages
from tests.pages import Person
from tests.people import sign_in

Trail = Callable[[], list[tuple[str, str | None, int | None]]]


@pytest.mark.walks("an admin gives a site role", {"its holder": "new@example.org", "the other admins": []})
def test_a_role_is_given_told_and_waits_for_a_second_step(admin: Person, audited: Trail) -> None:
    user = factories.user(name="New Editor", email="new@example.org")
    page = admin.get("admin.user", number=user.id).follow("Make editor")
    assert "works only in sessions with a second step" in page.text

    done = page.submit("Give the role of editor")

    assert "Editor: waits until the person sets up a second step" in done.text
    assert audited() == [("SITE_ROLE_CHANGE", "user_account", user.id)]
    [message] = messages("new@example.org")
    assert message.template == "admin/site-role-changed"
    assert "https://lessons.example.org/account/second-step" in (message.text or "")


def test_a_role_given_does_not_work_in_a_session_without_a_second_step(app: APIFlask, who: Actor) -> None:
    user = factories.user()
    person = sign_in(Person(app), user, second_factor=False)
    service.give_site_role(who, user, role="admin")
    assert person.open("/admin").heading == "Set up the second step first"


@pytest.mark.walks("an admin ends a site role", {"who held it": "old@example.org", "the other admins": []})
def test_a_role_is_taken_away_at_once(app: APIFlask, admin: Person) -> None:
    user = factories.user(name="Old Admin", email="old@example.org")
    user.site_roles = [SiteRole(role="admin")]
    person = sign_in(Person(app), user)
    assert person.open("/admin").status == 200
    admin.get("admin.user", number=user.id).follow("End the role of admin").submit("End the role")
    assert person.open("/admin").status == 404
    assert "has ended your role as admin" in (messages("old@example.org")[-1].text or "")


def test_the_last_admin_stays_one(admin: Person) -> None:
    closed = factories.user(closed_at=utc_now())
    closed.site_roles = [SiteRole(role="admin")]
    page = admin.get("admin.user", number=admin.user.id).follow("End the role of admin").submit("End the role")
    assert page.errors == ["Nobody else can work as an admin. Make somebody else an admin first"]
    assert admin.open("/admin").status == 200


def test_the_last_admin_of_a_demonstration_stays_one_too(app: APIFlask, admin: Person) -> None:
    app.extensions["kb.settings"] = replace(app.extensions["kb.settings"], demo=True)
    admin.user.demo = True

    page = admin.get("admin.site_role", number=admin.user.id, role="admin", act="take").submit("End the role")

    assert page.errors == ["Nobody else can work as an admin. Make somebody else an admin first"]


def test_a_role_is_given_and_taken_once(who: Actor, app: APIFlask) -> None:
    user = factories.user()
    service.give_site_role(who, user, role="editor")
    with pytest.raises(Conflict):
        service.give_site_role(who, user, role="editor")
    service.take_site_role(who, user, role="editor")
    with pytest.raises(Conflict):
        service.take_site_role(who, user, role="editor")


def test_a_closed_account_gets_no_role(who: Actor, app: APIFlask) -> None:
    with pytest.raises(Invalid, match="closed"):
        service.give_site_role(who, factories.user(closed_at=utc_now()), role="editor")


def test_of_two_admins_who_end_each_others_role_at_once_one_stays(app: APIFlask, admin: Person) -> None:
    other = factories.user()
    other.site_roles = [SiteRole(role="admin")]
    db.session.commit()
    pairs = [(admin.user.id, other.id), (other.id, admin.user.id)]
    outcomes: list[str] = []

    def take(by: int, of: int) -> None:
        with app.app_context():
            try:
                user = db.session.get_one(User, of)
                service.take_site_role(Actor(by, frozenset({"admin"}), kind="person"), user, role="admin")
                outcomes.append("taken")
            except Invalid:
                outcomes.append("refused")
            finally:
                db.session.remove()

    threads = [Thread(target=take, args=pair) for pair in pairs]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(outcomes) == ["refused", "taken"]
    db.session.rollback()
    assert db.session.scalar(select(func.count()).where(SiteRole.role == "admin")) == 1


def test_of_a_fictional_person_it_says_that_the_role_works_at_once(admin: Person) -> None:
    user = factories.user()
    address = {"number": user.id, "role": "identity_reviewer", "act": "give"}
    assert "Identity reviewer: Reads every lesson" in admin.get("admin.site_role", **address).text
    assert "only in sessions with a second step" in admin.get("admin.site_role", **address).text

    user.demo = True

    assert "The role works at once" in admin.get("admin.site_role", **address).text


def test_who_gives_up_being_an_admin_comes_to_the_own_account(admin: Person) -> None:
    factories.user().site_roles = [SiteRole(role="admin")]

    asked = admin.get("admin.site_role", number=admin.user.id, role="admin", act="take")
    assert "You can no longer open what it opened" in asked.text
    page = asked.submit("End the role")

    assert page.heading == "Your account"
    assert "The role of admin was ended." in page.text


@pytest.mark.walks(
    "an admin gives a site role",
    {"its holder": "new@example.org", "the other admins": "other-admin@example.org"},
)
@pytest.mark.walks(
    "an admin ends a site role",
    {"who held it": "new@example.org", "the other admins": "other-admin@example.org"},
)
def test_the_other_admins_hear_who_has_a_role_now(admin: Person) -> None:
    other = factories.user(email="other-admin@example.org")
    other.site_roles = [SiteRole(role="admin")]
    user = factories.user(name="New Editor", email="new@example.org")

    for act, button in (("give", "Give"), ("take", "End")):
        admin.get("admin.site_role", number=user.id, role="editor", act=act).submit(button)

    given, taken = messages("other-admin@example.org")
    assert given.template == taken.template == "admin/site-role-of-another"
    assert "New Editor (new@example.org) is now editor" in (given.text or "").replace("*", "")
    assert "is no longer editor" in (taken.text or "")
    assert messages("admin@example.org") == [], "who decided it knows"


def test_nobody_takes_a_role_for_oneself_while_there_is_another_admin(admin: Person) -> None:
    page = admin.get("admin.site_role", number=admin.user.id, role="editor", act="give")
    other = factories.user(name="Other Admin")
    other.site_roles = [SiteRole(role="admin")]
    assert page.submit("Give").errors == ["Nobody gives themselves a role on the site. Ask another admin, Other Admin"]

    other.closed_at = utc_now()

    assert page.submit("Give").errors == []
