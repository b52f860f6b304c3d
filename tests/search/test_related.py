"""Related lessons: what both have decides, the rarer the more, and the reason says it in words."""

from collections.abc import Sequence
from datetime import date
from typing import Any

import pytest
from apiflask import APIFlask

from kb.core import db
from kb.lessons.models.lesson import Lesson
from kb.lessons.queries.lessons import titles
from kb.lessons.queries.published import lesson_by_slug
from kb.search import service
from kb.search.related import MOST
from tests.search.lessons import catch_up, edit, move, publish

THEMES = ("neglect", "recording")


def lesson(title: str, themes: Sequence[str] = ("neglect",), **fields: Any) -> int:
    return publish(title, themes=themes, **fields)


def related_to(number: int) -> dict[str, str]:
    """Titles and reasons, best first, in a transaction of its own, as a request would have."""
    db.session.rollback()
    slug = db.session.get_one(Lesson, number).slug
    assert slug
    found = service.related(lesson_by_slug(slug))
    known = titles([item.id for item in found])
    return {known[item.id].label: item.reason for item in found}


def settle(index: str) -> None:
    """Have an index, or none: themes and values are known without one."""
    if index == "indexed":
        catch_up()


@pytest.mark.parametrize("index", ["indexed", "without an index"])
def test_the_more_is_shared_the_nearer(app: APIFlask, index: str) -> None:
    asked = lesson("Alpha", THEMES, values=["kinds-of-change/audit"])
    lesson("One theme", ["neglect"])
    lesson("Two themes", THEMES)
    lesson("Two themes and the kind of change", THEMES, values=["kinds-of-change/audit"])
    lesson("Nothing shared", ["online-harm"])
    settle(index)
    assert list(related_to(asked)) == ["Two themes and the kind of change", "Two themes", "One theme"]


@pytest.mark.parametrize("index", ["indexed", "without an index"])
def test_what_few_lessons_share_counts_more(app: APIFlask, index: str) -> None:
    asked = lesson("Alpha", THEMES)
    for number in range(8):
        lesson(f"Frequent {number}", ["neglect"], published_on=date(2026, 11, 2))
    lesson("Rare", ["recording"], published_on=date(2020, 1, 1))
    settle(index)
    assert next(iter(related_to(asked))) == "Rare"


@pytest.mark.parametrize("index", ["indexed", "without an index"])
def test_of_equals_the_newest_come_first_and_there_are_four(app: APIFlask, index: str) -> None:
    asked = lesson("Alpha")
    for year in range(2010, 2018):
        lesson(f"From {year}", published_on=date(year, 1, 1))
    settle(index)
    assert list(related_to(asked)) == ["From 2017", "From 2016", "From 2015", "From 2014"]
    assert MOST == 4


def test_the_reason_is_said_in_words(app: APIFlask) -> None:
    values = ["kinds-of-change/audit", "agencies/police", "harm-types/neglect"]
    asked = lesson("Alpha", ["neglect", "recording", "early-help", "online-harm"], values=values)
    lesson("All of it", ["early-help", "neglect", "online-harm", "recording"], values=values)
    lesson("A theme and an agency", ["neglect"], values=["agencies/police"])
    lesson("A theme", ["recording"])
    catch_up()
    assert related_to(asked) == {
        "All of it": "Also about Neglect, Recording and records and Early help and family help."
        " The same kind of change: Audit.",
        "A theme and an agency": "Also about Neglect. The same agency: Police.",
        "A theme": "Also about Recording and records.",
    }


def test_an_agency_or_a_kind_of_change_alone_relates_nothing(app: APIFlask) -> None:
    asked = lesson("Alpha", ["neglect"], values=["agencies/police", "kinds-of-change/audit"])
    lesson("Beta", ["recording"], values=["agencies/police", "kinds-of-change/audit"])
    catch_up()
    assert related_to(asked) == {}


def test_what_is_not_known_is_nothing_to_share(app: APIFlask) -> None:
    asked = lesson("Alpha", ["neglect"], values=["harm-types/unknown"])
    lesson("Beta", ["neglect"], values=["harm-types/unknown"])
    catch_up()
    assert related_to(asked) == {"Beta": "Also about Neglect."}


def test_two_words_of_the_title_relate_lessons_without_a_common_theme(app: APIFlask) -> None:
    asked = lesson("Bruises on babies are referred", ["neglect"])
    lesson("A baby with a bruise", ["recording"])
    lesson("A baby was weighed", ["recording"])
    catch_up()
    assert related_to(asked) == {"A baby with a bruise": "Its title has “Bruises” and “babies” too."}


