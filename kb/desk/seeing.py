"""Notes who of the editorial team has had which submission before them, so that changes since then can be shown."""

from contextlib import suppress

from sqlalchemy import select

from kb.access.actors import Actor
from kb.core.db import session
from kb.core.errors import Conflict
from kb.core.uniqueness import being_first
from kb.desk.models import Sight
from kb.editorial.submissions import last_submission
from kb.lessons.models.lesson import Revision
from kb.lessons.models.step import Submission


def see(who: Actor, revision: Revision) -> None:
    """Note, in the transaction at hand, that somebody has the newest submission of a text before them."""
    newest = last_submission(revision)
    if newest is None or who.user_id is None or session.get(Sight, (who.user_id, newest.id)) is not None:
        return
    with suppress(Conflict), being_first():  # two windows may be opened at once
        session.add(Sight(user_id=who.user_id, submission_id=newest.id))


def has_seen(who: Actor, revision: Revision) -> bool:
    """Whether somebody has had the newest submission of a text before them; one from before they were kept counts."""
    newest = last_submission(revision)
    return newest is None or session.get(Sight, (who.user_id, newest.id)) is not None


def seen_before(who: Actor, revision: Revision) -> Submission | None:
    """The submission that somebody saw last before the newest; None where they saw none."""
    newest = last_submission(revision)
    if newest is None:
        return None
    earlier = (
        select(Submission)
        .join(Sight, Sight.submission_id == Submission.id)
        .where(Submission.revision_id == revision.id, Submission.number < newest.number, Sight.user_id == who.user_id)
        .order_by(Submission.number.desc())
    )
    return session.scalars(earlier.limit(1)).first()
