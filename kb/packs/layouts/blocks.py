"""A part of the session as the facilitator's guide tells it."""

from collections.abc import Iterator, Mapping
from dataclasses import replace

from kb.documents.tree import Block, Facts, Heading, Panel, Paragraph, Question, Span, text
from kb.packs.content import Block as PackBlock
from kb.packs.content import LessonUse
from kb.packs.layouts.cases import case, no_case
from kb.packs.layouts.pieces import (
    TOLD,
    how_far,
    markdown,
    minutes_of,
    not_reported,
    numbers_of,
    points,
    section_of,
    titled,
    to_fill_in,
    told_from,
)  # fmt: skip
from kb.packs.queries.resolved import Resolved
from kb.packs.touching import say_this

AROUND = frozenset({"safety", "before-form", "end-form"})
"""What fills the parts before and after the work, which serve no aim of the session by themselves."""
HAND_OUT = "Hand out the form “{}”."
FILL_IN = "Fill in the form “{}” for all; nobody else needs one."
"""Where a manager reads out in a meeting and hands out nothing."""


def block(found: Resolved, each: PackBlock, number: int, asked: Mapping[str, Question]) -> Iterator[Block]:
    """One part, with everything that goes into it."""
    method = found.labels.values.get(f"session-methods/{each.method}")
    start = found.content.starts[number - 1]
    yield titled(2, f"{number}. {each.title}" if each.title.strip() else "", f"title of part {number}")
    times = (f"From minute {start}", minutes_of(each.minutes), method.label if method else "")
    yield Paragraph((Span(" · ".join(filter(None, times)), italic=True),))
    filled = bool(each.fill or each.lessons or each.vignette or each.questions)
    purpose = _words(each.purpose, "why this part is there")
    content = markdown(each.content, 4) if filled else _words(each.content, "what people do")
    yield Facts(tuple((name, told) for name, told in (("Purpose", purpose), ("What to do", content)) if told))
    say, with_care = say_this(found, each)
    if say.strip():
        yield Panel("Say this", markdown(say, 4))
    if with_care:
        yield text(with_care)
    yield from _for_the_trainer(found, each)
    yield from _fill(found, each, asked)
    for use in each.lessons:
        yield from _lesson(found, use)


def _words(markdown_text: str, otherwise: str) -> tuple[Block, ...]:
    return markdown(markdown_text, 4) if markdown_text.strip() else (to_fill_in(otherwise),)


def _for_the_trainer(found: Resolved, each: PackBlock) -> Iterator[Block]:
    outcomes = {outcome.key: outcome.text for outcome in found.content.outcomes}
    served = [outcomes[key] for key in each.outcomes if key in outcomes and each.fill not in AROUND]
    pairs: list[tuple[str, tuple[Block, ...]]] = [
        ("Notes for the trainer", markdown(each.trainer_notes, 4)),
        ("Watch for", markdown(each.watch_for, 4)),
        ("You need", tuple(text(need) for need in each.resources if need.strip())),
        ("After it, people can", tuple(map(text, served))),
    ]
    if kept := tuple((name, told) for name, told in pairs if told):
        yield Facts(kept)


def _fill(found: Resolved, each: PackBlock, asked: Mapping[str, Question]) -> Iterator[Block]:
    """What the site puts into the part."""
    match each.fill:
        case "lessons" if not any(use.lesson_id in found.lessons for use in each.lessons):
            yield to_fill_in("lessons for this part")
        case "safety" if not found.is_read_out:
            yield text("Hand out the sheet with the ground rules.")
        case "before-form" | "end-form" | "plan-form":
            sheet = found.form(each.fill)
            told = FILL_IN if found.is_read_out else HAND_OUT
            yield text(told.format(sheet.title)) if sheet else to_fill_in("a form for this part")
    if each.vignette or each.fill == "vignette":
        yield from _case(found, each)
    yield from _quiz(each, asked)
    if each.theme_id is not None or each.fill == "self-check":
        yield from self_check(found, each)


def _case(found: Resolved, each: PackBlock) -> Iterator[Block]:
    vignette = found.vignettes.get(each.vignette)
    if vignette is None:
        yield no_case(each.vignette)
        return
    yield Heading(3, f"The case: {vignette.title}")
    yield from case(found, vignette, 4, each.stages)


def _quiz(each: PackBlock, asked: Mapping[str, Question]) -> Iterator[Block]:
    here = [replace(asked[key], answered=True) for key in each.questions if key in asked]
    if here:
        yield Heading(3, "Quiz, with answers")
        yield from here
    elif each.fill == "quiz":
        yield to_fill_in("quiz questions for this part")


def self_check(found: Resolved, each: PackBlock) -> Iterator[Block]:
    """The questions of a theme."""
    check = found.self_checks.get(each.theme_id or 0)
    if check is None:
        yield to_fill_in("a theme whose questions are asked")
        return
    yield Heading(3, f"Ask yourselves: {check.theme}")
    yield from points(check.questions, ordered=True)


def _lesson(found: Resolved, use: LessonUse) -> Iterator[Block]:
    lesson = found.lessons.get(use.lesson_id)
    if lesson is None:
        return
    yield Heading(3, f"Lesson {numbers_of(found)[lesson.id]}: {lesson.title}")
    yield text(lesson.summary)
    yield text(how_far(lesson))
    if use.words.strip():
        yield Panel("On the slide", (text(use.words),))
    sections = use.sections or TOLD
    for section in sections:
        if section in lesson.texts:
            yield Heading(4, lesson.heading(section))
            yield from section_of(lesson, section)
            yield Paragraph((Span(f"From: {told_from(lesson, section)}"),), small=True)
    if unsaid := [not_reported(section) for section in sections if section not in lesson.texts]:
        yield text(" ".join(unsaid))
