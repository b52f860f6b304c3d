"""Finding lessons: what pages, feeds and other packages call."""

from dataclasses import dataclass

from markupsafe import Markup

from kb.core.settings import settings
from kb.lessons.cards import Card, cards
from kb.search import local_index
from kb.search.backend import Backend
from kb.search.expression import Word
from kb.search.query import Hits, Query
from kb.search.snippets import snippets


@dataclass(frozen=True, slots=True)
class Result:
    """A lesson that was found, and why."""

    card: Card
    snippet: Markup
    """Safe HTML: the place in its text with most of the words, which are marked."""
    section: str
    """Title of the part of the lesson that the snippet comes from."""


def backend() -> Backend:
    """The search engine of this process."""
    return local_index.at(settings().index_folder)


def find(query: Query) -> Hits:
    """The lessons that match, with what they can be narrowed by. Any query has an answer."""
    return backend().search(query)


def results(hits: Hits) -> list[Result]:
    """The lessons of this page of hits, in their order; one that was withdrawn a moment ago is left out."""
    words = [term.folded for term in hits.understood.expression.clauses if isinstance(term, Word)]
    extracts = snippets(hits.ids, words)
    return [
        Result(card, extracts[card.id].text, extracts[card.id].section)
        for card in cards(hits.ids)
        if card.id in extracts
    ]
