"""Writes the inverted index into files, with Whoosh: schema, stems, commits, merging of segments.

Whoosh stores; what is found, and in which order, is decided elsewhere. Its own way to add a text keeps an object for
each posting and sorts them on the disk. Here postings are gathered as arrays, by stem, and handed to the writer of the
segment in order, which takes a third of the time and of the memory.

The schema is pickled into the index with references to `whoosh_postings.Place`. Beside Whoosh's files each segment has
one of ours, with its words (see `lexicon`); Whoosh removes it with the others, by its name.
"""

# mypy: allow-untyped-calls
# Whoosh is typed in part.

import errno
import struct
from array import array
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator
from contextlib import contextmanager, suppress
from functools import lru_cache, partial
from pathlib import Path
from traceback import clear_frames
from typing import Any

import numpy as np
from whoosh import versionstring
from whoosh.columns import FixedBytesColumn
from whoosh.fields import COLUMN, FieldType, Schema
from whoosh.filedb.filestore import FileStorage
from whoosh.index import FileIndex, LockError
from whoosh.lang.snowball.english import EnglishStemmer
from whoosh.reading import SegmentReader

from kb.search.backend import SearchDocument
from kb.search.lexicon import Words, packed
from kb.search.whoosh_postings import Gathered, Place, codec, lists, occurrences
from kb.search.words import one_spelling, places

SCHEMA_VERSION = 2
"""Raise it with every change of the schema or of what is stored: the index is then built anew."""
ENGINE = f"whoosh {versionstring()}"
FIELDS = ("title", "text", "labels")
NAME = "MAIN"
WORDS = ".words"
"""Ending of the file with the words of a segment."""
MOST_SEGMENTS = 8
"""So many are merged, the smallest of them first; each costs open files, and time in every search."""

_STEMMER = EnglishStemmer()
_RECORD = struct.Struct("=q10s3I")
RECORD = np.dtype([("id", "=i8"), ("fingerprint", "u1", (10,)), ("lengths", "=u4", (len(FIELDS),))])
"""What is kept of a document itself. The fingerprint tells whether it is the one that the database holds; a length is
the number of places in a field that have a word, as those that Whoosh keeps are rounded."""


class Damaged(Exception):
    """The files cannot be read as an index; the message says what was seen."""


@lru_cache(maxsize=100_000)
def stem(folded: str) -> str:
    """The form under which a folded word is kept and looked for (Snowball English)."""
    return str(_STEMMER.stem(one_spelling(folded)))


@lru_cache(maxsize=100_000)
def _stem(folded: str) -> bytes:
    return stem(folded).encode()


def _schema() -> Schema:
    return Schema(
        record=COLUMN(FixedBytesColumn(RECORD.itemsize)),
        **{name: FieldType(Place(), None) for name in FIELDS},  # type: ignore[arg-type]  # no text goes through it
    )


# --- writing; the caller holds the writer's lock


def create(place: Path) -> None:
    """An empty index in an empty folder."""
    FileIndex.create(FileStorage(str(place)), _schema(), NAME)


def write(
    place: Path,
    removed: Collection[int],
    added: Iterable[SearchDocument],
    *,
    most_segments: int = MOST_SEGMENTS,
    meanwhile: Callable[[], None] = lambda: None,
) -> None:
    """Take out the documents with these numbers and add others, in one commit; merge once there are many segments.

    Raises Damaged where the index that is there does not let it. What goes wrong in `added` is raised as it is.
    `meanwhile` is called often, and must not raise: a commit of many documents takes long after the last was taken.
    """
    with damage_in(place):
        writer = _writer(place)
    new = _New(writer, meanwhile)
    try:
        with damage_in(place):
            for number in removed:
                writer.delete_document(number)
        for document in added:
            with damage_in(place):
                new.add(document)
        with damage_in(place):
            writer.commit(mergetype=partial(_merge, new, most_segments))
    except BaseException:
        with suppress(Exception):  # it lets go of its lock first, and must not hide what went wrong
            writer.cancel()
        raise


def _writer(place: Path) -> Any:
    try:
        return FileIndex(FileStorage(str(place)), indexname=NAME).writer(timeout=10.0, compound=False, codec=codec())
    except BaseException as problem:
        clear_frames(problem.__traceback__)  # one that was made in part holds its lock until nothing refers to it
        raise


