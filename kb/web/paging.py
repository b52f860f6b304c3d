"""Lists in pages: which rows a page shows, and the addresses of the others."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar
from urllib.parse import quote, urlencode

from flask import request

Row = TypeVar("Row")
SIZE = 20
HIGHEST = 10_000
"""No list is that long; a larger number in an address is read as this one."""


@dataclass(frozen=True, slots=True)
class Page(Generic[Row]):
    """One page of a longer list."""

    items: Sequence[Row]
    total: int
    number: int = 1
    size: int = SIZE

    @property
    def pages(self) -> int:
        """How many pages there are; an empty list has one."""
        return max(1, -(-self.total // self.size))

    @property
    def first_row(self) -> int:
        """Number of the first row shown, from 1; 0 where there is none."""
        return (self.number - 1) * self.size + 1 if self.items else 0

    @property
    def last_row(self) -> int:
        """Number of the last row shown; 0 where there is none."""
        return self.first_row + len(self.items) - 1 if self.items else 0

    @property
    def neighbours(self) -> list[int | None]:
        """Numbers of the pages to link: first, last and those around this one; None stands for a gap."""
        shown = sorted({1, self.pages, *range(max(1, self.number - 1), min(self.pages, self.number + 1) + 1)})
        numbers: list[int | None] = []
        for number in shown:
            previous = next((n for n in reversed(numbers) if n is not None), 0)
            if number - previous == 2:
                numbers.append(number - 1)
            elif number - previous > 2:
                numbers.append(None)
            numbers.append(number)
        return numbers

    def __iter__(self) -> Iterator[Row]:
        return iter(self.items)

    def __len__(self) -> int:
        return len(self.items)


def requested_page() -> int:
    """The page number in the address; anything that is not one is read as the first page."""
    text = request.args.get("page", "")
    return min(max(1, int(text)), HIGHEST) if text.isascii() and text.isdigit() and len(text) < 9 else 1


def page_url(number: int) -> str:
    """Address of another page of the list shown, with everything else in the address kept."""
    kept = [(key, value) for key, value in request.args.items(multi=True) if key != "page"]
    query = urlencode([*kept, ("page", str(number))] if number > 1 else kept)
    return f"{quote(request.path)}?{query}" if query else quote(request.path)
