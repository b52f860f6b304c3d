"""Fills the blocks of a session template with lessons, cases and questions; what finds nothing is replaced."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from kb.lessons.models.lesson import SECTIONS
from kb.packs.content import Block, LessonUse, Origin
from kb.packs.queries.candidates import Candidate
from kb.packs.queries.fitting_material import Material
from kb.training.queries.sessions import Block as Part
from kb.training.queries.sessions import SessionShown

MINUTES_OF_A_QUESTION = 3
QUESTIONS = (3, 6)
"""Fewest and most questions of a quiz, if there are as many."""
MINUTES_OF_A_LESSON = 10
"""That a group needs to work on a lesson in place of a case."""
FEWEST = 2
"""Lessons that tell of a change, for a part on changes to leave out those that only tell what was found."""


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


def blocks_of(
    template: SessionShown, lessons: Sequence[Candidate], material: Material, outcomes: Mapping[str, str]
) -> tuple[Block, ...]:
    """The blocks of a session made from a template; `outcomes`: the keys of its outcomes by their words.

    A vignette and a question are in no two of them. No block is left empty: where there is nothing to go in, the part
    that the template has for this takes its place, or else its own text stands alone.
    """
    filled = list(_filled(template.blocks, lessons, material))
    _share_out(filled, lessons)
    return tuple(_block(template, each, outcomes) for each in filled)


def _filled(parts: Sequence[Part], lessons: Sequence[Candidate], material: Material) -> Iterator[_Filled]:
    vignettes, on_theme, on_group = iter(material.vignettes), list(material.questions), list(material.further_questions)
    for part in parts:
        each = _Filled(part)
        if part.fill == "vignette":
            each.vignette = next(vignettes, "")
        elif part.fill == "quiz":
            each.questions = _taken(on_theme, on_group, part.minutes)
        elif part.fill == "self-check":
            each.theme_id = material.self_check
        missing = {
            "vignette": not each.vignette,
            "quiz": not each.questions,
            "self-check": each.theme_id is None,
            "lessons": not lessons,
        }
        if missing.get(part.fill) and part.otherwise:
            instead = part.otherwise
            each = _Filled(instead, in_place=True)
            each.theme_id = material.self_check if instead.fill == "self-check" else None
        yield each


def _taken(on_theme: list[str], on_group: list[str], minutes: int) -> tuple[str, ...]:
    """Takes the questions of a quiz of this length out of those that are left; the group's, if there are too few."""
    fewest, most = QUESTIONS
    wanted = min(max(minutes // MINUTES_OF_A_QUESTION, fewest), most)
    found = on_theme[:wanted]
    del on_theme[:wanted]
    more = on_group[: max(fewest - len(found), 0)]
    del on_group[: len(more)]
    return (*found, *more)


def _share_out(filled: Sequence[_Filled], lessons: Sequence[Candidate]) -> None:
    """Parts that tell the same of a lesson share the lessons out by their minutes; those that tell more of it tell all.

    What takes the place of a case or a quiz works on lessons that were told before, as many as there is time for.
    """
    telling = [each for each in filled if each.part.fill == "lessons"]
    for each in telling:
        if each.in_place:
            fitting = _fitting(lessons, each.sections)
            each.lessons = tuple(fitting[: max(each.part.minutes // MINUTES_OF_A_LESSON, 1)])
    for together in _overlapping([each for each in telling if not each.in_place]):
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
    """The lessons that have something to tell there.

    Where only changes are told, a lesson that was kept for what was found is left out if there are enough others.
    """
    having = [each for each in lessons if each.told.intersection(sections)] or lessons
    changes = [each for each in having if each.kind != "finding"]
    return changes if "found" not in sections and len(changes) >= FEWEST else having


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
