"""Suggestions while typing: the right places, the best first, nothing that is not public."""

from datetime import date

import pytest
from apiflask import APIFlask

from kb.core import db
from kb.core.settings import settings
from kb.lessons.models.lesson import Lesson
from kb.search import local_index, service, suggesting
from kb.search.names import names
from kb.search.query import Query
from tests.pages import Person
from tests.search.lessons import catch_up, move, publish, suggested


def straight(text: str, **filters: tuple[str, ...]) -> list[str]:
    """What a search page offers to go straight to."""
    snapshot = local_index.at(settings().index_folder).reader.snapshot()
    return [found.text for found in suggesting.direct(snapshot, snapshot.answer(Query(text, filters), ()), ())]


# --- lessons


def test_a_lesson_is_suggested_by_the_words_of_its_title_the_last_one_unfinished(app: APIFlask) -> None:
    publish("Board drew up a zebra protocol")
    publish("Zebras were counted")
    catch_up()
    assert suggested("zebra prot") == ["Board drew up a zebra protocol"]
    assert suggested("zebras prot") == ["Board drew up a zebra protocol"]
    assert suggested("protocol zeb") == ["Board drew up a zebra protocol"]
    assert suggested("zebra quill") == []
    assert suggested("board protocols") == ["Board drew up a zebra protocol"]


def test_words_that_stand_in_the_text_alone_suggest_no_lesson(app: APIFlask) -> None:
    publish("A title", found="Zebras were seen.")
    catch_up()
    assert suggested("zebras") == []


def test_titles_that_begin_so_come_first_then_the_newest(app: APIFlask) -> None:
    publish("Old way of counting zebras", published_on=date(2020, 1, 1))
    publish("New way of counting zebras", published_on=date(2026, 1, 1))
    publish("Zebras were counted", published_on=date(2010, 1, 1))
    catch_up()
    for typed in ("z", "ze", "zebra"):
        assert suggested(typed, "lesson") == [
            "Zebras were counted",
            "New way of counting zebras",
            "Old way of counting zebras",
        ]


def test_titles_with_the_words_one_after_the_other_come_before_others(app: APIFlask) -> None:
    publish("Zebra counting", published_on=date(2020, 1, 1))
    publish("Counting every zebra", published_on=date(2026, 1, 1))
    publish("All of zebra counting", published_on=date(2019, 1, 1))
    catch_up()
    assert suggested("zebra cou") == ["Zebra counting", "All of zebra counting", "Counting every zebra"]


def test_a_lesson_that_was_hidden_is_gone_at_once(app: APIFlask) -> None:
    number = publish("Zebras were counted")
    catch_up()
    assert suggested("ze") == suggested("zebra") == ["Zebras were counted"]
    move(number, "hidden")
    assert suggested("ze") == suggested("zebra") == []


@pytest.mark.parametrize("state", ["draft", "submitted", "hidden", "archived"])
def test_a_lesson_that_is_not_public_is_never_suggested(app: APIFlask, state: str) -> None:
    publish("Zebras were counted", state=state)
    catch_up()
    assert suggested("zebras") == []


def test_without_an_index_themes_and_organisations_are_suggested(app: APIFlask) -> None:
    publish("Neglect was counted")
    assert suggested("neglect", "theme") == ["Neglect"]
    assert suggested("neglect", "lesson") == []


def test_there_are_three_themes_three_organisations_and_four_lessons_at_most(app: APIFlask) -> None:
    for number in range(6):
        publish(f"Safeguarding of zebras {number}")
    catch_up()
    kinds = [found.kind for found in service.suggest("safeguarding")]
    assert kinds == ["theme"] * 3 + ["organisation"] * 3 + ["lesson"] * 4


# --- where nothing has all the words as typed


def test_words_with_typing_errors_suggest_what_was_meant(starter: None) -> None:
    assert suggested("negelct")[0] == "Neglect"
    assert suggested("domsetic ab")[0] == "Domestic abuse"
    assert suggested("rochdale team explotation")[0].startswith("Rochdale put social workers")


def test_a_word_that_texts_have_is_no_typing_error(starter: None) -> None:
    assert "Police, probation and justice" not in suggested("escalation policy")
    assert suggested("escalation policy")[0] == "Escalation and professional challenge"


def test_a_word_that_is_not_finished_is_no_typing_error(starter: None) -> None:
    assert suggested("brusing prot", "organisation") == []
    assert suggested("brusing prot", "theme") == ["Vulnerable babies and injuries in infants"]


def test_nothing_is_corrected_to_a_word_that_only_a_hidden_lesson_has(app: APIFlask) -> None:
    number = publish("Zebras were counted")
    catch_up()
    assert suggested("zebars") == ["Zebras were counted"]
    move(number, "hidden")
    assert suggested("zebars") == []


@pytest.mark.parametrize(
    ("typed", "theme"),
    [
        ("thresholds domestic abuse", "Domestic abuse"),
        ("information sharing MASH", "Information sharing"),
        ("records transfer between schools", "Moves, transfers and cross-boundary cases"),
        ("voice of disabled child", "Voice of the child"),
    ],
)
def test_several_words_suggest_what_has_most_of_them(starter: None, typed: str, theme: str) -> None:
    assert theme in suggested(typed, "theme")


def test_a_letter_with_which_no_title_begins_is_not_kept(app: APIFlask) -> None:
    publish("Zebras were counted")
    catch_up()
    snapshot = local_index.at(settings().index_folder).reader.snapshot()
    assert snapshot.index
    for number in range(200):
        suggested(chr(0x4E00 + number) * 5)
    suggested("zebars")
    kept = [suggesting._of_titles.get(segment.words, {}) for segment in snapshot.index.segments]
    assert {letter for part in kept for letter in part} <= set("zwc")


