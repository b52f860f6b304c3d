"""The table of steps and the statement of who may do what are about the same states."""

from types import SimpleNamespace

import pytest

from kb.access.actors import ANONYMOUS
from kb.access.policy import POLICY
from kb.editorial.workflow import TRANSITIONS
from kb.lessons.models.lesson import STATES


@pytest.mark.parametrize("name", [name for name, step in TRANSITIONS.items() if step.permission])
def test_a_step_begins_in_the_states_for_which_somebody_may_take_it(name: str) -> None:
    step = TRANSITIONS[name]
    assert step.permission is not None

    rules = [[each for each in rule if each.of_state] for rule in POLICY[step.permission]]
    allowed = {
        state for state in STATES for rule in rules
        if all(each.holds(ANONYMOUS, SimpleNamespace(state=state)) for each in rule)
    }  # fmt: skip

    assert allowed == set(step.before)
