"""Pages of sessions that were held, as trainers use them without scripts."""

from datetime import timedelta

import pytest
from bs4 import Tag

from kb.access.actors import Actor
from kb.core import db
from kb.core.clock import long_date, today
from kb.held_sessions import service
from kb.held_sessions.models import HeldSession
from kb.held_sessions.queries.held import held_of
from kb.packs.models import Pack
from tests.held_sessions.held import YESTERDAY, answer, held, noted
from tests.packs.packing import a_pack
from tests.pages import Person, statements

pytestmark = pytest.mark.usefixtures("forms")
DAY, TOMORROW = long_date(YESTERDAY), long_date(today() + timedelta(days=1))


@pytest.fixture
def pack(who: Actor) -> Pack:
    """A pack for the police and schools."""
    made = a_pack(who, agencies=("police", "schools"))
    db.session.commit()
    return made


def the_one(pack: Pack) -> HeldSession:
    """The session that was noted."""
    db.session.rollback()
    found = db.session.query(HeldSession).filter_by(pack_id=pack.id).one()
    return held_of(pack, found.id)


def test_the_way_there_is_on_the_page_of_the_pack_and_says_what_was_held(user: Person, who: Actor, pack: Pack) -> None:
    empty = user.get("packs.show", slug=pack.slug)
    assert empty.follow("Note a session that you held").heading == "Note a session"

    held(who, pack)
    assert user.get("packs.show", slug=pack.slug).follow("1 session held, 12 people").heading == "Sessions held"


def test_a_session_is_noted_with_a_number_for_each_agency_of_the_pack(user: Person, pack: Pack) -> None:
    page = user.get("held_sessions.add", slug=pack.slug)
    fields = {"held_on": DAY, "people-police": "4", "people-schools": "9", "note": "A full room", "changes": "One\nTwo"}

    shown = page.submit("Save", **fields)

    assert shown.heading == f"Session of {DAY}"
    assert "13 people, in a room." in shown.text
    assert {"Police: 4", "One", "Two"} <= set(shown.rows("main li"))
    assert any(row.startswith("Schools") and row.endswith(": 9") for row in shown.rows("main li"))


def test_a_session_is_not_noted_twice_by_mistake(user: Person, who: Actor, pack: Pack) -> None:
    held(who, pack, people={"police": 4})

    again = user.get("held_sessions.add", slug=pack.slug).submit("Save", held_on=DAY, **{"people-police": "4"})
    assert again.errors[0].startswith("A session on this day with these people is noted already.")

    assert "4 people" in again.submit("Save", note="In the afternoon").text


def test_another_agency_is_added_without_script_and_what_was_typed_stays(user: Person, pack: Pack) -> None:
    page = user.get("held_sessions.add", slug=pack.slug)

    more = page.submit("Add another agency", held_on="3 June", **{"people-police": "4"}, more_agency="midwifery",
                       more_number="2")  # fmt: skip

    assert not more.errors
    assert "So far: 6 people." in more.text
    assert more.soup.select_one("select[name=more_agency][autofocus]")  # one goes on where one was
    kept = {field["name"]: field["value"] for field in more.soup.select("main input[type=text]") if field["value"]}
    assert kept == {"held_on": "3 June", "people-police": "4", "people-midwifery": "2"}
    saved = more.submit("Save", held_on=DAY, more_agency="probation", more_number="1")
    assert "7 people" in saved.text


def test_the_first_button_which_the_enter_key_presses_saves(user: Person, pack: Pack) -> None:
    first = user.get("held_sessions.add", slug=pack.slug).soup.select_one("main form button[type=submit]")

    assert isinstance(first, Tag)
    assert (first.text, first.get("name")) == ("Save", None)


