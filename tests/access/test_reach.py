"""What SQL finds for somebody is what the rules allow, row by row."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

import pytest
from apiflask import APIFlask
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import Select, false, inspect, not_, select

from kb.access import policy
from kb.access.actors import ANONYMOUS, OPERATOR, SITE, Actor, Permission
from kb.access.policy import POLICY, allows, reach
from kb.access.predicates import Predicate, contributor, editor
from kb.accounts.models.credentials import OneTimeLink, UserSession
from kb.accounts.models.organisation import Organisation
from kb.accounts.models.user import ROLES, SITE_ROLES, Membership
from kb.core import db
from kb.core.audit import AuditEvent
from kb.core.db import utc_now
from kb.core.jobs import Job
from kb.lessons.models.lesson import STATES, Lesson, Revision
from kb.lessons.models.parts import RevisionAuthor
from kb.lessons.queries import reach as of_lessons
from kb.mail.models import Delivery
from kb.members.models import Invitation, MembershipRequest
from kb.sign_on.models import ExternalIdentity, OrganisationSignOn
from kb.site.models import ProblemReport
from tests import factories
from tests.access import rows

USERS, ORGANISATIONS = 5, 3
WHO = st.none() | st.integers(0, USERS - 1)
"""Place of a user in the table below, or nobody."""


@dataclass(frozen=True)
class Drawn:
    """A revision as it is drawn: places of users and of the organisation, or None."""

    organisation: int | None
    state: str
    created_by: int | None
    submitted_by: int | None
    claimed_by: int | None
    signatures: tuple[int | None, int | None]
    authors: frozenset[int]
    live: bool


REVISIONS = st.lists(
    st.builds(
        Drawn,
        st.none() | st.integers(0, ORGANISATIONS - 1),
        st.sampled_from(STATES),
        WHO,
        WHO,
        WHO,
        st.tuples(WHO, WHO).filter(lambda pair: pair[0] is None or pair[0] != pair[1]),
        st.frozensets(st.integers(0, USERS - 1), max_size=3),
        st.booleans(),
    ),
    min_size=1,
    max_size=6,
)


@dataclass(frozen=True)
class DrawnActor:
    """An actor, with places in place of numbers."""

    user: int | None
    site_roles: frozenset[str]
    memberships: dict[int, str]
    kind: str


ACTORS = st.sampled_from([ANONYMOUS, OPERATOR, SITE]) | st.builds(
    DrawnActor,
    st.integers(0, USERS - 1),
    st.frozensets(st.sampled_from(SITE_ROLES)),
    st.dictionaries(st.integers(0, ORGANISATIONS - 1), st.sampled_from(ROLES)),
    st.just("person"),
)


class World:
    """Users, organisations and revisions in the database."""

    def __init__(self) -> None:
        self.users = [factories.user().id for _ in range(USERS)]
        self.organisations = [factories.organisation() for _ in range(ORGANISATIONS)]
        db.session.commit()

    def number(self, place: int | None) -> int | None:
        return None if place is None else self.users[place]

    def actor(self, drawn: Actor | DrawnActor) -> Actor:
        if isinstance(drawn, Actor):
            return drawn
        memberships = {self.organisations[place].id: role for place, role in drawn.memberships.items()}
        return Actor(self.number(drawn.user), drawn.site_roles, memberships, drawn.kind)

    def add(self, drawn: Drawn) -> Revision:
        organisation = None if drawn.organisation is None else self.organisations[drawn.organisation]
        lesson = factories.lesson(state="draft", organisation=organisation, tell=False)
        revision = lesson.open_revision
        assert revision is not None
        revision.state, revision.scheduled_for = drawn.state, utc_now()
        revision.created_by_id = self.number(drawn.created_by)
        revision.submitted_by_id = self.number(drawn.submitted_by)
        revision.claimed_by_id = self.number(drawn.claimed_by)
        revision.content_signed_by_id, revision.identity_signed_by_id = map(self.number, drawn.signatures)
        revision.content_signed_digest, revision.identity_signed_digest = (
            "of this" if signed is not None else None for signed in drawn.signatures
        )
        revision.authors = [RevisionAuthor(user_id=self.users[place]) for place in drawn.authors]
        if drawn.live:
            lesson.slug, lesson.reference = f"lesson-{lesson.id}", f"LB-{lesson.id}"
            lesson.live_revision, lesson.open_revision = revision, None
        db.session.flush()
        return revision


@pytest.fixture
def world(app: APIFlask) -> World:
    """A database with the people and boards that revisions are drawn for."""
    return World()


anything = settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])


def differences(
    actor: Actor, permission: Permission, things: Iterable[Any], found: Select[Any]
) -> list[tuple[Permission, Any]]:
    """Rows about which SQL and the rules do not agree."""
    selected = set(db.session.scalars(found))
    return [(permission, row) for row in things if (row in selected) is not allows(actor, permission, row)]


def of_revisions(actor: Actor) -> list[tuple[Permission, Any]]:
    found = db.session.scalars(select(Revision)).all()
    return [
        different
        for permission in rows.OF_REVISIONS
        for different in differences(actor, permission, found, of_lessons.revisions(actor, permission))
    ]


@given(drawn=REVISIONS, who=st.lists(ACTORS, min_size=1, max_size=6))
@anything
def test_the_revisions_found_are_those_allowed(world: World, drawn: list[Drawn], who: list[Actor | DrawnActor]) -> None:
    for each in drawn:
        world.add(each)

    assert [of_revisions(world.actor(one)) for one in who] == [[]] * len(who)
    db.session.rollback()


@given(drawn=REVISIONS, who=ACTORS)
@anything
def test_the_lessons_found_are_those_allowed(world: World, drawn: list[Drawn], who: Actor | DrawnActor) -> None:
    for each in drawn:
        world.add(each)
    actor, found = world.actor(who), db.session.scalars(select(Lesson)).all()

    for permission in rows.OF_LESSONS:
        assert differences(actor, permission, found, of_lessons.lessons(actor, permission)) == []
    db.session.rollback()


# --- all other tables


def add_rows(world: World, owner: int | None, organisation: Organisation, number: int) -> None:
    """One row of each of these tables: somebody's, if anybody's, and of an organisation."""
    now, of = utc_now(), {"organisation_id": organisation.id}
    if owner is not None:
        mine = {"user_id": world.number(owner)}
        db.session.add(UserSession(token_digest=f"session {number}", **mine))
        db.session.add(ExternalIdentity(tenant="t", subject=str(number), **mine))
        db.session.add(OneTimeLink(kind="reset", token_digest=f"link {number}", expires_at=now, **mine))
        db.session.add(Membership(role="member", **mine, **of))
        db.session.add(MembershipRequest(reason="domain", decided_at=now, accepted=True, **mine, **of))
    db.session.add_all(
        [
            Job(kind="test", key=str(number), owner_id=world.number(owner)),
            Invitation(email="a@b.example", role="member", token_digest=str(number), expires_at=now, **of),
            OrganisationSignOn(kind="domain", value=f"{number}.example", **of),
            Delivery(message_id=str(number), template="accounts/reset", to="a@b.example", subject="S"),
            AuditEvent(at=now, actor_kind="site", act="did", permission="UPKEEP"),
            ProblemReport(subject="other", page="/", text="It is broken"),
        ]
    )


@given(drawn=st.lists(st.tuples(WHO, st.integers(0, ORGANISATIONS - 1)), min_size=1, max_size=6), who=ACTORS)
@anything
def test_the_rows_found_of_every_other_table_are_those_allowed(
    world: World, drawn: list[tuple[int | None, int]], who: Actor | DrawnActor
) -> None:
    db.session.rollback()
    pairs = {(owner, place): number for number, (owner, place) in enumerate(drawn)}
    for (owner, place), number in pairs.items():
        add_rows(world, owner, world.organisations[place], number)
    db.session.flush()
    actor = world.actor(who)

    for table in rows.OTHERS:
        newest = [key.desc() for key in inspect(table.model).primary_key]
        some = db.session.scalars(select(table.model).order_by(*newest).limit(6)).all()
        for permission in table.permissions:
            found = select(table.model).where(reach(actor, permission, table.columns)).order_by(*newest).limit(6)
            assert differences(actor, permission, some, found) == []
    db.session.rollback()


def test_every_permission_is_tested_with_each_kind_of_row_that_it_is_asked_for() -> None:
    tables = {mapper.class_.__name__ for mapper in db.Base.registry.mappers}
    tested = {permission for permission, _ in rows.tested()}

    assert {pair for pair in rows.asked() if pair[1] in tables} - rows.tested() == set()
    assert tested | set(rows.OF_NO_ROW) | set(rows.NO_TABLE_YET) == set(Permission)
    assert not tested & {*rows.OF_NO_ROW, *rows.NO_TABLE_YET}
    assert not [word for word in rows.NO_TABLE_YET.values() if any(t.startswith(word) for t in db.Base.metadata.tables)]


def test_a_permission_that_is_asked_for_a_row_is_seen() -> None:
    source = "@use_case(Permission.JOB_CANCEL, choice='x')\ndef a(who: Actor, job: Job) -> None: ...\n"
    source += "@bp.get('/x')\n@needs(Permission.PACK_READ, pack=pack_at)\ndef show(pack: Pack | None) -> str: ...\n"
    source += "@needs(Permission.DESK_READ)\ndef desk() -> str: ...\n"

    assert rows.asked_in(source) == {(Permission.JOB_CANCEL, "Job"), (Permission.PACK_READ, "Pack")}


# --- a rule that says one thing and asks another is noticed


def _swapped(holds: Callable[[Actor, Any], bool], among: Callable[[Actor, Any], Any]) -> Predicate:
    return Predicate("broken", holds, among, needs_person=True)


BROKEN = {
    "nobody is not somebody else": _swapped(
        lambda actor, thing: actor.user_id not in thing.author_ids,
        lambda actor, _of: not_(Revision.created_by_id == actor.user_id),
    ),
    "a state too many": _swapped(lambda _a, thing: thing.state == "draft", lambda _a, of: of.state.in_(STATES[:2])),
    "a state too few": _swapped(lambda _a, thing: thing.state in STATES[:2], lambda _a, of: of.state == STATES[0]),
    "never": _swapped(lambda _a, _thing: True, lambda _a, _of: false()),
    "every board": _swapped(contributor.holds, lambda _a, of: of.organisation_id.is_not(None)),
}


@pytest.mark.parametrize("name", BROKEN)
def test_a_rule_whose_sql_says_something_else_is_noticed(
    world: World, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    monkeypatch.setattr(policy, "POLICY", {**POLICY, Permission.REVISION_READ: ((editor, BROKEN[name]),)})
    nobody = (None, None)
    for state in STATES:
        world.add(Drawn(0, state, None, None, None, nobody, frozenset(), live=False))
    an_editor = Actor(world.users[0], frozenset({"editor"}), {}, "person")

    assert of_revisions(an_editor)


def test_the_rules_as_they_are_pass_what_notices_the_broken_ones(world: World) -> None:
    for state in STATES:
        world.add(Drawn(0, state, None, None, None, (None, None), frozenset(), live=False))

    assert of_revisions(Actor(world.users[0], frozenset({"editor"}), {}, "person")) == []
