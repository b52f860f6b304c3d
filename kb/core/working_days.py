"""Working days as offices in England and Wales count them: Monday to Friday, without bank holidays."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import lru_cache

from kb.core.clock import day_of, start_of, today

_DAY = timedelta(days=1)
_SATURDAY = 5


@lru_cache(maxsize=64)
def _bank_holidays(year: int) -> frozenset[date]:
    """Bank holidays of a year with the days that stand in for those on a weekend, and with days given once."""
    from holidays import country_holidays  # here, because it takes a tenth of a second that few commands need

    return frozenset(country_holidays("GB", subdiv="ENG", years=year))


def is_working_day(day: date) -> bool:
    """Whether offices are open."""
    return day.weekday() < _SATURDAY and day not in _bank_holidays(day.year)


def working_days(first: date, until: date) -> int:
    """How many working days have begun after the first day, up to and with the last; 0 where that is not later."""
    return sum(is_working_day(first + number * _DAY) for number in range(1, (until - first).days + 1))


def after(first: date, days: int) -> date:
    """The day on which so many working days have passed since the first day, which does not count itself."""
    day = first
    while days > 0:
        day += _DAY
        days -= is_working_day(day)
    return day


def earliest(until: date, days: int) -> date:
    """The first day after which, up to and with `until`, no more than so many working days have begun."""
    day, counted = until, 0
    while True:
        counted += is_working_day(day)
        if counted > days:
            return day
        day -= _DAY


@dataclass(frozen=True, slots=True)
class Promise:
    """How long something waits, against the working days within which it is promised."""

    days: int
    """Working days that have begun since it came."""
    promised: int
    by: date
    """The last day of the promise."""

    @property
    def late(self) -> int:
        """Working days that it is late; 0 where it is not."""
        return max(0, self.days - self.promised)

    @property
    def words(self) -> str:
        """Such as "5 of 20 working days"."""
        return f"{self.days} of {self.promised} working days"


def promise_since(moment: datetime, promised: int) -> Promise:
    """How it stands now with what came at a moment."""
    came = day_of(moment)
    return Promise(working_days(came, today()), promised, after(came, promised))


def late_before(promised: int) -> datetime:
    """What came before this moment is late now: `Promise.late`, for a condition in SQL."""
    return start_of(earliest(today(), promised))
