"""Names beside names: in lists, with the surname first, and the same name again."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from kb.identity.rules.name_contexts import CALENDAR, EPITHETS, INSTITUTIONS, SEASONS
from kb.identity.rules.name_evidence import Evidence
from kb.identity.rules.name_forms import in_genogram, surname_in_capitals
from kb.identity.rules.name_tokens import Word
from kb.identity.rules.name_words import SHORTEST

_LISTED = re.compile(
    r"""(?: ?\([^()\n]{1,40}\))?["']?"""
    r"""(?:,? (?:and|or|&) |[,;] (?:and |or )?|,? and (?:his|her|their|the) \w+,? |[ ]?/[ ]?)"""
    r"""(?:(?:little|big|old|wee|young|baby) )?["']?"""
)
_HONOUR = re.compile(r"(?:H(?:er|is) Honour|Detective|Acting Detective|Staff|Lead Nurse|Police) $")
"""Titles before titles."""
_HOUSEHOLD = re.compile(r" (?:family|siblings|children|household)\b")
_INVERTED = re.compile(r"\s*(?:$|[-–;,.|)(<\n:]|\s[-–|(])")


@dataclass(slots=True)
class Segment:
    """Words that may be one name: [first, last) of the words of the text."""

    first: int
    last: int
    name: bool


def together(evidence: Evidence, segments: list[Segment]) -> Iterator[tuple[int, int]]:
    """The stretches of all names, once names beside names and the same names again are names too."""
    for pairs in (pairwise(segments), pairwise(segments[::-1])):
        for known, other in pairs:
            if (
                known.name
                and not other.name
                and _listed(evidence, *sorted((known, other), key=lambda each: each.first))
            ):
                other.name = _may_be(evidence, other)
    _again(evidence, segments)
    yield from _spans(evidence, segments)


def _listed(evidence: Evidence, one: Segment, other: Segment) -> bool:
    if not _LISTED.fullmatch(evidence.gap(one.last - 1, other.first)):
        return False
    if in_genogram(evidence, evidence.words[one.first]):
        return True
    strong = any(word.kind.strong for each in (one, other) if each.name for word in _words(evidence, each))
    return strong or not evidence.title(evidence.words[one.first].start)


def _may_be(evidence: Evidence, segment: Segment) -> bool:
    """Whether the words of a segment could be a name."""
    words = evidence.words[segment.first : segment.last]
    if any(word.key in (CALENDAR - SEASONS) | INSTITUTIONS or word.kind.known for word in words):
        return False
    if evidence.amid_capitals(segment.first, segment.last, comma=False):
        return False
    if any(word.kind.strange and len(word.key) < SHORTEST for word in words) or all(
        word.kind.place and not word.kind.first for word in words
    ):
        return False
    return any(word.candidate for word in words)


def _again(evidence: Evidence, segments: list[Segment]) -> None:
    """What is a name in one place is one in another."""
    names = {word.key for each in segments if each.name for word in _words(evidence, each) if word.candidate}
    for each in segments:
        words = _words(evidence, each)
        if each.name or len(words) != 1 or words[0].key not in names or words[0].key in CALENDAR | INSTITUTIONS:
            continue
        fresh = evidence.afresh(words[0].start)
        each.name = (
            words[0].candidate
            and not evidence.amid_capitals(each.first, each.last)
            and not (fresh and words[0].kind.ordinary)
        )


def _words(evidence: Evidence, segment: Segment) -> list[Word]:
    return evidence.words[segment.first : segment.last]


def _spans(evidence: Evidence, segments: list[Segment]) -> Iterator[tuple[int, int]]:
    at = 0
    while at < len(segments):
        one = segments[at]
        other = segments[at + 1] if at + 1 < len(segments) else None
        start, end = _start(evidence, one.first), evidence.words[one.last - 1].end
        if other and _surname_first(evidence, one, other):
            yield start, evidence.words[other.last - 1].end
            at += 2
            continue
        if one.name:
            household = _HOUSEHOLD.match(evidence.text, end) if evidence.words[one.last - 1].caps else None
            yield start, household.end() if household else end
        at += 1


def _start(evidence: Evidence, first: int) -> int:
    """Where a name begins: with `Big` or `Old`, where that belongs to it."""
    start = evidence.words[first].start
    if not first or evidence.gap(first - 1, first) != " ":
        return start
    honour = _HONOUR.search(evidence.text[max(0, start - 30) : start])
    if honour:
        return start - len(honour.group())
    before = evidence.words[first - 1]
    led = before.capital and before.key in EPITHETS
    if led and evidence.words[first].kind.ordinary:
        led = not evidence.afresh(before.start)
    return before.start if led else start


def _surname_first(evidence: Evidence, one: Segment, other: Segment) -> bool:
    """`Farquharson, Isla`, at the beginning of a line or a field."""
    if evidence.gap(one.last - 1, other.first) != ", ":
        return False
    surname, given = _words(evidence, one), _words(evidence, other)
    in_field = one.name and surname[-1].caps and len(surname[-1].text) > SHORTEST and not given[0].caps
    if surname[0].initial or not (in_field or evidence.afresh(surname[0].start)):
        return False
    if len(surname) > 1 and surname[0].kind.first:
        return False
    if len(surname) == 1 and surname_in_capitals(evidence, surname[0], given[0]):
        return True
    if not (given[0].kind.first or given[0].dotted) or not all(
        word.kind.surname or word.kind.strange for word in surname
    ):
        return False
    if all(word.kind.ordinary for word in surname) and not other.name:
        return False
    return bool(_INVERTED.match(evidence.text, given[-1].end)) and (other.name or given[0].dotted)
