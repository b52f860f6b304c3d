"""Tables of people with accounts and of what they are: members of organisations, holders of site roles."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from kb.accounts.models.names import FoldedName
from kb.accounts.models.organisation import Organisation
from kb.core.db import Base, utc_now
from kb.core.versions import ON_NO_PAGE

ROLES = ("member", "contributor", "lead")
"""Roles in an organisation, each with the rights of those before it."""
SITE_ROLES = ("editor", "identity_reviewer", "admin")
"""Roles on the whole site."""


class User(FoldedName, Base):
    """A person with an account. Reading needs none.

    A deleted account keeps its row, without anything that says whose it was, so that what points to it still stands.
    """

    __tablename__ = "user_account"
    __table_args__ = (
        CheckConstraint("(email IS NULL) = (deleted_at IS NOT NULL)", name="address_unless_deleted"),
        CheckConstraint("deleted_at IS NULL OR (name = '' AND password_hash IS NULL)", name="deleted_is_blank"),
        CheckConstraint("deleted_at IS NULL OR closed_at IS NOT NULL", name="deleted_is_closed"),
        {"info": ON_NO_PAGE},
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]
    email: Mapped[str | None] = mapped_column(unique=True)
    """Confirmed address as `kb.accounts.addresses.folded` gives it."""
    password_hash: Mapped[str | None]
    """By argon2id; None where the person only signs in through the provider."""
    totp_secret: Mapped[str | None]
    """Secret of the authenticator app, encrypted; counts only once `totp_since` is set."""
    totp_since: Mapped[datetime | None]
    totp_last_step: Mapped[int | None]
    """Time step of the last code that was used: a code works once."""
    totp_told_step: Mapped[int | None]
    """Time step of a code that came too early, of which it was said that a clock is fast: it never works."""
    demo: Mapped[bool] = mapped_column(default=False)
    """Fictional, for a demonstration: signs in without a second factor, and only where the site runs as one."""
    created_at: Mapped[datetime] = mapped_column(default=utc_now)
    last_seen_on: Mapped[date | None]
    reminded_at: Mapped[datetime | None]
    """When it was last said that the account will be closed because nobody uses it."""
    closed_at: Mapped[datetime | None]
    """Since when nobody can sign in with it."""
    deleted_at: Mapped[datetime | None]

    memberships: Mapped[list["Membership"]] = relationship(back_populates="user", cascade="all, delete-orphan")
    site_roles: Mapped[list["SiteRole"]] = relationship(cascade="all, delete-orphan")

    @property
    def owner_id(self) -> int:
        """Its own number: rules ask everything for the user whose it is."""
        return self.id

    @property
    def open(self) -> bool:
        """Whether the account may be used."""
        return self.closed_at is None

    @property
    def needs_second_factor(self) -> bool:
        """Whether its rights come only after a second factor: whoever has a site role."""
        return bool(self.site_roles) and not self.demo

    @property
    def has_second_factor(self) -> bool:
        """Whether an authenticator app is set up."""
        return self.totp_since is not None

    @property
    def takes_code(self) -> bool:
        """Whether signing in takes a code, whichever way it begins: a mailbox alone must not open two locks."""
        return self.has_second_factor and not self.demo

    @property
    def lacks_second_factor(self) -> bool:
        """Whether its rights wait for an authenticator app that has still to be set up."""
        return self.needs_second_factor and not self.has_second_factor


class Membership(Base):
    """A user's role in one organisation."""

    __tablename__ = "membership"
    __table_args__ = (
        UniqueConstraint("user_id", "organisation_id"),
        CheckConstraint(f"role IN {ROLES}", name="role"),
        Index("ix_membership_organisation_id", "organisation_id"),
        {"info": ON_NO_PAGE},
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("user_account.id", ondelete="CASCADE"))
    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisation.id"))
    role: Mapped[str]
    since: Mapped[datetime] = mapped_column(default=utc_now)

    user: Mapped[User] = relationship(back_populates="memberships")
    organisation: Mapped[Organisation] = relationship()

    @property
    def owner_id(self) -> int:
        """Number of the user whose it is."""
        return self.user_id


class SiteRole(Base):
    """A role that a user has on the whole site."""

    __tablename__ = "site_role"
    __table_args__ = (CheckConstraint(f"role IN {SITE_ROLES}", name="role"), {"info": ON_NO_PAGE})

    user_id: Mapped[int] = mapped_column(ForeignKey("user_account.id", ondelete="CASCADE"), primary_key=True)
    role: Mapped[str] = mapped_column(primary_key=True)
