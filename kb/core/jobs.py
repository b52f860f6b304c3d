"""Everything that happens later or takes longer than a page: rows that say what is due, and who is working on it.

A feature puts a job on the list in the transaction of what causes it (`enqueue`), and gives the function that does it
(`Handler`, listed in `kb.wiring`). `kb.core.work` does what is due, on any number of machines.
"""

from collections.abc import Callable, Mapping
from dataclasses import KW_ONLY, dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index, delete, select, text
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Mapped, mapped_column

from kb.core.db import Base, session, transaction, utc_now
from kb.core.job_outputs import File
from kb.core.versions import ON_NO_PAGE

STATES = ("waiting", "running", "done", "failed", "cancelled")
EVERY = "every"
"""Key of jobs that are done again and again."""
_OPEN = text("finished_at IS NULL")
ENTERED = "kb_job_entered"
"""Note in a session that something was put on the list, for the worker of this process."""
_INSERT: dict[str, Any] = {"postgresql": postgresql.insert, "sqlite": sqlite.insert}


class Job(Base):
    """Something to do, once, at its time."""

    __tablename__ = "job"
    __table_args__ = (
        CheckConstraint(f"state IN {STATES}", name="state"),
        CheckConstraint("(state IN ('waiting', 'running')) = (finished_at IS NULL)", name="finished"),
        Index("uq_job_open_key", "kind", "key", unique=True, sqlite_where=_OPEN, postgresql_where=_OPEN),
        Index("ix_job_due_at", "due_at", sqlite_where=_OPEN, postgresql_where=_OPEN),
        Index("ix_job_kind_key", "kind", "key"),
        {"info": ON_NO_PAGE},
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str]
    key: Mapped[str]
    """What it is about: of one kind and key there is at most one that is not finished."""
    payload: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)
    """Numbers and short words that the handler needs, such as the filter of an export."""
    owner_id: Mapped[int | None] = mapped_column(ForeignKey("user_account.id", ondelete="SET NULL"), index=True)
    """The user who asked for it and may see how far it is; None where the site itself did."""
    state: Mapped[str] = mapped_column(default="waiting")
    due_at: Mapped[datetime] = mapped_column(default=utc_now)
    created_at: Mapped[datetime] = mapped_column(default=utc_now)
    begun_at: Mapped[datetime | None]
    """When its last try began."""
    finished_at: Mapped[datetime | None] = mapped_column(index=True)
    attempts: Mapped[int] = mapped_column(default=0)
    """Tries that were begun, those that ended with their process included."""
    lease_until: Mapped[datetime | None]
    """Until then the worker that took it is believed to be alive; after that another one takes it over."""
    lease_holder: Mapped[str | None]
    """Random word of the try that has it."""
    error: Mapped[str | None]
    """Kind and place of the last fault; nothing of the data it was about."""
    again_at: Mapped[datetime | None]
    """When it has to be done once more, because somebody asked for it while it was being done."""
    progress: Mapped[int] = mapped_column(default=0)
    progress_total: Mapped[int | None]
    """How many steps there are, once that is known."""
    cancel_asked: Mapped[bool] = mapped_column(default=False)
    seen_at: Mapped[datetime | None]
    """When an admin noted that it failed."""


# --- how jobs are done


class Cancelled(Exception):
    """Raised by `Task.progress` where a job is to end early; a handler lets it pass."""


@dataclass(frozen=True, slots=True)
class Task:
    """What a handler is given: the job, as it was when this try began."""

    job_id: int
    kind: str
    key: str
    payload: Mapping[str, Any] = field(default_factory=dict)
    owner_id: int | None = None
    attempt: int = 1
    """Number of this try, from 1."""
    is_last: bool = False
    """Whether the job has failed for good if this try fails."""
    report: Callable[[int, int | None], None] = lambda _done, _total: None
    keep: Callable[[bytes], None] = lambda _content: None

    def progress(self, done: int, total: int | None = None) -> None:
        """Say how far it is, and that the worker is alive; only where the handler works outside of a transaction.

        Each call commits, so one for some seconds of work and not one for each row. Raises Cancelled where somebody
        asked to cancel the job, where the worker is to stop, or where another one has taken the job over.
        """
        self.report(done, total)

    def append_output(self, content: bytes) -> None:
        """Add a piece to what the job makes, and commit where there is no transaction.

        Each try begins with nothing of the last one. Raises Cancelled where another worker has taken the job over.
        """
        self.keep(content)


