"""Lessons that rows may be about: those of the organisation, by its own references and by their titles."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field

from sqlalchemy import ColumnElement, and_, exists, not_, or_, select
from sqlalchemy.orm import aliased, joinedload, selectinload

from kb.core.db import session
from kb.importing.models import ImportedLesson, ImportRow, LessonImport
from kb.importing.queries.imports import WRITTEN
from kb.lessons.models.lesson import Lesson, Revision
from kb.lessons.models.parts import RevisionTag, RevisionTheme, RevisionValue

LEFT_OUT = ("discarded", "superseded", "expunged")
"""States of texts by whose title no lesson is found."""
_open = aliased(Revision)


@dataclass(frozen=True, slots=True)
class Target:
    """A lesson that is there: its text that a row is compared with, and what was imported into it before."""

    revision: Revision
    imported: ImportedLesson | None


@dataclass(slots=True)
class Targets:
    """What is there for some rows."""

    by_reference: Mapping[str, Target] = field(default_factory=dict)
    by_title: Mapping[str, Sequence[Target]] = field(default_factory=dict)


def written_into(revision: Revision) -> tuple[Sequence[ImportRow], ImportedLesson | None]:
    """The rows that imports have written into a text, the newest first, and what was last imported into its lesson."""
    wanted = select(ImportRow).where(ImportRow.revision_id == revision.id, ImportRow.state.in_(WRITTEN))
    ordered = wanted.order_by(ImportRow.import_id.desc(), ImportRow.position)
    with_import = ordered.options(joinedload(ImportRow.of).joinedload(LessonImport.created_by))
    return session.scalars(with_import).all(), session.get(ImportedLesson, revision.lesson_id)


def _current() -> ColumnElement[bool]:
    """Whether a text is the one that a lesson has now: its open one; the public one where that was discarded."""
    given_up = exists().where(_open.id == Lesson.open_revision_id, _open.state == "discarded").correlate(Lesson)
    has_open = and_(Lesson.open_revision_id.is_not(None), or_(Lesson.live_revision_id.is_(None), not_(given_up)))
    return or_(
        and_(Revision.id == Lesson.open_revision_id, has_open),
        and_(Revision.id == Lesson.live_revision_id, not_(has_open)),
    )


def targets(organisation_id: int, references: Collection[str], titles: Collection[str]) -> Targets:
    """The lessons of an organisation with one of these references or titles; a few statements for all of them."""
    imported_of = ImportedLesson.lesson_id == Lesson.id
    found = (
        select(Revision, ImportedLesson)
        .join(Lesson, Revision.lesson_id == Lesson.id)
        .outerjoin(ImportedLesson, imported_of)
        .where(
            Lesson.organisation_id == organisation_id,
            _current(),
            or_(Revision.title.in_(sorted(titles)), ImportedLesson.reference.in_(sorted(references))),
        )
        .order_by(Revision.id)
        .options(
            selectinload(Revision.lesson),
            selectinload(Revision.theme_links).selectinload(RevisionTheme.theme),
            selectinload(Revision.value_links).selectinload(RevisionValue.value),
            selectinload(Revision.tag_links).selectinload(RevisionTag.tag),
            selectinload(Revision.sources),
            selectinload(Revision.ladder),
            selectinload(Revision.review),
            selectinload(Revision.authors),
        )
    )
    by_reference: dict[str, Target] = {}
    by_title: dict[str, list[Target]] = defaultdict(list)
    for revision, imported in session.execute(found):
        target = Target(revision, imported)  # the second is None where the outer join found nothing
        if target.imported is not None and target.imported.reference:
            by_reference[target.imported.reference] = target
        if revision.state not in LEFT_OUT:
            by_title[revision.title].append(target)
    return Targets(by_reference, by_title)
