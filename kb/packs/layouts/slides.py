"""The slides of a session: few words on the screen, everything else in the notes."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TypeAlias

from kb.documents.on_slides import WORDS, on_one
from kb.documents.on_slides import slides as laid_out
from kb.documents.passages import Points
from kb.documents.tree import Block, Document, Heading, Question, Slide, text
from kb.packs.content import Block as PackBlock
from kb.packs.layouts.as_many import as_many
from kb.packs.layouts.divided import count
from kb.packs.layouts.end_slides import end, sources
from kb.packs.layouts.lesson_slides import lesson_slides, on_sheets
from kb.packs.layouts.pieces import named, numbers_of, points, shortened, stages_of, to_fill_in
from kb.packs.layouts.safety import in_brief
from kb.packs.layouts.task_slides import GROUP, followed, task_of, with_size
from kb.packs.queries.resolved import Resolved
from kb.packs.touching import MAY_STEP_OUT
from kb.training.queries.vignettes import Stage, VignetteShown

SAFETY = "Content notice and how to step out"
"""Title of the slide that the room's file shows at any time."""
STEP_OUT = "How to step out is on your sheet."
ABLE = "After this session you will be able to"
OTHERS = "The others are on your sheet."
ALL_ON_SHEET = "All of them are on your sheet."
MOST = {7: 12, 30: 22, 60: 36, 90: 38, 180: 68, 360: 90}
"""Slides that a session of so many minutes should have at most: of a longer deck lessons are told in brief."""
Deck: TypeAlias = tuple[Block, ...]
_IN_TIME = re.compile(r"\b(\d+) minutes?\b")
STAGES = "First", "Second", "Third", "Fourth"
_STAGE = re.compile(rf"\b({'|'.join(STAGES)}) stage\b")


@dataclass(slots=True)
class _Deck:
    """The slides, as they are put together."""

    found: Resolved
    asked: dict[str, Question]
    """Questions that were not asked yet."""
    brief: bool = False
    """Whether lessons of which a part tells both what was found and what was done are told by their summaries."""
    shown: set[tuple[int, str]] = field(default_factory=set)
    """What was told of which lesson."""
    asked_of: set[tuple[int | str, int]] = field(default_factory=set)
    """Themes that were asked about, and stages of cases."""
    titles: Counter[str] = field(default_factory=Counter)
    """How often a part of the session was called so."""


def slides(found: Resolved, asked: Mapping[str, Question]) -> Deck:
    """All of them but the title. Lessons are told in brief where the deck is longer than the session bears."""
    most = MOST.get(found.content.minutes, max(MOST.values()))
    outcomes, ending = tuple(_outcomes(found)), (*end(found), *sources(found))
    made: Deck = ()
    for brief in (False, True):
        made = (*_before(found), *outcomes, *_told(found, asked, brief=brief), *ending)
        if len(laid_out(Document(found.content.title, blocks=made))) <= most:
            break
    return made


def _told(found: Resolved, asked: Mapping[str, Question], *, brief: bool) -> Deck:
    """All parts of the session."""
    deck = _Deck(found, dict(asked), brief)
    return tuple(each for number, part in enumerate(found.content.blocks, 1) for each in _part(deck, part, number))


def _before(found: Resolved) -> Iterator[Slide]:
    if all(each.fill != "safety" for each in found.content.blocks):
        yield _safety(found)


def _part(deck: _Deck, each: PackBlock, number: int) -> Iterator[Block]:
    """What people do, and what goes into the part: told first and worked on then, or the other way round."""
    told, others = _lessons(deck, each), [*_others(deck, each)]
    within = [*(told or _sheets(deck, each)), *others]
    task = task_of(deck.found, each, _called(deck, each, number), works=bool(within))
    if not told and task.is_said and (longer := _with_sheets(deck, each, task.opening)):
        task, within = replace(task, opening=longer), others
    afterwards = [task.afterwards] if task.afterwards else []
    # groups that report on lessons find out by themselves what these say, before it is on the screen
    rest: list[Block] = [*afterwards, *within] if each.method == GROUP else [*within, *afterwards]
    if each.fill == "safety":  # it is read out before anything else is done
        safety = _safety(deck.found)
        said = replace(safety, minutes=task.opening.minutes), replace(task.opening, minutes=0)
        yield from (*(said if task.is_said else [_begun(safety, task.opening)]), *rest)
    elif rest and not task.is_said and isinstance(first := rest[0], Slide):
        yield from (_begun(first, task.opening), *rest[1:])
    else:
        yield from (task.opening, *rest)


def _with_sheets(deck: _Deck, each: PackBlock, opening: Slide) -> Slide | None:
    """A task with the sheets that it is worked on from, in place of a slide of their own; None if there is no room."""
    numbers = numbers_of(deck.found)
    of_these = [numbers[use.lesson_id] for use in each.lessons if use.lesson_id in numbers]
    line = text(f"Sheets: {named(of_these)}.", small=True)
    longer = replace(opening, blocks=(*opening.blocks, line))
    return longer if of_these and on_one(longer) else None


def _called(deck: _Deck, each: PackBlock, number: int) -> str:
    """The title of a part, with a number where others are called so too: the second break is "Break 2"."""
    title = each.title.strip() or f"Part {number}"
    deck.titles[title.casefold()] += 1
    again = deck.titles[title.casefold()]
    return title if again == 1 else f"{title} {again}"


def _begun(first: Slide, opening: Slide) -> Slide:
    """The first slide of a part in place of the one that only opens it."""
    notes = (*first.notes, Heading(1, f"This begins: {opening.title}"), *opening.blocks, *opening.notes)
    return replace(first, minutes=opening.minutes, notes=notes)


