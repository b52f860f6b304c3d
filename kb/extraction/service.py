"""Reads the text of a file, or makes a copy without what people do not see; the only module that others call."""

from kb.extraction import child, messages
from kb.extraction.parts import DEFAULT, Cleaned, Extracted, Limits, Picture, Refused, Table


def extract(data: bytes, *, name: str, limits: Limits = DEFAULT) -> Extracted:
    """All text of a file, with its comments, properties and whatever else is hidden in it; raises `Refused`."""
    read = messages.understood(child.run("extract", data, name, limits))
    if not isinstance(read, Extracted):
        raise Refused("damaged")
    return read


def cleaned(data: bytes, *, name: str, limits: Limits = DEFAULT) -> Cleaned | None:
    """A copy without properties, comments, changes, places of pictures, attachments; None where none can be made.

    Raises `Refused` as `extract` does. The copy has been read again: nothing of the kind is left in it.
    """
    made = messages.understood(child.run("clean", data, name, limits))
    return made if isinstance(made, Cleaned) else None


def table(data: bytes, *, name: str, limits: Limits = DEFAULT) -> Table:
    """The rows of a CSV file, of a workbook's first sheet that is shown, or of Markdown files. Raises `Refused`."""
    read = messages.understood(child.run("table", data, name, limits))
    if not isinstance(read, Table):
        raise Refused("damaged")
    return read


def picture(data: bytes, *, limits: Limits = DEFAULT) -> Picture:
    """A PNG or JPEG made anew from its points, upright, without anything beside them, no larger than the limits say.

    Raises `Refused` for another kind of file, and for one that is damaged or too large to be opened.
    """
    made = messages.understood(child.run("picture", data, "picture", limits))
    if not isinstance(made, Picture):
        raise Refused("damaged")
    return made
