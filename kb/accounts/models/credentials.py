"""Tables of what proves who somebody is: sessions, one-time links, recovery codes, counts of failures.

Whatever opens a door is kept as a digest only: who reads these tables can open nothing.
"""

from datetime import datetime, timedelta

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from kb.accounts.models.user import User
from kb.core.db import Base, utc_now
from kb.core.settings import settings
from kb.core.versions import ON_NO_PAGE

LINK_KINDS = ("register", "reset", "change-old", "change-new", "first-admin", "change-by-admin", "work-account")
LASTS = timedelta(days=14)
"""A session ends so long after it began, used or not."""
LASTS_UNUSED = timedelta(days=3)
"""A session ends so long after it was last used."""
LASTS_A_DAY = timedelta(hours=12)
"""A session ends so long after it began, a working day, of somebody with a site role; and of somebody who can sign in
through the provider alone: whom the provider lets in no more is out by then."""


class UserSession(Base):
    """One browser in which a user is signed in. Ending it is deleting it."""

    __tablename__ = "user_session"
    __table_args__ = ({"info": ON_NO_PAGE},)

    id: Mapped[int] = mapped_column(primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("user_account.id", ondelete="CASCADE"), index=True)
    token_digest: Mapped[str] = mapped_column(unique=True)
    """Digest of the alternative identifier that Flask-Login keeps in the browser's cookie."""
    began_at: Mapped[datetime] = mapped_column(default=utc_now)
    seen_at: Mapped[datetime] = mapped_column(default=utc_now)
    """When it was last used, to within an hour."""
    second_factor_at: Mapped[datetime | None]
    """When a code or a recovery code was given in it."""
    browser: Mapped[str] = mapped_column(default="")
    """Such as "Firefox on Windows", so that its owner knows it again."""

    user: Mapped[User] = relationship()

    @property
    def owner_id(self) -> int:
        """Number of the user whose it is."""
        return self.user_id

    @property
    def is_over(self) -> bool:
        """Whether it has ended by itself; `kb.accounts.queries.sessions.over` says the same in SQL."""
        by_provider = self.user.password_hash is None or not settings().local_accounts
        lasts = LASTS_A_DAY if self.user.site_roles or by_provider else LASTS
        return utc_now() >= min(self.began_at + lasts, self.seen_at + LASTS_UNUSED)

    @property
    def has_second_factor(self) -> bool:
        """Whether a code was given in it that counts: of the second step as it is set up now."""
        since, given = self.user.totp_since, self.second_factor_at
        return since is not None and given is not None and given >= since


class OneTimeLink(Base):
    """A link that was sent by mail, or printed for whoever runs the site. It works once, and not for long."""

    __tablename__ = "one_time_link"
    __table_args__ = (
        CheckConstraint(f"kind IN {LINK_KINDS}", name="kind"),
        Index("ix_one_time_link_user_id", "user_id"),
        {"info": ON_NO_PAGE},
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str]
    token_digest: Mapped[str] = mapped_column(unique=True)
    user_id: Mapped[int | None] = mapped_column(ForeignKey("user_account.id", ondelete="CASCADE"))
    """Whose account it is about; None where there is none yet."""
    email: Mapped[str | None]
    """The address that it proves, or the new one."""
    made_at: Mapped[datetime] = mapped_column(default=utc_now)
    expires_at: Mapped[datetime]
    used_at: Mapped[datetime | None]
    """When it was used, or withdrawn because a newer one took its place."""

    user: Mapped[User | None] = relationship()

    @property
    def owner_id(self) -> int | None:
        """Number of the user whose it is."""
        return self.user_id


class RecoveryCode(Base):
    """A code for when the authenticator app is not at hand; it works once."""

    __tablename__ = "recovery_code"
    __table_args__ = (UniqueConstraint("user_id", "code_digest"), {"info": ON_NO_PAGE})

    id: Mapped[int] = mapped_column(primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("user_account.id", ondelete="CASCADE"))
    code_digest: Mapped[str]
    used_at: Mapped[datetime | None]


class SlowDown(Base):
    """How often signing in has failed of late, for one account, one network address, or one known browser.

    One row for each, so that any number of attempts takes the same room.
    """

    __tablename__ = "slow_down"
    __table_args__ = ({"info": ON_NO_PAGE},)

    key: Mapped[str] = mapped_column(primary_key=True)
    """Keyed digest of what is counted; an account that does not exist is counted like one that does."""
    failures: Mapped[int] = mapped_column(default=0)
    last_at: Mapped[datetime] = mapped_column(default=utc_now, index=True)
