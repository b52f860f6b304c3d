"""Keeps the inverted index in files, with Whoosh; the only module that knows Whoosh.

Whoosh stores and decodes; what is found, and in which order, is decided elsewhere. Three of its traps shape this
module. `Searcher.refresh()` brings deleted documents back, so segments are opened from the table of contents and
deletions are read from there each time. Readers shared by threads give wrong results, so every read of a file
happens under the segment's lock and leaves arrays that never change. Compound segments are copied into memory by
every process, so they are not made.

The schema is pickled into the index with references to this module and to `Spaced`: their names must not change.
"""

# mypy: allow-untyped-calls
# Whoosh is typed in part.

import threading
import time
from bisect import bisect_right
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from functools import lru_cache
from itertools import accumulate
from pathlib import Path
from typing import Any, TypeVar

import numpy as np
import numpy.typing as npt
from whoosh import versionstring
from whoosh.analysis.acore import Token
from whoosh.analysis.analyzers import Analyzer
from whoosh.fields import STORED, FieldType, Schema
from whoosh.filedb.filestore import FileStorage
from whoosh.formats import Positions
from whoosh.index import TOC, FileIndex, LockError
from whoosh.lang.snowball.english import EnglishStemmer
from whoosh.reading import SegmentReader, TermNotFound

from kb.search.backend import SearchDocument
from kb.search.words import IRREGULAR, places

SCHEMA_VERSION = 1
"""Raise it with every change of the schema or of what is stored: the index is then built anew."""
ENGINE = f"whoosh {versionstring()}"
FIELDS = ("title", "text", "labels")
NAME = "MAIN"
MOST_SEGMENTS = 8
CACHE_BYTES = 64 * 1024 * 1024
"""Decoded postings that one segment keeps."""

_STEMMER = EnglishStemmer()

Array = npt.NDArray[Any]
Answer = TypeVar("Answer")


class Damaged(Exception):
    """The files cannot be read as an index; the message says what was seen."""


@lru_cache(maxsize=100_000)
def stem(folded: str) -> str:
    """The form under which a folded word is kept and looked for (Snowball English)."""
    return str(_STEMMER.stem(IRREGULAR.get(folded, folded)))


def spaced(text: str) -> tuple[str, int]:
    """The stems of a text in the form that `Spaced` reads, one blank after each place, and how many places have one."""
    found = ["|".join(stem(word) for word in here) for here in places(text)]
    return " ".join(found), sum(1 for stems in found if stems)


class Spaced(Analyzer):
    """Hands over what `spaced` made. It has no rule of its own, so that a pickled one never differs from the code."""

    def __call__(self, value: str, **options: Any) -> Iterator[Token]:
        token = Token(**{**options, "positions": True})
        token.boost, token.stopped = 1.0, False
        for place, stems in enumerate(value.split(" ")):
            for text in stems.split("|") if stems else ():
                token.text, token.pos = text, place
                yield token


def _schema() -> Schema:
    return Schema(
        id=STORED(),
        fingerprint=STORED(),  # tells whether the document is the one that the database holds
        lengths=STORED(),  # of FIELDS; Whoosh's own are rounded
        **{name: FieldType(Positions(), Spaced()) for name in FIELDS},
    )


# --- writing; the caller holds the writer's lock


def create(place: Path) -> None:
    """An empty index in an empty folder."""
    FileIndex.create(FileStorage(str(place)), _schema(), NAME)


def write(place: Path, removed: Collection[int], added: Iterable[SearchDocument]) -> None:
    """Take out the documents with these numbers and add others, in one commit.

    Raises Damaged where the index that is there does not let it. What goes wrong in `added` is raised as it is.
    """
    with _damage_in(place):
        writer = FileIndex(FileStorage(str(place)), indexname=NAME).writer(timeout=10.0, compound=False)
    try:
        with _damage_in(place):
            for number in removed:
                writer.delete_document(number)
        for document in added:
            with _damage_in(place):
                _add(writer, document)
    except BaseException:
        with suppress(Exception):  # it lets go of its lock first, and must not hide what went wrong
            writer.cancel()
        raise
    with _damage_in(place):
        writer.commit(mergetype=_merge)


def _add(writer: Any, document: SearchDocument) -> None:
    fields = [spaced(text) for text in (document.title, document.text, document.labels)]
    writer.add_document(
        id=document.id,
        fingerprint=document.fingerprint,
        lengths=tuple(length for _, length in fields),
        **{name: value for name, (value, _) in zip(FIELDS, fields, strict=True)},
    )


@contextmanager
def _damage_in(place: Path) -> Iterator[None]:
    """Call it damage when Whoosh stumbles over a file; it reads some while it writes, to merge old segments."""
    try:
        yield
    except FileNotFoundError as problem:
        raise Damaged(f"a file of the index in {place.name} is missing ({problem})") from problem
    except (OSError, MemoryError, LockError):  # full disk, no permission: says nothing about the index
        raise
    except Exception as problem:  # the table of contents is a pickle: a damaged one may raise anything
        raise Damaged(f"the index in {place.name} cannot be used ({problem!r})") from problem


