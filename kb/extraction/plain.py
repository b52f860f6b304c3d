"""Reads plain text and tables of plain text."""

from kb.extraction.found import Found
from kb.extraction.kinds import decoded
from kb.extraction.parts import PartKind


def read(data: bytes, found: Found) -> None:
    """The whole text is one part."""
    found.add("text", PartKind.TEXT, decoded(data))
