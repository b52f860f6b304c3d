"""Reads which kinds of harm a session touches on: those of the lessons that it tells, and of its cases."""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping

from sqlalchemy import ColumnElement, or_, select
from sqlalchemy.orm import InstrumentedAttribute

from kb.core.db import session
from kb.lessons.models.lesson import Lesson, Revision, live
from kb.lessons.models.parts import RevisionTheme, RevisionValue
from kb.lessons.queries.labels import labels
from kb.packs.content import PackContent
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


def harm_types_of(content: PackContent, revision_ids: Collection[int] = ()) -> tuple[str, ...]:
    """Slugs of the closed list `harm-types` that a session touches on, in its order; two statements.

    `revision_ids`: the texts that the session tells of its lessons, where these are not the present ones.
    """
    cases = {block.vignette for block in content.blocks if block.vignette}
    shown = [case for case in vignettes() if case.slug in cases]
    used = {
        *(each.lesson_id for each in content.lessons),
        *(use.lesson_id for block in content.blocks for use in block.lessons),
        *(place.lesson.id for case in shown if case.harm_types is None for place in _retold(case)),
    }
    found, themes = _of_lessons(used, revision_ids) if used else (set[str](), set[int]())
    known = labels()
    themes |= {*content.theme_ids, *(theme for case in shown if case.harm_types is None for theme in case.theme_ids)}
    slugs = {known.themes[theme].slug for theme in themes if theme in known.themes}
    found |= {HARM_OF_THEME[slug] for slug in slugs if slug in HARM_OF_THEME}
    found |= {slug for case in shown for slug in case.harm_types or ()}
    order = [key.partition("/")[2] for key in known.values if key.startswith("harm-types/")]
    return tuple(slug for slug in order if slug in found - TELLS_NOTHING)


def _retold(case: VignetteShown) -> Iterator[Place]:
    """The places in lessons of which the text of a case is made; its answers only point at others."""
    return (place for stage in case.stages for place in stage.taken_from)


def _of_lessons(lesson_ids: Collection[int], revision_ids: Collection[int]) -> tuple[set[str], set[int]]:
    """Harm types and first themes of the published ones among these lessons, and of these texts of theirs."""
    present = select(Revision.id).join(Lesson, live).where(Lesson.id.in_(lesson_ids))

    def of(column: InstrumentedAttribute[int]) -> ColumnElement[bool]:
        return or_(column.in_(present), column.in_(revision_ids))

    keys = select(RevisionValue.value_key).where(
        of(RevisionValue.revision_id), RevisionValue.value_key.like("harm-types/%")
    )
    themes = defaultdict[int, list[int]](list)
    rows = select(RevisionTheme.revision_id, RevisionTheme.theme_id).where(of(RevisionTheme.revision_id))
    for revision, theme in session.execute(rows.order_by(RevisionTheme.position)):
        themes[revision].append(theme)
    first = {theme for of_one in themes.values() for theme in of_one[:AMONG_ITS_FIRST]}
    return {key.partition("/")[2] for key in session.scalars(keys)}, first
