"""Begins a lesson: a blank one, one from a review, or one from another lesson of the same organisation.

A page begins one lesson, however often its button is pressed: the lesson counts as made when the page was opened, and
by that moment the second press finds it.
"""

from datetime import datetime

from sqlalchemy import select

from kb.access.actors import Actor, Permission
from kb.access.use_case import use_case
from kb.accounts.models.organisation import Organisation
from kb.accounts.models.user import User
from kb.core.db import session
from kb.core.errors import Conflict, Invalid
from kb.editorial.copying import copies_of, copy_text
from kb.editorial.queries.beginning import begun_from, text_to_copy
from kb.lessons.authorship import take_part
from kb.lessons.models.lesson import Lesson, Revision
from kb.lessons.queries.addresses import review_at

REVIEW_GONE = "The review that you chose is not there any more. Choose another"
COPY_GONE = "The lesson that you chose is not there any more. Choose another"


@use_case(Permission.LESSON_BEGIN)
def begin(who: Actor, organisation: Organisation, *, opened: datetime, title: str = "") -> Revision:
    """Begin a blank lesson. Raises Conflict where the page that was opened at this moment has begun one already."""
    made = _made(who, organisation, opened)
    made.title = title
    return made


@use_case(Permission.LESSON_BEGIN)
def begin_from_review(
    who: Actor, organisation: Organisation, *, review: str, opened: datetime, title: str = ""
) -> Revision:  # fmt: skip
    """Begin a lesson with what is known of a review: place, year and where it was published.

    Raises Conflict as above, Invalid(review=...) where there is no such review.
    """
    found = review_at(review, hold=True)
    if found is None:
        raise Invalid(review=REVIEW_GONE)
    made = _made(who, organisation, opened)
    made.title, made.review_id, made.trigger_key = title, found.id, "triggers/review"
    made.nation_key, made.region_key, made.year = found.nation_key, found.region_key, found.year
    made.sources = copies_of(found.sources)
    session.flush()
    return made


@use_case(Permission.LESSON_BEGIN)
def begin_from_copy(
    who: Actor, organisation: Organisation, *, copy_of: int, opened: datetime, title: str = ""
) -> Revision:  # fmt: skip
    """Begin a lesson with everything that another one of the organisation says; `copy_of` is the number of a text.

    Whoever wrote that one is an author of the copy, too, and signs neither.

    Raises Conflict as above, Invalid(copy_of=...) where that is not there, or not to be copied, any more.
    """
    before = text_to_copy(organisation, copy_of)
    if before is None:
        raise Invalid(copy_of=COPY_GONE)
    made = _made(who, organisation, opened)
    copy_text(before, made)
    made.title = title or before.title
    made.lesson.organisation_named = before.lesson.organisation_named
    session.flush()
    return made


def _made(who: Actor, organisation: Organisation, opened: datetime) -> Revision:
    """A new lesson with an empty text, in the place of its organisation and in the hands of whoever begins it."""
    one_at_a_time = select(User.id).where(User.id == who.user_id).with_for_update(key_share=True)
    session.execute(one_at_a_time)
    if begun_from(who.user_id, organisation, opened) is not None:
        raise Conflict
    lesson = Lesson(organisation_id=organisation.id, holder_id=who.user_id, created_at=opened)
    made = Revision(
        lesson=lesson,
        number=1,
        created_by_id=who.user_id,
        nation_key=organisation.nation_key,
        region_key=organisation.region_key,
    )
    take_part(who, made)
    session.add(made)
    session.flush()
    lesson.open_revision = made
    session.flush()
    return made
