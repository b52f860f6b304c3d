"""Facts that are harmless one by one and may point at one child together.

Kinds of facts: place below region, exact age, month and year, injury, sibling pattern, nationality or faith,
disability. Three kinds in the free text of one lesson go to the identity reviewer. The fields of the form (region,
year, age band) do not count, or every lesson would be flagged.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from kb.identity.lists import Lists
from kb.identity.normalising import Reading

ENOUGH = 3
"""Kinds of facts that together go to the identity reviewer."""
KIND_OF_RULE = {
    **dict.fromkeys(
        ("place", "school", "nursery", "ward", "gp-practice", "hospital", "hostel", "address", "postcode"),
        "place below region",
    ),
    **dict.fromkeys(("exact-age", "age-in-months"), "exact age"),
    **dict.fromkeys(("month-and-year", "exact-date", "board-and-year"), "month and year"),
    "sibling-pattern": "sibling pattern",
    **dict.fromkeys(("nationality", "faith-group", "ethnicity"), "nationality or faith"),
    "rare-condition": "disability",
}
_UNITS = "one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen"
_NUMBER = rf"(?:\d{{1,2}}|{_UNITS})"
IN_WORDS = {
    "exact age": re.compile(rf"\b{_NUMBER}[\s-]+year[\s-]+old\b|\baged\s+{_NUMBER}\b(?!\s*(?:-|to|and|or)\s*\d)", re.I),
    "injury": re.compile(
        r"\b(?:skull|rib|arm|leg|femur|humerus|spiral|healing)\s+fractures?\b|\bfractured\s+(?:skull|ribs?|arm|leg|femur)"
        r"|\b(?:burns|scald(?:s|ed)?|stab(?:bed|\s+wounds?)|drown(?:ed|ing)|strangl\w+|suffocat\w+|hypothermia"
        r"|head\s+injur(?:y|ies)|brain\s+injur(?:y|ies)|bite\s+marks?|subdural\s+\w+|retinal\s+\w+|overdose|poison(?:ed|ing))\b",
        re.I,
    ),
    "disability": re.compile(
        r"\b(?:cerebral\s+palsy|down'?s?\s+syndrome|deaf|blind|wheelchair|tube[\s-]fed|non-verbal|profound(?:ly)?\s+\w+"
        r"|learning\s+disabilit(?:y|ies)|physical\s+disabilit(?:y|ies)|autis(?:m|tic))\b",
        re.I,
    ),
}
"""Facts that no rule reports by itself, by kind. A child has to be spoken of in the same sentence."""
_CHILD = re.compile(r"\b(?:child|baby|infant|toddler|boy|girl|son|daughter|teenager|pupil|he|she|his|her)\b", re.I)


@dataclass(frozen=True, slots=True)
class Fact:
    """One of several facts; offsets count the characters of the text as it was given."""

    where: str
    """The name of the text that it stands in."""
    kind: str
    start: int
    end: int
    text: str


def facts(where: str, reading: Reading, lists: Lists) -> Iterator[Fact]:
    """The facts in a text whose hits are known."""
    for hit in reading.hits:
        if hit.rule in KIND_OF_RULE:
            yield _fact(where, KIND_OF_RULE[hit.rule], reading, hit.start, hit.end)
    for kind, pattern in IN_WORDS.items():
        for match in pattern.finditer(reading.text):
            if _CHILD.search(reading.around(*match.span())):
                yield _fact(where, kind, reading, match.start(), match.end())


def by_kind(found: Iterable[Fact]) -> Mapping[str, list[Fact]]:
    """Facts by their kind; of equal words one."""
    kinds: dict[str, dict[str, Fact]] = {}
    for fact in found:
        kinds.setdefault(fact.kind, {}).setdefault(fact.text.casefold(), fact)
    return {kind: list(of_kind.values()) for kind, of_kind in kinds.items()}


def point_at_one_child(found: Iterable[Fact]) -> bool:
    """Whether these are of so many kinds that the identity reviewer must decide."""
    return len({fact.kind for fact in found}) >= ENOUGH


def _fact(where: str, kind: str, reading: Reading, start: int, end: int) -> Fact:
    first, last = reading.original_span(start, end)
    return Fact(where, kind, first, last, reading.original[first:last])
