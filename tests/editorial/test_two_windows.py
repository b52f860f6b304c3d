"""What goes on in another window, or arrives late, never costs a text; what a page carries is not trusted."""

import json
from typing import Any

import pytest
from sqlalchemy import select

from kb.accounts.models.organisation import Organisation
from kb.core import db
from kb.core.errors import Invalid
from kb.editorial.draft_values import digest, put
from kb.editorial.models import SavedText
from kb.editorial.service import saving
from kb.editorial.service.saving import Page
from kb.lessons.models.lesson import Revision
from tests import factories
from tests.editorial.attaching import again, checked
from tests.editorial.drafting import acting, draft
from tests.editorial.opened import Opened
from tests.editorial.test_step_pages import autosave, now, step
from tests.pages import Person


def kept(revision: Revision) -> list[str]:
    wanted = select(SavedText.text).where(SavedText.revision_id == revision.id).order_by(SavedText.id)
    return list(db.session.scalars(wanted))


def test_a_page_that_has_saved_itself_does_not_overwrite_what_a_colleague_wrote_in_another_field(
    contributor: Person, lead: Person, board: Organisation
) -> None:
    revision = draft(board, why="Nobody owned them.")
    page = step(lead, revision)
    step(contributor, revision).submit("Save and stay here", why="They were owned by nobody.", themes="neglect")

    _, said = autosave(lead, page, found="Mine.", why="Nobody owned them.")
    status, _ = autosave(lead, page, found="Mine, and more.", why="Nobody owned them.", **said["fields"])

    assert status == 200
    assert (now(revision).found, now(revision).why) == ("Mine, and more.", "They were owned by nobody.")
    assert [theme.slug for theme in now(revision).themes] == ["neglect"]


def test_a_page_that_comes_back_with_a_mistake_does_not_either(
    contributor: Person, lead: Person, board: Organisation
) -> None:
    revision = draft(board)
    page = step(lead, revision, "prompted")
    step(contributor, revision, "prompted").submit("Save and stay here", region="london")

    again = page.submit("Save and stay here", year="20014")
    again.submit("Save and stay here", year="2014")

    assert now(revision).region_key == "regions/london"


def test_an_own_older_window_does_not_bring_back_what_was_not_touched_there(
    contributor: Person, board: Organisation
) -> None:
    revision = draft(board)
    older, newer = step(contributor, revision), step(contributor, revision)
    newer.submit("Save and stay here", found="Written in the newer window.")

    older.submit("Save and stay here", why="Written in the older window.")

    assert (now(revision).found, now(revision).why) == ("Written in the newer window.", "Written in the older window.")


def test_what_one_writes_in_two_windows_is_told_and_both_texts_are_kept(
    contributor: Person, board: Organisation
) -> None:
    revision = draft(board)
    older, newer = step(contributor, revision), step(contributor, revision)
    newer.submit("Save and stay here", found="Written in the newer window.")

    page = older.submit("Save and stay here", found="Written in the older window.")

    assert "In another window you had written something else in “What was found”." in page.text
    assert {"Written in the newer window.", "Written in the older window."} <= set(kept(revision))


def test_what_a_page_sent_before_does_not_take_the_place_of_what_it_sent_last(
    contributor: Person, board: Organisation
) -> None:
    revision = draft(board)
    page = Opened(contributor, revision, "found", token="a")
    base = dict(page.opened_with)

    def send(words: str, turn: int) -> None:
        saving.save(acting(contributor.user), revision, page=Page({"found": words}, base, "a", turn))

    send("Second, and last.", 2)
    send("First.", 1)

    assert now(revision).found == "Second, and last."


def test_a_text_that_is_emptied_by_a_slip_stays_among_the_earlier_ones(
    contributor: Person, board: Organisation
) -> None:
    revision = draft(board)
    page = Opened(contributor, revision, "found", token="a")
    page.save(found="Twenty minutes of thought.")
    page.opened_with = {"found": digest("Twenty minutes of thought.")}
    page.save(found="")

    assert now(revision).found == ""
    assert "Twenty minutes of thought." in kept(revision)


