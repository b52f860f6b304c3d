"""Reads one published lesson as its page shows it, with nothing in it that the public may not see."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from operator import itemgetter
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Select,
    String,
    and_,
    bindparam,
    cast,
    exists,
    func,
    literal,
    null,
    or_,
    select,
    union_all,
)

from kb.core.db import Read, table_of
from kb.core.errors import NotFound
from kb.lessons.models.lesson import SECTIONS, Lesson, Revision, live
from kb.lessons.models.parts import RevisionTag, RevisionTheme, RevisionValue
from kb.lessons.models.rendering import Rendering
from kb.lessons.models.review import Review
from kb.lessons.models.source import Source
from kb.lessons.models.step import RevisionStep
from kb.lessons.models.vocabulary import Tag
from kb.lessons.places import public_place, small_places
from kb.lessons.queries.elsewhere import elsewhere
from kb.lessons.queries.labels import Label, Labels, labels

TEXTS = ("summary", *SECTIONS, "in_place_first", "people", "time", "risks")
"""The texts of a revision beside its title, in the order in which a page shows them."""


@dataclass(frozen=True, slots=True)
class Citation:
    """Where a lesson was published."""

    title: str
    publisher: str
    year: int | None
    url: str | None
    kind: Label
    pages: str | None
    accessed: date | None
    withdrawn_on: date | None
    note: str | None


@dataclass(frozen=True, slots=True)
class PublishedLesson:
    """A lesson that the public sees; what could tell an organisation that is not to be named is left out."""

    id: int
    revision_id: int
    reference: str
    slug: str
    first_published_on: date
    review_by: date | None
    title: str
    texts: Mapping[str, str]
    """Markdown of summary and sections; empty where nothing was reported."""
    rendering: tuple[str, Mapping[str, str]] | None
    """What was kept of the texts as HTML, and what it was made from."""
    year: int | None
    kind: Label
    done_status: Label
    done_status_key: str
    evidence_stage: Label
    evidence_reason: str
    evidence_measure: str
    """What was measured, before and after; empty where nothing was."""
    evidence_on: date | None
    result: Label | None
    cost_band: Label | None
    nation: Label | None
    """What support lines are chosen by; `place` is what may be shown."""
    place: str | None
    organisation: Label | None
    review: Label | None
    themes: tuple[Label, ...]
    tags: tuple[Label, ...]
    told_by_organisation: bool
    """Whether the organisation whose lesson it is has written it, and not the editorial team."""
    values: Mapping[str, tuple[Label, ...]]
    """Values of the closed lists of which a lesson may have several, by the list's slug."""
    sources: tuple[Citation, ...]
    versions: int
    """How many of its texts were public, this one included."""

    @property
    def summary(self) -> str:
        """What it is about, in a few sentences."""
        return self.texts["summary"]

    @property
    def is_published(self) -> bool:
        """There are no others."""
        return True

    @property
    def state(self) -> str:
        """The only one in which a lesson can be read."""
        return "published"


def lesson_by_slug(slug: str) -> PublishedLesson:
    """The published lesson at this address.

    Raises NotFound; Moved where the address is an old one of a published lesson, or its reference; Gone where the
    lesson was archived.
    """
    rows = _lesson.rows(slug=slug)
    if not rows:
        raise elsewhere(slug)
    return _published(dict(zip(_NAMES, rows[0], strict=True)), labels())


def lesson_in_text(lesson_id: int, revision_id: int, number: int) -> PublishedLesson:
    """A published lesson as another of its public texts says it, which was the one of this number (`versions`).

    Whether everybody may read that text still, who asks has to know (`kb.lessons.queries.public_versions`). Raises
    NotFound where the lesson is not published now, or has no such text.
    """
    rows = _in_text.rows(lesson=lesson_id, revision=revision_id)
    if not rows:
        raise NotFound
    return replace(_published(dict(zip(_NAMES, rows[0], strict=True)), labels()), versions=number)


_LESSON, _REVISION, _REVIEW, _KEPT = (table_of(model) for model in (Lesson, Revision, Review, Rendering))
_THEMES, _TAGS, _TAG, _VALUES = (table_of(model) for model in (RevisionTheme, RevisionTag, Tag, RevisionValue))
_SOURCE = table_of(Source)
_OF_LESSON = ("id", "reference", "slug", "organisation_id", "organisation_named", "first_published_on", "review_by")
_OF_REVISION = (
    "title", *TEXTS, "year", "kind_key", "done_status_key", "evidence_stage_key", "evidence_reason",
    "evidence_measure", "evidence_on", "result_key", "cost_band_key", "submitted_at", "nation_key", "region_key",
)  # fmt: skip
OF_SOURCE = ("title", "publisher", "year", "url", "kind_key", "pages", "accessed", "withdrawn_on", "note")

_NAMES = (*_OF_LESSON, "revision_id", *_OF_REVISION, "review_slug", "review_title", "made_from", "html", "versions")
_public, _step = _REVISION.alias(), table_of(RevisionStep)
_was_hidden = exists().where(
    _step.c.revision_id == _public.c.id, _step.c.step == "supersede", _step.c.before == "hidden"
)
_versions = (
    select(func.count())
    .where(
        _public.c.lesson_id == _LESSON.c.id,
        or_(_public.c.state == "published", and_(_public.c.state == "superseded", ~_was_hidden)),
    )
    .scalar_subquery()
)


