"""The quiz: pages of ten, filters, answers."""

import pytest

from tests import factories
from tests.pages import Person
from tests.training import material


def test_a_question_has_lettered_options_and_a_closed_answer_with_its_reason(reader: Person) -> None:
    lesson = factories.lesson("Audit of referrals", slug="the-audit")
    material.quiz_item(lesson, "What do you check first?", section="found", position=1)

    page = reader.get("training.quiz")

    assert page.rows(".kb-quiz__item h3") == ["Question 1"]
    assert page.rows("ol[type=A] li") == ["How fast it was", "Whether staff agree", "Who was on duty"]
    assert page.rows("details:not([open]) > div") == [
        "B. Whether staff agree The audit showed that staff did not agree. "
        f"Audit of referrals: what was found ({lesson.reference})"
    ]
    assert page.link("Audit of referrals: what was found") == "/lessons/the-audit#found"


def test_ten_stand_on_a_page_and_numbers_go_on(reader: Person) -> None:
    lesson = factories.lesson()
    for number in range(1, 14):
        material.quiz_item(lesson, f"Stem number {number}", position=number)

    first = reader.get("training.quiz")
    second = first.follow("Next page")

    assert "1 to 10 of 13 questions" in first.text
    assert len(first.rows(".kb-quiz__item")) == 10
    assert second.rows(".kb-quiz__item h3") == ["Question 11", "Question 12", "Question 13"]
    assert "Stem number 13" in second.text


def test_a_question_keeps_its_number_under_every_filter_and_can_be_linked(reader: Person) -> None:
    for number in range(1, 13):
        material.quiz_item(factories.lesson(themes=["recording"]), position=number)
    asked = factories.lesson(slug="asked-about", themes=["neglect"])
    material.quiz_item(asked, "A stem on neglect", slug="on-neglect", position=13)

    for query in ("theme=neglect", "lesson=asked-about", "page=2"):
        page = reader.open(f"/training/quiz?{query}")
        assert page.rows("#on-neglect h3") == ["Question 13"], query
        assert page.rows("#on-neglect summary") == ["Answer to question 13"], query
        assert page.link("Question 13") == "/training/quiz?page=2#on-neglect", query


def test_numbers_leave_no_gap_for_a_question_that_is_not_shown(reader: Person) -> None:
    for slug, state in (("first", "published"), ("second", "hidden"), ("third", "published")):
        lesson = factories.lesson(state=state)
        material.quiz_item(lesson, slug=slug)

    page = reader.get("training.quiz")
    assert page.rows(".kb-quiz__item h3") == ["Question 1", "Question 2"]
    assert page.link("Question 2") == "/training/quiz#third"


def test_with_the_answers_open_it_is_the_trainers_copy(reader: Person) -> None:
    material.quiz_item(factories.lesson())

    closed = reader.get("training.quiz")

    assert closed.rows(".kb-copy") == []
    assert closed.follow("Open all answers").rows(".kb-copy") == ["Trainer’s copy"]


def test_a_page_after_the_last_is_the_last(reader: Person) -> None:
    material.quiz_item(factories.lesson(), position=1)

    assert reader.open("/training/quiz?page=99").rows(".kb-quiz__item h3") == ["Question 1"]


def test_only_themes_that_have_questions_are_offered_with_their_numbers(reader: Person) -> None:
    material.quiz_item(factories.lesson(themes=["neglect", "recording"]))
    material.quiz_item(factories.lesson(themes=["neglect"]))
    factories.lesson(themes=["online-harm"])

    options = reader.get("training.quiz").soup.select("select[name=theme] option")

    assert {option["value"]: option.text.strip()[-3:] for option in options[1:]} == {
        "neglect": "(2)",
        "recording": "(1)",
    }


def test_a_theme_narrows_the_quiz_and_can_be_taken_off(reader: Person) -> None:
    material.quiz_item(factories.lesson(themes=["neglect"]), "A stem on neglect")
    material.quiz_item(factories.lesson(themes=["recording"]), "A stem on recording")

    page = reader.get("training.quiz").submit("Apply filter", theme="recording")

    assert "A stem on recording" in page.text
    assert "A stem on neglect" not in page.text
    assert len(page.rows(".kb-quiz__item")) == 1
    assert page.soup.select_one("option[value=recording][selected]")
    assert len(page.follow("Show all questions").rows(".kb-quiz__item")) == 2


def test_a_group_shows_the_questions_of_its_themes(reader: Person) -> None:
    material.quiz_item(factories.lesson(themes=["neglect"]), "A stem on neglect")
    material.quiz_item(factories.lesson(themes=["recording"]), "A stem on recording")

    page = reader.open("/training/quiz?theme=forms-of-harm")

    assert "A stem on neglect" in page.text
    assert "A stem on recording" not in page.text
    assert page.soup.select_one("option[value=forms-of-harm][selected]")
    assert "forms-of-harm" not in reader.get("training.quiz").html, "a group is offered only where it was chosen"


def test_a_lesson_narrows_the_quiz(reader: Person) -> None:
    lesson = factories.lesson("The lesson asked about", slug="asked-about")
    material.quiz_item(lesson, "A stem on it")
    material.quiz_item(factories.lesson(), "A stem on another")

    page = reader.open("/training/quiz?lesson=asked-about")

    assert page.rows(".kb-quiz__item p")[0] == "A stem on it"
    assert "A stem on another" not in page.text
    assert page.follow("The lesson asked about").heading == "The lesson asked about"


@pytest.mark.parametrize("query", ["theme=no-such-theme", "theme=online-harm", "lesson=no-such-lesson", "page=x"])
def test_a_filter_that_would_find_nothing_is_left_out(reader: Person, query: str) -> None:
    material.quiz_item(factories.lesson(themes=["neglect"]))

    page = reader.open(f"/training/quiz?{query}")

    assert page.rows(".kb-results__count") == ["1 question"]
    assert page.soup.select("option[selected]") == []


def test_answers_are_opened_at_once_and_stay_so_on_the_next_page(reader: Person) -> None:
    lesson = factories.lesson(themes=["neglect"])
    for number in range(1, 13):
        material.quiz_item(lesson, position=number)

    opened = reader.open("/training/quiz?theme=neglect&page=2").follow("Open all answers")

    assert len(opened.soup.select("details[open]")) == 2
    assert len(opened.follow("Previous page").soup.select("details[open]")) == 10
    closed = opened.follow("Close all answers")
    assert closed.soup.select("details[open]") == []
    assert closed.rows(".kb-quiz__item h3") == ["Question 11", "Question 12"]


def test_without_questions_it_says_where_to_go(reader: Person) -> None:
    page = reader.get("training.quiz")

    assert page.status == 200
    assert page.follow("See the other training material").heading == "Training material"


def test_a_theme_and_a_lesson_that_have_nothing_in_common_show_the_questions_of_the_lesson(reader: Person) -> None:
    material.quiz_item(factories.lesson(slug="on-records", themes=["recording"]), "A stem on records")
    material.quiz_item(factories.lesson(themes=["neglect"]), "A stem on neglect")

    page = reader.open("/training/quiz?theme=neglect&lesson=on-records")

    assert "A stem on records" in page.text
    assert "A stem on neglect" not in page.text
