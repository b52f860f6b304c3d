"""Finds the terms of a list in a text in one pass, however long the list is."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from kb.identity.normalising import Reading, tokens_of


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
        tokens = reading.tokens
        at = 0
        while at < len(tokens):
            term = self._longest(reading, at)
            if term:
                yield Found(tokens[at].start, tokens[at + len(term) - 1].end, " ".join(term))
            at += max(len(term), 1)

    def _longest(self, reading: Reading, at: int) -> tuple[str, ...]:
        for term in self._by_first.get(reading.tokens[at].key, ()):
            if tuple(token.key for token in reading.tokens[at : at + len(term)]) == term:
                return term
        return ()


def key_of(term: str) -> str:
    """A term as `Found.term` has it."""
    return " ".join(token.key for token in tokens_of(term))
