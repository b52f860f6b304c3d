"""Says whether there is enough on a theme for a session of some length: a case, or lessons that take its place."""

from collections.abc import Iterable, Sequence

from kb.core.text import joined
from kb.packs.content import LENGTHS
from kb.packs.meeting import cases_on
from kb.packs.queries.candidates import candidates_on
from kb.packs.queries.subjects import Subject, subject_of
from kb.packs.weighing import fits
from kb.training.queries.sessions import frame_of

FEWEST = 2
"""Lessons with a finding on the theme that groups work on where there is no case."""
NEAR = 3
"""Themes near to it that are named at most."""
TOO_LITTLE = "There is no made-up case on this theme, and too few lessons with a finding on it to work on in groups."


def lengths_for(subject: Subject) -> tuple[int, ...]:
    """Those of `LENGTHS` for which there is enough on a subject; all for one without a theme. Three statements."""
    if not subject.themes or _is_enough(subject):
        return LENGTHS
    return tuple(minutes for minutes in LENGTHS if not _works_on_lessons(minutes))


def is_too_little(subject: Subject, minutes: int) -> bool:
    """Whether groups would have to work on lessons that have nothing to work on."""
    return _works_on_lessons(minutes) and bool(subject.themes) and not _is_enough(subject)


def near_with_enough(among: Iterable[int], minutes: int) -> Sequence[int]:
    """The first of these themes with enough for this length, no more than `NEAR`."""
    found: list[int] = []
    for theme in among:
        if len(found) == NEAR:
            break
        if not is_too_little(subject_of([theme]), minutes):
            found.append(theme)
    return found


def instead(lengths: Sequence[str], near: Sequence[str]) -> str:
    """ "Choose 30 minutes or 1 hour, or a theme near to it, such as “Neglect”"; the labels of each may be none."""
    themes = joined([f"“{label}”" for label in near], "or")
    ways = [joined(lengths, "or")] * bool(lengths) + [f"a theme near to it, such as {themes}"] * bool(near)
    return f"Choose {', or '.join(ways) or 'another theme'}"


def _works_on_lessons(minutes: int) -> bool:
    """Whether groups work on lessons in a session of this length if there is no case."""
    frame = frame_of(minutes)
    parts = frame.blocks if frame else ()
    return any(each.fill == "vignette" and each.otherwise and each.otherwise.fill == "lessons" for each in parts)


def _is_enough(subject: Subject) -> bool:
    tellable = [each.lesson_id for each in candidates_on(subject.themes) if fits(each, subject.themes)]
    return len(tellable) >= FEWEST or bool(cases_on(subject, (), 1, tellable=tellable))
