"""A lesson with files, as tests of attachments need it."""

from dataclasses import replace
from io import BytesIO
from typing import Any

from apiflask import APIFlask
from sqlalchemy import func, select
from werkzeug.datastructures import FileStorage
from werkzeug.test import stream_encode_multipart

from kb.core import db
from kb.core.work import run_due
from kb.editorial.service import attaching
from kb.identity.files import CHECKED
from kb.lessons.files import received
from kb.lessons.models.attachment import Attachment, StoredFile, StoredPiece
from kb.lessons.models.lesson import Revision
from tests.extraction import zip_files
from tests.extraction.files import PREPARED, Made
from tests.identity.writing import acting, text_of
from tests.pages import Page, Person

WORDS = {"title": "Checklist for visits", "purpose": "For the first visit.", "licence": "licences/ogl"}
TYPED = {"title": "Checklist for visits", "purpose": "For the first visit.", "licence": "ogl"}
NOTHING_FOUND = "They meet every week and read each referral."


def table(words: str = NOTHING_FOUND, name: str = "checklist.csv") -> Made:
    """A small file that is quickly read."""
    return name, f"step,what\n1,{words}\n".encode()


def quiet_text_of(board: Any, state: str = "draft", **fields: Any) -> Revision:
    """A draft in whose own texts nothing is found."""
    return text_of(board, state, **{"found": NOTHING_FOUND, **fields})


def attach(who: Person, revision: Revision, made: Made | None = None, **words: str) -> Attachment:
    """A file that somebody has added; the check of it waits."""
    name, data = made or table()
    sent = received(data, name, CHECKED)
    return attaching.attach(acting(who.user), _now(revision), sent=sent, **{**WORDS, **words})


def checked(who: Person, revision: Revision, made: Made | None = None, **words: str) -> Attachment:
    """A file that somebody has added and that was checked."""
    added = attach(who, revision, made, **words)
    run_due()
    return again(added)


def again(attachment: Attachment) -> Attachment:
    """As it is in the database now."""
    number = attachment.id
    db.session.rollback()
    return db.session.get_one(Attachment, number)


def _now(revision: Revision) -> Revision:
    db.session.rollback()
    return db.session.get_one(Revision, revision.id)


def send(who: Person, revision: Revision, made: Made, **typed: str) -> Page:
    """What the page says after a file was sent with the form. Werkzeug would leave a large one open in a temporary
    file, so the form is put together in memory."""
    name, data = made
    page = who.get("editorial.attach", number=revision.id)
    token = str(page.soup.select_one("form[data-upload] input[name=csrf_token]")["value"])  # type: ignore[index]
    form = {**TYPED, **typed, "csrf_token": token, "file": FileStorage(BytesIO(data), name)}
    stream, _, boundary = stream_encode_multipart(form, use_tempfile=False)
    kind = f"multipart/form-data; boundary={boundary}"
    return who.open(page.response.request.path, method="POST", input_stream=stream, content_type=kind)


def stored() -> tuple[int, int]:
    """How many contents are kept, and how many have pieces."""
    db.session.rollback()
    pieces = select(func.count(StoredPiece.file_id.distinct()))
    return db.session.scalar(select(func.count(StoredFile.id))) or 0, db.session.scalar(pieces) or 0


def with_scanner(app: APIFlask, address: str) -> None:
    """Have files scanned at this address."""
    app.extensions["kb.settings"] = replace(app.extensions["kb.settings"], clamd=address)


def prepared(name: str) -> Made:
    """One of the files that are made for the tests of reading files."""
    return PREPARED[name]()


def bare_document() -> Made:
    """A Word document with an author and a comment, and nothing else in which somebody could be recognised."""
    name, data = prepared("document with comments")
    text = str(zip_files.entries(data)["word/document.xml"], "utf-8")  # type: ignore[arg-type]
    return name, zip_files.changed(data, word__document_dot_xml=text.replace("Jory Pennycress was", "They were"))


def typed_words(page: Page) -> dict[str, str]:
    """What the form of a page holds."""
    title, purpose = page.soup.select_one("input[name=title]"), page.soup.select_one("textarea[name=purpose]")
    licence = page.soup.select_one("input[name=licence][checked]")
    assert title
    assert purpose
    return {
        "title": str(title.get("value", "")),
        "purpose": purpose.text.strip(),
        "licence": str(licence["value"]) if licence else "",
    }
