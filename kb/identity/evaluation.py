"""How well the rules find what people marked: recall and precision by level, by rule and by community of names.

A line of the file is a JSON object: `text`, `level` (stop, ask, inform or clean) and `spans`, each with `start`, `end`,
`rule`, `level` and, for names, `group`. A mark is found where a finding of its level, or of a stronger one, covers at
least half of it. A finding is right where it overlaps a mark; one on a clean text is false.
"""

import hashlib
import json
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from kb.core.errors import Invalid
from kb.identity.check import check_text
from kb.identity.findings import RANK, Finding, Level
from kb.identity.lists import Lists

CLEAN = "clean"


@dataclass(frozen=True)
class Mark:
    """What a person marked in a text."""

    start: int
    end: int
    rule: str
    level: Level
    group: str = ""


@dataclass(frozen=True)
class Labelled:
    """One text with its marks."""

    text: str
    level: str
    marks: tuple[Mark, ...]

    @property
    def unseen(self) -> bool:
        """Whether it is of the third, chosen by hash, that nobody looked at while writing rules."""
        return int(hashlib.sha256(self.text.encode()).hexdigest(), 16) % 3 == 0


@dataclass
class Count:
    """Marks of one kind: how many there are, how many were found, what was reported, how much of that was right."""

    marks: int = 0
    found: int = 0
    reported: int = 0
    right: int = 0

    @property
    def recall(self) -> float | None:
        """Share of the marks that were found."""
        return self.found / self.marks if self.marks else None

    @property
    def precision(self) -> float | None:
        """Share of what was reported that is marked."""
        return self.right / self.reported if self.reported else None


@dataclass
class Evaluation:
    """The counts of a whole set."""

    by_level: dict[str, Count] = field(default_factory=dict)
    by_rule: dict[str, Count] = field(default_factory=dict)
    by_group: dict[str, Count] = field(default_factory=dict)
    clean: int = 0
    false_on_clean: Counter[str] = field(default_factory=Counter)
    """Clean texts that have a finding, by its level."""
    missed: list[tuple[Labelled, Mark]] = field(default_factory=list)
    wrong: list[tuple[Labelled, Finding]] = field(default_factory=list)


def read_labelled(lines: Iterable[str]) -> Iterator[Labelled]:
    """Read a labelled file. Raises Invalid with the number of the line that cannot be read."""
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            yield _labelled(json.loads(line))
        except (ValueError, KeyError, TypeError, AttributeError) as fault:
            raise Invalid(file=f"Line {number} is no labelled text: {fault!r}") from fault


def _labelled(row: dict[str, Any]) -> Labelled:
    level = row.get("level") or CLEAN
    return Labelled(row["text"], level, tuple(_mark(span, row, level) for span in row.get("spans", ())))


def _mark(span: Any, row: dict[str, Any], level: str) -> Mark:
    if not isinstance(span, dict):
        span = {"start": span[0], "end": span[1]}
    of = row | span
    mark = Mark(span["start"], span["end"], of.get("rule", ""), Level(of.get("level", level)), of.get("group") or "")
    if not 0 <= mark.start < mark.end <= len(row["text"]):
        raise ValueError(f"{mark.start}-{mark.end} is not in the text")
    return mark


def evaluate(labelled: Iterable[Labelled], lists: Lists) -> Evaluation:
    """Check every text and compare."""
    result = Evaluation()
    for each in labelled:
        findings = check_text(each.text, lists)
        _count_marks(result, each, findings)
        _count_findings(result, each, findings)
        if not each.marks:
            result.clean += 1
            result.false_on_clean.update({finding.level.value for finding in findings})
    return result


def _count_marks(result: Evaluation, each: Labelled, findings: list[Finding]) -> None:
    for mark in each.marks:
        found = any(RANK[finding.level] <= RANK[mark.level] and _half(finding, mark) for finding in findings)
        counts = [_of(result.by_level, mark.level.value), _of(result.by_rule, mark.rule)]
        if mark.group:
            counts.append(_of(result.by_group, mark.group))
        for count in counts:
            count.marks += 1
            count.found += found
        if not found:
            result.missed.append((each, mark))


def _count_findings(result: Evaluation, each: Labelled, findings: list[Finding]) -> None:
    for finding in findings:
        right = any(mark.start < finding.end and finding.start < mark.end for mark in each.marks)
        for count in (_of(result.by_level, finding.level.value), _of(result.by_rule, finding.rule)):
            count.reported += 1
            count.right += right
        if not right:
            result.wrong.append((each, finding))


def _half(finding: Finding, mark: Mark) -> bool:
    common = min(finding.end, mark.end) - max(finding.start, mark.start)
    return common * 2 >= mark.end - mark.start


def _of(counts: dict[str, Count], key: str) -> Count:
    return counts.setdefault(key, Count())
