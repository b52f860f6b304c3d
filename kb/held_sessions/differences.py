"""Tells where results would move by so few answers that whoever has those of before could work out what they say."""

from collections.abc import Iterable, Mapping, Sequence

from kb.core.text import joined
from kb.held_sessions.limits import FEWEST
from kb.held_sessions.models import HeldSession
from kb.held_sessions.queries.held import given_in
from kb.held_sessions.queries.questions import Counted
from kb.held_sessions.results import shown_together
from kb.packs.models import Pack

_Question = tuple[str, str, str, bool]
_Numbers = dict[_Question, dict[int, int]]
"""How many answered a question, by the number of the session."""


def moved_by_few(
    pack: Pack, held: HeldSession, point: str, counts: Mapping[Counted, Sequence[int]], *, add: bool
) -> list[int]:
    """Numbers of the questions whose results would move by fewer than five answers if these are taken in.

    What a session says by itself needs no look of its own: where it is shown, it is in the sum of all.
    Where answers are replaced by as many others, nothing is named: a mistake in typing is set right so, and must be.
    Whoever has the earlier results sees that an answer is another one now, but not whose: all the same people answered.
    Of an answer more or less it may be known whose it is, such as of a form that came late. If a form was exchanged
    for that of somebody else, this cannot be told: of which form an answer is, is not kept.
    """
    was = _numbers(pack)
    will = {question: dict(at) for question, at in was.items()} if add else _without(was, held, point)
    positions = {(point, each.question, each.kind, each.of_manager): each.position for each in held.answers}
    for asked, given in counts.items():
        question = point, asked.text, asked.kind, asked.of_manager
        at = will.setdefault(question, {})
        at[held.id] = at.get(held.id, 0) + sum(given)
        positions[question] = asked.position
    return sorted({positions[each] for each in _few(was, will, held) if each in positions})


def tells_when_removed(pack: Pack, held: HeldSession, point: str = "") -> bool:
    """Whether results would move by few answers if those of a session are removed, all or those of one form."""
    was = _numbers(pack)
    return any(True for _ in _few(was, _without(was, held, point), held))


def few_moved(positions: Sequence[int]) -> str:
    """What is said then."""
    of = f"question{'' if len(positions) == 1 else 's'} {joined([str(each) for each in positions])}"
    return (
        f"The results of {of} would change by fewer than {FEWEST} answers. Whoever has the earlier results could work "
        f"out what these people said. Wait until there are {FEWEST} more, leave these answers out, "
        "or tick the box if nobody else has the earlier results"
    )


def _few(was: _Numbers, will: _Numbers, held: HeldSession) -> Iterable[_Question]:
    for question in {**was, **will}:
        before, after = was.get(question, {}), will.get(question, {})
        first, last = shown_together(before), shown_together(after)
        moved = sum(after[each] for each in last) - sum(before[each] for each in first)
        if 0 < abs(moved) < FEWEST or first - last - {held.id}:
            yield question


def _without(was: _Numbers, held: HeldSession, point: str) -> _Numbers:
    """The numbers without those of a session, all or those of one form."""
    return {
        question: {each: number for each, number in at.items() if each != held.id or point not in ("", question[0])}
        for question, at in was.items()
    }


def _numbers(pack: Pack) -> _Numbers:
    found: _Numbers = {}
    for each in given_in(pack):
        found.setdefault((each.point, each.question, each.kind, each.of_manager), {})[each.held_id] = each.number
    return found
