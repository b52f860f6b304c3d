"""Reads which kinds of harm a session touches on: those of the lessons that it tells and that its cases retell."""

from collections.abc import Collection, Mapping

from sqlalchemy import ColumnElement, or_, select
from sqlalchemy.orm import InstrumentedAttribute

from kb.core.db import session
from kb.lessons.models.lesson import Lesson, Revision, live
from kb.lessons.models.parts import RevisionTheme, RevisionValue
from kb.lessons.queries.labels import labels
from kb.packs.content import PackContent
from kb.training.queries.vignettes import vignettes

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


def harm_types_of(content: PackContent, revision_ids: Collection[int] = ()) -> tuple[str, ...]:
    """Slugs of the closed list `harm-types` that a session touches on, in its order; two statements.

    `revision_ids`: the texts that the session tells of its lessons, where these are not the present ones.
    """
    cases = {block.vignette for block in content.blocks if block.vignette}
    shown = [case for case in vignettes() if case.slug in cases]
    used = {
        *(each.lesson_id for each in content.lessons),
        *(use.lesson_id for block in content.blocks for use in block.lessons),
        *(used.lesson.id for case in shown for used in case.lessons),
    }
    found, themes = _of_lessons(used, revision_ids) if used else (set[str](), set[int]())
    known = labels()
    themes |= {*content.theme_ids, *(theme for case in shown for theme in case.theme_ids)}
    slugs = {known.themes[theme].slug for theme in themes if theme in known.themes}
    found |= {HARM_OF_THEME[slug] for slug in slugs if slug in HARM_OF_THEME}
    order = [key.partition("/")[2] for key in known.values if key.startswith("harm-types/")]
    return tuple(slug for slug in order if slug in found - TELLS_NOTHING)


def _of_lessons(lesson_ids: Collection[int], revision_ids: Collection[int]) -> tuple[set[str], set[int]]:
    """Harm types and themes of the published ones among these lessons, and of these texts of theirs."""
    present = select(Revision.id).join(Lesson, live).where(Lesson.id.in_(lesson_ids))

    def of(column: InstrumentedAttribute[int]) -> ColumnElement[bool]:
        return or_(column.in_(present), column.in_(revision_ids))

    keys = select(RevisionValue.value_key).where(
        of(RevisionValue.revision_id), RevisionValue.value_key.like("harm-types/%")
    )
    themes = select(RevisionTheme.theme_id).where(of(RevisionTheme.revision_id))
    return {key.partition("/")[2] for key in session.scalars(keys)}, set(session.scalars(themes))
