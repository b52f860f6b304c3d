"""What documents, sheets and slides of Office Open XML have in common: parts, links, properties, pictures, programs."""

import posixpath
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from urllib.parse import unquote

from kb.extraction import pictures
from kb.extraction.found import Found
from kb.extraction.markup import Element, attribute, name, named, words
from kb.extraction.packages import Package
from kb.extraction.parts import PartKind, Refused

PROGRAMS = ("vbaproject", "macrosheet", "oleobject", "activex", "controlproperties", "vbadata", "customui")
"""What the type of a part or of a link to it says when the part is a program or an object of another one."""
NOT_SAID = {"application", "appversion", "totaltime", "pages", "words", "characters", "lines", "paragraphs", "template",
            "docsecurity", "scalecrop", "hyperlinkschanged", "linksuptodate", "characterswithspaces",
            "slides", "notes", "hiddenslides", "mmclips", "presentationformat", "headingpairs", "titlesofparts",
            "revision", "version", "created", "modified", "lastprinted",
           "shareddoc", "i4", "lpstr", "vector", "variant", "properties", "coreproperties",
            "digsig", "language"}  # fmt: skip
FIGURES = (".chart+xml", ".chartex+xml", ".diagramData+xml", ".chartshapes+xml")
THUMBNAIL = "docprops/thumbnail"


@dataclass(frozen=True)
class Link:
    """A relationship of a part to another one, or to an address outside."""

    number: str
    kind: str
    target: str
    outside: bool


class Office:
    """The parts of an office file, their types and what they lead to."""

    def __init__(self, package: Package) -> None:
        self.package = package
        self._links: dict[str, list[Link]] = {}
        self._refuse_programs()

    @cached_property
    def types(self) -> dict[str, str]:
        """The type of each part, by its name in small letters."""
        declared = self.package.xml("[Content_Types].xml")
        ends = {
            attribute(node, "Extension").lower(): attribute(node, "ContentType") for node in named(declared, "Default")
        }
        own = {
            attribute(node, "PartName").lower().lstrip("/"): attribute(node, "ContentType")
            for node in named(declared, "Override")
        }
        return {part: own.get(part, ends.get(part.rpartition(".")[2], "")) for part in self.package.names}

    def parts(self, *endings: str) -> list[str]:
        """Names of the parts whose type ends so, such as `.comments+xml`, in the order of their numbers."""
        found = [part for part, kind in self.types.items() if kind.endswith(endings)]
        return sorted(found, key=lambda part: (posixpath.dirname(part), len(part), part))

    def main(self) -> str:
        """The name of the part with which everything begins."""
        for link in self.links(""):
            if link.kind.endswith("/officeDocument"):
                return link.target
        raise Refused("damaged")

    def links(self, part: str) -> list[Link]:
        """The relationships of a part; of the whole file for the empty name."""
        if part not in self._links:
            folder, base = posixpath.split(part)
            listed = posixpath.join(folder, "_rels", f"{base}.rels")
            nodes = named(self.package.xml(listed), "Relationship") if listed in self.package else ()
            self._links[part] = [self._link(folder, node) for node in nodes]
        return self._links[part]

    def _link(self, folder: str, node: Element) -> Link:
        target, outside = attribute(node, "Target"), attribute(node, "TargetMode") == "External"
        if not outside:
            target = posixpath.normpath(posixpath.join("/", folder, unquote(target))).lstrip("/").lower()
        return Link(attribute(node, "Id"), attribute(node, "Type"), target, outside)

    def linked(self, part: str, ending: str) -> list[str]:
        """The parts to which this one has a relationship of a type that ends so."""
        wanted = [link.target for link in self.links(part) if link.kind.endswith(ending) and not link.outside]
        return [target for target in wanted if target in self.package]

    def _refuse_programs(self) -> None:
        for part, kind in self.types.items():
            told = kind.lower().replace(" ", "")
            if any(word in told or word in part for word in PROGRAMS) or part.endswith("vbaproject.bin"):
                raise Refused("macros")
            if "/embeddings/" in f"/{part}" and not part.endswith((".docx", ".xlsx", ".pptx")):
                raise Refused("macros")
        for part in ("", *self.types):
            if any(word in link.kind.lower() for link in self.links(part) for word in PROGRAMS):
                raise Refused("macros")

    def embedded(self) -> list[str]:
        """Files of office programs within this one."""
        return [part for part in self.types if "/embeddings/" in f"/{part}"]

    def media(self) -> list[str]:
        """Pictures, sounds and films."""
        return [part for part, kind in self.types.items() if kind.startswith(("image/", "audio/", "video/"))]


