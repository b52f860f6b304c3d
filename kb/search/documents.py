"""From rows to what is searched: the text of each published lesson, and of no other.

Read in batches, with the same number of statements whatever the size of a batch, each batch in a transaction of
its own: a request's transaction may be older than the index that it opens, and a rebuild must hold none for minutes.
"""

import hashlib
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from typing import TypeVarTuple

from sqlalchemy import Select, String, cast, select
from sqlalchemy.orm import Session, joinedload, selectinload

from kb.accounts.models.organisation import Organisation, OrganisationSuccession
from kb.core import db
from kb.lessons.models.lesson import Lesson, Revision, live
from kb.lessons.models.parts import RevisionTag, RevisionTheme, RevisionValue
from kb.lessons.models.vocabulary import ClosedValue, GlossaryTerm, Tag, Theme, ThemeLabel
from kb.lessons.places import public_nation, public_region, public_review, public_sources, small_places
from kb.lessons.queries.published import TEXTS
from kb.search.backend import SearchDocument
from kb.search.words import plain

Columns = TypeVarTuple("Columns")

BATCH = 500


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


def vocabulary_fingerprint() -> str:
    """Changes with what an answer depends on and can change without a change of the lessons.

    These are the labels in the documents; the order of the values and the groups of the themes in the filters; which
    organisations list each other's lessons; the other names of themes and the glossary, which widen a search. A
    snapshot reads all of them when its index is new.
    """
    statements = (
        select(Theme.slug, Theme.label, Theme.position, Theme.broader_id).order_by(Theme.slug),
        select(ThemeLabel.theme_id, ThemeLabel.position, ThemeLabel.label, ThemeLabel.hidden).order_by(
            ThemeLabel.theme_id, ThemeLabel.position
        ),
        select(ClosedValue.key, ClosedValue.label, ClosedValue.position).order_by(ClosedValue.key),
        select(Organisation.slug, Organisation.areas)
        .where(cast(Organisation.areas, String) != "[]")
        .order_by(Organisation.slug),
        select(OrganisationSuccession.predecessor_id, OrganisationSuccession.successor_id).order_by(
            OrganisationSuccession.predecessor_id, OrganisationSuccession.successor_id
        ),
        select(GlossaryTerm.slug, GlossaryTerm.term, GlossaryTerm.expansion).order_by(GlossaryTerm.slug),
    )
    with Session(db.engine()) as session:
        labels = [list(map(tuple, session.execute(statement))) for statement in statements]
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
    """Labels of themes, of closed values and tags, in this order; other names of a theme are added to the search.

    The first theme of a lesson is what it is about before all else, so it counts twice.
    """
    themes = (
        select(Lesson.id, Theme.label)
        .join(Revision, live)
        .join(RevisionTheme, RevisionTheme.revision_id == Revision.id)
        .join(Theme, Theme.id == RevisionTheme.theme_id)
        .order_by(Lesson.id, RevisionTheme.position)
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
    found = [_gathered(session.execute(_only(statement, ids))) for statement in (themes, values, tags)]
    first = {number: labels[:1] for number, labels in found[0].items()}
    return defaultdict(
        list, {number: [*first.get(number, ()), *(label for part in found for label in part[number])] for number in ids}
    )
