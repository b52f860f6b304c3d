"""Tells which reader a table needs: sheets, plain text with separators, or files of Markdown."""

from pathlib import PurePosixPath

from kb.extraction import delimited, front_matter, sheet_rows
from kb.extraction.kinds import OLD, OLE, OTHERS, kind_of
from kb.extraction.office import Office
from kb.extraction.packages import Package
from kb.extraction.parts import Kind, Limits, Refused, Table

WANTED = "Send a sheet (.xlsx or .csv), files of Markdown (.md), or a ZIP file with a folder of them."
MARKDOWN = ("md", "markdown")
_PACKED = (b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")


def read(data: bytes, name: str, limits: Limits) -> Table:
    """The rows of a file, whatever kind of table it is."""
    ending = PurePosixPath(name.replace("\\", "/").strip().lower()).suffix.lstrip(".")
    if not data.strip():
        raise Refused("damaged", "The file is empty. Send one that has something in it.")
    if data.startswith(_PACKED):
        return _packed(data, name, limits)
    if ending in OLD or ending in OTHERS or data.startswith(OLE):
        kind_of(data, name, limits)  # says which kind to save it as
        raise Refused("wrong-type", f"Files of the kind .{ending} cannot be read. {WANTED}")
    if _is_of_another_kind(data):
        raise Refused("wrong-type", f"This is no table. {WANTED}")
    if ending in MARKDOWN:
        return front_matter.read({name: data})
    return delimited.read(data)


def _packed(data: bytes, name: str, limits: Limits) -> Table:
    package = Package(data, limits)
    if "[content_types].xml" not in package and "mimetype" not in package:
        texts = [entry for entry in package.names if front_matter.is_text(entry, MARKDOWN)]
        if not texts:
            raise Refused("wrong-type", f"There is no file of Markdown (.md) in it. {WANTED}")
        others = [name for name in package.names if name not in texts and not front_matter.is_left_by_a_system(name)]
        return front_matter.read({entry: package.read(entry) for entry in texts}, others)
    try:
        kind = kind_of(data, name, limits)
    except Refused as refused:
        if refused.reason == "wrong-type":
            raise Refused("wrong-type", f"This is no workbook. {WANTED}") from None
        raise
    if kind is not Kind.XLSX:
        raise Refused("wrong-type", f"This is no workbook. {WANTED}")
    return sheet_rows.read(Office(package))


def _is_of_another_kind(data: bytes) -> bool:
    return b"%PDF-" in data[:1024] or data.startswith((b"\xff\xd8\xff", b"\x89PNG", b"{\\rtf", b"GIF8"))
