"""Which words lie in a term that is allowed, without looking at every term for every word."""

from bisect import bisect_left, bisect_right

from kb.identity.normalising import Reading

_LONGEST = 120
"""Characters of the longest term that is allowed, more or less."""


class Passed:
    """The allowed terms of a text in their order."""

    def __init__(self, reading: Reading) -> None:
        self._spans = sorted(reading.allowed)
        self._starts = [start for start, _ in self._spans]

    def over(self, start: int, end: int) -> int:
        """The length of the longest allowed term that has all these characters in it; 0 if there is none."""
        first = bisect_left(self._starts, start - _LONGEST)
        last = bisect_right(self._starts, start)
        return max((stop - begin for begin, stop in self._spans[first:last] if stop >= end), default=0)
