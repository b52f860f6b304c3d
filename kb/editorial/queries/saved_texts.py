"""Texts that were saved in the fields of a draft."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import joinedload

from kb.core.db import session
from kb.core.errors import NotFound
from kb.core.paging import Page, page_of
from kb.editorial.models import SavedText
from kb.lessons.field_values import Value, value_of
from kb.lessons.models.lesson import Revision


@dataclass(frozen=True, slots=True)
class EarlierText:
    """A text that was typed into a field, and whether it stands there now."""

    number: int
    field: str
    text: str
    by: str
    """Name of whoever saved it; empty where nobody knows."""
    at: datetime
    stands: bool


@dataclass(frozen=True, slots=True)
class Contested:
    """A field that two people have changed, each in another way."""

    field: str
    mine: Value
    theirs: Value
    by: str
    """Name of whoever changed it meanwhile; empty where nobody knows."""
    at: datetime | None


def contested(revision: Revision, field: str, mine: Value) -> Contested:
    """What somebody wants in a field, beside what stands there now and who wrote that."""
    theirs = value_of(revision, field)
    last = writer_of(revision, field, theirs) if isinstance(theirs, str) and theirs else None
    by = last.saved_by.name if last and last.saved_by else ""
    return Contested(field, mine, theirs, by, last.saved_at if last else None)


def last_text(revision: Revision, field: str) -> SavedText | None:
    """The text that was saved last in a field; None where there is none."""
    of_field = select(SavedText).where(SavedText.revision_id == revision.id, SavedText.field == field)
    return session.scalar(of_field.order_by(SavedText.id.desc()).limit(1))


def writer_of(revision: Revision, field: str, text: str) -> SavedText | None:
    """Who saved this text in a field last, and when; None where nobody did as far as is known."""
    same = select(SavedText).where(
        SavedText.revision_id == revision.id, SavedText.field == field, SavedText.text == text
    )
    newest = same.order_by(SavedText.saved_at.desc(), SavedText.id.desc()).limit(1)
    return session.scalar(newest.options(joinedload(SavedText.saved_by)))


def earlier_texts(revision: Revision, page: int) -> Page[EarlierText]:
    """A page of the texts that were typed into a draft, the newest first."""
    of_revision = SavedText.revision_id == revision.id

    def rows(offset: int, limit: int) -> Sequence[EarlierText]:
        newest = select(SavedText).where(of_revision).order_by(SavedText.saved_at.desc(), SavedText.id.desc())
        found = session.scalars(newest.options(joinedload(SavedText.saved_by)).offset(offset).limit(limit))
        return [
            EarlierText(
                each.id,
                each.field,
                each.text,
                each.saved_by.name if each.saved_by else "",
                each.saved_at,
                each.text == value_of(revision, each.field),
            )
            for each in found
        ]

    return page_of(page, session.scalar(select(func.count(SavedText.id)).where(of_revision)) or 0, rows)


def saved_text_at(revision: Revision, number: int) -> SavedText:
    """The saved text of this number. Raises NotFound where the revision has no such text."""
    found = session.get(SavedText, number)
    if found is None or found.revision_id != revision.id:
        raise NotFound
    return found
