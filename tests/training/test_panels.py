"""Where the pages of lessons and themes show the trainers' material."""

import pytest
from apiflask import APIFlask
from bs4 import BeautifulSoup

from kb.core import db
from kb.lessons.queries.themes import theme_by_slug
from kb.training import panels
from tests import factories
from tests.pages import Person, words
from tests.training import material


def of_theme(app: APIFlask, slug: str) -> str:
    """What the panel says on a theme's page."""
    db.session.commit()
    with app.test_request_context():
        return words(BeautifulSoup(panels.for_theme(theme_by_slug(slug)), "html.parser"))


def test_a_lesson_names_its_vignettes_and_leads_to_its_questions(reader: Person) -> None:
    lesson = factories.lesson("The lesson in use", slug="in-use")
    material.vignette(lesson, title="The case on it")
    material.vignette(factories.lesson(), title="A case on another")
    material.quiz_item(lesson, "A stem on it")
    material.quiz_item(lesson, "Another stem on it")

    page = reader.get("lessons.show", slug="in-use")

    assert "In training material The case on it Vignette, 35 minutes." in page.text
    assert "A case on another" not in page.text
    assert page.follow("The case on it").heading == "The case on it"
    assert page.follow("2 quiz questions").rows(".kb-results__count") == ["2 questions"]


def test_a_lesson_names_the_sessions_that_name_it(reader: Person) -> None:
    lesson = factories.lesson(slug="in-use")
    material.session(title="The session with it", lessons=["in-use"])
    material.session(title="A session with another", lessons=["gone"])

    page = reader.get("lessons.show", slug="in-use")

    assert "In training material The session with it Session, 30 minutes. A team hears one lesson" in page.text
    assert "A session with another" not in page.text
    assert page.follow("The session with it").heading == "The session with it"
    assert lesson.slug in page.response.request.path


def test_a_lesson_that_is_in_no_material_says_nothing(reader: Person) -> None:
    material.vignette(factories.lesson())

    assert "In training material" not in reader.get("lessons.show", slug=factories.lesson().slug).text


def test_a_lesson_with_questions_alone_names_those(reader: Person) -> None:
    lesson = factories.lesson()
    material.quiz_item(lesson)

    assert "In training material 1 quiz question Each with" in reader.get("lessons.show", slug=lesson.slug).text


def test_a_theme_lists_its_vignettes_and_counts_its_questions(app: APIFlask) -> None:
    material.vignette(factories.lesson(), title="A case on neglect", themes=["neglect"])
    material.vignette(factories.lesson(), title="A case on records", themes=["recording"])
    material.quiz_item(factories.lesson(themes=["neglect"]))

    text = of_theme(app, "neglect")

    assert text.startswith("In training material A case on neglect Vignette, 35 minutes.")
    assert "A case on records" not in text
    assert "1 quiz question" in text


def test_a_group_takes_in_what_is_on_its_themes(app: APIFlask) -> None:
    material.vignette(factories.lesson(), title="A case on neglect", themes=["neglect"])
    material.quiz_item(factories.lesson(themes=["neglect"]))

    text = of_theme(app, "forms-of-harm")

    assert "A case on neglect" in text
    assert "1 quiz question" in text


@pytest.mark.parametrize("slug", ["neglect", "forms-of-harm"])
def test_a_theme_and_its_group_list_the_sessions_that_name_it(app: APIFlask, slug: str) -> None:
    material.session(title="A session on neglect", themes=["neglect"])
    material.session(title="A session on records", themes=["recording"])
    material.session(title="A session on anything")
    material.session(title="A frame for any theme", any_theme=True)

    text = of_theme(app, slug)

    assert text.startswith("In training material A session on neglect Session, 30 minutes.")
    assert "A session on records" not in text
    assert "A session on anything" not in text
    assert "A frame for any theme" not in text


def test_a_theme_without_material_says_nothing(app: APIFlask) -> None:
    material.vignette(factories.lesson(themes=["neglect"]), themes=["neglect"])
    material.quiz_item(factories.lesson(themes=["neglect"]))

    assert of_theme(app, "recording") == ""
