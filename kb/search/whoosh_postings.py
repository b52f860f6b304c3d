"""How the places of words stand in the posting lists of Whoosh, and how they are read back as arrays.

A word that stands three times in a document has three postings with the number of that document, each with a place of
four bytes: values of one length are kept as one string of bytes for each block of postings, others as an object each,
which takes six times as long to read.

Whoosh hands out one posting at a time. Whole blocks can be read through members of its matcher that are private
(`_read_data`, `_data`, `_next_block`); that is done here and nowhere else, and only after a trial has shown that it
gives the same as the public way. `Place` is named in the index: neither it nor this module may get another name.
"""

# mypy: allow-untyped-calls
# Whoosh is typed in part.

import logging
import struct
from array import array
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from functools import cache, partial
from itertools import islice
from typing import Any

import numpy as np
import numpy.typing as npt
from whoosh.codec.whoosh3 import W3Codec, W3TermInfo
from whoosh.filedb.filestore import RamStorage
from whoosh.formats import Format

log = logging.getLogger(__name__)

BLOCK = 1024
"""Postings in a block; Whoosh makes them of 128 where it is not told otherwise, and each costs time to open."""

Array = npt.NDArray[Any]
Block = tuple[Array, bytes]

_PLACE = struct.Struct("=I")


class Place(Format):
    """The value of a posting: the place of the word in its field."""

    posting_size = _PLACE.size

    def decode_positions(self, value: bytes) -> list[int]:
        """The place, as Whoosh asks for it."""
        return list(_PLACE.unpack(value))


# --- writing


class Gathered:
    """The postings of a segment that is being written: by field and stem pairs of document and place, ascending."""

    def __init__(self, fields: Iterable[str]) -> None:
        empty = partial(array, "I")
        self.pairs: dict[str, dict[bytes, array[int]]] = {field: defaultdict(empty) for field in sorted(fields)}

    def extend(self, field: str, stem: bytes, numbers: Iterable[int], places: Iterable[int]) -> None:
        """Add postings that come after those that are here; of documents with a number below 0 none."""
        pairs = self.pairs[field][stem]
        for number, place in zip(numbers, places, strict=True):
            if number >= 0:
                pairs.append(number)
                pairs.append(place)

    def postings(self, meanwhile: Callable[[], None]) -> Iterator[tuple[str, bytes, int, float, bytes]]:
        """All of them in the order and form in which a writer of Whoosh takes them; calls `meanwhile` between lists."""
        pack = _PLACE.pack
        for field, stems in self.pairs.items():
            for stem in sorted(stems):
                meanwhile()
                pairs = iter(stems[stem])
                for number, place in zip(pairs, pairs, strict=True):
                    yield field, stem, number, 1.0, pack(place)


def codec() -> W3Codec:
    """How segments are written."""
    return W3Codec(blocklimit=BLOCK)


# --- reading


def lists(storage: Any, schema: Any, segment: Any, *, every: int = 1) -> Iterator[tuple[str, bytes, Any]]:
    """Field, stem and matcher of the lists of a segment, or of one in so many; to look each up takes twice as long."""
    codec = segment.codec()
    terms = codec.terms_reader(storage, segment)
    file = segment.open_file(storage, codec.POSTS_EXT)
    try:
        for (field, stem), found in islice(terms.items(), 0, None, every):
            yield field, stem, codec.postings_reader(file, found, schema[field].format)
    finally:
        file.close()
        terms.close()


def occurrences(matcher: Any) -> tuple[Array, Array]:
    """Document and place of each posting, ascending; documents that were deleted are among them."""
    if hasattr(matcher, "child"):  # without the filter that Whoosh lays over deleted ones
        matcher = matcher.child
        matcher.reset()
    blocks = list(by_block(matcher) if reads_blocks() else one_by_one(matcher))
    numbers = np.concatenate([found for found, _ in blocks])
    return numbers, np.frombuffer(b"".join(places for _, places in blocks), np.uint32)


def one_by_one(matcher: Any) -> Iterator[Block]:
    """The postings in the public way."""
    numbers, places = array("i"), []
    while matcher.is_active():
        numbers.append(matcher.id())
        places.append(matcher.value())
        matcher.next()
    yield np.array(numbers, np.int32), b"".join(places)


def by_block(matcher: Any) -> Iterator[Block]:
    """The postings, a whole block at a time."""
    while matcher.is_active():
        matcher._read_data()
        steps, _, places = matcher._data
        yield np.cumsum(np.array(steps, np.int32), dtype=np.int32), places
        matcher._next_block()


@cache
def reads_blocks() -> bool:
    """Whether the Whoosh that is installed lets whole blocks be read; found out with a list of several blocks."""
    expected = _trial_postings()
    try:
        blocks = list(by_block(_trial()))
        found = np.concatenate([numbers for numbers, _ in blocks]).tolist()
        places = np.frombuffer(b"".join(values for _, values in blocks), np.uint32).tolist()
        agreed = len(blocks) > 1 and list(zip(found, places, strict=True)) == expected
    except Exception:  # private members may be gone, or be anything
        agreed = False
    if not agreed:
        log.warning("This Whoosh keeps its postings in another way; they are read one by one, which takes longer.")
    return agreed


def _trial_postings() -> list[tuple[int, int]]:
    return [(number, place * 300) for number in range(0, 90, 3) for place in range(1 + number % 4)]


def _trial() -> Any:
    """A matcher of the trial's postings."""
    storage, small = RamStorage(), W3Codec(blocklimit=8)
    file = storage.create_file("trial")
    writer = small.postings_writer(file)
    writer.start_postings(Place(), W3TermInfo())
    for number, place in _trial_postings():
        writer.add_posting(number, 1.0, _PLACE.pack(place), 0)
    found = writer.finish_postings()
    file.close()
    return small.postings_reader(storage.open_file("trial"), found, Place())
