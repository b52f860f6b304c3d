"""Workers killed, frozen and cut off in the middle of jobs: nothing is lost, and what counts happens once."""

import os
import random
import secrets
import signal
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

import pytest
from apiflask import APIFlask
from sqlalchemy import func, select, text

from kb.core import db
from kb.core.db import session, transaction, utc_now
from kb.core.job_outputs import output
from kb.core.jobs import Job, enqueue
from tests.faults.job_victim import CHAIN, LONG, MIRROR, ONCE, OUTSIDE, STEPS
from tests.faults.nursery import end, nursery

pytestmark = pytest.mark.faults

JOBS = {ONCE: 250, CHAIN: 50, OUTSIDE: 150, LONG: 50}
"""Five hundred, beside those that the test adds all the time."""
MIRRORED = 10
WORKERS, KILLS, FREEZES, CUTS = 3, 20, 3, 3
LEASE = 1.5
"""Seconds."""
DUE_WITHIN = timedelta(seconds=12)
"""The jobs become due one after another, so that there are some at each fault."""
DONE_WITHIN = 30.0
"""Seconds after the last fault; a try that failed because its connection was cut waits for 15 of them."""


@pytest.fixture
def chance(request: pytest.FixtureRequest) -> random.Random:
    """Says which run this is: KB_TEST_SEED does the same again, as far as moments can be repeated."""
    seed = int(os.environ.get("KB_TEST_SEED") or secrets.randbelow(10**6))
    print(f"seed {seed}")  # noqa: T201 - shown where the test fails
    return random.Random(seed)


@pytest.fixture
def effects(app: APIFlask, chance: random.Random) -> Iterator[None]:
    """Tables in which effects are counted, and the jobs."""
    with transaction():
        session.execute(text("CREATE TABLE effect (key VARCHAR NOT NULL)"))
        for table in ("original", "mirrored"):
            session.execute(text(f"CREATE TABLE {table} (key VARCHAR PRIMARY KEY, number INTEGER NOT NULL)"))
            for number in range(MIRRORED):
                session.execute(text(f"INSERT INTO {table} VALUES (:key, 0)"), {"key": str(number)})
    with transaction():
        now = utc_now()
        for kind, number in JOBS.items():
            for key in range(number):
                enqueue(kind, f"{kind} {key}", due=now + chance.uniform(0.0, 1.0) * DUE_WITHIN)
    yield
    with transaction():
        for table in ("effect", "original", "mirrored"):
            session.execute(text(f"DROP TABLE {table}"))


@dataclass(frozen=True)
class Victim:
    """A process that does jobs."""

    number: int
    folder: Path

    def kill(self) -> bool:
        """Kill -9; whether that was in the middle of a job."""
        return "busy" in self._last_words(signal.SIGKILL)

    def end(self) -> bool:
        """Ask it to end, and wait; whether it did so by itself."""
        return "stopped" in self._last_words(signal.SIGTERM)

    def _last_words(self, last: signal.Signals) -> set[str]:
        """End the process; what each of its threads said last."""
        end(self.number, last)
        words = self.folder / f"words-{self.number}"
        return set(dict(line.split() for line in words.read_text().splitlines()).values()) if words.exists() else set()


@contextmanager
def giving_victims(database_url: str, folder: Path, lease: float) -> Iterator[Callable[[], Victim]]:
    """Gives processes that do jobs; those that are left are killed at the end."""
    session.rollback()
    settings = {"KB_DATABASE_URL": database_url, "KB_INSTANCE_FOLDER": str(folder)}
    with nursery("tests.faults.job_victim", **settings) as make:
        yield lambda: Victim(make(str(lease)), folder)


def keep_asking(chance: random.Random, seconds: float) -> None:
    """For so long change numbers that jobs have to copy, whether they are copying one or not."""
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        key = str(chance.randrange(MIRRORED))
        with transaction():
            session.execute(text("UPDATE original SET number = number + 1 WHERE key = :key"), {"key": key})
            enqueue(MIRROR, key)
        time.sleep(0.01)


def freeze(victim: Victim, chance: random.Random) -> None:
    """Have a process sleep until its leases have run out, and wake up in the middle of what others have done."""
    os.kill(victim.number, signal.SIGSTOP)
    time.sleep(LEASE * chance.uniform(1.0, 1.5))
    os.kill(victim.number, signal.SIGCONT)


