"""Suggestions while typing: the right places, the best first, nothing that is not public."""

from collections.abc import Iterator
from datetime import date

import pytest
from apiflask import APIFlask

from kb.core import db
from kb.core.settings import settings
from kb.search import local_index, service, suggesting
from kb.search.backend import Suggestion
from kb.search.query import Query
from tests import factories
from tests.pages import Person
from tests.search.lessons import catch_up, move, publish


@pytest.fixture
def starter(site: APIFlask) -> Iterator[None]:
    """The starter content, for reading."""
    with site.app_context():
        yield
        db.session.remove()


def suggested(typed: str, kind: str = "") -> list[str]:
    """What is suggested, in a transaction of its own, as a request would have."""
    db.session.rollback()
    return [found.text for found in service.suggest(typed) if kind in {"", found.kind}]


def straight(text: str) -> list[str]:
    """What a search page offers to go straight to."""
    snapshot = local_index.at(settings().index_folder).reader.snapshot()
    return [found.text for found in suggesting.direct(snapshot.read(Query(text=text), ())[1])]


# --- themes and organisations


def test_a_theme_is_suggested_by_the_beginning_of_its_name(starter: None) -> None:
    assert suggested("dom", "theme")[0] == "Domestic abuse"
    assert suggested("domestic a")[0] == "Domestic abuse"


def test_a_theme_is_suggested_by_another_name_which_is_said(starter: None) -> None:
    assert service.suggest("dv")[0] == Suggestion("theme", "Domestic abuse", "domestic-abuse", also="DV")


def test_a_name_that_is_never_shown_leads_to_the_theme_and_is_not_shown(starter: None) -> None:
    hidden = [name for name in suggesting.names().all if name.rank == 2]
    assert hidden
    for name in hidden:
        found = service.suggest(" ".join(name.words))
        assert name.slug in [one.slug for one in found]
        assert not [one for one in found if one.slug == name.slug and suggesting.words_of(one.also) == name.words]


def test_common_words_of_a_name_are_typed_words_too(starter: None) -> None:
    assert suggested("was not br", "theme") == ["Children not brought to appointments"]
    assert suggested("voice of the", "theme")[0] == "Voice of the child"


def test_an_organisation_is_suggested_by_any_words_of_its_name(starter: None) -> None:
    assert "Nottingham City Safeguarding Children Board" in suggested("nottingham safe", "organisation")
    assert "Nottingham City Safeguarding Children Board" in suggested("board nottingham city", "organisation")


def test_of_names_that_begin_so_those_with_more_lessons_come_first(app: APIFlask) -> None:
    few, many = (factories.organisation(f"Zorn {kind} board") for kind in ("Abbey", "Minster"))
    factories.organisation("Abbey of Zorn")
    for organisation in (few, many, many):
        publish(organisation=organisation)
    catch_up()
    assert suggested("zorn", "organisation") == ["Zorn Minster board", "Zorn Abbey board", "Abbey of Zorn"]


def test_a_few_letters_mean_how_another_name_begins_and_not_a_word_within(starter: None) -> None:
    assert "systems that do not talk" in [name.also for name in suggesting.names().all]
    assert "systems that do not talk" not in [found.also for found in service.suggest("not")]
    assert "systems that do not talk" in [found.also for found in service.suggest("systems that")]


def test_what_has_been_renamed_is_suggested_by_its_new_name_at_once(app: APIFlask) -> None:
    organisation = factories.organisation("Zorn board")
    db.session.commit()
    assert suggested("zorn") == ["Zorn board"]
    organisation.name = "Quill board"
    db.session.commit()
    assert (suggested("zorn"), suggested("quill")) == ([], ["Quill board"])


# --- lessons


def test_a_lesson_is_suggested_by_the_words_of_its_title_the_last_one_unfinished(app: APIFlask) -> None:
    publish("Board drew up a zebra protocol")
    publish("Zebras were counted")
    catch_up()
    assert suggested("zebra prot") == ["Board drew up a zebra protocol"]
    assert suggested("zebras prot") == ["Board drew up a zebra protocol"]
    assert suggested("protocol zeb") == ["Board drew up a zebra protocol"]
    assert suggested("zebra quill") == []


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


def test_never_more_than_three_pages_are_offered(starter: None) -> None:
    for name in suggesting.names().all:
        assert len(straight(" ".join(name.words))) <= 3


# --- the address


def test_suggestions_are_json_with_addresses_that_lead_there(anonymous: Person) -> None:
    response = anonymous.client.get("/search/suggestions?q=domestic")
    assert response.mimetype == "application/json"
    assert "private" in response.headers["Cache-Control"]
    found = response.get_json()
    assert found[0] == {"kind": "theme", "text": "Domestic abuse", "url": "/themes/domestic-abuse", "also": ""}
    for one in found:
        assert anonymous.open(one["url"]).status == 200


def test_without_words_the_list_is_empty(anonymous: Person) -> None:
    assert anonymous.client.get("/search/suggestions").get_json() == []
