"""The words of the vocabulary and the names of organisations, in memory: they are few, and every page needs them."""

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import select

from kb.accounts.models.organisation import Organisation
from kb.core.db import session
from kb.core.versions import kept
from kb.lessons.models.vocabulary import ClosedValue, Theme


@dataclass(frozen=True, slots=True)
class Label:
    """A value as a page shows it: the slug for addresses, the label for people."""

    slug: str
    label: str
    description: str = ""
    """A sentence on what is meant, where the vocabulary has one."""


@dataclass(frozen=True, slots=True)
class Labels:
    """What the keys and numbers in records stand for."""

    values: Mapping[str, Label]
    """Values of the closed lists by their key, each list in its order."""
    themes: Mapping[int, Label]
    organisations: Mapping[int, Label]


@kept
def labels() -> Labels:
    """All of them."""
    closed = select(ClosedValue.key, ClosedValue.slug, ClosedValue.label, ClosedValue.description).order_by(
        ClosedValue.position
    )
    themes = select(Theme.id, Theme.slug, Theme.label)
    organisations = select(Organisation.id, Organisation.slug, Organisation.name)
    return Labels(
        *({key: Label(*of) for key, *of in session.execute(wanted)} for wanted in (closed, themes, organisations))
    )
