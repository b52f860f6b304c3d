"""Reads presentations of Office Open XML (.pptx)."""

from kb.extraction.found import Found
from kb.extraction.markup import Element, attribute, name, named, words
from kb.extraction.office import Office, read_drawing, read_shared
from kb.extraction.parts import PartKind, Refused


def read(office: Office, found: Found) -> None:
    """Everything on the slides, slide by slide, then what stands behind them."""
    main = office.main()
    places: dict[str, str] = {}
    order = _order(office, main)
    found.pages = len(order)
    if len(order) > found.limits.pages:
        raise Refused("too-large")
    for number, part in enumerate(order, 1):
        _read_slide(office, part, f"slide {number}", found, places)
    for part in office.parts(".slide+xml"):
        if part not in places:
            _read_slide(office, part, "a slide that is not shown", found, places, stray=True)
    _read_behind(office, main, found, places)
    read_shared(office, found, places)


def _order(office: Office, main: str) -> list[str]:
    targets = {link.number: link.target for link in office.links(main)}
    listed = [_related(node) for node in named(office.package.xml(main), "sldId")]
    return [targets[number] for number in listed if targets.get(number) in office.types]


def _related(node: Element) -> str:
    """The number of a relationship: the attribute `id` that has a namespace."""
    return next((str(value) for key, value in node.attrib.items() if str(key).endswith("}id")), "")


def _read_slide(
    office: Office, part: str, where: str, found: Found, places: dict[str, str], stray: bool = False
) -> None:
    root = office.package.xml(part)
    hidden = stray or attribute(root, "show").lower() in ("0", "false")
    of = PartKind.HIDDEN if hidden else PartKind.TEXT
    places[part] = where
    _read_shapes(root, where, found, of)
    for chart in office.linked(part, "/chart") + office.linked(part, "/diagramData") + office.linked(part, "/chartEx"):
        places[chart] = where
        read_drawing(office.package.xml(chart), where, found, of)
    for notes in office.linked(part, "/notesSlide"):
        places[notes] = f"notes of {where}"
        read_drawing(office.package.xml(notes), places[notes], found, PartKind.NOTES)
    for comments in office.linked(part, "/comments"):
        _read_comments(office.package.xml(comments), where, found)


def _read_shapes(root: Element, where: str, found: Found, of: PartKind) -> None:
    """The text of a slide; a shape that is hidden is told apart."""
    for shape in list(named(root, "sp", "pic", "graphicFrame", "grpSp")):
        marks = [node for own in shape for node in named(own, "cNvPr") if name(own).startswith("nv")]
        parent = shape.getparent()
        if parent is not None and any(attribute(node, "hidden") in ("1", "true") for node in marks):
            read_drawing(shape, f"hidden shape on {where}", found, PartKind.HIDDEN)
            parent.remove(shape)
    read_drawing(root, where, found, of)


def _read_comments(root: Element, where: str, found: Found) -> None:
    for comment in named(root, "cm", "reply"):
        texts = [words(node) for node in comment if name(node) == "text"]
        for body in (node for node in comment if name(node) == "txBody"):
            texts += ["".join(words(node) for node in named(line, "t")) for line in named(body, "p")]
        found.add(f"comment on {where}", PartKind.COMMENT, "\n".join(texts))


def _read_behind(office: Office, main: str, found: Found, places: dict[str, str]) -> None:
    """Authors, names of sections, tags, and what layouts and masters add to each slide."""
    for part in office.parts(".commentAuthors+xml", ".authors+xml"):
        for node in named(office.package.xml(part), "cmAuthor", "author"):
            for key in ("name", "initials", "userId"):
                found.add("author of a comment", PartKind.REVISION_AUTHOR, attribute(node, key))
    for part in office.parts(".slide+xml", ".comments+xml"):
        if ".comments+xml" in office.types[part]:
            _read_comments(office.package.xml(part), places.get(part, "a slide"), found)
    for node in named(office.package.xml(main), "section"):
        found.add("name of a section", PartKind.TEXT, attribute(node, "name"))
    for part in office.parts(".tags+xml"):
        for node in named(office.package.xml(part), "tag"):
            found.add(attribute(node, "name") or "tag", PartKind.PROPERTY, attribute(node, "val"))
    for part in office.parts(".slideLayout+xml", ".slideMaster+xml", ".notesMaster+xml", ".handoutMaster+xml"):
        root = office.package.xml(part)
        for shape in list(named(root, "sp")):
            parent = shape.getparent()
            if parent is not None and next(named(shape, "ph"), None) is not None:
                parent.remove(shape)  # "Click to edit"
        places[part] = "layout of the slides"
        read_drawing(root, places[part], found, PartKind.HEADER_FOOTER)
