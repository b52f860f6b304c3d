"""Reads of the lessons that a pack could take: what the choice among them rests on."""

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

from sqlalchemy import Select, case, or_, select

from kb.core.counting import words_in
from kb.core.db import session
from kb.lessons.models.lesson import SECTIONS, Lesson, Revision, live
from kb.lessons.models.parts import RevisionTheme, RevisionValue
from kb.lessons.queries.labels import labels
from kb.packs.queries.naming import Names, named_in, names_of_themes

REVIEWING = ("quality-of-reviews", "learning-into-practice", "audit-and-assurance")
"""Themes of lessons that are about reviews themselves, and about how staff hear of them, where they come first."""
REVIEWING_AMONG = 3
"""Themes of a lesson among which one of the first two of these makes it such a lesson, if it changed nothing else."""
CHANGES_NO_WORK = frozenset({
    "audit", "governance-or-scrutiny", "training", "briefing-or-campaign", "family-or-child-participation",
})  # fmt: skip
"""Kinds of change that are no change of how staff work with families."""
_POINT = re.compile(r"^\s*(?:[-*+]|[0-9]+[.)])\s", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Candidate:
    """A published lesson, in its present text."""

    lesson_id: int
    revision_id: int
    kind: str
    """Slugs of closed lists, like the next one, the kinds of change and the agencies."""
    done_status: str
    stage: int
    """Of evidence, 0 to 4."""
    since: date
    """When it was first published."""
    kinds_of_change: tuple[str, ...]
    """In the author's order."""
    agencies: frozenset[str]
    theme_ids: tuple[int, ...]
    """In the author's order, the first one being what it is mainly about."""
    named: frozenset[int]
    """Those of its themes that its title, its summary or what was found call by name; and those of others, if these
    were asked for, that its title or its summary does."""
    told: frozenset[str]
    """Which of found, why, done, effect and how have text."""
    words_found: int
    """Of what was found."""
    found_in_points: bool
    """Whether what was found is told point by point."""
    reviewing: frozenset[int] = frozenset()
    """Those of its themes by which it is about reviews, or how staff hear of them; none for all other lessons."""


class _Known(NamedTuple):
    """What is known of all themes, and kept between requests."""

    names: Names
    slugs: Mapping[int, str]


def candidates_on(theme_ids: Collection[int], naming: Collection[int] = ()) -> list[Candidate]:
    """The published lessons that have any of these themes, the first one first; three statements.

    `naming`: other themes that it is good to know the name of in them.
    """
    return _read(select(RevisionTheme.revision_id).where(RevisionTheme.theme_id.in_(theme_ids)), naming)


def candidates_among(lesson_ids: Iterable[int]) -> list[Candidate]:
    """The published ones among these lessons, in their order; three statements."""
    wanted = list(dict.fromkeys(lesson_ids))
    found = {each.lesson_id: each for each in _read(select(Revision.id).where(Revision.lesson_id.in_(wanted)))}
    return [found[number] for number in wanted if number in found]


def _read(revisions: Select[Any], naming: Collection[int] = ()) -> list[Candidate]:
    """The lessons whose live text is one of these revisions."""
    at = select(Lesson.live_revision_id).where(Lesson.live_revision_id.in_(revisions))
    rows = session.execute(
        select(
            Lesson.id, Revision.id, Revision.kind_key, Revision.done_status_key, Revision.evidence_stage_key,
            Lesson.first_published_on, Revision.title, Revision.summary, Revision.found,
            *(case((getattr(Revision, name) != "", 1), else_=0) for name in SECTIONS),
        )
        .join(Revision, live)
        .where(Revision.id.in_(at))
        .order_by(Lesson.id)
    ).all()  # fmt: skip
    themes, values = _themes(at), _values(at)
    known = _Known(names_of_themes(), {number: label.slug for number, label in labels().themes.items()})
    return [_candidate(tuple(row), themes[row[1]], values[row[1]], known, naming) for row in rows]


def _candidate(
    row: tuple[Any, ...], themes: list[int], values: list[str], known: _Known, naming: Collection[int]
) -> Candidate:
    lesson, revision, kind, done_status, stage, since, title, summary, found, *told = row
    kinds = tuple(_slug(key) for key in values if key.startswith("kinds-of-change/"))
    return Candidate(
        lesson_id=lesson,
        revision_id=revision,
        kind=_slug(kind),
        done_status=_slug(done_status),
        stage=int(_slug(stage) or 0),
        since=since,
        kinds_of_change=kinds,
        agencies=frozenset(_slug(key) for key in values if key.startswith("agencies/")),
        theme_ids=tuple(themes),
        named=named_in([title, summary, found], themes, known.names) | named_in([title, summary], naming, known.names),
        told=frozenset(name for name, has_text in zip(SECTIONS, told, strict=True) if has_text),
        words_found=words_in(found),
        found_in_points=_POINT.search(found) is not None,
        reviewing=_reviewing(themes, kinds, known.slugs),
    )


def _reviewing(themes: list[int], kinds: Collection[str], slugs: Mapping[int, str]) -> frozenset[int]:
    """Those of these themes, in their order, by which a lesson is about reviews or how staff hear of them."""
    first = {number for number in themes[:1] if slugs.get(number) in REVIEWING}
    if kinds and CHANGES_NO_WORK.issuperset(kinds):
        first |= {number for number in themes[:REVIEWING_AMONG] if slugs.get(number) in REVIEWING[:2]}
    return frozenset(first)


def _slug(key: str | None) -> str:
    return (key or "").partition("/")[2]


def _themes(at: Select[Any]) -> dict[int, list[int]]:
    """Numbers of the themes of each revision, in the author's order."""
    found: dict[int, list[int]] = defaultdict(list)
    wanted = select(RevisionTheme.revision_id, RevisionTheme.theme_id).where(RevisionTheme.revision_id.in_(at))
    for revision, theme in session.execute(wanted.order_by(RevisionTheme.position)):
        found[revision].append(theme)
    return found


def _values(at: Select[Any]) -> dict[int, list[str]]:
    """Keys of the kinds of change and the agencies of each revision, in the author's order."""
    found: dict[int, list[str]] = defaultdict(list)
    of_list = [RevisionValue.value_key.like(f"{name}/%") for name in ("kinds-of-change", "agencies")]
    rows = session.execute(
        select(RevisionValue.revision_id, RevisionValue.value_key)
        .where(RevisionValue.revision_id.in_(at), or_(*of_list))
        .order_by(RevisionValue.position)
    )
    for revision, key in rows:
        found[revision].append(key)
    return found
