"""What becomes of the drafts of somebody who leaves an organisation, or can no longer write for it."""

from sqlalchemy import update

from kb.core.db import session
from kb.core.events import MemberRemoved, WritingEnded
from kb.lessons.models.lesson import Lesson


def hand_over(event: MemberRemoved | WritingEnded) -> None:
    """Lessons of the organisation that they have in hand go to the successor, or to nobody until somebody takes them.

    Only those with an open revision: a lesson on which nobody works is in nobody's hand.
    """
    session.execute(
        update(Lesson)
        .where(
            Lesson.organisation_id == event.organisation_id,
            Lesson.holder_id == event.user_id,
            Lesson.open_revision_id.is_not(None),
        )
        .values(holder_id=event.successor_id)
    )
