"""Makes copies of office files without properties, comments, tracked changes and what cameras write into pictures."""

import posixpath
from collections.abc import Mapping

from kb.extraction import pictures
from kb.extraction.markup import Element, attribute, name, named, unwrapped, without, written
from kb.extraction.office import Office

DROPPED = (
    ".core-properties+xml", ".extended-properties+xml", ".custom-properties+xml", ".comments+xml",
    ".commentsExtended+xml", ".commentsIds+xml", ".commentsExtensible+xml", ".people+xml", ".person+xml",
    ".threadedcomments+xml", ".commentAuthors+xml", ".authors+xml", ".tags+xml", ".revisionLog+xml",
    ".revisionHeaders+xml", ".userNames+xml", ".printerSettings",
)  # fmt: skip
"""Types of the parts that a cleaned copy is without."""
CHANGES = ("del", "moveFrom", "delInstrText", "cellDel", "pPrChange", "rPrChange", "tblPrChange", "trPrChange",
           "tcPrChange", "sectPrChange", "tblGridChange", "tblPrExChange", "numberingChange", "moveFromRangeStart",
           "moveFromRangeEnd", "moveToRangeStart", "moveToRangeEnd", "commentRangeStart", "commentRangeEnd",
           "commentReference", "docVars", "docVar", "rsids", "cellIns", "cellMerge", "custDataLst",
           "customXmlInsRangeStart", "customXmlInsRangeEnd", "customXmlDelRangeStart",
           "customXmlDelRangeEnd")  # fmt: skip

FAMILIES = ("wordprocessingml", "spreadsheetml", "presentationml")


def cleaned(office: Office, within: Mapping[str, bytes | None]) -> bytes:
    """A copy of the file; `within` holds cleaned copies of the files in it."""
    gone = {part for part in office.types if _goes(office, part)}
    changed: dict[str, bytes | None] = {**within, **dict.fromkeys(gone)}
    for part, kind in office.types.items():
        if part in gone or part in within:
            continue
        if part == "[content_types].xml":
            changed[part] = _declared(office.package.xml(part), gone)
        elif part.endswith(".rels"):
            changed[part] = _related(office.package.xml(part), part, gone)
        elif kind.startswith("image/") and office.package.read(part).startswith((b"\xff\xd8\xff", b"\x89PNG")):
            changed[part] = pictures.cleaned(office.package.read(part))
        elif kind.endswith("+xml") and any(family in kind for family in FAMILIES):
            changed[part] = written(_accepted(office.package.xml(part), FAMILIES[0] in kind))
    return office.package.rewritten(changed)


def _goes(office: Office, part: str) -> bool:
    kind = office.types[part]
    if part.startswith(("customxml/", "docprops/")) or kind.endswith(DROPPED):
        return True
    if "vmldrawing" in kind.lower():
        return b'ObjectType="Note"' in office.package.read(part)
    owner = posixpath.join(posixpath.dirname(posixpath.dirname(part)), posixpath.basename(part)[: -len(".rels")])
    return part.endswith(".rels") and owner in office.types and owner != part and _goes(office, owner)


def _declared(root: Element, gone: set[str]) -> bytes:
    for node in list(named(root, "Override")):
        if attribute(node, "PartName").lower().lstrip("/") in gone:
            without(node)
    return written(root)


def _related(root: Element, part: str, gone: set[str]) -> bytes:
    folder = posixpath.dirname(posixpath.dirname(part))
    for node in list(named(root, "Relationship")):
        target = posixpath.normpath(posixpath.join("/", folder, attribute(node, "Target"))).lstrip("/").lower()
        if attribute(node, "TargetMode") != "External" and target in gone:
            without(node)
    return written(root)


def _accepted(root: Element, document: bool) -> Element:
    """The part with its changes accepted, and without what points to comments and authors."""
    for node in list(named(root, "legacyDrawing", "userName", "custDataLst", "custData", "fileSharing", "absPath")):
        if not document:
            without(node)
    root.attrib.pop("refreshedBy", None)
    if not document:
        return root
    _join_paragraphs(root)
    for row in list(named(root, "tr")):
        if any(name(node) == "trPr" and next(named(node, "del"), None) is not None for node in row):
            without(row)
    for node in list(named(root, *CHANGES)):
        without(node)
    for node in list(named(root, "ins", "moveTo")):
        above = node.getparent()
        if above is not None and name(above) in ("rPr", "trPr", "numPr"):
            without(node)
        else:
            unwrapped(node)
    return root


def _join_paragraphs(root: Element) -> None:
    """A paragraph whose end is deleted goes on with the next one."""
    for paragraph in reversed(list(named(root, "p"))):
        following = paragraph.getnext()
        ends = [node for own in paragraph if name(own) == "pPr" for node in named(own, "rPr")]
        deleted = any(name(mark) in ("del", "moveFrom") for end in ends for mark in end)
        if deleted and following is not None and name(following) == "p":
            for child in list(following):
                if name(child) != "pPr":
                    paragraph.append(child)
            without(following)
