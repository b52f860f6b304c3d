"""Notes who of the editorial team has had which submission before them, so that changes since then can be shown."""

from contextlib import suppress

from sqlalchemy import and_, select

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
    newest = _not_seen(who, revision)
    if newest is None or who.user_id is None:
        return
    with suppress(Conflict), being_first():  # two windows may be opened at once
        session.add(Sight(user_id=who.user_id, submission_id=newest))


def has_seen(who: Actor, revision: Revision) -> bool:
    """Whether somebody has had the newest submission of a text before them; one from before they were kept counts."""
    return _not_seen(who, revision) is None


def seen_before(who: Actor, revision: Revision) -> Submission | None:
    """The submission that somebody saw last before the newest; None where they saw none."""
    return seen_before_newest(who, last_submission(revision))


def seen_before_newest(who: Actor, newest: Submission | None) -> Submission | None:
    """The same where the newest is known already."""
    if newest is None or newest.number == 1:
        return None
    earlier = (
        select(Submission)
        .join(Sight, Sight.submission_id == Submission.id)
        .where(
            Submission.revision_id == newest.revision_id,
            Submission.number < newest.number,
            Sight.user_id == who.user_id,
        )
        .order_by(Submission.number.desc())
    )
    return session.scalars(earlier.limit(1)).first()


def _not_seen(who: Actor, revision: Revision) -> int | None:
    """The number of the newest submission, where somebody has not had it before them; one statement."""
    sight = and_(Sight.submission_id == Submission.id, Sight.user_id == who.user_id)
    newest = select(Submission.id, Sight.seen_at).outerjoin(Sight, sight).where(Submission.revision_id == revision.id)
    row = session.execute(newest.order_by(Submission.number.desc()).limit(1)).first()
    return row.id if row is not None and row.seen_at is None else None
