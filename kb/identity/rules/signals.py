"""Where in a text a rule can find anything at all: near figures, near some words. Most of a text is far from any."""

import re
from collections.abc import Callable, Iterable

from kb.identity.normalising import Token

_OF_CODES = re.compile(r"\d{3,}|(?<=[A-Za-z/.-])\d{2,}|\d(?=[A-Za-z/-]\w)")
_YEAR = re.compile(r"(?<![\w/.-])(?:19|20)\d\d(?![\w/-])")


def merged(places: Iterable[tuple[int, int]], before: int, after: int, length: int) -> list[tuple[int, int]]:
    """The stretches with so many characters before and after these places, put together where they meet."""
    found: list[tuple[int, int]] = []
    for start, end in places:
        first, last = max(0, start - before), min(length, end + after)
        if found and first <= found[-1][1]:
            found[-1] = (found[-1][0], max(last, found[-1][1]))
        else:
            found.append((first, last))
    return found


def near(pattern: re.Pattern[str], text: str, before: int, after: int) -> list[tuple[int, int]]:
    """The stretches around what a cheap pattern finds."""
    return merged((match.span() for match in pattern.finditer(text)), before, after, len(text))


def near_codes(text: str, before: int, after: int) -> list[tuple[int, int]]:
    """The stretches around figures that may be part of a code: not those around years and small numbers."""
    places = (match.span() for match in _OF_CODES.finditer(text) if not _YEAR.match(text, match.start()))
    return merged(places, before, after, len(text))


def near_tokens(
    tokens: Iterable[Token], wanted: Callable[[Token], bool], before: int, after: int, length: int
) -> list[tuple[int, int]]:
    """The stretches around those of these words that are wanted."""
    return merged(((token.start, token.end) for token in tokens if wanted(token)), before, after, length)
