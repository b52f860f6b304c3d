"""Tells owners of packs that lessons in them have changed: a job for each lesson, and one message for all packs."""

from collections import defaultdict

from sqlalchemy import or_, select
from sqlalchemy.event import listens_for
from sqlalchemy.orm import Session, joinedload

from kb.access.actors import SITE, Actor, Permission
from kb.access.use_case import use_case
from kb.accounts.models.user import User
from kb.core.db import session, utc_now
from kb.core.events import LessonPublished, LessonWithdrawn
from kb.core.jobs import Task, enqueue
from kb.lessons.models.lesson import Lesson, Revision
from kb.packs import letters
from kb.packs.models import Pack, PackItem

TELL = "packs.tell"
"""Kind of the job; its key is the number of the lesson."""
TO_TELL = "kb_packs_to_tell"
"""Note in a session of the lessons that have changed in its transaction."""


def tell_later(event: LessonPublished | LessonWithdrawn) -> None:
    """Have owners told, where the lesson is in any pack; all lessons of one transaction are looked up together."""
    session.info.setdefault(TO_TELL, {})[event.lesson_id] = None


@listens_for(Session, "before_commit")
def _enter_noted(committing: Session) -> None:
    noted = list(committing.info.pop(TO_TELL, ()))
    if not noted:
        return
    for number in committing.scalars(select(PackItem.lesson_id).where(PackItem.lesson_id.in_(noted)).distinct()).all():
        enqueue(TELL, str(number))
    committing.flush()


@listens_for(Session, "after_rollback")
def _forget_noted(rolled_back: Session) -> None:
    rolled_back.info.pop(TO_TELL, None)


def tell(task: Task) -> None:
    """The job."""
    tell_owners(SITE, None, lesson_id=int(task.key))


@use_case(Permission.UPKEEP, where_done=True)
def tell_owners(_who: Actor, _nothing: None, *, lesson_id: int) -> bool:
    """Tell the owners of packs that have another text of a lesson than its present one, or one that is not public.

    A pack of which its owner was told already is passed over until it was brought up to date.
    """
    packs = _behind(lesson_id)
    by_owner: dict[User, list[Pack]] = defaultdict(list)
    for pack in packs:
        if pack.owner is not None and pack.owner.open:
            by_owner[pack.owner].append(pack)
            pack.told_at = utc_now()
    for owner, theirs in by_owner.items():
        letters.lessons_changed(owner, theirs)
    return bool(by_owner)


def _behind(lesson_id: int) -> list[Pack]:
    wanted = (
        select(Pack)
        .join(PackItem, PackItem.pack_id == Pack.id)
        .join(Lesson, Lesson.id == PackItem.lesson_id)
        .outerjoin(Revision, Revision.id == Lesson.live_revision_id)
        .where(
            PackItem.lesson_id == lesson_id,
            Pack.told_at.is_(None),
            or_(PackItem.revision_id.is_distinct_from(Revision.id), Revision.state != "published"),
        )
        .options(joinedload(Pack.owner))
        .order_by(Pack.id)
        .with_for_update(of=Pack)
    )
    return list(session.scalars(wanted))
