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
        self._single: set[str] = set()
        self._longer: dict[str, dict[str, list[tuple[str, ...]]]] = {}
        """Terms of several words by their first and their second, the longest first."""
        for term in sorted({tuple(token.key for token in tokens_of(term)) for term in terms}, key=len, reverse=True):
            if len(term) == 1:
                self._single.add(term[0])
            elif term:
                self._longer.setdefault(term[0], {}).setdefault(term[1], []).append(term)

    def find(self, reading: Reading) -> Iterator[Found]:
        """Each term in the text; a word belongs to one term only. A possessive ending is not counted."""
        tokens, places = reading.tokens, reading.places
        done = 0
        begun = (self._longer.keys() | self._single) & places.keys()
        for at in sorted(at for first in begun for at in places[first]):
            if at >= done and (length := self._longest(tokens, at)):
                done = at + length
                yield Found(tokens[at].start, tokens[done - 1].end, " ".join(each.key for each in tokens[at:done]))

    def _longest(self, tokens: list[Token], at: int) -> int:
        """How many words the longest term has that begins with this one."""
        key = tokens[at].key
        if at + 1 < len(tokens) and key in self._longer:
            for term in self._longer[key].get(tokens[at + 1].key, ()):
                if tuple(token.key for token in tokens[at : at + len(term)]) == term:
                    return len(term)
        return int(key in self._single)


def key_of(term: str) -> str:
    """A term as `Found.term` has it."""
    return " ".join(token.key for token in tokens_of(term))
