"""The one statement of who may do what.

`POLICY` is both tables of the product on one page: who may do what, and the steps in the life of a lesson. Pages, use
cases, templates and SQL (`reach`) all ask it. Some rules are there before the part of the site that will ask for them;
`tests/access/test_still_to_come.py` says which wait for what.
"""

from collections.abc import Mapping
from types import SimpleNamespace
from typing import Any

from sqlalchemy import ColumnElement, and_, or_

from kb.access.actors import Actor, Permission
from kb.access.known import FOUND_BY, LOGGED_FROM_OUTSIDE, LOGGED_READING, READING
from kb.access.predicates import (
    Predicate,
    anybody,
    asked_by_another_admin,
    asked_by_another_reviewer,
    claimed_by_them,
    co_editor,
    content_not_signed_by_them,
    content_signed,
    contributor,
    editor,
    identity_not_signed_by_them,
    identity_reviewer,
    identity_signed,
    in_state,
    lead,
    lead_agrees_first,
    member,
    no_lead_agrees,
    not_in_state,
    on_the_machine,
    own,
    person,
    published,
    shared,
    signed_in,
    site_admin,
    worker,
    wrote_nothing_of_it,
)
from kb.core.errors import Conflict, Denied, NotFound

DRAFTS = ("draft", "returned")
AT_THE_DESK = ("submitted", "in_review", "scheduled")
ON_THEIR_WAY = (*DRAFTS, *AT_THE_DESK)
"""States of a text that may still become public."""
SUBMITTED = (*AT_THE_DESK, "published", "hidden", "archived", "superseded")
"""States of a text that its organisation has given to the editorial team."""

Rule = tuple[tuple[Predicate, ...], ...]

_EVERYBODY: Rule = ((anybody,),)
_SIGNED_IN: Rule = ((signed_in,),)
_EDITOR: Rule = ((editor,),)
_ADMIN: Rule = ((site_admin,),)
_LEAD_OR_ADMIN: Rule = ((lead,), (site_admin,))
_MEMBERS: Rule = ((member,),)
_CONTRIBUTORS: Rule = ((contributor,),)
_NOT_REMOVED = not_in_state("expunged")
"""All of it was removed for good: a page that was opened before brings nothing back."""

