"""Finds the terms of a list in a text in one pass, however long the list is."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise

from kb.identity.normalising import Reading, Token, tokens_of

_PARTS = re.compile(r"[.,;:!?()\[\]|\"]|\n\s*\n")
_SHORTENED = frozenset("st dr mr mrs ms no vol".split())
"""Words after which a full stop ends nothing."""


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
        terms = list(terms)
        self._parted = {tuple(token.key for token in tokens_of(term)) for term in terms if _PARTS.search(term)}
        """Terms that have a comma, a bracket or a full stop in them."""
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
            if at >= done and (length := self._longest(reading, tokens, at)):
                done = at + length
                yield Found(tokens[at].start, tokens[done - 1].end, " ".join(each.key for each in tokens[at:done]))

    def _longest(self, reading: Reading, tokens: list[Token], at: int) -> int:
        """How many words the longest term has that begins with this one."""
        key = tokens[at].key
        if at + 1 < len(tokens) and key in self._longer:
            for term in self._longer[key].get(tokens[at + 1].key, ()):
                found = tokens[at : at + len(term)]
                if tuple(token.key for token in found) == term and (term in self._parted or _whole(reading, found)):
                    return len(term)
        return int(key in self._single)


def _whole(reading: Reading, found: list[Token]) -> bool:
    """Whether no sign between the words ends a part of a sentence: `felt ill. Will came` has no `ill will`."""
    return not any(
        _PARTS.search(reading.text, one.end, other.start)
        for one, other in pairwise(found)
        if not (one.key in _SHORTENED and reading.text[one.end] == ".")
    )


def key_of(term: str) -> str:
    """A term as `Found.term` has it."""
    return " ".join(token.key for token in tokens_of(term))
