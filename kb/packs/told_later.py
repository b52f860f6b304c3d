"""Gives a lesson that is told after a case its minutes: the part before the case has them less, the one after more."""

from dataclasses import replace

from kb.packs.reasons import began_small
from kb.packs.told_minutes import in_like_words, shortened
from kb.training.queries.sessions import Block as Part

ONE = (
    "tell the lesson that you kept back until now. Say what was found and, where the sheet says so, why it happened. "
    "Lay out its sheet, and ask where people met it in the case."
)
SEVERAL = (
    "tell the {} lessons that you kept back until now. Say what was found and, where the sheet says so, why it "
    "happened. Lay out their sheets, and ask where people met them in the case."
)
LISTEN = "Listen: what did we keep back until now, and what was found? Then"


def minutes_to_tell(lessons: int) -> int:
    """Minutes in which so many lessons are told that people have met in the case already."""
    return lessons + 1


def telling_less(part: Part, lessons: int) -> Part | None:
    """The part without the minutes of so many lessons; None where its telling would have no time left."""
    fewer = minutes_to_tell(lessons)
    content = shortened(part.content, fewer)
    if content is None or part.minutes <= fewer:
        return None
    return replace(part, minutes=part.minutes - fewer, content=content)


def telling_first(part: Part, lessons: int) -> Part:
    """The part with so many lessons told before anything else."""
    minutes = minutes_to_tell(lessons)
    what = ONE if lessons == 1 else SEVERAL.format(in_like_words(lessons, "two"))
    content = f"{in_like_words(minutes, 'Two')} minutes: {what} {part.content}".rstrip()
    screen = f"{LISTEN} {began_small(part.screen)}" if part.screen.strip() else ""
    return replace(part, minutes=part.minutes + minutes, content=content, screen=screen)
