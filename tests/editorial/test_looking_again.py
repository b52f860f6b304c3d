"""Public lessons are looked at again: their writers are asked once, and one press says that they are still current."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from apiflask import APIFlask

from kb.accounts.models.organisation import Organisation
from kb.core import db
from kb.core.clock import today
from kb.core.errors import Conflict, Denied, NotFound
from kb.core.jobs import Task
from kb.editorial.queries.looking_again import not_asked_yet, organisations_to_ask
from kb.editorial.service import looking_again
from kb.lessons.models.lesson import Lesson
from kb.lessons.models.step import RevisionStep
from kb.lessons.naming import review_day
from kb.search import commands as index_commands
from tests import factories
from tests.conftest import quiet
from tests.editorial.drafting import acting
from tests.mailbox import messages
from tests.pages import Person

SOON, LATER = today() + timedelta(days=59), today() + timedelta(days=61)


def lesson(board: Organisation | None, **fields: object) -> Lesson:
    made = factories.lesson(**{"organisation": board, "slug": "zebras", "review_by": SOON, **fields})  # type: ignore[arg-type]
    db.session.commit()
    return made


def look() -> None:
    looking_again.ask_about_lessons(Task(0, looking_again.LOOK, ""))
    db.session.commit()


@pytest.mark.walks(
    "a public lesson is to be looked at again within 60 days",
    {"who has it in hand and the leads, or else the writers": ["lead@example.org", "contributor@example.org"],
     "the editors, where nobody writes for its organisation": []},
)  # fmt: skip
def test_the_leads_and_who_has_it_are_asked_once_with_a_link_to_it(
    lead: Person, contributor: Person, board: Organisation
) -> None:
    lesson(board).holder_id = contributor.user.id
    lesson(board, slug="later", review_by=LATER)
    db.session.commit()

    look()
    look()

    for address in ("lead@example.org", "contributor@example.org"):
        (message,) = messages(address)
        assert "/lessons/zebras" in (message.text or "")
        assert "/lessons/later" not in (message.text or "")


@pytest.mark.walks(
    "a public lesson is to be looked at again within 60 days",
    {"who has it in hand and the leads, or else the writers": [],
     "the editors, where nobody writes for its organisation": "editor@example.org"},
)  # fmt: skip
def test_the_editors_are_asked_about_lessons_that_nobody_else_looks_after(
    editor: Person, member: Person, board: Organisation
) -> None:
    lesson(None)
    look()
    (message,) = messages("editor@example.org")
    assert "nobody else looks after" in (message.text or "")


def test_where_there_is_nobody_to_ask_it_is_asked_once_somebody_is_there(
    app: APIFlask, people: Callable[[str], Person]
) -> None:
    lesson(None)
    look()
    assert db.session.query(RevisionStep).filter_by(step="ask_if_current").count() == 0

    people("editor")
    look()

    assert len(messages("editor@example.org")) == 1


def test_fictional_editors_are_not_written_to(editor: Person) -> None:
    editor.user.demo = True
    lesson(None)

    look()

    assert messages() == []


def test_only_lessons_of_the_organisation_that_is_asked_are_read(
    board: Organisation, other_board: Organisation
) -> None:
    for owner, slug in ((board, "ours"), (other_board, "theirs"), (None, "nobodys")):
        lesson(owner, slug=slug)

    assert organisations_to_ask() == {board.id, other_board.id, None}
    assert [each.slug for each in not_asked_yet(board.id)] == ["ours"]
    assert [each.slug for each in not_asked_yet(None)] == ["nobodys"]


def test_after_it_was_confirmed_it_is_asked_again_only_before_the_next_day(lead: Person, board: Organisation) -> None:
    made = lesson(board)
    look()
    looking_again.still_current(acting(lead.user), made)
    db.session.commit()
    look()
    assert len(messages("lead@example.org")) == 1

    step = db.session.query(RevisionStep).filter_by(step="ask_if_current").one()
    step.taken_at -= timedelta(days=700)
    made.review_by = SOON
    db.session.commit()
    look()
    assert len(messages("lead@example.org")) == 2


@pytest.mark.parametrize("state", ["hidden", "archived", "draft"])
def test_nobody_is_asked_about_what_is_not_public(lead: Person, board: Organisation, state: str) -> None:
    lesson(board, state=state)
    look()
    assert messages("lead@example.org") == []


def test_writers_find_it_in_their_workspace_and_confirm_it_with_one_press(
    contributor: Person, board: Organisation
) -> None:
    made = lesson(board, title="Zebras taught the board to count")
    page = contributor.get("editorial.organisation", slug=board.slug)
    assert page.rows("#again") == ["To be looked at again"]

    page = page.follow("Zebras taught the board to count").submit("It is still current")

    assert "Thank you. It is to be looked at again by" in page.text
    db.session.refresh(made)
    assert made.review_by == review_day(today())
    assert "confirmed that it is still current" in page.text
    assert contributor.get("editorial.organisation", slug=board.slug).rows("#again") == []


def test_an_editor_may_confirm_it_and_others_may_not(
    editor: Person, other_contributor: Person, member: Person, board: Organisation
) -> None:
    made = lesson(board)
    for person in (other_contributor, member):
        assert person.get("editorial.lesson", number=made.live_revision_id).status == 404
        with pytest.raises(Denied):
            looking_again.still_current(acting(person.user), made)
    editor.get("editorial.lesson", number=made.live_revision_id).submit("It is still current")
    db.session.refresh(made)
    assert made.review_by == review_day(today())


def test_what_is_not_due_or_not_public_is_not_confirmed(lead: Person, board: Organisation) -> None:
    with pytest.raises(Conflict):
        looking_again.still_current(acting(lead.user), lesson(board, review_by=LATER))
    with pytest.raises((Conflict, NotFound)):
        looking_again.still_current(acting(lead.user), lesson(board, state="hidden", slug="hidden"))


def test_results_and_the_page_say_that_readers_should_check_it_once_the_day_is_over(
    app: APIFlask, reader: Person
) -> None:
    lesson(None, review_by=today() - timedelta(days=1), title="Zebras taught the board to count")
    lesson(None, slug="fresh", title="Zebras taught the board to write")
    index_commands.index_rebuild(quiet)

    cards = reader.open("/search?q=zebras").rows(".kb-card")

    assert sorted("Check still current" in card for card in cards) == [False, True]
    assert "Check still current." in reader.open("/lessons/zebras").text
