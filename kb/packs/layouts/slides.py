"""The slides of a session: few words on the screen, everything else in the notes."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from kb.documents.on_slides import on_one
from kb.documents.on_slides import slides as divided
from kb.documents.passages import Points
from kb.documents.tree import Block, Document, Heading, Question, Slide, text
from kb.packs.content import Block as PackBlock
from kb.packs.layouts.divided import count
from kb.packs.layouts.end_slides import end, sources
from kb.packs.layouts.lesson_slides import lesson_slides, on_sheets
from kb.packs.layouts.pieces import ON_A_SLIDE, numbers_of, points, shortened, stages_of, to_fill_in
from kb.packs.layouts.safety import in_brief
from kb.packs.layouts.task_slides import followed, task_of, with_groups
from kb.packs.queries.resolved import Resolved
from kb.training.queries.vignettes import Stage, VignetteShown

SAFETY = "Content notice and how to step out"
"""Title of the slide that the room's file shows at any time."""
TAKE = "ake these sheets"
"""How the title of a slide ends that only says which lessons a part works on once more."""
STEP_OUT = "How to step out is on your sheet."
ABLE = "After this session you will be able to"
OTHERS = "The others are on your sheet."
ALL_ON_SHEET = "All of them are on your sheet."
MOST = {7: 10, 30: 18, 60: 30, 90: 30, 180: 56, 360: 80}
"""Slides that a session of so many minutes should have at most: what was found and what people do is never left out."""


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


def slides(found: Resolved, asked: Mapping[str, Question]) -> tuple[Block, ...]:
    """All of them but the title: as many as the length of the session bears, if that can be."""
    most = MOST.get(found.content.minutes, max(MOST.values()))
    outcomes, cited = tuple(_outcomes(found)), tuple(sources(found))
    made: tuple[Block, ...] = ()
    for brief, able, named in (
        (False, outcomes, cited), (True, outcomes, cited), (True, (), cited), (True, (), ()),
    ):  # fmt: skip
        deck = _Deck(found, dict(asked), brief)
        told = tuple(each for number, part in enumerate(found.content.blocks, 1) for each in _part(deck, part, number))
        left = [*(() if able else _in_notes(outcomes[0])), *(() if named else _in_notes(cited[0]))]
        made = (*_before(found), *able, *told, *_ending(found, left), *named)
        if 1 + _length(made) <= most:
            break
    return made


def _before(found: Resolved) -> Iterator[Slide]:
    if all(each.fill != "safety" for each in found.content.blocks):
        yield _safety(found)


def _ending(found: Resolved, more: Iterable[Block]) -> Iterator[Slide]:
    """Whom people can talk to; the last slide has more in its notes."""
    *others, last = end(found)
    yield from (*others, replace(last, notes=(*last.notes, *more)))


def _in_notes(slide: Slide) -> tuple[Block, ...]:
    """What a slide says that the session has no time for."""
    return (Heading(1, slide.title), *slide.notes)


def _length(deck: tuple[Block, ...]) -> int:
    """How many slides these become."""
    return len(divided(Document("", blocks=deck))) - 1


def _part(deck: _Deck, each: PackBlock, number: int) -> Iterator[Block]:
    """What people do, and what goes into the part: told first and worked on then, or the other way round."""
    safety = [_safety(deck.found)] if each.fill == "safety" else []
    within = [*_within(deck, each)]
    task = task_of(deck.found, each, _called(deck, each, number), works=bool(within))
    is_again = within and isinstance(within[0], Slide) and within[0].title.endswith(TAKE)
    if is_again and task.is_said and (longer := _with_sheets(deck, each, task.opening)):
        task, within = replace(task, opening=longer), within[1:]
    afterwards = [task.afterwards] if task.afterwards else []
    rest: list[Block] = [*within, *afterwards]
    if safety:  # it is read out before anything else is done
        said = replace(safety[0], minutes=task.opening.minutes), replace(task.opening, minutes=0)
        yield from (*(said if task.is_said else [_begun(safety[0], task.opening)]), *rest)
    elif rest and not task.is_said and isinstance(first := rest[0], Slide):
        yield from (_begun(first, task.opening), *rest[1:])
    else:
        yield from (task.opening, *rest)


