"""References of lessons: LB-0042, however people write them."""

import re

PATTERN = r"(?i:lb)[-\u2010-\u2013]?[0-9]{1,8}"
"""A reference within other words; with a blank in it, it may be a weight."""
_ALONE = re.compile(r"\s*(?i:lb)[\s\-\u2010-\u2013]*([0-9]{1,8})\s*")


def written(number: int) -> str:
    """The reference of a lesson by its number."""
    return f"LB-{number:04d}"


def read(text: str) -> str | None:
    """The reference that a text is, with a blank or without; None where it is anything else."""
    found = _ALONE.fullmatch(text)
    return written(int(found[1])) if found else None
