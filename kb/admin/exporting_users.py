"""A list of users as a CSV file, made by a job because it may be long."""

from collections.abc import Iterator
from dataclasses import asdict
from typing import Any

from kb.access.actors import Permission
from kb.accounts.models.user import User
from kb.admin.queries.users import ROLE_NAMES, UserFilter, number_of_users, user_batches
from kb.core.job_outputs import File
from kb.core.jobs import Task
from kb.core.spreadsheets import MARK, csv_lines

EXPORT = "users.export"
"""Kind of the job; its payload is the filter."""
FILE = File("users.csv", "text/csv", Permission.USER_EXPORT)
COLUMNS = (
    "number", "name", "address", "state", "fictional", "second step", "roles on the site", "organisations", "since",
    "last seen", "told that it is unused", "closed",
)  # fmt: skip


def payload_of(wanted: UserFilter) -> dict[str, Any]:
    """A filter as a job keeps it."""
    return asdict(wanted)


def export(task: Task) -> None:
    """Write the users into the job's output."""
    wanted, written = UserFilter(**task.payload), 0
    total = number_of_users(wanted)
    task.append_output((MARK + csv_lines([COLUMNS])).encode())
    for batch in user_batches(wanted):
        task.append_output(csv_lines(map(_row, batch)).encode())
        written += len(batch)
        task.progress(written, max(written, total))


def _row(user: User) -> Iterator[Any]:
    yield from (user.id, user.name, user.email)
    yield from ("open" if user.open else "closed", "yes" if user.demo else "no")
    yield "yes" if user.has_second_factor else "no"
    yield "; ".join(sorted(ROLE_NAMES[held.role] for held in user.site_roles))
    yield "; ".join(sorted(f"{each.organisation.name}: {ROLE_NAMES[each.role]}" for each in user.memberships))
    for moment in (user.created_at, user.last_seen_on, user.reminded_at, user.closed_at):
        yield f"{moment:%Y-%m-%d}" if moment else ""
