"""Reads an index: its segments, opened once each and kept, and what they are together at one commit.

Three traps of Whoosh shape this module. `Searcher.refresh()` brings deleted documents back, so segments are opened
from the table of contents, and which documents are deleted is read from there each time. Readers shared by threads
give wrong results, so a file is read under the lock of its segment, and what is read becomes arrays that never change.
Compound segments are copied into memory by every process, so they are not made.
"""

# mypy: allow-untyped-calls
# Whoosh is typed in part.

import threading
import time
from bisect import bisect_right
from collections import OrderedDict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from functools import cached_property
from itertools import accumulate, islice
from pathlib import Path
from typing import Any, TypeVar

import numpy as np
import numpy.typing as npt
from whoosh.filedb.filestore import FileStorage
from whoosh.index import TOC
from whoosh.reading import SegmentReader, TermNotFound

from kb.search.lexicon import Lexicon, Words
from kb.search.whoosh_index import FIELDS, NAME, RECORD, WORDS, Damaged, damage_in, stem
from kb.search.whoosh_postings import lists, occurrences

CACHE_BYTES = 24 * 1024 * 1024
"""Decoded postings that are kept of an index: of each segment by its share of the documents."""
ENTRY_BYTES = 400
"""What a kept entry takes beside its numbers."""
WARMED = 2_000
"""Stems of the text, the most frequent ones, that are decoded before anybody asks for them."""
WARM_SEGMENT = 500
"""Documents of a segment from which on that is worth it."""

Array = npt.NDArray[Any]
Arrays = tuple[Array, Array]
Answer = TypeVar("Answer")


class Kept:
    """Arrays by name, as many as fit into so many bytes: those not asked for longest go first. Shared by threads."""

    def __init__(self, limit: int) -> None:
        self.limit = limit
        self.bytes = 0
        self._entries: OrderedDict[tuple[str, ...], Arrays] = OrderedDict()
        self._lock = threading.Lock()

    def get(self, name: tuple[str, ...]) -> Arrays | None:
        """What is kept under this name."""
        with self._lock:
            found = self._entries.get(name)
            if found is not None:
                self._entries.move_to_end(name)
            return found

    def put(self, name: tuple[str, ...], arrays: Arrays) -> None:
        """Keep it, and let go of what does not fit any more."""
        with self._lock:
            if name not in self._entries:
                self._entries[name] = arrays
                self.bytes += _size(arrays)
            while self.bytes > self.limit and self._entries:
                self.bytes -= _size(self._entries.popitem(last=False)[1])


def _size(arrays: Arrays) -> int:
    return ENTRY_BYTES + sum(array.nbytes for array in arrays)


