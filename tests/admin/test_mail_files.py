"""Messages that became files, where there is no mail server."""

from dataclasses import replace
from pathlib import Path

import pytest
from apiflask import APIFlask
from sqlalchemy import select

from kb.core import db
from kb.core.audit import AuditEvent
from tests.pages import Person


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
    assert "USER_READ" in list(read)


@pytest.mark.parametrize("name", ["../lessonbank.db", "none.eml", "..%2f..%2fetc%2fpasswd"])
def test_a_file_that_is_no_message_does_not_exist(app: APIFlask, admin: Person, name: str) -> None:
    assert admin.open(f"/admin/mail/files/{name}").status == 404
