"""Everything that the site keeps about one person, for that person; packages above give their parts."""

from collections.abc import Callable, Iterable, Sequence
from datetime import date, datetime
from typing import Any

from sqlalchemy import and_, or_, select

from kb.access.deeds import in_words
from kb.accounts.models.credentials import RecoveryCode, UserSession
from kb.accounts.models.user import User
from kb.core.audit import AuditEvent
from kb.core.db import session, utc_now
from kb.core.jobs import Job
from kb.mail.queries import own_messages

Part = Callable[[User], dict[str, Any]]
"""Gives what one package keeps, under names that no other package uses: text, numbers, moments, lists of these."""

_parts: list[Part] = []


def connect(parts: Iterable[Part]) -> None:
    """Replace the list of parts; called once from `kb.wiring`."""
    _parts[:] = parts


def of_user(user: User) -> dict[str, Any]:
    """All parts together, ready for JSON; moments are in the form of ISO 8601, in UTC."""
    found: dict[str, Any] = {"made_at": utc_now()}
    for part in (profile, access, trail, mail, jobs, *_parts):
        given = part(user)
        assert not given.keys() & found.keys(), f"{given.keys() & found.keys()} given twice"  # noqa: S101
        found.update(given)
    plain: dict[str, Any] = _plain(found)
    return plain


def profile(user: User) -> dict[str, Any]:
    """The account itself. What it is a member of is told by the package of members."""
    return {
        "account": {
            "number": user.id,
            "name": user.name,
            "email": user.email,
            "has_password": user.password_hash is not None,
            "second_step_since": user.totp_since,
            "made_at": user.created_at,
            "last_used_on": user.last_seen_on,
            "reminded_at": user.reminded_at,
            "site_roles": sorted(role.role for role in user.site_roles),
        }
    }


def access(user: User) -> dict[str, Any]:
    """Browsers in which the person is signed in, and recovery codes: which, nobody knows, but how many."""
    sessions = session.scalars(select(UserSession).where(UserSession.user_id == user.id).order_by(UserSession.id))
    codes = session.scalars(select(RecoveryCode).where(RecoveryCode.user_id == user.id).order_by(RecoveryCode.id))
    return {
        "sessions": _rows(sessions.all(), "browser", "began_at", "seen_at", "second_factor_at"),
        "recovery_codes": _rows(codes.all(), "used_at"),
    }


def trail(user: User) -> dict[str, Any]:
    """What the audit trail holds that the person did or read, and what others did with the account.

    Of others it is told what they are, not who. There may be very many entries, so they are read a part at a time.
    """
    of = AuditEvent
    about = or_(
        of.actor_id == user.id,
        of.person_id == user.id,
        and_(of.thing_kind == User.__tablename__, of.thing_id == user.id),
        and_(of.result_kind == User.__tablename__, of.result_id == user.id),
    )
    entries = session.scalars(select(of).where(about).order_by(of.id).execution_options(yield_per=1000))
    return {"audit_trail": [_entry(each, user) for each in entries]}


def _entry(entry: AuditEvent, user: User) -> dict[str, Any]:
    mine = entry.actor_id == user.id
    names = ("at", "act", "permission", "thing_kind", "thing_id", "result_kind", "result_id")
    who = "you" if mine else "somebody else" if entry.actor_kind == "person" else entry.actor_kind
    return {
        "who": who,
        "what": in_words(entry),
        **{name: getattr(entry, name) for name in names},
        "request_id": entry.request_id if mine else None,
    }


def mail(user: User) -> dict[str, Any]:
    """Which messages were written to the person; their texts are not kept once they are sent."""
    return own_messages(user.id)


def jobs(user: User) -> dict[str, Any]:
    """What the person had the site do that takes longer than a page."""
    asked = session.scalars(select(Job).where(Job.owner_id == user.id).order_by(Job.id))
    return {"jobs": _rows(asked.all(), "kind", "state", "created_at", "begun_at", "finished_at")}


def _rows(rows: Sequence[Any], *names: str) -> list[dict[str, Any]]:
    return [{name: getattr(row, name) for name in names} for row in rows]


def _plain(value: Any) -> Any:
    if isinstance(value, dict):
        return {str(name): _plain(each) for name, each in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(each) for each in value]
    return value.isoformat() if isinstance(value, date | datetime) else value
