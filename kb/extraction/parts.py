"""What is found in a file, why a file is refused, and how much a file may take."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType

MIB = 1024 * 1024


class Kind(StrEnum):
    """The kinds of file that can be read."""

    PDF = "pdf"
    DOCX = "docx"
    XLSX = "xlsx"
    PPTX = "pptx"
    ODT = "odt"
    CSV = "csv"
    TXT = "txt"
    JPEG = "jpeg"
    PNG = "png"


class PartKind(StrEnum):
    """What a piece of text is in its file."""

    TEXT = "text"
    COMMENT = "comment"
    TRACKED_CHANGE = "tracked-change"
    HIDDEN = "hidden"
    NOTES = "notes"
    HEADER_FOOTER = "header-footer"
    PROPERTY = "property"
    PHOTO_LOCATION = "photo-location"
    LINK = "link"
    ATTACHMENT_NAME = "attachment-name"
    ALT_TEXT = "alt-text"
    FORM_FIELD = "form-field"
    REVISION_AUTHOR = "revision-author"


REMOVABLE: Mapping[PartKind, str] = MappingProxyType(
    {
        PartKind.COMMENT: "comments",
        PartKind.TRACKED_CHANGE: "tracked changes",
        PartKind.PROPERTY: "properties",
        PartKind.PHOTO_LOCATION: "places where pictures were taken",
        PartKind.REVISION_AUTHOR: "names of those who changed or commented",
        PartKind.ATTACHMENT_NAME: "attachments",
    }
)
"""What a cleaned copy is without, in words."""

REASONS: Mapping[str, str] = MappingProxyType(
    {
        "encrypted": "The file is locked with a password. Save a copy without a password and send that.",
        "macros": "The file holds a program or an embedded object (macro, script, OLE). Save a copy without it, for "
        "example as .docx, .xlsx, .pptx or a plain PDF.",
        "bomb": "The file unpacks to far more than its size allows for, so it was not opened. Save it anew from the "
        "program it was made with, with fewer or smaller pictures.",
        "too-large": "The file is too large to be checked. Split it, or send only the part that is needed.",
        "too-long": "Reading the file took too long. Save it anew from the program it was made with, or split it.",
        "too-much-memory": "Reading the file took too much memory. Split it, or make its pictures and sheets smaller.",
        "damaged": "The file cannot be read: it is damaged or not complete. Open it in the program it was made with, "
        "save it anew and send that.",
        "wrong-type": "This kind of file cannot be read. Save it as .docx, .xlsx, .pptx, .odt, .pdf, .csv or .txt; "
        "pictures as .jpg or .png.",
    }
)
"""The closed list of reasons to refuse a file, with what to say where nothing more exact is known."""


class Refused(Exception):
    """The file is not read: a reason of the closed list, and a plain sentence that says what to do."""

    def __init__(self, reason: str, says: str = "") -> None:
        self.reason = reason
        self.says = says or REASONS[reason]
        super().__init__(self.says)


@dataclass(frozen=True)
class Part:
    """A piece of text, where in the file it stands and what it is there; line breaks are kept."""

    where: str
    of: PartKind
    text: str


@dataclass(frozen=True)
class Extracted:
    """All that could be read; `unreadable` names places whose words nobody but a person can read."""

    kind: Kind
    parts: tuple[Part, ...]
    unreadable: tuple[str, ...]
    pages: int | None = None
    """Pages, slides or sheets; None where the kind of file has none."""


@dataclass(frozen=True)
class Cleaned:
    """A copy of a file without what people do not see, and what was taken out, in words."""

    data: bytes
    removed: tuple[str, ...]


@dataclass(frozen=True)
class Picture:
    """A picture that was made anew from its points alone, no larger than asked for."""

    kind: Kind
    """PNG or JPEG."""
    data: bytes


@dataclass(frozen=True)
class TableRow:
    """A row of a sheet, or a file of a folder, as text; what of it cannot be taken as it stands is named."""

    number: int
    """As the program shows it that the sheet was made with, from 1; the place of a file in its folder."""
    name: str
    """Of the file, where each row is one; else empty."""
    cells: tuple[str, ...]
    faults: tuple[tuple[int, str, str], ...] = ()
    """Column from 0 (-1 for the whole row), what is the matter, and where or what exactly: "formula", "B7"."""


@dataclass(frozen=True)
class Table:
    """The rows of a file that have something in them; headings are a row like others, but for a folder of files."""

    kind: str
    """csv, xlsx or markdown."""
    rows: tuple[TableRow, ...]
    hidden: tuple[int, ...] = ()
    """Columns that the sheet does not show, from 0."""
    notes: tuple[str, ...] = ()
    """How it was read, in sentences for whoever sent it."""
    separator: str = ","
    """What stands between the cells, where it is plain text."""


@dataclass(frozen=True)
class Limits:
    """How much one file may take: bytes, entries, pixels and pages of the file; bytes and seconds of the child."""

    size: int = 50 * MIB
    unpacked: int = 300 * MIB
    entry_ratio: int = 250
    """An entry of more than 8 MiB may not be this many times larger than it is packed."""
    entries: int = 10_000
    pixels: int = 80_000_000
    pages: int = 3_000
    text: int = 20 * MIB
    memory: int = 1024 * MIB
    cpu_seconds: int = 40
    wall_seconds: float = 60.0
    output: int = 80 * MIB
    side: int = 2_000
    """Points of the longer side of a picture that is made anew."""
    weight: int = MIB
    """Bytes of such a picture."""


DEFAULT = Limits()
