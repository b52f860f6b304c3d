"""Whoever may ask finds a file of any text, and is told no more of it than they may know."""

import pytest

from kb.accounts.models.organisation import Organisation
from kb.core import db
from kb.core.work import run_due
from kb.expunging.models import Expunge
from kb.lessons.models.attachment import Attachment, StoredFile
from kb.lessons.models.lesson import Revision
from tests import factories
from tests.editorial.leaking import attach
from tests.pages import Person

TITLE = "Zylphargo Quembrint"


def with_file(board: Organisation, state: str) -> Revision:
    """A text with a file."""
    lesson = factories.lesson("Of a team", organisation=board, state=state)
    revision = lesson.live_revision or lesson.open_revision or lesson.revisions[0]
    attach(revision, "checklist", as_word=False)
    db.session.query(Attachment).update({"title": TITLE, "purpose": TITLE, "file_name": f"{TITLE}.csv"})
    db.session.commit()
    return revision


@pytest.mark.parametrize("state", ["draft", "returned", "discarded", "in_review", "published"])
def test_an_admin_finds_a_file_by_its_digest_whatever_the_state_and_asks_for_it(
    board: Organisation, admin: Person, identity_reviewer: Person, state: str
) -> None:
    with_file(board, state)
    digest = db.session.query(StoredFile).one().digest

    found = admin.get("expunging.index").follow("find the file").submit("Find files", of=digest.upper())
    (link,) = (each for each in found.soup.find_all("a") if each.get_text().startswith("Ask for it"))
    asked = admin.open(str(link["href"]))
    asked.submit("Ask for it")
    run_due()

    made = db.session.query(Expunge).one()
    shown = admin.get("expunging.show", number=made.id)
    assert not any(TITLE in page.text for page in (found, asked, shown))
    in_words = state.replace("_", " ")
    assert all(each in found.text for each in ("File 1 of", "CSV table, 22 bytes", f"No. 1, {in_words}"))
    assert all(f"text no. 1 ({in_words}): CSV table, 22 bytes" in page.text for page in (asked, shown))

    identity_reviewer.get("expunging.show", number=made.id).submit("Agree, and remove it for good")
    run_due()
    assert db.session.query(StoredFile).count() == 0


def test_files_of_a_lesson_are_found_by_its_reference(board: Organisation, admin: Person) -> None:
    revision = with_file(board, "published")

    found = admin.get("expunging.files", of=revision.lesson.reference)

    assert "1 file" in found.text
    assert f"File 1 of {revision.lesson.reference}" in found.text
    assert "No file was found for" in admin.get("expunging.files", of="LB-9999").text


def test_who_may_read_the_text_reads_what_its_file_is_called(board: Organisation, identity_reviewer: Person) -> None:
    revision = with_file(board, "in_review")

    digest = db.session.query(StoredFile).one().digest
    assert TITLE in identity_reviewer.get("expunging.files", of=digest).text
    file = db.session.query(Attachment).one().id
    assert TITLE in identity_reviewer.get("expunging.ask_for_file", number=revision.id, file=file).text