POLICY: Mapping[Permission, Rule] = {
    Permission.LESSON_READ: ((published,),),
    Permission.REPORT_SEND: _EVERYBODY,
    Permission.ACCOUNT_REGISTER: _EVERYBODY,
    Permission.ACCOUNT_READ: _SIGNED_IN,
    Permission.ACCOUNT_CHANGE: ((own,),),
    Permission.ACCOUNT_EXPORT: ((own,),),
    Permission.ACCOUNT_DELETE: ((own,),),
    Permission.SESSION_BEGIN: _EVERYBODY,
    Permission.SESSION_END: ((own,),),
    Permission.LINK_ASK: _EVERYBODY,
    Permission.LINK_USE: _EVERYBODY,
    Permission.INVITATION_ACCEPT: _EVERYBODY,
    Permission.JOB_READ: ((own,), (site_admin,)),
    Permission.JOB_CANCEL: ((own,), (site_admin,)),
    Permission.TEXT_CHECK: _SIGNED_IN,
    Permission.SOURCE_SUGGEST: _SIGNED_IN,
    Permission.SEARCH_SAVE: _SIGNED_IN,
    Permission.PACK_MAKE: _SIGNED_IN,
    Permission.PACK_READ: ((own,), (co_editor,), (member, shared), (published,)),
    Permission.PACK_WORK_READ: ((own,), (co_editor,), (member, shared)),
    Permission.PACK_EDIT: ((own,), (co_editor,)),
    Permission.PACK_MANAGE: ((own,),),
    Permission.PACK_COPY: ((own,), (co_editor,), (member, shared), (signed_in, published)),
    Permission.PACK_PUBLISH: ((editor, person, wrote_nothing_of_it),),
    Permission.QUESTION_ASK: _SIGNED_IN,
    Permission.USE_TELL: _SIGNED_IN,
    Permission.ADOPTION_EDIT: _MEMBERS,
    Permission.PLAN_READ: _MEMBERS,
    Permission.PLAN_EDIT: _MEMBERS,
    Permission.QUESTION_ANSWER: _CONTRIBUTORS,
    Permission.PUBLICITY_AGREE: _LEAD_OR_ADMIN,
    Permission.MEMBERS_READ: _LEAD_OR_ADMIN,
    Permission.MEMBER_INVITE: _LEAD_OR_ADMIN,
    Permission.MEMBER_CHANGE: _LEAD_OR_ADMIN,
    Permission.MEMBER_REMOVE: _LEAD_OR_ADMIN,
    Permission.MEMBER_CONFIRM: _LEAD_OR_ADMIN,
    Permission.MEMBER_LEAVE: ((own,),),
    Permission.WORKSPACE_READ: _CONTRIBUTORS,
    Permission.WORKSPACE_CHANGE: _LEAD_OR_ADMIN,
    Permission.LESSON_BEGIN: _CONTRIBUTORS,
    Permission.REVISION_READ: (
        (contributor, _NOT_REMOVED),
        (editor, in_state(*SUBMITTED)),
        (identity_reviewer, in_state(*SUBMITTED)),
    ),
    Permission.REVISION_EDIT: ((contributor, in_state(*DRAFTS)),),
    Permission.SAVED_TEXT_READ: ((contributor, _NOT_REMOVED),),
    Permission.SAVED_TEXT_KEEP: ((contributor, _NOT_REMOVED),),
    Permission.REVISION_HAND_OVER: ((contributor, _NOT_REMOVED),),
    Permission.REVISION_ASK_LEAD: ((contributor, lead_agrees_first, in_state(*DRAFTS)),),
    Permission.REVISION_SEND_BACK: ((lead, lead_agrees_first, in_state(*DRAFTS)),),
    Permission.REVISION_SUBMIT: ((lead, in_state(*DRAFTS)), (contributor, no_lead_agrees, in_state(*DRAFTS))),
    Permission.REVISION_WITHDRAW: ((contributor, in_state("submitted", "in_review")),),
    Permission.REVISION_DISCARD: ((contributor, in_state(*DRAFTS)),),
    Permission.REVISION_RECOVER: ((contributor, in_state("discarded")),),
    Permission.DESK_READ: ((editor,), (identity_reviewer,)),
    Permission.REVISION_REVIEW: ((editor, in_state(*SUBMITTED)), (identity_reviewer, in_state(*SUBMITTED))),
    Permission.REVISION_COMMENT: ((editor, in_state(*AT_THE_DESK)),),
    Permission.REVISION_CLAIM: ((editor, person, in_state("submitted"), wrote_nothing_of_it),),
    Permission.REVISION_RELEASE: ((editor, person, in_state("in_review"), wrote_nothing_of_it),),
    Permission.REVISION_RETURN: ((editor, in_state("in_review"), claimed_by_them),),
    Permission.REVISION_SIGN_CONTENT: (
        (editor, person, in_state("in_review"), wrote_nothing_of_it, identity_not_signed_by_them),
    ),
    Permission.REVISION_SIGN_IDENTITY: (
        (identity_reviewer, person, in_state("in_review"), wrote_nothing_of_it, content_not_signed_by_them),
    ),
    Permission.COMBINATION_DECIDE: ((identity_reviewer, person, in_state("in_review"), wrote_nothing_of_it),),
    Permission.REVISION_PUBLISH: ((editor, in_state("in_review"), content_signed, identity_signed),),
    Permission.REVISION_CANCEL: ((editor, in_state("scheduled")),),
    Permission.REVISION_PUBLISH_ON_TIME: ((worker, in_state("scheduled"), content_signed, identity_signed),),
    Permission.LESSON_HIDE: ((editor, in_state("published")), (identity_reviewer, in_state("published"))),
    Permission.LESSON_UNHIDE: ((editor, in_state("hidden")), (identity_reviewer, in_state("hidden"))),
    Permission.LESSON_ARCHIVE: ((editor, in_state("published")),),
    Permission.LESSON_RESTORE: ((editor, in_state("archived")),),
    Permission.EXPUNGE_READ: ((identity_reviewer,), (site_admin,)),
    Permission.LESSON_CONFIRM: ((contributor, in_state("published")), (editor, in_state("published"))),
    Permission.EXPUNGE_ASK: ((identity_reviewer, person), (site_admin, person)),
    Permission.EXPUNGE_AGREE: (
        (identity_reviewer, person, asked_by_another_admin),
        (site_admin, person, asked_by_another_reviewer),
    ),
    Permission.THEME_EDIT: _EDITOR,
    Permission.REVIEW_EDIT: _EDITOR,
    Permission.EVALUATION_EDIT: _EDITOR,
    Permission.MODERATE: _EDITOR,
    Permission.REPORT_HANDLE: _EDITOR,
    Permission.ADMIN_READ: _ADMIN,
    Permission.USER_READ: _ADMIN,
    Permission.USER_CHANGE: _ADMIN,
    Permission.USER_EXPORT: _ADMIN,
    Permission.SITE_ROLE_CHANGE: _ADMIN,
    Permission.ORGANISATION_CHANGE: _ADMIN,
    Permission.SETTING_CHANGE: _ADMIN,
    Permission.AUDIT_READ: _ADMIN,
    Permission.AUDIT_EXPORT: _ADMIN,
    Permission.WORK_READ: _ADMIN,
    Permission.WORK_CHANGE: _ADMIN,
    Permission.UPKEEP: ((on_the_machine,),),
}
"""For each permission the alternatives; in each alternative every predicate must hold."""


