"""Whoever has the results of before and those of now learns nothing of fewer than five people from the difference."""

import pytest

from kb.access.actors import Actor
from kb.core.errors import Invalid
from kb.held_sessions import service
from kb.held_sessions.differences import tells_when_removed
from kb.held_sessions.models import HeldSession
from kb.held_sessions.queries.held import given_in, held_of
from kb.held_sessions.queries.questions import point_of
from kb.held_sessions.results import results
from kb.held_sessions.service import Answers
from kb.packs.models import Pack
from tests.held_sessions.held import answer, held
from tests.packs.packing import a_pack

pytestmark = pytest.mark.usefixtures("forms")
SIX, ONE, TWO, THREE = (0, 0, 6, 0, 0), (0, 0, 0, 0, 1), (0, 0, 0, 2, 0), (0, 3, 0, 0, 0)


@pytest.fixture
def pack(who: Actor) -> Pack:
    """A pack."""
    return a_pack(who)


def shown(pack: Pack) -> int:
    """How many answers to the first question before are in the sum of all sessions."""
    found = results(given_in(pack))
    return found[0].at["before"].number


def with_answers(who: Actor, pack: Pack, *counts: tuple[int, ...]) -> list[HeldSession]:
    """Sessions with these answers to the first question before."""
    made = [held(who, pack, note=f"Session {number}") for number, _ in enumerate(counts)]
    for each, given in zip(made, counts, strict=True):
        answer(who, each, "before", {1: given})
    return made


@pytest.mark.parametrize(("way", "given"), [(service.ADD, ONE), (service.REPLACE, (0, 0, 6, 0, 1))])
def test_a_form_more_is_not_taken_into_results_that_others_may_have(
    who: Actor, pack: Pack, way: str, given: tuple[int, ...]
) -> None:
    (made,) = with_answers(who, pack, SIX)

    with pytest.raises(Invalid, match="The results of question 1 would change by fewer than 5 answers"):
        answer(who, made, "before", {1: given}, way)

    assert shown(pack) == 6


def test_it_is_taken_where_nobody_else_has_them(who: Actor, pack: Pack) -> None:
    (made,) = with_answers(who, pack, SIX)
    asked = point_of(made, "before").questions[:1]

    given = Answers(dict.fromkeys(asked, ONE), service.ADD, unseen=True)
    service.take_answers(who, pack, held=made, point="before", answers=given)

    assert shown(pack) == 7


def test_a_question_that_few_of_five_more_forms_answer_is_named_by_itself(who: Actor, pack: Pack) -> None:
    made = held(who, pack)
    answer(who, made, "before", {1: SIX, 2: (6, 0, 0)})

    with pytest.raises(Invalid, match="The results of question 2 would"):
        answer(who, made, "before", {1: SIX, 2: (0, 0, 1)})


def test_forms_are_added_one_by_one_as_long_as_nothing_of_them_is_shown(who: Actor, pack: Pack) -> None:
    made = held(who, pack)
    for _ in range(5):
        answer(who, made, "before", {1: ONE})

    assert shown(pack) == 5


def test_a_number_is_set_right_without_being_asked(who: Actor, pack: Pack) -> None:
    (made,) = with_answers(who, pack, SIX)

    answer(who, made, "before", {1: (0, 1, 5, 0, 0)}, service.REPLACE)

    assert shown(pack) == 6


def test_a_form_more_in_a_small_session_does_not_move_the_sum_of_all(who: Actor, pack: Pack) -> None:
    """It is hidden on the page of its session, and still would be told by the sum."""
    first, _second = with_answers(who, pack, TWO, THREE)
    assert shown(pack) == 5

    with pytest.raises(Invalid, match="question 1"):
        answer(who, first, "before", {1: ONE})

    assert shown(pack) == 5


def test_answers_to_an_earlier_session_do_not_push_others_out_of_the_sum(who: Actor, pack: Pack) -> None:
    earlier = held(who, pack)
    with_answers(who, pack, THREE, TWO)

    with pytest.raises(Invalid, match="question 1"):
        answer(who, earlier, "before", {1: (0, 0, 0, 0, 3)})


def test_whether_removing_a_session_would_tell_of_few_is_known_before(who: Actor, pack: Pack) -> None:
    large, small, _other, alone = with_answers(who, pack, SIX, TWO, THREE, ONE)
    assert (shown(pack), tells_when_removed(pack, large)) == (11, False)

    assert tells_when_removed(pack, held_of(pack, small.id))  # the other one would go from the sum, too
    assert not tells_when_removed(pack, alone, "before")
    assert not tells_when_removed(pack, small, "end")
