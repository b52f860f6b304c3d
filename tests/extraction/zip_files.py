"""Zip files: OpenDocument written by hand, and office files that are to be refused."""

import io
import struct
import zipfile

from tests.extraction import office_files, workbook_files

Made = tuple[str, bytes]
ODT = "application/vnd.oasis.opendocument.text"
NAMES = (
    " ".join(
        f'xmlns:{short}="urn:oasis:names:tc:opendocument:xmlns:{long}:1.0"'
        for short, long in {
            "office": "office",
            "text": "text",
            "meta": "meta",
            "manifest": "manifest",
            "style": "style",
        }.items()
    )
    + ' xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xlink="http://www.w3.org/1999/xlink"'
)
CONTENT = f"""<office:document-content {NAMES}>
<office:automatic-styles><style:style style:name="P9"><style:text-properties text:display="none"/></style:style>
</office:automatic-styles><office:body><office:text>
<text:tracked-changes><text:changed-region text:id="c1"><text:deletion><office:change-info>
<dc:creator>Orla Quillfeather</dc:creator></office:change-info><text:p>of Nantwich Vale</text:p></text:deletion>
</text:changed-region></text:tracked-changes>
<text:p>Jory<text:s text:c="1"/>Penny<office:annotation><dc:creator>Orla Quillfeather</dc:creator>
<text:p>Is this Bryony?</text:p></office:annotation>cress<text:change text:change-id="c1"/> was seen.</text:p>
<text:p text:style-name="P9">Hidden Wenlow Street</text:p>
<text:p><text:a xlink:href="mailto:orla@quillfeather.example">write</text:a><text:note><text:note-body>
<text:p>Footnote on Tamsin</text:p></text:note-body></text:note></text:p></office:text></office:body>
</office:document-content>"""
META = f"""<office:document-meta {NAMES}><office:meta><meta:initial-creator>Orla Quillfeather</meta:initial-creator>
<dc:title>Case of Jory</dc:title></office:meta></office:document-meta>"""
ENTRY = '<manifest:file-entry manifest:full-path="/">{}</manifest:file-entry>'
MANIFEST = f"<manifest:manifest {NAMES}>{ENTRY}</manifest:manifest>"


def zipped(entries: dict[str, str | bytes]) -> bytes:
    """A zip file of these entries."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as file:
        for name, content in entries.items():
            file.writestr(name, content)
    return made.getvalue()


def entries(data: bytes) -> dict[str, str | bytes]:
    """The entries of a zip file."""
    with zipfile.ZipFile(io.BytesIO(data)) as file:
        return {name: file.read(name) for name in file.namelist()}


def changed(data: bytes, **parts: str | bytes) -> bytes:
    """A copy with more or other entries; `__` stands for a slash and `_dot_` for a dot."""
    named = {name.replace("__", "/").replace("_dot_", "."): content for name, content in parts.items()}
    return zipped({**entries(data), **named})


def _opendocument(more: dict[str, str | bytes], mark: str = "") -> bytes:
    whole: dict[str, str | bytes] = {"mimetype": ODT, "content.xml": CONTENT, "meta.xml": META}
    return zipped({**whole, "META-INF/manifest.xml": MANIFEST.format(mark), **more})


def opendocument() -> Made:
    return "report.odt", _opendocument({})


def opendocument_with_macros() -> Made:
    return "report.odt", _opendocument({"Basic/Standard/Module1.xml": "<module/>"})


def encrypted_opendocument() -> Made:
    return "report.odt", _opendocument({"content.xml": b"\x8a" * 60}, "<manifest:encryption-data/>")


def with_macros() -> Made:
    return "report.docx", changed(office_files.document()[1], word__vbaProject_dot_bin=b"\xd0\xcf\x11\xe0")


def with_macro_sheet() -> Made:
    return "rows.xlsx", changed(workbook_files.workbook()[1], xl__macrosheets__sheet1_dot_xml="<macrosheet/>")


def with_ole_object() -> Made:
    return "report.docx", changed(office_files.document()[1], word__embeddings__oleObject1_dot_bin=b"\xd0\xcf\x11\xe0")


def bomb() -> Made:
    return "report.docx", changed(office_files.document()[1], word__big_dot_xml=b" " * 40_000_000)


def lying_bomb() -> Made:
    """Its main part is said to have a hundred bytes and has three million."""
    data = bytearray(changed(office_files.document()[1], word__document_dot_xml=b"<a>" + b" " * 3_000_000 + b"</a>"))
    for at in range(len(data)):
        if data[at : at + 4] == b"PK\x01\x02" and data[at + 46 : at + 63] == b"word/document.xml":
            struct.pack_into("<I", data, at + 24, 100)
    return "report.docx", bytes(data)


def very_many_entries() -> Made:
    return "report.docx", zipped({f"word/{number}.xml": "" for number in range(10_001)})


def entities() -> Made:
    laughs = "".join(f'<!ENTITY l{number} "{f"&l{number - 1};" * 10}">' for number in range(1, 9))
    text = f'<?xml version="1.0"?><!DOCTYPE d [<!ENTITY l0 "ha">{laughs}]><d>&l8;</d>'
    return "report.docx", changed(office_files.document()[1], word__document_dot_xml=text)
