"""Brings together what two people have changed in one part of a pack."""

from collections.abc import Mapping
from dataclasses import fields, replace
from typing import Any, TypeVar

Part = TypeVar("Part")


def changes(opened: Any, typed: Any) -> Mapping[str, Any]:
    """Fields in which a part was changed on a page, with what they are now."""
    found = {field.name: getattr(typed, field.name) for field in fields(typed)}
    return {name: value for name, value in found.items() if value != getattr(opened, name)}


def merged(opened: Part, now: Part, typed: Part) -> tuple[Part, Mapping[str, Any]]:
    """The part with what was changed on the page and by nobody else since it was opened; and what both have changed.

    Fields that somebody else has changed meanwhile to something else stay as they are now. They come back as contested,
    with what was typed, so that it is shown beside them and nothing is lost.
    """
    mine = changes(opened, typed)
    contested = {
        name: value
        for name, value in mine.items()
        if getattr(now, name) != getattr(opened, name) and getattr(now, name) != value
    }
    taken = {name: value for name, value in mine.items() if name not in contested}
    return replace(now, **taken), contested  # type: ignore[type-var]
