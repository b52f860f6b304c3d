"""What is removed each night because nobody needs it any more: earlier texts of drafts, and drafts put away."""

from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Select, delete, exists, or_, select
from sqlalchemy.orm import aliased

from kb.access.actors import SITE, Actor, Permission
from kb.access.use_case import use_case
from kb.core.db import session, utc_now
from kb.core.jobs import Task
from kb.editorial.models import SavedText
from kb.editorial.removing import remove_text
from kb.lessons.field_values import value_of
from kb.lessons.models.lesson import Lesson, Revision

PRUNE = "editorial.prune"
"""Kind of the nightly job."""
KEPT_DAYS = 30
"""Days for which a text is kept after another took its place, and a draft after it was discarded."""
DONE_WITH = ("published", "hidden", "archived", "superseded")
"""States of texts whose earlier ones nobody goes back to."""
_later = aliased(SavedText)


def prune(_task: Task) -> None:
    """Remove what has been over for `KEPT_DAYS` days. Each part is done as a whole, and may be done again."""
    before = utc_now() - timedelta(days=KEPT_DAYS)
    remove_texts_of_what_is_over(SITE, None, before=before)
    remove_earlier_texts(SITE, None, before=before)
    for number in session.scalars(_discarded(before)).all():
        remove_discarded(SITE, None, number=number, before=before)


@use_case(Permission.UPKEEP, where_done=True)
def remove_texts_of_what_is_over(_who: Actor, _nothing: None, *, before: datetime) -> bool:
    """Remove all earlier texts of what was published, and of what was discarded before this moment."""
    over = or_(Revision.state.in_(DONE_WITH), _was_discarded(before))
    of_these = SavedText.revision_id.in_(select(Revision.id).where(over))
    return _removed(of_these)


@use_case(Permission.UPKEEP, where_done=True)
def remove_earlier_texts(_who: Actor, _nothing: None, *, before: datetime) -> bool:
    """Remove texts of drafts in whose place another was saved before this moment.

    What was saved last in a field stays, because nothing says since when it does not stand there; and so does what
    stands there.
    """
    followed = exists().where(
        _later.revision_id == SavedText.revision_id,
        _later.field == SavedText.field,
        _later.id > SavedText.id,
        _later.saved_at < before,
    )
    numbers = session.scalars(select(SavedText.revision_id).where(followed).distinct().order_by(SavedText.revision_id))
    removed = [_removed_of(number, followed) for number in numbers.all()]
    return any(removed)


@use_case(Permission.UPKEEP, where_done=True)
def remove_discarded(_who: Actor, _nothing: None, *, number: int, before: datetime) -> Lesson | None:
    """Remove a text that was discarded before this moment, with all that belongs to it, and its lesson if none is left.

    Returns the lesson as it was; None where there is nothing to remove, because somebody got the text back meanwhile.
    """
    wanted = select(Revision).where(Revision.id == number, _was_discarded(before))
    found = session.scalar(wanted.with_for_update().execution_options(populate_existing=True))
    if found is None:
        return None
    lesson, _ = remove_text(found)
    return lesson


def _was_discarded(before: datetime) -> ColumnElement[bool]:
    return (Revision.state == "discarded") & (Revision.state_since < before)


def _discarded(before: datetime) -> Select[int]:
    return select(Revision.id).where(_was_discarded(before)).order_by(Revision.id)


def _removed_of(number: int, which: ColumnElement[bool]) -> bool:
    """Remove those texts of one revision that do not stand in it; all texts at once may be too many to be read."""
    revision = session.get_one(Revision, number)
    texts = select(SavedText.id, SavedText.field, SavedText.text).where(which, SavedText.revision_id == number)
    gone = [saved for saved, field, text in session.execute(texts) if text != value_of(revision, field)]
    return _removed(SavedText.id.in_(gone)) if gone else False


def _removed(which: ColumnElement[bool]) -> bool:
    """Remove these; returns whether there was any. Where there is none, nothing is written."""
    if session.scalar(select(SavedText.id).where(which).limit(1)) is None:
        return False
    gone = _without_session(delete(SavedText).where(which).returning(SavedText.id))
    return bool(session.scalars(gone).all())


def _without_session(statement: Any) -> Any:
    """What it removes is not looked for among the objects of the session."""
    return statement.execution_options(synchronize_session=False)
