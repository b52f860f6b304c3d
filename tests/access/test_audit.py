"""The audit trail: what is in it, what is not, and that nothing in it ever changes."""

import hashlib
from collections.abc import Callable
from typing import Any

import pytest
from apiflask import APIFlask
from sqlalchemy import delete, insert, select, text, update
from sqlalchemy.exc import DatabaseError

from kb.access.actors import ANONYMOUS, OPERATOR, SITE, Actor, Permission
from kb.access.guard import actor, needs
from kb.access.known import LOGGED_FROM_OUTSIDE, LOGGED_READING
from kb.access.use_case import use_case
from kb.accounts.models.credentials import UserSession
from kb.accounts.models.organisation import Organisation
from kb.core import db
from kb.core.audit import AuditEvent
from kb.core.errors import Conflict, NotFound
from kb.lessons.models.vocabulary import Tag
from tests import factories
from tests.pages import Person

MARKER = "marmalade"
ADMIN = Actor(7, frozenset({"admin"}), {}, "person")


@use_case(Permission.ORGANISATION_CHANGE)
def rename(_who: Actor, organisation: Organisation, *, name: str, fail: bool = False) -> Tag:
    organisation.name = name
    made = Tag(label=name)
    db.session.add(made)
    if fail:
        raise Conflict
    return made


@use_case(Permission.SETTING_CHANGE, choice="name", value="value")
def choose(_who: Actor, name: str, *, value: int) -> None:
    """Something whose thing is a word of a closed list."""


@use_case(Permission.UPKEEP)
def touch(_who: Actor, _thing: Any) -> None:
    """Something with any thing."""


@use_case(Permission.UPKEEP)
def look(_who: Actor, _nothing: None, *, of: Any) -> Any:
    """Something that comes to a row."""
    return of


@use_case(Permission.UPKEEP, where_done=True)
def prune(_who: Actor, _nothing: None, *, many: int) -> int:
    """Something that may have nothing to do."""
    return many


@use_case(Permission.LINK_ASK)
def ask(_who: Actor, address: str) -> None:
    """Something whose thing is a text."""


def entries() -> list[AuditEvent]:
    return list(db.session.scalars(select(AuditEvent).order_by(AuditEvent.id)))


def everything(table: type[db.Base] = AuditEvent) -> str:
    return repr(db.session.execute(select(*table.__table__.columns)).all())


# --- what an entry says


def test_what_was_done_is_entered_with_who_what_with_and_what_came_of_it(app: APIFlask) -> None:
    organisation = factories.organisation()

    made = rename(ADMIN, organisation, name=MARKER)

    (entry,) = entries()
    assert (entry.act, entry.permission, entry.actor_kind, entry.actor_id) == (
        "did",
        "ORGANISATION_CHANGE",
        "person",
        7,
    )
    assert (entry.thing_kind, entry.thing_id) == ("organisation", organisation.id)
    assert (entry.result_kind, entry.result_id) == ("tag", made.id)
    assert (entry.verb, entry.organisation_id) == ("test_audit.rename", organisation.id)
    assert (entry.choice, entry.value, entry.person_id, entry.digest) == (None, None, None, None)


def test_the_choice_and_the_number_that_were_chosen_are_entered(app: APIFlask) -> None:
    choose(OPERATOR, "registration", value=0)

    (entry,) = entries()
    assert (entry.verb, entry.choice, entry.value) == ("test_audit.choose", "registration", 0)


def test_whose_it_is_is_entered_whatever_it_was_done_with(
    member: Person, board: Organisation, people: Callable[[str], Person]
) -> None:
    user = member.user
    (membership,) = user.memberships
    found = db.session.scalars(select(UserSession)).one()
    for thing in (user, membership, found, None):
        touch(OPERATOR, thing)
    look(OPERATOR, None, of=user)

    assert [entry.person_id for entry in entries()] == [user.id, user.id, user.id, None, user.id]
    assert [entry.organisation_id for entry in entries()] == [None, board.id, None, None, None]


def test_a_verb_that_did_nothing_may_leave_no_entry(app: APIFlask) -> None:
    assert [prune(SITE, None, many=many) for many in (0, 3)] == [0, 3]
    assert [entry.verb for entry in entries()] == ["test_audit.prune"]


def test_no_text_is_in_it_neither_as_a_detail_nor_as_the_thing_itself(app: APIFlask) -> None:
    rename(ADMIN, factories.organisation(), name=MARKER)
    ask(ANONYMOUS, f"{MARKER}@example.org")
    with pytest.raises(LookupError):
        choose(OPERATOR, MARKER, value=1)

    assert MARKER not in everything()
    assert [entry.choice for entry in entries()] == [None, None]
    digests = [entry.digest for entry in entries()]
    assert digests[0] is None
    assert digests[1] is not None
    assert len(digests[1]) == 32


def test_the_same_address_has_the_same_digest_and_nobody_without_the_key_can_make_it(app: APIFlask) -> None:
    for address in ["one@example.org", "one@example.org", "two@example.org"]:
        ask(ANONYMOUS, address)

    one, again, two = (str(entry.digest) for entry in entries())
    assert one == again != two
    for known in (hashlib.sha256, hashlib.md5, hashlib.sha1):
        assert not known(b"one@example.org").hexdigest().startswith(one)


