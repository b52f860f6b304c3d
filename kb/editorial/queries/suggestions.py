"""Sources that readers have suggested."""

from collections.abc import Sequence

from sqlalchemy import func, select
from sqlalchemy.orm import joinedload

from kb.core.db import session
from kb.core.errors import NotFound
from kb.core.paging import Page, page_of
from kb.editorial.models import SourceSuggestion


def suggestions(page: int) -> Page[SourceSuggestion]:
    """A page of all of them: those that nobody has dealt with, the oldest first, then the others, the newest first."""

    def rows(offset: int, limit: int) -> Sequence[SourceSuggestion]:
        handled = SourceSuggestion.handled_at
        wanted = select(SourceSuggestion).options(joinedload(SourceSuggestion.suggested_by))
        ordered = wanted.order_by(
            handled.is_not(None), handled.desc(), SourceSuggestion.suggested_at, SourceSuggestion.id
        )
        return session.scalars(ordered.offset(offset).limit(limit)).all()

    return page_of(page, session.scalar(select(func.count(SourceSuggestion.id))) or 0, rows)


def open_total() -> int:
    """How many nobody has dealt with."""
    return session.scalar(select(func.count(SourceSuggestion.id)).where(SourceSuggestion.handled_at.is_(None))) or 0


def own_suggestions(user_id: int | None, page: int) -> Page[SourceSuggestion]:
    """A page of what somebody has suggested, the newest first."""
    own = SourceSuggestion.suggested_by_id == user_id

    def rows(offset: int, limit: int) -> Sequence[SourceSuggestion]:
        newest = select(SourceSuggestion).where(own).order_by(SourceSuggestion.id.desc())
        return session.scalars(newest.offset(offset).limit(limit)).all()

    return page_of(page, session.scalar(select(func.count(SourceSuggestion.id)).where(own)) or 0, rows)


def suggestion_at(number: int) -> SourceSuggestion:
    """The suggestion of this number. Raises NotFound."""
    found = session.get(SourceSuggestion, number)
    if found is None:
        raise NotFound
    return found
