"""Reads what a session touches on: the kinds of harm and the deaths that its lessons and its cases tell of."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from types import MappingProxyType

from sqlalchemy import ColumnElement, or_, select
from sqlalchemy.orm import InstrumentedAttribute

from kb.core.db import session
from kb.lessons.models.lesson import SECTIONS, Lesson, Revision, live
from kb.lessons.models.parts import RevisionTheme, RevisionValue
from kb.lessons.queries.labels import labels
from kb.packs.content import Block, PackContent
from kb.packs.queries.harm_words import DEATHS, MENTIONS, death_of
from kb.packs.queries.told import LessonTold
from kb.training.queries.lessons import Place
from kb.training.queries.vignettes import VignetteShown, vignettes

SUICIDE, SUDDEN_DEATH = "suicide-or-self-harm", "sudden-unexpected-infant-death"
HARD = frozenset(
    {
        SUICIDE, SUDDEN_DEATH, "killing-by-parent", "abusive-head-trauma", "sexual-abuse", "sexual-exploitation",
        "harmful-sexual-behaviour",
    }
)  # fmt: skip
"""Kinds of harm that people are told of once more, before a part that touches on them."""
TELLS_NOTHING = frozenset({"mixed", "unknown"})
"""Kinds of harm that nobody could make up their mind by."""
HARM_OF_THEME: Mapping[str, str] = {
    "child-mental-health": SUICIDE,
    "child-sexual-abuse": "sexual-abuse",
    "child-sexual-exploitation": "sexual-exploitation",
    "criminal-exploitation-and-violence": "criminal-exploitation",
    "harmful-sexual-behaviour": "harmful-sexual-behaviour",
    "online-harm": "online-abuse",
}
"""Themes that touch on a kind of harm even where no lesson says that it came to it."""
AMONG_ITS_FIRST = 3
"""Themes of a lesson that say so: what stands further down is touched on in passing."""
LISTS = ("harm-types", "outcomes", "child-age-bands")


@dataclass(frozen=True, slots=True)
class Touched:
    """What people may have to step out for."""

    harm_types: tuple[str, ...] = ()
    """Slugs of the closed list `harm-types`, in its order."""
    deaths: tuple[str, ...] = ()
    """Of whom: some of `DEATHS`, in their order."""
    unnamed: bool = False
    """Whether it is a case of which nobody can say yet which harm is behind it."""

    @property
    def is_on_suicide(self) -> bool:
        """Whether words have to be chosen with care."""
        return SUICIDE in self.harm_types

    @property
    def is_hard(self) -> bool:
        """Whether people hear that somebody died, by suicide or otherwise, or of harm that is as hard to hear of."""
        return bool(self.deaths) or not HARD.isdisjoint(self.harm_types)


@dataclass(frozen=True, slots=True)
class _Text:
    """A text of a lesson, of which a part of a session tells some sections."""

    always: str
    """Its title and its summary, which stand beside any section."""
    sections: Mapping[str, str]
    listed: frozenset[str]
    """Kinds of harm by its list and its first themes."""
    ages: Collection[str]
    """Of those who died, as slugs of the closed list `child-age-bands`; none where its lists name no death."""

    def mentions(self, told: Collection[str]) -> frozenset[str]:
        """Those of its kinds of harm that it mentions where these sections are told, any suicide, and whose deaths."""
        said = "\n".join((self.always, *(text for name, text in self.sections.items() if name in told)))
        found = {slug for slug in self.listed if slug not in MENTIONS or MENTIONS[slug].search(said)}
        if MENTIONS[SUICIDE].search(said):
            found.add(SUICIDE)
        return frozenset(found | (death_of(said, self.ages) if self.ages else set()))


_Use = tuple[int, Collection[str]]
"""Number of a lesson, and the sections of it that are told."""


@dataclass(frozen=True, slots=True)
class WhatIsTouched:
    """What a session touches on, and each part of it that has lessons or a case (by its key)."""

    session: Touched
    parts: Mapping[str, Touched]


def what_is_touched(content: PackContent, told: Mapping[int, LessonTold] = MappingProxyType({})) -> WhatIsTouched:
    """What a session touches on, and what each part of it does by the words that lie before people; three statements.

    The sheet of a lesson has all that any part tells of it, and so each part with the lesson touches on all of that.
    `told`: its lessons in the texts that it tells, by number, which count beside the present ones.
    """
    cases = {case.slug: case for case in vignettes()}
    sheets: dict[int, set[str]] = {}
    for use in chain.from_iterable(block.lessons for block in content.blocks):
        sheets.setdefault(use.lesson_id, set()).update(use.sections or SECTIONS)
    uses = {block.key: _uses(block, cases, sheets) for block in content.blocks}
    placed = {lesson for some in uses.values() for lesson, _ in some}
    loose = [(each.lesson_id, SECTIONS) for each in content.lessons if each.lesson_id not in placed]
    revisions = [told[each.lesson_id].revision_id for each in content.lessons if each.lesson_id in told]
    found = _Found([*chain.from_iterable(uses.values()), *loose], revisions)
    parts = {
        block.key: _of_case(cases.get(block.vignette)) | found.of(uses[block.key])
        for block in content.blocks
        if block.vignette in cases or block.lessons
    }
    everything = frozenset(_of_themes(content.theme_ids)).union(found.of(loose), *parts.values())
    return WhatIsTouched(_touched(everything), {key: _touched(each) for key, each in parts.items()})


class _Found:
    """What the lessons of a session tell of: kinds of harm, and whose deaths."""

    def __init__(self, uses: Iterable[_Use], revision_ids: Collection[int]) -> None:
        self._told: dict[int, set[str]] = {}
        for lesson, sections in uses:
            self._told.setdefault(lesson, set()).update(sections)
        self._texts = _texts([*self._told], revision_ids) if self._told else {}

    def of(self, uses: Iterable[_Use]) -> frozenset[str]:
        """What these tell of; of a lesson that mentions nothing in all of the session, everything that it lists."""
        return frozenset[str]().union(
            *(
                text.mentions(sections) or ([] if text.mentions(self._told[lesson]) else text.listed)
                for lesson, sections in uses
                for text in self._texts.get(lesson, ())
            )
        )


def _uses(block: Block, cases: Mapping[str, VignetteShown], sheets: Mapping[int, Collection[str]]) -> list[_Use]:
    """The lessons of a part with all that is on their sheets.

    Those that its case retells too, if the case does not say itself what it touches on.
    """
    case = cases.get(block.vignette)
    retold = _retold(case) if case and case.harm_types is None else ()
    own = [(use.lesson_id, sheets[use.lesson_id]) for use in block.lessons]
    return [*own, *((place.lesson.id, SECTIONS) for place in retold)]


def _of_case(case: VignetteShown | None) -> frozenset[str]:
    """What a case says itself that it touches on, or else its themes."""
    if case is None:
        return frozenset()
    return frozenset(_of_themes(case.theme_ids) if case.harm_types is None else case.harm_types)


def _touched(found: frozenset[str]) -> Touched:
    order = [key.partition("/")[2] for key in labels().values if key.startswith("harm-types/")]
    harm_types = tuple(slug for slug in order if slug in found - TELLS_NOTHING)
    said_already = {DEATHS[0]} if SUDDEN_DEATH in found else set()
    deaths = tuple(death for death in DEATHS if death in found - said_already)
    return Touched(harm_types, deaths, unnamed=bool(found) and not harm_types and not deaths)


def _retold(case: VignetteShown) -> Iterator[Place]:
    """The places in lessons of which the text of a case is made; its answers only point at others."""
    return (place for stage in case.stages for place in stage.taken_from)


def _of_themes(theme_ids: Iterable[int]) -> set[str]:
    known = labels().themes
    slugs = {known[theme].slug for theme in theme_ids if theme in known}
    return {HARM_OF_THEME[slug] for slug in slugs if slug in HARM_OF_THEME}


def _texts(lesson_ids: Collection[int], revision_ids: Collection[int]) -> Mapping[int, Sequence[_Text]]:
    """The present texts of the published ones among these lessons and these texts of theirs, by the lesson's number."""
    present = select(Revision.id).join(Lesson, live).where(Lesson.id.in_(lesson_ids))

    def of(column: InstrumentedAttribute[int]) -> ColumnElement[bool]:
        return or_(column.in_(present), column.in_(revision_ids))

    values: dict[int, dict[str, list[str]]] = {}
    listed = or_(*(RevisionValue.value_key.like(f"{name}/%") for name in LISTS))
    keys = select(RevisionValue.revision_id, RevisionValue.value_key).where(of(RevisionValue.revision_id), listed)
    for number, key in session.execute(keys):
        name, _, slug = key.partition("/")
        values.setdefault(number, {}).setdefault(name, []).append(slug)
    themes: dict[int, list[int]] = {}
    rows = select(RevisionTheme.revision_id, RevisionTheme.theme_id).where(of(RevisionTheme.revision_id))
    for number, theme in session.execute(rows.order_by(RevisionTheme.position)):
        themes.setdefault(number, []).append(theme)
    columns = [getattr(Revision, name) for name in ("title", "summary", *SECTIONS)]
    found: dict[int, list[_Text]] = {}
    texts = select(Revision.id, Revision.lesson_id, *columns).where(of(Revision.id)).order_by(Revision.id)
    for number, lesson, *words in session.execute(texts):
        own = _text(words, values.get(number, {}), themes.get(number, [])[:AMONG_ITS_FIRST])
        found.setdefault(lesson, []).append(own)
    return found


def _text(words: Sequence[str], values: Mapping[str, Sequence[str]], first_themes: Iterable[int]) -> _Text:
    """A text of these words: title, summary and each section."""
    title, summary, *sections = words
    return _Text(
        always=f"{title}\n{summary}",
        sections=dict(zip(SECTIONS, sections, strict=True)),
        listed=frozenset({*values.get("harm-types", ()), *_of_themes(first_themes)} - TELLS_NOTHING),
        ages=(values.get("child-age-bands") or ["unknown"]) if "death" in values.get("outcomes", ()) else (),
    )
