"""The words of an index as they are written: which begin so, and which documents have them.

The index proper holds stems. What is being typed, typing errors and "co*" need the words themselves, thousands at a
time, and Whoosh opens the list of each word for itself. So each segment has a file of its words beside those of
Whoosh: the words in order, and one after the other the documents of each. All words with one beginning, and all their
documents, are then one slice.
"""

import struct
from array import array
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from itertools import chain
from typing import Any

import numpy as np
import numpy.typing as npt

Array = npt.NDArray[Any]

_HEADER = struct.Struct("=4s5I")
_TAG = b"kbw1"


class Words:
    """The words of one segment, folded and unstemmed, with the numbers of their documents. Never changed."""

    def __init__(self, kept: bytes) -> None:
        """What `packed` made. Raises ValueError or struct.error where it is not whole."""
        tag, size, words, numbers, in_titles, letters = _HEADER.unpack_from(kept)
        sizes = (words + 1, words + 1, words + 1, numbers, in_titles)
        if tag != _TAG or len(kept) != _HEADER.size + 4 * sum(sizes) + letters:
            raise ValueError("the file of words is not whole")
        columns = np.split(np.frombuffer(kept, np.uint32, sum(sizes), _HEADER.size), np.cumsum(sizes)[:-1])
        self.size = words
        self._text = kept[len(kept) - letters :]
        largest = max(size, *(int(column.max(initial=0)) for column in columns[3:]))
        small = np.min_scalar_type(largest)  # numbers of documents are most of it: two bytes are often enough
        self._ends, starts, title_starts = (column.astype(np.uint32) for column in columns[:3])
        self._starts = {False: starts, True: title_starts}
        self._numbers = {False: columns[3].astype(small), True: columns[4].astype(small)}

    def word(self, at: int) -> str:
        """The word at this place in their order."""
        return self._word(at).decode()

    def _word(self, at: int) -> bytes:
        return self._text[self._ends[at] : self._ends[at + 1] - 1]

    def find(self, word: str) -> int | None:
        """The place of a word; None where no document has it."""
        at = self._first(word.encode())
        return at if at < self.size and self._word(at) == word.encode() else None

    def range(self, beginning: str) -> tuple[int, int]:
        """Places of the first word that begins so and of the first one after those."""
        return self._first(beginning.encode()), self._first(beginning.encode() + b"\xff")

    def _first(self, least: bytes) -> int:
        return bisect_left(range(self.size), least, key=self._word)

    def spelt(self, first: int, end: int) -> list[str]:
        """The words at these places."""
        return self._text[self._ends[first] : self._ends[end]].decode().split("\n")[:-1]

    def documents(self, first: int, end: int, *, title: bool) -> Array:
        """For each of these words how many documents have it (in the title)."""
        counts: Array = np.diff(self._starts[title][first : end + 1].astype(np.int64))
        return counts

    def numbers(self, first: int, end: int, *, title: bool) -> Array:
        """The documents that have these words (in the title), ascending for each word."""
        starts = self._starts[title]
        return self._numbers[title][starts[first] : starts[end]]

    def documents_of_each(self, *, title: bool) -> Iterator[tuple[str, Array]]:
        """Every word that documents have (in the title), with these."""
        starts = self._starts[title].tolist()
        for word, first, end in zip(self.spelt(0, self.size), starts, starts[1:], strict=False):
            if first < end:
                yield word, self._numbers[title][first:end]

    def faults(self, size: int) -> Iterator[str]:
        """What cannot be true of the words of a segment with so many documents; without any, all of it can be read."""
        ends = self._ends.astype(np.int64)
        try:
            spelt = self._text.decode().count("\n")
        except UnicodeDecodeError:
            spelt = -1
        if spelt != self.size or ends[0] or np.any(np.diff(ends) < 2) or ends[-1] != len(self._text):
            yield "its words are not whole"
        for title in (False, True):
            starts, numbers = self._starts[title].astype(np.int64), self._numbers[title]
            if starts[0] or np.any(np.diff(starts) < 0) or starts[-1] != len(numbers) or np.any(numbers >= size):
                yield "its words name documents that are not there"


def packed(size: int, words: "Mapping[str, array[int]]", in_titles: "Mapping[str, array[int]]") -> bytes:
    """The file of a segment with so many documents: for each word the documents that have it, and in their titles."""
    order = sorted(words)
    texts = [f"{word}\n".encode() for word in order]
    everywhere = [words[word].tobytes() for word in order]
    titles = [in_titles[word].tobytes() if word in in_titles else b"" for word in order]
    starts = [_starts(texts), _starts(everywhere) // 4, _starts(titles) // 4]
    text = b"".join(texts)
    header = _HEADER.pack(_TAG, size, len(order), starts[1][-1], starts[2][-1], len(text))
    columns = [part.astype(np.uint32).tobytes() for part in starts]
    return b"".join([header, *columns, *everywhere, *titles, text])


def _starts(parts: Sequence[bytes]) -> Array:
    starts: Array = np.cumsum([0, *map(len, parts)], dtype=np.int64)
    return starts


class Lexicon:
    """The words of all segments of an index. Words that only deleted documents have may be among them."""

    def __init__(self, parts: Sequence[Words]) -> None:
        self._parts = sorted(parts, key=lambda part: part.size, reverse=True)

    def __contains__(self, word: str) -> bool:
        return any(part.find(word) is not None for part in self._parts)

    def words(self, beginning: str = "") -> Iterator[str]:
        """All words that begin so, each once, in order."""
        ranges = [part.spelt(*part.range(beginning)) for part in self._parts]
        listed = chain.from_iterable(ranges)
        return iter(dict.fromkeys(sorted(listed) if len(ranges) > 1 else listed))

    def beginning(self, prefix: str, limit: int, *, title: bool = False) -> list[tuple[str, int]]:
        """The most frequent words that begin so (in titles), and how many documents have each."""
        if not self._parts:
            return []
        largest, *others = self._parts
        first, end = largest.range(prefix)
        counts = largest.documents(first, end, title=title)
        most = np.argsort(-counts, kind="stable")[:limit]
        found = {largest.word(first + at): int(counts[at]) for at in most.tolist()}
        elsewhere: dict[str, int] = {}
        for part in others:  # few, or small: then a word is among the most frequent ones of the largest, or here
            at, last = part.range(prefix)
            for word, count in zip(part.spelt(at, last), part.documents(at, last, title=title).tolist(), strict=True):
                elsewhere[word] = elsewhere.get(word, 0) + count
        for word, count in elsewhere.items():
            at_ = largest.find(word)
            found[word] = count + (int(counts[at_ - first]) if at_ is not None else 0)
        ordered = sorted((-count, word) for word, count in found.items() if count)
        return [(word, -count) for count, word in ordered[:limit]]
