"""Who and which organisation is meant by what an admin typed: a number, an address, or a part of the name."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, select

from kb.accounts.models.organisation import FormerOrganisationSlug, Organisation
from kb.accounts.models.user import User
from kb.admin.queries.organisations import OrganisationFilter
from kb.admin.queries.users import UserFilter
from kb.core.db import session

SHOWN = 20
"""Of more than so many that fit, the rest are not named: more words find fewer."""


@dataclass(frozen=True, slots=True)
class Meant:
    """Somebody or something that may be meant."""

    value: str
    """What an address names it by."""
    number: int
    words: str
    """Its name, and what tells it from others of that name."""


def people_meant(typed: str) -> list[Meant]:
    """The one with this number or address, or else those whose name or address has these words.

    A number that is nobody's is taken as it is: entries outlive accounts.
    """
    if typed.isascii() and typed.isdigit() and len(typed) < 10:  # longer than any number of a row: words
        name = session.scalar(select(User.name).where(User.id == int(typed)))
        return [Meant(str(int(typed)), int(typed), name or f"User {int(typed)}")]
    exact = _people([User.email == typed.lower()])
    return exact or _people(UserFilter(words=typed).conditions())


def _people(conditions: Sequence[ColumnElement[bool]]) -> list[Meant]:
    found = select(User.id, User.name, User.email).where(*conditions).order_by(User.name_folded, User.id).limit(SHOWN)
    return [Meant(str(number), number, f"{name}, {email}") for number, name, email in session.execute(found)]


def organisations_meant(typed: str) -> list[Meant]:
    """The one with this address, at present or before a merge, or this name; or else those that have these words."""
    former = select(FormerOrganisationSlug.organisation_id).where(FormerOrganisationSlug.slug == typed)
    exact = _organisations([(Organisation.slug == typed) | Organisation.id.in_(former)])
    return exact or _organisations([Organisation.name == typed]) or _of_words(typed)


def _of_words(typed: str) -> list[Meant]:
    return _organisations(OrganisationFilter(words=typed).conditions())


def _organisations(conditions: Sequence[ColumnElement[bool]]) -> list[Meant]:
    found = select(Organisation).where(*conditions).order_by(Organisation.name_folded, Organisation.slug).limit(SHOWN)
    return [Meant(row.slug, row.id, f"{row.name}, {row.slug}") for row in session.scalars(found)]
