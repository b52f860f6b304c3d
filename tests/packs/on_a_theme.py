"""Lessons on a theme, and what the rule makes of them."""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import select

from kb.core import db
from kb.lessons.models.vocabulary import Theme
from kb.packs.choosing import chosen
from kb.packs.queries.subjects import Subject, subject_of
from kb.packs.reasons import in_words
from tests import factories

THEME = "thresholds-and-referrals"


def theme(slug: str = THEME) -> Theme:
    found = db.session.scalar(select(Theme).filter_by(slug=slug))
    assert found
    return found


def subject() -> Subject:
    return subject_of([theme().id])


FOUND = "Staff did not tell each other what they knew.\n\n" + "- Nobody asked what the child had said that day.\n" * 4
SILENT = "They met, and what they had agreed was written down. " * 3
OTHER, THIRD = "neglect", "domestic-abuse"


def lesson(title: str, *, stage: int = 1, done: str = "done", **fields: Any) -> int:
    made = factories.lesson(
        title, evidence_stage_key=f"evidence-stages/{stage}", done_status_key=f"done-statuses/{done}",
        **{"summary": "A board changed how it works.", "found": FOUND, **fields},
    )  # fmt: skip
    return made.id


def behind_of(*cases: Sequence[int]) -> list[Mapping[int, int]]:
    """Cases that use these lessons: the first one most."""
    return [{lesson: 2 + len(case) - place for place, lesson in enumerate(case)} for case in cases]


def ids(minutes: int = 360, agencies: Sequence[str] = (), behind: Sequence[Mapping[int, int]] = ()) -> list[int]:
    return [choice.candidate.lesson_id for choice in chosen(subject(), minutes, agencies, behind)]


def words(minutes: int = 360, agencies: Sequence[str] = (), behind: Sequence[Mapping[int, int]] = ()) -> list[str]:
    about = subject()
    return [in_words(choice.kept(about, agencies).why) for choice in chosen(about, minutes, agencies, behind)]
