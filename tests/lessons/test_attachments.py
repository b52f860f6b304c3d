"""Files of a published lesson are listed and can be had; those of any other lesson exist for nobody."""

from typing import Any

import pytest
from apiflask import APIFlask
from sqlalchemy import select

from kb.core import db
from kb.core.db import transaction
from kb.lessons.files import Received, content, copy_attachments, forget, next_position, store
from kb.lessons.models.attachment import Attachment, StoredFile, about_file
from kb.lessons.models.lesson import STATES, FormerSlug, Lesson
from kb.lessons.queries.attachments import attachments_of
from kb.search import commands as index_commands
from tests import factories
from tests.conftest import quiet
from tests.lessons.test_unpublished import headers_of, without_nonce
from tests.pages import Page, Person, statements

MARKER = "Zanzibarian"
DATA = f"step,what\n1,{MARKER} plan\n".encode()
NOT_PUBLIC = [state for state in STATES if state != "published"]
SLUG = "the-lesson-with-files"


def shared(of: Lesson, data: bytes = DATA, **fields: Any) -> Attachment:
    """A file that goes with a lesson, checked if nothing else is said."""
    revision = of.live_revision or of.open_revision
    assert revision is not None
    file = store(revision, Received(data, "csv", "plan.csv"))
    row = Attachment(
        **{
            "revision_id": revision.id,
            "position": next_position(revision),
            "file_id": file.id,
            "title": "Plan of a training day",
            "purpose": "For trainers who begin.",
            "licence_key": "licences/cc-by",
            "file_name": "plan.csv",
            "state": "checked",
            "virus": "clean",
            **fields,
        }
    )
    db.session.add(row)
    db.session.flush()
    return row


def test_a_lesson_lists_what_is_shared_with_it(reader: Person) -> None:
    with transaction():
        shared(factories.lesson(slug=SLUG))

    page = reader.open(f"/lessons/{SLUG}")

    assert "Files you can use" in page.rows("h2")
    assert page.link(f"Plan of a training day (CSV table, {len(DATA)} bytes)") == f"/lessons/{SLUG}/files/1"
    assert "For trainers who begin." in page.text
    assert "Creative Commons Attribution. Anybody may use and change it, and names the author." in page.text


def test_a_lesson_without_files_says_nothing_of_any(reader: Person) -> None:
    with transaction():
        factories.lesson(slug=SLUG)

    assert "Files you can use" not in reader.open(f"/lessons/{SLUG}").text


