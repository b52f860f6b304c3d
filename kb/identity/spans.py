"""Stretches of a text that are asked about often."""

from bisect import bisect_left, insort
from collections.abc import Iterable, Iterator


class Spans:
    """Stretches in their order. The work of a question grows with how long they are, not with how many."""

    def __init__(self, spans: Iterable[tuple[int, int]] = ()) -> None:
        self._spans = sorted(spans)
        self._longest = max((end - start for start, end in self._spans), default=0)

    def add(self, start: int, end: int) -> None:
        """Add a stretch; it may overlap others."""
        insort(self._spans, (start, end))
        self._longest = max(self._longest, end - start)

    def _near(self, start: int, end: int) -> Iterator[tuple[int, int]]:
        at = bisect_left(self._spans, (start - self._longest, 0))
        while at < len(self._spans) and self._spans[at][0] < end:
            yield self._spans[at]
            at += 1

    def touch(self, start: int, end: int) -> bool:
        """Whether any has one of these characters."""
        return any(start < last for _, last in self._near(start, end))

    def over(self, start: int, end: int) -> int:
        """The length of the longest that has all these characters in it; 0 if there is none."""
        return max(
            (last - first for first, last in self._near(start, end) if first <= start and end <= last), default=0
        )
