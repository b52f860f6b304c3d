"""Hours in which nothing is sent that can wait, by the clocks of the United Kingdom."""

from datetime import datetime, time, timedelta

from kb.core.clock import UK, in_uk
from kb.core.options import option


def after_quiet_hours(moment: datetime) -> datetime:
    """The moment itself, or the end of the quiet hours that it falls in."""
    return end_of_quiet(moment, option("quiet_from"), option("quiet_until"))


def end_of_quiet(moment: datetime, begin: int, end: int) -> datetime:
    """The same for quiet hours that begin and end at these full hours; where both are equal there are none.

    In the night in which clocks go forward, an hour that is left out is taken for the one after it; when they go
    back, an hour that comes twice begins and ends quiet hours the first time.
    """
    local = in_uk(moment)
    day = local.date()
    if begin < end:
        quiet = begin <= local.hour < end
    elif begin > end:
        quiet = local.hour >= begin or local.hour < end
        day += timedelta(days=1 if local.hour >= begin else 0)
    else:
        quiet = False
    return datetime.combine(day, time(end), UK).astimezone(moment.tzinfo) if quiet else moment
