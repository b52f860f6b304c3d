"""Who is signed in: Flask-Login's session, and the actor that permissions are asked about."""

from flask import Flask, g, request
from flask_login import LoginManager, current_user
from sqlalchemy import select
from sqlalchemy.orm import selectinload

from kb.access.policy import ANONYMOUS, Actor
from kb.accounts.models import User
from kb.core.db import session

manager = LoginManager()
manager.session_protection = "strong"


@manager.user_loader  # type: ignore[untyped-decorator]
def user_of_session(sign_in_id: str) -> User | None:
    """The active user whose sessions carry this identifier."""
    return session.scalar(
        select(User)
        .where(User.sign_in_id == sign_in_id, User.active)
        .options(selectinload(User.memberships), selectinload(User.site_roles))
    )


def actor_of(user: User) -> Actor:
    """A user as permissions see one."""
    return Actor(
        user_id=user.id,
        site_roles=frozenset(role.role for role in user.site_roles),
        memberships={membership.organisation_id: membership.role for membership in user.memberships},
    )


def connect(app: Flask) -> None:
    """Find out before each request who makes it; a reader without a session costs no statement."""
    manager.init_app(app, add_context_processor=False)

    @app.before_request
    def set_actor() -> None:
        if not request.cookies:
            g.actor = ANONYMOUS
            return
        user = current_user._get_current_object()
        g.actor = actor_of(user) if isinstance(user, User) else ANONYMOUS
