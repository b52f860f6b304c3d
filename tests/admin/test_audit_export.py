"""Taking the audit trail along as a file."""

import csv
import io
import json
from datetime import date

import pytest
import time_machine
from apiflask import APIFlask

from kb.access.actors import OPERATOR
from kb.accounts.models.organisation import Organisation
from kb.admin.exporting import filter_of, payload_of
from kb.core import trail, work
from kb.core.spreadsheets import MARK
from kb.members.service import memberships
from tests.admin.trail import NOON, note, numbered, whats
from tests.pages import Page, Person


def exported(admin: Person, **address: str) -> tuple[Page, Page]:
    """The page of the finished job, and the file."""
    waiting = admin.get("admin.audit", **address).submit("Export these entries")
    assert waiting.heading == "Waiting to begin"
    work.run_due()
    done = admin.open(waiting.response.request.path)
    assert done.heading == "Done"
    return done, admin.open(f"{waiting.response.request.path}/file")


def rows_of(file: Page) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(file.html.removeprefix(MARK))))


def test_the_entries_that_the_filter_leaves_are_exported_by_a_job(admin: Person) -> None:
    note("MEMBER_REMOVE", actor_id=7)
    note("UPKEEP")

    done, file = exported(admin, permission="MEMBER_REMOVE")

    assert file.response.headers["Content-Disposition"] == 'attachment; filename="audit-trail.csv"'
    assert [(row["permission"], row["actor_id"], row["what"]) for row in rows_of(file)] == [
        ("MEMBER_REMOVE", "7", "did: member remove")
    ]
    assert done.link("Download audit-trail.csv")


def test_the_file_says_names_beside_numbers_and_is_called_by_what_is_in_it(
    admin: Person, member: Person, board: Organisation
) -> None:
    member.user.name = "=Mina Mistry"
    with time_machine.travel(NOON):
        memberships.change_role(OPERATOR, member.user.memberships[0], role="lead")

    done, file = exported(admin, organisation="northbridge", since="2026-11-01", until="2026-11-30")

    name = "audit-trail-northbridge-from-2026-11-01-to-2026-11-30.csv"
    assert file.response.headers["Content-Disposition"] == f'attachment; filename="{name}"'
    (row,) = rows_of(file)
    assert (row["what"], row["verb"], row["choice"]) == ("made a member lead", "memberships.change_role", "lead")
    assert (row["person_id"], row["person_name"]) == (str(member.user.id), "'=Mina Mistry")
    assert (row["organisation_id"], row["organisation_name"]) == (str(board.id), board.name)
    assert "@" not in file.html
    assert done.link(f"Download {name}")
    assert {"1 November 2026", "30 November 2026", board.name, "1 entry"} <= set(done.rows("dd"))
    assert whats(done.follow("Back to these entries")) == ["made a member lead"]


def test_downloading_the_file_is_entered(admin: Person) -> None:
    note("MEMBER_REMOVE")
    exported(admin, permission="MEMBER_REMOVE")

    page = admin.get("admin.audit", verb="operations.job_file")

    assert whats(page) == ["downloaded the file that a job made"]


def test_every_entry_is_in_the_export_however_many_there_are(app: APIFlask, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(trail, "BATCH", 7)
    made = numbered(30)

    assert [entry.id for batch in trail.batches(trail.Filter()) for entry in batch] == made


def test_a_filter_comes_back_from_a_job_as_it_was() -> None:
    wanted = trail.Filter(
        actor_id=3, act="read", verb="admin.user", thing_kind="revision", thing_id=4, organisation_ids=(2, 1),
        since=date(2026, 3, 1), until=date(2026, 4, 1),
    )  # fmt: skip

    assert filter_of(json.loads(json.dumps(payload_of(wanted, "northbridge")))) == wanted
