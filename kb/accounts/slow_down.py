"""Slowing down who tries passwords, codes or other people's addresses, without ever locking anybody out.

Counts are kept in the database, one row for each account, network and known browser, so that they hold for all
processes and any number of tries takes the same room. A try is counted before it is known whether it is right: of many
at the same moment only so many are let through as may be.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import Update, delete, select, update
from sqlalchemy.dialects import postgresql, sqlite

from kb.accounts.digests import keyed_digest
from kb.accounts.models.credentials import SlowDown
from kb.core.db import engine, session, utc_now

NOTHING = timedelta(0)
FADES, FADES_SLOWLY = timedelta(hours=1), timedelta(days=1)
"""What is counted starts from nothing after so long without a try."""


@dataclass(frozen=True, slots=True)
class Pace:
    """How fast something may be tried again."""

    free: int
    """So many tries need not wait."""
    longest: timedelta
    first: timedelta = timedelta(seconds=2)
    """After that the wait doubles with each try, from the first to the longest."""
    fades: timedelta = FADES

    def wait(self, failures: int, last_at: datetime, now: datetime) -> timedelta:
        """How long the next try has still to wait."""
        if failures < self.free or now - last_at >= self.fades:
            return NOTHING
        doubled = self.first * 2 ** min(failures - self.free, 12)
        until: datetime = last_at + min(doubled, self.longest)
        return max(NOTHING, until - now)


MINUTE = timedelta(minutes=1)
PASSWORD = Pace(5, MINUTE)
CODE = Pace(5, 10 * MINUTE, fades=FADES_SLOWLY)
"""Who gets to a code knew the password; a million codes are fewer than they look. Pauses buy no free tries."""
NETWORK = Pace(200, MINUTE)
"""A whole council may be behind one address."""
MAIL = Pace(3, FADES, FADES)
"""Messages that anybody may have sent to an address: three, and the next when an hour has passed without one."""


@dataclass(frozen=True, slots=True)
class Counted:
    """Something whose tries are counted."""

    key: str
    pace: Pace


def account(address: str) -> Counted:
    """Passwords for the account with an address, whether there is one or not."""
    return Counted(keyed_digest("slow-down account", address), PASSWORD)


def browser(number: int, name: str) -> Counted:
    """Passwords that a browser known to a user tries for that user."""
    return Counted(keyed_digest("slow-down browser", f"{number} {name}"), PASSWORD)


def proofs(number: int) -> Counted:
    """Passwords that somebody signed in as this user gives before a step that only the owner may take."""
    return Counted(keyed_digest("slow-down proofs", str(number)), PASSWORD)


def codes(number: int) -> Counted:
    """Codes of the second step of a user."""
    return Counted(keyed_digest("slow-down codes", str(number)), CODE)


def mail(address: str) -> Counted:
    """Messages to an address that somebody typed who is not signed in."""
    return Counted(keyed_digest("slow-down mail", address), MAIL)


def network(name: str) -> Counted:
    """All passwords tried from one network, hour by hour: in a council somebody is wrong at any time of the day."""
    hour = int(utc_now().timestamp() // FADES.total_seconds())
    return Counted(keyed_digest("slow-down network", f"{hour} {name}"), NETWORK)


def waiting(*counted: Counted) -> timedelta:
    """How long the next try has to wait; nothing is counted."""
    now, paces = utc_now(), {each.key: each.pace for each in counted}
    rows = session.execute(_rows.where(SlowDown.key.in_(paces)))
    return max((paces[key].wait(failures, last_at, now) for key, failures, last_at in rows), default=NOTHING)


def take_turn(*counted: Counted) -> timedelta:
    """Count a try, in the current transaction: nothing to wait, or how long it has to wait and is then not counted.

    Transactions that come here at the same time follow one another. Networks must be named last, so that no two wait
    for each other.
    """
    if wait := waiting(*counted):
        return wait  # leaves no row: a flood of refused tries takes no room
    now = utc_now()
    locked = [_locked(each, now) for each in counted]
    if wait := max(each.pace.wait(failures, last_at, now) for each, failures, last_at in locked):
        return wait  # others took the last free turns since the first look
    for each, failures, last_at in locked:
        so_far = failures if now - last_at < each.pace.fades else 0
        session.execute(_change(each.key).values(failures=so_far + 1, last_at=now))
    return NOTHING


def failures(counted: Counted) -> int:
    """How many tries were counted."""
    return session.scalar(select(SlowDown.failures).where(SlowDown.key == counted.key)) or 0


def was_right(*counted: Counted) -> None:
    """Forget the failures of what was tried with success, in the current transaction; of a network only this try."""
    for each in counted:
        if each.pace is NETWORK:
            session.execute(_change(each.key).where(SlowDown.failures > 0).values(failures=SlowDown.failures - 1))
        else:
            session.execute(delete(SlowDown).where(SlowDown.key == each.key))


def remove_faded() -> None:
    """Remove counts that no longer mean anything, in the current transaction."""
    session.execute(delete(SlowDown).where(SlowDown.last_at < utc_now() - FADES_SLOWLY))


def in_words(wait: timedelta) -> str:
    """Such as "40 seconds" or "2 minutes", never shorter than the wait."""
    seconds = max(1, -int(-wait.total_seconds() // 1))
    number, unit = (seconds, "second") if seconds <= 90 else (-(-seconds // 60), "minute")
    return f"{number} {unit}" if number == 1 else f"{number} {unit}s"


_rows = select(SlowDown.key, SlowDown.failures, SlowDown.last_at)


def _locked(counted: Counted, now: datetime) -> tuple[Counted, int, datetime]:
    """What was counted so far, and when last; until the transaction ends nobody else can change it."""
    insert = postgresql.insert if engine().dialect.name == "postgresql" else sqlite.insert
    new = {"key": counted.key, "failures": 0, "last_at": now}
    row = None
    while row is None:  # somebody else may remove it between the two statements
        session.execute(insert(SlowDown).values(new).on_conflict_do_nothing())
        row = session.execute(_rows.where(SlowDown.key == counted.key).with_for_update()).one_or_none()
    return counted, row.failures, row.last_at


def _change(key: str) -> Update:
    return update(SlowDown).where(SlowDown.key == key).execution_options(synchronize_session=False)
