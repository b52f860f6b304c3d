"""Long lists in pages: which rows a page shows, and which other pages there are."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

Row = TypeVar("Row")
SIZE = 20
HIGHEST = 10_000
"""What comes after this page is not shown: whoever looks for it filters the list."""


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
        return pages(self.total, self.size)

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


def page_number(typed: str) -> int:
    """The page that a text asks for; anything that is not a number is read as the first page."""
    return min(max(1, int(typed)), HIGHEST) if typed.isascii() and typed.isdigit() and len(typed) < 9 else 1


def pages(total: int, size: int = SIZE) -> int:
    """How many pages of a list of so many rows there are to see."""
    return min(max(1, -(-total // size)), HIGHEST)


def page_of(number: int, total: int, rows: Callable[[int, int], Sequence[Row]]) -> Page[Row]:
    """Page `number` of a list of `total` rows, or its last page; `rows(offset, limit)` reads the rows."""
    shown = min(number, pages(total))
    return Page(rows((shown - 1) * SIZE, SIZE), total, shown)
