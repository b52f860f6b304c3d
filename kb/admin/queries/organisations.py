"""Reads of organisations as admins see them: the list, what hangs on one, and what can be chosen."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, Select, String, cast, exists, func, or_, select
from sqlalchemy.orm import InstrumentedAttribute, selectinload

from kb.accounts.models.organisation import FormerOrganisationSlug, Organisation, OrganisationSuccession
from kb.accounts.models.user import Membership, User
from kb.core.clock import today
from kb.core.db import Base, session, utc_now
from kb.core.errors import NotFound
from kb.core.folding import folded_name
from kb.core.paging import Page, page_of
from kb.lessons.models.lesson import Lesson, Revision, live
from kb.lessons.models.review import Review
from kb.lessons.models.vocabulary import ClosedValue
from kb.lessons.queries.labels import labels
from kb.members.models import Invitation, MembershipRequest
from kb.members.queries.waiting import pending, undecided
from kb.sign_on.models import OrganisationSignOn

STATE_NAMES: Mapping[str, str] = {
    "current": "There today",
    "ended": "Ended",
    "with-members": "With members",
    "without-lead": "With members and no lead",
    "duplicates": "Name used more than once",
    "requests": "With memberships to confirm",
    "changed": "Changed or added here",
}
INVITATION_NAMES: Mapping[str, str] = {"open": "Open", "expired": "Expired unused"}
"""Invitations that wait for an answer, and those that nobody can answer any more, to filter by."""
_invitations: Mapping[str, Callable[[], ColumnElement[bool]]] = {
    "open": lambda: pending & (Invitation.expires_at > utc_now()),
    "expired": lambda: pending & (Invitation.expires_at <= utc_now()),
}


@dataclass(frozen=True, slots=True)
class OrganisationFilter:
    """Which organisations to list: words of the name or address, a state, and whether invitations are open or have
    expired; empty for all."""

    words: str = ""
    state: str = ""
    invitations: str = ""

    def conditions(self) -> list[ColumnElement[bool]]:
        """What an organisation has to meet."""
        wanted: list[ColumnElement[bool]] = [
            or_(*(column.contains(word, autoescape=True) for column in (Organisation.name_folded, Organisation.slug)))
            for word in folded_name(self.words).split()[:10]
        ]
        if self.state in STATE_NAMES:
            wanted.append(_in_state(self.state))
        if self.invitations in INVITATION_NAMES:
            waiting = select(Invitation.organisation_id).where(_invitations[self.invitations]())
            wanted.append(Organisation.id.in_(waiting))
        return wanted


def _in_state(state: str) -> ColumnElement[bool]:
    ended = Organisation.valid_to.is_not(None) & (Organisation.valid_to <= today())
    with_members = Organisation.id.in_(select(Membership.organisation_id))
    name = Organisation.name_folded
    conditions: dict[str, ColumnElement[bool]] = {
        "current": ~ended | Organisation.valid_to.is_(None),
        "ended": ended,
        "with-members": with_members,
        "without-lead": without_lead(),
        "duplicates": name.in_(select(name).group_by(name).having(func.count() > 1)),
        "requests": Organisation.id.in_(select(MembershipRequest.organisation_id).where(undecided)),
        "changed": Organisation.changed_on_site.is_(True),
    }
    return conditions[state]


def without_lead() -> ColumnElement[bool]:
    """Organisations that have members, and nobody with an open account to look after them."""
    led = select(Membership.organisation_id).join(User).where(Membership.role == "lead", User.closed_at.is_(None))
    return Organisation.id.in_(select(Membership.organisation_id)) & Organisation.id.not_in(led)


@dataclass(frozen=True, slots=True)
class Holding:
    """How much hangs on an organisation."""

    lessons: int
    """Published ones that name it; how many others there are, an admin may not know."""
    reviews: int
    members: int
    invitations: int
    requests: int
    sign_ons: int


@dataclass(frozen=True, slots=True)
class OrganisationRow:
    """An organisation in the list."""

    slug: str
    name: str
    kind: str
    place: str
    valid_to: date | None
    members: int
    lessons: int
    invitations: int
    """Open ones."""
    expired: int
    """Invitations that ended unused."""


def organisation_rows(chosen: OrganisationFilter, page: int) -> Page[OrganisationRow]:
    """A page of the organisations by name."""
    total = session.scalar(select(func.count()).select_from(Organisation).where(*chosen.conditions())) or 0
    values = labels().values

    def rows(offset: int, limit: int) -> list[OrganisationRow]:
        members = select(func.count()).where(Membership.organisation_id == Organisation.id)
        lessons_of = _public_lessons(Organisation.id)
        of_each = (
            select(func.count()).where(Invitation.organisation_id == Organisation.id, _invitations[state]())
            for state in INVITATION_NAMES
        )
        counts = (part.correlate(Organisation).scalar_subquery() for part in (members, lessons_of, *of_each))
        found = select(Organisation, *counts).where(*chosen.conditions())
        found = found.order_by(Organisation.name_folded, Organisation.slug).limit(limit).offset(offset)
        return [
            OrganisationRow(
                o.slug, o.name, values[o.kind_key].label, values[o.region_key or o.nation_key].label, o.valid_to,
                *numbers,
            )
            for o, *numbers in session.execute(found)
        ]  # fmt: skip

    return page_of(page, total, rows)


def _public_lessons(organisation_id: int | InstrumentedAttribute[int]) -> Select[int]:
    """How many published lessons name an organisation; of others an admin may not know either."""
    found = select(func.count()).select_from(Lesson).join(Revision, live)
    return found.where(Lesson.organisation_id == organisation_id, Lesson.organisation_named)


def organisation_by_slug(slug: str) -> Organisation:
    """The organisation, without anything else; a former address is none. One statement in any case. Raises NotFound."""
    found = session.scalar(select(Organisation).where(Organisation.slug == slug))
    if found is None:
        raise NotFound
    return found


def holding(organisation: Organisation) -> Holding:
    """What hangs on it; one statement."""
    counted = (
        _public_lessons(organisation.id),
        select(func.count()).where(Review.organisation_id == organisation.id),
        select(func.count()).where(Membership.organisation_id == organisation.id),
        select(func.count()).where(Invitation.organisation_id == organisation.id, pending),
        select(func.count()).where(MembershipRequest.organisation_id == organisation.id, undecided),
        select(func.count()).where(OrganisationSignOn.organisation_id == organisation.id),
    )
    return Holding(*session.execute(select(*(part.scalar_subquery() for part in counted))).one())


def neighbours(organisation: Organisation) -> tuple[list[Organisation], list[Organisation]]:
    """Those before and those after it."""
    found = session.scalars(
        select(Organisation)
        .where(Organisation.id == organisation.id)
        .options(selectinload(Organisation.predecessors), selectinload(Organisation.successors))
        .execution_options(populate_existing=True)
    ).one()
    return found.predecessors, found.successors


def former_slugs(organisation: Organisation) -> list[str]:
    """Addresses that lead to it since a merge."""
    found = select(FormerOrganisationSlug.slug).where(FormerOrganisationSlug.organisation_id == organisation.id)
    return list(session.scalars(found.order_by(FormerOrganisationSlug.slug)))


def slug_taken(slug: str) -> bool:
    """Whether an address is, or once was, that of an organisation."""
    now = select(Organisation.id).where(Organisation.slug == slug).exists()
    once = select(FormerOrganisationSlug.slug).where(FormerOrganisationSlug.slug == slug).exists()
    return bool(session.scalar(select(now | once)))


def covering(organisation: Organisation) -> ColumnElement[bool]:
    """Boards that cover its area: a short JSON list that is compared as text, as both databases write it."""
    return cast(Organisation.areas, String).contains(f'"{organisation.slug}"', autoescape=True)


def covered(organisation: Organisation) -> bool:
    """Whether boards cover its area."""
    return bool(session.scalar(select(exists().where(covering(organisation)))))


def elsewhere(organisation: Organisation, nation_key: str, region_key: str | None) -> bool:
    """Whether what is said to happen where the organisation is would be wrong for this nation and region."""
    both = {organisation.region_key, region_key} - {None}
    return organisation.nation_key != nation_key or len(both) > 1


def is_unused(organisation: Organisation) -> bool:
    """Whether no row of any table belongs to it, or came before or after it, or covers it; one statement."""
    keys = (key for table in Base.metadata.sorted_tables for key in table.foreign_keys)
    columns = [key.parent for key in keys if key.column is Organisation.__table__.c.id]
    belonging = [exists().where(column == organisation.id) for column in columns]
    return not session.scalar(select(or_(*belonging, exists().where(covering(organisation)))))


def of_same_name(name: str, *, but: Organisation | None = None) -> Organisation | None:
    """Another organisation that has this name, whatever its capitals and accents."""
    found = select(Organisation).where(Organisation.name_folded == folded_name(name))
    if but is not None:
        found = found.where(Organisation.id != but.id)
    return session.scalar(found.order_by(Organisation.slug).limit(1))


def successions() -> set[tuple[int, int]]:
    """All pairs of numbers: who came before, who after."""
    table = OrganisationSuccession
    return {(before, after) for before, after in session.execute(select(table.predecessor_id, table.successor_id))}


def organisation_choices(*, but: Organisation | None = None) -> list[tuple[str, str]]:
    """Slug and words of every organisation, for choosing one; those that have ended are marked."""
    rows = all_organisations(but=but)
    shared = Counter(row.name_folded for row in rows)
    return [(row.slug, _in_choices(row, shared[row.name_folded] > 1)) for row in rows]


def all_organisations(*, but: Organisation | None = None) -> Sequence[Organisation]:
    """All of them, except perhaps one, by name."""
    found = select(Organisation) if but is None else select(Organisation).where(Organisation.id != but.id)
    return session.scalars(found.order_by(Organisation.name_folded, Organisation.slug)).all()


def _in_choices(row: Organisation, shares_its_name: bool) -> str:
    """Its name as a choice among others."""
    ended = f", until {row.valid_to.year}" if row.valid_to else ""
    return f"{row.name} ({row.slug}){ended}" if shares_its_name else f"{row.name}{ended}"


def closed_values(of: str) -> list[ClosedValue]:
    """The values of a closed list in their order."""
    return list(session.scalars(select(ClosedValue).where(ClosedValue.list_slug == of).order_by(ClosedValue.position)))
