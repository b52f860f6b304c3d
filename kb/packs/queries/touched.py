"""Reads what a session touches on: the kinds of harm and the deaths that its lessons and its cases tell of."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, or_, select
from sqlalchemy.orm import InstrumentedAttribute

from kb.core.db import session
from kb.lessons.models.lesson import SECTIONS, Lesson, Revision, live
from kb.lessons.models.parts import RevisionTheme, RevisionValue
from kb.lessons.queries.labels import labels
from kb.packs.content import Block, PackContent
from kb.packs.queries.harm_words import DEATHS, MENTIONS, death_of
from kb.training.queries.lessons import Place
from kb.training.queries.vignettes import VignetteShown, vignettes

SUICIDE = "suicide-or-self-harm"
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


@dataclass(frozen=True, slots=True)
class _Text:
    """A text of a lesson, as far as it is told."""

    harm_types: frozenset[str]
    deaths: frozenset[str]


@dataclass(frozen=True, slots=True)
class WhatIsTouched:
    """What a session touches on, and each part of it that has lessons or a case (by its key)."""

    session: Touched
    parts: Mapping[str, Touched]


def harm_types_of(content: PackContent, revision_ids: Collection[int] = ()) -> tuple[str, ...]:
    """Slugs of the closed list `harm-types` that a session touches on, in its order; three statements."""
    return what_is_touched(content, revision_ids).session.harm_types


def what_is_touched(content: PackContent, revision_ids: Collection[int] = ()) -> WhatIsTouched:
    """What a session touches on; three statements.

    `revision_ids`: the texts that the session tells of its lessons, where these are not the present ones.
    """
    cases = {case.slug: case for case in vignettes()}
    shown = {block.vignette: cases[block.vignette] for block in content.blocks if block.vignette in cases}
    told = _told(content, shown.values())
    texts = _texts(told, revision_ids) if told else {}
    of_theme = _of_themes(content.theme_ids)
    everything = _together([text for some in texts.values() for text in some], shown.values(), of_theme, texts)
    parts = {
        block.key: _of_part(block, shown, texts) for block in content.blocks if block.vignette in shown or block.lessons
    }
    return WhatIsTouched(everything, parts)


def _of_part(block: Block, cases: Mapping[str, VignetteShown], texts: Mapping[int, Sequence[_Text]]) -> Touched:
    if case := cases.get(block.vignette):
        return _together([], [case], set(), texts)
    return _together([text for use in block.lessons for text in texts.get(use.lesson_id, ())], [], set(), texts)


def _together(
    told: Iterable[_Text], cases: Iterable[VignetteShown], of_theme: Iterable[str],
    texts: Mapping[int, Sequence[_Text]],
) -> Touched:  # fmt: skip
    harm_types, deaths, named = set(of_theme), set[str](), set[str]()
    told = [*told]
    for case in cases:
        if case.harm_types is None:
            told += [text for place in _retold(case) for text in texts.get(place.lesson.id, ())]
            harm_types |= _of_themes(case.theme_ids)
        else:
            named.update(case.harm_types)
    harm_types |= named.union(*(text.harm_types for text in told))
    deaths |= {death for text in told for death in text.deaths}
    if "sudden-unexpected-infant-death" in harm_types:
        deaths.discard(DEATHS[0])
    order = [key.partition("/")[2] for key in labels().values if key.startswith("harm-types/")]
    known = tuple(slug for slug in order if slug in harm_types - TELLS_NOTHING)
    ordered = tuple(death for death in DEATHS if death in deaths)
    return Touched(known, ordered, unnamed=bool(named) and not known and not ordered)


def _told(content: PackContent, cases: Iterable[VignetteShown]) -> Mapping[int, Collection[str]]:
    """The lessons whose words are told, by number, with their sections: all, where no part tells any in particular."""
    found: dict[int, set[str]] = {each.lesson_id: set() for each in content.lessons}
    for block in content.blocks:
        for use in block.lessons:
            found.setdefault(use.lesson_id, set()).update(use.sections or SECTIONS)
    for case in cases:
        for place in _retold(case) if case.harm_types is None else ():
            found.setdefault(place.lesson.id, set()).update(SECTIONS)
    return {number: sections or SECTIONS for number, sections in found.items()}


def _retold(case: VignetteShown) -> Iterator[Place]:
    """The places in lessons of which the text of a case is made; its answers only point at others."""
    return (place for stage in case.stages for place in stage.taken_from)


def _of_themes(theme_ids: Iterable[int]) -> set[str]:
    known = labels().themes
    slugs = {known[theme].slug for theme in theme_ids if theme in known}
    return {HARM_OF_THEME[slug] for slug in slugs if slug in HARM_OF_THEME}


def _texts(told: Mapping[int, Collection[str]], revision_ids: Collection[int]) -> Mapping[int, Sequence[_Text]]:
    """The present texts of the published ones among these lessons and these texts of theirs, by the lesson's number."""
    present = select(Revision.id).join(Lesson, live).where(Lesson.id.in_(told))

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
        sections = told.get(lesson, SECTIONS)
        said = [*words[:2], *(text for name, text in zip(SECTIONS, words[2:], strict=True) if name in sections)]
        own = _of_text("\n".join(said), values.get(number, {}), themes.get(number, [])[:AMONG_ITS_FIRST])
        found.setdefault(lesson, []).append(own)
    return found


def _of_text(said: str, values: Mapping[str, Sequence[str]], first_themes: Iterable[int]) -> _Text:
    """What a text tells of: those of its kinds of harm that its words mention, or all where they mention none."""
    deaths = death_of(said, values.get("child-age-bands", ())) if "death" in values.get("outcomes", ()) else set()
    listed = {*values.get("harm-types", ()), *_of_themes(first_themes)} - TELLS_NOTHING
    mentioned = {slug for slug in listed if slug not in MENTIONS or MENTIONS[slug].search(said)}
    if MENTIONS[SUICIDE].search(said):
        mentioned.add(SUICIDE)
    return _Text(frozenset(mentioned or (set() if deaths else listed)), frozenset(deaths))
