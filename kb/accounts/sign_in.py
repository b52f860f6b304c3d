"""Who is signed in: Flask-Login's session, and the actor that permissions are asked about."""

import hmac
from collections.abc import Collection
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from flask import Flask, g, request, url_for
from flask import session as cookie
from flask_login import LoginManager, UserMixin, current_user, login_user, logout_user
from sqlalchemy import delete, select, update
from sqlalchemy.orm import joinedload, selectinload
from werkzeug.wrappers import Response

from kb.access.actors import ANONYMOUS, Actor
from kb.accounts import known_browsers
from kb.accounts.browsers import described
from kb.accounts.digests import keyed_digest, new_token, token_digest
from kb.accounts.models.credentials import UserSession
from kb.accounts.models.user import User
from kb.core.clock import day_of
from kb.core.db import session, transaction, utc_now
from kb.core.errors import SignInNeeded
from kb.core.settings import settings

manager = LoginManager()
manager.session_protection = None  # binds a session to an address, and addresses of phones and offices change

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
    if found is None or found.is_over or not may_enter(found.user):
        return None
    return SignedIn(found.user, found, token)


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
    user.last_seen_on, user.reminded_at = day_of(now), None
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


def await_code(user: User, kept: str | None) -> None:
    """Note in this browser that a user has given the password, of which this is kept, or has come from the provider,
    and now needs a code; whatever the browser held is gone."""
    before = signed_in()
    if before:
        with transaction():
            session.execute(delete(UserSession).where(UserSession.id == before.session.id))
    end()
    cookie[_AWAITED] = [user.id, _mark(user, kept), int((utc_now() + WAITS_FOR_CODE).timestamp())]


def awaited() -> User | None:
    """The user who has given the password in this browser, not long ago, and still has to give a code.

    A password that was changed meanwhile proves nothing any more.
    """
    match cookie.get(_AWAITED):
        case [int(number), str(password), int(until)] if utc_now().timestamp() < until:
            user = session.get(User, number)
            if user is not None and may_enter(user) and hmac.compare_digest(_mark(user, user.password_hash), password):
                return user
    return None


def may_enter(user: User) -> bool:
    """Whether anybody can be signed in with this account."""
    return user.open and (settings().demo or not user.demo)


def _mark(user: User, kept: str | None) -> str:
    return keyed_digest("awaited code", f"{user.id} {kept}")


def end_all(user: User, *, but: UserSession | None = None) -> None:
    """End all sessions of a user, within a transaction, except perhaps one."""
    ended = delete(UserSession).where(UserSession.user_id == user.id)
    session.execute(ended if but is None else ended.where(UserSession.id != but.id))


def actor_of(user: User, of_session: UserSession | None) -> Actor:
    """A user as permissions see one. Site roles count only in a session with a second factor, if that still counts."""
    proven = not user.needs_second_factor or (of_session is not None and of_session.has_second_factor)
    roles, none = frozenset(role.role for role in user.site_roles), frozenset[str]()
    return Actor(
        user_id=user.id,
        site_roles=roles if proven else none,
        waiting_roles=none if proven else roles,
        memberships={membership.organisation_id: membership.role for membership in user.memberships},
        kind="person",
    )


def signed_in() -> SignedIn | None:
    """Who is signed in in this browser."""
    if not request.cookies:
        return None
    found: Any = current_user._get_current_object()
    return found if isinstance(found, SignedIn) else None


def own_user() -> User:
    """Whoever is signed in; the loader of pages about one's own account. Raises SignInNeeded."""
    return _whoever().user


def this_session() -> UserSession:
    """The session of this browser. Raises SignInNeeded."""
    return _whoever().session


def _whoever() -> SignedIn:
    found = signed_in()
    if found is None:
        raise SignInNeeded
    return found


def after_entering(user: User, next_path: str) -> str:
    """Where somebody goes who has just signed in: who needs a second step and has none sets it up first."""
    return url_for("accounts.second_step", next=next_path) if user.lacks_second_factor else next_path


def make_known(response: Response, number: int) -> Response:
    """Have this browser known as one in which the user with this number has given a password."""
    response.set_cookie(
        known_browsers.cookie_name(number),
        known_browsers.new_cookie(number),
        max_age=known_browsers.LASTS,
        path=url_for("accounts.sign_in"),  # only there: pages without any cookie come from memory
        secure=settings().secure_cookies,
        httponly=True,
        samesite="Lax",
    )
    return response


def connect(app: Flask, *, for_anybody: Collection[str]) -> None:
    """Find out before each request who makes it; a reader without a session costs no statement.

    At the endpoints `for_anybody`, such as that of style sheets, nobody is asked who they are.
    """
    manager.init_app(app, add_context_processor=False)

    @app.before_request
    def set_actor() -> None:
        found = signed_in() if request.endpoint not in for_anybody else None
        g.actor = actor_of(found.user, found.session) if found else ANONYMOUS
        if found and utc_now() - found.session.seen_at > NOTED_EVERY:
            _note_use(found)

    @app.context_processor
    def who() -> dict[str, Any]:
        return {"signed_in": signed_in()}


def _note_use(found: SignedIn) -> None:
    """Keep when it was used: accounts that nobody uses are closed. A change that reading a page makes; the other
    is the note in the trail."""
    now = utc_now()
    with transaction():
        session.execute(update(UserSession).where(UserSession.id == found.session.id).values(seen_at=now))
        session.execute(update(User).where(User.id == found.user.id).values(last_seen_on=day_of(now), reminded_at=None))
