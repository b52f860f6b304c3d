"""Characters that show, and those that do not: what is pasted brings signs along that nobody sees."""

import re
import unicodedata

_BLANK_LETTERS = "\u034f\u115f\u1160\u17b4\u17b5\u2800\u3164\ufe00-\ufe0f\uffa0"
"""Letters and marks by their kind that leave the paper empty."""
_BLANK = re.compile(f"[{_BLANK_LETTERS}]")
_JOINERS = "\u200c\u200d"
"""They join letters or keep them apart: in Persian or Hindi names they are spelling, elsewhere nobody sees them."""
_JOINED_SCRIPTS = re.compile(r"[\u0600-\u08ff\u0900-\u0dff\u0e80-\u109f\u1780-\u18af\ufb50-\ufdff\ufe70-\ufefc]")


def visible(text: str) -> str:
    """The text without control characters and signs without width; line breaks and tabs become spaces."""
    spaced = "".join(" " if sign.isspace() else sign for sign in text)
    kept = [sign for at, sign in enumerate(spaced) if _shows(spaced, at)]
    return "".join(kept)


def one_line(typed: str) -> str:
    """A name or another short text as it is kept: what shows of it, letters with their accents, single spaces."""
    return " ".join(unicodedata.normalize("NFC", visible(typed)).split())


def _shows(text: str, at: int) -> bool:
    sign = text[at]
    if sign in _JOINERS:
        around = text[at - 1 : at], text[at + 1 : at + 2]
        return all(each and _JOINED_SCRIPTS.match(each) for each in around)
    return unicodedata.category(sign) not in {"Cc", "Cf"} and not _BLANK.match(sign)
