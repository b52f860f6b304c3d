"""Who may do what: the rules say what both tables of the product say, cell by cell."""

from collections.abc import Callable
from dataclasses import dataclass, replace

import pytest

from kb.access.actors import ANONYMOUS, Actor, Permission
from kb.access.known import FOUND_BY, LOGGED_READING, READING
from kb.access.policy import POLICY, allows, for_people, require
from kb.core.errors import Conflict, Denied, NotFound
from kb.lessons.models.lesson import STATES
from tests.access import product
from tests.access.kinds import BOARD, KINDS

P = Permission
OWNER = Actor(60, frozenset(), {}, "person")
ACTORS = {**{kind: actor for kind, actor in KINDS.items() if kind != "site"}, "worker": KINDS["site"], "owner": OWNER}


@dataclass(frozen=True)
class Thing:
    """What rules ask of anything: it is the board's, whose lead agrees first, written by others, and signed by two
    others."""

    organisation_id: int | None = BOARD
    lead_agrees_first: bool = True
    owner_id: int | None = OWNER.user_id
    is_published: bool = True
    is_shared: bool = True
    asked_as: str = "admin"
    asked_by_id: int = 90
    state: str | None = "draft"
    author_ids: frozenset[int] = frozenset({91, 92})
    editor_ids: frozenset[int] = frozenset({96})
    claimed_by_id: int | None = KINDS["editor"].user_id
    content_signed_by_id: int | None = 93
    identity_signed_by_id: int | None = 94


def who_may(permission: Permission, thing: Thing) -> set[str]:
    return {kind for kind, actor in ACTORS.items() if allows(actor, permission, thing)}


@pytest.mark.parametrize("state", STATES)
@pytest.mark.parametrize("permission", Permission)
def test_each_step_and_right_belongs_to_the_kinds_that_the_product_names_and_no_others(
    permission: Permission, state: str
) -> None:
    rows = [row for row in product.ROWS if permission in row.permissions and state in row.states]

    assert who_may(permission, Thing(state=state)) == {kind for kind in ACTORS if any(row.may(kind) for row in rows)}


def test_every_permission_has_a_rule_and_a_row_and_every_column_is_a_kind_of_person() -> None:
    assert set(POLICY) == set(Permission) == {permission for row in product.ROWS for permission in row.permissions}
    assert {kind for row in product.ROWS for kind in row.cells} <= set(ACTORS)
    assert {state for row in product.ROWS for state in row.states} == set(STATES)


# --- the conditions of steps

AGAINST: dict[str, Callable[[Permission, int], list[dict[str, object]]]] = {
    "": lambda _permission, _me: [],
    "not its author": lambda _permission, me: [{"author_ids": frozenset({me, 91})}],
    "the claiming editor": lambda _permission, _me: [{"claimed_by_id": None}, {"claimed_by_id": 95}],
    "not its author, nor other signer": lambda permission, me: [
        {"author_ids": frozenset({me})},
        {"identity_signed_by_id" if permission is P.REVISION_SIGN_CONTENT else "content_signed_by_id": me},
    ],
    "the lead agrees first": lambda _permission, _me: [{"lead_agrees_first": False}],
    "both signatures": lambda _permission, _me: [{"content_signed_by_id": None}, {"identity_signed_by_id": None}],
    "with the other one": lambda _permission, me: [{"asked_as": "identity_reviewer"}, {"asked_by_id": me}],
}
"""What a thing is like with which the condition is not fulfilled."""


@pytest.mark.parametrize(
    "row", [row for row in product.read(product.STEPS) if row.condition], ids=lambda row: row.words
)
def test_nobody_takes_a_step_whose_condition_is_not_fulfilled(row: product.Row) -> None:
    (permission,) = row.permissions
    for state in row.states:
        for kind in filter(row.may, ACTORS):
            for changed in AGAINST[row.condition](permission, ACTORS[kind].user_id or 0):
                assert not allows(ACTORS[kind], permission, replace(Thing(state=state), **changed)), (kind, changed)  # type: ignore[arg-type]


# --- what depends on the thing

EDITOR_NUMBER, REVIEWER_NUMBER = KINDS["editor"].user_id or 0, KINDS["identity_reviewer"].user_id or 0
IN_REVIEW = Thing(state="in_review")


