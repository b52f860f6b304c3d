"""What jobs make for whoever asked for them to download."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import ForeignKey, LargeBinary, select
from sqlalchemy.orm import Mapped, mapped_column

from kb.core.db import Base, session
from kb.core.pieces import contents
from kb.core.versions import ON_NO_PAGE

NAME = "file"
"""Under this the payload of a job has the name of the file that it makes: letters, digits, hyphens and a full stop."""


@dataclass(frozen=True, slots=True)
class File:
    """A file that all jobs of a kind make."""

    name: str
    """What it is called, unless the payload of the job has a name for it under `NAME`."""
    type: str
    permission: str
    """Name of the `Permission` that downloading it takes, of the job; who asked for it may have lost that since."""
    may_have: Callable[[Any, Mapping[str, Any]], bool] = lambda _who, _payload: True
    """Whether an actor may have it still that was made for this payload, beside the permission."""

    def of(self, payload: Mapping[str, Any]) -> "File":
        """The file of the job with this payload."""
        return replace(self, name=payload.get(NAME) or self.name)


class JobOutput(Base):
    """A piece of what a job made for its owner to download; it goes with the job."""

    __tablename__ = "job_output"
    __table_args__ = ({"info": ON_NO_PAGE},)

    job_id: Mapped[int] = mapped_column(ForeignKey("job.id", ondelete="CASCADE"), primary_key=True)
    position: Mapped[int] = mapped_column(primary_key=True)
    content: Mapped[bytes] = mapped_column(LargeBinary)


def has_output(job_id: int) -> bool:
    """Whether there is anything left of what a job made."""
    return session.scalar(select(JobOutput.position).where(JobOutput.job_id == job_id).limit(1)) is not None


def output(job_id: int) -> Iterator[bytes]:
    """What a job made, piece by piece; never all of it in memory."""
    return contents(JobOutput, job_id=job_id)
