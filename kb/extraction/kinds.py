"""Tells the kind of a file by what is in it, and refuses one whose name says something else."""

import codecs
import re
from pathlib import PurePosixPath

from kb.extraction.packages import Package
from kb.extraction.parts import Kind, Limits, Refused

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
ENDINGS: dict[str, frozenset[Kind]] = {
    "pdf": frozenset({Kind.PDF}),
    **dict.fromkeys(("docx", "dotx"), frozenset({Kind.DOCX})),
    **dict.fromkeys(("xlsx", "xltx"), frozenset({Kind.XLSX})),
    **dict.fromkeys(("pptx", "ppsx", "potx"), frozenset({Kind.PPTX})),
    **dict.fromkeys(("odt", "ott"), frozenset({Kind.ODT})),
    **dict.fromkeys(("csv", "tsv"), frozenset({Kind.CSV})),
    **dict.fromkeys(("txt", "text", "md"), frozenset({Kind.TXT})),
    **dict.fromkeys(("jpg", "jpeg", "jpe"), frozenset({Kind.JPEG})),
    "png": frozenset({Kind.PNG}),
}
OLD = {"doc": "docx", "dot": "docx", "xls": "xlsx", "xlt": "xlsx", "ppt": "pptx", "pps": "pptx", "rtf": "docx"}
WITH_MACROS = {"docm": "docx", "dotm": "docx", "xlsm": "xlsx", "xltm": "xlsx", "pptm": "pptx", "ppsm": "pptx"}
OTHERS = {"xlsb": "xlsx", "ods": "xlsx", "odp": "pptx", "pages": "docx", "numbers": "xlsx", "key": "pptx"}
MAIN = {
    "wordprocessingml.document": Kind.DOCX,
    "wordprocessingml.template": Kind.DOCX,
    "spreadsheetml.sheet": Kind.XLSX,
    "spreadsheetml.template": Kind.XLSX,
    "presentationml.presentation": Kind.PPTX,
    "presentationml.slideshow": Kind.PPTX,
    "presentationml.template": Kind.PPTX,
}
_CONTROLS = re.compile("[\x00-\x08\x0e-\x1a\x1c-\x1f]")


def kind_of(data: bytes, name: str, limits: Limits) -> Kind:
    """The kind of the content; refused if it is none that can be read or not what the name's ending says."""
    ending = PurePosixPath(name.replace("\\", "/").strip().lower()).suffix.lstrip(".")
    kind = _by_content(data, ending, limits)
    if ending and kind not in ENDINGS.get(ending, frozenset()):
        if ending in WITH_MACROS:
            raise Refused("macros", f"Files of the kind .{ending} may hold macros. Save it as .{WITH_MACROS[ending]}.")
        newer = (OLD | OTHERS).get(ending)
        says = f"Files of the kind .{ending} cannot be read. Save it as .{newer}." if newer else ""
        if not newer and ending in ENDINGS:
            says = (
                f"The name ends in .{ending}, but the content is of another kind ({kind}). Save it anew and send that."
            )
        raise Refused("wrong-type", says)
    return kind


def _by_content(data: bytes, ending: str, limits: Limits) -> Kind:
    if not data:
        raise Refused("damaged", "The file is empty. Send one that has something in it.")
    if data.startswith(OLE):
        raise _old_office(data, ending)
    if b"%PDF-" in data[:1024]:
        return Kind.PDF
    if data.startswith(b"\xff\xd8\xff"):
        return Kind.JPEG
    if data.startswith(b"\x89PNG\r\n\x1a\n"):
        return Kind.PNG
    if data.startswith((b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")):
        return _packed(Package(data, limits))
    if data.lstrip()[:5].lower() == b"{\\rtf":
        raise Refused("wrong-type", "Files of the kind .rtf cannot be read. Save it as .docx.")
    decoded(data)
    return Kind.CSV if ending in ("csv", "tsv") else Kind.TXT


def _old_office(data: bytes, ending: str) -> Refused:
    if "EncryptedPackage".encode("utf-16-le") in data:
        return Refused("encrypted")
    newer = OLD.get(ending, "docx, .xlsx or .pptx" if ending not in ENDINGS else ending)
    return Refused("wrong-type", f"The file has the form of old office programs. Save it as .{newer}.")


def _packed(package: Package) -> Kind:
    if "[content_types].xml" in package:
        declared = package.read("[Content_Types].xml").decode("utf-8", "replace")
        if "macroenabled" in declared.lower():
            raise Refused("macros")
        for main, kind in MAIN.items():
            if f"{main}.main+xml" in declared:
                return kind
        if "sheet.binary" in declared:
            raise Refused("wrong-type", "Files of the kind .xlsb cannot be read. Save it as .xlsx.")
    if "mimetype" in package and package.read("mimetype").startswith(b"application/vnd.oasis.opendocument.text"):
        return Kind.ODT
    raise Refused("wrong-type")


def decoded(data: bytes) -> str:
    """The text of plain bytes: UTF-8, UTF-16 with its mark, else Windows' Western letters."""
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        text = data.decode("utf-16", "replace")
    else:
        try:
            text = data.decode("utf-8-sig")
        except UnicodeDecodeError:
            text = data.decode("cp1252", "replace")
    if len(_CONTROLS.findall(text)) + text.count("\ufffd") > len(text) // 1000:
        raise Refused("wrong-type")
    return text
