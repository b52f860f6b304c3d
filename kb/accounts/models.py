"""Tables of organisations, of the people in them, and of what came before and after an organisation."""

from datetime import date, datetime

from flask_login import UserMixin
from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from kb.core.db import Base, utc_now


class Organisation(Base):
    """A board, partnership, authority, national body or training provider, for the years in which it had this name."""

    __tablename__ = "organisation"
    __table_args__ = (
        CheckConstraint("kind_key LIKE 'organisation-kinds/%'", name="kind_list"),
        CheckConstraint("nation_key LIKE 'nations/%'", name="nation_list"),
        CheckConstraint("region_key LIKE 'regions/%'", name="region_list"),
        CheckConstraint("valid_to IS NULL OR valid_from IS NULL OR valid_from <= valid_to", name="valid_order"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    slug: Mapped[str] = mapped_column(unique=True)
    name: Mapped[str] = mapped_column(index=True)
    kind_key: Mapped[str] = mapped_column(ForeignKey("closed_value.key"))
    nation_key: Mapped[str] = mapped_column(ForeignKey("closed_value.key"))
    region_key: Mapped[str | None] = mapped_column(ForeignKey("closed_value.key"), index=True)
    areas: Mapped[list[str]] = mapped_column(JSON, default=list)
    """Slugs of the authorities whose area it covers."""
    gss_code: Mapped[str | None]
    dfe_code: Mapped[str | None]
    valid_from: Mapped[date | None]
    valid_to: Mapped[date | None]
    name_status: Mapped[str]
    """How sure the name is: official, seen, abbreviation-seen, predecessor, general-knowledge, default."""
    url: Mapped[str | None]
    note: Mapped[str | None]

    successors: Mapped[list["Organisation"]] = relationship(
        secondary="organisation_succession",
        primaryjoin="Organisation.id == OrganisationSuccession.predecessor_id",
        secondaryjoin="Organisation.id == OrganisationSuccession.successor_id",
        order_by="Organisation.slug",
        back_populates="predecessors",
    )
    predecessors: Mapped[list["Organisation"]] = relationship(
        secondary="organisation_succession",
        primaryjoin="Organisation.id == OrganisationSuccession.successor_id",
        secondaryjoin="Organisation.id == OrganisationSuccession.predecessor_id",
        order_by="Organisation.slug",
        back_populates="successors",
    )

    @property
    def name_confirmed(self) -> bool:
        """Whether the name was seen in a source, so that it may be shown as a fact."""
        return self.name_status in {"official", "seen"}


class OrganisationSuccession(Base):
    """One organisation took over from another; boards split and merge, so either side may have several."""

    __tablename__ = "organisation_succession"
    __table_args__ = (CheckConstraint("predecessor_id <> successor_id", name="not_itself"),)

    predecessor_id: Mapped[int] = mapped_column(ForeignKey("organisation.id", ondelete="CASCADE"), primary_key=True)
    successor_id: Mapped[int] = mapped_column(ForeignKey("organisation.id", ondelete="CASCADE"), primary_key=True)


class User(UserMixin, Base):  # type: ignore[misc]
    """A person with an account. Reading needs none."""

    __tablename__ = "user_account"

    id: Mapped[int] = mapped_column(primary_key=True)
    sign_in_id: Mapped[str] = mapped_column(unique=True)
    """What the session cookie holds in place of the number: replaced to end all sessions at once."""
    name: Mapped[str]
    email: Mapped[str] = mapped_column(unique=True)
    """Address in lower case."""
    active: Mapped[bool] = mapped_column(default=True)
    created_at: Mapped[datetime] = mapped_column(default=utc_now)

    memberships: Mapped[list["Membership"]] = relationship(back_populates="user", cascade="all, delete-orphan")
    site_roles: Mapped[list["SiteRole"]] = relationship(cascade="all, delete-orphan")

    @property
    def is_active(self) -> bool:
        """Whether the account may be used."""
        return self.active

    def get_id(self) -> str:
        """What Flask-Login keeps in the session."""
        return self.sign_in_id


class Membership(Base):
    """A user's role in one organisation."""

    __tablename__ = "membership"
    __table_args__ = (
        UniqueConstraint("user_id", "organisation_id"),
        CheckConstraint("role IN ('member', 'contributor', 'lead')", name="role"),
        Index("ix_membership_organisation_id", "organisation_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("user_account.id", ondelete="CASCADE"))
    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisation.id"))
    role: Mapped[str]

    user: Mapped[User] = relationship(back_populates="memberships")
    organisation: Mapped[Organisation] = relationship()


class SiteRole(Base):
    """A role that a user has on the whole site."""

    __tablename__ = "site_role"
    __table_args__ = (CheckConstraint("role IN ('editor', 'identity_reviewer', 'admin')", name="role"),)

    user_id: Mapped[int] = mapped_column(ForeignKey("user_account.id", ondelete="CASCADE"), primary_key=True)
    role: Mapped[str] = mapped_column(primary_key=True)
