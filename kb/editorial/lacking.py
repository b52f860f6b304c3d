"""What a draft still lacks before it can be submitted; the rules of every field in one place."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from kb.core.db import session
from kb.editorial.steps import (
    LABELS,
    LENGTHS,
    MOST_TAGS,
    MOST_THEMES,
    MOST_WORDS,
    SOURCES,
    STEP_OF,
    STEPS,
    Step,
    words_over,
)
from kb.lessons.field_values import ONE_OF, TEXTS, Value, value_of
from kb.lessons.models.lesson import Revision
from kb.lessons.models.vocabulary import ClosedValue
from kb.lessons.tagging import too_long

ASKED_FROM_STAGE = ("2", "3", "4")
"""Stages of evidence from which on it is asked what another area needs to know."""
FURTHER = ("in_place_first", "people", "time", "cost_band", "risks")
"""What another area needs to know."""
NEEDED: Mapping[str, str] = {
    "trigger": "Choose what prompted the lesson",
    "kind": "Choose what kind of lesson it is",
    "nation": "Choose the nation",
    "found": "Say what was found",
    "themes": "Choose one theme at least",
    "title": "Give it a title that says what was done",
    "done_status": "Say how far it has gone",
    "done": "Say what was done",
    "kinds_of_change": "Choose one kind of change at least",
    "evidence_stage": "Say how far it was tested",
    "summary": "Write a summary",
    SOURCES: "Name one source at least",
}
"""Fields that must be filled, and what to do where they are not."""
ELSEWHERE = "The region does not belong to the nation: choose another"


@dataclass(frozen=True, slots=True)
class Lack:
    """Something to be done before a lesson can be submitted."""

    field: str
    message: str

    @property
    def step(self) -> Step | None:
        """The step in which its field is written; None for sources, which have pages of their own."""
        return STEP_OF.get(self.field)


def lacks(revision: Revision) -> Sequence[Lack]:
    """Everything that is to be done, in the order of the form."""
    return lacks_in({field: value_of(revision, field) for field in STEP_OF}, sourced=bool(revision.sources))


def lacks_in(values: Mapping[str, Value], *, sourced: bool) -> Sequence[Lack]:
    """The same for the values of all fields of a text that is not made yet; `sourced`: whether it names a source."""
    found = [lack for field in STEP_OF if (lack := _lack(field, values)) is not None]
    if not sourced:
        found.append(Lack(SOURCES, NEEDED[SOURCES]))
    return found


def lacks_of(step: Step, found: Sequence[Lack]) -> Sequence[Lack]:
    """Those of one step; sources belong to the last."""
    return [lack for lack in found if lack.step == step or (lack.step is None and step == STEPS[-1])]


def begun(revision: Revision, step: Step) -> bool:
    """Whether anything of a step is filled."""
    return any(value_of(revision, field) for field in step.fields)


def asks_further(revision: Revision) -> bool:
    """Whether somebody says that figures show it, and nothing of what another area would need to know for its own."""
    stage = value_of(revision, "evidence_stage")
    return stage in ASKED_FROM_STAGE and not all(value_of(revision, field) for field in FURTHER)


def _lack(field: str, values: Mapping[str, Value]) -> Lack | None:
    value = values[field]
    if not value:
        needed = NEEDED.get(field) or _needed_beside(field, values)
        return Lack(field, needed) if needed else None
    for rule in _RULES:
        message = rule(field, value)
        if message:
            return Lack(field, message)
    return Lack(field, ELSEWHERE) if field == "region" and not _in_nation(values) else None


def _needed_beside(field: str, values: Mapping[str, Value]) -> str:
    """What an empty field needs because of another one."""
    if field == "evidence_reason" and values["evidence_stage"] in ASKED_FROM_STAGE:
        return "Say what shows how far it was tested"
    return ""


def _in_nation(values: Mapping[str, Value]) -> bool:
    """Whether the region lies in the nation, as far as both are known."""
    region = session.get(ClosedValue, f"{ONE_OF['region']}/{values['region']}")
    return region is None or not values["nation"] or region.details.get("nation") == values["nation"]


def _length(field: str, value: Value) -> str:
    if field not in LENGTHS:
        return ""
    least, most = LENGTHS[field]
    if least <= len(value) <= most:
        return ""
    return f"{LABELS[field]} must have {least} to {most} characters; it has {len(value)}"


def _words(field: str, value: Value) -> str:
    over = words_over(field, value) if field in TEXTS and isinstance(value, str) else 0
    if over <= 0:
        return ""
    words = "1 word" if over == 1 else f"{over} words"
    return f"{LABELS[field]} has {words} more than the {MOST_WORDS[field]} that it may have"


def _number(field: str, value: Value) -> str:
    if field == "themes" and len(value) > MOST_THEMES:
        return f"Choose at most {MOST_THEMES} themes: these are {len(value)}"
    if field == "tags" and isinstance(value, str) and value.count(",") >= MOST_TAGS:
        return f"Give at most {MOST_TAGS} tags: these are {value.count(',') + 1}"
    return too_long(value) if field == "tags" and isinstance(value, str) else ""


_RULES: Sequence[Callable[[str, Value], str]] = (_length, _words, _number)
