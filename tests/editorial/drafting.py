"""Drafts for tests of writing, and people who write them."""

from typing import Any

from kb.access.actors import Actor
from kb.accounts.models.organisation import Organisation
from kb.accounts.models.user import User
from kb.core import db
from kb.lessons.models.lesson import Lesson, Revision
from tests import factories

COMPLETE: dict[str, Any] = {
    "title": "A team reads every referral within a day",
    "trigger_key": "triggers/review",
    "kind_key": "lesson-kinds/good-practice",
    "found": "Referrals came back without an answer, because nobody owned them.",
    "done": "A team of three reads every referral within a day.",
}
"""What a draft needs before it can be submitted, beside what the factory gives it."""


def draft(board: Organisation, *, state: str = "draft", complete: bool = True, **fields: Any) -> Revision:
    """A draft of a board that could be submitted as it is; or an empty one."""
    if complete:
        about = {"themes": ("thresholds-and-referrals",), "values": ("kinds-of-change/new-team-or-post",)}
        made: Lesson = factories.lesson(state=state, organisation=board, **{**COMPLETE, **about, **fields})
    else:
        made = Lesson(organisation=board)
        db.session.add(made)
        db.session.flush()
        made.open_revision = Revision(lesson_id=made.id, number=1, state=state, **fields)
        db.session.flush()
    db.session.flush()
    assert made.open_revision
    return made.open_revision


def acting(user: User) -> Actor:
    """Somebody as the use cases know them."""
    roles = {membership.organisation_id: membership.role for membership in user.memberships}
    return Actor(user.id, frozenset(role.role for role in user.site_roles), roles, "person")
