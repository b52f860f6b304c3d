"""Moments as people in the United Kingdom see them."""

from calendar import monthrange
from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

UK = ZoneInfo("Europe/London")


def in_uk(moment: datetime) -> datetime:
    """The moment on a British clock, summer time included."""
    return moment.astimezone(UK)


def day_of(moment: datetime) -> date:
    """The day of a moment in the United Kingdom: in summer it begins an hour before that of UTC."""
    return in_uk(moment).date()


def today() -> date:
    """The day that it is in the United Kingdom, wherever the machine stands."""
    return datetime.now(UK).date()


def start_of(day: date) -> datetime:
    """When a day begins in the United Kingdom."""
    return datetime.combine(day, time(), UK)


def moment_at(day: date, at: time) -> datetime:
    """The moment at which a clock in the United Kingdom shows this, in UTC; the first of two when clocks go back."""
    return datetime.combine(day, at, UK).astimezone(UTC)


def long_date(day: date) -> str:
    """15 October 2009; of a moment, the day that it falls on in the United Kingdom."""
    local = in_uk(day) if isinstance(day, datetime) else day
    return f"{local.day} {local:%B %Y}"


def long_moment(moment: datetime) -> str:
    """28 November 2026, 14:05."""
    return f"{long_date(moment)}, {in_uk(moment):%H:%M}"


def months_before(day: date, months: int) -> date:
    """The same day so many months earlier, or the last day of that month."""
    year, month = divmod(day.year * 12 + day.month - 1 - months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
