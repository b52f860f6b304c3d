"""Finding lessons: what pages, feeds and other packages call."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from markupsafe import Markup

from kb.core.settings import settings
from kb.lessons.cards import Card, cards
from kb.lessons.queries.published import PublishedLesson
from kb.search import local_index, suggesting
from kb.search.backend import Backend, Suggestion
from kb.search.corrections import Correction, correction
from kb.search.drafts import Draft, left_out
from kb.search.lacking import Lacking, lacking
from kb.search.marking import marked_titles
from kb.search.near_values import NearValues, near_values
from kb.search.nearest import Nearest, nearest
from kb.search.query import Hits, Query
from kb.search.related import Related
from kb.search.related import related as related_lessons
from kb.search.similar import Similar, neighbours
from kb.search.snapshot import Snapshot
from kb.search.snippets import snippets
from kb.search.suggested_values import Suggested
from kb.search.suggested_values import suggested as suggested_values

SUGGESTIONS = 10
"""Most that are offered while words are typed."""

Answer = TypeVar("Answer")


@dataclass(frozen=True, slots=True)
class Result:
    """A lesson that was found, and why."""

    card: Card
    title: Markup
    """Safe HTML: its title with the words marked."""
    snippet: Markup
    """Safe HTML: the place in its text with most of the words, which are marked."""
    section: str
    """Title of the part of the lesson that the snippet comes from."""


@dataclass(frozen=True, slots=True)
class Found:
    """The answer to a search, and what helps on from it."""

    hits: Hits
    uses: Mapping[int, int]
    """How often each lesson of this page was said to have been used; those that were not are left out."""
    straight: Sequence[Suggestion]
    """Pages of themes and organisations that are called what was typed."""
    correction: Correction | None
    """What may have been meant."""
    nearest: Nearest | None
    """What to offer in place of nothing; None where something was found."""
    lacking: Lacking
    """Which of the typed words no lesson has, and which each of the lessons of this page lacks."""
    near_values: Sequence[NearValues]
    """For values of filters that do not exist, those that are called like them."""


def backend() -> Backend:
    """The search engine of this process."""
    return local_index.at(settings().index_folder)


def find(query: Query) -> Hits:
    """The lessons that match, with what they can be narrowed by. Any query has an answer."""
    return backend().search(query)


def answer(query: Query) -> Found:
    """The same with what helps on, as the search page shows it."""
    return _answered(lambda snapshot, hidden: _found(snapshot, query, hidden))


def _found(snapshot: Snapshot, query: Query, hidden: frozenset[int]) -> Found:
    hits = local_index.answer(snapshot, query, hidden)
    uses = snapshot.table.uses_of(hits.ids)
    return Found(
        hits=hits,
        uses={number: used for number, used in zip(hits.ids, uses, strict=True) if used},
        straight=suggesting.direct(snapshot, hits, hidden) if hits.page == 1 else (),
        correction=correction(snapshot, hits, hidden),
        nearest=None if hits.total else nearest(snapshot, hits, hidden),
        lacking=lacking(snapshot, hits, hidden),
        near_values=near_values(hits),
    )


def standing() -> tuple[str, int, int, bool]:
    """Changes with all that answers depend on beside the database: while both are the same, so is every page."""
    snapshot = local_index.at(settings().index_folder).reader.snapshot()
    current = snapshot.current
    if current is None:
        return "", snapshot.position.sequence, snapshot.version, True
    return current.generation, snapshot.position.sequence, snapshot.version, not local_index.made_by_this_code(current)


def results(hits: Hits) -> list[Result]:
    """The lessons of this page of hits, in their order; one that was withdrawn a moment ago is left out."""
    if not hits.ids:
        return []
    expression = hits.understood.expression
    extracts = snippets(hits.ids, expression)
    shown = [card for card in cards(hits.ids) if card.id in extracts]
    titles = marked_titles([card.title for card in shown], expression)
    return [
        Result(card, title, extracts[card.id].text, extracts[card.id].section)
        for card, title in zip(shown, titles, strict=True)
    ]


def suggest(typed: str) -> list[Suggestion]:
    """Where to go while words are typed: themes, organisations and lessons."""
    return backend().suggest(typed, SUGGESTIONS)


def related(lesson: PublishedLesson) -> tuple[Related, ...]:
    """The published lessons that have most to do with this one, best first."""
    return _answered(lambda snapshot, hidden: related_lessons(snapshot, lesson, hidden))


def similar_to_text(texts: Mapping[str, str], *, without: int | None = None) -> Similar:
    """The published lessons that say much the same as a text, whose parts are named as those of a revision.

    `without` is the lesson that is being written: its own live text is left out, as if it were not there.
    """
    draft = Draft.of(texts)

    def ask(snapshot: Snapshot, hidden: frozenset[int]) -> Similar:
        return neighbours(snapshot, draft, left_out(snapshot, hidden, without)).similar

    return _answered(ask)


def suggested(texts: Mapping[str, str], *, without: int | None = None) -> Suggested:
    """The themes and kinds of change that fit a text, each with the reason; `texts` and `without` as above."""
    draft = Draft.of(texts)

    def ask(snapshot: Snapshot, hidden: frozenset[int]) -> Suggested:
        gone = left_out(snapshot, hidden, without)
        return suggested_values(snapshot, draft, neighbours(snapshot, draft, gone), gone)

    return _answered(ask)


def _answered(ask: Callable[[Snapshot, frozenset[int]], Answer]) -> Answer:
    return local_index.at(settings().index_folder).answered(ask)
