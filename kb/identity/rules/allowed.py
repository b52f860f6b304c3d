"""Terms that pass as they stand: statutes, tools, bodies, job titles, and pseudonyms of published reviews."""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Any

from kb.identity.findings import Hit
from kb.identity.lists import Lists
from kb.identity.normalising import Reading
from kb.identity.phrases import Phrases

PSEUDONYMS = "pseudonyms"
"""The part of `allowed.yaml` that holds regular expressions."""


def find(reading: Reading, lists: Lists) -> Iterator[Hit]:
    """Report nothing; note what later families pass over."""
    terms, pseudonyms = _of(_Same(lists.structured.get("allowed") or {}))
    reading.allowed.extend((found.start, found.end) for found in terms.find(reading))
    reading.allowed.extend(match.span() for match in pseudonyms.finditer(reading.text))
    if lists.allowed_here:
        reading.allowed.extend((found.start, found.end) for found in Phrases(lists.allowed_here).find(reading))
    yield from ()


class _Same:
    """A key for the cache: the same list, not an equal one."""

    def __init__(self, of: dict[str, Any]) -> None:
        self.of = of

    def __hash__(self) -> int:
        return id(self.of)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Same) and self.of is other.of


@lru_cache(maxsize=4)
def _of(allowed: _Same) -> tuple[Phrases, re.Pattern[str]]:
    terms = [
        str(term["term"] if isinstance(term, dict) else term)
        for kind, listed in allowed.of.items()
        if kind != PSEUDONYMS
        for term in listed
    ]
    patterns = [str(pattern) for pattern in allowed.of.get(PSEUDONYMS, ())]
    joined = "|".join(f"(?:{pattern})" for pattern in patterns)
    return Phrases(terms), re.compile(joined or r"(?!)")
