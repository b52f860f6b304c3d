"""The slides of a session: few words on the screen, everything else in the notes."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from kb.documents.on_slides import slides as divided
from kb.documents.passages import Points
from kb.documents.tree import Block, Document, Heading, Question, Slide, text
from kb.packs.content import Block as PackBlock
from kb.packs.layouts.end_slides import end, sources
from kb.packs.layouts.excerpts import count, words_of
from kb.packs.layouts.lesson_slides import lesson_slides
from kb.packs.layouts.pieces import ON_A_SLIDE, markdown, numbers_of, points, shortened, stages_of, to_fill_in
from kb.packs.layouts.safety import in_brief
from kb.packs.queries.resolved import Resolved
from kb.training.queries.forms import FormShown
from kb.training.queries.vignettes import Stage, VignetteShown

SAFETY = "Content notice and how to step out"
"""Title of the slide that the room's file shows at any time."""
STEP_OUT = "How to step out is on your sheet."
ALL_ON_SHEET = "All of them are on your sheet."
MOST = {7: 6, 30: 10, 60: 14, 90: 18, 180: 30, 360: 45}
"""Slides that a session of so many minutes should have at most."""


@dataclass(frozen=True, slots=True)
class _Trim:
    """What a short session has no slides of its own for."""

    openings: bool = False
    """Of parts that have other slides: the first of those begins the part."""
    outcomes: bool = False
    one_for_a_lesson: bool = False
    sources: bool = False
    ending: bool = False
    """Of the last part: whom people can talk to stays on the screen while it goes on."""


TRIMS = (
    _Trim(),
    _Trim(openings=True),
    _Trim(openings=True, outcomes=True),
    _Trim(openings=True, outcomes=True, one_for_a_lesson=True),
    _Trim(openings=True, outcomes=True, one_for_a_lesson=True, sources=True),
    _Trim(openings=True, outcomes=True, one_for_a_lesson=True, sources=True, ending=True),
)
"""From the longest to the shortest."""


def slides(found: Resolved, asked: Mapping[str, Question]) -> tuple[Block, ...]:
    """All of them but the title: as many as the length of the session bears, if that can be."""
    most = MOST.get(found.content.minutes, max(MOST.values()))
    deck: tuple[Block, ...] = ()
    for trim in TRIMS:
        deck = tuple(_deck(found, asked, trim))
        if 1 + _length(deck) <= most:
            break
    return deck


def _length(deck: tuple[Block, ...]) -> int:
    """How many slides these become."""
    return len(divided(Document("", blocks=deck))) - 1


def _deck(found: Resolved, asked: Mapping[str, Question], trim: _Trim) -> Iterator[Block]:
    outcomes, more = _outcomes(found), (*sources(found),)
    if all(each.fill != "safety" for each in found.content.blocks):
        yield _safety(found)
    if not trim.outcomes:
        yield outcomes
    waiting = dict(asked)
    parts = [
        (_opening(found, each, number), [*_within(found, each, waiting, trim)])
        for number, each in enumerate(found.content.blocks, 1)
    ]
    *last, people = end(found)
    if trim.ending and parts and not parts[-1][1]:
        people = _closing(people, parts.pop()[0])
    for opening, within in parts:
        yield from _part(opening, within, trim)
    also = (Heading(1, outcomes.title), *outcomes.notes) if trim.outcomes else ()
    cited = (note for each in more for note in each.notes) if trim.sources else ()
    yield from (*last, replace(people, notes=(*people.notes, *also, *cited)), *(() if trim.sources else more))


def _part(opening: Slide, within: list[Block], trim: _Trim) -> Iterator[Block]:
    if trim.openings and within and isinstance(first := within[0], Slide):
        yield from (_begun(first, opening), *within[1:])
    else:
        yield from (opening, *within)


def _begun(first: Slide, opening: Slide) -> Slide:
    """The first slide of a part in place of the one that only opens it."""
    notes = (Heading(1, f"This begins: {opening.title}"), *opening.blocks, *opening.notes, *first.notes)
    return replace(first, minutes=opening.minutes, notes=notes)


def _closing(people: Slide, opening: Slide) -> Slide:
    """Whom people can talk to, on the screen during the last part, with what they do meanwhile."""
    shown = (*opening.blocks[1:], *people.blocks)
    return replace(_begun(people, opening), blocks=shown if words_of(shown) <= ON_A_SLIDE else people.blocks)


