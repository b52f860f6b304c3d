"""Checks how our own sentences are written: spelling, sentences that stand twice, how hard they are to read."""

import re
from collections.abc import Iterable, Iterator

from kb.content.faults import shown
from kb.content.fields import SECTIONS
from kb.content.prose import Passage
from kb.content.spelling import american
from kb.core.reading_age import reading_age
from kb.core.statements import words

OLDEST_READER = 14
"""Years: what asks for more is warned of. Readers come to it tired and between two meetings."""
SHORTEST_MEASURED = 40
"""Words; of less the formula says little, so that only the sections of lessons are measured however short."""
LONGEST_SHARED = 7
"""Words; a longer sentence is said once."""
AVOIDED = {
    re.compile(r"\bvictims?\b", re.IGNORECASE): "say who it is: the child, the mother, the person who was harmed",
    re.compile(r"\bdisguised[\s-]compliance\b", re.IGNORECASE): "say what was said and what was done",
    re.compile(r"\bfail(?:s|ed|ing)?[\s-]to[\s-]engage\b", re.IGNORECASE): (
        "say what was offered and what kept it from being taken up"
    ),
    re.compile(r"\bhard[\s-]to[\s-]reach\b", re.IGNORECASE): "say who was not reached, and how it was tried",
}
"""Words that judge, and what to write instead. Themes have them as hidden labels, since people search for them."""
OWN_VOICE = ("lessons/", "reviews/", "training/", "pages/", "themes.yaml")
"""Where we speak ourselves; the glossary has to name the words that it explains."""


def check_prose(passages: Iterable[Passage]) -> None:
    """Note American words, words that judge and sentences of two lessons; warn of what is hard to read."""
    said: dict[tuple[str, ...], Passage] = {}
    for passage in passages:
        for statement in passage.statements:
            for word, british in american(statement.text):
                passage.file.fault(statement.line, f"{shown(word)} is American spelling; write '{british}'")
            for word, right in _avoided(statement.text) if passage.file.path.startswith(OWN_VOICE) else ():
                passage.file.fault(statement.line, f"{shown(word)} is a word that judges; {right}")
            if passage.file.path.startswith("lessons/"):
                _say_once(said, passage, statement.text, statement.line)
        _measure(passage)


def _avoided(text: str) -> Iterator[tuple[str, str]]:
    for pattern, right in AVOIDED.items():
        yield from ((match.group(), right) for match in pattern.finditer(text))


def _say_once(said: dict[tuple[str, ...], Passage], passage: Passage, text: str, line: int) -> None:
    sentence = tuple(words(text))
    if len(sentence) <= LONGEST_SHARED:
        return
    first = said.setdefault(sentence, passage)
    if first.file.path != passage.file.path:
        passage.file.fault(
            line, f"{shown(text)} also stands in {first.file.path}; each lesson has sentences of its own"
        )


def age_of(passage: Passage) -> float | None:
    """The reading age of a passage in years, or None where it is too short to be measured."""
    texts = [statement.text for statement in passage.statements]
    if passage.key not in SECTIONS and sum(len(words(text)) for text in texts) < SHORTEST_MEASURED:
        return None
    return reading_age(texts)


def _measure(passage: Passage) -> None:
    age = age_of(passage)
    if age is not None and age > OLDEST_READER:
        right = f"shorter sentences and words bring it down to {OLDEST_READER}"
        passage.file.warn(passage.line, f"'{passage.key}' asks for a reading age of {age:.1f} years; {right}")
