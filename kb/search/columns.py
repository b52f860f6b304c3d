"""Which rows have which values: arrays that are counted without a look at any lesson. Knows no facets, only codes.

Each row has a short list of codes. To count a few rows their lists are read. To count many of them would take
milliseconds, so it is also kept which rows a code has: a frequent one as a line of bits, one for each row, of which
eight bytes are counted at a time; a rare one as a list of rows.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from kb.search.edits import Array, Edit, spliced

Mask = npt.NDArray[np.bool_]

FEW = 15
"""Up to one row in so many, lists are read; beyond that lines of bits are quicker."""
RARE = 64
"""A code that fewer than one row in so many has gets no line of bits."""
SHIFTS = 48
"""So many rows are put into or taken out of the lines of bits one by one; for more the lines are made anew."""
BLOCK = 1 << 16
"""Rows of which lines are made together."""


@dataclass(frozen=True, slots=True)
class Lists:
    """A list of codes for each row, one list behind the other."""

    codes: Array
    starts: Array
    """Where the list of each row begins, and where the last one ends."""

    @classmethod
    def of(cls, codes: Array, lengths: Array) -> "Lists":
        """Lists of these lengths."""
        return cls(codes, _starts(lengths))

    def of_row(self, row: int) -> Array:
        """The codes of one row."""
        return self.codes[self.starts[row] : self.starts[row + 1]]

    def of_rows(self, rows: Array) -> Array:
        """The codes of these rows, one list behind the other."""
        starts = self.starts[rows]
        lengths = self.starts[rows + 1] - starts
        ends = np.cumsum(lengths, dtype=np.int32)
        places = np.repeat(starts - ends + lengths, lengths)
        places += np.arange(len(places), dtype=np.int32)
        codes: Array = self.codes.take(places)
        return codes

    def edited(self, edits: Sequence[Edit]) -> "Lists":
        """The lists after the edits."""
        pieces, at = [], 0
        for edit in edits:
            pieces.append(self.codes[self.starts[at] : self.starts[edit.row]])
            pieces += [] if edit.codes is None else [edit.codes]
            at = edit.row + edit.replaces
        codes: Array = np.concatenate([*pieces, self.codes[self.starts[at] :]])
        new = [len(edit.codes) for edit in edits if edit.codes is not None]
        return Lists.of(codes, spliced(np.diff(self.starts), edits, new))


@dataclass(frozen=True, slots=True)
class Rows:
    """A list of rows for each code, one list behind the other; empty for codes that have a line of bits."""

    rows: Array
    starts: Array
    """Where the list of each code begins, and where the last one ends."""

    @classmethod
    def of(cls, lists: Lists, wanted: Mask) -> "Rows":
        """The rows of the codes for which `wanted` is true."""
        kept = wanted[lists.codes]
        codes = lists.codes[kept]
        rows = np.repeat(np.arange(len(lists.starts) - 1, dtype=np.int32), np.diff(lists.starts))[kept]
        return cls(rows[np.argsort(codes, kind="stable")], _starts(np.bincount(codes, minlength=len(wanted))))

    def counts(self, mask: Mask, codes: int, some: tuple[int, int]) -> Array:
        """For each code how many of its rows are in the mask; only those from one code to another are counted."""
        counts = np.zeros(codes, np.int64)
        first, last = (min(code, len(self.starts) - 1) for code in some)
        starts = self.starts[first : last + 1]
        if starts[0] < starts[-1]:
            there = mask.view(np.uint8).take(self.rows[starts[0] : starts[-1]])
            full = np.flatnonzero(np.diff(starts))
            counts[first + full] = np.add.reduceat(there, starts[full] - starts[0], dtype=np.uint32)
        return counts

    def of_code(self, code: int) -> Array:
        """The rows that have this code."""
        known = code < len(self.starts) - 1
        return self.rows[self.starts[code] : self.starts[code + 1]] if known else self.rows[:0]

    def edited(self, edits: Sequence[Edit], size: int, lines: Array) -> "Rows":
        """The lists after the edits of a table that had `size` rows; codes in `lines` are left out."""
        moved, new = _moved(edits, size)
        rows = moved[self.rows]
        kept = np.zeros(len(rows) + 1, np.int32)
        np.cumsum(rows >= 0, out=kept[1:])
        pairs = sorted(
            (code, row)
            for edit, row in zip(edits, new, strict=True)
            for code in ([] if edit.codes is None else edit.codes[~np.isin(edit.codes, lines)].tolist())
        )
        codes = np.array([code for code, _ in pairs], np.int64)
        lengths = np.diff(kept[self.starts])
        wider = np.zeros(max(len(lengths), int(codes.max(initial=-1)) + 1), np.int64)
        wider[: len(lengths)] = lengths
        starts = _starts(wider)
        rows = np.insert(rows[rows >= 0], starts[codes + 1], [row for _, row in pairs])
        return Rows(rows, _starts(wider + np.bincount(codes, minlength=len(wider))))


def _starts(lengths: Array) -> Array:
    starts = np.zeros(len(lengths) + 1, np.int32)
    np.cumsum(lengths, out=starts[1:])
    return starts


def _moved(edits: Sequence[Edit], size: int) -> tuple[Array, list[int]]:
    """Where each row is after the edits, -1 where it goes; and at which row each edit puts in its own."""
    steps = np.zeros(size + 1, np.int32)
    new, ahead = [], 0
    for edit in edits:
        new.append(edit.row + ahead)
        step = (edit.codes is not None) - edit.replaces
        steps[edit.row + edit.replaces] += step
        ahead += step
    moved = np.arange(size, dtype=np.int32) + np.cumsum(steps[:size], dtype=np.int32)
    moved[[edit.row for edit in edits if edit.replaces]] = -1
    return moved, new


@dataclass(frozen=True, slots=True)
class Lines:
    """A line of bits for each of some codes: bit n of a line says whether row n has the code."""

    codes: Array
    bits: Array
    """Bytes, eight rows in each, the first row in the lowest bit; as many as fill whole words of eight bytes."""

    @classmethod
    def of(cls, lists: Lists, codes: Array) -> "Lines":
        """The lines of these codes, which are ascending."""
        size = len(lists.starts) - 1
        line = np.full(max(int(lists.codes.max(initial=0)), int(codes.max(initial=0))) + 1, -1, np.int32)
        line[codes] = np.arange(len(codes))
        bits = np.zeros((len(codes), _bytes(size)), np.uint8)
        for first in range(0, size, BLOCK):
            starts = lists.starts[first : first + BLOCK + 1]
            lines = line[lists.codes[starts[0] : starts[-1]]]
            rows = np.repeat(np.arange(len(starts) - 1), np.diff(starts))
            block = np.zeros((len(codes), len(starts) - 1), np.bool_)
            block[lines[lines >= 0], rows[lines >= 0]] = True
            bits[:, first >> 3 : -(-(first + block.shape[1]) // 8)] = np.packbits(block, axis=1, bitorder="little")
        return cls(codes, bits)

    def counts(self, mask: Mask, some: slice) -> Array:
        """For each of some lines the number of its rows that are in the mask."""
        asked = np.zeros(self.bits.shape[1], np.uint8)
        packed = np.packbits(mask, bitorder="little")
        asked[: len(packed)] = packed
        both = self.bits[some].view(np.uint64) & asked.view(np.uint64)
        counts: Array = np.bitwise_count(both).sum(axis=1, dtype=np.min_scalar_type(len(mask)))
        return counts

    def rows(self, lines: Iterable[int], size: int) -> Mask:
        """The rows that have the code of any of these lines."""
        joined = np.bitwise_or.reduce(self.bits[list(lines)], axis=0)
        return np.unpackbits(joined, count=size, bitorder="little").view(np.bool_)

    def edited(self, edits: Sequence[Edit], size: int) -> "Lines":
        """The lines after the edits of a table that then has `size` rows."""
        room = _bytes(size + len(edits))  # rows are put in before others are taken out
        bits = np.zeros((len(self.codes), max(room, self.bits.shape[1])), np.uint8)
        bits[:, : self.bits.shape[1]] = self.bits
        for edit in reversed(edits):  # from the end, so that the rows of the others stay as they are
            byte, bit = edit.row >> 3, edit.row & 7
            if edit.codes is None:
                _take_out(bits, byte, bit)
                continue
            if edit.replaces:
                bits[:, byte] &= 0xFF ^ (1 << bit)
            else:
                _put_in(bits, byte, bit)
            bits[np.isin(self.codes, edit.codes), byte] |= 1 << bit
        return Lines(self.codes, np.ascontiguousarray(bits[:, : _bytes(size)]))


def _bytes(size: int) -> int:
    return -(-size // 64) * 8


def _take_out(bits: Array, byte: int, bit: int) -> None:
    """Every row behind this one moves up by one place."""
    tail = bits[:, byte:]
    moved = tail >> 1
    moved[:, :-1] |= tail[:, 1:] << 7
    low = (1 << bit) - 1
    moved[:, 0] = (tail[:, 0] & low) | (moved[:, 0] & (0xFF ^ low))
    bits[:, byte:] = moved


def _put_in(bits: Array, byte: int, bit: int) -> None:
    """This row and every one behind it moves down by one place; the free place is empty."""
    tail = bits[:, byte:]
    moved = tail << 1
    moved[:, 1:] |= tail[:, :-1] >> 7
    low = (1 << bit) - 1
    moved[:, 0] = (tail[:, 0] & low) | ((tail[:, 0] & (0xFF ^ low)) << 1)
    bits[:, byte:] = moved


@dataclass(frozen=True, slots=True)
class Columns:
    """The values of all rows; immutable."""

    size: int
    lists: Lists
    rare: Rows
    lines: Lines

    @classmethod
    def of(cls, lists: Lists) -> "Columns":
        """Columns in which frequent codes have lines."""
        size = len(lists.starts) - 1
        frequent = np.bincount(lists.codes) * RARE >= max(size, 1)
        return cls(size, lists, Rows.of(lists, ~frequent), Lines.of(lists, np.flatnonzero(frequent)))

    def counts(self, mask: Mask, codes: int, some: tuple[int, int] | None = None) -> Array:
        """How many of the rows in a mask have each of the codes below `codes`.

        Where only those from one code to another are asked for (`some`), other numbers may be wrong.
        """
        if np.count_nonzero(mask) * FEW < self.size:
            return np.bincount(self.lists.of_rows(np.flatnonzero(mask)), minlength=codes)
        counts = self.rare.counts(mask, codes, some or (0, codes))
        lines = slice(*np.searchsorted(self.lines.codes, some)) if some else slice(None)
        counts[self.lines.codes[lines]] = self.lines.counts(mask, lines)
        return counts

    def rows_with_any(self, codes: Iterable[int]) -> Mask:
        """The rows that have one of these codes."""
        rows = np.zeros(self.size, np.bool_)
        lines = []
        for code in codes:
            line = int(np.searchsorted(self.lines.codes, code))
            if line < len(self.lines.codes) and self.lines.codes[line] == code:
                lines.append(line)
            else:
                rows[self.rare.of_code(code)] = True
        return rows | self.lines.rows(lines, self.size) if lines else rows

    def sums(self, weights: Mapping[int, float]) -> Array:
        """For each row the sum of the weights of those of these codes that it has."""
        sums = np.zeros(self.size, np.float32)
        frequent = np.flatnonzero(np.isin(self.lines.codes, list(weights)))
        masks = np.unpackbits(self.lines.bits[frequent], axis=1, count=self.size, bitorder="little")
        for code, mask in zip(self.lines.codes[frequent].tolist(), masks, strict=True):
            sums += mask * np.float32(weights[code])
        for code in weights.keys() - set(self.lines.codes[frequent].tolist()):
            sums[self.rare.of_code(code)] += np.float32(weights[code])
        return sums

    def edited(self, edits: Sequence[Edit]) -> "Columns":
        """The columns after the edits, which are in the order of their rows.

        Of 60,000 rows with twenty codes each all columns take ten times as long to make anew, in every commit.
        """
        lists = self.lists.edited(edits)
        size = len(lists.starts) - 1
        if sum((edit.codes is None) or not edit.replaces for edit in edits) > SHIFTS:
            return Columns.of(lists)
        rare = self.rare.edited(edits, self.size, self.lines.codes)
        return Columns(size, lists, rare, self.lines.edited(edits, size))
