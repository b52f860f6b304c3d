"""What stands in the way when somebody is to leave the site, and whose account nobody uses."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta

from sqlalchemy import Select, and_, exists, or_, select
from sqlalchemy.orm import aliased

from kb.accounts.models.organisation import Organisation
from kb.accounts.models.user import Membership, User
from kb.accounts.queries.users import admins
from kb.core.clock import start_of
from kb.core.db import session


def sole_lead_of(user: User) -> Sequence[Organisation]:
    """Organisations that would be without a lead if this account went, by name."""
    another, account = aliased(Membership), aliased(User)
    others = exists().where(
        another.organisation_id == Membership.organisation_id,
        another.role == "lead",
        another.user_id != user.id,
        account.id == another.user_id,
        account.closed_at.is_(None),
    )
    return session.scalars(
        select(Organisation)
        .join(Membership, Membership.organisation_id == Organisation.id)
        .where(Membership.user_id == user.id, Membership.role == "lead", ~others)
        .order_by(Organisation.name_folded, Organisation.id)
    ).all()


def is_last_admin(user: User) -> bool:
    """Whether the site would be without an admin if this account went."""
    return set(session.scalars(admins().with_only_columns(User.id))) == {user.id}


def unused_since(day: date) -> Select[User]:
    """Open accounts that nobody has used after this day: neither signed in with nor, if never, made."""
    never = and_(User.last_seen_on.is_(None), User.created_at < start_of(day + timedelta(days=1)))
    return (
        select(User).where(User.closed_at.is_(None), ~User.demo, or_(User.last_seen_on <= day, never)).order_by(User.id)
    )


def dormant(day: date, *, told_until: datetime) -> Select[int, datetime | None]:
    """The accounts of which something is due: nobody has used them after a day, and their owners were not told yet that
    they will be closed, or were told so long ago. The number of each, and when its owner was told."""
    due = or_(User.reminded_at.is_(None), User.reminded_at <= told_until)
    return unused_since(day).where(due).with_only_columns(User.id, User.reminded_at)
