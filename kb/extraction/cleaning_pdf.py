"""Makes copies of PDF files without properties, comments and attachments."""

from io import BytesIO
from typing import Any

from pypdf import PdfWriter
from pypdf.generic import ArrayObject, DictionaryObject, NameObject, NullObject, StreamObject

from kb.extraction.pdf import photographs, reader

KEPT_NOTES = ("/Link", "/Widget")
NOT_KEPT = ("/Metadata", "/PieceInfo", "/AF", "/LastModified", "/Thumb", "/B", "/Collection", "/SpiderInfo")
_START, _END = b"\xff\xd8", b"\xff\xda"


def cleaned(data: bytes) -> bytes:
    """A copy of what can be seen, written anew: earlier versions of the file stay behind too."""
    writer = PdfWriter(clone_from=reader(data))
    root = writer.root_object
    names = root.get("/Names")
    if names is not None:
        names.get_object().pop("/EmbeddedFiles", None)
    for page in writer.pages:
        notes = page.get("/Annots")
        kept = [note for note in (notes.get_object() if notes is not None else ()) if _stays(note.get_object())]
        page[NameObject("/Annots")] = ArrayObject(kept)
    for at, one in enumerate(writer._objects):
        if isinstance(one, DictionaryObject):
            for key in NOT_KEPT:
                one.pop(key, None)
            if "/EF" in one or one.get("/Type") in ("/EmbeddedFile", "/Metadata"):
                writer._objects[at] = NullObject()  # nothing leads to it any more, but it would be written
    for picture in photographs(writer._objects):
        _strip(picture)
    writer.metadata = None
    writer.compress_identical_objects(remove_duplicates=False, remove_unreferenced=True)
    made = BytesIO()
    writer.write(made)
    return made.getvalue()


def _stays(note: Any) -> bool:
    return isinstance(note, DictionaryObject) and note.get("/Subtype") in KEPT_NOTES


def _strip(picture: StreamObject) -> None:
    """Take out of a JPEG what cameras and programs write before the picture begins."""
    packed = picture._data
    if not packed.startswith(_START):
        return
    at, kept = 2, [_START]
    while packed[at : at + 1] == b"\xff" and packed[at : at + 2] != _END:
        length = int.from_bytes(packed[at + 2 : at + 4], "big") + 2
        marker = packed[at + 1]
        if not (0xE1 <= marker <= 0xEF and marker not in (0xE2, 0xEE)) and marker != 0xFE:
            kept.append(packed[at : at + length])
        at += max(length, 2)
    picture._data = b"".join(kept) + packed[at:]
