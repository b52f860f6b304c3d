"""How wide signs are in Arial, and so how many rows a text takes: for pages that are divided by another program."""

import unicodedata

_ASCII = (
    278, 278, 355, 556, 556, 889, 667, 191, 333, 333, 389, 584, 278, 333, 278, 278,  # space to /
    *[556] * 10, 278, 278, 584, 584, 584, 556, 1015,  # digits, : to @
    667, 667, 722, 722, 667, 611, 778, 722, 278, 500, 667, 556, 833, 722, 778, 667, 778, 722, 667, 611, 722, 667, 944,
    667, 667, 611, 278, 278, 278, 469, 556, 333,  # A to `
    556, 556, 500, 556, 556, 278, 556, 556, 222, 222, 500, 222, 833, 556, 556, 556, 556, 333, 500, 278, 556, 500, 722,
    500, 500, 500, 334, 260, 334, 584,  # a to ~
)  # fmt: skip
"""Widths in thousandths of the size."""
_OTHER, _WIDEST = 0.611, 1.0


def rows(text: str, width: float, size: float) -> int:
    """Rows of a text of this size in a place of this width, both in points; at least one."""
    found, used, space = 1, 0.0, _width(" ") * size
    for word in text.split():
        wide = sum(map(_width, word)) * size
        if used and used + space + wide > width:
            found, used = found + 1, 0.0
        used += wide + (space if used else 0.0)
        while used > width:  # a word that is longer than a row is divided
            found, used = found + 1, used - width
    return found


def _width(sign: str) -> float:
    if " " <= sign <= "~":
        return _ASCII[ord(sign) - 32] / 1000
    base = unicodedata.normalize("NFD", sign)[0]
    if " " <= base <= "~":
        return _ASCII[ord(base) - 32] / 1000
    return _WIDEST if unicodedata.category(sign)[0] != "P" or unicodedata.east_asian_width(sign) in "WF" else _OTHER
