"""Reads PDF: pages with PDFium, what stands beside them with pypdf."""

import re
from collections.abc import Iterator
from io import BytesIO
from typing import Any

import pypdfium2 as pdfium
from pypdf import PdfReader
from pypdf.generic import ArrayObject, DictionaryObject, IndirectObject, StreamObject

from kb.extraction import pictures
from kb.extraction.found import Found
from kb.extraction.markup import named, parsed
from kb.extraction.parts import PartKind, Refused

PROGRAMS = ("/JavaScript", "/Launch", "/ImportData", "/Rendition")
DEEPEST = 60
_TAGS = re.compile("<[^>]*>")


def reader(data: bytes) -> PdfReader:
    """The file opened; refused if it is damaged or needs a password."""
    opened = PdfReader(BytesIO(data), strict=False)
    if opened.is_encrypted and not opened.decrypt(""):
        raise Refused("encrypted")
    return opened


def read(data: bytes, found: Found) -> None:
    """Everything in the file: text of pages first."""
    opened = reader(data)
    objects = list(_dictionaries(opened))
    if any(node.get("/S") in PROGRAMS or "/JS" in node for node in objects):
        raise Refused("macros", "The PDF holds a program. Print it to a new PDF and send that.")
    _read_pages(data, opened, found)
    for node in objects:
        for key in ("/Alt", "/ActualText", "/E"):
            if isinstance(node.get(key), str):
                found.add("description of a picture or passage", PartKind.ALT_TEXT, str(node[key]))
        if node.get("/Type") in ("/Filespec", "/F") or "/EF" in node:
            _read_file(node, found)
        metadata = node["/Metadata"].get_object() if "/Metadata" in node else None
        if isinstance(metadata, StreamObject):
            pictures.read_xmp(metadata.get_data(), "XMP", found)
        if node.get("/Type") == "/OCG":
            found.add("name of a layer", PartKind.HIDDEN, str(node.get("/Name", "")))
    _read_document(opened, found)
    if len(re.findall(rb"%%EOF", data)) > (2 if b"/Linearized" in data[:2048] else 1):
        found.no_text("an earlier version of the document, kept in the file")


def _dictionaries(opened: PdfReader) -> Iterator[DictionaryObject]:
    """Every dictionary of the file, whether anything leads to it or not."""
    numbers = {(number, generation) for generation, kept in opened.xref.items() for number in kept}
    numbers |= {(number, 0) for number in opened.xref_objStm}
    for number, generation in sorted(numbers):
        if number:
            yield from _within(opened.get_object(IndirectObject(number, generation, opened)), 0)
    yield from _within(opened.trailer, 0)


def _within(value: Any, depth: int) -> Iterator[DictionaryObject]:
    if depth > DEEPEST:
        raise Refused("damaged")
    if isinstance(value, DictionaryObject):
        yield value
        for one in value.values():
            if isinstance(one, DictionaryObject | ArrayObject):
                yield from _within(one, depth + 1)
    elif isinstance(value, ArrayObject):
        for one in value:
            if isinstance(one, DictionaryObject | ArrayObject):
                yield from _within(one, depth + 1)


def _read_pages(data: bytes, opened: PdfReader, found: Found) -> None:
    try:
        document = pdfium.PdfDocument(data)
    except pdfium.PdfiumError as problem:
        raise Refused("damaged") from problem
    found.pages = len(document)
    if found.pages > found.limits.pages:
        raise Refused("too-large")
    if found.pages != len(opened.pages) or not found.pages:
        raise Refused("damaged")
    for number in range(found.pages):
        page = document[number]
        words = page.get_textpage().get_text_range()
        found.add(f"page {number + 1}", PartKind.TEXT, words)
        if not words.strip():
            found.no_text(f"page {number + 1}")
        elif next(iter(page.get_objects(filter=[pdfium.raw.FPDF_PAGEOBJ_IMAGE], max_depth=4)), None):
            found.no_text(f"picture on page {number + 1}")
        page.close()
        for note in opened.pages[number].get("/Annots") or ():
            _read_annotation(note.get_object(), f"page {number + 1}", found)
    document.close()
    _read_photographs(opened, found)


