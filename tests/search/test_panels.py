"""The section "Related lessons" on a lesson's page."""

from apiflask import APIFlask

from kb.core.db import transaction
from kb.lessons.queries.published import lesson_by_slug
from kb.search import panels
from tests import factories
from tests.pages import Page, Person, statements, words
from tests.search.lessons import catch_up, edit, move


def related(page: Page) -> str:
    """The words of the section."""
    section = page.soup.select_one("section:has(> #related)")
    return words(section) if section else ""


def test_related_lessons_share_most_themes_and_say_which(reader: Person) -> None:
    lesson = factories.lesson("The lesson that is open", themes=["neglect", "recording", "early-help"])
    factories.lesson("Shares one theme with it", themes=["neglect"])
    factories.lesson("Shares two themes with it", themes=["recording", "neglect"])
    factories.lesson("Shares no theme with it", themes=["online-harm"])

    page = reader.get("lessons.show", slug=lesson.slug)
    text = related(page)

    assert text.index("Shares two themes") < text.index("Shares one theme")
    assert "Also about Neglect and Recording and records." in text
    assert "Shares no theme" not in text
    assert page.follow("Shares two themes with it").heading == "Shares two themes with it"


def test_the_lesson_itself_and_hidden_ones_are_not_among_them(reader: Person) -> None:
    lesson = factories.lesson("The lesson that is open", themes=["neglect"])
    factories.lesson("A hidden one", themes=["neglect"], state="hidden")

    assert related(reader.get("lessons.show", slug=lesson.slug)) == ""


def test_a_new_title_shows_at_once_and_a_lesson_that_is_hidden_is_gone(reader: Person) -> None:
    lesson = factories.lesson("The lesson that is open", themes=["neglect"])
    other = factories.lesson("Its old title", themes=["neglect"]).id
    assert "Its old title" in related(reader.get("lessons.show", slug=lesson.slug))
    edit(other, title="Its new title")
    assert "Its new title" in related(reader.get("lessons.show", slug=lesson.slug))
    move(other, "hidden")
    assert related(reader.get("lessons.show", slug=lesson.slug)) == ""


def test_links_lead_to_where_the_site_is_mounted(reader: Person) -> None:
    lesson = factories.lesson("The lesson that is open", themes=["neglect"])
    other = factories.lesson("Another", themes=["neglect"])
    reader.get("lessons.show", slug=lesson.slug)
    for root in ("", "/elsewhere"):
        page = reader.open(f"/lessons/{lesson.slug}", environ_overrides={"SCRIPT_NAME": root})
        assert page.link("Another") == f"{root}/lessons/{other.slug}"


def test_titles_are_text_and_not_html(reader: Person) -> None:
    lesson = factories.lesson("The lesson that is open", themes=["neglect"])
    factories.lesson("<b>Bold</b> & more", themes=["neglect"])

    assert "<b>Bold</b> & more" in related(reader.get("lessons.show", slug=lesson.slug))


def test_the_section_takes_one_statement_however_many_lessons_there_are(app: APIFlask) -> None:
    with transaction():
        slug = factories.lesson("The lesson that is open", themes=["neglect"]).slug
        factories.lesson("Another", themes=["neglect"])
    catch_up()
    few = made_for(app, slug)
    with transaction():
        for number in range(20):
            factories.lesson(f"Further lesson {number}", themes=["neglect"])
    catch_up()
    assert few == made_for(app, slug) == 1


def made_for(app: APIFlask, slug: str | None) -> int:
    assert slug
    with app.test_request_context():
        lesson = lesson_by_slug(slug)
        panels.related(lesson)  # what is kept between requests is filled
        with statements() as made:
            assert panels.related(lesson)
    return len(made)
