"""Tables of people as the sign-on provider knows them, and of whom it speaks for."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from kb.accounts.models.organisation import Organisation
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

    @property
    def owner_id(self) -> int:
        """Number of the user to whose account it is linked."""
        return self.user_id


class OrganisationSignOn(Base):
    """A tenant of the sign-on provider, or a domain of e-mail addresses, whose people belong to an organisation.

    An admin enters it after having verified that it is theirs. It only proposes a membership; the lead confirms it.
    """

    __tablename__ = "organisation_sign_on"
    __table_args__ = (
        UniqueConstraint("kind", "value"),
        CheckConstraint("kind IN ('tenant', 'domain')", name="kind"),
        {"info": ON_NO_PAGE},
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisation.id", ondelete="CASCADE"), index=True)
    kind: Mapped[str]
    value: Mapped[str]
    """The tenant's identifier, or the domain in lower case."""
    verified_at: Mapped[datetime] = mapped_column(default=utc_now)

    organisation: Mapped[Organisation] = relationship()
