"""The slides of a session: few words on the screen, everything else in the notes."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import takewhile

from kb.briefings.briefing import TO_FILL_IN
from kb.documents.tree import Block, Heading, Paragraph, Question, Slide, Span, text
from kb.packs.content import Block as PackBlock
from kb.packs.content import LessonUse
from kb.packs.layouts.pieces import (
    NOTHING,
    ON_A_SLIDE,
    SILENT,
    TOLD,
    how_far,
    markdown,
    points,
    section_of,
    shortened,
    support,
    to_fill_in,
    told_from,
)  # fmt: skip
from kb.packs.layouts.safety import in_brief
from kb.packs.queries.resolved import Resolved
from kb.packs.queries.told import LessonTold

SAFETY = "Content notice and how to step out"
"""Title of the slide that the room's file shows at any time."""


def slides(found: Resolved, asked: Mapping[str, Question]) -> Iterator[Block]:
    """All of them, without the title and the sources."""
    yield from _safety(found)
    outcomes = [*points(each.text for each in found.content.outcomes)]
    yield Slide("After this session you will be able to", tuple(outcomes or [to_fill_in("outcomes")]))
    for number, each in enumerate(found.content.blocks, 1):
        yield _part(each, number)
        yield from _within(found, each, asked)
    placed = {key for each in found.content.blocks for key in each.questions}
    yield from (question for key, question in asked.items() if key not in placed)
    yield from _end(found)


def _safety(found: Resolved) -> Iterator[Slide]:
    notice, opt_out, rest = in_brief(found)
    first, _ = shortened(notice, ON_A_SLIDE // 2)
    second, _ = shortened(opt_out, ON_A_SLIDE - len(first.split()))
    shown = tuple(text(words) for words in (first, second) if words)
    said = tuple(text(words) for words in (notice, opt_out) if words)
    yield Slide(SAFETY, shown or rest, (*said, *rest))


def _part(each: PackBlock, number: int) -> Slide:
    title = each.title.strip() or f"{TO_FILL_IN}: title of part {number}"
    shown, _ = shortened(each.content, ON_A_SLIDE)
    notes: list[Block] = []
    for name, words in (
        ("Say this", each.say_this), ("What to do", each.content), ("Notes for the trainer", each.trainer_notes),
        ("Watch for", each.watch_for),
    ):  # fmt: skip
        if words.strip():
            notes += [Heading(1, name), *markdown(words, 2)]
    body = text(shown) if shown else to_fill_in("what people do")
    return Slide(title, (body,), tuple(notes), minutes=each.minutes or 0)


def _within(found: Resolved, each: PackBlock, asked: Mapping[str, Question]) -> Iterator[Block]:
    """What goes into a part."""
    for use in each.lessons:
        if lesson := found.lessons.get(use.lesson_id):
            yield from _lesson(lesson, use)
    if vignette := found.vignettes.get(each.vignette):
        for stage in vignette.stages:
            yield Slide(
                f"{vignette.title}, stage {stage.number}: {stage.title}",
                tuple(text(f"{question.number}. {question.text}") for question in stage.questions),
                (text("Read this out:"), text(stage.text)),
            )
    yield from (asked[key] for key in each.questions if key in asked)
    if check := found.self_checks.get(each.theme_id or 0):
        yield Slide(f"Ask yourselves: {check.theme}", tuple(points(check.questions, ordered=True)))
    if each.fill == "plan-form" and (plan := found.form(each.fill)):
        asks = [question.text for part in plan.parts for question in part.questions]
        yield Slide(plan.title, tuple(points(asks, ordered=True)), (text(plan.introduction),))


def _lesson(lesson: LessonTold, use: LessonUse) -> Iterator[Slide]:
    """The trainer's own words on one slide, or a slide for each section that is told."""
    full: list[Block] = [text(lesson.title), text(lesson.summary), text(how_far(lesson))]
    sections = use.sections or TOLD
    if use.words.strip():
        for section in sections:
            full += [Heading(1, lesson.heading(section)), *section_of(lesson, section)]
        yield Slide(lesson.title, (text(use.words), _from(lesson)), (*full, text(f"From: {told_from(lesson)}")))
        return
    yield from _sections(lesson, sections, full)


def _sections(lesson: LessonTold, sections: Iterable[str], full: Sequence[Block]) -> Iterator[Slide]:
    """A slide for each; a section of which nothing was reported is named on the one before it."""
    named = list(sections)
    while named:
        section = named.pop(0)
        origin = _from(lesson, section)
        silent = [text(NOTHING.get(named.pop(0), SILENT)) for _ in _run(lesson, named)]
        room = ON_A_SLIDE - _words(origin, *silent)
        shown, more = shortened(lesson.texts.get(section, ""), room)
        body = (text(shown),) if shown else section_of(lesson, section)
        notes = (*full, *(section_of(lesson, section) if more else ()))
        yield Slide(f"{lesson.heading(section)}: {lesson.title}", (*body, *silent, origin), notes)


def _run(lesson: LessonTold, sections: Iterable[str]) -> list[str]:
    """The sections at the beginning of which there is no text."""
    return [*takewhile(lambda section: not lesson.texts.get(section), sections)]


def _words(*paragraphs: Paragraph) -> int:
    return sum(len(span.text.split()) for each in paragraphs for span in each.spans)


def _from(lesson: LessonTold, section: str = "") -> Paragraph:
    return Paragraph((Span(told_from(lesson, section), italic=True),))


def _end(found: Resolved) -> Iterator[Slide]:
    debrief = found.safety.debrief if found.safety else ""
    shown, _ = shortened(debrief, ON_A_SLIDE)
    yield Slide(
        "Before we go",
        (text("Think of one thing that you will do after this session that is not work."),),
        (text(debrief),) if shown else (to_fill_in("how the session ends"),),
    )
    local = found.content.slots.support
    lines = tuple(points(f"{line.name}: {line.phone}" for line in found.support))
    yield Slide(
        "People you can talk to",
        (text(f"Here: {local}") if local.strip() else to_fill_in("local support"), *lines),
        tuple(support(found.support)),
        reference=True,
    )
