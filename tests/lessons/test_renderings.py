"""Texts as HTML and as plain text: kept with their revision, never shown when they are not what would be made now."""

import pytest
from apiflask import APIFlask
from sqlalchemy import delete, select, update

from config import HERE
from kb.access.actors import OPERATOR
from kb.content import commands as content_commands
from kb.core.db import session, transaction
from kb.core.text import plain
from kb.desk.service.hiding import hide, unhide
from kb.lessons import renderings
from kb.lessons.models.lesson import Lesson, Revision
from kb.lessons.models.rendering import Rendering
from kb.lessons.models.vocabulary import GlossaryTerm
from kb.lessons.queries.published import TEXTS, lesson_by_slug
from kb.operations import tables
from tests import factories
from tests.conftest import quiet
from tests.pages import Person, statements


def kept(lesson: Lesson) -> Rendering | None:
    session.expire_all()
    return session.get(Rendering, lesson.live_revision_id)


def test_a_lesson_is_rendered_when_it_is_published(app: APIFlask) -> None:
    with transaction():
        lesson = factories.lesson(found="The **LSCB** met.", why="")
    session.commit()

    found = kept(lesson)

    assert found is not None
    assert set(found.html) == {"found", "done"}
    assert '<strong><a class="govuk-link kb-term" href="/glossary#lscb"' in found.html["found"]
    assert found.plain.split("\n")[1] == "The LSCB met."


def test_the_page_shows_what_is_kept(reader: Person) -> None:
    lesson = factories.lesson(slug="one", found="A text.")
    assert "A text." in reader.open("/lessons/one").text

    with transaction():
        marked = {"found": "<p>From what is kept.</p>", "done": "<p>Done.</p>"}
        session.execute(update(Rendering).where(Rendering.revision_id == lesson.live_revision_id).values(html=marked))
        session.add(factories.organisation("So that pages are not taken from memory"))

    assert "From what is kept." in reader.open("/lessons/one").text


@pytest.mark.parametrize("section", TEXTS)
def test_a_text_that_changed_shows_at_once_whatever_is_kept(reader: Person, section: str) -> None:
    lesson = factories.lesson(slug="one", **{section: "The text before."})
    assert "The text before." in reader.open("/lessons/one").text

    with transaction():
        session.execute(
            update(Revision).where(Revision.id == lesson.live_revision_id).values({section: "The text after."})
        )

    page = reader.open("/lessons/one")
    assert "The text after." in page.text
    assert "The text before." not in page.html
    assert "The text after." in renderings.plain_texts([lesson.id])[lesson.id].text.split("\n")


def test_a_glossary_that_changed_shows_at_once_and_leaves_the_plain_text_as_it_is(
    app: APIFlask, reader: Person
) -> None:
    lesson = factories.lesson(slug="one", found="The LSCB met.")
    assert "Local Safeguarding Children Board" in reader.open("/lessons/one").html

    with transaction():
        session.execute(update(GlossaryTerm).where(GlossaryTerm.slug == "lscb").values(expansion="A board of old"))

    assert 'title="A board of old' in reader.open("/lessons/one").html
    assert renderings.plain_texts([lesson.id])[lesson.id].text.split("\n")[1] == "The LSCB met."


def test_what_was_never_rendered_is_rendered_for_the_page_and_reading_leaves_nothing_behind(
    app: APIFlask, reader: Person
) -> None:
    lesson = factories.lesson(slug="one", found="A *text*.")
    session.commit()
    before = reader.open("/lessons/one").html
    with transaction():
        session.execute(delete(Rendering))
        factories.organisation("So that pages are not taken from memory")

    assert reader.open("/lessons/one").html == before
    assert kept(lesson) is None