def test_a_file_is_sent_as_a_file_that_opens_nowhere(reader: Person) -> None:
    with transaction():
        shared(factories.lesson(slug=SLUG))

    response = reader.open(f"/lessons/{SLUG}/files/1").response

    assert response.get_data() == DATA
    assert response.headers["Content-Disposition"] == "attachment; filename=plan.csv"
    assert response.headers["Content-Type"] == "text/csv; charset=utf-8"
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    assert response.headers["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert response.headers["Cache-Control"] == "private, no-cache"


def test_at_an_old_address_of_the_lesson_its_file_has_moved(reader: Person) -> None:
    with transaction():
        lesson = factories.lesson(slug=SLUG)
        lesson.former_slugs.append(FormerSlug(slug="its-former-address"))
        shared(lesson)

    answer = reader.client.get("/lessons/its-former-address/files/1")

    assert (answer.status_code, answer.headers["Location"]) == (301, f"/lessons/{SLUG}/files/1")


@pytest.mark.parametrize("fields", [{"state": "waiting", "virus": "waiting"}, {"state": "refused", "reason": "Why"}])
def test_what_is_not_checked_is_not_shown(reader: Person, fields: dict[str, str]) -> None:
    with transaction():
        shared(factories.lesson(slug=SLUG), **fields)

    assert "Plan of a training day" not in reader.open(f"/lessons/{SLUG}").html
    assert reader.open(f"/lessons/{SLUG}/files/1").status == 404


# --- what nobody may know of

PAGES = ("/", f"/search?q={MARKER.lower()}", "/sitemap.xml", "/themes/neglect", "/organisations/ghost-board")


def with_file(state: str, *, named: bool = True, address: str = "its-former-address") -> None:
    board = factories.organisation("Ghost Board", slug="ghost-board")
    lesson = factories.lesson(
        "A lesson with a file", state=state, slug=SLUG, themes=["neglect"], organisation=board, named=named
    )
    lesson.former_slugs.append(FormerSlug(slug=address))
    shared(lesson, title=f"{MARKER} title", purpose=f"{MARKER} purpose", file_name=f"{MARKER}.csv")


def same_without(text: str, address: str, unknown: str) -> str:
    return without_nonce(text).replace(address, unknown)


def compared(reader: Person, address: str, unknown: str) -> tuple[Page, Page, list[str], list[str]]:
    """An answer and that to an address where nothing ever was, each with the statements that it took."""
    reader.open("/")  # what is kept between requests is filled
    reader.open(unknown)
    with statements() as asked_for_it:
        answer = reader.open(address)
    with statements() as asked_for_nothing:
        other = reader.open(unknown)
    return answer, other, asked_for_it, asked_for_nothing


HIDDEN = [*((state, True) for state in NOT_PUBLIC), ("published", False)]


@pytest.mark.parametrize(("state", "named"), HIDDEN)
@pytest.mark.parametrize("slug", [SLUG, "its-former-address"])
def test_the_address_of_a_file_that_is_not_public_is_answered_like_one_that_never_was(
    app: APIFlask, reader: Person, state: str, named: bool, slug: str
) -> None:
    with transaction():
        with_file(state, named=named)
    assert index_commands.index_rebuild(quiet) == 0
    address, unknown = f"/lessons/{slug}/files/1", "/lessons/nothing-has-this-slug/files/1"

    answer, other, asked_for_it, asked_for_nothing = compared(reader, address, unknown)

    assert answer.status == other.status == 404
    assert same_without(answer.html, slug, "nothing-has-this-slug") == without_nonce(other.html)
    assert headers_of(answer) == headers_of(other)
    assert asked_for_it == asked_for_nothing


@pytest.mark.parametrize("number", [1, 2])
def test_a_lesson_whose_organisation_is_not_named_is_the_same_with_a_file_and_without(
    app: APIFlask, reader: Person, number: int
) -> None:
    with transaction():
        with_file("published", named=False)
    assert index_commands.index_rebuild(quiet) == 0
    pages = (f"/lessons/{SLUG}", f"/lessons/{SLUG}/cite", f"/lessons/{SLUG}/files/{number}", *PAGES)
    seen = {address: without_nonce(reader.open(address).html) for address in pages}

    with transaction():
        for row in db.session.scalars(select(Attachment)):
            file_id = row.file_id
            db.session.delete(row)
            forget(file_id)

    assert {address: without_nonce(reader.open(address).html) for address in pages} == seen
    assert not [address for address, html in seen.items() if MARKER in html]


@pytest.mark.parametrize("state", NOT_PUBLIC)
def test_no_word_of_a_file_that_is_not_public_is_on_any_page(app: APIFlask, reader: Person, state: str) -> None:
    with transaction():
        with_file(state)
    assert index_commands.index_rebuild(quiet) == 0

    assert not [address for address in PAGES if MARKER in reader.open(address).html.replace(MARKER.lower(), "")]


# --- later revisions


def test_a_later_revision_shares_the_content_and_keeps_the_addresses(app: APIFlask) -> None:
    with transaction():
        lesson = factories.lesson(slug=SLUG)
        first, second = shared(lesson), shared(lesson, b"another\n")
        after = factories.revision(lesson, "A later text", state="draft", number=2)
        assert lesson.live_revision is not None
        copy_attachments(lesson.live_revision, after)

    copies = attachments_of(after)
    assert [(each.position, each.file_id, each.title) for each in copies] == [
        (each.position, each.file_id, each.title) for each in (first, second)
    ]
    assert next_position(after) == 3


def test_the_content_stays_for_whoever_still_has_it(app: APIFlask) -> None:
    with transaction():
        lesson = factories.lesson(slug=SLUG)
        file_id = shared(lesson).file_id
        after = factories.revision(lesson, "A later text", state="draft", number=2)
        assert lesson.live_revision is not None
        copy_attachments(lesson.live_revision, after)
    assert file_id is not None

    with transaction():
        db.session.delete(attachments_of(after)[0])
        forget(file_id)
    assert content(file_id) == DATA

    with transaction():
        db.session.delete(attachments_of(db.session.get_one(Lesson, lesson.id).live_revision)[0])  # type: ignore[arg-type]
        forget(file_id)
    assert db.session.get(StoredFile, file_id) is None


@pytest.mark.parametrize(
    ("size", "words"),
    [(0, "PDF, 0 bytes"), (999, "PDF, 999 bytes"), (240_500, "PDF, 240 KB"), (1_250_000, "PDF, 1.2 MB")],
)
def test_sizes_are_said_as_people_say_them(size: int, words: str) -> None:
    assert about_file("pdf", size) == words
