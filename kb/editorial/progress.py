"""How far a draft has come, step by step: what is missing, and what the identity check found."""

from collections.abc import Sequence
from dataclasses import dataclass

from kb.editorial.lacking import Lack, begun, lacks, lacks_of
from kb.editorial.steps import STEPS, Step
from kb.identity.passages import Passage
from kb.identity.standing import Standing, standing_of
from kb.lessons.models.lesson import Revision


@dataclass(frozen=True, slots=True)
class Left:
    """What is left to do in a step."""

    lacks: Sequence[Lack]
    to_change: Sequence[Passage]
    to_answer: Sequence[Passage]

    def __bool__(self) -> bool:
        return bool(self.lacks or self.to_change or self.to_answer)

    def __len__(self) -> int:
        return len(self.lacks) + len(self.to_change) + len(self.to_answer)


@dataclass(frozen=True, slots=True)
class StepShown:
    """A step in the list of all."""

    step: Step
    begun: bool
    left: Left


@dataclass(frozen=True, slots=True)
class Progress:
    """All steps, and what is left in none of them: of sources and files."""

    steps: Sequence[StepShown]
    standing: Standing
    elsewhere: Left

    @property
    def can_be_submitted(self) -> bool:
        """Whether nothing is left to do but to declare and to submit."""
        return self.standing.lets_submit and not any(each.left for each in self.steps)

    def left_in(self, step: Step) -> Left:
        """What is left in one of the steps."""
        return next(each.left for each in self.steps if each.step == step)


def of(revision: Revision) -> Progress:
    """How far a draft has come."""
    missing, standing = lacks(revision), standing_of(revision)
    within = {field for step in STEPS for field in step.fields}
    return Progress(
        [StepShown(step, begun(revision, step), _left(step, missing, standing)) for step in STEPS],
        standing,
        Left(
            [],
            [each for each in standing.to_change if each.where not in within],
            [each for each in standing.to_answer if each.where not in within],
        ),
    )


def left_in(revision: Revision, step: Step) -> Left:
    """What is left to do in one step."""
    return _left(step, lacks(revision), standing_of(revision))


def _left(step: Step, missing: Sequence[Lack], standing: Standing) -> Left:
    return Left(
        lacks_of(step, missing),
        [each for each in standing.to_change if each.where in step.fields],
        [each for each in standing.to_answer if each.where in step.fields],
    )
