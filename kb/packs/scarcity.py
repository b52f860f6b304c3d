"""Says what the lessons of a session lack: too few with a finding on its theme, or none that was carried out."""

from collections.abc import Sequence

from kb.core.text import joined
from kb.packs.content import PackContent
from kb.packs.queries.candidates import Candidate, candidates_among
from kb.packs.queries.subjects import Subject, subject_of
from kb.packs.weighing import relevance, tells_of_work

NONE_DONE = "None of these lessons was carried out: what other areas changed is only recommended or agreed."


def lacking_in(content: PackContent) -> list[str]:
    """Sentences for the trainer on the lessons of a pack; three statements."""
    return lacking_among(subject_of(content.theme_ids), candidates_among(each.lesson_id for each in content.lessons))


def lacking_among(subject: Subject, candidates: Sequence[Candidate]) -> list[str]:
    """The same of these lessons of a session on a subject; none where nothing is amiss.

    Nothing is said of lessons without a theme to compare them with, or of a single one that was not carried out.
    """
    if not subject.themes or not candidates:
        return []
    on_theme = [each for each in candidates if subject.distance(each.theme_ids) == 0]
    silent = sum(not tells_of_work(each, subject.themes) for each in on_theme)
    beside = sum(not relevance(each, subject.themes) for each in on_theme)
    near = len(candidates) - len(on_theme)
    told = [_few(len(candidates), silent, beside, near)] if silent or near or beside > len(candidates) / 2 else []
    if len(candidates) > 1 and all(each.done_status != "done" for each in candidates):
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
