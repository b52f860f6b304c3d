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


Event = LessonPublished | LessonWithdrawn
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
