"""Lays sessions of a pack side by side, question by question: of each what its own page shows of it, and no more."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from kb.held_sessions.models import POINTS, SCALE
from kb.held_sessions.queries.held import Given
from kb.held_sessions.results import QuestionResult, results, results_by_session
from kb.held_sessions.said import POINT_WORDS


@dataclass(frozen=True, slots=True)
class Compared:
    """A question with what may be said of the answers to it in each session, and in all of them together."""

    together: QuestionResult
    alone: Mapping[int, QuestionResult]
    """By the number of the session; those without an answer are not in it."""

    @property
    def points(self) -> tuple[str, ...]:
        """When it was asked."""
        return tuple(point for point in POINTS if point in self.together.at)

    @property
    def headings(self) -> list[str]:
        """Of the columns: the sessions, when they were asked, and the change where there can be one."""
        return ["Session", *(POINT_WORDS[point] for point in self.points), *(["Change by the end"] * self.changes)]

    @property
    def changes(self) -> bool:
        """Whether it was asked before and at the end, so that a mean may have moved."""
        return self.together.kind == SCALE and {"before", "end"} <= set(self.points)


def compared(given: Sequence[Given]) -> list[Compared]:
    """The questions in the order in which they are asked. `given`: all answers of all sessions of a pack."""
    by_session = results_by_session(given)
    alone = {held: {_question(each): each for each in found} for held, found in by_session.items()}
    return [
        Compared(each, {held: at[_question(each)] for held, at in alone.items() if _question(each) in at})
        for each in results(given)
    ]


def _question(found: QuestionResult) -> tuple[str, str, bool]:
    return found.question, found.kind, found.of_manager
