"""Two people at the files of one lesson: nobody's words are lost, and everybody hears what has happened."""

from collections.abc import Callable
from io import BytesIO
from typing import Any

import pytest
from apiflask import APIFlask
from sqlalchemy import select

from kb.accounts.models.organisation import Organisation
from kb.core import db
from kb.core.db import transaction, utc_now
from kb.core.errors import Conflict
from kb.editorial.routes import files as routes
from kb.editorial.service import attaching, beginning
from kb.editorial.service.attaching import Words, words_of
from kb.identity.files import CHECKED
from kb.lessons.files import copy_attachments, received
from kb.lessons.models.attachment import Attachment, StoredFile
from kb.lessons.models.lesson import Revision
from kb.lessons.queries.attachments import attachments_of
from tests import factories
from tests.editorial.attaching import (
    WORDS,
    again,
    attach,
    bare_document,
    checked,
    quiet_text_of,
    stored,
    table,
    typed_words,
)
from tests.identity.writing import acting
from tests.meanwhile import meanwhile
from tests.pages import Page, Person

THEIRS = "For panels that meet for the first time."
GONE, NO_LONGER = "Somebody has removed that file", "The lesson has just been submitted"


def page_of(who: Person, made: Attachment) -> Page:
    return who.get("editorial.file", number=made.revision_id, file=made.id)


# --- what is said of a file


def test_what_a_colleague_has_said_of_a_file_meanwhile_stands_beside_what_was_typed(
    contributor: Person, lead: Person, board: Organisation
) -> None:
    made = checked(contributor, quiet_text_of(board))
    mine = page_of(contributor, made)
    page_of(lead, made).submit("Save", purpose=THEIRS, licence="cc-by")

    page = mine.submit("Save", title="Plan of a day")

    assert page.status == 409
    assert page.errors == [routes.CHANGED]
    assert THEIRS in page.rows(".govuk-summary-list__value")
    assert typed_words(page) == {"title": "Plan of a day", "purpose": WORDS["purpose"], "licence": "ogl"}
    now = again(made)
    assert (now.title, now.purpose, now.licence_key) == (WORDS["title"], THEIRS, "licences/cc-by")


def test_whoever_has_seen_the_words_of_a_colleague_can_replace_them(
    contributor: Person, lead: Person, board: Organisation
) -> None:
    made = checked(contributor, quiet_text_of(board))
    mine = page_of(contributor, made)
    page_of(lead, made).submit("Save", purpose=THEIRS)

    page = mine.submit("Save", title="Plan of a day").submit("Save")

    assert "What is said of “Plan of a day” was changed." in page.text
    assert (again(made).title, again(made).purpose) == ("Plan of a day", WORDS["purpose"])


def test_words_that_were_changed_once_more_are_shown_once_more(
    contributor: Person, lead: Person, board: Organisation
) -> None:
    made = checked(contributor, quiet_text_of(board))
    mine = page_of(contributor, made)
    page_of(lead, made).submit("Save", purpose="For nobody yet.")
    asked = mine.submit("Save", title="Plan of a day")
    page_of(lead, made).submit("Save", purpose=THEIRS)

    page = asked.submit("Save")

    assert page.status == 409
    assert THEIRS in page.rows(".govuk-summary-list__value")
    assert again(made).purpose == THEIRS


def test_what_was_typed_by_both_alike_needs_no_choice(contributor: Person, lead: Person, board: Organisation) -> None:
    made = checked(contributor, quiet_text_of(board))
    mine = page_of(contributor, made)
    page_of(lead, made).submit("Save", purpose=THEIRS)

    assert "Nothing was different" in mine.submit("Save", purpose=THEIRS).text


def test_each_word_of_what_is_said_counts(contributor: Person, board: Organisation) -> None:
    made = attach(contributor, quiet_text_of(board))
    before = words_of(made).digest

    for field, said in (("title", "Plan"), ("purpose", "For trainers."), ("licence_key", "licences/cc-by")):
        was = getattr(made, field)
        setattr(made, field, said)
        db.session.commit()
        with pytest.raises(Conflict):
            attaching.describe(
                acting(contributor.user), made.revision, attachment=made.id, words=Words(**WORDS), opened_with=before
            )
        made = again(made)
        setattr(made, field, was)
        db.session.commit()


# --- too late


def submit(number: int, _attachment: int) -> None:
    """What a colleague does who submits the lesson."""
    with transaction():
        db.session.get_one(Revision, number).state = "submitted"


def remove(_number: int, attachment: int) -> None:
    """What a colleague does who removes the file."""
    with transaction():
        db.session.delete(db.session.get_one(Attachment, attachment))


PRESSED = {
    "file": ("Save", {"title": "Plan of a day"}),
    "file_replace": ("Replace it", {}),
    "file_remove": ("Remove the file", {}),
    "check": ("Check it again", {}),
    "clean": ("Use a copy without", {}),
}


