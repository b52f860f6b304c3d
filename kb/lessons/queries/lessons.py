"""Reads of lessons: one by its address, the newest, those tested furthest, those related to another."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import func, or_, select
from sqlalchemy.orm import contains_eager, joinedload, selectinload

from kb.core.db import session
from kb.core.errors import Moved, NotFound
from kb.lessons.cards import Card, cards
from kb.lessons.models.lesson import FormerSlug, Lesson, Revision, RevisionTag, RevisionTheme, RevisionValue, live
from kb.lessons.models.review import Review
from kb.lessons.models.source import Source

RELATED = 4


@dataclass(frozen=True, slots=True)
class Related:
    """A lesson that shares themes with another, and which."""

    card: Card
    reason: tuple[str, ...]
    """Labels of the themes that both have."""


def lesson_by_slug(slug: str) -> Lesson:
    """The published lesson at this address, with its revision and everything its page shows.

    Raises NotFound; Moved where the address is an old one of a published lesson, or its reference.
    """
    lesson = session.scalar(
        select(Lesson)
        .join(Lesson.live_revision.and_(live))
        .where(Lesson.slug == slug)
        .options(
            joinedload(Lesson.organisation),
            contains_eager(Lesson.live_revision).options(
                *(joinedload(getattr(Revision, name)) for name in ONE),
                joinedload(Revision.review).joinedload(Review.kind),
                selectinload(Revision.sources).joinedload(Source.kind),
                selectinload(Revision.theme_links).joinedload(RevisionTheme.theme),
                selectinload(Revision.tag_links).joinedload(RevisionTag.tag),
                selectinload(Revision.value_links).joinedload(RevisionValue.value),
            ),
        )
    )
    if lesson is None:
        raise _moved_or_missing(slug)
    return lesson


ONE = ("kind", "done_status", "evidence_stage", "result", "cost_band", "nation", "region")


def _moved_or_missing(slug: str) -> Moved | NotFound:
    former = select(FormerSlug.lesson_id).where(FormerSlug.slug == slug)
    asked_for = or_(Lesson.id.in_(former), Lesson.reference == slug.upper())
    now = session.scalar(select(Lesson.slug).join(Revision, live).where(asked_for))
    return Moved(now) if now else NotFound()


def newest(limit: int) -> list[Card]:
    """The lessons published last."""
    return cards(_ids(Lesson.first_published_on.desc(), Lesson.id.desc(), limit=limit))


def furthest_tested(limit: int) -> list[Card]:
    """The lessons with the highest stage of evidence, newest review first."""
    return cards(_ids(Revision.evidence_stage_key.desc(), Revision.year.desc(), Lesson.id, limit=limit))


def _ids(*order: object, limit: int) -> Sequence[int]:
    return session.scalars(select(Lesson.id).join(Revision, live).order_by(*order).limit(limit)).all()  # type: ignore[arg-type]


def lessons_total() -> int:
    """How many lessons the public sees."""
    return session.scalar(select(func.count()).select_from(Lesson).join(Revision, live)) or 0


def related(lesson: Lesson, revision: Revision) -> list[Related]:
    """The lessons that share most themes with this one; of those with equally many, the newest."""
    themes = {link.theme_id: link.theme.label for link in revision.theme_links}
    shared = func.count()
    ids = session.scalars(
        select(Lesson.id)
        .join(Revision, live)
        .join(RevisionTheme, RevisionTheme.revision_id == Revision.id)
        .where(RevisionTheme.theme_id.in_(themes), Lesson.id != lesson.id)
        .group_by(Lesson.id, Lesson.first_published_on)
        .order_by(shared.desc(), Lesson.first_published_on.desc(), Lesson.id)
        .limit(RELATED)
    ).all()
    ours = set(themes.values())
    return [Related(card, tuple(t.label for t in card.themes if t.label in ours)) for card in cards(ids)]


def any_lesson(reference: str) -> Lesson:
    """The lesson with this reference, public or not; for those who may change it. Raises NotFound."""
    lesson = session.scalar(select(Lesson).where(Lesson.reference == reference))
    if lesson is None:
        raise NotFound
    return lesson


def lessons_by_reference(references: Sequence[str]) -> list[Card]:
    """The published ones among these lessons, in the order given; for a reader's shortlist."""
    wanted = [reference for reference in references if re.fullmatch(r"LB-[0-9]+", reference)]
    rows = session.execute(select(Lesson.reference, Lesson.id).join(Revision, live).where(Lesson.reference.in_(wanted)))
    ids = {reference: number for reference, number in rows}
    return cards([ids[reference] for reference in references if reference in ids])


def public_sources_of(cards: Sequence[Card]) -> dict[int, list[Source]]:
    """The sources of each of these lessons, by its id; none where the organisation asked not to be named."""
    rows = session.execute(
        select(Lesson.id, Source)
        .join(Revision, live)
        .join(Source, Source.revision_id == Revision.id)
        .where(Lesson.id.in_([card.id for card in cards]), Lesson.organisation_named)
        .order_by(Lesson.id, Source.position)
    )
    found: dict[int, list[Source]] = {card.id: [] for card in cards}
    for lesson, source in rows:
        found[lesson].append(source)
    return found