def cut_connections() -> None:
    """End all connections of the others to a PostgreSQL server."""
    session.rollback()
    others = "pid <> pg_backend_pid() AND datname = current_database()"
    session.execute(text(f"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE {others}"))
    session.rollback()


def open_jobs() -> int:
    session.rollback()
    return session.scalar(select(func.count()).where(Job.finished_at.is_(None))) or 0


def numbers(table: str) -> dict[str, int]:
    return {key: number for key, number in session.execute(text(f"SELECT key, number FROM {table}"))}


def keys(kind: str, prefix: str = "") -> set[str]:
    return {f"{prefix}{kind} {number}" for number in range(JOBS[kind])}


def check_everything(diary: Path) -> str:
    """Nothing lost, nothing stuck, what is inside the database once; returns how often the rest was repeated."""
    session.rollback()
    rows = session.scalars(select(Job)).all()
    assert Counter(row.state for row in rows) == {"done": len(rows)}
    assert all(row.error is None and row.lease_holder is None and row.again_at is None for row in rows)
    effects = Counter(session.scalars(text("SELECT key FROM effect")))
    assert set(effects) == keys(ONCE) | keys(CHAIN) | keys(CHAIN, "after ")
    assert set(effects.values()) == {1}
    written = Counter(diary.read_text().splitlines())
    assert set(written) == keys(OUTSIDE) | keys(LONG)
    whole = b"".join(f"{step} ".encode() for step in range(1, STEPS + 1))
    assert {b"".join(output(row.id)) for row in rows if row.kind == LONG} == {whole}
    assert numbers("mirrored") == numbers("original"), "no change was overlooked"
    repeated = sum(1 for row in rows if row.attempts > 1)
    return f"{len(rows)} jobs, {repeated} begun more than once, {written.total() - len(written)} outside effects twice"


def test_whatever_happens_to_workers_each_job_is_done(
    app: APIFlask, effects: None, database_url: str, tmp_path: Path, chance: random.Random
) -> None:
    cuts = CUTS if db.engine().dialect.name == "postgresql" else 0
    faults = ["kill"] * KILLS + ["freeze"] * FREEZES + ["cut"] * cuts
    chance.shuffle(faults)
    in_the_middle, begun = 0, time.monotonic()
    with giving_victims(database_url, tmp_path, LEASE) as new_victim:
        victims = [new_victim() for _ in range(WORKERS)]
        for fault in faults:
            keep_asking(chance, chance.uniform(0.1, 0.7))
            place = chance.randrange(WORKERS)
            if fault == "kill":
                in_the_middle += victims[place].kill()
                victims[place] = new_victim()
            elif fault == "freeze":
                freeze(victims[place], chance)
            else:
                cut_connections()
        last = time.monotonic()
        while left := open_jobs():
            assert time.monotonic() - last < DONE_WITHIN, f"{left} jobs are stuck"
            time.sleep(0.1)
        done = time.monotonic()
    found = check_everything(tmp_path / "diary")
    assert in_the_middle >= KILLS // 4, "the moments were bad enough to prove something"
    print(  # noqa: T201 - for whoever looks with -s
        f"{found}; {in_the_middle} of {KILLS} kills in the middle of one; {last - begun:.1f} s of faults, "
        f"done {done - last:.1f} s after the last"
    )


def test_workers_that_are_asked_to_end_leave_nothing_half_done(
    app: APIFlask, effects: None, database_url: str, tmp_path: Path, chance: random.Random
) -> None:
    with giving_victims(database_url, tmp_path, 60.0) as new_victim:
        for _ in range(3):
            victims = [new_victim() for _ in range(WORKERS)]
            keep_asking(chance, chance.uniform(0.5, 1.5))
            assert all(victim.end() for victim in victims)
            session.rollback()
            assert session.scalar(select(func.count()).where(Job.state == "running")) == 0
    assert session.scalar(select(func.max(Job.attempts))) == 1
    done = session.scalar(select(func.count()).where(Job.kind.in_([OUTSIDE, LONG]), Job.state == "done"))
    assert len((tmp_path / "diary").read_text().splitlines()) == done, "none was repeated"
