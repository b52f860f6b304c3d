"""What the fields of a revision hold, as the form has them: each is a text, or several slugs."""

from collections.abc import Callable, Mapping

from kb.lessons.models.lesson import Revision

Value = str | tuple[str, ...]
YES = "yes"

TEXTS = (
    "title", "summary", "found", "why", "done", "effect", "how", "in_place_first", "people", "time", "risks",
    "evidence_measure", "evidence_reason",
)  # fmt: skip
ONE_OF = {
    "trigger": "triggers", "kind": "lesson-kinds", "nation": "nations", "region": "regions",
    "done_status": "done-statuses", "result": "results", "evidence_stage": "evidence-stages",
    "cost_band": "cost-bands",
}  # fmt: skip
"""Fields with one value of a closed list, and the list."""
SEVERAL_OF = {
    "causes": "causes", "agencies": "agencies", "harm_types": "harm-types", "outcomes": "outcomes",
    "child_age_bands": "child-age-bands", "kinds_of_change": "kinds-of-change",
}  # fmt: skip
"""Fields with several values of a closed list, and the list."""
LADDER = {
    "identified": "ladder/identified",
    "action_agreed": "ladder/action-agreed",
    "action_done": "ladder/action-done",
    "effect_shown": "ladder/effect-shown",
    "still_in_place": "ladder/still-in-place",
}
"""Fields with the day on which a step of the ladder of change was reached."""


def value_of(revision: Revision, field: str) -> Value:
    """What a field of this revision holds now."""
    if field in TEXTS:
        return str(getattr(revision, field))
    if field in ONE_OF:
        return (getattr(revision, f"{field}_key") or "").partition("/")[2]
    if field in SEVERAL_OF:
        return tuple(value.slug for value in revision.values(SEVERAL_OF[field]))
    if field in LADDER:
        return next((str(step.reached_on) for step in revision.ladder if step.step_key == LADDER[field]), "")
    return _OTHERS[field](revision)


_OTHERS: Mapping[str, Callable[[Revision], Value]] = {
    "review": lambda revision: revision.review.slug if revision.review else "",
    "year": lambda revision: str(revision.year or ""),
    "unnamed": lambda revision: "" if revision.lesson.organisation_named else YES,
    "themes": lambda revision: tuple(theme.slug for theme in revision.themes),
    "tags": lambda revision: ", ".join(revision.tags),
    "evidence_on": lambda revision: str(revision.evidence_on or ""),
}
