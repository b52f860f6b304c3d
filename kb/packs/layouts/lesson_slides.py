"""A lesson on slides: one for what was found, one for what was done about it, or one for both."""

from collections.abc import Collection, Iterable, Iterator
from typing import TypeAlias

from kb.documents.tree import Block, Heading, Paragraph, Slide, Span, text
from kb.packs.content import LessonUse
from kb.packs.layouts.excerpts import Excerpt, count, excerpt, words_of
from kb.packs.layouts.pieces import ON_A_SLIDE, TOLD, how_far, section_of, told_from
from kb.packs.queries.told import LessonTold
from kb.packs.reasons import began_small

Told: TypeAlias = tuple[str, tuple[Block, ...]]
FEWEST = 12
"""Words that the first half of a slide needs."""
STEPS = "The steps are on your sheet."
POINTS = {"found": 1, "why": 2, "done": 3, "effect": 4, "how": 5}
PAIRS = (("found", "why"), ("done", "effect"))
"""What stands on one slide: the second part of it only if there is room."""


def lesson_slides(lesson: LessonTold, use: LessonUse, number: int, *, in_one: bool) -> Iterator[Slide]:
    """The slides of a lesson in a part of the session, where it has this number. `in_one`: what was found and what
    was done stand on one. All that it says besides is in the notes."""
    sections = use.sections or TOLD
    notes = _notes(lesson, sections)
    own: list[Told] = [(sections[0], (text(use.words),))] if use.words.strip() else []
    for section, body in own or _shown(lesson, sections, in_one=in_one):
        heading = began_small(lesson.heading(section))
        title = f"Lesson {number}: {heading}"
        named = _named(lesson, ON_A_SLIDE - words_of(body))
        yield Slide(title, (*named, *body), notes, point=POINTS[section], source=f"{lesson.reference}, {heading}")


def _shown(lesson: LessonTold, sections: Collection[str], *, in_one: bool) -> list[Told]:
    """The section that each slide begins with, and what it says."""
    told = [name for name in sections if name != "how" and name in lesson.texts]
    if in_one and {"found", "done"} <= {*told} and (both := _both(lesson)):
        return [("found", both)]
    pairs = [said for pair in PAIRS if (said := _pair(lesson, [name for name in pair if name in told]))]
    return pairs or [("how", (text(STEPS),))]


def _pair(lesson: LessonTold, names: list[str]) -> Told | None:
    """What was found with the reason, or what was done with its effect: the second if both have room."""
    if not names:
        return None
    first, *others = names
    for name in others:
        tried = (excerpt(lesson.texts[name], most, finding=False) for most in range(4, ON_A_SLIDE - FEWEST))
        other = next(filter(None, tried), Excerpt())
        half = excerpt(lesson.texts[first], ON_A_SLIDE - _room(lesson, name, other)) if other else Excerpt()
        if other and half:
            return first, (*half.blocks, _under(lesson, name, other))
    said = excerpt(lesson.texts[first], ON_A_SLIDE)
    return first, said.blocks or (text("This is told in full on your sheet."),)


def _both(lesson: LessonTold) -> tuple[Block, ...]:
    """What was found, and under it what was done or only recommended."""
    for most in range(ON_A_SLIDE // 2, ON_A_SLIDE - FEWEST + 1):
        done = excerpt(lesson.texts["done"], most)
        found = excerpt(lesson.texts["found"], ON_A_SLIDE - _room(lesson, "done", done)) if done else Excerpt()
        if done and found:
            return (*found.blocks, _under(lesson, "done", done))
    return ()


def _room(lesson: LessonTold, section: str, said: Excerpt) -> int:
    return said.words + count(lesson.heading(section))


def _under(lesson: LessonTold, section: str, said: Excerpt) -> Paragraph:
    return Paragraph((Span(f"{lesson.heading(section)}: ", bold=True), Span(said.line)))


def _named(lesson: LessonTold, room: int) -> tuple[Paragraph, ...]:
    """The title of the lesson, where there is room for it."""
    return (Paragraph((Span(lesson.title, bold=True),), small=True),) if count(lesson.title) <= room else ()


def _notes(lesson: LessonTold, sections: Iterable[str]) -> tuple[Block, ...]:
    """All that the lesson says of it."""
    told = [block for name in sections for block in (Heading(1, lesson.heading(name)), *section_of(lesson, name))]
    return (Heading(1, lesson.title), text(lesson.summary), text(how_far(lesson)), *told,
            text(f"From: {told_from(lesson)}"))  # fmt: skip
