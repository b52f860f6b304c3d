"""Keeps what a text said when it was submitted."""

from sqlalchemy import select

from kb.core.db import session, utc_now
from kb.identity.standing import Standing
from kb.lessons.frozen import frozen
from kb.lessons.models.lesson import Revision
from kb.lessons.models.step import Submission


def keep(revision: Revision, standing: Standing) -> Submission:
    """Keep what a text says now, with how it stands with the identity check, as its newest submission."""
    before, said = last_submission(revision), frozen(revision)
    made = Submission(
        revision_id=revision.id,
        number=before.number + 1 if before else 1,
        submitted_at=revision.submitted_at or utc_now(),
        submitted_by_id=revision.submitted_by_id,
        said=said.said,
        digest=said.digest,
        answered=len(standing.answered),
        to_open=len(standing.to_open),
        points_at_one_child=standing.combination is not None,
    )
    session.add(made)
    session.flush()
    return made


def last_submission(revision: Revision) -> Submission | None:
    """The newest; None where the text was submitted before submissions were kept, or never."""
    newest = select(Submission).where(Submission.revision_id == revision.id).order_by(Submission.number.desc())
    return session.scalars(newest.limit(1)).first()
