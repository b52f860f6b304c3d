"""The audit trail as a CSV file, made by a job because it may be long."""

import csv
import io
from collections.abc import Iterable, Mapping
from dataclasses import asdict
from datetime import date
from typing import Any

from kb.access.actors import Permission
from kb.core import trail
from kb.core.audit import AuditEvent
from kb.core.job_outputs import File
from kb.core.jobs import Task

EXPORT = "audit.export"
"""Kind of the job; its payload is the filter."""
FILE = File("audit-trail.csv", "text/csv", Permission.AUDIT_READ)
COLUMNS = (
    "id", "at", "actor_kind", "actor_id", "act", "permission", "thing_kind", "thing_id", "result_kind", "result_id",
    "organisation_id", "digest", "request_id",
)  # fmt: skip


def payload_of(wanted: trail.Filter) -> dict[str, Any]:
    """A filter as a job keeps it."""
    return {name: str(value) if isinstance(value, date) else value for name, value in asdict(wanted).items()}


def filter_of(payload: Mapping[str, Any]) -> trail.Filter:
    """The filter that a job keeps."""
    days = {name: date.fromisoformat(payload[name]) for name in ("since", "until") if payload.get(name)}
    return trail.Filter(**{**payload, "since": None, "until": None, **days})


def export(task: Task) -> None:
    """Write the entries into the job's output."""
    wanted, written = filter_of(task.payload), 0
    total = trail.count(wanted)
    task.append_output(_lines([COLUMNS]))
    for batch in trail.batches(wanted):
        task.append_output(_lines(map(_row, batch)))
        written += len(batch)
        task.progress(written, max(written, total))


def _row(entry: AuditEvent) -> list[Any]:
    values = [getattr(entry, name) for name in COLUMNS]
    values[1] = entry.at.isoformat(timespec="seconds")
    return values


def _lines(rows: Iterable[Iterable[Any]]) -> bytes:
    text = io.StringIO()
    csv.writer(text).writerows(rows)
    return text.getvalue().encode()
