"""The table of people as the sign-on provider knows them."""

from datetime import datetime

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from kb.accounts.models.user import User
from kb.core.db import Base, utc_now
from kb.core.versions import ON_NO_PAGE


class ExternalIdentity(Base):
    """A person as a sign-on provider knows one: by tenant and subject, never by address."""

    __tablename__ = "external_identity"
    __table_args__ = (UniqueConstraint("tenant", "subject"), {"info": ON_NO_PAGE})

    id: Mapped[int] = mapped_column(primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("user_account.id", ondelete="CASCADE"), index=True)
    tenant: Mapped[str]
    """Claim `tid`, or the issuer where the provider has no tenants."""
    subject: Mapped[str]
    """Claim `oid`, or `sub`."""
    linked_at: Mapped[datetime] = mapped_column(default=utc_now)
    email: Mapped[str | None]
    """Address that the provider gave at the last sign-in; only shown to its owner."""

    user: Mapped[User] = relationship()
