"""What is handed out on paper: ground rules, the trainer's own sheets, lessons, the case, questions, plan, forms."""

from collections.abc import Iterator, Mapping

from kb.documents.on_paper import letter
from kb.documents.tree import Blank, Block, Heading, PageBreak, Paragraph, Question, Span, Table, text
from kb.packs.layouts import cases
from kb.packs.layouts.lesson_sheets import lesson_sheets, told
from kb.packs.layouts.local import local_slots
from kb.packs.layouts.named_sheets import STAGES, named_sheets
from kb.packs.layouts.pieces import HOW_FAR, markdown, names, numbers_of, points, rows, support, to_fill_in
from kb.packs.layouts.safety import people, safety_sheet
from kb.packs.layouts.sharing_sheet import sharing_sheet
from kb.packs.queries.resolved import Resolved

JUDGE_FIRST = "Judge from its sheet how far each lesson was tested; your trainer then says how it is recorded."
LINES = 2
"""For an answer to a question of a theme."""
RULES, TO_HANG_UP = "Ground rules and people to talk to", "People to talk to"
"""The first sheet: for everybody; or to hang up, where a manager reads out in a meeting and hands out nothing."""
BACK = f"Please give this sheet back to: {'_' * 30} by: {'_' * 15}"
FOLLOW_UP = "follow-up"
"""Slug of the form that comes back by post or mail, weeks later."""


def handouts(found: Resolved) -> Iterator[Block]:
    """A sheet each, on a page of its own."""
    if found.content.when_where.strip():
        yield Paragraph((Span(found.content.when_where, bold=True),))
    yield Heading(1, first_sheet(found))
    if found.is_read_out:
        yield from support(found)
        yield from local_slots(found, 2)
    else:
        yield from _after_the_session(found)
        yield from safety_sheet(found, 2)
        yield from people(found, 2)
        yield from local_slots(found, 2)
        yield from sharing_sheet(found)
    for own in found.content.handouts:
        yield from (PageBreak(), Heading(1, own.title or "Handout"))
        if own.purpose.strip():
            yield Paragraph((Span(own.purpose, italic=True),))
        yield from markdown(own.body, 2) if own.body.strip() else (to_fill_in("what this sheet says"),)
    yield from lesson_sheets(found)
    yield from cases.case_sheets(found)
    yield from _questions(found)
    yield from _how_far(found)
    yield from named_sheets(found)
    for form in found.forms:
        if form.of_a_team:
            yield from (PageBreak(), Heading(1, form.title))
            yield from cases.form(form, found.content.title)


def first_sheet(found: Resolved) -> str:
    """What the sheet is called that says whom people can ring."""
    return TO_HANG_UP if found.is_read_out else RULES


def _after_the_session(found: Resolved) -> Iterator[Block]:
    outcomes = [*points(each.text for each in found.content.outcomes)]
    if outcomes:
        yield Heading(2, "After this session you will be able to")
        yield from outcomes


def _questions(found: Resolved) -> Iterator[Block]:
    """The questions of each theme that a part of the session asks, with room to write."""
    for number in dict.fromkeys(each.theme_id for each in found.content.blocks if each.theme_id in found.self_checks):
        check = found.self_checks[number or 0]
        yield from (PageBreak(), Heading(1, f"Questions on this theme: {check.theme}"))
        for at, question in enumerate(check.questions, 1):
            yield Paragraph((Span(f"{at}. {question}", bold=True),))
            yield Blank(LINES)


def _how_far(found: Resolved) -> Iterator[Block]:
    """What the stages of evidence mean, where the session works with it."""
    stages = [label for key, label in found.labels.values.items() if key.startswith(STAGES)]
    if stages and found.content.lessons and names(found.content, HOW_FAR):
        yield from (PageBreak(), Heading(1, HOW_FAR))
        yield text(f"{JUDGE_FIRST} These are the stages, from the weakest to the strongest.")
        yield rows(("Stage", "What it means"), ((each.label, each.description) for each in stages))
        yield text("What was found, what was recommended and what was done are different things. Ask which it is.")
        yield from _judgement(found)


def _judgement(found: Resolved) -> Iterator[Block]:
    """Room for what people think of each lesson before they are told."""
    numbers = numbers_of(found)
    yield Heading(2, "What do you think?")
    for number in told(found):
        yield Paragraph((Span(f"Lesson {numbers[number]}: {found.lessons[number].title}", bold=True),))
        yield Table((), (cases.to_write("Stage", "What on its sheet shows it"),), wide=True)


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
        yield text(f"From: {each.source}", small=True)


def forms(found: Resolved) -> Iterator[Block]:
    """The evaluation forms that each person fills in."""
    for at, form in enumerate(each for each in found.forms if not each.of_a_team):
        if at:
            yield PageBreak()
        yield Heading(1, form.title)
        yield from cases.form(form, found.content.title, BACK if form.slug == FOLLOW_UP else "")
