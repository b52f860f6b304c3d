"""Reads of the lessons that a pack could take: what the choice among them rests on, and nothing of their words."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Select, case, or_, select

from kb.core.db import session
from kb.lessons.models.lesson import SECTIONS, Lesson, Revision, live
from kb.lessons.models.parts import RevisionTheme, RevisionValue


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
    theme_ids: frozenset[int]
    told: frozenset[str]
    """Which of found, why, done, effect and how have text."""


def candidates_on(theme_ids: Collection[int]) -> list[Candidate]:
    """The published lessons that have any of these themes, the first one first; three statements."""
    return _read(select(RevisionTheme.revision_id).where(RevisionTheme.theme_id.in_(theme_ids)))


def candidates_among(lesson_ids: Iterable[int]) -> list[Candidate]:
    """The published ones among these lessons, in their order; three statements."""
    wanted = list(dict.fromkeys(lesson_ids))
    found = {each.lesson_id: each for each in _read(select(Revision.id).where(Revision.lesson_id.in_(wanted)))}
    return [found[number] for number in wanted if number in found]


def _read(revisions: Select[Any]) -> list[Candidate]:
    """The lessons whose live text is one of these revisions."""
    at = select(Lesson.live_revision_id).where(Lesson.live_revision_id.in_(revisions))
    rows = session.execute(
        select(
            Lesson.id, Revision.id, Revision.kind_key, Revision.done_status_key, Revision.evidence_stage_key,
            Lesson.first_published_on, *(case((getattr(Revision, name) != "", 1), else_=0) for name in SECTIONS),
        )
        .join(Revision, live)
        .where(Revision.id.in_(at))
        .order_by(Lesson.id)
    ).all()  # fmt: skip
    themes, values = _themes(at), _values(at)
    return [_candidate(tuple(row), themes[row[1]], values[row[1]]) for row in rows]


def _candidate(row: tuple[Any, ...], themes: set[int], values: list[str]) -> Candidate:
    lesson, revision, kind, done_status, stage, since, *told = row
    return Candidate(
        lesson_id=lesson,
        revision_id=revision,
        kind=_slug(kind),
        done_status=_slug(done_status),
        stage=int(_slug(stage) or 0),
        since=since,
        kinds_of_change=tuple(_slug(key) for key in values if key.startswith("kinds-of-change/")),
        agencies=frozenset(_slug(key) for key in values if key.startswith("agencies/")),
        theme_ids=frozenset(themes),
        told=frozenset(name for name, has_text in zip(SECTIONS, told, strict=True) if has_text),
    )


def _slug(key: str | None) -> str:
    return (key or "").partition("/")[2]


def _themes(at: Select[Any]) -> dict[int, set[int]]:
    """Numbers of the themes of each revision."""
    found: dict[int, set[int]] = defaultdict(set)
    wanted = select(RevisionTheme.revision_id, RevisionTheme.theme_id).where(RevisionTheme.revision_id.in_(at))
    for revision, theme in session.execute(wanted):
        found[revision].add(theme)
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
