"""Findings in their place: the sentence that each stands in, and the name by which it is found again."""

import hashlib
import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from kb.identity.catalogue import RULES, Rule
from kb.identity.check import Checked
from kb.identity.combining import Fact
from kb.identity.findings import Finding, Level
from kb.identity.normalising import FAR, Reading

OF_COMBINATIONS = "combination"
NEAR = 40
"""Characters before a sentence that say where it stands."""
_ALONE = re.compile(r"(?:^|[(,;|\n]) *$")
"""What stands before words that can go: with a word before them, the sentence would lose its end."""


@dataclass(frozen=True)
class Passage:
    """A finding with its sentence. Offsets count the characters of the text."""

    where: str
    """Name of the text."""
    finding: Finding
    start: int
    """Where the sentence begins, and below where it ends."""
    end: int
    text: str
    """The whole text."""

    @property
    def rule(self) -> Rule:
        """The rule in words."""
        return RULES[self.finding.rule]

    @property
    def sentence(self) -> str:
        """The sentence, as it was written."""
        return self.text[self.start : self.end]

    @property
    def before(self) -> str:
        """What stands before the finding in its sentence; of an endless one, the nearest part."""
        begins = max(self.start, self.finding.start - FAR)
        return ("…" if begins > self.start else "") + self.text[begins : self.finding.start]

    @property
    def after(self) -> str:
        """What stands after it, likewise."""
        ends = min(self.end, self.finding.end + FAR)
        return self.text[self.finding.end : ends] + ("…" if ends < self.end else "")

    @property
    def digest(self) -> str:
        """Of the rule, the words found and their sentence; white space makes no difference."""
        return _digest(self.finding.rule, self.finding.text, self.sentence)

    @property
    def can_be_replaced(self) -> bool:
        """Whether there are words that can be put in its place as they stand, or it can go without a trace."""
        if self.finding.replacement:
            return True
        if self.finding.replacement is None:
            return False
        return self._in_brackets or bool(
            _ALONE.search(self.text[max(self.finding.start - NEAR, 0) : self.finding.start])
        )

    @property
    def _in_brackets(self) -> bool:
        """Whether it brings the brackets around it along, the closing one perhaps not."""
        opened, closed = self.finding.text.startswith("("), self.finding.text.endswith(")")
        return opened and (closed or (")" not in self.finding.text and self.text[self.finding.end :].startswith(")")))

    def replaced(self) -> str:
        """The whole text with the replacement in place; there must be one."""
        assert self.finding.replacement is not None  # noqa: S101 - asked before
        return with_replaced(self.text, self.finding.start, self.finding.end, self.finding.replacement)

    def with_sentence(self, sentence: str) -> str:
        """The whole text with another sentence in place of this one."""
        return with_replaced(self.text, self.start, self.end, sentence)


def with_replaced(text: str, start: int, end: int, words: str) -> str:
    """A text with words in place of a stretch; where nothing is put in place, the space beside it goes too."""
    before, after = text[:start], text[end:]
    if not words:
        if text[start:end].startswith("(") and ")" not in text[start:end] and after.startswith(")"):
            after = after[1:]
        if before.endswith("(") and after.startswith(")"):
            before, after = before[:-1], after[1:]
        if before.endswith(" ") and after.startswith((" ", ",", ".", ";", ":", ")")):
            before = before.removesuffix(" ")
        elif not before and after.startswith(" "):
            after = after[1:]
    return before + words + after


def with_all_replaced(passages: Iterable[Passage]) -> tuple[str, int]:
    """One text with all replacements in place, from its end to its beginning; and how many that were."""
    chosen = sorted(passages, key=lambda passage: passage.finding, reverse=True)
    text, number, limit = chosen[0].text, 0, len(chosen[0].text)
    for each in chosen:
        if each.finding.end > limit:
            continue  # it overlaps one that was replaced
        text = with_replaced(text, each.finding.start, each.finding.end, each.finding.replacement or "")
        limit, number = each.finding.start, number + 1
    return text, number


def passages_in(texts: Mapping[str, str], checked: Checked) -> Iterator[Passage]:
    """Every finding in its place, text by text."""
    for where, findings in checked.findings.items():
        if findings:
            yield from passages_of(where, texts[where], findings)


def passages_of(where: str, text: str, findings: Iterable[Finding]) -> Iterator[Passage]:
    """Findings of one text in their place."""
    reading = Reading(text)
    sentences = [reading.original_span(each.start, each.end) for each in reading.sentences] or [(0, len(text))]
    starts = [start for start, _ in sentences]
    for finding in findings:
        start, end = sentences[max(bisect_right(starts, finding.start) - 1, 0)]
        yield Passage(where, finding, min(start, finding.start), max(end, finding.end), text)


def digest_of_facts(texts: Mapping[str, str], facts: Iterable[Fact]) -> str:
    """Of facts that may point at one child together, each with its sentence, in whatever order."""
    parts = {f"{fact.kind}: {_around(texts[fact.where], fact)}" for fact in facts}
    return _digest(OF_COMBINATIONS, *sorted(" ".join(part.split()) for part in parts))


def _around(text: str, fact: Fact) -> str:
    finding = Finding(fact.start, fact.end, "", Level.COMBINATION, fact.text, "")
    return next(passages_of(fact.where, text, [finding])).sentence


def _digest(*parts: str) -> str:
    return hashlib.sha256("\0".join(" ".join(part.split()) for part in parts).encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a text, with the passage that is found in it, if any."""

    words: str
    passage: Passage | None = None


def pieces(text: str, passages: Iterable[Passage]) -> Iterator[Piece]:
    """A whole text, cut at the findings; of two that overlap, the later one begins where the earlier one ends."""
    at = 0
    for each in sorted(passages, key=lambda passage: passage.finding):
        start = max(each.finding.start, at)
        if start >= each.finding.end:
            continue
        if start > at:
            yield Piece(text[at:start])
        yield Piece(text[start : each.finding.end], each)
        at = each.finding.end
    if at < len(text):
        yield Piece(text[at:])
