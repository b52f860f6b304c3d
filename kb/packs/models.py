"""Tables of training packs: the pack, every saved text of it, the lessons in it, who edits it, what is public of it."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index, LargeBinary, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from kb.accounts.models.organisation import Organisation
from kb.accounts.models.user import User
from kb.core.db import Base, utc_now
from kb.core.versions import ON_NO_PAGE
from kb.lessons.models.lesson import Lesson
from kb.packs.content import PackContent, content_of, public_part

PUBLICATION_STATES = ("asked", "returned", "published", "superseded", "withdrawn")
"""What became of a text that was to be public."""
_IS_PUBLIC = text("state = 'published'")


class PackEditor(Base):
    """Somebody who edits a pack together with its owner."""

    __tablename__ = "pack_editor"
    __table_args__ = ({"info": ON_NO_PAGE},)

    pack_id: Mapped[int] = mapped_column(ForeignKey("pack.id", ondelete="CASCADE"), primary_key=True)
    user_id: Mapped[int] = mapped_column(
        ForeignKey("user_account.id", ondelete="CASCADE"), primary_key=True, index=True
    )
    since: Mapped[datetime] = mapped_column(default=utc_now)

    user: Mapped[User] = relationship()


class PackInvitation(Base):
    """An address whose owner may become an editor of a pack; the same whether it has an account or not."""

    __tablename__ = "pack_invitation"
    __table_args__ = ({"info": ON_NO_PAGE},)

    pack_id: Mapped[int] = mapped_column(ForeignKey("pack.id", ondelete="CASCADE"), primary_key=True)
    email: Mapped[str] = mapped_column(primary_key=True, index=True)
    """As `kb.accounts.addresses.folded` gives it."""
    invited_by_id: Mapped[int | None] = mapped_column(ForeignKey("user_account.id", ondelete="SET NULL"), index=True)
    invited_at: Mapped[datetime] = mapped_column(default=utc_now)

    pack: Mapped["Pack"] = relationship(back_populates="invitations")


class Pack(Base):
    """A training pack: whose it is, who may see it, and what it says now."""

    __tablename__ = "pack"
    __table_args__ = ({"info": ON_NO_PAGE},)

    id: Mapped[int] = mapped_column(primary_key=True)
    slug: Mapped[str] = mapped_column(unique=True)
    """Drawn at random: the address of a private pack says nothing of it, nor how many there are."""
    owner_id: Mapped[int | None] = mapped_column(ForeignKey("user_account.id", ondelete="SET NULL"), index=True)
    organisation_id: Mapped[int | None] = mapped_column(ForeignKey("organisation.id"), index=True)
    """The organisation of its owner whose members see it; None where it is private."""
    title: Mapped[str]
    """That of the content, for lists."""
    minutes: Mapped[int]
    content: Mapped[dict[str, Any]] = mapped_column(JSON)
    """What it says (`kb.packs.content`), as it was saved last."""
    version: Mapped[int] = mapped_column(default=1)
    """Number of the last saved text."""
    created_at: Mapped[datetime] = mapped_column(default=utc_now)
    changed_at: Mapped[datetime] = mapped_column(default=utc_now, index=True)
    copied_from_id: Mapped[int | None] = mapped_column(ForeignKey("pack.id", ondelete="SET NULL"), index=True)
    credit: Mapped[str] = mapped_column(default="")
    """Title and maker of the pack that it was copied from, for every sheet; empty for one's own."""
    told_at: Mapped[datetime | None]
    """When its owner was last told by mail that lessons in it have changed; None once it was brought up to date."""

    owner: Mapped[User | None] = relationship()
    organisation: Mapped[Organisation | None] = relationship()
    published: Mapped["PackPublication | None"] = relationship(
        primaryjoin="and_(PackPublication.pack_id == Pack.id, PackPublication.state == 'published')", viewonly=True
    )
    editors: Mapped[list[PackEditor]] = relationship(cascade="all, delete-orphan", order_by=PackEditor.since)
    invitations: Mapped[list[PackInvitation]] = relationship(
        back_populates="pack", cascade="all, delete-orphan", order_by=PackInvitation.email
    )

    @property
    def now(self) -> PackContent:
        """What it says."""
        return content_of(self.content)

    @property
    def is_shared(self) -> bool:
        """Whether colleagues of an organisation see it."""
        return self.organisation_id is not None

    @property
    def is_published(self) -> bool:
        """Whether everybody may see what was published of it."""
        return self.published is not None

    @property
    def editor_ids(self) -> frozenset[int]:
        """Users who edit it beside its owner."""
        return frozenset(editor.user_id for editor in self.editors)


