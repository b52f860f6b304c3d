"""Finds the terms of a list in a text in one pass, however long the list is."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from kb.identity.normalising import Reading, Token, tokens_of


@dataclass(frozen=True, slots=True)
class Found:
    """Where a term stands in the normalised text, and the term as the list has it, folded."""

    start: int
    end: int
    term: str


class Phrases:
    """Terms of one or more words; hyphens, spaces and letter case make no difference, the longest term counts."""

    def __init__(self, terms: Iterable[str]) -> None:
        self._by_first: dict[str, list[tuple[str, ...]]] = {}
        for term in sorted({tuple(token.key for token in tokens_of(term)) for term in terms}, key=len, reverse=True):
            if term:
                self._by_first.setdefault(term[0], []).append(term)

    def find(self, reading: Reading) -> Iterator[Found]:
        """Each term in the text; a word belongs to one term only. A possessive ending is not counted."""
        tokens, places = reading.tokens, reading.places
        done = 0
        for at in sorted(at for first in self._by_first.keys() & places.keys() for at in places[first]):
            if at >= done and (term := self._longest(tokens, at)):
                done = at + len(term)
                yield Found(tokens[at].start, tokens[done - 1].end, " ".join(term))

    def _longest(self, tokens: list[Token], at: int) -> tuple[str, ...]:
        for term in self._by_first[tokens[at].key]:
            if len(term) == 1 or tuple(token.key for token in tokens[at : at + len(term)]) == term:
                return term
        return ()


def key_of(term: str) -> str:
    """A term as `Found.term` has it."""
    return " ".join(token.key for token in tokens_of(term))
