"""Pages on which the answers of forms are typed in and removed, as trainers use them without scripts."""

import pytest

from kb.access.actors import Actor
from kb.core import db
from kb.held_sessions.models import HeldSession
from kb.held_sessions.queries.held import held_of
from kb.packs.models import Pack
from tests.held_sessions.held import SURE, USED, answer, held
from tests.packs.packing import a_pack
from tests.pages import Page, Person

pytestmark = pytest.mark.usefixtures("forms")


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


def type_in(user: Person, of: HeldSession, point: str, **numbers: str) -> Page:
    """Type answers in."""
    page = user.get("held_sessions.answers", slug=of.pack.slug, number=of.id, point=point)
    return page.submit("Save", **numbers)


def test_answers_are_typed_in_and_shown_as_means(user: Person, who: Actor, pack: Pack) -> None:
    made = held(who, pack)
    type_in(user, made, "before", **{"q1-2": "3", "q1-3": "4", "q2-1": "5", "q2-3": "2"})

    shown = type_in(user, made, "end", **{"q1-4": "6", "q1-5": "1", "q3-5": "4"})

    rows = shown.rows("#results ~ table tbody tr")
    assert f"{SURE['text']} 2.6 (7 answers) 4.1 (7 answers) – up by 1.5" in rows  # 18 of 7: 2.57; 29 of 7: 4.14
    assert "How useful was this session? – fewer than 5 answers: not shown – –" in rows
    assert f"{USED['text']} Before yes 5, partly 0, no 2 (7 answers)" in rows
    assert "7 of 12 people (58 %)" in shown.text
    assert "There are no names here" in shown.text


def test_the_pages_show_no_count_of_fewer_than_five(user: Person, who: Actor, pack: Pack) -> None:
    made = held(who, pack)
    answer(who, made, "before", {1: (1, 0, 3, 0, 0), 2: (0, 0, 4)})

    for view in ("show", "answers", "change", "remove", "results_of_one"):
        page = user.get(f"held_sessions.{view}", slug=pack.slug, number=made.id,
                        **({"point": "before"} if view == "answers" else {}))  # fmt: skip
        assert "4 of 12" not in page.html
        assert "2.5" not in page.html  # the mean
        values = [field["value"] for field in page.soup.select("input[name^=q]")]
        assert set(values) <= {""}


def test_what_is_there_is_kept_or_replaced_as_was_said(user: Person, who: Actor, pack: Pack) -> None:
    made = held(who, pack)
    answer(who, made, "before", {1: (0, 0, 6, 0, 0)})

    asked = type_in(user, made, "before", **{"q1-3": "5"})
    assert asked.errors == ["Say whether these answers are added to those that are there, or replace them"]
    assert "3.0 (11 answers)" in asked.submit("Save", way="add").text
    assert "5.0 (6 answers)" in type_in(user, made, "before", **{"q1-5": "6"}, way="replace").text


def test_fewer_than_five_more_are_added_once_it_was_said_that_nobody_has_the_results(
    user: Person, who: Actor, pack: Pack
) -> None:
    made = held(who, pack)
    answer(who, made, "before", {1: (0, 0, 6, 0, 0)})

    asked = type_in(user, made, "before", **{"q1-5": "1"}, way="add")

    assert asked.errors[0].startswith("The results of question 1 would change by fewer than 5 answers.")
    assert asked.soup.select_one("input[name=q1-5][value='1']")
    assert "3.3 (7 answers)" in asked.submit("Save", unseen="y").text  # 23 of 7


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"q1-3": "-2"}, "Question 1, answer 3: Enter 0 or more"),
        ({"q2-1": "2001"}, "Question 2, answer Yes: Enter 2,000 or less"),
        ({"q1-1": "x"}, "Question 1, answer 1: Enter a whole number in figures, such as 12"),
        ({}, "Type in how many gave each answer, at least for one question"),
    ],
)
def test_a_number_that_cannot_be_is_said_with_its_question(
    user: Person, who: Actor, pack: Pack, typed: dict[str, str], said: str
) -> None:
    assert type_in(user, held(who, pack), "before", **typed).errors == [said]


def test_more_answers_than_people_are_said_and_stand(user: Person, who: Actor, pack: Pack) -> None:
    shown = type_in(user, held(who, pack, people={"police": 6}), "before", **{"q1-3": "9"})

    assert "There are more answers than people" in shown.rows("[role=status]")[0]
    assert "9 forms, 6 people" in shown.text


def test_the_answers_of_a_form_are_removed_once_that_was_asked(user: Person, who: Actor, pack: Pack) -> None:
    made = held(who, pack)
    answer(who, made, "before", {1: (0, 0, 6, 0, 0)})

    page = user.get("held_sessions.remove_answers", slug=pack.slug, number=made.id, point="before")
    page.submit("Remove the answers")

    assert the_one(pack).answers == []


def test_a_question_keeps_its_words_when_the_form_changes(user: Person, who: Actor, pack: Pack) -> None:
    made = held(who, pack)
    answer(who, made, "before", {1: (0, 0, 6, 0, 0)})
    kept = the_one(pack).answers[0]
    kept.question = "How sure were you?"

    page = user.get("held_sessions.answers", slug=pack.slug, number=made.id, point="before")

    assert "1. How sure were you?" in page.text
