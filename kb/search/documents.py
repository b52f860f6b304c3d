"""From rows to what is searched: the text and the filter values of each published lesson, and of no other.

Read in batches, with the same number of statements whatever the size of a batch, each batch in a transaction of
its own: a request's transaction may be older than the index that it opens, and a rebuild must hold none for minutes.
"""

import hashlib
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TypeVarTuple

from sqlalchemy import Select, select
from sqlalchemy.orm import Session, joinedload, selectinload

from kb.core import db
from kb.lessons.models.lesson import SECTIONS, Lesson, Revision, RevisionTag, RevisionTheme, RevisionValue, live
from kb.lessons.models.vocabulary import ClosedValue, Tag, Theme, ThemeLabel
from kb.lessons.places import public_nation, public_region, public_review, public_sources, small_places
from kb.search.backend import SearchDocument
from kb.search.words import plain

Columns = TypeVarTuple("Columns")

BATCH = 500
TEXTS = ("summary", *SECTIONS, "in_place_first", "people", "time", "risks")
"""Fields of a revision that are searched beside its title, in the order in which a page shows them."""


@dataclass(frozen=True, slots=True)
class Filterable:
    """What the filters, and the order by date, need of a published lesson."""

    id: int
    first_published_on: date
    values: Mapping[str, tuple[str, ...]]
    """Slugs by the key of their facet; of themes also those of the groups that these belong to."""
    uses: int = 0
    """How often it was said to have been used."""


def published_ids() -> list[int]:
    """The lessons that the public may see, in order."""
    with Session(db.engine()) as session:
        return list(session.scalars(select(Lesson.id).join(Revision, live).order_by(Lesson.id)))


def documents(ids: Iterable[int] | None = None) -> Iterator[SearchDocument]:
    """The documents of those of these lessons, or of all, that the public may see; ordered by id."""
    wanted = published_ids() if ids is None else sorted(ids)
    for start in range(0, len(wanted), BATCH):
        with Session(db.engine()) as session:
            yield from _documents(session, wanted[start : start + BATCH])


def filterables(ids: Collection[int] | None = None) -> list[Filterable]:
    """What filters need of those of these lessons, or of all, that the public may see."""
    with Session(db.engine()) as session:
        small = small_places(session)
        themes, changes = _theme_slugs(session, ids), _kinds_of_change(session, ids)
        lessons = select(Lesson.id, Lesson.first_published_on, Lesson.organisation_named, Revision.region_key)
        return [
            Filterable(
                number,
                published_on or date.min,
                {
                    "themes": tuple(themes[number]),
                    "kinds_of_change": tuple(changes[number]),
                    "regions": (region.partition("/")[2],) if region and (named or region not in small) else (),
                },
            )
            for number, published_on, named, region in session.execute(_only(lessons.join(Revision, live), ids))
        ]


def vocabulary_fingerprint() -> str:
    """Changes with what stands in documents and filters and can change without a change of the lessons.

    These are the labels, their order, and which group a theme belongs to.
    """
    themes = select(Theme.slug, Theme.label, Theme.position, Theme.broader_id).order_by(Theme.slug)
    others = select(ThemeLabel.theme_id, ThemeLabel.position, ThemeLabel.label)
    values = select(ClosedValue.key, ClosedValue.label, ClosedValue.position).order_by(ClosedValue.key)
    with Session(db.engine()) as session:
        labels = [
            list(map(tuple, session.execute(statement)))
            for statement in (themes, others.order_by(ThemeLabel.theme_id, ThemeLabel.position), values)
        ]
    return hashlib.sha256(repr(labels).encode("utf-8", "replace")).hexdigest()[:20]


# --- a batch of documents


def _documents(session: Session, ids: Collection[int]) -> Iterator[SearchDocument]:
    small = small_places(session)
    rows = session.execute(
        _only(select(Lesson, Revision).join(Revision, live), ids)
        .order_by(Lesson.id)
        .options(
            joinedload(Lesson.organisation),
            joinedload(Revision.review),
            joinedload(Revision.nation),
            joinedload(Revision.region),
            selectinload(Revision.sources),
        )
    )
    labels = _labels(session, ids)
    for lesson, revision in rows:
        region, nation = public_region(lesson, revision, small), public_nation(lesson, revision, small)
        yield SearchDocument(
            id=lesson.id,
            title=revision.title,
            text="\n".join(plain(getattr(revision, name)) for name in TEXTS if getattr(revision, name)),
            labels="\n".join([*_names(lesson, revision, region, nation), *labels[lesson.id]]),
        )


