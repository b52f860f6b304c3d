"""Puts into words what may be said of answers, for pages, files and paper alike."""

from kb.held_sessions.queries.questions import YES_NO_WORDS
from kb.held_sessions.results import NONE, NOT_THERE, TOO_FEW, QuestionResult, Response, Shown

POINT_WORDS = {"before": "Before", "end": "At the end", "follow-up": "6 to 12 weeks later"}
"""Columns of results."""
HOW_WORDS = {"room": "in a room", "online": "online", "hybrid": "in a room and online"}
"""How a session was held."""
NO_NAMES = (
    "There are no names here: answers are kept as counts alone. Where fewer than 5 people answered, nothing is shown, "
    "so that nobody can be recognised."
)


def in_words(result: QuestionResult, point: str) -> str:
    """What may be said of a question at one point: "3.4 (12 answers)", or why nothing is."""
    shown = result.at.get(point)
    if shown is None:
        return NOT_THERE
    if shown.counts is None:
        return TOO_FEW
    if not shown.number:
        return NONE
    return f"{value(shown)} ({answers(shown.number)}{without(shown.left_out)})"


def value(shown: Shown) -> str:
    """The mean, or how many said yes, partly and no."""
    if shown.mean is not None:
        return str(shown.mean)
    counted = zip(YES_NO_WORDS, shown.counts or (), strict=True)
    return ", ".join(f"{words.lower()} {number}" for words, number in counted)


def answers(number: int) -> str:
    """ "12 answers"."""
    return f"{number:,} answer{'' if number == 1 else 's'}"


def without(sessions: int) -> str:
    """What stands behind a number that some sessions are not in."""
    if not sessions:
        return ""
    return f", without {sessions} {'session' if sessions == 1 else 'sessions'} with fewer than 5"


def came_back(found: Response | None) -> str:
    """How many forms came back: "12 of 14 people (86 %)"."""
    if found is None:
        return "No form came back yet"
    if found.sheets is None:
        return TOO_FEW[:1].upper() + TOO_FEW[1:]
    if found.sheets > found.people:
        return f"{found.sheets:,} forms, {found.people:,} people"
    share = round(100 * found.sheets / found.people) if found.people else 0
    return f"{found.sheets:,} of {found.people:,} people ({share} %){without(found.left_out)}"
