"""Words that somebody typed, made fit for a message: one line, in no sign of which a mail program makes something."""

import re
import unicodedata

_LIKE_ADDRESS = re.compile(r"://|(?<=\w)\.(?=[^\W\d_]{2})|(?<=\bwww)\.", re.IGNORECASE)
_E_MAIL = re.compile(r"[^@\s]+@[^@\s]+")
_RIGHT_TO_LEFT = frozenset({"R", "AL", "AN"})
_DIRECTIONS = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
"""Signs that change the direction of what follows, which would be our own words."""
_NO_LETTERS = frozenset({"Cc", "Cs", "Cn", "Zl", "Zp"})
"""Kinds of characters that end lines, steer devices, or cannot be written as UTF-8."""


def on_one_line(text: str) -> str:
    """The text without line breaks, control characters and changes of direction; spaces stand alone."""
    kept = (" " if unicodedata.category(sign) in _NO_LETTERS else sign for sign in text if sign not in _DIRECTIONS)
    return " ".join("".join(kept).split())


def unlinked(text: str) -> str:
    """The text with a space in what looks like a web address, so that no mail program makes a link of it.

    An e-mail address that is all of the text stays as it is.
    """
    if _E_MAIL.fullmatch(text) and "://" not in text:
        return text
    return _LIKE_ADDRESS.sub(lambda found: f"{found[0][0]} {found[0][1:]}", text)


def right_to_left(text: str) -> bool:
    """Whether the text has letters that are written from right to left: it must not turn round what is beside it."""
    return any(unicodedata.bidirectional(sign) in _RIGHT_TO_LEFT for sign in text)


def shortened(text: str, longest: int) -> str:
    """The text with at most so many characters, an ellipsis standing for the rest."""
    return text if len(text) <= longest else text[: longest - 1].rstrip() + "…"
