"""The audit trail as a CSV file, made by a job because it may be long."""

from collections.abc import Iterable, Mapping
from dataclasses import asdict
from datetime import date
from typing import Any

from kb.access.actors import Permission
from kb.access.deeds import in_words
from kb.admin.queries.people import Names, names_in
from kb.core import trail
from kb.core.audit import AuditEvent
from kb.core.job_outputs import NAME, File
from kb.core.jobs import Task
from kb.core.spreadsheets import MARK, csv_lines

EXPORT = "audit.export"
"""Kind of the job; its payload is the filter, and the name of the file."""
FILE = File("audit-trail.csv", "text/csv", Permission.AUDIT_READ)
COLUMNS = (
    "id", "at", "what", "actor_kind", "actor_id", "actor_name", "act", "verb", "choice", "value", "permission",
    "person_id", "person_name", "thing_kind", "thing_id", "result_kind", "result_id", "organisation_id",
    "organisation_name", "digest", "request_id",
)  # fmt: skip
"""What was done and the names stand there in words of today; all others are the entry itself."""


def payload_of(wanted: trail.Filter, organisation: str | None) -> dict[str, Any]:
    """A filter as a job keeps it, with a name for the file: that of the organisation's address and the days."""
    kept = {name: str(value) if isinstance(value, date) else value for name, value in asdict(wanted).items()}
    parts = [
        "audit-trail",
        organisation,
        wanted.since and f"from-{wanted.since}",
        wanted.until and f"to-{wanted.until}",
    ]
    return {**kept, NAME: "-".join(part for part in parts if part) + ".csv"}


def filter_of(payload: Mapping[str, Any]) -> trail.Filter:
    """The filter that a job keeps."""
    kept = {name: value for name, value in payload.items() if name != NAME}
    days = {name: date.fromisoformat(payload[name]) for name in ("since", "until") if payload.get(name)}
    numbers = tuple(payload.get("organisation_ids", ()))
    return trail.Filter(**{**kept, "since": None, "until": None, **days, "organisation_ids": numbers})


def export(task: Task) -> None:
    """Write the entries into the job's output."""
    wanted, written = filter_of(task.payload), 0
    total = trail.count(wanted)
    task.append_output((MARK + csv_lines([COLUMNS])).encode())
    for batch in trail.batches(wanted):
        task.append_output(_lines(batch))
        written += len(batch)
        task.progress(written, max(written, total))


def _lines(batch: Iterable[AuditEvent]) -> bytes:
    names = names_in(batch)
    return csv_lines(_row(entry, names) for entry in batch).encode()


def _row(entry: AuditEvent, names: Names) -> list[Any]:
    organisation = names.organisation(entry.organisation_id)
    words = {
        "at": entry.at.isoformat(timespec="seconds"),
        "what": in_words(entry),
        "actor_name": names.people.get(entry.actor_id or 0, ""),
        "person_name": names.people.get(entry.person_id or 0, ""),
        "organisation_name": organisation.name if organisation else "",
    }
    return [words[name] if name in words else getattr(entry, name) for name in COLUMNS]