class Segment:
    """A part of an index that never changes, opened once and shared by threads and by later openings."""

    def __init__(self, place: Path, schema: Any, segment: Any) -> None:
        self.key: str = segment.segment_id()
        self.size: int = segment.doc_count_all()
        self.words = Words((place / f"{self.key}{WORDS}").read_bytes())
        for fault in self.words.faults(self.size):
            raise Damaged(f"segment {self.key}: {fault}")
        self.kept = Kept(CACHE_BYTES)
        self._lock = threading.Lock()
        self._files = FileStorage(str(place)), schema, segment
        self._reader = SegmentReader(*self._files)
        records = np.frombuffer(b"".join(self._reader.column_reader("record")), RECORD, self.size)
        self.ids: Array = records["id"].copy()
        if np.any(self.ids <= 0):
            raise Damaged(f"documents of segment {self.key} are without a number")
        self.lengths: Array = records["lengths"].T.astype(np.float32)
        self.fingerprints: Array = records["fingerprint"].copy()
        self._number = np.min_scalar_type(max(0, self.size - 1))
        self._cold = self._most_frequent() if self.size >= WARM_SEGMENT else iter(())

    def __del__(self) -> None:  # the last snapshot that used it is gone
        if hasattr(self, "_reader"):
            self._reader.close()

    def postings(self, field: str, stemmed: str) -> Arrays:
        """Numbers of the documents with a stem in a field, ascending, and how often each has it. Never changed."""
        return self._known("postings", field, stemmed, self._counted)

    def places(self, field: str, stemmed: str) -> Arrays:
        """Document and place of each occurrence of a stem in a field, ascending. Never changed."""
        return self._known("places", field, stemmed, self._smallest)

    def _known(self, kind: str, field: str, stemmed: str, made: Callable[[Array, Array], Arrays]) -> Arrays:
        name = (kind, field, stemmed)
        found = self.kept.get(name)
        if found is None:
            with self._lock:
                found = self.kept.get(name)  # another thread may have been first
                if found is None:
                    found = made(*self._decoded(field, stemmed))
                    if len(found[0]):  # words that no document has are endless
                        self.kept.put(name, found)
        return found

    def _counted(self, numbers: Array, _places: Array) -> Arrays:
        first = np.flatnonzero(np.diff(numbers, prepend=-1))
        return self._smallest(numbers[first], np.diff(first, append=len(numbers)))

    def _smallest(self, numbers: Array, others: Array) -> Arrays:
        """The same in as few bytes as will do: most of the memory of a search goes there."""
        return numbers.astype(self._number), others.astype(np.min_scalar_type(int(others.max(initial=0))))

    def _decoded(self, field: str, stemmed: str) -> Arrays:
        try:
            return occurrences(self._reader.postings(field, stemmed))
        except TermNotFound:
            return np.zeros(0, np.int32), np.zeros(0, np.uint32)
        except Exception as problem:  # a damaged file is unpickled: anything may come of it
            raise Damaged(f"the postings of {field} “{stemmed}” cannot be read ({problem!r})") from problem

    def _most_frequent(self) -> Iterator[str]:
        words = self.words
        order = np.argsort(-words.documents(0, words.size, title=False), kind="stable")
        stems = dict.fromkeys(stem(words.word(at)) for at in order[: 2 * WARMED].tolist())
        return islice(iter(stems), WARMED)

    def warm(self, until: float) -> bool:
        """Decode frequent stems of the text up to this moment of the monotonic clock; whether there are more to do."""
        for stemmed in self._cold:
            self.postings("text", stemmed)
            if self.kept.bytes > self.kept.limit * 0.8:
                self._cold = iter(())
                break
            if time.monotonic() >= until:
                return True
        return False

    def read_everything(self, *, most: int | None = None) -> None:
        """Decode every list of postings once, or about so many of them, spread over all; raises Damaged."""
        step = max(1, self.words.size // most) if most else 1
        try:
            for _, _, matcher in lists(*self._files, every=step):
                occurrences(matcher)
        except Exception as problem:
            raise Damaged(f"segment {self.key} cannot be read ({problem!r})") from problem


class Opened:
    """The segments of an index at one commit, one after the other, and which of their documents are not deleted.

    Nothing in it changes, and nobody may change an array that it hands out.
    """

    def __init__(self, segments: Sequence[Segment], deleted: Mapping[str, Iterable[int]], generation: int) -> None:
        self.segments = tuple(segments)
        self.commit = generation
        self.size = sum(segment.size for segment in segments)
        self.ids: Array = np.concatenate([np.zeros(0, np.int64), *(s.ids for s in segments)])
        lengths = [np.zeros((len(FIELDS), 0), np.float32), *(s.lengths for s in segments)]
        self.lengths: Array = np.concatenate(lengths, axis=1)
        self.alive = np.ones(self.size, np.bool_)
        self.offsets = list(accumulate((segment.size for segment in segments), initial=0))[:-1]
        for offset, segment in self._parts():
            self.alive[np.fromiter(deleted[segment.key], np.int64) + offset] = False
            segment.kept.limit = CACHE_BYTES * segment.size // self.size

    def _parts(self) -> Iterator[tuple[int, Segment]]:
        return zip(self.offsets, self.segments, strict=True)

    @cached_property
    def lexicon(self) -> Lexicon:
        """The words of the documents, unstemmed."""
        return Lexicon([segment.words for segment in self.segments])

    def postings(self, field: str, stemmed: str) -> Arrays:
        """Numbers of the documents with a stem in a field, ascending, deleted ones too, and how often each has it.

        Two parts of a hyphenated word may have one stem: that counts twice.
        """
        return self._joined([segment.postings(field, stemmed) for segment in self.segments], np.float32)

    def places(self, field: str, stemmed: str) -> Arrays:
        """Document and place of each occurrence of a stem in a field, ascending, deleted documents too."""
        return self._joined([segment.places(field, stemmed) for segment in self.segments], np.int32)

    def _joined(self, parts: Sequence[Arrays], kind: type[np.generic]) -> Arrays:
        numbers = self._numbered([numbers for numbers, _ in parts])
        return numbers, np.concatenate([np.zeros(0, kind), *(others.astype(kind) for _, others in parts)])

    def _numbered(self, parts: Sequence[Array]) -> Array:
        pairs = zip(self.offsets, parts, strict=True)
        return np.concatenate([np.zeros(0, np.int32), *(part.astype(np.int32) + offset for offset, part in pairs)])

    def with_word(self, word: str, *, title: bool = False) -> Array:
        """Numbers of the documents that have this folded word itself (in the title), ascending, deleted ones too."""
        found = [segment.words.find(word) for segment in self.segments]
        return self._with([(0, 0) if at is None else (at, at + 1) for at in found], title)

    def beginning(self, prefix: str, *, title: bool = False) -> Array:
        """Numbers of the documents with a folded word (in the title) that begins so, ascending, deleted ones too."""
        return self._with([segment.words.range(prefix) for segment in self.segments], title)

    def _with(self, ranges: Sequence[tuple[int, int]], title: bool) -> Array:
        parts = []
        for segment, (first, end) in zip(self.segments, ranges, strict=True):
            has = np.zeros(segment.size, np.bool_)
            has[segment.words.numbers(first, end, title=title)] = True
            parts.append(np.flatnonzero(has))
        return self._numbered(parts)

    def fingerprint(self, number: int) -> str:
        """The fingerprint of a document."""
        part = bisect_right(self.offsets, number) - 1
        kept: bytes = self.segments[part].fingerprints[number - self.offsets[part]].tobytes()
        return kept.hex()

    def documents(self) -> Iterator[tuple[int, int, str]]:
        """Id, number and fingerprint of each document."""
        for number in np.flatnonzero(self.alive).tolist():
            yield int(self.ids[number]), number, self.fingerprint(number)

    def warm(self, seconds: float) -> bool:
        """Decode frequent words for so long, so that nobody has to wait for it; whether there are more to do."""
        until = time.monotonic() + seconds
        return any(segment.warm(until) for segment in self.segments)


def open_index(place: Path, known: Mapping[str, Segment]) -> Opened:
    """The index as of its last commit, with the segments that are open already used again. Raises Damaged."""

    def open_now() -> Opened:
        contents = TOC.read(FileStorage(str(place)), NAME)
        segments = [known.get(part.segment_id()) or Segment(place, contents.schema, part) for part in contents.segments]
        deleted = {part.segment_id(): list(part.deleted_docs()) for part in contents.segments}
        return Opened(segments, deleted, contents.generation)

    return _patiently(place, open_now)


def files(place: Path) -> set[str]:
    """Names of the files that make up the index as of its last commit. Raises Damaged."""

    def list_now() -> set[str]:
        contents = TOC.read(FileStorage(str(place)), NAME)
        prefixes = tuple(f"{part.segment_id()}." for part in contents.segments)
        names = {entry.name for entry in place.iterdir() if entry.name.startswith(prefixes)}
        return names | {f"_{NAME}_{contents.generation}.toc"}

    return _patiently(place, list_now)


def _patiently(place: Path, read: Callable[[], Answer]) -> Answer:
    """Read files that a writer may be removing: what is missing is looked for a few times."""
    with damage_in(place):
        for attempt in range(4):
            with suppress(FileNotFoundError):
                return read()
            time.sleep(0.02 * attempt)
        return read()
