"""Themes and their lessons."""

from apiflask import APIFlask
from sqlalchemy import update

from kb.core.db import session
from kb.lessons.models.vocabulary import Theme
from kb.lessons.queries.themes import theme_by_slug
from tests import factories
from tests.pages import Person


def test_every_group_and_theme_is_listed_with_its_number_of_lessons(reader: Person) -> None:
    factories.lesson(themes=["neglect", "domestic-abuse"])
    factories.lesson(themes=["neglect"])

    page = reader.get("lessons.themes")

    assert len(page.rows("h2")) >= 8
    assert "Neglect 2 lessons" in page.text or "Neglect (2)" in page.text or "Neglect 2" in page.text


def test_a_theme_shows_those_tested_furthest_first(reader: Person) -> None:
    factories.lesson("Only an idea so far, not tried", themes=["neglect"], evidence_stage_key="evidence-stages/0")
    factories.lesson("Evaluated by somebody else", themes=["neglect"], evidence_stage_key="evidence-stages/4")

    text = reader.get("lessons.theme", slug="neglect").text

    assert text.index("Evaluated by somebody else") < text.index("Only an idea so far")


def test_kinds_of_change_narrow_the_list_and_several_widen_it(reader: Person) -> None:
    factories.lesson("An audit was made of files", themes=["neglect"], values=["kinds-of-change/audit"])
    factories.lesson("A team was set up for it", themes=["neglect"], values=["kinds-of-change/new-team-or-post"])
    factories.lesson("Staff were trained in it", themes=["neglect"], values=["kinds-of-change/training"])

    one = reader.open("/themes/neglect?change=audit").text
    two = reader.open("/themes/neglect?change=audit&change=training").text

    assert "An audit was made" in one
    assert "A team was set up" not in one
    assert "An audit was made" in two
    assert "Staff were trained" in two
    assert "A team was set up" not in two


def test_a_group_shows_the_lessons_of_all_its_themes(reader: Person) -> None:
    factories.lesson("A lesson about neglect alone", themes=["neglect"])
    factories.lesson("A lesson about online harm", themes=["online-harm"])

    text = reader.get("lessons.theme", slug="forms-of-harm").text

    assert "A lesson about neglect alone" in text


def test_an_unknown_filter_value_is_left_out_and_the_page_shown(reader: Person) -> None:
    factories.lesson("A lesson about neglect alone", themes=["neglect"])

    page = reader.open("/themes/neglect?change=no-such-kind")

    assert page.status == 200
    assert "A lesson about neglect alone" in page.text


def test_an_unknown_theme_is_not_found(reader: Person) -> None:
    assert reader.get("lessons.theme", slug="no-such-theme").status == 404


def test_long_lists_come_in_pages(app: APIFlask, reader: Person) -> None:
    for number in range(23):
        factories.lesson(f"Lesson number {number} about neglect", themes=["neglect"])

    first = reader.get("lessons.theme", slug="neglect")
    second = first.follow("Next page")

    assert len(first.rows(".kb-results__item")) == 20
    assert len(second.rows(".kb-results__item")) == 3


def test_a_theme_is_introduced_and_asks_five_questions(reader: Person) -> None:
    page = reader.get("lessons.theme", slug="neglect")

    theme = theme_by_slug("neglect")
    assert theme.introduction in page.text
    assert len(theme.self_check) == 5
    assert page.text.index(theme.introduction) < page.text.index("Could this happen here?")
    for question in theme.self_check:
        assert question in page.text
    assert "Answer yes, partly or no" in page.text


def test_a_group_has_neither_and_a_theme_without_them_shows_no_empty_part(reader: Person) -> None:
    session.execute(update(Theme).where(Theme.slug == "neglect").values(introduction="", self_check=[]))
    session.commit()

    for slug in ("neglect", "forms-of-harm"):
        assert "Could this happen here?" not in reader.get("lessons.theme", slug=slug).text
