"""Jobs and mail that wait or went wrong."""

from dataclasses import replace
from pathlib import Path

import pytest
from apiflask import APIFlask
from sqlalchemy import select

from kb.core import db
from kb.core.audit import AuditEvent
from kb.core.db import transaction, utc_now
from kb.core.jobs import Job
from kb.mail.models import Delivery
from kb.mail.posting import Recipient, post
from tests.pages import Person


def job(**fields: object) -> Job:
    row = Job(**{"kind": "audit.export", "key": "1", **fields})
    db.session.add(row)
    db.session.commit()
    return row


def message() -> Delivery:
    with transaction():
        return post(Recipient("somebody@example.org"), "accounts/reopened", link="https://lessons.example.org/sign-in")


def test_jobs_are_listed_by_state(admin: Person) -> None:
    job(state="failed", finished_at=utc_now(), error="OSError kb.mail.sender:30", key="broken")

    page = admin.get("admin.jobs", state="failed")

    assert page.rows('td[data-name="Job"]') == ["Export the audit trail audit.export broken"]
    assert page.rows('td[data-name="Fault"]') == ["OSError kb.mail.sender:30"]
    assert "Failed (1)" in page.text


def test_a_failed_job_is_tried_again(admin: Person) -> None:
    number = job(state="failed", finished_at=utc_now()).id

    page = admin.get("admin.jobs", state="failed").submit("Try again")

    assert page.heading == "Waiting to begin"
    assert page.follow("Jobs").heading == "Jobs"
    assert db.session.get_one(Job, number, populate_existing=True).state == "waiting"


def test_a_state_that_is_none_shows_what_waits(admin: Person) -> None:
    assert admin.get("admin.jobs", state="nonsense").soup.select_one('a[aria-current]:-soup-contains("Waiting")')
    assert admin.get("admin.mail", state="nonsense").status == 200


def test_mail_is_listed_by_state_without_its_text(admin: Person) -> None:
    message()

    page = admin.get("admin.mail")

    assert page.rows('td[data-name="To"]') == ["somebody@example.org"]
    assert "lessons.example.org/sign-in" not in page.text


def test_a_message_is_sent_now(admin: Person) -> None:
    message()

    assert "The message is being sent." in admin.get("admin.mail").submit("Send now").text


def test_giving_a_message_up_asks_first_and_removes_its_text(admin: Person) -> None:
    number = message().id

    asked = admin.get("admin.mail_give_up", number=number)
    assert asked.heading == "Give up this message?"
    assert db.session.get_one(Delivery, number, populate_existing=True).state == "waiting"
    asked.submit("Give it up")

    given_up = db.session.get_one(Delivery, number, populate_existing=True)
    assert (given_up.state, given_up.text, given_up.html) == ("cancelled", None, None)


def test_without_a_folder_there_are_no_files(admin: Person) -> None:
    assert admin.get("admin.mail_files").status == 404


@pytest.mark.parametrize(("environment", "status"), [("development", 200), ("production", 404)])
def test_messages_are_read_as_files_outside_of_production_only_and_leave_a_trace(
    app: APIFlask, admin: Person, tmp_path: Path, environment: str, status: int
) -> None:
    name = "2026-11-28-120000-000001.eml"
    (tmp_path / name).write_text("To: a@example.org\nSubject: S\n\nT\n", encoding="utf-8")
    known = app.extensions["kb.settings"]
    app.extensions["kb.settings"] = replace(known, environment=environment, mail=replace(known.mail, folder=tmp_path))

    assert admin.get("admin.mail_files").status == status
    assert admin.get("admin.mail_file", name=name).status == status
    assert ("read the messages" in admin.get("admin.mail").text) == (status == 200)

    read = db.session.scalars(select(AuditEvent.permission).where(AuditEvent.act == "read"))
    assert list(read) == ["USER_READ"]


@pytest.mark.parametrize("name", ["../lessonbank.db", "none.eml", "..%2f..%2fetc%2fpasswd"])
def test_a_file_that_is_no_message_does_not_exist(app: APIFlask, admin: Person, name: str) -> None:
    assert admin.open(f"/admin/mail/files/{name}").status == 404
