"""Finds the terms of a list in a text in one pass, however long the list is."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from kb.identity.lists import folded
from kb.identity.normalising import Reading, Span

_TOKEN = re.compile(r"[^\W_]+(?:'[^\W_]+)*")


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
        for term in sorted({tuple(map(_bare, _TOKEN.findall(term))) for term in terms}, key=len, reverse=True):
            if term:
                self._by_first.setdefault(term[0], []).append(term)

    def find(self, reading: Reading) -> Iterator[Found]:
        """Each term in the text; a word belongs to one term only. A possessive ending is not counted."""
        tokens = tokens_of(reading)
        words = [_bare(token.text) for token in tokens]
        at = 0
        while at < len(tokens):
            length = self._longest(words, at)
            if length:
                last = tokens[at + length - 1]
                end = last.start + len(_without_ending(last.text))
                yield Found(tokens[at].start, end, " ".join(words[at : at + length]))
            at += max(length, 1)

    def _longest(self, words: list[str], at: int) -> int:
        for term in self._by_first.get(words[at], ()):
            if tuple(words[at : at + len(term)]) == term:
                return len(term)
        return 0


def key_of(term: str) -> str:
    """A term as `Found.term` has it."""
    return " ".join(map(_bare, _TOKEN.findall(term)))


def tokens_of(reading: Reading) -> list[Span]:
    """The words and numbers of a text; hyphens part, apostrophes do not."""
    return [Span(match.start(), match.end(), match.group()) for match in _TOKEN.finditer(reading.text)]


def _without_ending(word: str) -> str:
    return word[:-2] if word.endswith(("'s", "'S")) else word


def _bare(word: str) -> str:
    return folded(_without_ending(word))
