"""Cuts sentences into the pieces in which one thing is said about news."""

import re
from collections.abc import Iterator
from itertools import pairwise

from kb.identity.normalising import Reading

_HARD = re.compile(r"[;|\n]|:\s|[()\[\]]|\s-{1,2}\s|[.!?]['\"]?\s(?=[\"'(]?[A-Z])")
_LONGEST = 240
"""Characters of a piece; a longer one is cut at its commas."""
_COMMA = re.compile(
    r",\s|\s(?:but|because|although|though|while|whilst|until|so|which\s+is)\s|\s(?:and|or)\s(?=(?:the|we|they"
    r"|she|he|it"
    r"|nobody|no|I|please)\s)"
)


def clauses(reading: Reading, first: int, last: int) -> Iterator[tuple[int, int, str]]:
    """Pieces between commas, two of them together, and whole ones between stronger signs; each with its whole one."""
    text = reading.text
    for start, end in _pieces(text, first, last, _HARD):
        whole = text[start:end]
        parts = list(_pieces(text, start, end, _COMMA))
        yield from ((first, last, whole) for first, last in parts)
        if len(parts) > 2 and end - start <= _LONGEST:
            yield start, end, whole
        if len(parts) > 1:
            yield from ((one[0], two[1], whole) for one, two in pairwise(parts) if two[1] - one[0] <= _LONGEST)


def _pieces(text: str, first: int, last: int, border: re.Pattern[str]) -> Iterator[tuple[int, int]]:
    start = first
    for match in border.finditer(text, first, last):
        if match.start() > start:
            yield start, match.start()
        start = match.end()
    if start < last:
        yield start, last
