"""Tables of the controlled words: closed lists, themes, glossary, tags."""

from typing import Any

from sqlalchemy import JSON, CheckConstraint, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from kb.core.db import Base

INTRODUCTION_WORDS = (60, 120)
"""Fewest and most words of the introduction to a theme: it can be read in half a minute."""
SELF_CHECK = 5
"""Questions of a self-check: the same number everywhere."""


class Scheme(Base):
    """What a vocabulary says of itself: title, language, version, licence, notes, the sources it names."""

    __tablename__ = "scheme"

    slug: Mapped[str] = mapped_column(primary_key=True)
    about: Mapped[dict[str, Any]] = mapped_column(JSON)


class ClosedList(Base):
    """A list of values that forms, filters and records may use; the lists are content, not code."""

    __tablename__ = "closed_list"

    slug: Mapped[str] = mapped_column(primary_key=True)
    position: Mapped[int]
    title: Mapped[str]
    details: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)
    """Further statements of the list in the order in which the content file gives them."""

    values: Mapped[list["ClosedValue"]] = relationship(order_by="ClosedValue.position", cascade="all, delete-orphan")


class ClosedValue(Base):
    """One value of a closed list. The key, `list/slug`, lets a column be held to one list by a constraint."""

    __tablename__ = "closed_value"
    __table_args__ = (
        UniqueConstraint("list_slug", "slug"),
        CheckConstraint("key = list_slug || '/' || slug", name="key"),
    )

    key: Mapped[str] = mapped_column(primary_key=True)
    list_slug: Mapped[str] = mapped_column(ForeignKey("closed_list.slug"))
    slug: Mapped[str]
    position: Mapped[int]
    label: Mapped[str]
    description: Mapped[str]
    details: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)


class Theme(Base):
    """A controlled theme, SKOS-like. A theme without a broader one is a group."""

    __tablename__ = "theme"
    __table_args__ = (CheckConstraint("broader_id <> id", name="not_its_own_group"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    slug: Mapped[str] = mapped_column(unique=True)
    position: Mapped[int]
    label: Mapped[str] = mapped_column(unique=True)
    scope_note: Mapped[str]
    introduction: Mapped[str] = mapped_column(default="")
    """What the lessons under it show and where to begin; empty where nobody has written it yet."""
    self_check: Mapped[list[str]] = mapped_column(JSON, default=list)
    """Questions by which an area asks itself whether this could happen there: answered yes, partly or no."""
    broader_id: Mapped[int | None] = mapped_column(ForeignKey("theme.id"), index=True)
    seen_in: Mapped[list[str]] = mapped_column(JSON, default=list)
    """Published analyses in which the topic was seen, by their slug in the scheme."""
    changed_on_site: Mapped[bool] = mapped_column(default=False)
    """An editor has changed or added it here, so that loading content leaves it as it is."""

    broader: Mapped["Theme | None"] = relationship(back_populates="narrower", remote_side=id)
    narrower: Mapped[list["Theme"]] = relationship(back_populates="broader", order_by="Theme.position")
    alternative_labels: Mapped[list["ThemeLabel"]] = relationship(
        order_by="ThemeLabel.position", cascade="all, delete-orphan"
    )
    related: Mapped[list["ThemeRelation"]] = relationship(
        foreign_keys="ThemeRelation.theme_id", order_by="ThemeRelation.position", cascade="all, delete-orphan"
    )


class FormerThemeSlug(Base):
    """An address that a theme had before it was renamed or merged into another; it leads to the theme.

    It leads straight to the theme that is there, never to another such address.
    """

    __tablename__ = "former_theme_slug"

    slug: Mapped[str] = mapped_column(primary_key=True)
    theme_id: Mapped[int] = mapped_column(ForeignKey("theme.id", ondelete="CASCADE"), index=True)
    merged: Mapped[bool] = mapped_column(default=False)
    """Whether it was the address of a theme that has gone into this one; otherwise of this one under another name."""

    theme: Mapped[Theme] = relationship()


class ThemeLabel(Base):
    """Another name under which a theme is looked for."""

    __tablename__ = "theme_label"

    theme_id: Mapped[int] = mapped_column(ForeignKey("theme.id", ondelete="CASCADE"), primary_key=True)
    position: Mapped[int] = mapped_column(primary_key=True)
    label: Mapped[str] = mapped_column(unique=True)
    hidden: Mapped[bool] = mapped_column(default=False)
    """A contested or dated word, which people search for and no page uses."""


class ThemeRelation(Base):
    """One theme points to another; the other points back in a row of its own."""

    __tablename__ = "theme_relation"
    __table_args__ = (CheckConstraint("theme_id <> related_id", name="not_itself"),)

    theme_id: Mapped[int] = mapped_column(ForeignKey("theme.id", ondelete="CASCADE"), primary_key=True)
    related_id: Mapped[int] = mapped_column(ForeignKey("theme.id", ondelete="CASCADE"), primary_key=True, index=True)
    position: Mapped[int]

    theme: Mapped[Theme] = relationship(foreign_keys=[related_id])


class GlossaryTerm(Base):
    """An abbreviation or a term of the field and what it means."""

    __tablename__ = "glossary_term"

    slug: Mapped[str] = mapped_column(primary_key=True)
    position: Mapped[int]
    term: Mapped[str] = mapped_column(unique=True)
    expansion: Mapped[str]
    meaning: Mapped[str]
    category: Mapped[str]
    details: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)
    """Nations, years, predecessors and successors, basis, source and note, as the content file gives them."""


class Tag(Base):
    """A free word that a lesson carries."""

    __tablename__ = "tag"

    id: Mapped[int] = mapped_column(primary_key=True)
    label: Mapped[str] = mapped_column(unique=True)