class PackItem(Base):
    """A lesson in a pack, kept equal to the content, so that the packs of a lesson can be found."""

    __tablename__ = "pack_item"
    __table_args__ = ({"info": ON_NO_PAGE},)

    pack_id: Mapped[int] = mapped_column(ForeignKey("pack.id", ondelete="CASCADE"), primary_key=True)
    lesson_id: Mapped[int] = mapped_column(ForeignKey("lesson.id", ondelete="CASCADE"), primary_key=True, index=True)
    revision_id: Mapped[int] = mapped_column(ForeignKey("revision.id", ondelete="CASCADE"), index=True)

    lesson: Mapped[Lesson] = relationship()


class PackVersion(Base):
    """A saved text of a pack."""

    __tablename__ = "pack_version"
    __table_args__ = (
        UniqueConstraint("pack_id", "number"),
        Index("ix_pack_version_saved_at", "saved_at"),
        {"info": ON_NO_PAGE},
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    pack_id: Mapped[int] = mapped_column(ForeignKey("pack.id", ondelete="CASCADE"))
    number: Mapped[int]
    content: Mapped[dict[str, Any]] = mapped_column(JSON)
    what: Mapped[str]
    """What was done, as a word of `kb.packs.said`."""
    saved_by_id: Mapped[int | None] = mapped_column(ForeignKey("user_account.id", ondelete="SET NULL"), index=True)
    saved_at: Mapped[datetime] = mapped_column(default=utc_now)

    saved_by: Mapped[User | None] = relationship()

    @property
    def said(self) -> PackContent:
        """What it says."""
        return content_of(self.content)


class PackLogo(Base):
    """The picture at the head of every sheet of a pack; what it shows in words is in the content."""

    __tablename__ = "pack_logo"
    __table_args__ = (CheckConstraint("kind IN ('image/png', 'image/jpeg')", name="kind"), {"info": ON_NO_PAGE})

    pack_id: Mapped[int] = mapped_column(ForeignKey("pack.id", ondelete="CASCADE"), primary_key=True)
    kind: Mapped[str]
    content: Mapped[bytes] = mapped_column(LargeBinary)


class PackPublication(Base):
    """A text of a pack that is to be, is, or was public: frozen when its owner asked."""

    __tablename__ = "pack_publication"
    __table_args__ = (
        CheckConstraint(f"state IN {PUBLICATION_STATES}", name="state"),
        Index("ix_pack_publication_pack_id", "pack_id", "asked_at"),
        Index(
            "uq_pack_publication_published",
            "pack_id",
            unique=True,
            sqlite_where=_IS_PUBLIC,
            postgresql_where=_IS_PUBLIC,
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    pack_id: Mapped[int] = mapped_column(ForeignKey("pack.id", ondelete="CASCADE"))
    number: Mapped[int]
    """Of the saved text."""
    content: Mapped[dict[str, Any]] = mapped_column(JSON)
    state: Mapped[str] = mapped_column(default="asked", index=True)
    reasons: Mapped[dict[str, str]] = mapped_column(JSON, default=dict)
    """Why passages may stand about which the identity check asks, by their fingerprints."""
    asked_by_id: Mapped[int | None] = mapped_column(ForeignKey("user_account.id", ondelete="SET NULL"), index=True)
    asked_at: Mapped[datetime] = mapped_column(default=utc_now)
    decided_by_id: Mapped[int | None] = mapped_column(ForeignKey("user_account.id", ondelete="SET NULL"), index=True)
    decided_at: Mapped[datetime | None]
    reason: Mapped[str] = mapped_column(default="")
    """Why it was returned or withdrawn."""
    published_on: Mapped[datetime | None]

    pack: Mapped[Pack] = relationship()
    asked_by: Mapped[User | None] = relationship(foreign_keys=[asked_by_id])

    @property
    def said(self) -> PackContent:
        """What it says; nothing that is local, whatever was frozen."""
        return public_part(content_of(self.content))

    @property
    def author_ids(self) -> frozenset[int]:
        """Who made it or asked for it: they do not decide about it."""
        theirs = {self.asked_by_id, self.pack.owner_id, *self.pack.editor_ids}
        return frozenset(number for number in theirs if number is not None)


class PublishedLogo(Base):
    """The picture that goes with a text which is to be, is, or was public: frozen with it."""

    __tablename__ = "pack_publication_logo"
    __table_args__ = (CheckConstraint("kind IN ('image/png', 'image/jpeg')", name="kind"),)

    publication_id: Mapped[int] = mapped_column(ForeignKey("pack_publication.id", ondelete="CASCADE"), primary_key=True)
    kind: Mapped[str]
    content: Mapped[bytes] = mapped_column(LargeBinary)