def _told(which: ColumnElement[bool]) -> Select[Any]:
    """All that is told of a lesson in the text that a condition joins to it."""
    return (
        select(
            *(_LESSON.c[name] for name in _OF_LESSON),
            _REVISION.c.id,
            *(_REVISION.c[name] for name in _OF_REVISION),
            _REVIEW.c.slug,
            _REVIEW.c.title,
            _KEPT.c.made_from,
            _KEPT.c.html,
            _versions,
        )
        .join(_REVISION, which)
        .outerjoin(_REVIEW, _REVIEW.c.id == _REVISION.c.review_id)
        .outerjoin(_KEPT, _KEPT.c.revision_id == _REVISION.c.id)
    )


_lesson = Read(lambda _: _told(live).where(_LESSON.c.slug == bindparam("slug")))
_is_published = exists().where(_public.c.id == _LESSON.c.live_revision_id, _public.c.state == "published")
_WERE_PUBLIC = ("published", "superseded")
_in_text = Read(
    lambda _: _told(and_(_REVISION.c.lesson_id == _LESSON.c.id, _REVISION.c.id == bindparam("revision"))).where(
        _LESSON.c.id == bindparam("lesson"), _is_published, or_(*(_REVISION.c.state == each for each in _WERE_PUBLIC))
    )
)
_nothing = cast(null(), String)
_parts = Read(
    lambda _: union_all(
        select(_THEMES.c.position, _THEMES.c.theme_id, _nothing, _nothing).where(
            _THEMES.c.revision_id == bindparam("revision")
        ),
        select(_VALUES.c.position, literal(0), _VALUES.c.value_key, _nothing).where(
            _VALUES.c.revision_id == bindparam("revision")
        ),
        select(_TAGS.c.position, literal(0), _nothing, _TAG.c.label)
        .join(_TAG, _TAG.c.id == _TAGS.c.tag_id)
        .where(_TAGS.c.revision_id == bindparam("revision")),
    )
)
"""Themes, values of closed lists and tags of a revision, with their places."""
_sources = Read(
    lambda _: (
        select(*(_SOURCE.c[name] for name in OF_SOURCE))
        .where(_SOURCE.c.revision_id == bindparam("revision"))
        .order_by(_SOURCE.c.position)
    )
)


def _published(row: dict[str, Any], known: Labels) -> PublishedLesson:
    value, named, revision = known.values, row["organisation_named"], row["revision_id"]
    themes, tags, values = _gathered(_parts.rows(revision=revision), known)
    sources = _sources.rows(revision=revision) if named else []
    return PublishedLesson(
        id=row["id"],
        revision_id=revision,
        reference=row["reference"],
        slug=row["slug"],
        first_published_on=row["first_published_on"],
        review_by=row["review_by"],
        title=row["title"],
        texts={name: row[name] for name in TEXTS},
        rendering=(row["made_from"], row["html"]) if row["made_from"] else None,
        year=row["year"],
        kind=value[row["kind_key"]],
        done_status=value[row["done_status_key"]],
        done_status_key=row["done_status_key"],
        evidence_stage=value[row["evidence_stage_key"]],
        evidence_reason=row["evidence_reason"],
        evidence_measure=row["evidence_measure"],
        evidence_on=row["evidence_on"],
        result=value.get(row["result_key"]),
        cost_band=value.get(row["cost_band_key"]),
        nation=value.get(row["nation_key"]),
        place=public_place(named, row["region_key"], row["nation_key"], small_places(), value),
        organisation=known.organisations.get(row["organisation_id"]) if named else None,
        review=Label(row["review_slug"], row["review_title"]) if named and row["review_slug"] else None,
        themes=tuple(themes),
        tags=tuple(tags),
        told_by_organisation=row["submitted_at"] is not None,
        values={name: tuple(of) for name, of in values.items()},
        sources=tuple(citation_of(value, *of) for of in sources),
        versions=row["versions"],
    )


def citation_of(known: Mapping[str, Label], title: str, publisher: str, year: int | None, *rest: Any) -> Citation:
    """What is shown of a source, from its columns in the order of `OF_SOURCE`."""
    url, kind, pages, accessed, withdrawn_on, note = rest
    return Citation(title, publisher, year, url, known[kind], pages, accessed, withdrawn_on, note)


def _gathered(
    rows: Iterable[tuple[Any, ...]], known: Labels
) -> tuple[list[Label], list[Label], dict[str, list[Label]]]:
    """Themes, tags, and the values of each list, from rows that hold one of the three."""
    themes: list[Label] = []
    tags: list[Label] = []
    values: dict[str, list[Label]] = defaultdict(list)
    for _, theme, key, tag in sorted(rows, key=itemgetter(0)):
        if theme:
            themes.append(known.themes[theme])
        elif key:
            values[key.partition("/")[0]].append(known.values[key])
        else:
            tags.append(Label(tag, tag))
    return themes, tags, values