def _merge(writer: Any, segments: list[Any]) -> list[Any]:
    """Merge the smallest segments once there are many: each costs open files, and time in every search.

    At least half of them, and then each that is no larger than what is merged anyway, so that a document is
    copied a few times in its life and not once per commit.
    """
    alive = [segment for segment in segments if segment.deleted_count() < segment.doc_count_all()]
    if len(alive) < MOST_SEGMENTS:
        return alive
    merged: list[Any] = []
    total = 0
    for segment in sorted(alive, key=lambda part: part.doc_count_all()):
        if len(merged) >= MOST_SEGMENTS // 2 and segment.doc_count_all() > total:
            break
        merged.append(segment)
        total += segment.doc_count_all()
    for segment in merged:
        reader = SegmentReader(writer.storage, writer.schema, segment)
        writer.add_reader(reader)
        reader.close()
    return [segment for segment in alive if segment not in merged]


# --- reading


class Segment:
    """A part of an index that never changes, opened once and shared by threads and by later openings."""

    def __init__(self, place: Path, schema: Any, segment: Any) -> None:
        self.key: str = segment.segment_id()
        self._reader = SegmentReader(FileStorage(str(place)), schema, segment)
        self._lock = threading.Lock()
        self._postings: dict[tuple[str, str], tuple[Array, Array]] = {}
        self._bytes = 0
        self.size: int = segment.doc_count_all()
        self.ids = np.zeros(self.size, np.int64)
        self.lengths = np.zeros((len(FIELDS), self.size))
        self.fingerprints = [""] * self.size
        for number, stored in self._reader.iter_docs():  # documents deleted before keep id 0
            self.ids[number] = stored["id"]
            self.lengths[:, number] = stored["lengths"]
            self.fingerprints[number] = stored["fingerprint"]

    def __del__(self) -> None:  # the last snapshot that used it is gone
        if hasattr(self, "_reader"):
            self._reader.close()

    def postings(self, field: str, term: str) -> tuple[Array, Array]:
        """Numbers of the documents with a stem in a field, ascending, and how often each has it. Never changed."""
        found = self._postings.get((field, term))
        if found is None:
            with self._lock:
                if self._bytes > CACHE_BYTES:
                    self._postings, self._bytes = {}, 0
                found = self._postings.get((field, term))  # another thread may have been first
                if found is None:
                    found = self._decode(field, term)
                    if len(found[0]):  # words that no document has are endless
                        self._postings[field, term] = found
                        self._bytes += found[0].nbytes + found[1].nbytes + 300
        return found

    def _decode(self, field: str, term: str) -> tuple[Array, Array]:
        numbers, counts = [], []
        try:
            matcher = self._reader.postings(field, term)
            while matcher.is_active():
                numbers.append(matcher.id())
                counts.append(matcher.weight())
                matcher.next()
        except TermNotFound:
            pass
        except Exception as problem:  # a damaged file is unpickled: anything may come of it
            raise Damaged(f"the postings of {field} “{term}” cannot be read ({problem!r})") from problem
        return np.array(numbers, np.int64), np.array(counts, np.float64)

    def read_everything(self) -> None:
        """Decode every posting once; raises Damaged."""
        try:
            with self._lock:
                terms = [(field, text.decode()) for field, text in self._reader.all_terms()]
        except Exception as problem:
            raise Damaged(f"the words of segment {self.key} cannot be read ({problem!r})") from problem
        for field, term in terms:
            with self._lock:
                self._decode(field, term)


class Opened:
    """The segments of an index at one commit, one after the other, and which of their documents are not deleted."""

    def __init__(self, segments: Sequence[Segment], deleted: Mapping[str, Iterable[int]], generation: int) -> None:
        self.segments = tuple(segments)
        self.commit = generation
        self.size = sum(segment.size for segment in segments)
        self.ids: Array = np.concatenate([np.zeros(0, np.int64), *(s.ids for s in segments)])
        self.lengths: Array = np.concatenate([np.zeros((len(FIELDS), 0)), *(s.lengths for s in segments)], axis=1)
        self.alive = self.ids > 0
        self.offsets = list(accumulate((segment.size for segment in segments), initial=0))[:-1]
        for offset, segment in zip(self.offsets, segments, strict=True):
            self.alive[[offset + number for number in deleted[segment.key]]] = False

    def postings(self, field: str, term: str) -> tuple[Array, Array]:
        """Numbers of the documents with a stem in a field, deleted ones too, and how often each has it."""
        parts = [(at, part.postings(field, term)) for at, part in zip(self.offsets, self.segments, strict=True)]
        numbers = np.concatenate([np.zeros(0, np.int64), *(found + offset for offset, (found, _) in parts)])
        return numbers, np.concatenate([np.zeros(0), *(counts for _, (_, counts) in parts)])

    def fingerprint(self, number: int) -> str:
        """The fingerprint of a document."""
        part = bisect_right(self.offsets, number) - 1
        return self.segments[part].fingerprints[number - self.offsets[part]]

    def documents(self) -> Iterator[tuple[int, int, str]]:
        """Id, number and fingerprint of each document."""
        for offset, segment in zip(self.offsets, self.segments, strict=True):
            for number in range(segment.size):
                if self.alive[offset + number]:
                    yield int(segment.ids[number]), offset + number, segment.fingerprints[number]


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
    with _damage_in(place):
        for attempt in range(4):
            with suppress(FileNotFoundError):
                return read()
            time.sleep(0.02 * attempt)
        return read()
