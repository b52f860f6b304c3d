"""The names of themes and organisations: by which of them they are suggested, and in which order."""

from apiflask import APIFlask

from kb.core import db
from kb.search import service
from kb.search.backend import Suggestion
from kb.search.names import names, stems_of, words_of
from tests import factories
from tests.search.lessons import catch_up, publish, suggested


def test_a_theme_is_suggested_by_the_beginning_of_its_name(starter: None) -> None:
    assert suggested("dom", "theme")[0] == "Domestic abuse"
    assert suggested("domestic a")[0] == "Domestic abuse"


def test_a_theme_is_suggested_by_another_name_which_is_said(starter: None) -> None:
    assert service.suggest("dv")[0] == Suggestion("theme", "Domestic abuse", "domestic-abuse", also="DV")


def test_a_name_that_is_never_shown_leads_to_the_theme_and_is_not_shown(starter: None) -> None:
    hidden = [name for name in names().all if name.rank == 2]
    assert hidden
    for name in hidden:
        found = service.suggest(" ".join(name.words))
        assert name.slug in [one.slug for one in found]
        assert not [one for one in found if one.slug == name.slug and words_of(one.also) == name.words]


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
    assert "systems that do not talk" in [name.also for name in names().all]
    assert "systems that do not talk" not in [found.also for found in service.suggest("not")]
    assert "systems that do not talk" in [found.also for found in service.suggest("systems that")]


def test_what_has_been_renamed_is_suggested_by_its_new_name_at_once(app: APIFlask) -> None:
    organisation = factories.organisation("Zorn board")
    db.session.commit()
    assert suggested("zorn") == ["Zorn board"]
    organisation.name = "Quill board"
    db.session.commit()
    assert (suggested("zorn"), suggested("quill")) == ([], ["Quill board"])


def test_names_that_have_part_of_the_words_have_one_that_few_names_have(starter: None) -> None:
    found = names().partly(stems_of(["escalation", "safeguarding", "policies"]))
    assert found
    assert all("escal" in name.stems for name in found)
    assert names().partly(stems_of(["safeguarding", "zebra"])) == []
