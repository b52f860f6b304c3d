"""A lesson with something to find in it."""

from typing import Any

from kb.access.actors import Actor
from kb.accounts.models.organisation import Organisation
from kb.accounts.models.user import User
from kb.core import db
from kb.identity.passages import Passage
from kb.identity.standing import Standing, standing_of
from kb.lessons.models.lesson import Revision
from tests import factories

FOUND = "A 5-month-old was seen at Millbrook Surgery. Staff could ring 01632 960123."
"""A hint, a passage to answer for, and one that must be changed."""
TOGETHER = "The girl was 31 months old when she was scalded in April 2015. She was the youngest of four children."


def acting(user: User) -> Actor:
    """The user, as use cases know somebody who is signed in with a second step."""
    return Actor(
        user.id,
        frozenset(held.role for held in user.site_roles),
        {membership.organisation_id: membership.role for membership in user.memberships},
        "person",
    )


def text_of(board: Organisation | None, state: str = "draft", **fields: Any) -> Revision:
    """A text of a board in this state; what is found in it stands in `found`."""
    lesson = factories.lesson(state=state, organisation=board, **{"found": FOUND, **fields})
    db.session.commit()
    made = lesson.open_revision or lesson.live_revision
    assert made is not None
    return made


def standing(revision: Revision) -> Standing:
    """How it stands now, read anew."""
    db.session.rollback()
    return standing_of(db.session.get_one(Revision, revision.id))


def passage(revision: Revision, rule: str) -> Passage:
    """The first passage that this rule reports."""
    return next(each for each in standing(revision).passages if each.finding.rule == rule)