def test_catching_up_renders_what_is_missing_or_outdated_and_nothing_else(app: APIFlask) -> None:
    missing, outdated, current = (factories.lesson(f"Lesson number {n} of three") for n in range(3))
    draft = factories.lesson(state="draft")
    session.commit()
    with transaction():
        session.execute(delete(Rendering).where(Rendering.revision_id == missing.live_revision_id))
        session.execute(update(Revision).where(Revision.id == outdated.live_revision_id).values(found="Another text."))
    before = kept(current)
    assert before is not None

    assert renderings.catch_up() == 2
    assert renderings.catch_up() == 0

    assert kept(missing) is not None
    assert "Another text." in str(getattr(kept(outdated), "html", ""))
    assert set(session.scalars(select(Rendering.revision_id))) == {
        lesson.live_revision_id for lesson in (missing, outdated, current)
    }
    assert draft.open_revision_id is not None


def test_a_glossary_that_changed_makes_all_html_outdated(app: APIFlask) -> None:
    for number in range(3):
        factories.lesson(f"Lesson number {number} of three")
    session.commit()
    with transaction():
        session.execute(update(GlossaryTerm).where(GlossaryTerm.slug == "lscb").values(meaning="Something else"))

    assert renderings.catch_up() == 3
    assert renderings.catch_up() == 0


def test_rendering_a_lesson_again_replaces_what_is_kept(app: APIFlask) -> None:
    lesson = factories.lesson()
    with transaction():
        session.execute(update(Rendering).values(made_from="something else", plain="Something else"))

    with transaction():
        renderings.render(lesson.id)

    assert kept(lesson) is not None
    assert "Something else" not in getattr(kept(lesson), "plain", "")
    assert renderings.catch_up() == 0


def test_plain_texts_are_those_of_published_lessons_in_one_statement(app: APIFlask) -> None:
    lessons = [factories.lesson(found=f"Found *{n}*.", done_status_key="done-statuses/agreed") for n in range(3)]
    hidden = factories.lesson(state="hidden")
    session.commit()
    with transaction():
        session.execute(delete(Rendering).where(Rendering.revision_id == lessons[0].live_revision_id))

    ids = [lesson.id for lesson in (*lessons, hidden)]

    with statements() as made:
        found = renderings.plain_texts(ids)

    assert len(made) == 1
    assert set(found) == {lesson.id for lesson in lessons}
    for lesson in lessons:
        assert found[lesson.id].text.split("\n") == [plain(getattr(lesson.live_revision, name)) for name in TEXTS]
        assert found[lesson.id].done_status == "done-statuses/agreed"


def test_a_lesson_that_was_hidden_and_shown_again_is_still_rendered(app: APIFlask) -> None:
    lesson = factories.lesson(slug="one")
    session.commit()

    hide(OPERATOR, lesson, reason="A test")
    unhide(OPERATOR, lesson, reason="A test")

    assert renderings.catch_up() == 0
    assert lesson_by_slug("one").rendering is not None


def test_a_revision_that_goes_takes_its_rendering_along(app: APIFlask) -> None:
    lesson = factories.lesson()
    session.commit()
    with transaction():
        lesson.live_revision, revision = None, lesson.live_revision
        session.flush()
        session.delete(revision)

    assert session.scalars(select(Rendering)).all() == []


def test_after_a_load_or_an_upgrade_nothing_is_left_to_render(app: APIFlask) -> None:
    assert content_commands.load(HERE / "content", quiet) == 0
    assert renderings.catch_up() == 0
    with transaction():
        session.execute(delete(Rendering))

    tables.upgrade()

    assert renderings.catch_up() == 0
    assert session.scalars(select(Rendering.revision_id)).all()


def test_lessons_that_are_published_and_rolled_back_leave_nothing(app: APIFlask) -> None:
    factories.lesson("A lesson that never was")
    session.rollback()
    lesson = factories.lesson("A lesson that stayed")
    session.commit()

    assert session.scalars(select(Rendering.revision_id)).all() == [lesson.live_revision_id]


def test_of_a_lesson_that_is_withdrawn_no_copy_is_kept_until_it_is_shown_again(app: APIFlask) -> None:
    with transaction():
        lesson = factories.lesson(found="Something private.")
    hide(OPERATOR, lesson, reason="A test")
    assert kept(lesson) is None

    unhide(OPERATOR, lesson, reason="A test")
    assert kept(lesson) is not None
