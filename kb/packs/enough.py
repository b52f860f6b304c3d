"""Says whether there is enough on a theme for a session of some length, and what the lessons of a session lack."""

from collections.abc import Collection, Iterable, Sequence
from itertools import islice

from kb.core.text import joined
from kb.packs.cases import Wanted, cases_for
from kb.packs.queries.candidates import Candidate, candidates_on
from kb.packs.queries.subjects import Subject, subject_of
from kb.packs.weighing import fits, is_done, relevance, tells_of_work
from kb.training.queries.sessions import frame_of

FEWEST = 2
"""Lessons with a finding on the theme that groups work on where there is no case."""
NEAR = 3
"""Themes near to it that are named at most."""
TOO_LITTLE = "There is no made-up case on this theme, and too few lessons with a finding on it to work on in groups."
NONE_DONE = "None of these lessons was carried out: what other areas changed is only recommended or agreed."


def works_on_lessons(minutes: int) -> bool:
    """Whether groups work on lessons in a session of this length if there is no case."""
    frame = frame_of(minutes)
    parts = frame.blocks if frame else ()
    return any(each.fill == "vignette" and each.otherwise and each.otherwise.fill == "lessons" for each in parts)


def is_enough(subject: Subject, candidates: Iterable[Candidate]) -> bool:
    """Whether there is something to work on in groups: a case, or lessons that take its place.

    `candidates`: the lessons on the subject.
    """
    tellable = [each.lesson_id for each in candidates if fits(each, subject.themes)]
    return len(tellable) >= FEWEST or bool(cases_for(Wanted(subject, tellable), [0]))


def near_with_enough(among: Collection[int]) -> list[int]:
    """The first of these themes on which there is enough, no more than `NEAR`; three statements."""
    candidates = candidates_on(among)
    enough = (
        theme
        for theme in among
        if is_enough(subject_of([theme]), [each for each in candidates if theme in each.theme_ids])
    )
    return list(islice(enough, NEAR))


def instead(lengths: Sequence[str], near: Sequence[str]) -> str:
    """ "Choose 30 minutes or 1 hour, or a theme near to it, such as “Neglect”"; the labels of each may be none."""
    themes = joined([f"“{label}”" for label in near], "or")
    ways = [joined(lengths, "or")] * bool(lengths) + [f"a theme near to it, such as {themes}"] * bool(near)
    return f"Choose {', or '.join(ways) or 'another theme'}"


def lacking_among(subject: Subject, candidates: Sequence[Candidate], in_case: int = 0) -> list[str]:
    """Sentences for the trainer on these lessons of a session on a subject; none where nothing is amiss.

    `in_case`: how many more on the subject are left to a case, since they answer what it asks. Nothing is said of
    lessons without a theme to compare them with, or of a single one that was not carried out.
    """
    if not subject.themes or not candidates:
        return []
    on_theme = [each for each in candidates if subject.distance(each.theme_ids) == 0]
    silent = sum(not tells_of_work(each, subject.themes) for each in on_theme)
    beside = sum(not relevance(each, subject.themes) for each in on_theme)
    near = len(candidates) - len(on_theme)
    told = [_few(len(candidates), silent, beside, near)] if silent or near or beside > len(candidates) / 2 else []
    if told and in_case:
        told.append(f"{in_case} more {'stands' if in_case == 1 else 'stand'} behind the answers to the case.")
    if len(candidates) > 1 and not any(map(is_done, candidates)):
        told.append(NONE_DONE)
    return told


def _few(number: int, silent: int, beside: int, near: int) -> str:
    """ "Few lessons on this theme tell what was found ... Of the 3 here, 1 says little of it."."""
    counted = (
        (silent, "says little of it", "say little of it"),
        (beside, "is mainly about other matters", "are mainly about other matters"),
        (near, "is on a theme near to it", "are on themes near to it"),
    )
    few = "Few lessons on this theme tell what was found in the work with families."
    if number == 1:
        return f"{few} The one here {joined(of_one for times, of_one, _ in counted if times)}."
    parts = [f"{times} {of_one if times == 1 else of_many}" for times, of_one, of_many in counted if times]
    return f"{few} Of the {number} here, {joined(parts)}."
