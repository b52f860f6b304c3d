"""Tables of invitations, and of memberships that the sign-on provider proposes."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from kb.accounts.models.organisation import Organisation
from kb.accounts.models.user import ROLES, User
from kb.core.db import Base, utc_now
from kb.core.versions import ON_NO_PAGE


class Invitation(Base):
    """Somebody was asked to join an organisation, in a role."""

    __tablename__ = "invitation"
    __table_args__ = (
        CheckConstraint(f"role IN {ROLES}", name="role"),
        CheckConstraint("accepted_at IS NULL OR withdrawn_at IS NULL", name="accepted_or_withdrawn"),
        Index("ix_invitation_organisation_id", "organisation_id"),
        {"info": ON_NO_PAGE},
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisation.id", ondelete="CASCADE"))
    email: Mapped[str] = mapped_column(index=True)
    role: Mapped[str]
    invited_by_id: Mapped[int | None] = mapped_column(ForeignKey("user_account.id", ondelete="SET NULL"))
    token_digest: Mapped[str] = mapped_column(unique=True)
    made_at: Mapped[datetime] = mapped_column(default=utc_now)
    expires_at: Mapped[datetime]
    accepted_at: Mapped[datetime | None]
    withdrawn_at: Mapped[datetime | None]

    organisation: Mapped[Organisation] = relationship()
    invited_by: Mapped[User | None] = relationship()


class MembershipRequest(Base):
    """The sign-on provider says that somebody belongs to an organisation; its lead has not yet confirmed it."""

    __tablename__ = "membership_request"
    __table_args__ = (
        Index(
            "uq_membership_request_open",
            "user_id",
            "organisation_id",
            unique=True,
            sqlite_where=text("decided_at IS NULL"),
            postgresql_where=text("decided_at IS NULL"),
        ),
        CheckConstraint("reason IN ('tenant', 'domain', 'left')", name="reason"),
        CheckConstraint("(decided_at IS NULL) = (accepted IS NULL)", name="decided"),
        Index("ix_membership_request_organisation_id", "organisation_id"),
        {"info": ON_NO_PAGE},
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("user_account.id", ondelete="CASCADE"))
    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisation.id", ondelete="CASCADE"))
    reason: Mapped[str]
    """What the proposal rests on: the provider's tenant, or the domain of the address. "left" is no proposal, but says
    once and for all that somebody no longer belongs there."""
    made_at: Mapped[datetime] = mapped_column(default=utc_now)
    decided_at: Mapped[datetime | None]
    accepted: Mapped[bool | None]

    user: Mapped[User] = relationship()
    organisation: Mapped[Organisation] = relationship()
