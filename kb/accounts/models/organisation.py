"""Tables of organisations, of what came before and after them, and of how their people sign in."""

from datetime import date

from sqlalchemy import JSON, CheckConstraint, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from kb.accounts.models.names import FoldedName
from kb.core.clock import today
from kb.core.db import Base


class Organisation(FoldedName, Base):
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
    changed_on_site: Mapped[bool] = mapped_column(default=False)
    """An admin has changed or added it here, so that loading content leaves it as it is."""
    lead_agrees_first: Mapped[bool] = mapped_column(default=False)
    """Its lead reads every lesson, and alone submits it."""

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
    def organisation_id(self) -> int:
        """Its own number: rules ask everything for the organisation that it belongs to."""
        return self.id

    @property
    def ended(self) -> bool:
        """Whether its last day has come."""
        return self.valid_to is not None and self.valid_to <= today()

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


class FormerOrganisationSlug(Base):
    """An address that an organisation had before it was merged into another; it redirects."""

    __tablename__ = "former_organisation_slug"

    slug: Mapped[str] = mapped_column(primary_key=True)
    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisation.id", ondelete="CASCADE"), index=True)