@dataclass(frozen=True, slots=True)
class Handler:
    """How jobs of one kind are done.

    As a rule `run` works inside one transaction, in which the job is entered as done too: what it writes happens
    exactly once, however often it had to be begun. That is for what takes less than a second: nobody else can write to
    SQLite meanwhile.
    """

    run: Callable[[Task], None]
    _: KW_ONLY
    outside: bool = False
    """`run` talks to other systems, or takes long. It commits by itself, and has to bear being repeated: a process may
    die after the mail went out and before that was written down."""
    attempts: int = 8
    """Failed tries after which the job has failed."""
    long: bool = False
    """May take minutes: it is done in a thread of its own, so that mail need not wait for it."""
    file: File | None = None
    """What it makes to be downloaded."""
    stoppable: bool = True
    """Somebody may stop such a job. Not where a row of another table says what is wanted: that is given up there."""
    about: str = ""
    """What it does, for those who look after the site: "Send a message"."""


_handlers: dict[str, Handler] = {}
_every: dict[str, timedelta] = {}


def connect(handlers: Mapping[str, Handler], every: Mapping[str, timedelta]) -> None:
    """Replace the tables: how each kind is done, and how often what repeats. Called once from `kb.wiring`.

    A kind that is not in the table is left alone: another version of the site may know it.
    """
    unknown = every.keys() - handlers.keys()
    if unknown:
        raise ValueError(f"nothing does {', '.join(sorted(unknown))}")
    _handlers.clear()
    _handlers.update(handlers)
    _every.clear()
    _every.update(every)


def handlers() -> Mapping[str, Handler]:
    """How each kind is done."""
    return _handlers


# --- the list


def enqueue(
    kind: str,
    key: str,
    *,
    payload: Mapping[str, Any] | None = None,
    due: datetime | None = None,
    owner_id: int | None = None,
) -> Job:
    """Put something on the list, in the current transaction.

    Where the same is on the list already and not begun, that row is returned, due at the earlier of both times. Where
    it is being done, it will be done once more, because what is being changed now may have come too late for it. The
    row keeps its payload and its owner: what makes a difference belongs into the key.
    """
    due = due or utc_now()
    session.info[ENTERED] = True
    values = {"kind": kind, "key": key, "payload": dict(payload or {}), "due_at": due, "owner_id": owner_id}
    insert = _INSERT[session.get_bind().dialect.name](Job).values(values)
    insert = insert.on_conflict_do_nothing(index_elements=["kind", "key"], index_where=_OPEN).returning(Job)
    while True:
        session.flush()
        made: Job | None = session.scalars(insert).one_or_none()
        if made is not None:
            return made
        # The row is locked even if it stays as it is: no worker may begin it before this transaction is seen.
        found = locked(Job.kind == kind, Job.key == key, Job.finished_at.is_(None))
        if found is not None:
            _bring_forward(found, due)
            return found
        # it was finished between the two statements


def _bring_forward(job: Job, due: datetime) -> None:
    if job.state == "running":
        job.again_at = min(job.again_at or due, due)
    else:
        job.due_at = min(job.due_at, due)
    session.flush()


def locked(*which: Any) -> Job | None:
    """The job as it is now, which nobody else changes before this transaction ends."""
    found = select(Job).where(*which).with_for_update(key_share=True).execution_options(populate_existing=True)
    return session.scalars(found).one_or_none()


def finish(job: Job, state: str, now: datetime, error: str | None = None) -> None:
    """End a job that this transaction has locked, or have it done once more if that was asked for meanwhile."""
    job.lease_until = job.lease_holder = None
    job.error = error
    if job.again_at is not None:
        job.state, job.due_at, job.again_at = "waiting", job.again_at, None
        job.attempts, job.cancel_asked = 0, False
        session.flush()
        return
    job.state, job.finished_at = state, now
    session.flush()
    if job.key == EVERY and job.kind in _every:
        _enter_next(job, now)


# --- what repeats


def enter_repeating(now: datetime) -> None:
    """See to it that everything that repeats is on the list, in a transaction of its own if need be."""
    rows = session.execute(select(Job.kind, Job.due_at).where(Job.key == EVERY, Job.finished_at.is_(None)))
    due = {kind: due_at for kind, due_at in rows}
    late = [kind for kind, interval in _every.items() if kind not in due or due[kind] > now + interval]
    if late:
        with transaction():
            for kind in late:
                enqueue(kind, EVERY, due=next_time(_every[kind], now))


def next_time(interval: timedelta, after: datetime) -> datetime:
    """The next whole multiple of the interval since 1970: each full hour, each midnight of UTC."""
    start = datetime(1970, 1, 1, tzinfo=UTC)
    return start + ((after - start) // interval + 1) * interval


def _enter_next(job: Job, now: datetime) -> None:
    """Enter the next time of what repeats. Of those that went well only the last is kept."""
    enqueue(job.kind, EVERY, due=next_time(_every[job.kind], now))
    if job.state == "done":
        earlier = Job.kind == job.kind, Job.key == EVERY, Job.state == "done", Job.id != job.id
        session.execute(delete(Job).where(*earlier))
