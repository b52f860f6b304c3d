"""Reads of organisations as admins see them: the list, what hangs on one, and what can be chosen."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, Select, String, cast, exists, func, or_, select
from sqlalchemy.orm import InstrumentedAttribute, selectinload

from kb.accounts.models.organisation import FormerOrganisationSlug, Organisation, OrganisationSuccession
from kb.accounts.models.user import Membership, User
from kb.core.db import Base, session
from kb.core.errors import NotFound
from kb.core.paging import Page, page_of
from kb.lessons.models.lesson import Lesson, Revision, live
from kb.lessons.models.review import Review
from kb.lessons.models.vocabulary import ClosedValue
from kb.lessons.queries.labels import labels
from kb.members.models import Invitation, MembershipRequest
from kb.members.queries import pending, undecided
from kb.sign_on.models import OrganisationSignOn

STATE_NAMES: Mapping[str, str] = {
    "current": "There today",
    "ended": "Ended",
    "with-members": "With members",
    "without-lead": "With members and no lead",
    "duplicates": "Name used more than once",
    "invitations": "With open invitations",
    "requests": "With memberships to confirm",
    "changed": "Changed or added here",
}


@dataclass(frozen=True, slots=True)
class OrganisationFilter:
    """Which organisations to list: words of the name or address, and a state; empty for all."""

    words: str = ""
    state: str = ""

    def conditions(self) -> list[ColumnElement[bool]]:
        """What an organisation has to meet."""
        wanted: list[ColumnElement[bool]] = [
            or_(Organisation.name.icontains(word, autoescape=True), Organisation.slug.contains(word, autoescape=True))
            for word in self.words.split()[:10]
        ]
        if self.state in STATE_NAMES:
            wanted.append(_in_state(self.state))
        return wanted


def _in_state(state: str) -> ColumnElement[bool]:
    ended = Organisation.valid_to.is_not(None) & (Organisation.valid_to <= date.today())
    with_members = Organisation.id.in_(select(Membership.organisation_id))
    name = func.lower(Organisation.name)
    conditions: dict[str, ColumnElement[bool]] = {
        "current": ~ended | Organisation.valid_to.is_(None),
        "ended": ended,
        "with-members": with_members,
        "without-lead": without_lead(),
        "duplicates": name.in_(select(name).group_by(name).having(func.count() > 1)),
        "invitations": Organisation.id.in_(select(Invitation.organisation_id).where(pending)),
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


def organisation_rows(chosen: OrganisationFilter, page: int) -> Page[OrganisationRow]:
    """A page of the organisations by name."""
    total = session.scalar(select(func.count()).select_from(Organisation).where(*chosen.conditions())) or 0
    values = labels().values

    def rows(offset: int, limit: int) -> list[OrganisationRow]:
        members = select(func.count()).where(Membership.organisation_id == Organisation.id)
        lessons_of = _public_lessons(Organisation.id)
        counts = (part.correlate(Organisation).scalar_subquery() for part in (members, lessons_of))
        found = select(Organisation, *counts).where(*chosen.conditions())
        found = found.order_by(func.lower(Organisation.name), Organisation.slug).limit(limit).offset(offset)
        return [
            OrganisationRow(
                o.slug, o.name, values[o.kind_key].label, values[o.region_key or o.nation_key].label, o.valid_to,
                members, lessons,
            )
            for o, members, lessons in session.execute(found)
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


def is_unused(organisation: Organisation) -> bool:
    """Whether no row of any table belongs to it, or came before or after it, or covers it; one statement."""
    keys = (key for table in Base.metadata.sorted_tables for key in table.foreign_keys)
    columns = [key.parent for key in keys if key.column is Organisation.__table__.c.id]
    belonging = [exists().where(column == organisation.id) for column in columns]
    return not session.scalar(select(or_(*belonging, exists().where(covering(organisation)))))


def of_same_name(name: str, *, but: Organisation | None = None) -> Organisation | None:
    """Another organisation that has this name, whatever its capitals."""
    found = select(Organisation).where(func.lower(Organisation.name) == name.lower())
    if but is not None:
        found = found.where(Organisation.id != but.id)
    return session.scalar(found.order_by(Organisation.slug).limit(1))


def successions() -> set[tuple[int, int]]:
    """All pairs of numbers: who came before, who after."""
    table = OrganisationSuccession
    return {(before, after) for before, after in session.execute(select(table.predecessor_id, table.successor_id))}


def organisation_choices(*, but: Organisation | None = None) -> list[tuple[str, str]]:
    """Slug and words of every organisation, for choosing one; those that have ended are marked."""
    found = select(Organisation.slug, Organisation.name, Organisation.valid_to, func.lower(Organisation.name))
    if but is not None:
        found = found.where(Organisation.id != but.id)
    rows = session.execute(found.order_by(func.lower(Organisation.name), Organisation.slug)).all()
    shared = _repeated([lowered for _, _, _, lowered in rows])
    return [
        (slug, name + (f" ({slug})" if lowered in shared else "") + (f", until {ended.year}" if ended else ""))
        for slug, name, ended, lowered in rows
    ]


def _repeated(names: Collection[str]) -> set[str]:
    seen: set[str] = set()
    return {name for name in names if name in seen or seen.add(name)}  # type: ignore[func-returns-value]


def closed_values(of: str) -> list[ClosedValue]:
    """The values of a closed list in their order."""
    return list(session.scalars(select(ClosedValue).where(ClosedValue.list_slug == of).order_by(ClosedValue.position)))