@pytest.mark.parametrize(
    ("permission", "thing", "kinds"),
    [
        # what is not published does not exist for the public, nor what belongs to nobody for boards
        (P.LESSON_READ, Thing(is_published=False), ""),
        (P.LESSON_HIDE, Thing(state=None), ""),
        (P.REVISION_EDIT, Thing(organisation_id=None), ""),
        (P.REVISION_EDIT, Thing(organisation_id=2), "other_contributor"),
        (P.PACK_READ, Thing(is_published=False), "owner member contributor lead"),
        (P.PACK_READ, Thing(is_published=False, is_shared=False), "owner"),
        (P.PACK_WORK_READ, Thing(is_shared=False), "owner"),
        (P.PACK_WORK_READ, Thing(organisation_id=2), "owner other_contributor"),
        # a co-editor changes a pack, and does not decide who else does
        (P.PACK_EDIT, Thing(editor_ids=frozenset({KINDS["user"].user_id or 0})), "owner user"),
        (P.PACK_MANAGE, Thing(editor_ids=frozenset({KINDS["user"].user_id or 0})), "owner"),
        # who made a pack does not decide whether it is public
        (P.PACK_PUBLISH, Thing(author_ids=frozenset({EDITOR_NUMBER})), ""),
        (P.JOB_READ, Thing(owner_id=None), "admin operator"),
        # where the lead does not agree first, every contributor submits, and nobody is asked
        (P.REVISION_SUBMIT, Thing(lead_agrees_first=False), "contributor lead"),
        # deciding is signing in part
        (P.COMBINATION_DECIDE, replace(IN_REVIEW, author_ids=frozenset({REVIEWER_NUMBER})), ""),
        # an editor gives back what a colleague who is away has claimed, but does not return it to the board
        (P.REVISION_RELEASE, replace(IN_REVIEW, claimed_by_id=95), "editor"),
        # expunging takes one of each
        (P.EXPUNGE_AGREE, Thing(asked_as="identity_reviewer"), "admin"),
    ],
)
def test_what_depends_on_the_thing(permission: Permission, thing: Thing, kinds: str) -> None:
    assert who_may(permission, thing) == set(kinds.split())


def test_somebody_who_is_editor_and_reviewer_cannot_give_both_signatures() -> None:
    both = Actor(70, frozenset({"editor", "identity_reviewer"}), {}, "person")
    unsigned = replace(IN_REVIEW, content_signed_by_id=None, identity_signed_by_id=None)

    assert allows(both, P.REVISION_SIGN_CONTENT, unsigned)
    assert not allows(both, P.REVISION_SIGN_IDENTITY, replace(unsigned, content_signed_by_id=70))


# --- how a refusal looks


@pytest.mark.parametrize("permission", sorted({*READING, *FOUND_BY}))
@pytest.mark.parametrize("kind", KINDS)
def test_what_one_may_not_read_does_not_exist_and_what_one_may_is_refused_openly(
    kind: str, permission: Permission
) -> None:
    actor = KINDS[kind]
    for thing in (Thing(state=state, organisation_id=2, owner_id=99, is_published=False) for state in STATES):
        if allows(actor, permission, thing):
            require(actor, permission, thing)
            continue
        known = any(allows(actor, reading, thing) for reading in FOUND_BY.get(permission, (permission,)))
        ever = any(allows(actor, permission, replace(thing, state=state)) for state in STATES)
        with pytest.raises((Conflict if ever else Denied) if known else NotFound):
            require(actor, permission, thing)


@pytest.mark.parametrize(
    ("kind", "permission", "state", "refusal"),
    [
        ("editor", P.LESSON_HIDE, "hidden", Conflict),  # a colleague was faster
        ("editor", P.LESSON_RESTORE, "published", Conflict),
        ("identity_reviewer", P.LESSON_ARCHIVE, "published", Denied),
        ("user", P.LESSON_HIDE, "published", Denied),
        ("user", P.LESSON_UNHIDE, "hidden", NotFound),
        ("lead", P.LESSON_UNHIDE, "hidden", Denied),  # it is their own board's lesson
        ("lead", P.REVISION_SUBMIT, "submitted", Conflict),
        ("other_contributor", P.REVISION_SUBMIT, "submitted", NotFound),
    ],
)
def test_a_step_that_was_taken_meanwhile_is_told_from_one_that_one_may_not_take(
    kind: str, permission: Permission, state: str, refusal: type[Exception]
) -> None:
    with pytest.raises(refusal):
        require(KINDS[kind], permission, Thing(state=state, is_published=state == "published"))


def test_reading_something_is_found_by_reading_it() -> None:
    assert {reading for found_by in FOUND_BY.values() for reading in found_by} <= READING
    assert READING - {P.LESSON_READ} >= LOGGED_READING


@pytest.mark.parametrize("permission", Permission)
def test_people_are_asked_to_sign_in_exactly_where_nobody_may_without(permission: Permission) -> None:
    without = any(allows(ANONYMOUS, permission, Thing(state=state)) for state in STATES)

    assert for_people(permission) is not without
