"""Words that admins added to the lists."""

from collections.abc import Collection, Sequence

from sqlalchemy import ColumnElement, exists, func, or_, select
from sqlalchemy.orm import joinedload

from kb.accounts.models.organisation import Organisation
from kb.core.db import session
from kb.core.errors import NotFound
from kb.core.folding import folded_name
from kb.core.paging import Page, page_of
from kb.identity.models import IdentityTerm

OF_SITE = "everywhere"
"""In place of an organisation: words that count in every text."""


def added_terms(organisations: Collection[int]) -> Sequence[tuple[str, str]]:
    """Rule and word of what counts in the texts of these organisations: their own words, and those for every text."""
    of_these = or_(IdentityTerm.organisation_id.is_(None), IdentityTerm.organisation_id.in_(sorted(organisations)))
    found = session.execute(select(IdentityTerm.rule, IdentityTerm.term).where(of_these).order_by(IdentityTerm.id))
    return [(rule, term) for rule, term in found]


def terms(words: str, rule: str, organisation: str, page: int) -> Page[IdentityTerm]:
    """A page of the added words, in alphabetical order.

    `words`: parts of them; `rule`: its name, or "allowed"; `organisation`: its slug, or `OF_SITE`. Empty for any.
    """
    conditions = [IdentityTerm.key.contains(word, autoescape=True) for word in folded_name(words).split()[:10]]
    if rule:
        conditions.append(IdentityTerm.rule == rule)
    if organisation:
        conditions.append(_of(organisation))

    def rows(offset: int, limit: int) -> Sequence[IdentityTerm]:
        wanted = select(IdentityTerm).where(*conditions).options(
            joinedload(IdentityTerm.organisation), joinedload(IdentityTerm.added_by)
        )  # fmt: skip
        return session.scalars(wanted.order_by(IdentityTerm.key, IdentityTerm.id).offset(offset).limit(limit)).all()

    return page_of(page, session.scalar(select(func.count(IdentityTerm.id)).where(*conditions)) or 0, rows)


def _of(organisation: str) -> ColumnElement[bool]:
    if organisation == OF_SITE:
        return IdentityTerm.organisation_id.is_(None)
    return IdentityTerm.organisation.has(Organisation.slug == organisation)


def organisations_with_terms() -> list[tuple[str, str]]:
    """Those that have words of their own: slugs and names, by name."""
    having = exists().where(IdentityTerm.organisation_id == Organisation.id)
    wanted = select(Organisation.slug, Organisation.name).where(having).order_by(Organisation.name_folded)
    return [(slug, name) for slug, name in session.execute(wanted)]


def term_at(number: int) -> IdentityTerm:
    """The added word of this number. Raises NotFound."""
    found = session.get(IdentityTerm, number, options=[joinedload(IdentityTerm.organisation)])
    if found is None:
        raise NotFound
    return found


def term_by_key(key: str, organisation_id: int | None) -> IdentityTerm | None:
    """The row of a word, folded as `IdentityTerm.key` is, in one place; None where there is none."""
    return session.scalar(
        select(IdentityTerm).where(
            IdentityTerm.key == key, IdentityTerm.organisation_id.is_not_distinct_from(organisation_id)
        )
    )
