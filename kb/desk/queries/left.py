"""What became of a text that somebody had before them at the desk, and that its writers have again."""

from sqlalchemy import select

from kb.access.actors import Actor, Permission
from kb.access.policy import DRAFTS, allows
from kb.core.db import session
from kb.desk.models import Sight
from kb.lessons.models.lesson import Revision
from kb.lessons.models.step import RevisionStep, Submission

STEPS = ("withdraw", "return")
"""Those with which a text leaves the desk without becoming public."""


def left_by(who: Actor, number: int | None) -> str:
    """Name of the step with which the text of this number left the desk; empty where that is not for whoever asks.

    It is for those of the editorial team who had the text before them there: everybody else must not learn that there
    is such a text. One statement, and none for who is not of the team.
    """
    if number is None or not allows(who, Permission.DESK_READ, None):
        return ""
    seen = (
        select(Sight.submission_id)
        .join(Submission, Submission.id == Sight.submission_id)
        .where(Sight.user_id == who.user_id, Submission.revision_id == Revision.id)
    )
    last = (
        select(RevisionStep.step)
        .join(Revision, Revision.id == RevisionStep.revision_id)
        .where(Revision.id == number, Revision.state.in_((*DRAFTS, "discarded")), seen.correlate(Revision).exists())
        .where(RevisionStep.step.in_(STEPS))
        .order_by(RevisionStep.id.desc())
    )
    return session.scalar(last.limit(1)) or ""
