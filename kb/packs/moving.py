"""Moves one of several up or down, as a button beside it does."""

from collections.abc import Sequence
from typing import TypeVar

from kb.core.errors import NotFound

Key = TypeVar("Key")


def moved(keys: Sequence[Key], key: Key, by: int) -> list[Key] | None:
    """The keys with one moved up (-1) or down (1); None where it is at that end. Raises NotFound where it is none."""
    if key not in keys:
        raise NotFound
    place = keys.index(key) + by
    if not 0 <= place < len(keys):
        return None
    others = [each for each in keys if each != key]
    return [*others[:place], key, *others[place:]]
