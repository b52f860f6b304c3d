"""Which revisions and lessons somebody may do something with: the columns that rules ask for, and what they leave."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Select, exists, false, func, or_, select
from sqlalchemy.orm import aliased

from kb.access.actors import Actor, Permission
from kb.access.policy import reach
from kb.accounts.models.organisation import Organisation
from kb.lessons.models.lesson import Lesson, Revision
from kb.lessons.models.parts import RevisionAuthor

_lead_agrees_first = (
    select(Organisation.lead_agrees_first).where(Organisation.id == Lesson.organisation_id).scalar_subquery()
)


@dataclass(frozen=True, slots=True)
class RevisionColumns:
    """Columns of revisions, under the names that a revision's attributes have (`kb.access.predicates`)."""

    organisation_id: Any = Lesson.organisation_id
    state: Any = Revision.state
    lead_agrees_first: Any = _lead_agrees_first
    claimed_by_id: Any = Revision.claimed_by_id
    content_signed_by_id: Any = Revision.content_signed_by_id
    identity_signed_by_id: Any = Revision.identity_signed_by_id

    @staticmethod
    def written_by(user_id: int | None) -> ColumnElement[bool]:
        """Whether this user wrote any of it or submitted it, as `Revision.author_ids` says."""
        if user_id is None:
            return false()
        saved = exists().where(RevisionAuthor.revision_id == Revision.id, RevisionAuthor.user_id == user_id)
        # Where nobody is named, "=" would be neither true nor false, and so would "not".
        return or_(
            Revision.created_by_id.is_not_distinct_from(user_id),
            Revision.submitted_by_id.is_not_distinct_from(user_id),
            saved,
        )


def revisions(actor: Actor, permission: Permission = Permission.REVISION_READ) -> Select[Revision]:
    """The revisions with which somebody may do this: read them, if nothing else is said."""
    own = Revision.lesson_id == Lesson.id
    return select(Revision).join(Lesson, own).where(reach(actor, permission, RevisionColumns()))


_Live = aliased(Revision)
_is_published = func.coalesce(_Live.state == "published", false())


@dataclass(frozen=True, slots=True)
class LessonColumns:
    """Columns of lessons, likewise."""

    organisation_id: Any = Lesson.organisation_id
    state: Any = _Live.state
    is_published: Any = _is_published


def lessons(actor: Actor, permission: Permission = Permission.LESSON_READ) -> Select[Lesson]:
    """The lessons with which somebody may do this: read what is published of them, if nothing else is said."""
    live = Lesson.live_revision_id == _Live.id
    return select(Lesson).outerjoin(_Live, live).where(reach(actor, permission, LessonColumns()))
