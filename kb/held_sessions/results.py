"""What may be said of answers: nothing of fewer than five, nor what would tell of fewer beside something else."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from kb.held_sessions.limits import FEWEST
from kb.held_sessions.models import SCALE, STEPS
from kb.held_sessions.queries.held import Given

TOO_FEW = f"fewer than {FEWEST} answers: not shown, so that nobody can be recognised"
NONE = "no answers"
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

        It is the difference of what is shown, so that whoever reads both finds the same.
        """
        before, end = (self.at[point].mean if point in self.at else None for point in ("before", "end"))
        if before is None or end is None:
            return ""
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


def summed(parts: Iterable[tuple[int, ...]], kind: str) -> Shown:
    """What may be said of these parts together, if each with enough answers is shown by itself as well.

    Parts with too few answers are in the sum only where they are enough together: otherwise the sum and the parts that
    are shown would tell what those say.
    """
    filled = [part for part in parts if sum(part)]
    large = [part for part in filled if sum(part) >= FEWEST]
    small = [part for part in filled if sum(part) < FEWEST]
    taken = filled if sum(map(sum, small)) >= FEWEST else large
    if not taken:
        return Shown(kind, None if small else (0,) * STEPS[kind], len(small))
    return Shown(kind, tuple(map(sum, zip(*taken, strict=True))), len(filled) - len(taken))


def results(given: Iterable[Given]) -> list[QuestionResult]:
    """What may be said of all these answers, question by question, in the order in which they are asked."""
    parts: dict[tuple[str, str, bool], dict[str, list[tuple[int, ...]]]] = {}
    for each in given:
        at = parts.setdefault((each.question, each.kind, each.of_manager), {})
        at.setdefault(each.point, []).append(each.counts)
    return [
        QuestionResult(question, kind, of_manager, {point: summed(found, kind) for point, found in at.items()})
        for (question, kind, of_manager), at in parts.items()
    ]


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
    small = {held for held, number in sheets.items() if number < FEWEST}
    taken = set(sheets) if sum(sheets[held] for held in small) >= FEWEST else set(sheets) - small
    shown = sum(sheets[held] for held in taken)
    return Response(
        people=sum(people[held] for held in taken or sheets),
        sheets=shown or None,
        too_many=any(sheets[held] > people[held] for held in sheets),
        left_out=len(sheets) - len(taken),
    )
