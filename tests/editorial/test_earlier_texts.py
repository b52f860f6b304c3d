"""Texts that were typed into a draft: its writers see them, put one back, and remove one for good."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import select

from kb.accounts.models.organisation import Organisation
from kb.core import db
from kb.editorial.models import SavedText
from kb.editorial.own_data import own_data
from kb.lessons.models.lesson import Revision
from tests.editorial.drafting import draft
from tests.pages import Page, Person, statements

AT = datetime(2026, 11, 2, 14, 5, tzinfo=UTC)


def saved(revision: Revision, text: str, field: str = "found", **fields: Any) -> SavedText:
    made = SavedText(**{"revision_id": revision.id, "field": field, "text": text, "page": "", "saved_at": AT, **fields})
    db.session.add(made)
    db.session.commit()
    return made


def earlier(who: Person, revision: Revision, **address: Any) -> Page:
    return who.get("editorial.earlier", number=revision.id, **address)


def found_in(revision: Revision) -> str:
    db.session.rollback()
    db.session.expire_all()
    return db.session.get_one(Revision, revision.id).found


def texts() -> list[str]:
    db.session.rollback()
    return list(db.session.scalars(select(SavedText.text).order_by(SavedText.id)))


def test_texts_are_listed_save_by_save_the_newest_first_with_who_and_when(
    contributor: Person, lead: Person, board: Organisation
) -> None:
    revision = draft(board, found="Second.")
    saved(revision, "First.", saved_by_id=contributor.user.id)
    saved(revision, "Why.", "why", saved_by_id=contributor.user.id, saved_at=AT + timedelta(seconds=5))
    saved(revision, "Second.", saved_by_id=lead.user.id, saved_at=AT + timedelta(hours=1))

    page = earlier(contributor, revision)

    assert page.rows("main h2") == ["2 November 2026, 15:05, A lead", "2 November 2026, 14:05, A contributor"]
    assert page.rows(".kb-message") == ["Second.", "Why.", "First."]
    assert page.rows("main h3")[0].endswith("(stands there now)")
    assert "30 days after another took its place" in page.text


def test_a_text_keeps_its_lines_and_shows_as_it_was_typed(contributor: Person, board: Organisation) -> None:
    revision = draft(board)
    saved(revision, "One\n\n<b>two</b>")

    block = earlier(contributor, revision).soup.select_one(".kb-message")

    assert block is not None
    assert (block.text, block["dir"]) == ("One\n\n<b>two</b>", "auto")


def test_a_text_is_put_back_and_what_stood_there_is_kept(contributor: Person, board: Organisation) -> None:
    revision = draft(board, found="Now.")
    saved(revision, "Before.")

    page = earlier(contributor, revision).submit("Put it back")

    assert "is again as it was" in page.text
    assert found_in(revision) == "Before."
    assert "Now." in texts()
    assert contributor.user.id in revision.author_ids
    assert page.rows("main h3")[0].endswith("(stands there now)")


def test_a_text_is_removed_for_good_after_a_question(contributor: Person, board: Organisation) -> None:
    revision = draft(board)
    saved(revision, "Somebody was named here.")

    page = earlier(contributor, revision).follow("Remove for good : What was found, 2 November 2026, 14:05")
    assert "Somebody was named here." in page.text
    page = page.submit("Remove for good")

    assert "The text was removed for good." in page.text
    assert texts() == []


def test_removing_what_stands_in_the_field_leaves_the_field_and_says_so(
    contributor: Person, board: Organisation
) -> None:
    revision = draft(board, found="Now.")
    made = saved(revision, "Now.")

    page = contributor.get("editorial.earlier_forget", number=revision.id, text=made.id)
    assert "The same words stand in the field now, and stay there." in page.text
    page.submit("Remove for good")

    assert found_in(revision) == "Now."


def test_what_somebody_else_removed_meanwhile_is_said(contributor: Person, lead: Person, board: Organisation) -> None:
    revision = draft(board)
    made = saved(revision, "Before.")
    opened = earlier(contributor, revision)
    asked = contributor.get("editorial.earlier_forget", number=revision.id, text=made.id)
    lead.get("editorial.earlier_forget", number=revision.id, text=made.id).submit("Remove for good")

    assert "That text is not kept any more." in opened.submit("Put it back").text
    assert "That text is not kept any more." in asked.submit("Remove for good").text


def test_a_text_of_another_lesson_is_not_there(contributor: Person, board: Organisation) -> None:
    revision = draft(board)
    made = saved(draft(board, found="Theirs."), "Foreign.")

    assert contributor.get("editorial.earlier_forget", number=revision.id, text=made.id).status == 404
    assert "Foreign." not in earlier(contributor, revision).text


@pytest.mark.parametrize("state", ["submitted", "in_review", "discarded"])
def test_a_lesson_that_cannot_be_changed_shows_them_without_buttons(
    contributor: Person, board: Organisation, state: str
) -> None:
    revision = draft(board, state=state)
    saved(revision, "Before.")

    page = earlier(contributor, revision)

    assert page.rows(".kb-message") == ["Before."]
    assert page.rows("main button") == []
    assert "Remove" not in page.text


def test_only_those_who_write_for_the_board_see_them(
    other_contributor: Person, member: Person, editor: Person, identity_reviewer: Person, board: Organisation
) -> None:
    revision = draft(board, state="in_review")
    saved(revision, "Before.")

    for who in (other_contributor, member, editor, identity_reviewer):
        assert earlier(who, revision).status == 404


def test_a_long_list_has_pages_and_takes_no_more_statements(contributor: Person, board: Organisation) -> None:
    revision = draft(board)
    for number in range(22):
        saved(revision, f"T{number:02}", saved_at=AT + timedelta(minutes=number), saved_by_id=contributor.user.id)

    first = earlier(contributor, revision)
    assert (first.rows(".kb-message")[0], len(first.rows(".kb-message"))) == ("T21", 20)
    with statements() as many:
        earlier(contributor, revision)
    with statements() as few:
        assert earlier(contributor, revision, page=2).rows(".kb-message") == ["T01", "T00"]
    assert len(many) == len(few)


def test_the_copy_of_ones_own_data_says_how_many_texts_and_none_of_them(
    contributor: Person, board: Organisation
) -> None:
    revision = draft(board)
    saved(revision, "Secret.", saved_by_id=contributor.user.id)
    saved(revision, "Secret too.", saved_by_id=contributor.user.id)

    assert own_data(contributor.user)["texts_saved_in_drafts"] == [
        {"lesson": revision.lesson_id, "revision": 1, "texts": 2}
    ]
