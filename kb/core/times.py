"""Times of day as people type them."""

import re
from datetime import time

from kb.core.characters import visible

_TIME = re.compile(r"([0-9]{1,2})(?:[:.h ]?([0-9]{2}))?(?::[0-9]{2})? ?(am|pm|a\.m\.|p\.m\.)?")
_NOON = 12
_NAMED = {"noon": time(12), "midday": time(12), "midnight": time(0)}


class NoTime(ValueError):
    """What was typed is no time of day; the words say what to do."""


def typed_time(typed: str) -> time:
    """The time of day that somebody typed: 9:30, 09.30, 0930, 9, 9am, 2:05 pm, noon. Raises NoTime."""
    text = " ".join(visible(typed).lower().split())
    if text in _NAMED:
        return _NAMED[text]
    if not text:
        raise NoTime("Enter a time, such as 9:30")
    found = _TIME.fullmatch(text)
    if found is None:
        raise NoTime("Enter the time as hours and minutes, such as 9:30")
    hour, minute, half = int(found[1]), int(found[2] or 0), (found[3] or "")[:1]
    if half and not 1 <= hour <= _NOON:
        raise NoTime("Enter the time as hours and minutes, such as 9:30")
    if half:
        hour = hour % _NOON + (_NOON if half == "p" else 0)
    try:
        return time(hour, minute)
    except ValueError:
        raise NoTime("The time must be between 0:00 and 23:59") from None
