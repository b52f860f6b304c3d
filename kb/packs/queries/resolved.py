"""A pack with everything that it names, read at once: what is taken into the room is made from it and nothing else."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select

from kb.core.clock import today
from kb.core.db import session
from kb.core.settings import settings
from kb.documents.tree import Figure
from kb.lessons.models.lesson import Lesson
from kb.lessons.models.vocabulary import Theme
from kb.lessons.queries.labels import Labels, labels
from kb.lessons.support import HARMFUL_OUTCOMES, SupportLine, support_lines
from kb.packs.content import PackContent, PackLesson, Safety
from kb.packs.models import Pack, PackLogo, PublishedLogo
from kb.packs.queries.sharing_law import PointOfLaw, sharing_law
from kb.packs.queries.told import LessonTold, lessons_told
from kb.packs.queries.touched import Touched, what_is_touched
from kb.training.queries.forms import FormShown, SafetyShown, forms, safety
from kb.training.queries.quiz import questions
from kb.training.queries.sessions import FORM_OF, sessions
from kb.training.queries.vignettes import VignetteShown, vignettes

READ_OUT = 10
"""Minutes."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A quiz question, the site's or the trainer's own."""

    stem: str
    options: tuple[str, ...]
    answer: int
    """Number of the right option, from 1."""
    explanation: str
    lesson_id: int | None
    section: str
    """Where in the lesson the reason stands."""


@dataclass(frozen=True, slots=True)
class SelfCheck:
    """The questions of a theme by which an area asks itself whether this could happen there."""

    theme: str
    questions: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Resolved:
    """What a pack says, and what everything is that it names. What is not public any more is not in it."""

    content: PackContent
    slug: str
    version: int
    is_public: bool
    """Whether everybody can see the pack, so that its address may be told."""
    credit: str
    """Title and maker of the pack that it was copied from; empty for one's own."""
    lessons: Mapping[int, LessonTold]
    """Those of the pack in their order, then those behind its cases and quiz questions."""
    gone: tuple[str, ...]
    """What the pack names and nobody can read any more, a sentence each."""
    vignettes: Mapping[str, VignetteShown]
    questions: Mapping[str, Asked]
    forms: tuple[FormShown, ...]
    """Those that the pack lists or a part of the session is filled with."""
    safety: Safety | SafetyShown | None
    self_checks: Mapping[int, SelfCheck]
    touched: Touched
    """What its lessons and its cases touch on."""
    touched_in: Mapping[str, Touched]
    """The same of each part that has lessons or a case, by its key."""
    in_place_of_case: frozenset[str]
    """Keys of the parts in which a group works on lessons because the site has no case for them."""
    support: tuple[SupportLine, ...]
    law: tuple[PointOfLaw, ...]
    """On sharing information, in the nation of the session."""
    labels: Labels
    logo: Figure | None
    site_url: str
    day: date
    """On which it was read."""

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing yet of which anything could be made."""
        return not (self.content.blocks or self.content.lessons or self.content.handouts or self.content.questions)

    @property
    def is_read_out(self) -> bool:
        """Whether it is so short that a manager reads it out in a meeting: with no slides, and next to no paper."""
        return self.content.minutes <= READ_OUT

    @property
    def placed(self) -> frozenset[int]:
        """Lessons that some part of the session uses."""
        return frozenset(use.lesson_id for block in self.content.blocks for use in block.lessons)

    def form(self, fill: str) -> FormShown | None:
        """The form that fills a part of the session."""
        return next((form for form in self.forms if form.slug == FORM_OF.get(fill)), None)


def resolved(pack: Pack, content: PackContent, version: int, *, public: bool = False) -> Resolved:
    """The pack with this text, which is its own of that number; about 15 statements, however much it names.

    `public`: whether it is the text that everybody sees, which has the picture that was published with it.
    """
    shown, cases = _asked(content), _cases(content)
    lessons, gone = _lessons(content, shown, cases)
    chosen = {*content.forms, *(FORM_OF.get(block.fill, "") for block in content.blocks)}
    touched = what_is_touched(content, lessons)
    sheets = tuple(form for form in forms() if form.slug in chosen)
    return Resolved(
        content=content,
        slug=pack.slug,
        version=version,
        is_public=pack.is_published,
        credit=pack.credit,
        lessons=lessons,
        gone=(*gone, *_lost(content, shown, cases, sheets)),
        vignettes=cases,
        questions=shown,
        forms=sheets,
        safety=content.safety or safety(),
        self_checks=_self_checks(content),
        touched=touched.session,
        touched_in=touched.parts,
        in_place_of_case=_in_place_of_case(content),
        support=_support(content, touched.session.harm_types),
        law=sharing_law(settings().content_folder, content.nation),
        labels=labels(),
        logo=_logo(pack, content, public=public),
        site_url=settings().site_url,
        day=today(),
    )


def lesson_ids(found: Resolved) -> list[int]:
    """Numbers of all lessons whose words, or what retells them, are in it, or will be once they are public again."""
    content = found.content
    uses = (use.lesson_id for block in content.blocks for use in block.lessons)
    rest_on = (each.lesson_id for each in content.questions if each.lesson_id is not None)
    return sorted({*found.lessons, *(each.lesson_id for each in content.lessons), *uses, *rest_on})


def _asked(content: PackContent) -> dict[str, Asked]:
    """The questions of the parts of the session in their order, and then the trainer's own that stand in none."""
    own = {
        each.key: Asked(each.stem, each.options, each.answer, each.explanation, each.lesson_id, each.section)
        for each in content.questions
    }
    site = {
        each.slug: Asked(
            each.stem, each.options, each.answer, each.explanation, each.place.lesson.id, each.place.section
        )
        for each in questions()
    }
    wanted = dict.fromkeys([*(key for block in content.blocks for key in block.questions), *own])
    return {key: own.get(key) or site[key] for key in wanted if key in own or key in site}


