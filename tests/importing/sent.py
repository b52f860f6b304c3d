"""Files of lessons that are sent, looked through and imported by the pages, without scripts."""

import io
from typing import Any

from kb.accounts.models.organisation import Organisation
from kb.core.work import run_due
from tests.pages import Page, Person

WRONG = ("A-3", "=cmd|' /C calc'!A0", "x", "y", "Neglekt", "", "1914")
"""A row with three mistakes."""


def send(person: Person, board: Organisation, data: bytes, name: str = "lessons.csv") -> Page:
    page = person.get("importing.start", slug=board.slug)
    token = page.soup.select_one("form[enctype] input[name=csrf_token]")
    fields: dict[str, Any] = {"csrf_token": token["value"]} if token else {}
    files = {"files": (io.BytesIO(data), name)}
    return person.open(
        f"/workspace/{board.slug}/import",
        method="POST",
        data={**fields, **files},
        content_type="multipart/form-data",
    )


def preview(person: Person, board: Organisation, data: bytes) -> Page:
    """The page that says what would be imported."""
    page = send(person, board, data).submit("Look through the rows")
    assert page.heading == "Looking through the rows"
    run_due()
    return person.open(page.response.request.path)


def done(person: Person, board: Organisation, data: bytes) -> str:
    """Address of an import that is over."""
    page = preview(person, board, data)
    (number,) = (row.split()[1] for row in page.rows("main button") if row.startswith("Import"))
    page.submit(f"Import {number}")
    run_due()
    return page.response.request.path