def test_a_text_that_is_put_back_makes_its_writer_an_author(
    contributor: Person, lead: Person, board: Organisation
) -> None:
    revision = draft(board)
    late = Opened(contributor, revision, "found")
    Opened(lead, revision, "found").save(found="Theirs.")
    late.save(found="Mine, which nobody chose.")
    number = db.session.scalars(select(SavedText.id).where(SavedText.text == "Mine, which nobody chose.")).one()
    assert contributor.user.id not in now(revision).author_ids

    saving.put_earlier(acting(lead.user), revision, number=number)

    assert {contributor.user.id, lead.user.id} <= now(revision).author_ids


def test_what_is_chosen_while_the_lesson_is_submitted_is_kept(
    contributor: Person, lead: Person, board: Organisation
) -> None:
    revision = draft(board)
    page = step(lead, revision)
    step(contributor, revision).submit("Save and stay here", found="Theirs.")
    both = page.submit("Save and stay here", found="Mine.")
    now(revision).state = "submitted"

    late = both.submit("Save what I chose", choice_found="own", own_found="Both together.")

    assert late.heading == "This lesson cannot be changed now"
    assert "Both together." in kept(revision)


def test_a_text_that_is_too_long_is_kept_where_another_field_is_contested(
    contributor: Person, lead: Person, board: Organisation
) -> None:
    revision = draft(board)
    page = step(lead, revision)
    step(contributor, revision).submit("Save and stay here", found="Theirs.")
    long = "word " * 4_001

    page.submit("Save and stay here", found="Mine.", why=long)

    assert long.strip() in kept(revision)


def test_an_organisation_that_is_published_without_its_name_is_not_named_by_a_draft(board: Organisation) -> None:
    lesson = factories.lesson(organisation=board, named=False)
    following = factories.revision(lesson, "A second look", state="draft", number=2)

    with pytest.raises(Invalid):
        put(following, "unnamed", "")

    assert not lesson.organisation_named


CRAFTED: list[tuple[str, Any]] = [
    ("found", ["a", "list"]), ("themes", "text"), ("themes", ["neglect", "neglect"]), ("year", "abc"),
    ("year", "99999999999"), ("evidence_on", "xyz"), ("identified", "0001-01-01"), ("found", "a\0b"),
    ("found", "\ud800"), ("causes", [["x"]]), ("kind", {"a": 1}),
]  # fmt: skip


@pytest.mark.parametrize(("field", "value"), CRAFTED)
def test_what_the_page_of_two_texts_carries_is_not_trusted(
    contributor: Person, board: Organisation, field: str, value: Any
) -> None:
    revision = draft(board)

    status = crafted(contributor, revision, field, json.dumps(value))

    assert status in (200, 409)


@pytest.mark.parametrize("sent", ["[" * 100_000, "no JSON", ""])
def test_what_cannot_be_read_there_is_nothing(contributor: Person, board: Organisation, sent: str) -> None:
    assert crafted(contributor, draft(board), "found", sent) in (200, 409)


def crafted(who: Person, revision: Revision, field: str, mine: str) -> int:
    page = step(who, revision)
    token = page.soup.select_one("main input[name=csrf_token]")
    assert token is not None
    form = {"csrf_token": token["value"], f"mine_{field}": mine, f"choice_{field}": "mine", "opened": mine}
    return who.open(f"/workspace/lessons/{revision.id}/found/both", method="POST", data=form).status


def test_files_are_read_again_when_another_review_is_chosen(contributor: Person, board: Organisation) -> None:
    revision, review = draft(board), factories.review()
    db.session.commit()
    added = checked(contributor, revision)
    assert added.state == "checked"

    step(contributor, revision, "prompted").submit("Save and stay here", review=review.slug)

    assert again(added).state == "waiting"