def _cases(content: PackContent) -> dict[str, VignetteShown]:
    known = {each.slug: each for each in vignettes()}
    wanted = dict.fromkeys(block.vignette for block in content.blocks if block.vignette)
    return {slug: known[slug] for slug in wanted if slug in known}


def _lessons(
    content: PackContent, shown: Mapping[str, Asked], cases: Mapping[str, VignetteShown]
) -> tuple[Mapping[int, LessonTold], list[str]]:
    """All lessons that anything of it rests on, and which of the pack's own are gone."""
    own = {each.lesson_id: each for each in content.lessons}
    uses = [use.lesson_id for block in content.blocks for use in block.lessons]
    behind = [used.lesson.id for case in cases.values() for used in case.lessons]
    asked = [each.lesson_id for each in shown.values() if each.lesson_id is not None]
    others = [PackLesson(number, 0) for number in (*uses, *behind, *asked) if number not in own]
    told = lessons_told([*own.values(), *others])
    gone = [number for number in dict.fromkeys([*own, *uses]) if number not in told]
    rows = session.execute(select(Lesson.id, Lesson.reference).where(Lesson.id.in_(gone))) if gone else ()
    names = {number: reference for number, reference in rows}
    return told, [f"{names.get(number) or 'A lesson'} is no longer available." for number in gone]


def _lost(
    content: PackContent, shown: Mapping[str, Asked], cases: Mapping[str, VignetteShown], sheets: Iterable[FormShown]
) -> list[str]:
    """What else is gone. It has no name here: a case is named for what happens in it."""
    counted = {
        "case": len({block.vignette for block in content.blocks if block.vignette} - {*cases}),
        "quiz question": len({key for block in content.blocks for key in block.questions} - {*shown}),
        "form": len({*content.forms} - {each.slug for each in sheets}),
    }
    return [
        f"A {name} is no longer available." if number == 1 else f"{number} {name}s are no longer available."
        for name, number in counted.items()
        if number
    ]


def _self_checks(content: PackContent) -> dict[int, SelfCheck]:
    wanted = {block.theme_id for block in content.blocks if block.theme_id is not None}
    if not wanted:
        return {}
    rows = session.execute(select(Theme.id, Theme.label, Theme.self_check).where(Theme.id.in_(wanted)))
    return {number: SelfCheck(label, tuple(check)) for number, label, check in rows if check}


def _in_place_of_case(content: PackContent) -> frozenset[str]:
    fills = {(each.slug, part.number): part.fill for each in sessions() for part in each.blocks}
    return frozenset(
        block.key
        for block in content.blocks
        if block.origin and block.lessons and not block.vignette
        and fills.get((block.origin.template, block.origin.block)) == "vignette"
    )  # fmt: skip


def _support(content: PackContent, touched: Collection[str]) -> tuple[SupportLine, ...]:
    """Those of the pack's nation that are for what it touches on, and those for everybody, who are never left out."""
    return support_lines(settings().content_folder, content.nation or None, touched, HARMFUL_OUTCOMES)


def _logo(pack: Pack, content: PackContent, *, public: bool) -> Figure | None:
    if not content.logo_alternative.strip():
        return None
    found: PackLogo | PublishedLogo | None = None
    if not public:
        found = session.get(PackLogo, pack.id)
    elif pack.published is not None:
        found = session.get(PublishedLogo, pack.published.id)
    return Figure(found.content, found.kind, content.logo_alternative) if found else None
