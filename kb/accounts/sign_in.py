"""Who is signed in: Flask-Login's session, and the actor that permissions are asked about."""

import hmac
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from flask import Flask, g, request
from flask import session as cookie
from flask_login import LoginManager, UserMixin, current_user, login_user, logout_user
from sqlalchemy import delete, select, update
from sqlalchemy.orm import joinedload, selectinload

from kb.access.actors import ANONYMOUS, Actor
from kb.accounts.browsers import described
from kb.accounts.digests import keyed_digest, new_token, token_digest
from kb.accounts.models.credentials import UserSession
from kb.accounts.models.user import User
from kb.core.db import session, transaction, utc_now
from kb.core.settings import settings

manager = LoginManager()
manager.session_protection = None  # binds a session to an address, and addresses of phones and offices change

LASTS = timedelta(days=14)
"""A session ends so long after it began, used or not."""
LASTS_UNUSED = timedelta(days=3)
"""A session ends so long after it was last used."""
LASTS_WITH_SITE_ROLE = timedelta(hours=12)
"""A session of somebody with a site role ends so long after it began: a working day."""
NOTED_EVERY = timedelta(hours=1)
"""How exactly it is kept when a session was last used."""
WAITS_FOR_CODE = timedelta(minutes=10)
"""So long after the password a code may be given."""

_AWAITED = "code_of"


@dataclass(frozen=True, slots=True)
class SignedIn(UserMixin):  # type: ignore[misc]
    """A user in one browser; what Flask-Login knows."""

    user: User
    session: UserSession
    token: str

    def get_id(self) -> str:
        """The alternative identifier: that of the session, so that one browser can be signed out by itself."""
        return self.token


@manager.user_loader  # type: ignore[untyped-decorator]
def of_token(token: str) -> SignedIn | None:
    """The user whose session has this token, if it has not ended."""
    found = session.scalar(
        select(UserSession)
        .where(UserSession.token_digest == token_digest(token))
        .options(
            joinedload(UserSession.user).options(selectinload(User.memberships), selectinload(User.site_roles)),
        )
    )
    if found is None or not _good(found):
        return None
    return SignedIn(found.user, found, token)


def _good(found: UserSession) -> bool:
    now, user = utc_now(), found.user
    lasts = LASTS_WITH_SITE_ROLE if user.site_roles else LASTS
    in_time = now < min(found.began_at + lasts, found.seen_at + LASTS_UNUSED)
    return in_time and may_enter(user)


def begin(user: User, *, second_factor: bool) -> UserSession:
    """Sign a user in in this browser, within a transaction; whatever the browser's session held before is gone.

    `second_factor` says that a code was given.
    """
    token, now, before = new_token(), utc_now(), signed_in()
    if before:  # nobody has its token any more
        session.execute(delete(UserSession).where(UserSession.id == before.session.id))
    made = UserSession(
        user=user,
        token_digest=token_digest(token),
        second_factor_at=now if second_factor else None,
        browser=described(request.user_agent.string),
    )
    session.add(made)
    user.last_seen_on, user.reminded_at = now.date(), None
    session.flush()
    cookie.clear()
    login_user(SignedIn(user, made, token))
    g.actor = actor_of(user, made)
    return made


def end() -> None:
    """Forget who is signed in in this browser."""
    logout_user()
    cookie.clear()
    g.actor = ANONYMOUS


def await_code(user: User) -> None:
    """Note in this browser that a user has given the password and now needs a code; whatever it held is gone."""
    before = signed_in()
    if before:
        with transaction():
            session.execute(delete(UserSession).where(UserSession.id == before.session.id))
    end()
    cookie[_AWAITED] = [user.id, _password_of(user), int((utc_now() + WAITS_FOR_CODE).timestamp())]


def awaited() -> User | None:
    """The user who has given the password in this browser, not long ago, and still has to give a code.

    A password that was changed meanwhile proves nothing any more.
    """
    match cookie.get(_AWAITED):
        case [int(number), str(password), int(until)] if utc_now().timestamp() < until:
            user = session.get(User, number)
            if user is not None and may_enter(user) and hmac.compare_digest(_password_of(user), password):
                return user
    return None


def may_enter(user: User) -> bool:
    """Whether anybody can be signed in with this account."""
    return user.open and (settings().demo or not user.demo)


def _password_of(user: User) -> str:
    return keyed_digest("awaited code", f"{user.id} {user.password_hash}")


def end_all(user: User, *, but: UserSession | None = None) -> None:
    """End all sessions of a user, within a transaction, except perhaps one."""
    ended = delete(UserSession).where(UserSession.user_id == user.id)
    session.execute(ended if but is None else ended.where(UserSession.id != but.id))


def actor_of(user: User, of_session: UserSession | None) -> Actor:
    """A user as permissions see one. Site roles count only in a session with a second factor."""
    proven = not user.needs_second_factor or (of_session is not None and of_session.second_factor_at is not None)
    return Actor(
        user_id=user.id,
        site_roles=frozenset(role.role for role in user.site_roles) if proven else frozenset(),
        memberships={membership.organisation_id: membership.role for membership in user.memberships},
        kind="person",
    )


def signed_in() -> SignedIn | None:
    """Who is signed in in this browser."""
    if not request.cookies:
        return None
    found: Any = current_user._get_current_object()
    return found if isinstance(found, SignedIn) else None


def connect(app: Flask) -> None:
    """Find out before each request who makes it; a reader without a session costs no statement."""
    manager.init_app(app, add_context_processor=False)

    @app.before_request
    def set_actor() -> None:
        found = signed_in()
        g.actor = actor_of(found.user, found.session) if found else ANONYMOUS
        if found and utc_now() - found.session.seen_at > NOTED_EVERY:
            _note_use(found)

    @app.context_processor
    def who() -> dict[str, Any]:
        return {"signed_in": signed_in()}


def _note_use(found: SignedIn) -> None:
    """Keep when it was used: accounts that nobody uses are closed. The one change that reading a page makes."""
    now = utc_now()
    with transaction():
        session.execute(update(UserSession).where(UserSession.id == found.session.id).values(seen_at=now))
        session.execute(update(User).where(User.id == found.user.id).values(last_seen_on=now.date(), reminded_at=None))
