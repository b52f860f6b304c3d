"""One-time links: made, found again by their token, used once. Only a digest of the token is kept."""

from datetime import timedelta

from sqlalchemy import and_, func, or_, select, update

from kb.accounts.digests import new_token, token_digest
from kb.accounts.models.credentials import OneTimeLink
from kb.accounts.models.user import User
from kb.core.db import session, utc_now
from kb.core.errors import NotFound
from kb.core.settings import settings

PATHS = {
    "register": "/register",
    "reset": "/reset-password",
    "change-old": "/account/address",
    "change-new": "/account/address",
    "first-admin": "/first-admin",
    "change-by-admin": "/account/new-address",
    "work-account": "/sign-on/link",
}
"""Where the links of each kind lead; the token follows. The page for the last is the package's that knows providers."""


class LinkUnusable(NotFound):
    """A link that opens nothing; the page says why, and what to do about it."""

    def __init__(self, kind: str) -> None:
        super().__init__(kind)
        self.kind = kind


class LinkUnknown(LinkUnusable):
    """There is no such link, or it is of another kind: the address was not copied whole, or was made up."""


class LinkUsed(LinkUnusable):
    """It has done its work."""


class LinkReplaced(LinkUsed):
    """A newer one took its place."""


class LinkNeedless(LinkUnusable):
    """What it is for has come about in another way."""


class LinkExpired(LinkUnusable):
    """It is too old."""


def issue(kind: str, *, user: User | None = None, email: str | None = None, lasts: timedelta) -> str:
    """Make a link, in the current transaction, and return its token.

    An earlier link of the kind for the same user, or without a user for the same address, is withdrawn.
    """
    now, token = utc_now(), new_token()
    same_address = and_(OneTimeLink.user_id.is_(None), func.coalesce(OneTimeLink.email, "") == (email or ""))
    # The statement is the same with and without a user, so that nobody can tell the one from the other by its time.
    earlier = or_(OneTimeLink.user_id == (user.id if user else 0), same_address)
    open_ones = (OneTimeLink.kind == kind, OneTimeLink.used_at.is_(None))
    session.execute(
        update(OneTimeLink).where(*open_ones, earlier).values(used_at=now).execution_options(synchronize_session=False)
    )
    made = OneTimeLink(
        kind=kind,
        token_digest=token_digest(token),
        user_id=user.id if user else None,
        email=email,
        made_at=now,
        expires_at=now + lasts,
    )
    session.add(made)
    session.flush()
    return token


def found(kind: str, token: str) -> OneTimeLink:
    """The link with this token, ready to be used. Raises LinkUnknown, LinkUsed, LinkReplaced or LinkExpired."""
    link = session.scalar(select(OneTimeLink).where(OneTimeLink.token_digest == token_digest(token)))
    if link is None or link.kind != kind:
        raise LinkUnknown(kind)
    if link.used_at is not None:
        raise (LinkReplaced if _was_replaced(link) else LinkUsed)(kind)
    if link.expires_at <= utc_now():
        raise LinkExpired(kind)
    return link


def _was_replaced(link: OneTimeLink) -> bool:
    """Whether making a newer link has withdrawn this one: `issue` notes one moment in both."""
    newer = select(OneTimeLink.id).where(OneTimeLink.kind == link.kind, OneTimeLink.made_at == link.used_at)
    return session.scalar(newer.where(OneTimeLink.id > link.id).limit(1)) is not None


def use(link: OneTimeLink) -> None:
    """Use a link up, in the current transaction. Of several requests at the same time one does; it raises LinkUsed
    in the others, and LinkExpired where its time has passed meanwhile."""
    now = utc_now()
    if link.expires_at <= now:
        raise LinkExpired(link.kind)
    first = (
        update(OneTimeLink)
        .where(OneTimeLink.id == link.id, OneTimeLink.used_at.is_(None))
        .values(used_at=now)
        .execution_options(synchronize_session=False)
    )
    if session.execute(first).rowcount != 1:  # type: ignore[attr-defined]
        raise LinkUsed(link.kind)
    session.expire(link, ["used_at"])


def withdraw(kind: str, user: User) -> None:
    """Take back the links of a kind that a user has not used, in the current transaction."""
    open_ones = (OneTimeLink.kind == kind, OneTimeLink.user_id == user.id, OneTimeLink.used_at.is_(None))
    session.execute(
        update(OneTimeLink).where(*open_ones).values(used_at=utc_now()).execution_options(synchronize_session=False)
    )


def in_hours(lasts: timedelta) -> int:
    """How long a link is good for, in hours, for the words of a message."""
    return int(lasts / timedelta(hours=1))


def address_of(kind: str, token: str) -> str:
    """The whole address of a link, for a message."""
    return page_at(f"{PATHS[kind]}/{token}")


def page_at(path: str) -> str:
    """The whole address of a page, such as "/contact", for a message."""
    return f"{settings().site_url}{path}"
