"""Checks vignettes, the quiz and the forms as a whole: word limits, lessons that tell what is named, scales."""

from collections.abc import Mapping
from typing import Any

from kb.content.checking_fields import Record
from kb.content.checking_words import no_repeats
from kb.content.faults import shown
from kb.core.statements import words

VIGNETTE_WORDS = (150, 300)
STAGES = (2, 3)
QUESTIONS = (4, 6)
MODEL_POINTS = (2, 5)
OPTIONS = (3, 4)
SCALE = "scale-1-5"

Lessons = Mapping[str, Mapping[str, Any]]


def check_vignette(vignette: Record, lessons: Lessons) -> None:
    """A vignette: composite and saying so, of a length to read aloud, each model point told by a lesson."""
    if vignette.values.get("composite") is False:
        vignette.fault("composite", "composite is false; only cases that are put together and changed are used")
    stages, questions = vignette.parts.get("stages", []), vignette.parts.get("questions", [])
    _count(vignette, "stages", STAGES)
    _count(vignette, "questions", QUESTIONS)
    length = sum(len(words(stage.values.get("text", ""))) for stage in stages)
    low, high = VIGNETTE_WORDS
    if stages and not low <= length <= high:
        vignette.fault("stages", f"the stages have {length} words together; {low} to {high} are wanted")
    named = [source for stage in stages for source in stage.parts.get("from", [])]
    for question in questions:
        _count(question, "model_points", MODEL_POINTS)
        number = question.values.get("stage")
        if number is not None and not 1 <= number <= len(stages):
            question.fault("stage", f"stage {number} does not exist; there are {len(stages)}")
        for point in question.parts.get("model_points", []):
            _check_source(point)
            named.append(point)
    for source in named:
        check_told(source, lessons)
    _check_lessons_behind(vignette, {source.values["lesson"] for source in named if "lesson" in source.values})


def _check_source(point: Record) -> None:
    """What a model point says beyond its lesson has a source that can be opened: neither stands alone."""
    for key, other in (("source", "url"), ("url", "source")):
        if key in point.values and other not in point.values:
            point.fault(key, f"'{key}' stands without '{other}'; a model point has both or neither")


def _check_lessons_behind(vignette: Record, named: set[str]) -> None:
    listed = vignette.values.get("lessons", [])
    for at, slug in enumerate(listed):
        if slug not in named:
            vignette.fault("lessons", f"lessons {shown(slug)} is behind no stage and no model point; take it out", at)
    for slug in sorted(named.difference(listed)):
        vignette.fault("lessons", f"has no {shown(slug)}, which a stage or a model point names; add it")


def check_told(source: Record, lessons: Lessons) -> None:
    """The section that something was taken from is one that the lesson has."""
    slug, section = source.values.get("lesson", ""), source.values.get("section")
    if slug in lessons and section and section not in lessons[slug]:
        source.fault("section", f"section '{section}' is one that lesson '{slug}' does not have")


def _count(record: Record, key: str, limits: tuple[int, int]) -> None:
    found, (low, high) = len(record.values.get(key, [])), limits
    if key in record.values and not low <= found <= high:
        record.fault(key, f"'{key}' has {found} entries; {low} to {high} are wanted")


def check_quiz(items: list[Record], lessons: Lessons) -> None:
    """Quiz items: each with a right answer among its options."""
    no_repeats(items, "slug")
    no_repeats(items, "stem")
    for item in items:
        check_told(item, lessons)
        _count(item, "options", OPTIONS)
        answer, options = item.values.get("answer"), item.values.get("options", [])
        if answer is not None and options and not 1 <= answer <= len(options):
            item.fault("answer", f"answer {answer} is none of the options; write a number from 1 to {len(options)}")


def check_forms(forms: list[Record]) -> None:
    """Evaluation forms: a scale says what its ends mean, anything else has no ends."""
    no_repeats(forms, "slug")
    for form in forms:
        for question in form.parts.get("questions", []):
            answer = question.values.get("answer")
            for key in ("low", "high"):
                if answer == SCALE and key not in question.values:
                    question.fault("answer", f"has no '{key}'; a scale says what its ends mean")
                elif answer and answer != SCALE and key in question.values:
                    question.fault(key, f"'{key}' belongs to a {SCALE}; the answer is {answer}")
