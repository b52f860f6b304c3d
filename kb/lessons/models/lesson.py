"""Tables of lessons and of their revisions. The state is the revision's; a lesson says which one is live."""

from datetime import date, datetime

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index, UniqueConstraint, and_, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from kb.accounts.models.organisation import Organisation
from kb.accounts.models.user import User
from kb.core.db import Base, utc_now
from kb.lessons.models.parts import LadderStep, RevisionAuthor, RevisionTag, RevisionTheme, RevisionValue
from kb.lessons.models.review import Review
from kb.lessons.models.shown import BY_STATE, OF_LESSON
from kb.lessons.models.source import Source
from kb.lessons.models.vocabulary import ClosedValue, Theme

STATES = (
    "draft", "submitted", "returned", "in_review", "scheduled", "published", "hidden", "archived",
    "superseded", "discarded", "expunged",
)  # fmt: skip
EXPUNGED = "expunged"
"""Of every text of a lesson of which all was removed for good: nobody reads it, and no step leads on."""
SECTIONS = ("found", "why", "done", "effect", "how")
NEEDED = ("title", "summary", "found", "done")
"""What a text must have from submission on."""
_OTHERS = text("state <> 'published'")
"""The few rows that are looked for by their state: nearly every one is published."""


class Lesson(Base):
    """What stays the same while its text changes: address, reference, owner, and which revision the public sees."""

    __tablename__ = "lesson"
    __table_args__ = (
        CheckConstraint("(slug IS NULL) = (reference IS NULL)", name="named_once_published"),
        CheckConstraint("live_revision_id IS NULL OR slug IS NOT NULL", name="live_has_address"),
        CheckConstraint("live_revision_id <> open_revision_id", name="live_is_not_open"),
        CheckConstraint("replaced_by_id <> id", name="replaced_by_another"),
        {"info": OF_LESSON},
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    slug: Mapped[str | None] = mapped_column(unique=True)
    reference: Mapped[str | None] = mapped_column(unique=True)
    """`LB-0042`, given with the slug at first publication."""
    organisation_id: Mapped[int | None] = mapped_column(ForeignKey("organisation.id"), index=True)
    organisation_named: Mapped[bool] = mapped_column(default=True)
    """Whether the organisation agreed to be named; if not, nothing public may show or imply it."""
    live_revision_id: Mapped[int | None] = mapped_column(
        ForeignKey("revision.id", use_alter=True, name="fk_lesson_live_revision_id_revision"), unique=True
    )
    open_revision_id: Mapped[int | None] = mapped_column(
        ForeignKey("revision.id", use_alter=True, name="fk_lesson_open_revision_id_revision"), unique=True
    )
    first_published_on: Mapped[date | None] = mapped_column(index=True)
    review_by: Mapped[date | None]
    created_at: Mapped[datetime] = mapped_column(default=utc_now)
    holder_id: Mapped[int | None] = mapped_column(ForeignKey("user_account.id", ondelete="SET NULL"), index=True)
    """The contributor who has its open revision in hand."""
    replaced_by_id: Mapped[int | None] = mapped_column(ForeignKey("lesson.id"), index=True)
    """The lesson that its readers are led to while it is archived, if there is one."""

    organisation: Mapped[Organisation | None] = relationship()
    holder: Mapped[User | None] = relationship()
    replaced_by: Mapped["Lesson | None"] = relationship(remote_side=[id])
    live_revision: Mapped["Revision | None"] = relationship(foreign_keys=[live_revision_id], post_update=True)
    open_revision: Mapped["Revision | None"] = relationship(foreign_keys=[open_revision_id], post_update=True)
    revisions: Mapped[list["Revision"]] = relationship(
        back_populates="lesson", foreign_keys="Revision.lesson_id", order_by="Revision.number"
    )
    former_slugs: Mapped[list["FormerSlug"]] = relationship(cascade="all, delete-orphan")

    @property
    def is_published(self) -> bool:
        """Whether the public may see it: a live revision, and that one not hidden or archived."""
        return self.live_revision is not None and self.live_revision.state == "published"

    @property
    def state(self) -> str | None:
        """State of the text that its readers see or saw: published, hidden or archived; None before there is one."""
        return self.live_revision.state if self.live_revision else None

    @property
    def public_organisation(self) -> Organisation | None:
        """The organisation, unless it asked not to be named."""
        return self.organisation if self.organisation_named else None


class FormerSlug(Base):
    """An address that a lesson once had; it redirects."""

    __tablename__ = "former_slug"

    slug: Mapped[str] = mapped_column(primary_key=True)
    lesson_id: Mapped[int] = mapped_column(ForeignKey("lesson.id", ondelete="CASCADE"), index=True)


class Revision(Base):
    """One state of a lesson's text and fields. From `submitted` on nothing in it changes but the state."""

    __tablename__ = "revision"
    __table_args__ = (
        UniqueConstraint("lesson_id", "number"),
        Index("ix_revision_unpublished_state", "state", sqlite_where=_OTHERS, postgresql_where=_OTHERS),
        CheckConstraint(f"state IN {STATES}", name="state"),
        CheckConstraint("kind_key LIKE 'lesson-kinds/%'", name="kind_list"),
        CheckConstraint("trigger_key LIKE 'triggers/%'", name="trigger_list"),
        CheckConstraint("done_status_key LIKE 'done-statuses/%'", name="done_status_list"),
        CheckConstraint("evidence_stage_key LIKE 'evidence-stages/%'", name="evidence_stage_list"),
        CheckConstraint("result_key LIKE 'results/%'", name="result_list"),
        CheckConstraint("nation_key LIKE 'nations/%'", name="nation_list"),
        CheckConstraint("region_key LIKE 'regions/%'", name="region_list"),
        CheckConstraint("cost_band_key LIKE 'cost-bands/%'", name="cost_band_list"),
        CheckConstraint("year BETWEEN 1945 AND 2200", name="year"),
        CheckConstraint("content_signed_by_id <> identity_signed_by_id", name="signed_by_two"),
        *(
            CheckConstraint(f"({kind}_signed_by_id IS NULL) = ({kind}_signed_digest IS NULL)", name=f"{kind}_signed")
            for kind in ("content", "identity")
        ),
        CheckConstraint("state <> 'scheduled' OR scheduled_for IS NOT NULL", name="scheduled_has_time"),
        CheckConstraint(
            "state NOT IN ('submitted', 'in_review', 'scheduled', 'published')"
            " OR (" + " AND ".join(f"{name} <> ''" for name in NEEDED) + ")",
            name="complete_once_submitted",
        ),
        {"info": BY_STATE},
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    lesson_id: Mapped[int] = mapped_column(ForeignKey("lesson.id"))
    number: Mapped[int]
    state: Mapped[str] = mapped_column(default="draft")
    version: Mapped[int] = mapped_column(default=1)
    """Counts saves, so that a second editor's save is noticed."""
    created_at: Mapped[datetime] = mapped_column(default=utc_now)
    state_since: Mapped[datetime] = mapped_column(default=utc_now)
    created_by_id: Mapped[int | None] = mapped_column(ForeignKey("user_account.id", ondelete="SET NULL"))
    lead_asked_by_id: Mapped[int | None] = mapped_column(ForeignKey("user_account.id", ondelete="SET NULL"))
    """Who asked the lead to agree to its submission; None where nobody did, or the lead sent it back."""
    lead_asked_at: Mapped[datetime | None]
    lead_note: Mapped[str] = mapped_column(default="")
    """What was written to the lead, or by the lead who sent it back; for its organisation alone."""
    submitted_by_id: Mapped[int | None] = mapped_column(ForeignKey("user_account.id", ondelete="SET NULL"))
    submitted_at: Mapped[datetime | None]
    """When it was last submitted; the promise of an answer counts from here."""
    declared: Mapped[list[str]] = mapped_column(JSON, default=list)
    """What was declared at its submission: slugs of the closed list `declarations`."""
    claimed_by_id: Mapped[int | None] = mapped_column(ForeignKey("user_account.id", ondelete="SET NULL"))
    """The editor who has it on the desk."""
    content_signed_by_id: Mapped[int | None] = mapped_column(ForeignKey("user_account.id"))
    """The editor who signed that it may be published; the signature is for this very revision."""
    identity_signed_by_id: Mapped[int | None] = mapped_column(ForeignKey("user_account.id"))
    """The identity reviewer who signed that no child can be recognised in it."""
    content_signed_at: Mapped[datetime | None]
    content_signed_digest: Mapped[str | None]
    """Names what was signed (`kb.lessons.frozen`): the signature is for nothing else."""
    identity_signed_at: Mapped[datetime | None]
    identity_signed_digest: Mapped[str | None]
    scheduled_for: Mapped[datetime | None]
    """When it is to be published, where a time was set."""
    published_at: Mapped[datetime | None]
    """When the public saw it first."""
    change_note: Mapped[str] = mapped_column(default="")
    """What is different from the version before and why, for its readers."""

    title: Mapped[str] = mapped_column(default="")
    summary: Mapped[str] = mapped_column(default="")
    found: Mapped[str] = mapped_column(default="")
    why: Mapped[str] = mapped_column(default="")
    done: Mapped[str] = mapped_column(default="")
    effect: Mapped[str] = mapped_column(default="")
    how: Mapped[str] = mapped_column(default="")
    in_place_first: Mapped[str] = mapped_column(default="")
    people: Mapped[str] = mapped_column(default="")
    time: Mapped[str] = mapped_column(default="")
    risks: Mapped[str] = mapped_column(default="")

    trigger_key: Mapped[str | None] = mapped_column(ForeignKey("closed_value.key"))
    kind_key: Mapped[str | None] = mapped_column(ForeignKey("closed_value.key"))
    done_status_key: Mapped[str | None] = mapped_column(ForeignKey("closed_value.key"))
    evidence_stage_key: Mapped[str | None] = mapped_column(ForeignKey("closed_value.key"))
    evidence_reason: Mapped[str] = mapped_column(default="")
    evidence_measure: Mapped[str] = mapped_column(default="")
    """What was measured, and what it was before and after."""
    evidence_on: Mapped[date | None]
    """Day of the measurement."""
    result_key: Mapped[str | None] = mapped_column(ForeignKey("closed_value.key"))
    cost_band_key: Mapped[str | None] = mapped_column(ForeignKey("closed_value.key"))
    nation_key: Mapped[str | None] = mapped_column(ForeignKey("closed_value.key"))
    region_key: Mapped[str | None] = mapped_column(ForeignKey("closed_value.key"))
    year: Mapped[int | None]
    review_id: Mapped[int | None] = mapped_column(ForeignKey("review.id"), index=True)

    lesson: Mapped[Lesson] = relationship(back_populates="revisions", foreign_keys=[lesson_id])
    created_by: Mapped[User | None] = relationship(foreign_keys=[created_by_id])
    authors: Mapped[list[RevisionAuthor]] = relationship(cascade="all, delete-orphan")
    review: Mapped[Review | None] = relationship()
    kind: Mapped[ClosedValue | None] = relationship(foreign_keys=[kind_key])
    done_status: Mapped[ClosedValue | None] = relationship(foreign_keys=[done_status_key])
    evidence_stage: Mapped[ClosedValue | None] = relationship(foreign_keys=[evidence_stage_key])
    trigger: Mapped[ClosedValue | None] = relationship(foreign_keys=[trigger_key])
    result: Mapped[ClosedValue | None] = relationship(foreign_keys=[result_key])
    cost_band: Mapped[ClosedValue | None] = relationship(foreign_keys=[cost_band_key])
    nation: Mapped[ClosedValue | None] = relationship(foreign_keys=[nation_key])
    region: Mapped[ClosedValue | None] = relationship(foreign_keys=[region_key])
    sources: Mapped[list[Source]] = relationship(order_by=Source.position, cascade="all, delete-orphan")
    theme_links: Mapped[list[RevisionTheme]] = relationship(
        order_by=RevisionTheme.position, cascade="all, delete-orphan"
    )
    tag_links: Mapped[list[RevisionTag]] = relationship(order_by=RevisionTag.position, cascade="all, delete-orphan")
    value_links: Mapped[list[RevisionValue]] = relationship(
        order_by=RevisionValue.position, cascade="all, delete-orphan"
    )

    ladder: Mapped[list[LadderStep]] = relationship(order_by=LadderStep.step_key, cascade="all, delete-orphan")

    @property
    def organisation_id(self) -> int | None:
        """Number of the organisation whose lesson it is."""
        return self.lesson.organisation_id

    @property
    def lead_agrees_first(self) -> bool:
        """Whether its organisation has chosen that only its lead submits."""
        return self.lesson.organisation is not None and self.lesson.organisation.lead_agrees_first

    @property
    def author_ids(self) -> frozenset[int]:
        """Numbers of everybody who wrote any of it or submitted it; none of them may sign or claim it."""
        people = {self.created_by_id, self.submitted_by_id, *(author.user_id for author in self.authors)}
        return frozenset(number for number in people if number is not None)

    @property
    def themes(self) -> list[Theme]:
        """Its themes, most specific first."""
        return [link.theme for link in self.theme_links]

    @property
    def tags(self) -> list[str]:
        """Its free words, in the author's order."""
        return [link.tag.label for link in self.tag_links]

    def values(self, list_slug: str) -> list[ClosedValue]:
        """Its values of one closed list, in the author's order."""
        return [link.value for link in self.value_links if link.value.list_slug == list_slug]


live = and_(Revision.id == Lesson.live_revision_id, Revision.lesson_id == Lesson.id, Revision.state == "published")
"""Joins a lesson to the revision that the public sees, and to no other."""