def read_shared(office: Office, found: Found, places: dict[str, str]) -> None:
    """Links, properties, own XML and pictures; `places` says where a part stands, in words."""
    for part in ("", *office.types):
        for link in office.links(part):
            if link.outside:
                found.add(f"link in {places.get(part, 'the file')}", PartKind.LINK, unquote(link.target))
    for part, kind in office.types.items():
        if "properties+xml" in kind and "customXml" not in kind:
            _read_properties(office.package.xml(part), found)
        elif part.startswith("customxml/item") and part.endswith(".xml") and "props" not in part:
            for piece in _said(office.package.xml(part)):
                found.add("own XML of the file", PartKind.PROPERTY, piece)
    for part in office.parts(*FIGURES):
        if part not in places:
            read_drawing(office.package.xml(part), "chart or diagram", found)
    for part in office.parts(".vmlDrawing"):
        _read_old_drawing(office, part, found)
    stands = {link.target: place for part, place in places.items() for link in office.links(part) if not link.outside}
    for part in office.media():
        _read_medium(office, part, stands.get(part, "the file"), found)


def _read_old_drawing(office: Office, part: str, found: Found) -> None:
    """Text boxes of drawings as programs made them before 2007; these are not always XML."""
    try:
        root = office.package.xml(part)
    except Refused:
        found.no_text(f"drawing in the file ({posixpath.basename(part)})")
        return
    found.add("drawing in the file", PartKind.TEXT, "\n".join(words(node) for node in named(root, "textbox")))
    read_alt_texts(root, "drawing in the file", found)


def _read_medium(office: Office, part: str, stands: str, found: Found) -> None:
    where = f"picture {'on' if stands.startswith(('slide', 'sheet')) else 'in'} {stands}"
    where = "small picture of the first page" if part.startswith(THUMBNAIL) else f"{where} ({posixpath.basename(part)})"
    content = office.package.read(part)
    if content.startswith((b"\xff\xd8\xff", b"\x89PNG")):
        pictures.read(content, where, found)
    found.no_text(where)


def _said(root: Element) -> Iterator[str]:
    for node in root.iter():
        if name(node) and name(node) != "Sources":  # the list of styles for citations, in nearly every document
            yield str(node.text or "")
            yield from (str(value) for value in node.attrib.values() if "://" not in str(value))


def _read_properties(root: Element, found: Found) -> None:
    """Core, extended and custom properties, each under its name."""
    if name(root).lower() == "properties" and list(named(root, "property")):
        for node in named(root, "property"):
            found.add(attribute(node, "name") or "property", PartKind.PROPERTY, words(node))
        return
    for node in root:
        if name(node).lower() not in NOT_SAID:
            found.add(name(node), PartKind.PROPERTY, words(node))


def read_drawing(root: Element, where: str, found: Found, of: PartKind = PartKind.TEXT) -> None:
    """The text of shapes, tables, diagrams and charts: paragraphs, then values of charts, then alt texts."""
    lines = ["".join(_run(node) for node in paragraph.iter()) for paragraph in named(root, "p")]
    found.add(where, of, "\n".join(lines))
    if name(root) == "chartSpace":
        found.add(where, of, "\n".join(words(node) for node in named(root, "v")))
    read_alt_texts(root, where, found)


def _run(node: Element) -> str:
    if name(node) == "t":
        return str(node.text or "")
    return {"br": "\n", "tab": "\t"}.get(name(node), "")


def read_alt_texts(root: Element, where: str, found: Found) -> None:
    """Descriptions, titles and given names of pictures and shapes."""
    for node in named(root, "cNvPr", "docPr"):
        for key in ("descr", "title", "name"):
            value = attribute(node, key)
            if key != "name" or "." in value:  # a name with a dot is that of a file; others are made by the program
                found.add(f"description of a picture or shape on {where}", PartKind.ALT_TEXT, value)
    for node in named(root, "shape", "imagedata"):
        for key in ("alt", "title"):
            found.add(f"description of a picture or shape on {where}", PartKind.ALT_TEXT, node.get(key))
