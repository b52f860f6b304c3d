"""The pages with which the editorial team hides, archives and brings back a lesson."""

import pytest
from apiflask import APIFlask

from kb.access.actors import OPERATOR
from kb.accounts.models.organisation import Organisation
from kb.core import db
from kb.desk.service import hiding
from kb.lessons.models.lesson import Lesson
from tests import factories
from tests.mailbox import link_in, messages
from tests.pages import Person


@pytest.fixture
def lesson(app: APIFlask, board: Organisation) -> Lesson:
    """A lesson of the board that is public."""
    made = factories.lesson("Zebras taught the board to count", slug="zebras", organisation=board)
    db.session.commit()
    return made


def state_of(lesson: Lesson) -> str | None:
    db.session.rollback()
    return db.session.get_one(Lesson, lesson.id, populate_existing=True).state


def test_an_editor_hides_a_lesson_from_its_page_and_shows_it_again(editor: Person, lesson: Lesson) -> None:
    page = editor.open("/lessons/zebras").follow("Hide it")
    assert page.heading == "Hide this lesson?"

    page = page.submit("Hide it", reason="A relative asked us to.")

    assert state_of(lesson) == "hidden"
    assert "It is hidden." in page.text
    assert "A relative asked us to." in page.text
    page = page.follow("Show it to readers again").submit("Show it again", reason="It was a mistake.")
    assert state_of(lesson) == "published"
    assert "It is public again." in page.text


def test_an_editor_archives_a_lesson_and_restores_it(editor: Person, lesson: Lesson) -> None:
    factories.lesson(slug="new")
    page = editor.open("/lessons/zebras").follow("Archive it")

    page = page.submit("Archive it", reason="The guidance was replaced.", replacement="new")

    assert state_of(lesson) == "archived"
    page.follow("Restore it").submit("Restore it", reason="It is right after all.")
    assert state_of(lesson) == "published"


def test_nothing_typed_is_lost_where_something_is_refused(editor: Person, lesson: Lesson) -> None:
    page = editor.open("/lessons/zebras").follow("Archive it")

    page = page.submit("Archive it", reason="The guidance was replaced.", replacement="LB-9999")

    assert page.errors == ["There is no such lesson. Check the reference, or paste the address of its page"]
    assert "The guidance was replaced." in page.html
    assert state_of(lesson) == "published"


def test_who_comes_second_is_told_who_was_faster(editor: Person, lesson: Lesson) -> None:
    page = editor.open("/lessons/zebras").follow("Hide it")
    hiding.hide(OPERATOR, lesson, reason="Somebody telephoned.")

    page = page.submit("Hide it", reason="A relative asked us to.")

    assert "Nothing was done. Somebody was faster: Whoever runs the site hid it from readers on" in page.text


def test_an_identity_reviewer_hides_and_does_not_archive(identity_reviewer: Person, lesson: Lesson) -> None:
    page = identity_reviewer.open("/lessons/zebras")
    assert "Archive it" not in page.text
    assert identity_reviewer.get("desk.archive", number=lesson.live_revision_id).status == 403
    page.follow("Hide it").submit("Hide it", reason="Somebody could be recognised.")
    assert state_of(lesson) == "hidden"


def test_readers_and_writers_see_nothing_of_it(contributor: Person, reader: Person, lesson: Lesson) -> None:
    for person in (contributor, reader):
        assert "Hide it" not in person.open("/lessons/zebras").text
    assert contributor.get("desk.hide", number=lesson.live_revision_id).status == 404


def test_writers_read_in_their_workspace_who_archived_it_and_why(
    editor: Person, contributor: Person, lesson: Lesson
) -> None:
    editor.get("desk.archive", number=lesson.live_revision_id).submit("Archive it", reason="The guidance was replaced.")

    page = contributor.get("editorial.lesson", number=lesson.live_revision_id)

    assert "A editor archived it" in page.text
    assert "The guidance was replaced." in page.text


@pytest.mark.parametrize(("step", "words"), [("hide", "was hidden"), ("archive", "was archived")])
@pytest.mark.walks(
    "an editor archives or hides a lesson",
    {"who submitted it and who has it in hand": ["contributor@example.org", "lead@example.org"]},
)
def test_its_writers_are_told_that_it_is_not_public_any_more(
    editor: Person, contributor: Person, lead: Person, lesson: Lesson, step: str, words: str
) -> None:
    assert lesson.live_revision
    lesson.live_revision.submitted_by_id, lesson.holder_id = contributor.user.id, lead.user.id
    db.session.commit()
    page = editor.get(f"desk.{step}", number=lesson.live_revision_id)

    page.submit(f"{step.capitalize()} it", reason="A relative asked us to.")

    for address in ("contributor@example.org", "lead@example.org"):
        (message,) = messages(address)
        assert words in message.subject
        assert link_in(message) == f"/workspace/lessons/{lesson.live_revision_id}"
        assert not any(each in (message.text or "") for each in ("Zebras", "relative"))
