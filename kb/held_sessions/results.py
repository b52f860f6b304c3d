"""What may be said of answers: nothing of fewer than five, nor what would tell of fewer beside something else."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from kb.held_sessions.limits import FEWEST
from kb.held_sessions.models import SCALE, STEPS
from kb.held_sessions.queries.held import Given

TOO_FEW = f"fewer than {FEWEST} answers: not shown"
NONE = "no answers"
OTHER_SESSIONS = "not the same sessions"
NOT_THERE = "–"
TENTH = Decimal("0.1")


@dataclass(frozen=True, slots=True)
class Shown:
    """What may be said of the answers to a question at one point in time."""

    kind: str
    counts: tuple[int, ...] | None
    """None where nothing may be said of them."""
    left_out: int = 0
    """Sessions that are not in it: their answers are too few, even together."""
    taken: frozenset[int] = frozenset()
    """Numbers of the sessions that are in it."""

    @property
    def number(self) -> int:
        """How many answers it rests on; 0 where nothing may be said of them."""
        return sum(self.counts) if self.counts else 0

    @property
    def mean(self) -> Decimal | None:
        """The mean on the scale with one decimal; None where there is none to show."""
        return mean(self.counts) if self.counts and self.number and self.kind == SCALE else None


@dataclass(frozen=True, slots=True)
class QuestionResult:
    """A question with what may be said of the answers to it at each point at which it was asked."""

    question: str
    kind: str
    of_manager: bool
    at: Mapping[str, Shown]

    @property
    def change(self) -> str:
        """How the mean at the end stands against that before, in words; empty where one of the two is not shown.

        It is the difference of what is shown, so that whoever reads both finds the same. Of people in other sessions
        it would say nothing.
        """
        first, last = (self.at.get(point) for point in ("before", "end"))
        before, end = (each.mean if each else None for each in (first, last))
        if first is None or last is None or before is None or end is None:
            return ""
        if first.taken != last.taken:
            return OTHER_SESSIONS
        if before == end:
            return "no change"
        return f"{'up' if end > before else 'down'} by {abs(end - before)}"


@dataclass(frozen=True, slots=True)
class Response:
    """How many of those who took part handed in a form."""

    people: int
    sheets: int | None
    """None where nothing may be said of them."""
    too_many: bool
    """Whether there are more answers than people."""
    left_out: int = 0


def mean(counts: Sequence[int]) -> Decimal:
    """The mean of answers from 1 to 5 with one decimal, halves up; there must be one."""
    total = sum(step * number for step, number in enumerate(counts, 1))
    return (Decimal(total) / sum(counts)).quantize(TENTH, ROUND_HALF_UP)


def shown_together(numbers: Mapping[int, int]) -> frozenset[int]:
    """Which sessions are in a sum if each with enough answers is shown by itself as well.

    `numbers`: how many answered, by the number of the session. Those with too few are in the sum only in groups with
    enough together: otherwise the sum and the sessions that are shown would tell what they say. Groups are made in the
    order in which sessions were noted, and one that is full stays as it is: so the sum does not move by a few answers
    either when another session is noted, which would tell what that says to whoever has the sum of before.
    """
    taken: set[int] = set()
    group: set[int] = set()
    for held, number in sorted(numbers.items()):
        if number >= FEWEST:
            taken.add(held)
        elif number:
            group.add(held)
            if sum(numbers[each] for each in group) >= FEWEST:
                taken |= group
                group = set()
    return frozenset(taken)


def summed(parts: Mapping[int, tuple[int, ...]], kind: str) -> Shown:
    """What may be said of the answers of these sessions together, by the number of the session."""
    filled = {held: part for held, part in parts.items() if sum(part)}
    taken = shown_together({held: sum(part) for held, part in filled.items()})
    if not taken:
        return Shown(kind, None if filled else (0,) * STEPS[kind], len(filled))
    counts = tuple(map(sum, zip(*(filled[held] for held in taken), strict=True)))
    return Shown(kind, counts, len(filled) - len(taken), taken)


def results(given: Iterable[Given]) -> list[QuestionResult]:
    """What may be said of all these answers, question by question, in the order in which they are asked."""
    parts: dict[tuple[str, str, bool], dict[str, dict[int, tuple[int, ...]]]] = {}
    for each in given:
        at = parts.setdefault((each.question, each.kind, each.of_manager), {})
        at.setdefault(each.point, {})[each.held_id] = each.counts
    return [
        QuestionResult(question, kind, of_manager, {point: summed(found, kind) for point, found in at.items()})
        for (question, kind, of_manager), at in parts.items()
    ]


def results_by_session(given: Iterable[Given]) -> dict[int, list[QuestionResult]]:
    """What may be said of the answers of each session by itself, by its number; those without answers are not in it."""
    found: dict[int, list[Given]] = {}
    for each in given:
        found.setdefault(each.held_id, []).append(each)
    return {held: results(of_one) for held, of_one in found.items()}


def response(people: Mapping[int, int], given: Iterable[Given], point: str) -> Response | None:
    """How many forms came back at one point, of how many people; None where there is none.

    `people`: how many took part, by session. A session counts with its people where its forms count.
    """
    sheets: dict[int, int] = {}
    for each in given:
        if each.point == point and each.number:
            sheets[each.held_id] = max(sheets.get(each.held_id, 0), each.number)
    if not sheets:
        return None
    taken = shown_together(sheets)
    shown = sum(sheets[held] for held in taken)
    return Response(
        people=sum(people[held] for held in taken or sheets),
        sheets=shown or None,
        too_many=any(sheets[held] > people[held] for held in sheets),
        left_out=len(sheets) - len(taken),
    )
