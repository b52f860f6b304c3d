"""Rows that are put into, taken out of or changed in the middle of a column."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

Array = npt.NDArray[Any]


@dataclass(frozen=True, slots=True)
class Edit:
    """What becomes of one place in a table of rows."""

    row: int
    """The row before the change, or the one in front of which a row is put in."""
    replaces: bool
    """Whether the row that is there goes."""
    codes: Array | None
    """Codes of the row that comes; None where none comes."""


def spliced(array: Array, edits: Sequence[Edit], new: Sequence[Any]) -> Array:
    """A column after the edits, which are in the order of their rows; `new` has the value of each row that comes."""
    pieces, at, values = [], 0, iter(new)
    for edit in edits:
        pieces.append(array[at : edit.row])
        if edit.codes is not None:
            pieces.append(np.array([next(values)], array.dtype))
        at = edit.row + edit.replaces
    return np.concatenate([*pieces, array[at:]])