def _safety(found: Resolved) -> Slide:
    """What today touches on, and the notice and how to step out as far as one slide has room; all of it is read out.

    How to step out is there as a whole or in brief, so that "no one will ask why" is never cut off.
    """
    notice, touched, opt_out, rest = in_brief(found)
    said = tuple(text(words) for words in (notice, touched, opt_out) if words)
    slide = Slide(SAFETY, rest, (text("Read this out:"), *said, *rest) if said else rest)
    if not said:
        return slide
    step_out = "" if found.is_read_out else STEP_OUT
    brief = f"{MAY_STEP_OUT} {step_out}".rstrip()
    begun, _ = shortened(notice, max(0, WORDS - count(touched) - count(brief)))
    for way in (
        (notice, touched, opt_out), *([(touched, opt_out)] if touched else []), (notice, touched, brief),
        (begun, touched, brief), (touched, brief),
    ):  # fmt: skip
        slide = replace(slide, blocks=tuple(text(words) for words in way if words))
        if on_one(slide):
            break
    return slide


def _outcomes(found: Resolved) -> Iterator[Slide]:
    """What people will be able to do, as far as one slide has room; all of it is on their sheet and in the notes."""
    every = [each.text for each in found.content.outcomes if each.text.strip()]
    others = () if found.is_read_out else (text(OTHERS),)

    def of(kept: Sequence[str]) -> Slide:
        more = others if len(kept) < len(every) else ()
        return Slide(ABLE, (*points(kept), *more) or (to_fill_in("outcomes"),), tuple(points(every)))

    yield of(every[: as_many(every, of)])


def _others(deck: _Deck, each: PackBlock) -> Iterator[Block]:
    """What goes into a part besides lessons. Questions are asked once."""
    found = deck.found
    if vignette := found.vignettes.get(each.vignette):
        for stage in stages_of(vignette, each.stages)[0]:
            if _once(deck, vignette.slug, stage.number):
                yield from _stage(found, vignette, stage, each.screen)
    yield from (deck.asked.pop(key) for key in each.questions if key in deck.asked)
    check = found.self_checks.get(each.theme_id or 0)
    if check and not found.is_read_out and _once(deck, each.theme_id or 0, 0):
        yield _self_check(check.theme, check.questions)


def _once(deck: _Deck, what: int | str, number: int) -> bool:
    """Whether this is asked for the first time."""
    is_first = (what, number) not in deck.asked_of
    deck.asked_of.add((what, number))
    return is_first


def _lessons(deck: _Deck, each: PackBlock) -> list[Slide]:
    """The lessons of a part, of which every field is shown once; none where all of them were shown before."""
    numbers, known = numbers_of(deck.found), deck.found.lessons
    return [
        slide
        for use in each.lessons
        if use.lesson_id in known
        for slide in lesson_slides(known[use.lesson_id], use, numbers[use.lesson_id], deck.shown, brief=deck.brief)
    ]


def _sheets(deck: _Deck, each: PackBlock) -> Iterator[Slide]:
    """From which sheets a part works on lessons once more."""
    numbers, known = numbers_of(deck.found), deck.found.lessons
    again = [known[use.lesson_id] for use in each.lessons if use.lesson_id in known]
    if again:
        sheets = tuple(on_sheets(lesson, numbers[lesson.id]) for lesson in again)
        yield Slide(followed(each.title.strip() or "For this part", "take these sheets"), sheets)


def _stage(found: Resolved, vignette: VignetteShown, stage: Stage, screen: str) -> Iterator[Slide]:
    """What is asked after a stage of the case, all of it; the story is on the sheet."""
    left = [question.text for question in stage.questions]
    first = stage.questions[0].number if stage.questions else 1
    every = Points(tuple((text(each),) for each in left), ordered=True, first=first)
    notes = (Heading(1, vignette.title), text("This is on everybody’s sheet:"), text(stage.text), every)
    title, begin = f"Stage {stage.number}: {stage.title}", _begin(stage, screen)

    def of(kept: Sequence[str]) -> Slide:
        shown = (Points(tuple((text(each),) for each in kept), ordered=True, first=first),) if kept else ()
        return Slide(title, shown, notes)

    def begun(kept: Sequence[str]) -> Slide:
        """With room for how long it takes and where to begin, which is never left out for a further question."""
        slide = of(kept)
        return replace(slide, blocks=(*slide.blocks, text(begin, small=True))) if begin else slide

    while True:
        many = as_many(left, begun)
        yield with_size(of(left[:many]), found, begin)
        left, first = left[many:], first + many
        if not left:
            break
        title, begin = f"Stage {stage.number}, from question {first}: {stage.title}", ""


def _begin(stage: Stage, screen: str) -> str:
    """For how long people work on a stage, if what they see at the part says so of it, and with which question."""
    named = [*_STAGE.finditer(screen)]
    ends = [*(each.start() for each in named[1:]), len(screen)]
    told = {STAGES.index(each[1]) + 1: screen[each.end() : end] for each, end in zip(named, ends, strict=False)}
    times = _IN_TIME.findall(told.get(stage.number, ""))
    begin = f"Begin with question {stage.questions[0].number}." if len(stage.questions) > 1 else ""
    return " ".join(filter(None, (f"{times[0]} minutes." if len(times) == 1 else "", begin)))


def _self_check(theme: str, questions: Sequence[str]) -> Slide:
    """As many questions as one slide has room for; all are on the sheet."""

    def of(kept: Sequence[str]) -> Slide:
        more = (text(ALL_ON_SHEET),) if len(kept) < len(questions) else ()
        every = tuple(points(questions, ordered=True))
        return Slide(f"Ask yourselves: {theme}", (*points(kept, ordered=True), *more), every)

    return of(questions[: as_many(questions, of)])
