"""From the page of a lesson an identity reviewer or an admin asks for all of it to be removed."""

import pytest

from kb.accounts.models.organisation import Organisation
from kb.core import db
from kb.core.work import run_due
from kb.editorial.models import SavedText
from kb.expunging.models import Expunge
from kb.importing.models import LessonImport
from kb.lessons.models.lesson import Lesson
from tests import factories
from tests.expunging.whole_lesson import QUOTE, TITLE, a_lesson, beside, expunged
from tests.pages import Page, Person


@pytest.fixture
def lesson(board: Organisation) -> Lesson:
    """A public lesson."""
    made = factories.lesson(TITLE, organisation=board)
    factories.lesson("A team reads each", organisation=board, found=QUOTE)
    db.session.commit()
    return made


def page_of(who: Person, lesson: Lesson) -> Page:
    text = lesson.live_revision or lesson.open_revision
    assert text is not None
    return who.get("expunging.ask_for_lesson", number=text.id)


def test_one_asks_from_the_public_page_the_other_sees_what_goes_and_agrees(
    lesson: Lesson, identity_reviewer: Person, admin: Person
) -> None:
    asked = admin.get("lessons.show", slug=lesson.slug).follow("Have all of it removed for good")
    assert "its addresses say that a lesson was removed" in asked.text
    assert TITLE in asked.text
    asked.submit("Ask for it")
    run_due()
    made = db.session.query(Expunge).one()

    page = identity_reviewer.get("expunging.show", number=made.id)
    assert f"{lesson.reference}, {TITLE}" in page.text
    assert "1 version of a lesson elsewhere, with a title or an address of it" in page.text
    page.submit("Agree, and remove it for good")
    run_due()

    after = admin.get("expunging.show", number=made.id)
    assert TITLE not in after.text
    assert "its address says that it was removed" in after.text
    db.session.expire_all()
    assert lesson.state == "expunged"


def test_a_lesson_at_the_desk_is_asked_for_from_its_page_there(board: Organisation, identity_reviewer: Person) -> None:
    made = factories.lesson(TITLE, state="in_review", organisation=board)
    db.session.commit()

    page = identity_reviewer.get("desk.item", number=made.open_revision_id).follow(
        "Have all of this lesson removed for good"
    )

    assert "It was never public." in page.text
    page.submit("Ask for it")
    assert db.session.query(Expunge).one().fingerprint["lesson"] == made.id


@pytest.mark.parametrize("state", ["draft", "returned", "discarded"])
def test_a_text_that_they_may_not_read_does_not_exist_for_them(
    board: Organisation, identity_reviewer: Person, admin: Person, state: str
) -> None:
    made = factories.lesson(TITLE, state=state, organisation=board)
    db.session.commit()

    assert [page_of(who, made).status for who in (identity_reviewer, admin)] == [404, 404]


@pytest.mark.parametrize("state", ["in_review", "hidden", "archived"])
def test_an_admin_asks_for_what_everybody_reads_alone(board: Organisation, admin: Person, state: str) -> None:
    made = factories.lesson(TITLE, state=state, organisation=board)
    db.session.commit()

    assert page_of(admin, made).status == 404


def test_others_do_not_learn_that_there_is_such_a_page(lesson: Lesson, editor: Person, lead: Person) -> None:
    assert [page_of(who, lesson).status for who in (editor, lead)] == [404, 404]
    assert "removed for good" not in editor.get("lessons.show", slug=lesson.slug).text


def test_nobody_reads_or_changes_it_any_more(
    board: Organisation, contributor: Person, editor: Person, identity_reviewer: Person, admin: Person
) -> None:
    made = a_lesson(board, contributor.user.id)
    beside(board)
    texts = [each.id for each in made.revisions]

    expunged(identity_reviewer, admin, made)

    for number in texts:
        for who, endpoint in (
            (contributor, "editorial.lesson"),
            (contributor, "editorial.recover"),
            (editor, "desk.item"),
            (editor, "desk.restore"),
            (identity_reviewer, "expunging.ask_for_lesson"),
        ):
            assert who.get(endpoint, number=number).status in {404, 405}, endpoint
    assert "Untitled" not in contributor.get("editorial.organisation", slug="northbridge").text
    sent = db.session.query(LessonImport.id).scalar()
    for endpoint in ("importing.show", "importing.undo"):
        assert contributor.get(endpoint, slug="northbridge", number=sent).status == 200


def test_a_page_that_was_opened_before_and_is_sent_afterwards_keeps_nothing_of_what_was_typed(
    board: Organisation, contributor: Person, identity_reviewer: Person, admin: Person
) -> None:
    made = factories.lesson(TITLE, state="draft", organisation=board)
    db.session.commit()
    page = contributor.get("editorial.step", number=made.open_revision_id, step="found")
    expunged(identity_reviewer, admin, made)

    sent = page.submit("Save and stay here", found="Nobody had asked.")

    assert sent.status == 404
    assert db.session.query(SavedText).count() == 0
    assert made.revisions[0].found == ""