def test_of_three_words_a_title_may_lack_one(app: APIFlask) -> None:
    publish("Zebras were counted twice")
    catch_up()
    assert suggested("twice counted quill") == suggested("twice counted zebra") == ["Zebras were counted twice"]
    assert suggested("counted quill") == []


# --- references


def test_a_lesson_is_suggested_by_its_reference_however_it_is_written(starter: None) -> None:
    for typed in ("LB-6", "LB 6", "lb-0006", " lb6", "LB\u20116", "lb\u20136"):
        assert [(found.kind, found.also) for found in service.suggest(typed)] == [("lesson", "LB-0006")]
        assert straight(typed) == [found.text for found in service.suggest(typed)]


@pytest.mark.parametrize("state", ["hidden", "archived"])
def test_the_reference_of_a_lesson_that_is_not_public_leads_nowhere(app: APIFlask, state: str) -> None:
    number = publish("Zebras were counted")
    reference = db.session.get_one(Lesson, number).reference
    assert reference
    assert suggested(reference) == ["Zebras were counted"]
    move(number, state)
    assert suggested(reference) == []


# --- any text


@pytest.mark.parametrize(
    "typed",
    ["", "  ", "?!", "*", '"', "-", "\0", "\u202e", "🦓", "a" * 5000, "the", "the of and", "' OR 1=1", "%_", "ß"],
)
def test_any_text_is_answered(starter: None, typed: str) -> None:
    assert len(service.suggest(typed)) <= 10


@pytest.mark.parametrize("typed", ["", " ", "?!", "*"])
def test_without_a_letter_nothing_is_suggested(starter: None, typed: str) -> None:
    assert service.suggest(typed) == []


# --- straight to a page


@pytest.mark.parametrize(
    ("text", "pages"),
    [
        ("neglect", ["Neglect"]),
        ("DV", ["Domestic abuse"]),
        ("thresholds", ["Thresholds and referrals"]),
        ("thresholds domestic abuse", ["Domestic abuse"]),
        ("nottingham safeguarding board", ["Nottingham City Safeguarding Children Board"]),
        ("leeds safeguarding", ["Leeds Safeguarding Children Board", "Leeds Safeguarding Children Partnership"]),
        ("safeguarding children board", []),
        ("safeguarding", []),
        ("-neglect", []),
        ("zebra -neglect", []),
        ("the", []),
        ("", []),
    ],
)
def test_a_search_leads_straight_to_what_is_called_nearly_so(starter: None, text: str, pages: list[str]) -> None:
    assert straight(text) == pages


def test_a_search_leads_straight_to_a_lesson_that_few_titles_are_like(app: APIFlask) -> None:
    publish("Board drew up a zebra protocol")
    catch_up()
    assert straight("protocol for zebras") == ["Board drew up a zebra protocol"]
    assert straight("zebra") == straight("zebra quill") == []
    for number in range(3):
        publish(f"Zebra protocol {number}")
    catch_up()
    assert straight("zebra protocol") == []


def test_a_lesson_that_was_hidden_is_no_page_to_go_to(app: APIFlask) -> None:
    number = publish("Board drew up a zebra protocol")
    catch_up()
    move(number, "hidden")
    db.session.rollback()
    snapshot = local_index.at(settings().index_folder).reader.snapshot()
    hits = snapshot.answer(Query(text="zebra protocol"), {number})
    assert suggesting.direct(snapshot, hits, {number}) == []


def test_where_lessons_were_ruled_out_none_is_a_page_to_go_to(app: APIFlask) -> None:
    publish("Board drew up a zebra protocol", themes=["neglect"])
    catch_up()
    assert straight("zebra protocol") == ["Board drew up a zebra protocol"]
    assert straight("zebra protocol -board") == straight("zebra protocol -theme:neglect") == []
    assert straight("zebra protocol theme:recording") == straight("zebra protocol", regions=("wales",)) == []


def test_never_more_than_three_pages_are_offered(starter: None) -> None:
    for name in names().all:
        assert len(straight(" ".join(name.words))) <= 3


# --- the address


def test_suggestions_are_json_with_addresses_that_lead_there(anonymous: Person) -> None:
    response = anonymous.client.get("/search/suggestions?q=domestic")
    assert response.mimetype == "application/json"
    assert response.headers["Cache-Control"] == "private, no-cache"
    found = response.get_json()
    assert found[0] == {"kind": "theme", "text": "Domestic abuse", "url": "/themes/domestic-abuse", "also": ""}
    for one in found:
        assert anonymous.open(one["url"]).status == 200


def test_the_same_suggestions_are_not_sent_again_and_a_hidden_lesson_is_gone(reader: Person) -> None:
    lesson = publish("Zebras were counted")
    catch_up()
    asked = reader.client.get("/search/suggestions?q=zebra")
    assert [one["text"] for one in asked.get_json()] == ["Zebras were counted"]
    known = {"If-None-Match": asked.headers["ETag"]}
    assert reader.client.get("/search/suggestions?q=zebra", headers=known).status_code == 304
    move(lesson, "hidden")
    assert reader.client.get("/search/suggestions?q=zebra", headers=known).get_json() == []


def test_without_words_the_list_is_empty(anonymous: Person) -> None:
    assert anonymous.client.get("/search/suggestions").get_json() == []
