"""How old a reader has to be to follow a text."""

from collections.abc import Sequence
from functools import cache

from pyphen import Pyphen

from kb.core.statements import words

SCHOOL_BEGINS = 5
"""Years of age before the first grade of the formula."""


def reading_age(statements: Sequence[str]) -> float:
    """The age in years at which a reader follows these sentences; 0 where there are none.

    Flesch-Kincaid grade level (Kincaid, Fishburne, Rogers and Chissom 1975, Naval Air Station Memphis, report 8-75:
    0.39 × words a sentence + 11.8 × syllables a word - 15.59) and the five years before school. Syllables are counted
    by hyphenation, which finds somewhat fewer than a listener would.
    """
    found = [word for statement in statements for word in words(statement)]
    if not found:
        return 0.0
    syllables = sum(_syllables(word) for word in found)
    grade = 0.39 * len(found) / len(statements) + 11.8 * syllables / len(found) - 15.59
    return max(grade + SCHOOL_BEGINS, 0.0)


@cache
def _hyphens() -> Pyphen:
    return Pyphen(lang="en_GB", left=1, right=1)


@cache
def _syllables(word: str) -> int:
    return sum(len(_hyphens().positions(part)) + 1 for part in word.split("-") if part)
