"""Days told without the figures of a date: the first Tuesday in June, Weds 5th, the 12th inst."""

import re
from collections.abc import Iterator

from kb.identity.rules.date_forms import Written
from kb.identity.rules.date_words import MONTH, ORDINAL, WEEKDAY, YEAR, year_of
from kb.identity.rules.signals import near

_NAMED = r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)days?"
_WHICH = (
    r"(?:first|second|third|fourth|fifth|last|1st|2nd|3rd|4th|penultimate|second[\s-](?:to[\s-])?last|final"
    r"|last\s+but\s+one)"
)
_OF_MONTH = re.compile(
    rf"(?<![^\W_])(?:the\s+)?{_WHICH}\s+(?:{_NAMED}|weekend|day|school\s+day)\s+(?:of|in|before)\s+{MONTH}"
    rf"(?:,?\s+(?:of\s+)?{YEAR})?(?![^\W_])",
    re.IGNORECASE,
)
_ON_WEEKDAY = re.compile(
    rf"(?<![^\W_]){WEEKDAY}(?:the\s+)?(?:3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)"
    rf"(?:\s*(?:-|to|and|or|&|/)\s*(?:{WEEKDAY})?(?:the\s+)?"
    rf"(?:3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th))?(?![^\W_]|\s+(?:of\s+)?{MONTH}(?![^\W_]))",
    re.IGNORECASE,
)
_LETTER = re.compile(
    rf"(?<![^\W_])(?:{WEEKDAY})?(?:the\s+)?{ORDINAL}\s+(?:of\s+)?(?:inst|ult|prox|instant|ultimo|proximo)(?:\."
    rf"|(?![^\W_]))",
    re.IGNORECASE,
)
_OF_THE_MONTH = re.compile(
    rf"(?<![^\W_])(?:the\s+){ORDINAL}(?:,?\s+(?:and\s+)?(?:the\s+){ORDINAL}){{0,4}}\s+of\s+(?:the"
    rf"|this)\s+month(?![^\W_])"
    rf"|(?<=\b[Oo]n )the\s+\d{{1,2}}(?:st|nd|rd|th)(?:,?\s+(?:and\s+)?(?:on\s+)?the\s+\d{{1,2}}(?:st|nd|rd|th)){{0,4}}"
    r"(?=[,.;:)]|$|\s+(?:and|at|he|she|the|when|to|but|by)\b)",
    re.IGNORECASE,
)
_ORDINAL = re.compile(r"\d ?(?:st|nd|rd|th)\b| (?:inst|ult|prox)\w{0,5}(?!\w)| of th(?:e|is) month", re.IGNORECASE)
_EACH_MONTH = re.compile(
    r"\b(?:every|each|always|usually|monthly|rent|wages?|salar(?:y|ies)|benefits?|payments?|allowances?"
    r"|universal credit|pay(?:s|day)?|paid"
    r"|comes?|arrives?|falls?|goes?|gets?|sends?|meets?|starts?|begins?|is due|are due)\b[^.;:\n]{0,45}$",
    re.IGNORECASE,
)
"""Before the day of every month: what comes on the first of the month."""
_WEEKDAYS = re.compile(r"(?:day|weekend)s?\s+(?:of|in|before)\s", re.IGNORECASE)


def days(text: str) -> Iterator[Written]:
    """Days without the figures of a date, and those of a month that is not named."""
    for first, last in near(_WEEKDAYS, text, 50, 60):
        for match in _OF_MONTH.finditer(text, first, last):
            yield Written(*match.span(), True, year_of(match.group()))
    for first, last in near(_ORDINAL, text, 50, 60):
        for match in _ON_WEEKDAY.finditer(text, first, last):
            yield Written(*match.span(), True)
        for match in _LETTER.finditer(text, first, last):
            yield Written(*match.span(), True)
        for match in _OF_THE_MONTH.finditer(text, first, last):
            if not _EACH_MONTH.search(text, max(0, match.start() - 70), match.start()):
                yield Written(*match.span(), True, needs_event=True)
