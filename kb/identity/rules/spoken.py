"""Digits and letters as they are read out: "oh double seven", "lima sierra nine"."""

import re

DIGIT = r"(?:zero|nought|naught|oh|one|two|three|four|five|six|seven|eight|nine)"
LETTER = (
    r"(?:alpha|alfa|bravo|charlie|delta|echo|foxtrot|golf|hotel|india|juliet|juliett|kilo|lima|mike|november|oscar|papa"
    r"|quebec|romeo|sierra|tango|uniform|victor|whiskey|whisky|x-?ray|yankee|zulu)"
)
GAP = r"[\s,-]{1,3}"
RUN = re.compile(
    rf"(?<!\w)(?:plus{GAP})?(?:(?:(?:double|treble|triple){GAP})?(?:{DIGIT}|o|\d{{1,6}}|hundred){GAP}){{3,18}}"
    rf"(?:(?:double|treble|triple){GAP})?(?:{DIGIT}|\d{{1,6}}|hundred)(?!\w)",
    re.IGNORECASE,
)
"""Four or more digits, each as a word or in figures; some in words."""
_PART = re.compile(rf"(?:(double|treble|triple){GAP})?(?:({DIGIT}|o|hundred)|(\d+))(?!\w)", re.IGNORECASE)
_VALUES = {
    word: str(value)
    for value, words in enumerate(
        ("zero nought naught oh o", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
    )
    for word in words.split()
}
_TIMES = {"": 1, "double": 2, "treble": 3, "triple": 3}


def figures(run: str) -> str:
    """A run of digits in words, in figures."""
    parts = []
    for times, word, digits in _PART.findall(run):
        read = "00" if word.lower() == "hundred" else _VALUES.get(word.lower(), digits)
        parts.append(read * _TIMES[times.lower()])
    return "".join(parts)


def words_in(run: str) -> int:
    """How many of the digits are in words."""
    return sum(bool(word) for _, word, _ in _PART.findall(run))
