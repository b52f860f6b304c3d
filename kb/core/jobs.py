"""Everything that happens later or takes longer than a page: rows that say what is due, and who is working on it."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index, LargeBinary, select, text
from sqlalchemy.orm import Mapped, mapped_column

from kb.core.db import Base, session, utc_now
from kb.core.versions import ON_NO_PAGE

STATES = ("waiting", "running", "done", "failed", "cancelled")


class Job(Base):
    """Something to do, once, at its time."""

    __tablename__ = "job"
    __table_args__ = (
        CheckConstraint(f"state IN {STATES}", name="state"),
        CheckConstraint("(state IN ('waiting', 'running')) = (finished_at IS NULL)", name="finished"),
        Index(
            "uq_job_open_key",
            "kind",
            "key",
            unique=True,
            sqlite_where=text("finished_at IS NULL"),
            postgresql_where=text("finished_at IS NULL"),
        ),
        Index(
            "ix_job_due_at",
            "due_at",
            sqlite_where=text("finished_at IS NULL"),
            postgresql_where=text("finished_at IS NULL"),
        ),
        {"info": ON_NO_PAGE},
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str]
    key: Mapped[str]
    """What it is about: of one kind and key there is at most one that is not finished."""
    payload: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)
    """Numbers and short words that the handler needs; never a text that somebody typed."""
    owner_id: Mapped[int | None] = mapped_column(ForeignKey("user_account.id", ondelete="SET NULL"), index=True)
    """The user who asked for it and may see how far it is; None where the site itself did."""
    state: Mapped[str] = mapped_column(default="waiting")
    due_at: Mapped[datetime] = mapped_column(default=utc_now)
    created_at: Mapped[datetime] = mapped_column(default=utc_now)
    finished_at: Mapped[datetime | None] = mapped_column(index=True)
    attempts: Mapped[int] = mapped_column(default=0)
    lease_until: Mapped[datetime | None]
    """Until then the worker that took it is believed to be alive; after that another one takes it over."""
    lease_holder: Mapped[str | None]
    """Random word of the worker that has it."""
    error: Mapped[str | None]
    """Kind and place of the last fault; nothing of the data it was about."""
    progress: Mapped[int] = mapped_column(default=0)
    progress_total: Mapped[int | None]
    """How many steps there are, once that is known."""
    cancel_asked: Mapped[bool] = mapped_column(default=False)


class JobOutput(Base):
    """A piece of what a job made for its owner to download; it goes with the job."""

    __tablename__ = "job_output"
    __table_args__ = ({"info": ON_NO_PAGE},)

    job_id: Mapped[int] = mapped_column(ForeignKey("job.id", ondelete="CASCADE"), primary_key=True)
    position: Mapped[int] = mapped_column(primary_key=True)
    content: Mapped[bytes] = mapped_column(LargeBinary)


def enqueue(
    kind: str,
    key: str,
    *,
    payload: Mapping[str, Any] | None = None,
    due: datetime | None = None,
    owner_id: int | None = None,
) -> Job:
    """Put something on the list, in the current transaction.

    Where the same is on the list already and not begun, that row is returned, due at the earlier of both times.
    """
    due = due or utc_now()
    found = session.scalar(select(Job).where(Job.kind == kind, Job.key == key, Job.finished_at.is_(None)))
    if found is not None:
        found.due_at = min(found.due_at, due)
        return found
    job = Job(kind=kind, key=key, payload=dict(payload or {}), due_at=due, owner_id=owner_id)
    session.add(job)
    session.flush()
    return job