def test_words_that_many_texts_have_relate_nothing(app: APIFlask) -> None:
    asked = lesson("Agency protocol", ["neglect"])
    for number in range(4):
        lesson(f"On {number}", ["online-harm"], found="An agency had no protocol.")
    lesson("Protocol of an agency", ["recording"])
    catch_up()
    assert related_to(asked) == {}


def test_themes_weigh_more_than_all_else(app: APIFlask) -> None:
    values = ["kinds-of-change/audit", "agencies/police", "harm-types/neglect"]
    asked = lesson("Bruises on babies", THEMES, values=values)
    lesson("Two themes", THEMES, published_on=date(2010, 1, 1))
    lesson("Bruises on babies, one theme", ["neglect"], values=values)
    catch_up()
    assert list(related_to(asked)) == ["Two themes", "Bruises on babies, one theme"]


def test_what_the_theme_says_is_not_said_again(app: APIFlask) -> None:
    asked = lesson("Alpha", ["neglect"], values=["harm-types/neglect"])
    lesson("Beta", ["neglect"], values=["harm-types/neglect"])
    catch_up()
    assert related_to(asked) == {"Beta": "Also about Neglect."}


def test_an_agency_that_most_lessons_have_is_no_reason(app: APIFlask) -> None:
    asked = lesson("Alpha", ["neglect"], values=["agencies/police"])
    lesson("Beta", ["neglect"], values=["agencies/police"])
    for number in range(10):
        lesson(f"On {number}", ["online-harm"], values=["agencies/police"])
    catch_up()
    assert related_to(asked) == {"Beta": "Also about Neglect."}


def test_an_edited_lesson_is_judged_by_what_it_is_now(app: APIFlask) -> None:
    asked = lesson("Bruises on babies", ["neglect"])
    lesson("A baby with a bruise", ["recording"])
    catch_up()
    assert list(related_to(asked)) == ["A baby with a bruise"]
    edit(asked, title="Meetings")
    assert related_to(asked) == {}


def test_words_stay_rare_however_often_their_lessons_are_edited(app: APIFlask) -> None:
    asked = lesson("Zebrafish in quillfeather", ["neglect"])
    other = lesson("Quillfeather and zebrafish", ["recording"])
    lesson("What was not edited stays beside the old texts", ["online-harm"])
    catch_up()
    for turn in range(2):
        edit(asked, why=f"Reason {turn}.")
        edit(other, why=f"Reason {turn}.")
        catch_up()
        assert list(related_to(asked)) == ["Quillfeather and zebrafish"]


def test_lessons_that_are_not_public_do_not_make_a_word_frequent(app: APIFlask) -> None:
    asked = lesson("Zebrafish in quillfeather", ["neglect"])
    lesson("Quillfeather and zebrafish", ["recording"])
    others = [lesson(f"Zebrafish quillfeather {turn}", ["online-harm"]) for turn in range(2)]
    catch_up()
    assert related_to(asked) == {}
    for number in others:
        move(number, "hidden")
    assert list(related_to(asked)) == ["Quillfeather and zebrafish"]
    catch_up()
    assert list(related_to(asked)) == ["Quillfeather and zebrafish"]


def test_of_two_with_the_same_theme_the_one_with_a_like_title_is_nearer(app: APIFlask) -> None:
    asked = lesson("Bruises on babies")
    lesson("How bruises are seen", published_on=date(2010, 1, 1))
    lesson("How meetings are held", published_on=date(2026, 1, 1))
    catch_up()
    assert list(related_to(asked)) == ["How bruises are seen", "How meetings are held"]


@pytest.mark.parametrize("index", ["indexed", "without an index"])
def test_a_lesson_that_was_hidden_is_gone_at_once(app: APIFlask, index: str) -> None:
    asked, other = lesson("Alpha"), lesson("Beta")
    settle(index)
    assert list(related_to(asked)) == ["Beta"]
    move(other, "hidden")
    assert related_to(asked) == {}


@pytest.mark.parametrize("state", ["draft", "submitted", "hidden", "archived"])
def test_a_lesson_that_is_not_public_is_related_to_nothing(app: APIFlask, state: str) -> None:
    asked = lesson("Bruises on babies")
    lesson("Bruises on babies", state=state)
    catch_up()
    assert related_to(asked) == {}


def test_a_lesson_that_the_index_has_not_taken_in_has_related_ones(app: APIFlask) -> None:
    lesson("Beta")
    catch_up()
    assert list(related_to(lesson("Alpha"))) == ["Beta"]