def _read_annotation(note: Any, page: str, found: Found) -> None:
    """A note on a page, by its kind: link, field of a form, attachment, else a comment."""
    if not isinstance(note, DictionaryObject):
        return
    kind, action = note.get("/Subtype"), note.get("/A")
    action = action.get_object() if action is not None else {}
    if isinstance(action, DictionaryObject) and (action.get("/URI") or action.get("/F")):
        found.add(f"link on {page}", PartKind.LINK, _said(action.get("/URI") or action.get("/F")))
    of = PartKind.FORM_FIELD if kind == "/Widget" else PartKind.COMMENT
    for key in ("/V", "/DV", "/TU", "/Contents", "/Subj", "/RC"):
        text = _said(note.get(key))
        found.add(f"{'form' if of is PartKind.FORM_FIELD else 'comment'} on {page}", of, _TAGS.sub(" ", text))
    if kind == "/Widget":
        found.add(f"name of a field on {page}", of, _said(note.get("/T")))
    elif kind != "/Link":
        found.add(f"author of a comment on {page}", PartKind.REVISION_AUTHOR, _said(note.get("/T")))


def _said(value: Any) -> str:
    """A value as text: strings, names, lists of them, files by their names."""
    value = value.get_object() if hasattr(value, "get_object") else value
    if isinstance(value, StreamObject):
        return value.get_data().decode("utf-8", "replace")
    if isinstance(value, DictionaryObject):
        return _said(value.get("/UF") or value.get("/F"))
    if isinstance(value, bytes):
        return value.decode("utf-8", "replace")
    if isinstance(value, list):
        return "\n".join(_said(one) for one in value[:1000])
    return str(value) if isinstance(value, str | int | float) else ""


def _read_file(node: DictionaryObject, found: Found) -> None:
    """The name of a file that is attached, or to which the document leads."""
    called = _said(node.get("/UF")) or _said(node.get("/F"))
    if "/EF" not in node:
        found.add("link to a file", PartKind.LINK, called)
        return
    found.add("attachment", PartKind.ATTACHMENT_NAME, "\n".join(filter(None, (called, _said(node.get("/Desc"))))))
    found.no_text(f"attachment {called}")


def _read_document(opened: PdfReader, found: Found) -> None:
    """Properties, fields of forms, bookmarks."""
    for key, value in (opened.metadata or {}).items():
        if str(key) not in ("/Producer", "/CreationDate", "/ModDate", "/Trapped"):
            found.add(str(key).lstrip("/"), PartKind.PROPERTY, _said(value))
    for called, field in (opened.get_fields() or {}).items():
        found.add("form", PartKind.FORM_FIELD, "\n".join(filter(None, (str(called), _said(field.get("/V"))))))
    form = opened.root_object.get("/AcroForm")
    form = form.get_object() if form is not None else {}
    xfa = form.get("/XFA") if isinstance(form, DictionaryObject) else None
    pieces = xfa.get_object() if xfa is not None else []
    streams = [pieces] if isinstance(pieces, StreamObject) else [one.get_object() for one in pieces]
    body = b"".join(stream.get_data() for stream in streams if isinstance(stream, StreamObject))
    if body.strip():
        found.add("form", PartKind.FORM_FIELD, "\n".join(str(node.text or "") for node in named(parsed(body), "*")))
    for title in _titles(opened.outline, 0):
        found.add("bookmark", PartKind.TEXT, title)


def _titles(outline: Any, depth: int) -> Iterator[str]:
    for one in outline if depth < DEEPEST else ():
        if isinstance(one, list):
            yield from _titles(one, depth + 1)
        else:
            yield str(one.title or "")


def photographs(opened: Any) -> Iterator[StreamObject]:
    """Pictures that are kept as JPEG files are, with what cameras write beside them."""
    for node in opened:
        if isinstance(node, StreamObject) and node.get("/Subtype") == "/Image":
            packed = node.get("/Filter")
            if packed in ("/DCTDecode", ["/DCTDecode"]):
                yield node


def _read_photographs(opened: PdfReader, found: Found) -> None:
    for number, picture in enumerate(photographs(_dictionaries(opened)), 1):
        packed = picture._data
        if any(mark in packed for mark in (b"Exif\x00", b"ns.adobe.com", b"Photoshop 3.0")):
            pictures.read(packed, f"photograph {number}", found)
