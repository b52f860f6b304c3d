"""The five steps in which a lesson is written, in the order in which it is read, and the fields of each."""

from collections.abc import Mapping
from dataclasses import dataclass

from kb.core.counting import words_in
from kb.lessons import sections


@dataclass(frozen=True, slots=True)
class Step:
    """A page of the form."""

    key: str
    """As in its address."""
    title: str
    fields: tuple[str, ...]


STEPS = (
    Step("prompted", "What prompted it", ("trigger", "review", "kind", "nation", "region", "year", "unnamed")),
    Step(
        "found",
        "What was found, and why",
        ("found", "why", "themes", "causes", "agencies", "harm_types", "outcomes", "child_age_bands", "tags"),
    ),
    Step("done", "What was done", ("title", "done_status", "done", "kinds_of_change")),
    Step(
        "effect",
        "What happened next",
        (
            "effect", "result", "evidence_measure", "evidence_on", "evidence_stage", "evidence_reason",
            "identified", "action_agreed", "action_done", "effect_shown", "still_in_place",
        ),
    ),
    Step("help", "Help for others", ("how", "in_place_first", "people", "time", "cost_band", "risks", "summary")),
)  # fmt: skip
BY_KEY: Mapping[str, Step] = {step.key: step for step in STEPS}
STEP_OF: Mapping[str, Step] = {field: step for step in STEPS for field in step.fields}
"""The step in which a field is written."""
SOURCES = "sources"
FILES = "files"
"""Parts of a lesson that are lists of their own, beside the fields."""

MOST_WORDS: Mapping[str, int] = {
    "found": 120, "why": 120, "done": 200, "effect": 200, "how": 200,
    "in_place_first": 80, "people": 80, "time": 80, "risks": 80,
}  # fmt: skip
"""Words that a text may have at submission; while it is written it may have more."""
LENGTHS: Mapping[str, tuple[int, int]] = {"title": (10, 120), "summary": (50, 400)}
"""Characters that a text must have and may have at submission."""
MOST_THEMES, MOST_TAGS = 6, 10

LABELS: Mapping[str, str] = {
    "trigger": "What prompted this lesson?",
    "review": "Which review was it?",
    "kind": "What kind of lesson is it?",
    "nation": "Nation",
    "region": "Region",
    "year": "Year of the review or audit",
    "unnamed": "Our organisation is not to be named",
    "title": "Title",
    "summary": "Summary",
    **sections.TITLES,
    **sections.NEEDS,
    "themes": "Themes",
    "tags": "Tags",
    "causes": "Causes",
    "agencies": "Agencies that it concerns",
    "harm_types": "Type of harm",
    "outcomes": "Outcome for the child",
    "child_age_bands": "Age of the children",
    "done_status": "How far has it gone?",
    "kinds_of_change": "Kinds of change",
    "result": "What came of it?",
    "evidence_measure": "What was measured, before and after",
    "evidence_on": "When it was measured",
    "evidence_stage": "How far was it tested?",
    "evidence_reason": "What shows that",
    "identified": "The need was identified on",
    "action_agreed": "Action was agreed on",
    "action_done": "The action was done on",
    "effect_shown": "An effect was shown on",
    "still_in_place": "It was still in place after a year on",
    "cost_band": "What it costs",
    SOURCES: "Sources",
    FILES: "Files",
}
"""What each field is called on pages."""


def following(step: Step) -> Step | None:
    """The step after this one; None after the last."""
    number = STEPS.index(step) + 1
    return STEPS[number] if number < len(STEPS) else None


def words_over(field: str, text: str) -> int:
    """How many words a text has too many; 0 or less where it has not."""
    return words_in(text) - MOST_WORDS[field] if field in MOST_WORDS else 0
