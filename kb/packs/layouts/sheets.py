"""What is handed out on paper: the trainer's own sheets, the case, the plan, lessons in brief, quiz, forms."""

from collections.abc import Iterator, Mapping
from dataclasses import replace

from kb.documents.on_paper import letter
from kb.documents.tree import Block, Heading, PageBreak, Paragraph, Question, Span, text
from kb.packs.layouts import cases
from kb.packs.layouts.pieces import how_far, markdown, to_fill_in, told_from
from kb.packs.layouts.safety import safety_sheet
from kb.packs.queries.resolved import Resolved


def handouts(found: Resolved) -> Iterator[Block]:
    """A sheet each, on a page of its own."""
    yield Heading(1, "Ground rules and content notice")
    yield from safety_sheet(found, 2)
    for own in found.content.handouts:
        yield from (PageBreak(), Heading(1, own.title or "Handout"))
        if own.purpose.strip():
            yield Paragraph((Span(own.purpose, italic=True),))
        yield from markdown(own.body, 2) if own.body.strip() else (to_fill_in("what this sheet says"),)
    for vignette in found.vignettes.values():
        yield from (PageBreak(), Heading(1, f"The case: {vignette.title}"))
        yield from cases.case(vignette, 2, answers=False)
    for form in found.forms:
        if form.of_a_team:
            yield from (PageBreak(), Heading(1, form.title))
            yield from cases.form(form)
    yield from _in_brief(found)


def _in_brief(found: Resolved) -> Iterator[Block]:
    own = [found.lessons[each.lesson_id] for each in found.content.lessons if each.lesson_id in found.lessons]
    if own:
        yield from (PageBreak(), Heading(1, "The lessons in brief"))
        for lesson in own:
            yield Heading(2, lesson.title)
            yield text(lesson.summary)
            yield text(how_far(lesson))
            yield Paragraph((Span(f"From: {told_from(lesson)}", italic=True),))


def quiz(asked: Mapping[str, Question]) -> Iterator[Block]:
    """The questions without answers, and a sheet with them."""
    yield Heading(1, "Questions")
    yield from asked.values()
    yield from (PageBreak(), Heading(1, "Answers"))
    for each in asked.values():
        yield from _answer(each)


def _answer(each: Question) -> Iterator[Block]:
    right = each.options[each.answer - 1] if 1 <= each.answer <= len(each.options) else ""
    yield Paragraph((Span(f"{each.number}. {letter(each.answer)}: {right}", bold=True),))
    if each.explanation.strip():
        yield text(each.explanation)
    if each.source:
        yield text(f"From: {each.source}")


def forms(found: Resolved) -> Iterator[Block]:
    """The evaluation forms that each person fills in."""
    for at, form in enumerate(each for each in found.forms if not each.of_a_team):
        if at:
            yield PageBreak()
        yield Heading(1, form.title)
        yield from cases.form(form)


def unanswered(asked: Mapping[str, Question]) -> Mapping[str, Question]:
    """The questions as they stand on the sheet of who is asked."""
    return {key: replace(each, answered=False) for key, each in asked.items()}
