"""Pages on which a file of answers is sent, looked at and saved."""

from io import BytesIO

import pytest

from kb.access.actors import Actor
from kb.core import db
from kb.core.spreadsheets import csv_lines
from kb.held_sessions.models import HeldAnswer, HeldSession
from kb.packs.models import Pack
from tests.held_sessions.held import answer, held
from tests.packs.packing import a_pack
from tests.pages import Page, Person

pytestmark = pytest.mark.usefixtures("forms")


@pytest.fixture
def pack(who: Actor) -> Pack:
    """A pack."""
    made = a_pack(who)
    db.session.commit()
    return made


def send(user: Person, of: HeldSession, point: str, *rows: tuple[object, ...]) -> Page:
    """Send a file of answers."""
    page = user.get("held_sessions.file", slug=of.pack.slug, number=of.id, point=point)
    data = csv_lines(rows).encode()
    return page.submit("Read the file", file=(BytesIO(data), "answers.csv"))  # type: ignore[arg-type]


def test_a_file_is_read_shown_and_saved_once_that_was_said(user: Person, who: Actor, pack: Pack) -> None:
    made = held(who, pack)
    rows = [("Name", "Q1", "Q2"), *[("x", 4, "Yes")] * 6, ("x", 9, "No")]

    read = send(user, made, "before", *rows)

    assert read.heading == "Look at what was read"
    assert "7 forms were read." in read.text
    assert "Row 8, column B: “9” is not a whole number from 1 to 5" in read.text
    assert "Not read: column A “Name”." in read.text
    assert not db.session.query(HeldAnswer).count()
    assert "4.0 (6 answers)" in read.submit("Save").text


def test_a_file_for_answers_that_are_there_asks_what_becomes_of_them(user: Person, who: Actor, pack: Pack) -> None:
    made = held(who, pack)
    answer(who, made, "before", {1: (0, 0, 6, 0, 0)})

    read = send(user, made, "before", ("Q1",), *[(5,)] * 6)
    asked = read.submit("Save")

    assert asked.errors[0].startswith("Say whether these answers are added")
    assert "4.0 (12 answers)" in asked.submit("Save", way="add").text


def test_a_file_with_more_forms_than_people_says_so(user: Person, who: Actor, pack: Pack) -> None:
    read = send(user, held(who, pack, people={"police": 1}), "before", ("Q1",), (5,), (4,))

    assert "There are more forms than people: 1 person took part." in read.text


def test_what_is_wrong_with_a_file_is_said_at_the_field(user: Person, who: Actor, pack: Pack) -> None:
    made = held(who, pack)
    page = user.get("held_sessions.file", slug=pack.slug, number=made.id, point="before")

    assert page.submit("Read the file").errors == ["Choose a file"]
    assert send(user, made, "before", ("Q1", "Q1"), (1, 2)).errors[0].startswith("Columns A and B both have question 1")
