"""How many minutes the steps take that a text tells: "Nine minutes: ask in pairs. 1 minute: stop." makes ten."""

import re

_ONES = (
    "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "thirteen",
    "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
)  # fmt: skip
_TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
_NUMBERS = {
    **{word: number for number, word in enumerate(_ONES, 1)},
    **{word: 10 * number for number, word in enumerate(_TENS, 2)},
    **{f"{ten}-{one}": 10 * tens + ones for tens, ten in enumerate(_TENS, 2) for ones, one in enumerate(_ONES[:9], 1)},
}
_WORDS = "|".join(sorted(_NUMBERS, key=len, reverse=True))
_STEP = re.compile(
    rf"""(?:^[ \t]*(?:(?:[-*+]|[0-9]{{1,2}}[.)]|\#{{1,6}}|>)[ \t]+)*|[.!?;)”"][ \t\n]+) # a line begins, or a sentence
        [*_]*  # bold or slanting
        (?:(?:first|next|then|last)[ \t]+)?
        (?:(?P<number>[0-9]{{1,3}}|{_WORDS})[ \t\n-]+)?
        min(?:ute)?s?\b[^.:!?\n]{{0,60}}:""",
    re.IGNORECASE | re.MULTILINE | re.VERBOSE,
)
"""A step begins with its time and a colon. Minutes within a sentence are of something else: "each says in a minute"."""


def minutes_of_steps(markdown: str) -> int:
    """The minutes of all steps together that begin with a time, in words or digits; 0 where none does."""
    return sum(_number(found["number"]) for found in _STEP.finditer(markdown))


def _number(word: str | None) -> int:
    """The number that a word says; "last minute" has none, and is one."""
    if not word:
        return 1
    return int(word) if word.isdigit() else _NUMBERS[word.lower()]
