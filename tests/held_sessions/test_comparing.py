"""The sessions of a pack side by side, as a page and as a table: of each what its own page shows, and no more."""

import csv
import io

import pytest

from kb.access.actors import Actor
from kb.core import db
from kb.core.clock import long_date
from kb.packs.models import Pack
from tests.held_sessions.held import SURE, YESTERDAY, answer, held
from tests.packs.packing import a_pack
from tests.pages import Person, statements

pytestmark = pytest.mark.usefixtures("forms")
DAY = long_date(YESTERDAY)


@pytest.fixture
def pack(who: Actor) -> Pack:
    """A pack with three sessions: seven answers before and at the end, four before, none."""
    made = a_pack(who)
    large, small = held(who, made), held(who, made, people={"police": 4}, format="hybrid")
    held(who, made, people={"midwifery": 1})
    answer(who, large, "before", {1: (0, 3, 4, 0, 0)})
    answer(who, large, "end", {1: (0, 0, 0, 6, 1)})
    answer(who, small, "before", {1: (4, 0, 0, 0, 0), 2: (4, 0, 0)})
    db.session.commit()
    return made


def test_each_session_has_a_row_for_each_question_above_that_of_all(user: Person, pack: Pack) -> None:
    page = user.get("held_sessions.index", slug=pack.slug).follow("Compare the sessions")

    few = "fewer than 5 answers: not shown"
    of_first = page.rows("table:nth-of-type(2) tbody tr")
    assert of_first == [
        f"{DAY} {few} – –",
        f"{DAY} 2.6 (7 answers) 4.1 (7 answers) up by 1.5",
        "All sessions 2.6 (7 answers, without 1 session with fewer than 5) 4.1 (7 answers) up by 1.5",
    ]
    assert page.rows("table:nth-of-type(1) tbody tr")[0] == f"{DAY} 1 Midwifery and maternity 1"


def test_one_session_is_compared_with_none(user: Person, who: Actor) -> None:
    made = a_pack(who)
    held(who, made)

    assert "Compare the sessions" not in user.get("held_sessions.index", slug=made.slug).text


def test_the_table_has_each_session_with_who_came_and_nothing_that_is_hidden(user: Person, pack: Pack) -> None:
    table = user.get("held_sessions.sessions_sheet", slug=pack.slug).html
    rows = list(csv.reader(io.StringIO(table)))

    day = YESTERDAY.isoformat()
    hidden = "fewer than 5 answers: not shown, so that nobody can be recognised"
    assert [day, "in a room and online", "4", "Police 4", SURE["text"], "Before", *[""] * 6,
            hidden] in rows  # fmt: skip
    assert any(row[:1] + row[4:8] == [day, SURE["text"], "At the end", "7", "4.1"] for row in rows)
    assert [day, "in a room", "1", "Midwifery and maternity 1"] in rows


def test_the_results_of_all_say_how_many_came_from_each_agency(user: Person, pack: Pack) -> None:
    rows = list(csv.reader(io.StringIO(user.get("held_sessions.results", slug=pack.slug).html)))

    assert rows[rows.index(["Agency", "People who took part"]) + 1 :] == [
        ["Police", "9"], ["Schools and colleges", "7"], ["Midwifery and maternity", "1"],
    ]  # fmt: skip


def test_comparing_costs_no_statement_per_session(user: Person, who: Actor, pack: Pack) -> None:
    def cost(view: str) -> int:
        user.get(view, slug=pack.slug)
        with user.app.app_context(), statements() as made:
            user.get(view, slug=pack.slug)
        return len(made)

    views = "held_sessions.compare", "held_sessions.sessions_sheet"
    before = [*map(cost, views)]
    for number in range(4):
        answer(who, held(who, pack, note=f"Session {number}"), "end", {1: (0, 0, 6, 0, 0)})

    assert [*map(cost, views)] == before
