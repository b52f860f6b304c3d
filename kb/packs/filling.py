"""Fills the blocks of a session template with lessons, cases and questions; what finds nothing is replaced."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

from kb.lessons.models.lesson import SECTIONS
from kb.packs.cases import answered_by
from kb.packs.content import Block, LessonUse, Origin
from kb.packs.queries.candidates import Candidate
from kb.packs.queries.fitting_material import Asking, Material
from kb.packs.weighing import tells_of_work
from kb.training.queries.sessions import Block as Part
from kb.training.queries.sessions import SessionShown

MINUTES_OF_A_QUESTION = 3
QUESTIONS = (3, 6)
"""Fewest and most questions of a quiz, if there are as many."""
MINUTES_OF_A_LESSON = 10
"""That a group needs to work on a lesson in place of a case."""


@dataclass(slots=True)
class _Filled:
    """A part of the template, or what took its place, with what goes in."""

    part: Part
    in_place: bool = False
    vignette: str = ""
    questions: tuple[str, ...] = ()
    theme_id: int | None = None
    lessons: tuple[Candidate, ...] = ()

    @property
    def sections(self) -> tuple[str, ...]:
        """Parts of each lesson that are told."""
        return self.part.sections or SECTIONS

    @property
    def tells(self) -> bool:
        """Whether lessons are told here, and not worked on once more."""
        return self.part.fill == "lessons" and not self.in_place


@dataclass(slots=True)
class _Questions:
    """Quiz questions that no part has asked yet: on the theme, and on its group."""

    on_theme: list[Asking]
    on_group: list[Asking]

    def taken(self, minutes: int, spoilt: Collection[int]) -> tuple[str, ...]:
        """Take those of a quiz of this length out: the group's, if there are too few, and none on `spoilt` lessons."""
        fewest, most = QUESTIONS
        wanted = min(max(minutes // MINUTES_OF_A_QUESTION, fewest), most)
        found = _picked([each for each in self.on_theme if each.lesson_id not in spoilt], wanted)
        further = [each for each in self.on_group if each.lesson_id not in spoilt]
        found += _picked(further, max(fewest - len(found), 0), after=found)
        self.on_theme, self.on_group = (
            [each for each in some if each not in found] for some in (self.on_theme, self.on_group)
        )
        return tuple(each.slug for each in found)


def blocks_of(
    template: SessionShown, lessons: Sequence[Candidate], material: Material, outcomes: Mapping[str, str]
) -> tuple[Block, ...]:
    """The blocks of a session made from a template; `outcomes`: the keys of its outcomes by their words.

    A vignette and a question are in no two of them. No block is left empty: where there is nothing to go in, the part
    that the template has for this takes its place, or else its own text stands alone. What takes its place asks for no
    more than lessons have: of several such parts, the first one for which there is a lesson with all of it.
    """
    filled = list(_filled(template.blocks, lessons, material))
    _share_out(filled, lessons)
    return tuple(_block(template, each, outcomes) for each in filled)


def _filled(parts: Sequence[Part], lessons: Sequence[Candidate], material: Material) -> Iterator[_Filled]:
    slugs, left = iter(material.vignettes), _Questions([*material.questions], [*material.further_questions])
    to_come = list(zip(material.cases, (part.stages for part in parts if part.fill == "vignette"), strict=False))
    for part in parts:
        each = _Filled(part)
        if part.fill == "vignette":
            each.vignette, to_come = next(slugs, ""), to_come[1:]
        elif part.fill == "quiz":
            spoilt = frozenset[int]().union(*(answered_by(*case) for case in to_come))
            each.questions = left.taken(part.minutes, spoilt)
        elif part.fill == "self-check":
            each.theme_id = material.self_check
        missing = {
            "vignette": not each.vignette,
            "quiz": not each.questions,
            "self-check": each.theme_id is None,
            "lessons": not lessons,
        }
        if missing.get(part.fill) and part.otherwise:
            instead = _instead(part.otherwise, lessons)
            each = _Filled(instead, in_place=True)
            each.theme_id = material.self_check if instead.fill == "self-check" else None
        yield each


def _instead(part: Part, lessons: Sequence[Candidate]) -> Part:
    """The first of these parts that asks for what some lesson has; the last one, if none does."""
    while part.otherwise and part.fill == "lessons" and not _having(lessons, part.sections):
        part = part.otherwise
    return part


def _having(lessons: Sequence[Candidate], sections: Collection[str]) -> list[Candidate]:
    """Those that have all of this to tell, and, where a group works on what was found, found something in the work."""
    full = [each for each in lessons if each.told.issuperset(sections)]
    return [each for each in full if "found" not in sections or tells_of_work(each)]


def _picked(questions: Sequence[Asking], number: int, *, after: Sequence[Asking] = ()) -> list[Asking]:
    """The first so many of these, as far as there is a choice of different lessons and with different right answers."""
    found: list[Asking] = []
    left = list(questions)
    while left and len(found) < number:
        best = min(left, key=lambda each: sum(other.lesson_id == each.lesson_id for other in (*after, *found)))
        left.remove(best)
        found.append(best)
    if len(found) > 1 and len({each.answer for each in (*after, *found)}) == 1:
        kept = {each.lesson_id for each in found[:-1]}
        others = [each for each in left if each.answer != found[0].answer]
        found[-1:] = sorted(others, key=lambda each: each.lesson_id in kept)[:1] or found[-1:]
    return found


def _share_out(filled: Sequence[_Filled], lessons: Sequence[Candidate]) -> None:
    """Parts that tell the same of a lesson share the lessons out by their minutes; those that tell more of it tell all.

    What takes the place of a case or a quiz works on lessons that were told before, as many as there is time for.
    """
    for each in filled:
        if each.in_place and each.part.fill == "lessons":
            fitting = _having(lessons, each.part.sections) or _fitting(lessons, each.sections)
            each.lessons = tuple(fitting[: max(each.part.minutes // MINUTES_OF_A_LESSON, 1)])
    for together in _overlapping([each for each in filled if each.tells]):
        sections = tuple(section for section in SECTIONS if any(section in each.sections for each in together))
        shares = _shares(_fitting(lessons, sections), [each.part.minutes for each in together])
        for each, share in zip(together, shares, strict=True):
            each.lessons = tuple(share)


def _overlapping(telling: Sequence[_Filled]) -> list[list[_Filled]]:
    """Parts in groups: in one, each tells something that another of it tells too."""
    groups: list[list[_Filled]] = []
    for each in telling:
        own = [group for group in groups if any(set(other.sections) & set(each.sections) for other in group)]
        groups = [group for group in groups if group not in own]
        groups.append([*(other for group in own for other in group), each])
    return groups


def _fitting(lessons: Sequence[Candidate], sections: Sequence[str]) -> Sequence[Candidate]:
    """The lessons that have something to tell there; all of them where none has."""
    return [each for each in lessons if each.told.intersection(sections)] or lessons


def _shares(lessons: Sequence[Candidate], minutes: Sequence[int]) -> list[Sequence[Candidate]]:
    """The lessons in their order, shared out by minutes; nobody goes without, even if one has to be told twice."""
    if len(lessons) < len(minutes):
        return [lessons[place % len(lessons) :][:1] if lessons else () for place in range(len(minutes))]
    sizes = [1] * len(minutes)
    for _ in range(len(lessons) - len(minutes)):
        sizes[max(range(len(minutes)), key=lambda place: (minutes[place] / sizes[place], -place))] += 1
    ends = [sum(sizes[: place + 1]) for place in range(len(sizes))]
    return [lessons[end - size : end] for size, end in zip(sizes, ends, strict=True)]


def _block(template: SessionShown, each: _Filled, outcomes: Mapping[str, str]) -> Block:
    part = each.part
    return Block(
        key=f"b{part.number}",
        minutes=part.minutes,
        title=part.title,
        purpose=part.purpose,
        method=part.method.slug,
        content=part.content,
        screen=part.screen,
        trainer_notes=part.trainer_notes,
        say_this=part.say_this,
        watch_for=part.watch_for,
        resources=part.resources,
        outcomes=tuple(outcomes[words] for words in part.outcomes if words in outcomes),
        fill=part.fill,
        lessons=tuple(LessonUse(lesson.lesson_id, each.sections) for lesson in each.lessons),
        vignette=each.vignette,
        stages=part.stages if each.vignette else 0,
        questions=each.questions,
        theme_id=each.theme_id,
        origin=Origin(template.slug, part.number),
    )