def test_what_was_refused_or_failed_leaves_nothing(app: APIFlask) -> None:
    organisation = factories.organisation()
    db.session.commit()

    with pytest.raises(NotFound):
        rename(Actor(8, frozenset({"editor"}), {organisation.id: "lead"}, "person"), organisation, name="x")
    with pytest.raises(Conflict):
        rename(ADMIN, organisation, name="x", fail=True)

    assert entries() == []
    assert organisation.name != "x"


def test_an_entry_carries_the_number_of_the_request(app: APIFlask, admin: Person) -> None:
    response = admin.client.get("/admin/users")

    assert response.status_code == 200
    assert [entry.request_id for entry in entries()] == [response.headers["X-Request-Id"]]


# --- reading


@pytest.fixture
def pages(app: APIFlask) -> Callable[[Permission], str]:
    """Pages that take a permission to read, about an organisation."""

    def load(slug: str) -> Any:
        found = db.session.scalar(select(Organisation).where(Organisation.slug == slug))
        assert found
        found.state = "submitted"  # type: ignore[attr-defined]  # for rules about texts
        return found

    def page(permission: Permission) -> str:
        name = permission.value.lower().replace("_", "-")

        @app.get(f"/reading-{name}/<slug>", endpoint=name)
        @needs(permission, thing=load)
        def read(thing: Any) -> str:
            return f"{actor().user_id} reads {thing.slug}"

        return f"/reading-{name}/northbridge"

    return page


READERS = {
    Permission.PLAN_READ: "member",
    Permission.WORKSPACE_READ: "contributor",
    Permission.REVISION_READ: "editor",
    Permission.REVISION_REVIEW: "editor",
    Permission.SAVED_TEXT_READ: "contributor",
    Permission.DESK_READ: "identity_reviewer",
    Permission.REVISION_REVIEW: "editor",
    Permission.EXPUNGE_READ: "admin",
    Permission.USER_READ: "admin",
    Permission.AUDIT_READ: "admin",
    Permission.WORK_READ: "admin",
    Permission.MEMBERS_READ: "admin",
}
ENTERED = sorted(LOGGED_READING | LOGGED_FROM_OUTSIDE)


@pytest.mark.parametrize("permission", ENTERED)
def test_reading_what_is_not_published_is_entered(
    people: Callable[[str], Person], board: Organisation, pages: Callable[[Permission], str], permission: Permission
) -> None:
    address, person = pages(permission), people(READERS[permission])
    db.session.commit()

    assert person.client.get(address).status_code == 200

    (entry,) = entries()
    assert (entry.act, entry.permission, entry.actor_id) == ("read", permission.value, person.user.id)
    assert (entry.thing_kind, entry.thing_id) == ("organisation", board.id)
    assert entry.verb == permission.value.lower().replace("_", "-"), "the endpoint of the page"


def test_a_lead_who_reads_who_is_in_the_own_organisation_leaves_no_entry(lead: Person, admin: Person) -> None:
    for person in (lead, admin):
        assert person.get("members.show", slug="northbridge").status == 200

    assert [(entry.verb, entry.actor_id) for entry in entries()] == [("members.show", admin.user.id)]


@pytest.mark.parametrize("permission", ENTERED)
def test_who_was_not_let_in_leaves_no_entry(
    people: Callable[[str], Person], board: Organisation, pages: Callable[[Permission], str], permission: Permission
) -> None:
    address, person = pages(permission), people("user")
    db.session.commit()

    assert person.client.get(address).status_code == 404
    assert entries() == []


def test_reading_what_is_published_is_not_entered(app: APIFlask, reader: Person, editor: Person) -> None:
    factories.lesson(slug="a-lesson")
    for person in (reader, editor):
        assert person.open("/lessons/a-lesson").status == 200

    assert entries() == []


# --- append-only


_COLUMNS = "INTO audit_event (id, at, actor_kind, act, permission)"
_VALUES = "VALUES (1, '2026-01-01', 'site', 'did', 'UPKEEP')"
CHANGES = {
    "update": update(AuditEvent).values(permission="LESSON_READ"),
    "update one": update(AuditEvent).where(AuditEvent.id == 1).values(actor_id=None),
    "delete": delete(AuditEvent),
    "delete in plain SQL": text("DELETE FROM audit_event"),
    "update in plain SQL": text("UPDATE audit_event SET at = at"),
    "insert again": text(f"INSERT {_COLUMNS} {_VALUES}"),
    "replace": text(f"REPLACE {_COLUMNS} {_VALUES}"),
    "insert or replace": text(f"INSERT OR REPLACE {_COLUMNS} {_VALUES}"),
    "upsert": text(f"INSERT {_COLUMNS} {_VALUES} ON CONFLICT (id) DO UPDATE SET act = 'read'"),
    "truncate": text("TRUNCATE audit_event"),
    "truncate with all": text("TRUNCATE audit_event CASCADE"),
}
"""Some of them are no SQL to one of the two databases, which is a refusal too."""


@pytest.mark.parametrize("change", CHANGES)
def test_the_database_itself_refuses_to_change_or_remove_an_entry(app: APIFlask, change: str) -> None:
    ask(OPERATOR, "x")
    before = everything()

    with pytest.raises(DatabaseError):
        db.session.execute(CHANGES[change])
    db.session.rollback()

    assert everything() == before


def test_entries_can_be_added(app: APIFlask) -> None:
    db.session.execute(insert(AuditEvent).values(actor_kind="site", act="did", permission="UPKEEP"))
    db.session.commit()

    assert len(entries()) == 1
