"""The versions of a lesson that were public, and when it was off the site: what everybody may know of its past."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import and_, exists, or_, select
from sqlalchemy.orm import joinedload, selectinload

from kb.core.db import session
from kb.lessons.models.attachment import Attachment
from kb.lessons.models.lesson import Lesson, Revision
from kb.lessons.models.parts import RevisionTag
from kb.lessons.models.step import RevisionStep, Submission

NOT_NAMED = "yes"
"""What a submission says of a text in which the organisation is not to be named."""


@dataclass(frozen=True, slots=True)
class Version:
    """A text of a lesson that is or was public."""

    number: int
    """1 for the first that was public, whatever was written between."""
    revision_id: int
    published_at: datetime
    note: str
    """What is different from the version before and why; empty where that is not told."""
    is_live: bool
    is_open: bool
    """Whether everybody may read its words still."""

    @property
    def is_version(self) -> bool:
        """It is one."""
        return True


@dataclass(frozen=True, slots=True)
class Step:
    """That a lesson was archived, or restored."""

    name: str
    at: datetime
    reason: str

    @property
    def is_version(self) -> bool:
        """It is none."""
        return False


def versions_of(lesson_id: int) -> Sequence[Version]:
    """The versions of a published lesson, the first one first.

    One that was hidden when another took its place is left out, as if it had never been there. Where the organisation
    is not to be named now, nothing is told of versions that were written when it still was: anything in them could
    tell. One statement, and one more for such an organisation.
    """
    return versions_of_each([lesson_id])[lesson_id]


def versions_of_each(lesson_ids: Collection[int]) -> Mapping[int, Sequence[Version]]:
    """The same for several published lessons, in as many statements."""
    hidden = exists().where(
        RevisionStep.revision_id == Revision.id, RevisionStep.step == "supersede", RevisionStep.before == "hidden"
    )
    was_public = or_(Revision.state == "published", and_(Revision.state == "superseded", ~hidden))
    found = session.execute(
        select(Revision.lesson_id, Revision.id, Revision.published_at, Revision.state_since, Revision.change_note)
        .add_columns(Lesson.live_revision_id == Revision.id, Lesson.organisation_named)
        .join(Lesson, Lesson.id == Revision.lesson_id)
        .where(Revision.lesson_id.in_(lesson_ids), was_public)
        .order_by(Revision.published_at, Revision.id)
    ).all()
    unnamed = {row.lesson_id for row in found if not row.organisation_named}
    closed = frozenset(row.id for row in found if row.lesson_id in unnamed)
    if unnamed:
        closed -= _written_unnamed(unnamed)
    versions: dict[int, list[Version]] = {number: [] for number in lesson_ids}
    for lesson, revision, published_at, since, note, is_live, _ in found:
        is_open = is_live or revision not in closed
        versions[lesson].append(
            Version(
                number=len(versions[lesson]) + 1,
                revision_id=revision,
                published_at=published_at or since,
                note=note if is_open else "",
                is_live=is_live,
                is_open=is_open,
            )
        )
    return versions


def _written_unnamed(lesson_ids: Collection[int]) -> frozenset[int]:
    """Texts that were submitted, last, as ones in which the organisation is not to be named."""
    given = select(Submission.revision_id, Submission.said["unnamed"].as_string())
    own = given.join(Revision, Revision.id == Submission.revision_id).where(Revision.lesson_id.in_(lesson_ids))
    last: Mapping[int, str] = {number: said for number, said in session.execute(own.order_by(Submission.number))}
    return frozenset(number for number, said in last.items() if said == NOT_NAMED)


def archivings_of(lesson_id: int, told: Collection[int]) -> Sequence[Step]:
    """When a lesson was archived and restored, the first time first; why, for texts of these numbers. One statement."""
    steps = (
        select(RevisionStep.step, RevisionStep.taken_at, RevisionStep.reason, RevisionStep.revision_id)
        .join(Revision, Revision.id == RevisionStep.revision_id)
        .where(Revision.lesson_id == lesson_id, RevisionStep.step.in_(("archive", "restore")))
        .order_by(RevisionStep.taken_at, RevisionStep.id)
    )
    return [Step(name, at, reason if revision in told else "") for name, at, reason, revision in session.execute(steps)]


def texts_at(numbers: Collection[int]) -> Mapping[int, Revision]:
    """These texts with all that belongs to them, in as many statements whatever that is."""
    wanted = select(Revision).where(Revision.id.in_(numbers))
    whole = wanted.options(
        joinedload(Revision.lesson),
        joinedload(Revision.review),
        selectinload(Revision.theme_links),
        selectinload(Revision.tag_links).joinedload(RevisionTag.tag),
        selectinload(Revision.value_links),
        selectinload(Revision.sources),
    )
    return {each.id: each for each in session.scalars(whole)}


def files_at(numbers: Collection[int]) -> Mapping[int, Sequence[Attachment]]:
    """The files of each of these texts, in their order; one statement."""
    found: dict[int, list[Attachment]] = {number: [] for number in numbers}
    wanted = select(Attachment).where(Attachment.revision_id.in_(numbers)).options(joinedload(Attachment.file))
    for each in session.scalars(wanted.order_by(Attachment.position)):
        found[each.revision_id].append(each)
    return found
