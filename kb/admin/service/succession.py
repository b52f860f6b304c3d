"""Which organisation took over from which: lines of successors have an end, so none comes back to where it began."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date, timedelta
from graphlib import CycleError, TopologicalSorter

from sqlalchemy import select, text
from sqlalchemy.orm import joinedload

from kb.access.actors import Actor, Permission
from kb.access.use_case import use_case
from kb.accounts.models.organisation import Organisation, OrganisationSuccession
from kb.accounts.models.user import Membership
from kb.admin.queries.organisations import successions
from kb.admin.service.announcing import announced
from kb.core.clock import long_date
from kb.core.db import engine, session
from kb.core.errors import Conflict, Invalid
from kb.members import letters
from kb.members.roles import higher
from kb.members.service import memberships

LONGEST_GAP = timedelta(days=366)
"""Where one took over from another, the other began within a year of the last day."""


@use_case(Permission.ORGANISATION_CHANGE)
def succeed(_who: Actor, organisation: Organisation, *, by: Organisation, on: date) -> Organisation:
    """Say that an organisation ended on a day and that another took over; returns the other.

    A board that was split has several successors, and keeps the first day that was said. Raises Conflict where this was
    said before, Invalid(by=...) for itself and where the line of successors would come back to where it began,
    Invalid(on=...) where it would have ended before it began, or the other was not there the day after.
    """
    hold_lines()
    pairs = successions()
    pair = (organisation.id, by.id)
    if pair in pairs:
        raise Conflict
    if organisation.id == by.id:
        raise Invalid(by="An organisation cannot take over from itself")
    if comes_back({*pairs, pair}):
        raise Invalid(by=f"{by.name} came before {organisation.name}, so it cannot have taken over from it")
    if organisation.valid_from and on < organisation.valid_from:
        raise Invalid(on="It cannot have ended before it began")
    if by.valid_to and by.valid_to <= on:
        raise Invalid(on=f"{by.name} ended on {long_date(by.valid_to)}, so it cannot have taken over after this day")
    if by.valid_from and by.valid_from > on + LONGEST_GAP:
        raise Invalid(on=f"{by.name} began on {long_date(by.valid_from)}: too long after this day to have taken over")
    with announced(organisation, by):
        session.add(OrganisationSuccession(predecessor_id=organisation.id, successor_id=by.id))
        organisation.valid_to = organisation.valid_to or on
        organisation.changed_on_site = True
    return by


@use_case(Permission.ORGANISATION_CHANGE)
def separate(_who: Actor, organisation: Organisation, *, by: Organisation) -> Organisation:
    """Take back that another took over; the last day stays as it is. Raises Conflict where that was never said."""
    hold_lines()
    said = session.get(OrganisationSuccession, (organisation.id, by.id))
    if said is None:
        raise Conflict
    with announced(organisation, by):
        session.delete(said)
        organisation.changed_on_site = True
    return by


@use_case(Permission.MEMBER_CHANGE)
def let_members_join(who: Actor, organisation: Organisation, *, by: Organisation) -> Organisation:
    """Make the members of an organisation members of the one that took over, in their roles; returns the latter.

    They stay in the old one, whose drafts they have in hand. Whoever has as high a role in the other keeps that.
    """
    there = dict(
        session.execute(select(Membership.user_id, Membership.role).where(Membership.organisation_id == by.id)).all()
    )
    found = select(Membership).where(Membership.organisation_id == organisation.id).options(joinedload(Membership.user))
    joining = [
        each
        for each in session.scalars(found).all()
        if (role := there.get(each.user_id)) is None or higher(role, each.role) != role
    ]
    letters.members_of_another(by, before=organisation, number=len(joining))
    for membership in joining:
        memberships.let_join(who, by, user=membership.user, role=membership.role)
    return by


def hold_lines() -> None:
    """Have others wait who change lines of successors, until the transaction ends: two at once could make a circle.

    SQLite has one writer at a time anyway.
    """
    if engine().dialect.name == "postgresql":
        session.execute(text(f"LOCK TABLE {OrganisationSuccession.__tablename__} IN SHARE ROW EXCLUSIVE MODE"))


def comes_back(pairs: Iterable[tuple[int, int]]) -> bool:
    """Whether some organisation is among its own successors."""
    after: defaultdict[int, set[int]] = defaultdict(set)
    for earlier, later in pairs:
        after[earlier].add(later)
    try:
        TopologicalSorter(after).prepare()
    except CycleError:
        return True
    return False