def _safety(found: Resolved) -> Slide:
    """The whole notice, with how to step out as far as two slides have room for it."""
    notice, opt_out, rest = in_brief(found)
    first, _ = shortened(opt_out, ON_A_SLIDE // 2)
    said = tuple(text(words) for words in (notice, opt_out) if words)
    slide = Slide(SAFETY, rest, (*said, *rest))
    for shown in ((notice, first), (first, notice), (notice, STEP_OUT)):
        slide = replace(slide, blocks=tuple(text(words) for words in shown if words) or rest)
        if _length((slide,)) <= 2:
            break
    return slide


def _outcomes(found: Resolved) -> Slide:
    every = [each.text for each in found.content.outcomes if each.text.strip()]
    kept: Sequence[str] = every
    while len(kept) > 1 and sum(map(count, kept)) + count(ALL_ON_SHEET) * (kept != every) > ON_A_SLIDE:
        kept = kept[:-1]
    more = () if kept == every else (text(ALL_ON_SHEET),)
    body = (*points(kept), *more) if every else (to_fill_in("outcomes"),)
    return Slide("After this session you will be able to", body, tuple(points(every)))


def _opening(found: Resolved, each: PackBlock, number: int) -> Slide:
    """What people do in a part and for how long; everything else is for who leads it."""
    time = f"{each.minutes} minute{'s' * (each.minutes != 1)}" if each.minutes else ""
    form = found.form(each.fill)
    sheet = f"{form.title}: on your sheet" if form else ""
    head = tuple(text(words) for words in (time, sheet) if words)
    shown, _ = shortened(each.screen, ON_A_SLIDE - count(time) - count(sheet)) if each.screen.strip() else ("", False)
    body = (*head, text(shown)) if shown else head
    notes: list[Block] = []
    for name, words in (
        ("Say this", each.say_this), ("What to do", each.content), ("Notes for the trainer", each.trainer_notes),
        ("Watch for", each.watch_for), ("Purpose", each.purpose), ("On the screen", each.screen),
    ):  # fmt: skip
        if words.strip():
            notes += [Heading(1, name), *markdown(words, 2)]
    return Slide(each.title.strip() or f"Part {number}", body, (*notes, *_asks(form)), minutes=each.minutes or 0)


def _asks(form: FormShown | None) -> Iterator[Block]:
    """What is asked on the sheet of a part, for who hands it out."""
    if form:
        yield Heading(1, form.title)
        yield text(form.introduction)
        yield from points((question.text for part in form.parts for question in part.questions), ordered=True)


def _within(found: Resolved, each: PackBlock, waiting: dict[str, Question], trim: _Trim) -> Iterator[Block]:
    """What goes into a part. A question is asked once."""
    if each.fill == "safety":
        yield _safety(found)
    numbers = numbers_of(found)
    for use in each.lessons:
        if lesson := found.lessons.get(use.lesson_id):
            yield from lesson_slides(lesson, use, numbers[lesson.id], in_one=trim.one_for_a_lesson)
    if vignette := found.vignettes.get(each.vignette):
        yield from (_stage(vignette, stage) for stage in stages_of(vignette, each.stages)[0])
    yield from (waiting.pop(key) for key in each.questions if key in waiting)
    if check := found.self_checks.get(each.theme_id or 0):
        yield _self_check(check.theme, check.questions)


def _stage(vignette: VignetteShown, stage: Stage) -> Slide:
    """What is asked after a stage of the case; the story is on the sheet."""
    asked = [question.text for question in stage.questions]
    first = stage.questions[0].number if stage.questions else 1
    kept = [*asked]
    while len(kept) > 1 and sum(map(count, kept)) > ON_A_SLIDE:
        kept.pop()
    shown = Points(tuple((text(each),) for each in kept), ordered=True, first=first)
    every = Points(tuple((text(each),) for each in asked), ordered=True, first=first)
    notes = (Heading(1, vignette.title), text("This is on everybody’s sheet:"), text(stage.text), every)
    return Slide(f"Stage {stage.number}: {stage.title}", (shown,) if kept else (), notes)


def _self_check(theme: str, questions: Sequence[str]) -> Slide:
    """As many questions as one slide has room for; all are on the sheet."""
    kept = [*questions]
    while len(kept) > 1 and sum(map(count, kept)) + count(ALL_ON_SHEET) * (len(kept) < len(questions)) > ON_A_SLIDE:
        kept.pop()
    more = (text(ALL_ON_SHEET),) if len(kept) < len(questions) else ()
    every = tuple(points(questions, ordered=True))
    return Slide(f"Ask yourselves: {theme}", (*points(kept, ordered=True), *more), every)