def test_an_agency_is_taken_with_save_too_and_one_that_is_there_is_not_offered(user: Person, pack: Pack) -> None:
    page = user.get("held_sessions.add", slug=pack.slug)
    offered = {option["value"] for option in page.soup.select("select[name=more_agency] option")}
    assert "midwifery" in offered
    assert not {"police", "schools", "all-agencies"} & offered

    saved = page.submit("Save", held_on=DAY, more_agency="midwifery", more_number="3")
    assert "3 people" in saved.text


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"held_on": ""}, "Enter the day on which the session was held"),
        ({"held_on": "31 2 2026"}, "Day must be a real date"),
        ({"held_on": TOMORROW}, "This day is still to come. Note a session once it was held"),
        ({"people-police": "-1"}, "Police: Enter 0 or more"),
        ({"people-police": "2001"}, "Police: Enter 2,000 or less"),
        ({"people-police": "many"}, "Police: Enter a whole number in figures, such as 12"),
        ({"people-police": ""}, "Enter how many people took part, at least at one agency"),
        ({"more_number": "3"}, "Choose the agency that these people are from, or leave the number out"),
        ({"more_agency": "midwifery"}, "Enter how many people of this agency came, or choose no agency"),
        ({"note": "x" * 301}, "Use at most 300 characters here: you have 301"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_said_at_its_field_and_nothing_typed_is_lost(
    user: Person, pack: Pack, typed: dict[str, str], said: str
) -> None:
    page = user.get("held_sessions.add", slug=pack.slug)

    refused = page.submit("Save", **{"held_on": DAY, "people-police": "4", "changes": "Ring back", **typed})

    assert refused.errors == [said]
    changes = refused.soup.select_one("textarea[name=changes]")
    assert isinstance(changes, Tag)
    assert changes.text.strip() == "Ring back"


def test_what_is_wrong_is_said_in_the_order_of_the_page(user: Person, pack: Pack) -> None:
    page = user.get("held_sessions.add", slug=pack.slug)

    refused = page.submit(
        "Save", held_on="", note="x" * 301, more_number="2", **{"people-police": "many", "people-schools": "-1"}
    )

    assert [each.partition(":")[0] for each in refused.errors] == [
        "Enter the day on which the session was held", "Police", "Schools and colleges",
        "Choose the agency that these people are from, or leave the number out", "Use at most 300 characters here",
    ]  # fmt: skip
    assert refused.soup.select_one(".govuk-error-summary a[href='#more_agency']")


@pytest.mark.parametrize("field", ["note", "changes"])
def test_words_by_which_somebody_is_known_are_not_taken(user: Person, pack: Pack, field: str) -> None:
    page = user.get("held_sessions.add", slug=pack.slug)

    refused = page.submit("Save", **{"held_on": DAY, "people-police": "4", field: "Ring 01632 960123 next time."})

    assert len(refused.errors) == 1
    assert "01632 960123" in refused.errors[0]


def test_a_session_is_changed(user: Person, who: Actor, pack: Pack) -> None:
    page = user.get("held_sessions.change", slug=pack.slug, number=held(who, pack).id)
    assert {field["value"] for field in page.soup.select("input[name^=people-]")} == {"5", "7"}

    shown = page.submit("Save", format="online", **{"people-schools": "1"})

    assert "6 people, online." in shown.text


def test_who_changes_what_somebody_else_has_changed_meanwhile_is_told_and_can_save_again(
    user: Person, who: Actor, pack: Pack
) -> None:
    made = held(who, pack)
    page = user.get("held_sessions.change", slug=pack.slug, number=made.id)
    service.change(who, pack, held=made, noted=noted(note="Theirs"), opened=1)

    told = page.submit("Save", note="Mine")
    assert told.status == 409
    assert told.errors[0].startswith("Somebody has changed this session")
    told.submit("Save")

    assert the_one(pack).note == "Mine"


def test_a_session_is_removed_once_that_was_asked(user: Person, who: Actor, pack: Pack) -> None:
    page = user.get("held_sessions.remove", slug=pack.slug, number=held(who, pack).id)
    assert page.heading == f"Remove the session of {DAY}?"

    gone = page.submit("Remove the session")

    assert "The session was removed" in gone.text
    assert "None was noted yet." in gone.text


def test_the_list_is_in_pages_and_says_what_is_due(user: Person, who: Actor, pack: Pack) -> None:
    for number in range(20):
        held(who, pack, note=f"Session {number}")
    held(who, pack, held_on=today() - timedelta(days=50))

    first = user.get("held_sessions.index", slug=pack.slug)
    last = user.get("held_sessions.index", slug=pack.slug, page=2)

    assert len(first.rows(".kb-rows__row")) == 20
    assert "It is time for the follow-up form." not in first.text
    assert "It is time for the follow-up form." in last.rows(".kb-rows__row")[0]


def test_lists_cost_no_statement_per_row(user: Person, who: Actor, pack: Pack) -> None:
    def cost(view: str) -> int:
        user.get(view, slug=pack.slug)  # what is kept in memory is read
        with user.app.app_context(), statements() as made:
            user.get(view, slug=pack.slug)
        return len(made)

    first = held(who, pack)
    answer(who, first, "before", {1: (0, 0, 6, 0, 0)})
    before = cost("held_sessions.index"), cost("packs.show")
    for number in range(5):
        answer(who, held(who, pack, note=f"Session {number}"), "end", {1: (0, 0, 6, 0, 0), 3: (1, 2, 3, 4, 5)})

    assert (cost("held_sessions.index"), cost("packs.show")) == before


def test_a_session_of_another_pack_is_not_found_at_this_one(user: Person, who: Actor, pack: Pack) -> None:
    other = held(who, a_pack(who))

    assert user.get("held_sessions.show", slug=pack.slug, number=other.id).status == 404
