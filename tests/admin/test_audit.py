"""Looking through the audit trail, and taking it along."""

import csv
import io
from datetime import UTC, date, datetime

import pytest
import time_machine
from apiflask import APIFlask

from kb.accounts.models.organisation import Organisation
from kb.admin.exporting import filter_of, payload_of
from kb.core import audit, db, trail, work
from kb.core.db import transaction
from tests.pages import Page, Person, statements

NOON = datetime(2026, 11, 20, 12, tzinfo=UTC)


def note(permission: str, *, actor_id: int | None = None, thing: object = None, act: str = "did") -> None:
    with transaction():
        audit.record(act, permission, actor=("person" if actor_id else "site", actor_id), thing=thing)


def whats(page: Page) -> list[str]:
    """What was done or read, as the rows say."""
    return page.rows('td[data-name="What"]')


def test_entries_stand_newest_first_with_the_names_of_people(admin: Person) -> None:
    note("MEMBER_REMOVE", actor_id=admin.user.id)
    note("UPKEEP")

    page = admin.get("admin.audit")

    assert whats(page)[:3] == ["read: audit read", "did: upkeep", "did: member remove"]
    assert page.rows('td[data-name="Who"]')[1:3] == ["The site itself", "A admin"]


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ({"permission": "MEMBER_REMOVE"}, ["did: member remove"]),
        ({"who": "7"}, ["did: member remove"]),
        ({"act": "read", "permission": "REVISION_READ"}, ["read: revision read"]),
        ({"kind": "organisation"}, ["did: organisation change"]),
        ({"kind": "organisation", "number": "999999"}, []),
        ({"organisation": "northbridge"}, ["did: organisation change"]),
        ({"organisation": "southbridge"}, []),
        ({"permission": "NO_SUCH"}, []),
        ({"request": "no such request"}, []),
        ({"until": "2026-11-19"}, []),
        ({"since": "2026-11-20", "until": "2026-11-20", "permission": "UPKEEP"}, ["did: upkeep"]),
    ],
)
def test_a_filter_leaves_what_fits(
    admin: Person, board: Organisation, address: dict[str, str], expected: list[str]
) -> None:
    with time_machine.travel(NOON):
        note("MEMBER_REMOVE", actor_id=7)
        note("REVISION_READ", actor_id=8, act="read")
        note("ORGANISATION_CHANGE", thing=board)
        note("UPKEEP")

    assert whats(admin.get("admin.audit", **address)) == expected


@pytest.mark.parametrize(
    ("address", "message"),
    [
        ({"who": "somebody"}, "Number of the user must be a number such as 12"),
        ({"number": "-1"}, "Number of the thing must be a number such as 12"),
        ({"since": "yesterday"}, "First day must be a day such as 2026-11-28"),
        ({"until": "9999-12-31"}, "Last day must be in a year from 2000 to 2200"),
        ({"since": "2026-11-28", "until": "2026-11-27"}, "Last day must not be before the first day"),
    ],
)
def test_a_filter_that_cannot_be_read_says_so_and_keeps_the_rest(
    admin: Person, address: dict[str, str], message: str
) -> None:
    page = admin.get("admin.audit", request="kept", **address)

    assert page.errors == [message]
    assert page.soup.select_one('input[name="request"]')["value"] == "kept"
    assert whats(page) == []


def test_a_filter_that_leaves_nothing_says_so(admin: Person) -> None:
    page = admin.get("admin.audit", until="2001-01-01")

    assert "0 entries" in page.text
    assert page.link("Show all entries") == "/admin/audit"


def test_people_and_organisations_that_something_was_done_with_are_linked(admin: Person, board: Organisation) -> None:
    note("USER_CHANGE", thing=admin.user)
    note("ORGANISATION_CHANGE", thing=board)

    page = admin.get("admin.audit")

    assert page.link(board.name) == "/admin/organisations/northbridge"
    assert page.link("A admin") == f"/admin/users/{admin.user.id}"


def test_the_number_of_statements_does_not_grow_with_the_entries(admin: Person) -> None:
    for number in range(3):
        note("UPKEEP", actor_id=number)
    with statements() as few:
        admin.get("admin.audit")
    for number in range(40):
        note("UPKEEP", actor_id=number)

    with statements() as many:
        admin.get("admin.audit")

    assert len(many) == len(few)


def test_the_entries_that_the_filter_leaves_are_exported_by_a_job(admin: Person) -> None:
    note("MEMBER_REMOVE", actor_id=7)
    note("UPKEEP")

    waiting = admin.get("admin.audit", permission="MEMBER_REMOVE").submit("Export these entries")
    assert waiting.heading == "Waiting to begin"
    work.run_due()
    done = admin.open(waiting.response.request.path)

    assert done.heading == "Done"
    file = admin.open(done.link("Download audit-trail.csv"))
    rows = list(csv.DictReader(io.StringIO(file.html)))
    assert file.response.headers["Content-Disposition"] == 'attachment; filename="audit-trail.csv"'
    assert [(row["permission"], row["actor_id"]) for row in rows] == [("MEMBER_REMOVE", "7")]


def test_every_entry_is_in_the_export_however_many_there_are(app: APIFlask, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(trail, "BATCH", 7)
    for _ in range(30):
        note("UPKEEP")

    assert [entry.id for batch in trail.batches(trail.Filter()) for entry in batch] == [
        entry.id for entry in db.session.query(audit.AuditEvent).order_by(audit.AuditEvent.id)
    ]


def test_a_filter_comes_back_from_a_job_as_it_was() -> None:
    wanted = trail.Filter(actor_id=3, act="read", thing_kind="revision", since=date(2026, 3, 1), until=date(2026, 4, 1))

    assert filter_of(payload_of(wanted)) == wanted
