"""Who may do what: both tables of the product once more, written by hand, row by row."""

from dataclasses import dataclass, replace

import pytest

from kb.access.actors import ANONYMOUS, Actor, Permission
from kb.access.policy import FOUND_BY, LOGGED_READING, POLICY, READING, allows, for_people, require
from kb.core.errors import Denied, NotFound
from kb.lessons.models.lesson import STATES
from tests.access.kinds import BOARD, KINDS

P = Permission
EVERYBODY = " ".join(KINDS)
SIGNED_IN = "user member contributor other_contributor lead editor identity_reviewer admin"
OF_THE_BOARD = "member contributor lead"
ADMIN = "admin operator"
EDITOR = "editor operator"
DESK = "editor identity_reviewer operator"
OWNER = "user"

WHO_MAY: dict[Permission, str] = {
    # read, search, export what is published; keep a shortlist; tell us
    P.LESSON_READ: EVERYBODY,
    P.REPORT_SEND: EVERYBODY,
    # one's own account: the thing belongs to the one who is called `user`
    P.ACCOUNT_REGISTER: EVERYBODY,
    P.SESSION_BEGIN: EVERYBODY,
    P.LINK_ASK: EVERYBODY,
    P.LINK_USE: EVERYBODY,
    P.INVITATION_ACCEPT: EVERYBODY,
    P.ACCOUNT_READ: SIGNED_IN,
    P.ACCOUNT_CHANGE: OWNER,
    P.ACCOUNT_EXPORT: OWNER,
    P.ACCOUNT_DELETE: OWNER,
    P.SESSION_END: OWNER,
    P.MEMBER_LEAVE: OWNER,
    P.JOB_READ: f"{OWNER} {ADMIN}",
    P.JOB_CANCEL: f"{OWNER} {ADMIN}",
    # saved searches, packs, ask, "I used this"
    P.SEARCH_SAVE: SIGNED_IN,
    P.PACK_MAKE: SIGNED_IN,
    P.PACK_READ: f"{OWNER} {OF_THE_BOARD}",
    P.PACK_EDIT: OWNER,
    P.QUESTION_ASK: SIGNED_IN,
    P.USE_TELL: SIGNED_IN,
    # adoption, plans of own organisation
    P.ADOPTION_EDIT: OF_THE_BOARD,
    P.PLAN_READ: OF_THE_BOARD,
    P.PLAN_EDIT: OF_THE_BOARD,
    # drafts of own organisation; answer questions to it
    P.WORKSPACE_READ: "contributor lead",
    P.LESSON_BEGIN: "contributor lead",
    P.QUESTION_ANSWER: "contributor lead",
    # people of own organisation; agree that something is public
    P.MEMBERS_READ: f"lead {ADMIN}",
    P.MEMBER_INVITE: f"lead {ADMIN}",
    P.MEMBER_CHANGE: f"lead {ADMIN}",
    P.MEMBER_REMOVE: f"lead {ADMIN}",
    P.MEMBER_CONFIRM: f"lead {ADMIN}",
    P.PUBLICITY_AGREE: f"lead {ADMIN}",
    # the editorial team
    P.DESK_READ: DESK,
    P.LESSON_HIDE: DESK,
    P.LESSON_UNHIDE: DESK,
    P.LESSON_ARCHIVE: EDITOR,
    P.LESSON_RESTORE: EDITOR,
    P.THEME_EDIT: EDITOR,
    P.REVIEW_EDIT: EDITOR,
    P.EVALUATION_EDIT: EDITOR,
    P.MODERATE: EDITOR,
    P.REPORT_HANDLE: EDITOR,
    # expunge: a reviewer with an admin; this one was asked for by another admin
    P.EXPUNGE_ASK: "identity_reviewer admin",
    P.EXPUNGE_AGREE: "identity_reviewer",
    # organisations, users, site roles, settings, audit log
    P.ADMIN_READ: ADMIN,
    P.USER_READ: ADMIN,
    P.USER_CHANGE: ADMIN,
    P.SITE_ROLE_CHANGE: ADMIN,
    P.ORGANISATION_CHANGE: ADMIN,
    P.SETTING_CHANGE: ADMIN,
    P.AUDIT_READ: ADMIN,
    P.AUDIT_EXPORT: ADMIN,
    P.WORK_READ: ADMIN,
    P.WORK_CHANGE: ADMIN,
    P.UPKEEP: "operator site",
}
"""What does not depend on the state of a text."""

BOARD_S = "contributor lead"
DRAFT = "draft returned"
GIVEN = "submitted in_review scheduled published hidden archived superseded"
EVER = " ".join(STATES)

WHO_MAY_WHEN: dict[Permission, dict[str, str]] = {
    P.REVISION_READ: {BOARD_S: EVER, DESK: GIVEN},
    P.REVISION_EDIT: {BOARD_S: DRAFT},
    P.REVISION_SUBMIT: {BOARD_S: DRAFT},
    P.REVISION_DISCARD: {BOARD_S: DRAFT},
    P.REVISION_RECOVER: {BOARD_S: "discarded"},
    P.REVISION_HAND_OVER: {"contributor": DRAFT, "lead": EVER},
    P.REVISION_WITHDRAW: {BOARD_S: "submitted in_review"},
    P.REVISION_COMMENT: {DESK: "submitted in_review scheduled"},
    P.REVISION_CLAIM: {"editor": "submitted"},
    P.REVISION_RELEASE: {"editor": "in_review"},
    P.REVISION_RETURN: {"editor": "in_review"},
    P.REVISION_SIGN_CONTENT: {"editor": "in_review"},
    P.REVISION_SIGN_IDENTITY: {"identity_reviewer": "in_review"},
    P.COMBINATION_DECIDE: {"identity_reviewer": "in_review"},
    P.REVISION_PUBLISH: {EDITOR: "in_review"},
    P.REVISION_CANCEL: {EDITOR: "scheduled"},
    P.REVISION_PUBLISH_ON_TIME: {"operator site": "scheduled"},
}
"""The life of a text of the board: written by others, claimed by the editor, signed by two others."""


