"""How much of a list a slide has room for, and a list on as few slides as it needs."""

from collections.abc import Callable, Iterator, Sequence
from typing import TypeVar

from kb.documents.on_slides import on_one
from kb.documents.tree import Slide

Item = TypeVar("Item")


def as_many(items: Sequence[Item], slide_of: Callable[[Sequence[Item]], Slide]) -> int:
    """How many of these, from the first on, one slide has room for; at least one, if there is any.

    `slide_of` makes the slide of so many of them, with whatever else it then says.
    """
    return next((many for many in range(len(items), 1, -1) if on_one(slide_of(items[:many]))), min(len(items), 1))


def evenly(items: Sequence[Item], slide_of: Callable[[Sequence[Item]], Slide]) -> list[Sequence[Item]]:
    """These on as few slides as have room, and on none of them many more than on another."""
    pages = [*_pages(items, slide_of, len(items))]
    for most in range(-(-len(items) // max(len(pages), 1)), len(items)):
        even = [*_pages(items, slide_of, most)]
        if len(even) == len(pages):
            return even
    return pages


def _pages(
    items: Sequence[Item], slide_of: Callable[[Sequence[Item]], Slide], most: int
) -> Iterator[Sequence[Item]]:  # fmt: skip
    """As many on each as it has room for, but no more than so many."""
    while items:
        many = as_many(items[:most], slide_of)
        yield items[:many]
        items = items[many:]