def allows(actor: Actor, permission: Permission, thing: Any) -> bool:
    """Whether this actor may do this with this thing."""
    return any(all(each.holds(actor, thing) for each in rule) for rule in POLICY[permission])


def allows_somewhere(actor: Actor, permission: Permission) -> bool:
    """Whether this actor may do this for any of the organisations they belong to."""
    return any(allows(actor, permission, SimpleNamespace(organisation_id=number)) for number in actor.memberships)


def reach(actor: Actor, permission: Permission, of: Any) -> ColumnElement[bool]:
    """The same for all rows of a list: the condition that those fulfil with which the actor may do this.

    `of` has the columns of the things under the names of their attributes.
    """
    return or_(*(and_(*(each.among(actor, of) for each in rule)) for rule in POLICY[permission]))


def require(actor: Actor, permission: Permission, thing: Any) -> None:
    """Let the actor pass.

    Raises NotFound where even reading is refused, so that nobody learns that the thing exists, Conflict where nothing
    but the state of the thing is in the way, which somebody may have changed meanwhile, and Denied otherwise.
    """
    if allows(actor, permission, thing):
        return
    reading = FOUND_BY.get(permission, (permission,))
    if READING.issuperset(reading) and not any(allows(actor, each, thing) for each in reading):
        raise NotFound
    raise Conflict if _in_another_state(actor, permission, thing) else Denied


def _in_another_state(actor: Actor, permission: Permission, thing: Any) -> bool:
    """Whether the actor might do it if the thing were in another state."""
    return any(all(each.of_state or each.holds(actor, thing) for each in rule) for rule in POLICY[permission])


def leaves_entry(actor: Actor, permission: Permission, thing: Any) -> bool:
    """Whether this reading is entered in the audit trail."""
    outside = permission in LOGGED_FROM_OUTSIDE and thing.organisation_id not in actor.memberships
    return outside or permission in LOGGED_READING


def waits_for_second_step(actor: Actor, permission: Permission) -> bool:
    """Whether a role might let the actor, whatever the thing, that does not count before a second step."""
    return any(each.site_role in actor.waiting_roles for rule in POLICY[permission] for each in rule)


def for_people(permission: Permission) -> bool:
    """Whether it takes an account, whatever the thing: then somebody who is not signed in is asked to sign in."""
    return all(any(each.needs_person for each in rule) for rule in POLICY[permission])