@dataclass(frozen=True)
class Thing:
    """What rules ask of anything."""

    organisation_id: int | None = BOARD
    owner_id: int | None = KINDS["user"].user_id
    is_published: bool = True
    is_shared: bool = True
    asked_as: str = "admin"
    asked_by_id: int = 90
    state: str = "draft"
    author_ids: frozenset[int] = frozenset({91, 92})
    claimed_by_id: int | None = KINDS["editor"].user_id
    content_signed_by_id: int | None = 93
    identity_signed_by_id: int | None = 94


def who_may(permission: Permission, thing: Thing) -> set[str]:
    return {kind for kind, actor in KINDS.items() if allows(actor, permission, thing)}


@pytest.mark.parametrize("permission", WHO_MAY)
def test_each_permission_belongs_to_these_kinds_and_no_others(permission: Permission) -> None:
    assert who_may(permission, Thing()) == set(WHO_MAY[permission].split())


@pytest.mark.parametrize("state", STATES)
@pytest.mark.parametrize("permission", WHO_MAY_WHEN)
def test_each_step_belongs_to_these_kinds_in_these_states(permission: Permission, state: str) -> None:
    rows = WHO_MAY_WHEN[permission].items()
    may = {kind for kinds, states in rows if state in states.split() for kind in kinds.split()}

    assert who_may(permission, Thing(state=state)) == may


def test_every_permission_has_a_rule_and_a_row_here() -> None:
    assert set(POLICY) == set(Permission) == set(WHO_MAY) | set(WHO_MAY_WHEN)
    assert not set(WHO_MAY) & set(WHO_MAY_WHEN)


# --- what depends on the thing

EDITOR_NUMBER, REVIEWER_NUMBER = KINDS["editor"].user_id or 0, KINDS["identity_reviewer"].user_id or 0
IN_REVIEW = Thing(state="in_review")


@pytest.mark.parametrize(
    ("permission", "thing", "kinds"),
    [
        # what is not published does not exist for the public, nor what belongs to nobody for boards
        (P.LESSON_READ, Thing(is_published=False), ""),
        (P.REVISION_EDIT, Thing(organisation_id=None), ""),
        (P.REVISION_EDIT, Thing(organisation_id=2), "other_contributor"),
        (P.PACK_READ, Thing(is_shared=False), OWNER),
        (P.JOB_READ, Thing(owner_id=None), ADMIN),
        # not its author: claims, signs or decides
        (P.REVISION_CLAIM, Thing(state="submitted", author_ids=frozenset({EDITOR_NUMBER})), ""),
        (P.REVISION_SIGN_CONTENT, replace(IN_REVIEW, author_ids=frozenset({EDITOR_NUMBER})), ""),
        (P.REVISION_SIGN_IDENTITY, replace(IN_REVIEW, author_ids=frozenset({REVIEWER_NUMBER})), ""),
        (P.COMBINATION_DECIDE, replace(IN_REVIEW, author_ids=frozenset({REVIEWER_NUMBER})), ""),
        # two different people sign
        (P.REVISION_SIGN_CONTENT, replace(IN_REVIEW, identity_signed_by_id=EDITOR_NUMBER), ""),
        (P.REVISION_SIGN_IDENTITY, replace(IN_REVIEW, content_signed_by_id=REVIEWER_NUMBER), ""),
        (P.REVISION_PUBLISH, replace(IN_REVIEW, content_signed_by_id=None), ""),
        (P.REVISION_PUBLISH, replace(IN_REVIEW, identity_signed_by_id=None), ""),
        (P.REVISION_PUBLISH_ON_TIME, Thing(state="scheduled", identity_signed_by_id=None), ""),
        # the claiming editor
        (P.REVISION_RETURN, replace(IN_REVIEW, claimed_by_id=95), ""),
        (P.REVISION_RELEASE, replace(IN_REVIEW, claimed_by_id=None), ""),
        # expunging takes one of each
        (P.EXPUNGE_AGREE, Thing(asked_as="identity_reviewer"), "admin"),
        (P.EXPUNGE_AGREE, Thing(asked_by_id=REVIEWER_NUMBER), ""),
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
        reading = FOUND_BY.get(permission, permission)
        with pytest.raises(Denied if allows(actor, reading, thing) else NotFound):
            require(actor, permission, thing)


def test_reading_something_is_found_by_reading_it() -> None:
    assert set(FOUND_BY.values()) <= READING
    assert READING - {P.LESSON_READ} >= LOGGED_READING


@pytest.mark.parametrize("permission", Permission)
def test_people_are_asked_to_sign_in_exactly_where_nobody_may_without(permission: Permission) -> None:
    without = any(allows(ANONYMOUS, permission, Thing(state=state)) for state in STATES)

    assert for_people(permission) is not without
