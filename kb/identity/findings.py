"""What the identity check finds."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from kb.identity.spans import Spans


class Level(StrEnum):
    """What has to happen with a finding."""

    STOP = "stop"
    """It must be changed."""
    ASK = "ask"
    """It is changed, or kept for a reason that the identity reviewer sees."""
    INFORM = "inform"
    """A hint."""
    COMBINATION = "combination"
    """Harmless one by one; together they may point at one child, so the identity reviewer decides."""
    OPEN = "open"
    """A file, or part of one, that has no readable text: the identity reviewer opens it."""


RANK = {level: rank for rank, level in enumerate((Level.STOP, Level.ASK, Level.INFORM))}
"""Of two findings in the same words the one with the lower number counts."""


@dataclass(frozen=True, slots=True, order=True)
class Finding:
    """One place by which somebody might be recognised. Offsets count the characters of the text as it was given."""

    start: int
    end: int
    rule: str
    level: Level
    text: str
    instead: str
    """What to write, or in words what to do, where nothing can be put in its place as it stands."""
    replacement: str | None = None
    """What can be put in its place as it stands; empty to leave it out, None where a person has to word it."""


def apart(findings: Iterable[Finding]) -> list[Finding]:
    """Of findings that several readings of one text made, those that ask for most; of equals, the first reading's."""
    kept: list[Finding] = []
    taken = {level: Spans() for level in Level}
    for finding in sorted(findings, key=lambda each: RANK[each.level]):
        stronger = any(taken[level].over(finding.start, finding.end) for level in Level)
        if not stronger and not taken[finding.level].touch(finding.start, finding.end):
            kept.append(finding)
            taken[finding.level].add(finding.start, finding.end)
    return sorted(kept)


@dataclass(frozen=True, slots=True)
class Hit:
    """What a rule reports: offsets count the characters of the normalised text."""

    rule: str
    start: int
    end: int
    replacement: str | None = None
