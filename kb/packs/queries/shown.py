"""Reads of a pack as pages show it: its parts with all that the site puts into them, in few statements."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from string import ascii_uppercase

from markupsafe import Markup
from sqlalchemy import select

from kb.core.db import session
from kb.core.text import to_html
from kb.lessons.models.lesson import SECTIONS
from kb.lessons.models.vocabulary import Theme
from kb.lessons.queries.labels import Label, labels
from kb.packs.content import SLOTS, Block, LessonUse, OwnQuestion, PackContent, Safety
from kb.packs.queries.told import LessonTold, lessons_told, outdated
from kb.training.queries import forms, quiz, vignettes
from kb.training.queries.forms import FormShown
from kb.training.queries.sessions import FORM_OF
from kb.training.queries.vignettes import VignetteShown


@dataclass(frozen=True, slots=True)
class UseShown:
    """A lesson in a part of the session."""

    lesson: LessonTold
    use: LessonUse

    @property
    def sections(self) -> list[tuple[str, Markup]]:
        """Heading and text of each section that is told and that the lesson has."""
        texts = self.lesson.texts
        told = [key for key in self.use.sections or SECTIONS if key in texts]
        return [(self.lesson.heading(key), to_html(texts[key], top_heading=6)) for key in told]


@dataclass(frozen=True, slots=True)
class QuestionShown:
    """A quiz question, of the site or of the pack's own."""

    key: str
    stem: str
    options: tuple[str, ...]
    answer: int
    explanation: str
    lesson: Label | None
    """Where the reason stands."""
    where: str
    """What stands over the section; empty where none is named."""
    anchor: str
    is_own: bool

    @property
    def letter(self) -> str:
        """The letter of the right answer."""
        return ascii_uppercase[self.answer - 1]

    @property
    def right(self) -> str:
        """The words of the right answer."""
        return self.options[self.answer - 1]


@dataclass(frozen=True)
class BlockShown:
    """A part of the session with its place in it."""

    block: Block
    number: int
    start: int
    """Minutes after the beginning."""
    method: Label | None
    outcomes: tuple[str, ...]
    uses: tuple[UseShown, ...]
    vignette: VignetteShown | None
    questions: tuple[QuestionShown, ...]
    form: FormShown | None
    theme: Label | None
    self_check: tuple[str, ...]

    @property
    def key(self) -> str:
        """Its name within the pack."""
        return self.block.key

    @property
    def place(self) -> str:
        """The anchor of its row on the page where the pack is built."""
        return f"part-{self.key}"

    @property
    def title(self) -> str:
        """What it is called, in any case."""
        return self.block.title or f"Part {self.number}"

    @property
    def time(self) -> str:
        """From when to when it lasts."""
        if not self.block.minutes:
            return f"From minute {self.start}, no time yet"
        return f"Minute {self.start} to {self.start + self.block.minutes}"

    @property
    def on_slide(self) -> str:
        """What people see meanwhile, without marks; empty where they see the title alone."""
        return to_html(self.block.screen).striptags()

    def html(self, name: str) -> Markup:
        """One of its texts."""
        return to_html(getattr(self.block, name), top_heading=4)


@dataclass(frozen=True)
class PackShown:
    """A pack as somebody sees it."""

    content: PackContent
    lessons: Mapping[int, LessonTold]
    """Those that are public, by number, in the order of the pack."""
    blocks: Sequence[BlockShown]
    questions: Sequence[QuestionShown]
    """The pack's own."""
    themes: Sequence[Label]
    agencies: Sequence[Label]
    format: Label | None
    forms: Sequence[FormShown]
    safety: Safety | None
    """The pack's own words, or else the site's."""

    @property
    def left(self) -> int:
        """Minutes for which nothing is planned yet; below 0 where too much is."""
        return self.content.minutes - self.content.planned

    @property
    def balance(self) -> str:
        """How what is planned and the length of the session go together."""
        planned = f"{self.content.planned} of {self.content.minutes} minutes"
        over = "1 minute" if abs(self.left) == 1 else f"{abs(self.left)} minutes"
        if self.left == 0:
            return f"{planned}: it fits"
        return f"{planned}, {self.left} left" if self.left > 0 else f"{planned}: {over} too long"

    @cached_property
    def no_longer_public(self) -> int:
        """How many of its lessons nobody may read now."""
        return len(self.content.lessons) - len(self.lessons)

    @property
    def changed(self) -> tuple[int, int]:
        """How many of its lessons have a newer text than the pack, and how many are not public."""
        return len(outdated(self.content.lessons, self.lessons)), self.no_longer_public

    @property
    def slots_filled(self) -> int:
        """How many things are filled in that only the area knows."""
        return sum(bool(getattr(self.content.slots, name).strip()) for name in SLOTS)

    @property
    def slots_asked(self) -> int:
        """How many such things there are."""
        return len(SLOTS)

    @property
    def unasked(self) -> frozenset[str]:
        """Keys of the pack's own quiz questions that no part asks."""
        asked = {key for block in self.content.blocks for key in block.questions}
        return frozenset(each.key for each in self.content.questions) - asked

    def html(self, markdown: str) -> Markup:
        """A text of a handout."""
        return to_html(markdown, top_heading=4)

    def parts_with(self, lesson_id: int) -> list[BlockShown]:
        """The parts in which a lesson is told."""
        return [each for each in self.blocks if any(use.lesson.id == lesson_id for use in each.uses)]


