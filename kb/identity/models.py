"""Tables of the identity check: what people decided about findings, and words that admins added to the lists."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from kb.accounts.models.organisation import Organisation
from kb.accounts.models.user import User
from kb.core.db import Base, utc_now
from kb.core.versions import ON_NO_PAGE
from kb.lessons.models.lesson import Revision

KINDS = ("reason", "combination")
OUTCOMES = ("may_stand", "must_change")
ALLOWED = "allowed"
"""In place of a rule: a term that no rule reports."""


class IdentityDecision(Base):
    """Somebody answered for a passage, or decided about facts that may point at one child together.

    The passage itself is not kept, only its digest: with the text goes what was said about it, and where the same text
    comes again in the same organisation the answer is found by it.
    """

    __tablename__ = "identity_decision"
    __table_args__ = (
        CheckConstraint(f"kind IN {KINDS}", name="kind"),
        CheckConstraint(f"outcome IN {OUTCOMES}", name="outcome"),
        CheckConstraint("(kind = 'combination') = (outcome IS NOT NULL)", name="outcome_of_combinations"),
        Index("ix_identity_decision_digest", "digest", "organisation_id"),
        {"info": ON_NO_PAGE},
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str]
    """reason: why a finding stays, by whoever writes; combination: what the identity reviewer decided."""
    digest: Mapped[str]
    """Of the passage (`kb.identity.passages`)."""
    rule: Mapped[str]
    field: Mapped[str]
    """Name of the field that the passage stood in; empty for a combination."""
    outcome: Mapped[str | None]
    reason: Mapped[str]
    revision_id: Mapped[int] = mapped_column(ForeignKey("revision.id", ondelete="CASCADE"), index=True)
    """The revision that it was decided for first."""
    organisation_id: Mapped[int | None] = mapped_column(ForeignKey("organisation.id"), index=True)
    """Whose lesson it was; None for one of the editorial team."""
    decided_by_id: Mapped[int | None] = mapped_column(ForeignKey("user_account.id", ondelete="SET NULL"), index=True)
    decided_at: Mapped[datetime] = mapped_column(default=utc_now)
    taken_back_at: Mapped[datetime | None]
    taken_back_by_id: Mapped[int | None] = mapped_column(ForeignKey("user_account.id", ondelete="SET NULL"), index=True)

    revision: Mapped[Revision] = relationship()
    decided_by: Mapped[User | None] = relationship(foreign_keys=[decided_by_id])


class IdentityTerm(Base):
    """A word or phrase that an admin added to the lists, for the whole site or for the texts of one organisation."""

    __tablename__ = "identity_term"
    __table_args__ = (
        UniqueConstraint("key", "organisation_id"),
        Index(
            "uq_identity_term_of_site",
            "key",
            unique=True,
            sqlite_where=text("organisation_id IS NULL"),
            postgresql_where=text("organisation_id IS NULL"),
        ),
        {"info": ON_NO_PAGE},
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    term: Mapped[str]
    key: Mapped[str]
    """The term as texts are compared with it: folded, without hyphens."""
    rule: Mapped[str]
    """The rule that reports it, or "allowed"."""
    organisation_id: Mapped[int | None] = mapped_column(ForeignKey("organisation.id", ondelete="CASCADE"), index=True)
    added_by_id: Mapped[int | None] = mapped_column(ForeignKey("user_account.id", ondelete="SET NULL"), index=True)
    added_at: Mapped[datetime] = mapped_column(default=utc_now)

    organisation: Mapped[Organisation | None] = relationship()
    added_by: Mapped[User | None] = relationship()
