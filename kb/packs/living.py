"""What has changed since in all that a pack names: lessons with newer texts, lessons and material that are gone."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select

from kb.core.clock import day_of
from kb.core.db import session
from kb.core.paging import Page, page_of
from kb.lessons.comparing import FieldChange
from kb.lessons.models.lesson import Lesson, Revision
from kb.lessons.queries.elsewhere import Archived, elsewhere
from kb.lessons.queries.lessons import published_ids
from kb.lessons.queries.public_versions import Version, versions_of_each
from kb.lessons.versions import changes_of_each
from kb.packs.content import Block, PackContent
from kb.packs.queries.told import LessonTold, outdated
from kb.training.queries.quiz import questions
from kb.training.queries.vignettes import vignettes


@dataclass(frozen=True, slots=True)
class NewerText:
    """A lesson of which the pack has an older text."""

    lesson: LessonTold
    since: date
    """When its present text became public."""
    note: str
    """What its authors say is different."""
    changes: Sequence[FieldChange]
    can_be_compared: bool
    """Whether the text that the pack has can still be read."""


@dataclass(frozen=True, slots=True)
class LostLesson:
    """A lesson that nobody can read any more."""

    lesson_id: int
    reference: str
    archived: Archived | None
    """What its page says, where it was archived; None where nothing is told of it."""
    heir_id: int | None
    """Number of the lesson that can take its place."""


@dataclass(frozen=True, slots=True)
class LostMaterial:
    """A part of the session whose case or quiz questions are there no more."""

    block: Block
    vignette: bool
    questions: int


@dataclass(frozen=True, slots=True)
class News:
    """All of it."""

    newer: Page[NewerText]
    lost: Sequence[LostLesson]
    material: Sequence[LostMaterial]

    def __bool__(self) -> bool:
        """Whether there is any."""
        return bool(self.newer.total or self.lost or self.material)


def news_of(content: PackContent, told: Mapping[int, LessonTold], page: int = 1) -> News:
    """What has changed since, and a page of the newer texts: comparing all of many would take long.

    Of texts that nobody may read nothing is told but that they are gone.
    """
    behind = list(outdated(content.lessons, told).items())
    return News(
        newer=page_of(page, len(behind), lambda first, most: _newer(dict(behind[first : first + most]), told)),
        lost=[_lost(number) for number in (each.lesson_id for each in content.lessons) if number not in told],
        material=list(lost_material(content)),
    )


def lost_material(content: PackContent) -> Iterable[LostMaterial]:
    """The parts of a session with a case or quiz questions that are there no more; all is known in memory."""
    cases = {each.slug for each in vignettes()}
    asked = {each.slug for each in questions()} | {each.key for each in content.questions}
    for block in content.blocks:
        gone = sum(key not in asked for key in block.questions)
        no_case = bool(block.vignette) and block.vignette not in cases
        if gone or no_case:
            yield LostMaterial(block, no_case, gone)


def _newer(behind: Mapping[int, int], told: Mapping[int, LessonTold]) -> list[NewerText]:
    versions = versions_of_each(list(behind))
    live = {number: next(each for each in versions[number] if each.is_live) for number in behind}
    before = {number: _open(versions[number], revision) for number, revision in behind.items()}
    pairs = {number: (one, live[number]) for number, one in before.items() if one is not None}
    changes = changes_of_each(pairs)
    return [
        NewerText(
            lesson=told[number],
            since=day_of(live[number].published_at),
            note=live[number].note,
            changes=changes.get(number, ()),
            can_be_compared=number in pairs,
        )
        for number in behind
    ]


def _open(versions: Sequence[Version], revision_id: int) -> Version | None:
    return next((each for each in versions if each.revision_id == revision_id and each.is_open), None)


def heir_of_lost(lesson_id: int) -> int | None:
    """Number of the public lesson that takes the place of an archived one; None where nothing does."""
    return _lost(lesson_id).heir_id


def _lost(lesson_id: int) -> LostLesson:
    row = session.execute(
        select(Lesson.reference, Lesson.slug, Revision.state)
        .outerjoin(Revision, Revision.id == Lesson.live_revision_id)
        .where(Lesson.id == lesson_id)
    ).first()
    reference, slug, state = row or (None, None, None)
    if state != "archived" or slug is None:
        return LostLesson(lesson_id, reference or "", None, None)
    was = getattr(elsewhere(slug), "was", None)
    heir = published_ids([was.heir.slug]).get(was.heir.slug) if was and was.heir else None
    return LostLesson(lesson_id, reference or "", was, heir)
