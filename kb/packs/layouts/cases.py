"""Cases to work on, quiz questions and forms as paper shows them."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby

from kb.core.text import joined
from kb.documents.tree import Blank, Block, Heading, List, PageBreak, Paragraph, Question, Span, Table, text
from kb.packs.cases import pointed_at
from kb.packs.layouts.closing import lesson_address
from kb.packs.layouts.pieces import numbers_of_own, rows, source, stages_of, to_fill_in
from kb.packs.layouts.safety import before_suicide
from kb.packs.queries.resolved import Asked, Resolved
from kb.training.queries.forms import FormPart, FormQuestion, FormShown
from kb.training.queries.vignettes import ModelPoint, Stage, VignetteShown
from kb.training.queries.vignettes import Question as CaseQuestion

WHICH_FIRST = "Begin with question {}, unless your trainer names another. Go on to the next if there is time."
ON_THE_SHEETS = (
    "Each stage has a sheet of its own. Where it has several questions, people begin with the first, unless you name "
    "another by its number."
)
NOT_TOLD = "No part of the session tells these lessons. Name them when you add model points:"
MADE_UP = "A made-up case: nobody in it is or was a real person."
LINES = 3
"""For an answer to a question on a case, by hand."""
LINES_OF_A_FORM = 2
"""A form has room on one page, if that can be."""
ALONE = "Please answer on this sheet by yourself, and send it back by itself. The first sheet is not for you to read."
AGENCY = "Agency or team, if others came from it"
SCALE, CHOICE = "scale-1-5", "yes-partly-no"


def case(found: Resolved, vignette: VignetteShown, level: int, stages: int) -> Iterator[Block]:
    """What is handed out and asked, stage by stage, with what good answers have; so many stages are worked on."""
    yield text(vignette.summary)
    yield text(ON_THE_SHEETS)
    yield from _today(found, vignette, stages)
    numbers = numbers_of_own(found)
    here, later = stages_of(vignette, stages)
    for stage in (*here, *later):
        home = " (to take home)" if stage in later else ""
        yield Heading(level, f"Stage {stage.number}: {stage.title}{home}")
        yield text(stage.text)
        for question in stage.questions:
            yield Paragraph((Span(f"{question.number}. {question.text}", bold=True),))
            yield from _model_points(question, numbers)
    yield text(f"How it was changed: {vignette.changed}")
    yield from _behind(found, vignette)


def _behind(found: Resolved, vignette: VignetteShown) -> Iterator[Block]:
    """The lessons that model points are from and that the session has no sheets of, with where they can be read."""
    today = numbers_of_own(found)
    points = [point for stage in vignette.stages for question in stage.questions for point in question.model_points]
    others = dict.fromkeys(each.place.lesson.id for each in points if each.place.lesson.id not in today)
    if lessons := [found.lessons[number] for number in others if number in found.lessons]:
        yield Paragraph((Span(NOT_TOLD, bold=True),))
        for each in lessons:
            address = lesson_address(found, each)
            yield Paragraph((Span(f"{each.reference}: {each.title}. "), Span(address, link=address)), small=True)


def case_sheets(found: Resolved) -> Iterator[Block]:
    """The cases, for who works on them: each stage on a page of its own, and what the session has no time for after
    them."""
    wanted: dict[str, list[int]] = {}
    for block in found.content.blocks:
        if vignette := found.vignettes.get(block.vignette):
            wanted.setdefault(vignette.slug, []).append(block.stages or len(vignette.stages))
    for slug, numbers in wanted.items():
        vignette = found.vignettes[slug]
        here, later = stages_of(vignette, max(numbers))
        for stage in here:
            yield PageBreak()
            yield Heading(1, f"The case: {vignette.title}")
            yield text(MADE_UP)
            yield from _stage(stage, in_the_room=True)
        if later:
            yield from (PageBreak(), Heading(1, f"To take home: {vignette.title}"), text(MADE_UP))
            if _is_on_suicide(found, slug):
                yield from before_suicide(found, 2)
            for stage in later:
                yield from _stage(stage)
            address = f"{found.site_url}/training/vignettes/{slug}"
            yield Paragraph(
                (Span("Points to think about for all questions of this case: "), Span(address, link=address))
            )


def _is_on_suicide(found: Resolved, slug: str) -> bool:
    """Whether any part of the session that works on this case touches on it."""
    parts = (found.touched_in.get(each.key) for each in found.content.blocks if each.vignette == slug)
    return any(touched.is_on_suicide for touched in parts if touched)


def _stage(stage: Stage, *, in_the_room: bool = False) -> Iterator[Block]:
    """The story and its questions, with which of them comes first where a group has no time for all."""
    yield Heading(2, f"Stage {stage.number}: {stage.title}")
    yield text(stage.text)
    if in_the_room and len(stage.questions) > 1:
        yield Paragraph((Span(WHICH_FIRST.format(stage.questions[0].number), italic=True),))
    for question in stage.questions:
        yield Paragraph((Span(f"{question.number}. {question.text}", bold=True),))
        yield Blank(LINES)


def _model_points(question: CaseQuestion, numbers: Mapping[int, int]) -> Iterator[Block]:
    """What good answers have, with the lesson that each is from; one that the session tells has its number too."""
    points = []
    for each in question.model_points:
        number = numbers.get(each.place.lesson.id)
        origin = f"{each.place.lesson.reference}, {each.place.title.lower()}"
        said = _pointed(each.text, f"lesson {number} of today, {origin}" if number else origin)
        points.append((said, *_see_also(each)))
    if points:
        yield List(tuple(points))


def _see_also(point: ModelPoint) -> Iterator[Block]:
    """Where what a model point says beyond its lesson can be read."""
    if point.source:
        yield Paragraph((Span(f"See also {point.source}. "), Span(point.url, link=point.url)), small=True)


def _today(found: Resolved, vignette: VignetteShown, stages: int) -> Iterator[Block]:
    """Which of the lessons that the session tells the answers to the case name, in the stages there is time for."""
    used = pointed_at(vignette, stages)
    names = [f"lesson {number}" for lesson, number in numbers_of_own(found).items() if lesson in used]
    if not names:
        return
    them = "it" if len(names) == 1 else "them"
    yield text(f"In this case you meet {joined(names)} of today. Name {them} when you add model points.")


def _pointed(words: str, origin: str) -> Paragraph:
    return Paragraph((Span(f"{words} "), Span(f"({origin})", italic=True)))


def numbered(found: Resolved) -> dict[str, Question]:
    """Every question of the pack, numbered through in the order in which it is asked."""
    return {key: asked(found, each, number) for number, (key, each) in enumerate(found.questions.items(), 1)}


def asked(found: Resolved, each: Asked, number: int) -> Question:
    """A question as a document has it."""
    return Question(number, each.stem, each.options, each.answer, each.explanation, source(found, each))


def form(sheet: FormShown, session: str, back: str = "") -> Iterator[Block]:
    """A form to be filled in by hand, on which the title of the session stands; each part of it on its own page.

    `back`: what each sheet says at its end, since each goes back by itself.
    """
    yield text(sheet.introduction)
    titled = Paragraph((Span("Session: ", bold=True), Span(session)))
    yield titled
    names = (("Date", "Team"),) if sheet.of_a_team else (("Date", AGENCY), ("Your own code",))
    yield Table((), tuple(to_write(*each) for each in names), wide=True)
    for at, part in enumerate(sheet.parts):
        if at:
            yield PageBreak()
        if len(sheet.parts) > 1:
            yield Heading(2, part.title)
        if at:
            yield text(ALONE)
            yield titled
            yield Table((), (to_write("Code of this person"),), wide=True)
        yield from _part(part)
        if back:
            yield text(back)


def to_write(*names: str) -> tuple[tuple[Span, ...], ...]:
    """A row of names, each with room beside it."""
    return tuple(cell for name in names for cell in ((Span(name, bold=True),), (Span("\u00a0" * 25),)))


def _part(part: FormPart) -> Iterator[Block]:
    """Questions that are answered in the same way stand in one table."""
    for (answer, low, high), group in groupby(part.questions, key=lambda each: (each.answer, each.low, each.high)):
        questions = list(group)
        if answer == SCALE:
            yield text(f"Tick one box in each row: 1 means “{low.lower()}”, 5 means “{high.lower()}”.")
            yield _boxes(questions, ("1", "2", "3", "4", "5"))
        elif answer == CHOICE:
            yield text("Tick one box in each row.")
            yield _boxes(questions, ("Yes", "Partly", "No"))
        else:
            for question in questions:
                yield Paragraph((Span(f"{question.number}. {question.text}", bold=True),))
                yield Blank(LINES_OF_A_FORM)


def _boxes(questions: Sequence[FormQuestion], answers: tuple[str, ...]) -> Table:
    asked_ = ((f"{each.number}. {each.text}", *("☐" for _ in answers)) for each in questions)
    return rows(("Question", *answers), asked_, wide=True)


def no_case(slug: str) -> Paragraph:
    """What stands where a part of the session has no case, or one that is gone."""
    return to_fill_in("another case: the one that was chosen is no longer available" if slug else "a case to work on")
