"""Terms that pass as they stand: statutes, tools, bodies, job titles, and pseudonyms of published reviews."""

import re
from collections.abc import Iterator

from kb.identity.findings import Hit
from kb.identity.lists import Lists
from kb.identity.normalising import Reading
from kb.identity.phrases import Phrases

PSEUDONYMS = "pseudonyms"
"""The part of `allowed.yaml` that holds regular expressions."""

WITH_NAMES = "terms-with-names"
"""The list of things that have a person's name in them: `Bayley scales`, `Jane Eyre`."""


def find(reading: Reading, lists: Lists) -> Iterator[Hit]:
    """Report nothing; note what later families pass over."""
    terms, pseudonyms = lists.made(_allowed)
    for found in terms.find(reading):
        reading.allowed.add(found.start, found.end)
    for match in pseudonyms.finditer(reading.text):
        reading.allowed.add(*match.span())
    for found in Phrases(lists.allowed_here).find(reading) if lists.allowed_here else ():
        reading.allowed.add(found.start, found.end)
    yield from ()


def _allowed(lists: Lists) -> tuple[Phrases, re.Pattern[str]]:
    kinds = set(lists.structured.get("allowed") or ()) - {PSEUDONYMS}
    terms = [term for kind in kinds for term in lists.part("allowed", kind)] + sorted(lists.of(WITH_NAMES))
    joined = "|".join(f"(?:{pattern})" for pattern in lists.part("allowed", PSEUDONYMS))
    return Phrases(terms), re.compile(joined or r"(?!)")