@pytest.mark.parametrize("pressed", PRESSED)
@pytest.mark.parametrize("done", [submit, remove])
def test_whoever_presses_in_the_moment_in_which_a_colleague_is_faster_hears_what_has_happened(
    contributor: Person,
    board: Organisation,
    monkeypatch: pytest.MonkeyPatch,
    pressed: str,
    done: Callable[[int, int], None],
) -> None:
    made = checked(contributor, quiet_text_of(board), bare_document())
    number, attachment = made.revision_id, made.id
    page = contributor.get(f"editorial.{pressed if pressed in PAGES else 'file'}", number=number, file=attachment)
    plain = routes.actor

    def after_the_colleague() -> Any:
        monkeypatch.setattr(routes, "actor", plain)
        done(number, attachment)
        return plain()

    monkeypatch.setattr(routes, "actor", after_the_colleague)
    button, typed = PRESSED[pressed]
    fields = {**typed, "file": _another()} if pressed == "file_replace" else typed
    page = page.submit(button, **fields)

    if (pressed, done) == ("file", submit):  # something was typed, which the page of the refusal shows
        assert (page.status, "Plan of a day" in page.text) == (409, True)
    else:
        assert (GONE in page.text, NO_LONGER in page.text) == (done is remove, done is submit)


PAGES = ("file", "file_replace", "file_remove")


def _another() -> Any:
    name, data = table("another")
    return BytesIO(data), name


# --- copies


def test_that_a_person_has_opened_a_file_counts_for_a_later_text_and_not_for_another_lesson(
    contributor: Person, editor: Person, board: Organisation
) -> None:
    made = checked(contributor, quiet_text_of(board))
    made.opened_by_id, made.opened_at = editor.user.id, utc_now()
    db.session.commit()

    other = beginning.begin_from_copy(acting(contributor.user), board, copy_of=made.revision_id, opened=utc_now())
    with transaction():
        later = factories.revision(again(made).revision.lesson, "A later text", state="draft", number=2)
        copy_attachments(made.revision, later)

    assert [(each.state, each.opened_by_id, each.opened_at) for each in attachments_of(other)] == [
        ("checked", None, None)
    ]
    assert [(each.opened_by_id, each.opened_at) for each in attachments_of(later)] == [(editor.user.id, made.opened_at)]


def test_a_file_whose_content_was_removed_is_copied_as_such(contributor: Person, board: Organisation) -> None:
    made = checked(contributor, quiet_text_of(board))
    made.state, made.reason, made.virus, made.file_id = "refused", "There is a virus in it.", "found", None
    db.session.commit()

    other = beginning.begin_from_copy(acting(contributor.user), board, copy_of=made.revision_id, opened=utc_now())

    assert [(each.state, each.file_id) for each in attachments_of(other)] == [("refused", None)]


@pytest.mark.parametrize("database_url", [pytest.param("postgresql", marks=pytest.mark.postgresql)], indirect=True)
@pytest.mark.parametrize("verb", ["remove", "replace"])
def test_a_file_that_is_taken_away_while_it_is_copied_does_not_break_the_copy(
    app: APIFlask, contributor: Person, lead: Person, board: Organisation, verb: str
) -> None:
    made = checked(contributor, quiet_text_of(board))
    stays = checked(contributor, made.revision, table("another", "another.csv"))
    who, other, number, attachment = acting(contributor.user), acting(lead.user), made.revision_id, made.id
    name, organisation = stays.file_name, board.id
    better = received(table("better")[1], "better.csv", CHECKED)
    db.session.commit()

    def act() -> str:
        details = {"sent": better} if verb == "replace" else {}
        getattr(attaching, verb)(other, db.session.get_one(Revision, number), attachment=attachment, **details)
        return "done"

    with meanwhile(app, act, "SELECT attachment.id") as came:
        copy = beginning.begin_from_copy(
            who, db.session.get_one(Organisation, organisation), copy_of=number, opened=utc_now()
        )

    assert came == ["done"]
    names = ["better.csv"] if verb == "replace" else []
    assert [each.file_name for each in attachments_of(copy)] == [*names, name]
    assert stored() == (1 + len(names), 1 + len(names))


@pytest.mark.parametrize("database_url", [pytest.param("postgresql", marks=pytest.mark.postgresql)], indirect=True)
def test_nobody_takes_a_content_away_that_is_being_copied(
    app: APIFlask, contributor: Person, board: Organisation
) -> None:
    made = checked(contributor, quiet_text_of(board))
    who, number, organisation = acting(contributor.user), made.revision_id, board.id
    db.session.commit()

    def act() -> list[int]:
        to_be_had = select(StoredFile.id).with_for_update(skip_locked=True)  # `forget` would wait
        return list(db.session.scalars(to_be_had))

    with meanwhile(app, act, "SELECT stored_file.id") as came:
        beginning.begin_from_copy(who, db.session.get_one(Organisation, organisation), copy_of=number, opened=utc_now())

    assert came == [[]]
