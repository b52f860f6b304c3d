"""Says what the lessons of a session lack: too few with a finding on its theme, or none that was carried out."""

from collections.abc import Sequence

from kb.packs.queries.candidates import Candidate
from kb.packs.queries.subjects import Subject
from kb.packs.weighing import tells_of_work

NONE_DONE = "None of these lessons was carried out: what other areas changed is only recommended or agreed."


def lacking_in(subject: Subject, candidates: Sequence[Candidate]) -> list[str]:
    """Sentences for the trainer on the lessons of a session on a subject; none where nothing is amiss.

    Nothing is said of lessons without a theme to compare them with, or of a single one that was not carried out.
    """
    if not subject.themes or not candidates:
        return []
    near = [each for each in candidates if subject.distance(each.theme_ids) != 0]
    silent = [each for each in candidates if each not in near and not tells_of_work(each, subject.themes)]
    told = []
    if near or silent:
        told.append(_few(len(candidates), len(near), len(silent)))
    if len(candidates) > 1 and all(each.done_status != "done" for each in candidates):
        told.append(NONE_DONE)
    return told


def _few(all_of_them: int, near: int, silent: int) -> str:
    """ "The site has few lessons on this theme that tell what was found in the work with families: 1 of the 3 here"."""
    parts = []
    if silent:
        parts.append(f"{silent} of the {all_of_them} here {'says' if silent == 1 else 'say'} little of it")
    if near:
        parts.append(f"{near} {'is' if near == 1 else 'are'} from themes near to it")
    return f"Few lessons on this theme tell what was found in the work with families: {', and '.join(parts)}."
