"""What has happened, in the past tense, and who is told: subscribers run at once, inside the transaction."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class LessonPublished:
    """A lesson has a new live revision, or a field that the public sees has changed."""

    lesson_id: int


@dataclass(frozen=True, slots=True)
class LessonWithdrawn:
    """A lesson is no longer public: hidden, archived, deleted or expunged."""

    lesson_id: int


@dataclass(frozen=True, slots=True)
class LessonExpunged:
    """All of a lesson is being removed for good: nothing that was typed about it may stay."""

    lesson_id: int


@dataclass(frozen=True, slots=True)
class MemberRemoved:
    """Somebody no longer belongs to an organisation; what they had in hand goes to the successor."""

    user_id: int
    organisation_id: int
    successor_id: int | None


@dataclass(frozen=True, slots=True)
class WritingEnded:
    """Somebody can no longer write for an organisation; what they had in hand goes to the successor."""

    user_id: int
    organisation_id: int
    successor_id: int | None


@dataclass(frozen=True, slots=True)
class AccountClosed:
    """Nobody can sign in with this account any more, for now or for good."""

    user_id: int


@dataclass(frozen=True, slots=True)
class AccountDeleted:
    """Everything that said whose this account was is to go."""

    user_id: int
    email: str
    """The address that it had."""


@dataclass(frozen=True, slots=True)
class OrganisationMerged:
    """Two rows stood for one organisation; what belonged to the first belongs to the second."""

    organisation_id: int
    into_id: int


@dataclass(frozen=True, slots=True)
class ThemeMerged:
    """A theme has gone into another: whatever had the first has the second."""

    theme_id: int
    into_id: int


@dataclass(frozen=True, slots=True)
class ThemeMoved:
    """A theme has another address, its own or that of the theme it went into."""

    slug: str
    now_at: str


@dataclass(frozen=True, slots=True)
class ThemesChanged:
    """Themes are called otherwise, stand in other groups, or there are others."""


@dataclass(frozen=True, slots=True)
class ReviewMerged:
    """Two rows stood for one review; what belonged to the first belongs to the second."""

    review_id: int
    into_id: int


Event = (
    LessonPublished
    | LessonWithdrawn
    | LessonExpunged
    | MemberRemoved
    | WritingEnded
    | AccountClosed
    | AccountDeleted
    | OrganisationMerged
    | ThemeMerged
    | ThemeMoved
    | ThemesChanged
    | ReviewMerged
)
Subscriber = Callable[[Any], None]

_subscribers: dict[type, list[Subscriber]] = {}


def subscribe(table: Mapping[type, Iterable[Subscriber]]) -> None:
    """Replace the table of subscribers; called once from `kb.wiring`."""
    _subscribers.clear()
    _subscribers.update({kind: list(subscribers) for kind, subscribers in table.items()})


def publish(event: Event) -> None:
    """Tell every subscriber of this kind of event, in the order of the table.

    A subscriber leaves a row and nothing else, so that what follows a change stands or falls with it.
    """
    for subscriber in _subscribers.get(type(event), []):
        subscriber(event)