def _with_sheets(deck: _Deck, each: PackBlock, opening: Slide) -> Slide | None:
    """A task with the sheets that it is worked on from, in place of a slide of their own; None if there is no room."""
    numbers = numbers_of(deck.found)
    of_these = [str(numbers[use.lesson_id]) for use in each.lessons if use.lesson_id in numbers]
    named = " and ".join(filter(None, (", ".join(of_these[:-1]), of_these[-1])))
    line = text(f"Sheets: lesson{'s' * (len(of_these) > 1)} {named}.", small=True)
    longer = replace(opening, blocks=(*opening.blocks, line))
    return longer if on_one(longer) else None


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
    """What today touches on, and the notice and how to step out as far as one slide has room; all of it is read out."""
    notice, touched, opt_out, rest = in_brief(found)
    said = tuple(text(words) for words in (notice, touched, opt_out) if words)
    slide = Slide(SAFETY, rest, (text("Read this out:"), *said, *rest) if said else rest)
    if not said:
        return slide
    step_out = "" if found.is_read_out else STEP_OUT
    begun, _ = shortened(notice, ON_A_SLIDE - count(touched) - count(step_out))
    left, _ = shortened(opt_out, ON_A_SLIDE - count(touched))
    whole = (notice, touched, opt_out)
    ways = (whole, (notice, touched, left), (notice, touched, step_out), (touched, left), (begun, touched, step_out))
    for way in ways if touched else (*ways[:3], ways[4]):
        slide = replace(slide, blocks=tuple(text(words) for words in way if words))
        if on_one(slide):
            break
    return slide


def _outcomes(found: Resolved) -> Iterator[Slide]:
    """What people will be able to do, as far as one slide has room; all of it is on their sheet and in the notes."""
    every = [each.text for each in found.content.outcomes if each.text.strip()]
    kept, more = [*every], () if found.is_read_out else (text(OTHERS),)
    slide = Slide(ABLE, tuple(points(every)) or (to_fill_in("outcomes"),), tuple(points(every)))
    while len(kept) > 1 and not on_one(slide):
        kept.pop()
        slide = replace(slide, blocks=(*points(kept), *more))
    yield slide


def _within(deck: _Deck, each: PackBlock) -> Iterator[Block]:
    """What goes into a part. Questions are asked once, and a field of a lesson is shown once."""
    found = deck.found
    yield from _lessons(deck, each)
    if vignette := found.vignettes.get(each.vignette):
        for stage in stages_of(vignette, each.stages)[0]:
            if _once(deck, vignette.slug, stage.number):
                yield from _stage(found, vignette, stage)
    yield from (deck.asked.pop(key) for key in each.questions if key in deck.asked)
    check = found.self_checks.get(each.theme_id or 0)
    if check and not found.is_read_out and _once(deck, each.theme_id or 0, 0):
        yield _self_check(check.theme, check.questions)


def _once(deck: _Deck, what: int | str, number: int) -> bool:
    """Whether this is asked for the first time."""
    is_first = (what, number) not in deck.asked_of
    deck.asked_of.add((what, number))
    return is_first


def _lessons(deck: _Deck, each: PackBlock) -> Iterator[Slide]:
    """The lessons of a part; where all of them were shown before, only which sheets people take."""
    numbers = numbers_of(deck.found)
    lessons = [(deck.found.lessons[use.lesson_id], use) for use in each.lessons if use.lesson_id in deck.found.lessons]
    made = [
        slide
        for lesson, use in lessons
        for slide in lesson_slides(lesson, use, numbers[lesson.id], deck.shown, brief=deck.brief)
    ]
    if lessons and not made:
        sheets = tuple(on_sheets(lesson, numbers[lesson.id]) for lesson, _ in lessons)
        made = [Slide(followed(each.title.strip() or "For this part", f"t{TAKE}"), sheets)]
    yield from made


def _stage(found: Resolved, vignette: VignetteShown, stage: Stage) -> Iterator[Slide]:
    """What is asked after a stage of the case, all of it; the story is on the sheet."""
    left = [question.text for question in stage.questions]
    first = stage.questions[0].number if stage.questions else 1
    every = Points(tuple((text(each),) for each in left), ordered=True, first=first)
    notes = (Heading(1, vignette.title), text("This is on everybody’s sheet:"), text(stage.text), every)
    title = f"Stage {stage.number}: {stage.title}"
    while True:
        kept = [*left]
        while len(kept) > 1 and sum(map(count, kept)) > ON_A_SLIDE:
            kept.pop()
        shown = (Points(tuple((text(each),) for each in kept), ordered=True, first=first),) if kept else ()
        yield Slide(title, with_groups(shown, found), notes)
        left, first = left[len(kept) :], first + len(kept)
        if not left:
            break
        title = f"Stage {stage.number}, from question {first}: {stage.title}"


def _self_check(theme: str, questions: Sequence[str]) -> Slide:
    """As many questions as one slide has room for; all are on the sheet."""
    kept = [*questions]
    while len(kept) > 1 and sum(map(count, kept)) + count(ALL_ON_SHEET) * (len(kept) < len(questions)) > ON_A_SLIDE:
        kept.pop()
    more = (text(ALL_ON_SHEET),) if len(kept) < len(questions) else ()
    every = tuple(points(questions, ordered=True))
    return Slide(f"Ask yourselves: {theme}", (*points(kept, ordered=True), *more), every)