def _names(lesson: Lesson, revision: Revision, region: ClosedValue | None, nation: ClosedValue | None) -> Iterator[str]:
    """Reference, year, place, organisation, review, sources; of these, what the public may know."""
    yield lesson.reference or ""
    if revision.year:
        yield str(revision.year)
    yield from (place.label for place in (region, nation) if place)
    if lesson.public_organisation:
        yield lesson.public_organisation.name
    review = public_review(lesson, revision)
    if review:
        yield review.title
    yield from (source.title for source in public_sources(lesson, revision))


# --- statements: what belongs to lessons, gathered by the lesson's id


def _only(statement: Select[*Columns], ids: Collection[int] | None) -> Select[*Columns]:
    return statement if ids is None else statement.where(Lesson.id.in_(ids))


def _gathered(rows: Iterable[tuple[int, str]]) -> dict[int, list[str]]:
    found: dict[int, list[str]] = defaultdict(list)
    for number, value in rows:
        found[number].append(value)
    return found


def _labels(session: Session, ids: Collection[int]) -> dict[int, list[str]]:
    """Labels of themes, their other labels (the hidden ones too), of closed values and tags, in this order."""
    themes = (
        select(Lesson.id, Theme.label)
        .join(Revision, live)
        .join(RevisionTheme, RevisionTheme.revision_id == Revision.id)
        .join(Theme, Theme.id == RevisionTheme.theme_id)
        .order_by(Lesson.id, RevisionTheme.position)
    )
    others = (
        select(Lesson.id, ThemeLabel.label)
        .join(Revision, live)
        .join(RevisionTheme, RevisionTheme.revision_id == Revision.id)
        .join(ThemeLabel, ThemeLabel.theme_id == RevisionTheme.theme_id)
        .order_by(Lesson.id, RevisionTheme.position, ThemeLabel.position)
    )
    values = (
        select(Lesson.id, ClosedValue.label)
        .join(Revision, live)
        .join(RevisionValue, RevisionValue.revision_id == Revision.id)
        .join(ClosedValue, ClosedValue.key == RevisionValue.value_key)
        .where(ClosedValue.slug != "unknown")
        .order_by(Lesson.id, ClosedValue.list_slug, RevisionValue.position)
    )
    tags = (
        select(Lesson.id, Tag.label)
        .join(Revision, live)
        .join(RevisionTag, RevisionTag.revision_id == Revision.id)
        .join(Tag, Tag.id == RevisionTag.tag_id)
        .order_by(Lesson.id, RevisionTag.position)
    )
    found = [_gathered(session.execute(_only(statement, ids))) for statement in (themes, others, values, tags)]
    return defaultdict(list, {number: [label for part in found for label in part[number]] for number in ids})


def _theme_slugs(session: Session, ids: Collection[int] | None) -> dict[int, list[str]]:
    """Slugs of themes and of the groups that these belong to, each once."""
    groups = dict(session.execute(select(Theme.id, Theme.slug).where(Theme.broader_id.is_(None))).all())
    links = (
        select(Lesson.id, Theme.slug, Theme.broader_id)
        .join(Revision, live)
        .join(RevisionTheme, RevisionTheme.revision_id == Revision.id)
        .join(Theme, Theme.id == RevisionTheme.theme_id)
        .order_by(Lesson.id, RevisionTheme.position)
    )
    found: dict[int, dict[str, None]] = defaultdict(dict)
    for number, slug, broader in session.execute(_only(links, ids)):
        found[number][slug] = None
        if broader in groups:
            found[number][groups[broader]] = None
    return defaultdict(list, {number: list(slugs) for number, slugs in found.items()})


def _kinds_of_change(session: Session, ids: Collection[int] | None) -> dict[int, list[str]]:
    values = (
        select(Lesson.id, ClosedValue.slug)
        .join(Revision, live)
        .join(RevisionValue, RevisionValue.revision_id == Revision.id)
        .join(ClosedValue, ClosedValue.key == RevisionValue.value_key)
        .where(ClosedValue.list_slug == "kinds-of-change")
        .order_by(Lesson.id, RevisionValue.position)
    )
    return _gathered(session.execute(_only(values, ids)))
