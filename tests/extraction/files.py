"""Files made by the tests: each holds the invented words that its name tells of. `PREPARED` lists them all."""

import io
from collections.abc import Callable

from PIL import ExifTags, Image, PngImagePlugin

from tests.extraction import office_files, pdf_files, workbook_files, zip_files

Made = tuple[str, bytes]
"""The name of a file and its content."""


def photograph(kind: str = "JPEG") -> bytes:
    """A picture, lying on its side, with who took it and where."""
    exif = Image.Exif()
    exif[ExifTags.Base.Artist] = "Orla Quillfeather"
    exif[ExifTags.Base.Orientation] = 6
    exif.get_ifd(ExifTags.IFD.GPSInfo).update({1: "N", 2: (53.0, 30.0, 0.0), 3: "W", 4: (1.0, 15.0, 0.0)})
    made = io.BytesIO()
    Image.new("RGB", (60, 40), "navy").save(made, kind, exif=exif)
    return made.getvalue()


def picture_with_words_beside_it() -> Made:
    """A PNG whose text chunk names somebody."""
    beside = PngImagePlugin.PngInfo()
    beside.add_text("Comment", "Drawn by Orla Quillfeather")
    made = io.BytesIO()
    Image.new("RGB", (40, 40)).save(made, "PNG", pnginfo=beside)
    return "drawing.png", made.getvalue()


def huge_picture() -> Made:
    """A PNG of a few kilobytes that unpacks to 400 million pixels."""
    made = io.BytesIO()
    Image.new("1", (20_000, 20_000)).save(made, "PNG")
    return "huge.png", made.getvalue()


PREPARED: dict[str, Callable[[], Made]] = {
    "plain text": lambda: ("note.txt", b"Jory Pennycress,\nborn 2 March 2009"),
    "table as CSV": lambda: ("rows.csv", "name;town\nJory Pennycress;Nantwich Vale".encode("utf-8-sig")),
    "photograph with a place": lambda: ("photo.jpg", photograph()),
    "photograph as PNG": lambda: ("photo.png", photograph("PNG")),
    "picture with words beside it": picture_with_words_beside_it,
    "huge picture": huge_picture,
    "document": office_files.document,
    "document with comments": office_files.commented,
    "document with tracked changes": office_files.changed,
    "document with hidden text": office_files.with_hidden_text,
    "document with notes and boxes": office_files.with_notes_and_boxes,
    "document with a photograph": lambda: office_files.with_photograph(photograph()),
    "document of pictures only": lambda: office_files.with_photograph(photograph(), words=False),
    "slides": office_files.slides,
    "slides with a chart": office_files.slides_with_chart,
    "workbook": workbook_files.workbook,
    "workbook with hidden sheets": workbook_files.with_hidden_sheets,
    "workbook with threaded comments": workbook_files.with_threaded_comments,
    "workbook with a pivot table": workbook_files.with_pivot_table,
    "OpenDocument text": zip_files.opendocument,
    "PDF": pdf_files.report,
    "PDF with notes": pdf_files.with_notes,
    "PDF with a form": pdf_files.with_form,
    "PDF with an attachment": pdf_files.with_attachment,
    "scan": pdf_files.scan,
    "500 pages": pdf_files.five_hundred_pages,
    "encrypted PDF": pdf_files.encrypted,
    "PDF with JavaScript": pdf_files.with_script,
    "PDF that starts a program": pdf_files.that_launches,
    "encrypted document": office_files.encrypted,
    "document with macros": zip_files.with_macros,
    "workbook with XLM macros": zip_files.with_macro_sheet,
    "document with an OLE object": zip_files.with_ole_object,
    "OpenDocument with macros": zip_files.opendocument_with_macros,
    "encrypted OpenDocument": zip_files.encrypted_opendocument,
    "zip bomb": zip_files.bomb,
    "zip bomb that lies about its size": zip_files.lying_bomb,
    "zip of very many entries": zip_files.very_many_entries,
    "entity expansion": zip_files.entities,
    "old document": lambda: ("old.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(2000)),
    "damaged document": lambda: ("torn.docx", office_files.document()[1][:3000]),
    "damaged PDF": lambda: ("torn.pdf", pdf_files.report()[1][:150]),
    "PDF called a document": lambda: ("report.docx", pdf_files.report()[1]),
    "program": lambda: ("setup.exe", b"MZ\x90\x00" + bytes(range(256)) * 8),
}
