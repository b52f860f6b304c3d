"""What the site knows that helps somebody who writes: fitting themes and kinds of change, and lessons like theirs."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from kb.core.reading_age import reading_age
from kb.core.statements import statements_of, words
from kb.lessons.field_values import value_of
from kb.lessons.models.lesson import SECTIONS, Revision
from kb.lessons.queries.labels import Label
from kb.lessons.queries.lessons import titles
from kb.search import service
from kb.search.suggested_values import Suggested

MOST_SHOWN = 3
READ = ("title", "summary", *SECTIONS)
"""Texts by which a draft is compared."""
FEWEST = 50
"""Words below which a reading age says nothing."""
EASY = 14
"""Years of age up to which the house style calls a text easy to read."""


@dataclass(frozen=True, slots=True)
class LikeIt:
    """A published lesson that says much the same, and what both have."""

    slug: str
    title: str
    reason: str


@dataclass(frozen=True, slots=True)
class SeenBefore:
    """How often a finding was published before, and what was done about it."""

    times: int
    since: int | None
    with_change: int
    shown: Sequence[LikeIt]


def texts_of(revision: Revision) -> Mapping[str, str]:
    """The texts of a draft by which it is compared."""
    return {name: str(value_of(revision, name)) for name in READ}


def suggested(revision: Revision) -> Suggested:
    """Themes that fit what was found, and kinds of change that fit what was done; none where that is not told yet."""
    fitting = service.suggested(texts_of(revision), without=revision.lesson_id)
    return Suggested(
        fitting.themes if value_of(revision, "found") else (),
        fitting.kinds_of_change if value_of(revision, "done") else (),
    )


def seen_before(revision: Revision) -> SeenBefore | None:
    """Published lessons with the same finding; None where there are none."""
    found = service.similar_to_text(texts_of(revision), without=revision.lesson_id)
    if not found.times:
        return None
    same = [lesson for lesson in found.lessons if lesson.same] or list(found.lessons)
    known: Mapping[int, Label] = titles([lesson.id for lesson in same])
    shown = [LikeIt(known[each.id].slug, known[each.id].label, each.reason) for each in same if each.id in known]
    return SeenBefore(found.times, found.since, found.with_change, shown[:MOST_SHOWN])


def age_to_read(revision: Revision) -> int:
    """How old a reader has to be to follow the draft, in years; 0 where there is too little text to tell."""
    sentences = [
        statement.text
        for name in ("summary", *SECTIONS)
        for statement in statements_of(str(value_of(revision, name)).split("\n"), 1)
    ]
    return round(reading_age(sentences)) if sum(len(words(each)) for each in sentences) >= FEWEST else 0
