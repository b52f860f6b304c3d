"""Sessions are noted, changed and removed, and the answers of their forms taken in."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier

import pytest
from apiflask import APIFlask
from sqlalchemy import func, select

from kb.access.actors import Actor
from kb.core import db
from kb.core.clock import today
from kb.core.errors import Conflict, Invalid, NotFound
from kb.held_sessions import service
from kb.held_sessions.models import HeldAnswer, HeldAttendance, HeldSession
from kb.held_sessions.queries.held import held_of
from kb.packs.models import Pack
from kb.packs.service import making
from tests.held_sessions.held import YESTERDAY, answer, held, noted
from tests.packs.packing import a_pack

pytestmark = pytest.mark.usefixtures("forms")


def counts_of(of: HeldSession, point: str) -> list[tuple[int, ...]]:
    db.session.refresh(of)
    return [each.counts for each in of.answers if each.point == point]


def test_a_session_is_noted_with_who_came_and_the_version_of_the_pack(who: Actor) -> None:
    pack = a_pack(who)

    made = held(who, pack, note="A full room", changes=("Ring back within a day",))

    found = held_of(pack, made.id)
    assert (found.held_on, found.format, found.people, found.pack_version) == (YESTERDAY, "room", 12, 1)
    assert {each.agency_key: each.number for each in found.attendance} == {"agencies/police": 5, "agencies/schools": 7}
    assert (found.note, found.changes_reported) == ("A full room", ["Ring back within a day"])


def test_today_counts_as_held_and_tomorrow_does_not(who: Actor) -> None:
    pack = a_pack(who)
    held(who, pack, held_on=today())

    with pytest.raises(Invalid, match="still to come"):
        held(who, pack, held_on=today() + timedelta(days=1))


def test_a_session_to_which_nobody_came_is_not_noted(who: Actor) -> None:
    with pytest.raises(Invalid, match="how many people"):
        held(who, a_pack(who), people={"police": 0})


def test_of_two_presses_at_the_same_moment_one_notes_the_session(app: APIFlask, who: Actor) -> None:
    number, together = a_pack(who).id, Barrier(2)
    db.session.commit()

    def press(_: int) -> str:
        with app.app_context():
            pack = db.session.get_one(Pack, number)
            together.wait(10)
            try:
                held(who, pack)
            except Invalid as invalid:
                return ", ".join(invalid.problems)
            return "noted"

    with ThreadPoolExecutor(2) as pool:
        assert sorted(pool.map(press, range(2))) == ["note", "noted"]
    assert db.session.scalar(select(func.count()).select_from(HeldSession)) == 1


def test_whoever_does_not_edit_the_pack_notes_nothing(who: Actor, colleague: Actor) -> None:
    with pytest.raises(NotFound):
        held(colleague, a_pack(who))


def test_a_session_is_changed_and_an_agency_that_did_not_come_goes(who: Actor) -> None:
    pack = a_pack(who)
    made = held(who, pack)

    service.change(who, pack, held=made, noted=noted(people={"schools": 8, "midwifery": 1}), opened=1)

    db.session.refresh(made)
    assert {each.agency_key: each.number for each in made.attendance} == {
        "agencies/schools": 8,
        "agencies/midwifery": 1,
    }


def test_who_changes_a_session_that_was_changed_meanwhile_is_told(who: Actor) -> None:
    pack = a_pack(who)
    made = held(who, pack)
    service.change(who, pack, held=made, noted=noted(note="First"), opened=1)

    with pytest.raises(Invalid, match="Somebody has changed"):
        service.change(who, pack, held=made, noted=noted(note="Second"), opened=1)
    assert held_of(pack, made.id).note == "First"


def test_a_removed_session_is_gone_with_all_that_hangs_on_it(who: Actor) -> None:
    pack = a_pack(who)
    made = held(who, pack)
    answer(who, made, "before", {1: (0, 0, 6, 0, 0)})

    service.remove(who, pack, held=made)

    for table in (HeldSession, HeldAttendance, HeldAnswer):
        assert db.session.scalar(select(func.count()).select_from(table)) == 0
    with pytest.raises(NotFound):
        held_of(pack, 1)


def test_a_session_goes_with_its_pack(who: Actor) -> None:
    pack = a_pack(who)
    answer(who, held(who, pack), "before", {1: (0, 0, 6, 0, 0)})

    making.remove(who, pack)

    for table in (HeldSession, HeldAttendance, HeldAnswer):
        assert db.session.scalar(select(func.count()).select_from(table)) == 0


def test_what_is_done_with_a_session_that_somebody_has_removed_is_refused(who: Actor) -> None:
    pack = a_pack(who)
    made = held(who, pack)
    db.session.commit()
    service.remove(who, pack, held=held_of(pack, made.id))
    db.session.commit()

    with pytest.raises(Conflict):
        service.change(who, pack, held=made, noted=noted(), opened=1)


def test_answers_are_kept_as_counts_with_the_words_of_the_question(who: Actor) -> None:
    made = held(who, a_pack(who))

    answer(who, made, "end", {1: (0, 1, 2, 3, 4), 3: (0, 0, 0, 0, 6)})

    db.session.refresh(made)
    kept = {each.position: (each.question, each.counts, each.of_manager) for each in made.answers}
    assert kept == {
        1: ("How sure are you of what you would do first?", (0, 1, 2, 3, 4), False),
        3: ("How useful was this session?", (0, 0, 0, 0, 6), False),
    }


def test_further_answers_are_added_or_take_the_place_of_the_others(who: Actor) -> None:
    made = held(who, a_pack(who))
    answer(who, made, "before", {1: (1, 0, 0, 0, 5), 2: (6, 0, 0)})

    answer(who, made, "before", {1: (0, 1, 0, 0, 5), 2: (0, 0, 7)}, service.ADD)
    assert counts_of(made, "before") == [(1, 1, 0, 0, 10), (6, 0, 7)]

    answer(who, made, "before", {1: (0, 0, 7, 0, 0), 2: (0, 0, 0)}, service.REPLACE)
    assert counts_of(made, "before") == [(0, 0, 7, 0, 0), (0, 0, 0)]


def test_nothing_is_replaced_unasked(who: Actor) -> None:
    made = held(who, a_pack(who))
    answer(who, made, "before", {1: (1, 0, 0, 0, 5)}, "")

    with pytest.raises(Invalid, match="Say whether"):
        answer(who, made, "before", {1: (0, 0, 9, 0, 0)}, "")
    assert counts_of(made, "before") == [(1, 0, 0, 0, 5)]


def test_a_form_without_an_answer_is_not_saved(who: Actor) -> None:
    with pytest.raises(Invalid, match="at least for one question"):
        answer(who, held(who, a_pack(who)), "before", {1: (0, 0, 0, 0, 0)})


def test_more_answers_than_people_may_stand(who: Actor) -> None:
    made = held(who, a_pack(who), people={"police": 2})

    answer(who, made, "before", {1: (0, 0, 9, 0, 0)})

    assert counts_of(made, "before") == [(0, 0, 9, 0, 0)]


def test_the_answers_of_one_form_are_removed_and_those_of_another_stay(who: Actor) -> None:
    pack = a_pack(who)
    made = held(who, pack)
    answer(who, made, "before", {1: (0, 0, 6, 0, 0)})
    answer(who, made, "end", {1: (0, 0, 0, 6, 0)})

    service.remove_answers(who, pack, held=made, point="before")

    assert (counts_of(made, "before"), counts_of(made, "end")) == ([], [(0, 0, 0, 6, 0)])
