"""PDF files, made with pypdf."""

import io

from PIL import Image
from pypdf import PdfWriter
from pypdf.annotations import FreeText, Link, Text
from pypdf.generic import (
    ArrayObject,
    DecodedStreamObject,
    DictionaryObject,
    IndirectObject,
    NameObject,
    NumberObject,
    TextStringObject,
)  # fmt: skip

Made = tuple[str, bytes]
FONT = {"/Type": "/Font", "/Subtype": "/Type1", "/BaseFont": "/Helvetica"}


def written(writer: PdfWriter) -> bytes:
    made = io.BytesIO()
    writer.write(made)
    return made.getvalue()


def _add_page(writer: PdfWriter, *lines: str) -> None:
    page = writer.add_blank_page(595, 842)
    font = DictionaryObject({NameObject(key): NameObject(value) for key, value in FONT.items()})
    fonts = DictionaryObject({NameObject("/F1"): font})
    page[NameObject("/Resources")] = DictionaryObject({NameObject("/Font"): fonts})
    drawn = DecodedStreamObject()
    drawn.set_data(f"BT /F1 12 Tf 50 780 Td 14 TL {' '.join(f'({line}) Tj T*' for line in lines)} ET".encode("latin-1"))
    page[NameObject("/Contents")] = writer._add_object(drawn)


def _report() -> PdfWriter:
    writer = PdfWriter()
    writer.add_metadata({"/Author": "Orla Quillfeather", "/Title": "Case of Jory"})
    _add_page(writer, "Jory Pennycress", "was seen.")
    return writer


def report() -> Made:
    writer = _report()
    writer.add_outline_item(title="Wenlow Street", page_number=0)
    writer.xmp_metadata = (
        b'<x:xmpmeta xmlns:x="adobe:ns:meta/"><r:RDF xmlns:r="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><r:Description>'
        b'<dc:creator xmlns:dc="http://purl.org/dc/elements/1.1/"><r:Seq><r:li>Tamsin Oakhollow</r:li></r:Seq>'
        b"</dc:creator></r:Description></r:RDF></x:xmpmeta>"
    )
    return "report.pdf", written(writer)


def with_notes() -> Made:
    writer = _report()
    note = Text(text="Is this Bryony?", rect=(50, 700, 70, 720))
    note[NameObject("/T")] = TextStringObject("Tamsin Oakhollow")
    writer.add_annotation(0, note)
    writer.add_annotation(0, FreeText(text="Quernmore", rect=(50, 600, 150, 640)))
    writer.add_annotation(0, Link(rect=(50, 500, 90, 520), url="https://pages.example/jory"))
    return "report.pdf", written(writer)


def with_form() -> Made:
    writer = _report()
    field = {"/Type": NameObject("/Annot"), "/Subtype": NameObject("/Widget"), "/FT": NameObject("/Tx"),
             "/T": TextStringObject("child"), "/V": TextStringObject("Bryony Pennycress"),
             "/Rect": ArrayObject([NumberObject(number) for number in (50, 400, 150, 420)])}  # fmt: skip
    kept = writer._add_object(DictionaryObject({NameObject(key): value for key, value in field.items()}))
    writer.pages[0][NameObject("/Annots")] = ArrayObject([kept])
    form = DictionaryObject({NameObject("/Fields"): ArrayObject([kept])})
    writer.root_object[NameObject("/AcroForm")] = form
    return "form.pdf", written(writer)


def with_attachment() -> Made:
    writer = _report()
    writer.add_attachment("bryony-school-report.txt", b"secret")
    return "report.pdf", written(writer)


def scan() -> Made:
    made = io.BytesIO()
    Image.new("RGB", (200, 300), "white").save(made, "PDF")
    return "scan.pdf", made.getvalue()


def five_hundred_pages() -> Made:
    writer = PdfWriter()
    for number in range(1, 501):
        _add_page(writer, *(f"Page {number}, line {line}: what was learned." for line in range(40)))
    return "long.pdf", written(writer)


def encrypted() -> Made:
    writer = _report()
    writer.encrypt("a-password", algorithm="AES-256")
    return "report.pdf", written(writer)


def _action(kind: str, key: str, value: str) -> DictionaryObject:
    return DictionaryObject({NameObject("/S"): NameObject(kind), NameObject(key): TextStringObject(value)})


def with_script() -> Made:
    writer = _report()
    writer.root_object[NameObject("/OpenAction")] = _action("/JavaScript", "/JS", "app.alert('hello')")
    return "report.pdf", written(writer)


def that_launches() -> Made:
    writer = _report()
    writer.root_object[NameObject("/OpenAction")] = _action("/Launch", "/F", "setup.exe")
    return "report.pdf", written(writer)


def that_spins() -> Made:
    """Drawings within drawings: each of nine draws the one before it thirty times."""
    writer = _report()
    drawn = writer.pages[0]["/Contents"].get_object()
    inner = writer._add_object(_drawing(b"BT /F1 12 Tf (x) Tj ET", None))
    for _ in range(9):
        inner = writer._add_object(_drawing(b"/X Do " * 30, inner))
    writer.pages[0]["/Resources"][NameObject("/XObject")] = DictionaryObject({NameObject("/X"): inner})
    drawn.set_data(b"/X Do")
    return "spin.pdf", written(writer)


def _drawing(content: bytes, inner: IndirectObject | None) -> DecodedStreamObject:
    made = DecodedStreamObject()
    made.set_data(content)
    made[NameObject("/Type")], made[NameObject("/Subtype")] = NameObject("/XObject"), NameObject("/Form")
    made[NameObject("/BBox")] = ArrayObject([NumberObject(number) for number in (0, 0, 500, 500)])
    if inner is not None:
        within = DictionaryObject({NameObject("/X"): inner})
        made[NameObject("/Resources")] = DictionaryObject({NameObject("/XObject"): within})
    return made