class _New:
    """The segment that is being written: postings and words of all that is added to it."""

    def __init__(self, writer: Any, meanwhile: Callable[[], None]) -> None:
        self._writer = writer
        self._meanwhile = meanwhile
        self._postings = Gathered(FIELDS)
        self._words: dict[str, array[int]] = defaultdict(partial(array, "I"))
        self._in_titles: dict[str, array[int]] = defaultdict(partial(array, "I"))

    def add(self, document: SearchDocument) -> None:
        """Add a document."""
        number = self._writer.docnum
        title: set[str] = set()
        others: set[str] = set()
        lengths = (
            self._add_text("title", number, document.title, title),
            self._add_text("text", number, document.text, others),
            self._add_text("labels", number, document.labels, others),
        )
        for word in title:
            self._in_titles[word].append(number)
        for word in title | others:
            self._words[word].append(number)
        self._writer.add_document(record=_RECORD.pack(document.id, bytes.fromhex(document.fingerprint), *lengths))

    def _add_text(self, field: str, number: int, text: str, words: set[str]) -> int:
        """Add the places of a text and note its words; returns how many places have one."""
        pairs = self._postings.pairs[field]
        length = 0
        for place, here in enumerate(places(text)):
            if here:
                length += 1
                words.update(here)
                for word in here:
                    found = pairs[_stem(word)]
                    found.append(number)
                    found.append(place)
        return length

    def take_over(self, segment: Any) -> None:
        """Add the documents of a segment that were not deleted."""
        storage, schema = self._writer.storage, self._writer.schema
        reader = _WithoutPostings(storage, schema, segment)
        try:
            alive = list(reader.all_doc_ids())
            renumbered = np.full(segment.doc_count_all(), -1, np.int64)
            renumbered[alive] = self._writer.docnum + np.arange(len(alive))
            self._writer.add_reader(reader)
        finally:
            reader.close()
        for field, stemmed, matcher in lists(storage, schema, segment):
            numbers, at = occurrences(matcher)
            self._postings.extend(field, stemmed, renumbered[numbers].tolist(), at.tolist())
        words = Words(Path(storage.folder, segment.make_filename(WORDS)).read_bytes())
        for title, by_word in ((False, self._words), (True, self._in_titles)):
            for word, documents in words.documents_of_each(title=title):
                by_word[word].extend(number for number in renumbered[documents].tolist() if number >= 0)

    def finish(self) -> None:
        """Write postings and words into the files of the new segment, if there is anything in it."""
        if self._writer.docnum:
            postings = self._postings.postings(self._meanwhile)
            self._writer.fieldwriter.add_postings(self._writer.schema, None, postings)
            words = {word: numbers for word, numbers in self._words.items() if numbers}
            with self._writer.newsegment.create_file(self._writer.storage, WORDS) as file:
                file.write(packed(self._writer.docnum, words, self._in_titles))


class _WithoutPostings(SegmentReader):
    """A segment of which Whoosh copies the records only; its postings are gathered with the others."""

    def iter_postings(self) -> Iterator[Any]:
        """None."""
        return iter(())


@contextmanager
def damage_in(place: Path) -> Iterator[None]:
    """Call it damage when Whoosh stumbles over a file; it reads some while it writes, to merge old segments."""
    try:
        yield
    except FileNotFoundError as problem:
        raise Damaged(f"a file of the index in {place.name} is missing ({problem})") from problem
    except (Damaged, MemoryError, LockError):
        raise
    except OSError as problem:
        if problem.errno in {errno.EIO, errno.EINVAL}:  # a bad disk, a place in a file that there cannot be
            raise Damaged(f"a file of the index in {place.name} cannot be read ({problem})") from problem
        raise  # full disk, no permission: says nothing about the index
    except Exception as problem:  # the table of contents is a pickle: a damaged one may raise anything
        raise Damaged(f"the index in {place.name} cannot be used ({problem!r})") from problem


def _merge(new: _New, most: int, _writer: Any, segments: list[Any]) -> list[Any]:
    """Finish the new segment; before that merge the smallest ones into it, once there are so many.

    At least half of them are merged, and then each that is no larger than what is merged anyway, so that a document is
    copied a few times in its life and not once per commit.
    """
    alive = [segment for segment in segments if segment.deleted_count() < segment.doc_count_all()]
    merged: list[Any] = []
    total = 0
    for segment in sorted(alive, key=lambda part: part.doc_count_all()) if len(alive) >= most else ():
        if len(merged) >= most // 2 and segment.doc_count_all() > total:
            break
        merged.append(segment)
        total += segment.doc_count_all()
    for segment in merged:
        new.take_over(segment)
    new.finish()
    return [segment for segment in alive if segment not in merged]