def shown(content: PackContent) -> PackShown:
    """A pack as it says it, with what is public of all that it names; the statements are as many for any pack."""
    told, known = lessons_told(content.lessons), labels()
    checks = _self_checks(content)
    own = [_own(each, told) for each in content.questions]
    asked = {each.key: each for each in (*own, *_of_site())}
    sheets = {each.slug: each for each in forms.forms()}
    ends = {outcome.key: outcome.text for outcome in content.outcomes}
    blocks = [
        BlockShown(
            block=block,
            number=number,
            start=start,
            method=known.values.get(f"session-methods/{block.method}"),
            outcomes=tuple(ends[key] for key in block.outcomes if key in ends),
            uses=tuple(UseShown(told[use.lesson_id], use) for use in block.lessons if use.lesson_id in told),
            vignette=vignette_at(block.vignette),
            questions=tuple(asked[key] for key in block.questions if key in asked),
            form=sheets.get(FORM_OF.get(block.fill, "")),
            theme=known.themes.get(block.theme_id or 0),
            self_check=checks.get(block.theme_id or 0, ()),
        )
        for number, (block, start) in enumerate(zip(content.blocks, content.starts, strict=True), 1)
    ]
    return PackShown(
        content=content,
        lessons=told,
        blocks=blocks,
        questions=own,
        themes=[known.themes[number] for number in content.theme_ids if number in known.themes],
        agencies=[known.values[key] for slug in content.agencies if (key := f"agencies/{slug}") in known.values],
        format=known.values.get(f"session-formats/{content.format}"),
        forms=[sheets[slug] for slug in content.forms if slug in sheets],
        safety=content.safety or safety_of_site(),
    )


def vignette_at(slug: str) -> VignetteShown | None:
    """The vignette of this address; None where the public sees none."""
    return next((each for each in vignettes.vignettes() if each.slug == slug), None)


def safety_of_site() -> Safety | None:
    """The site's words on safety."""
    found = forms.safety()
    if found is None:
        return None
    return Safety(found.content_notice, found.ground_rules, found.opt_out, found.debrief, found.facilitators)


def site_questions(lesson_ids: Collection[int], theme_ids: Collection[int]) -> Sequence[list[QuestionShown]]:
    """The site's quiz questions in three groups: on these lessons, on these themes, and the others."""
    groups: list[list[QuestionShown]] = [[], [], []]
    of_themes = set(theme_ids)
    for each, found in zip(_of_site(), quiz.questions(), strict=True):
        place = 0 if found.place.lesson.id in lesson_ids else 1 if found.theme_ids & of_themes else 2
        groups[place].append(each)
    return groups


def _of_site() -> list[QuestionShown]:
    return [
        QuestionShown(
            key=each.slug,
            stem=each.stem,
            options=each.options,
            answer=each.answer,
            explanation=each.explanation,
            lesson=Label(each.place.lesson.slug, each.place.lesson.title),
            where=each.place.title,
            anchor=each.place.section,
            is_own=False,
        )
        for each in quiz.questions()
    ]


def _own(each: OwnQuestion, told: Mapping[int, LessonTold]) -> QuestionShown:
    lesson = told.get(each.lesson_id or 0)
    return QuestionShown(
        key=each.key,
        stem=each.stem,
        options=each.options,
        answer=each.answer,
        explanation=each.explanation,
        lesson=Label(lesson.card.slug, lesson.title) if lesson else None,
        where=lesson.heading(each.section) if lesson and each.section else "",
        anchor=each.section,
        is_own=True,
    )


def _self_checks(content: PackContent) -> Mapping[int, tuple[str, ...]]:
    wanted = {block.theme_id for block in content.blocks if block.theme_id}
    rows = session.execute(select(Theme.id, Theme.self_check).where(Theme.id.in_(wanted))) if wanted else ()
    return {number: tuple(questions) for number, questions in rows}
