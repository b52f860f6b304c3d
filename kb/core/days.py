"""Days as people type them, and the bounds within which a day can be meant."""

import re
from datetime import date

from kb.core.characters import visible

EARLIEST = date(1800, 1, 1)
"""Before this there was nothing of which this site keeps a day."""
EXAMPLE = "27 3 2007"
DECEMBER = 12
YEARS_AHEAD = 10
"""What is to come is known so long before at most."""

_MONTHS = {
    "january": 1, "february": 2, "march": 3, "april": 4, "may": 5, "june": 6, "july": 7, "august": 8,
    "september": 9, "october": 10, "november": 11, "december": 12,
}  # fmt: skip
_SHORT = {**{name[:3]: month for name, month in _MONTHS.items()}, "sept": 9}
_NUMBERS = re.compile(r"([0-9]{1,2})[ ./-]+([0-9]{1,2})[ ./-]+([0-9]{4})")
_WITH_MONTH = re.compile(r"([0-9]{1,2})(?:st|nd|rd|th)?[ .,/-]*([a-z]+)[ .,/-]*([0-9]{4})")
_YEAR_FIRST = re.compile(r"([0-9]{4})[./-]([0-9]{1,2})[./-]([0-9]{1,2})")


class NoDay(ValueError):
    """What was typed is no day; the words say what it must be: "must be a real date"."""


def typed_day(typed: str) -> date:
    """The day that somebody typed: 14/2/2021, 14 2 2021, 14 February 2021, 14 Feb 2021 or 2021-02-14.

    Raises NoDay, with words that follow the name of the field.
    """
    text = " ".join(visible(typed).lower().split())
    found = _parts(text)
    if found is None:
        raise NoDay(f"must have a day, a month and a year with four digits, such as {EXAMPLE}")
    year, month, day = found
    try:
        return date(year, month, day)
    except ValueError:
        if day <= DECEMBER < month:
            raise NoDay(f"must be a real date with the day before the month, such as {EXAMPLE}") from None
        raise NoDay("must be a real date") from None


def meant_day(typed: str, today: date, first: date = EARLIEST) -> date:
    """The day that somebody typed, if it can be meant: from `first` until some years from now.

    Raises NoDay, with words that follow the name of the field.
    """
    day, last = typed_day(typed), latest(today)
    if not first <= day <= last:
        raise NoDay(f"must be between {_long(first)} and {_long(last)}")
    return day


def _long(day: date) -> str:
    return f"{day.day} {day:%B %Y}"


def latest(today: date) -> date:
    """The last day that can be meant."""
    return date(today.year + YEARS_AHEAD, 12, 31)


def _parts(text: str) -> tuple[int, int, int] | None:
    """Year, month and day as they were typed, possible or not; None where there are no three."""
    if match := _NUMBERS.fullmatch(text):
        return int(match[3]), int(match[2]), int(match[1])
    if match := _YEAR_FIRST.fullmatch(text):
        return int(match[1]), int(match[2]), int(match[3])
    if match := _WITH_MONTH.fullmatch(text):
        month = _MONTHS.get(match[2]) or _SHORT.get(match[2])
        return (int(match[3]), month, int(match[1])) if month else None
    return None
