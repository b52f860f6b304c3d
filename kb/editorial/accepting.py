"""What fields take, wherever a value comes from: a form, or a row of a sheet. The messages say what to do."""

from kb.core.characters import one_line, visible
from kb.core.clock import today

FIRST_YEAR, FIRST_SOURCE_YEAR = 1945, 1900
"""Earliest years of a review or audit, and of what was published about it."""
MOST_KEPT = 20_000
"""Characters of one field that are kept at all: ten times what any of them may have in the end."""
FAR_TOO_LONG = f"This is far too long to be kept: shorten it to {MOST_KEPT:,} characters. It is still here"
LONGEST_OF_SOURCE = {"title": 300, "publisher": 200, "pages": 60, "note": 1000}
"""Characters of what is said of a source."""
NAMES_OF_SOURCE = {"title": "The title", "publisher": "The publisher", "pages": "The pages", "note": "The note"}
NEEDED_OF_SOURCE = {
    "title": "Enter the title of the source",
    "publisher": "Enter who published it",
    "kind": "Choose the kind of source",
}


def year_in(typed: str, first: int = FIRST_YEAR) -> str:
    """The year that somebody typed; empty where nothing was. Raises ValueError with what to do."""
    text, last = visible(typed).strip(), today().year
    if text and not (text.isascii() and text.isdigit() and len(text) == 4 and first <= int(text) <= last):
        raise ValueError(f"Enter a year between {first} and {last}")
    return text


def of_source(name: str, typed: str) -> str:
    """A text about a source as it is kept, on one line. Raises ValueError with what to do."""
    text = one_line(typed)
    if not text and name in NEEDED_OF_SOURCE:
        raise ValueError(NEEDED_OF_SOURCE[name])
    if len(text) > LONGEST_OF_SOURCE[name]:
        raise ValueError(too_long_for_source(name))
    return text


def too_long_for_source(name: str) -> str:
    """What is said where a text about a source has too many characters."""
    return f"{NAMES_OF_SOURCE[name]} must have {LONGEST_OF_SOURCE[name]:,} characters or fewer"
