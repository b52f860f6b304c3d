"""Reads text documents of Office Open XML (.docx)."""

from kb.extraction.found import Found
from kb.extraction.markup import Element, attribute, name, named, words
from kb.extraction.office import Office, read_alt_texts, read_shared
from kb.extraction.parts import PartKind

STORIES = {
    ".footnotes+xml": ("footnotes", PartKind.TEXT),
    ".endnotes+xml": ("endnotes", PartKind.TEXT),
    ".header+xml": ("header", PartKind.HEADER_FOOTER),
    ".footer+xml": ("footer", PartKind.HEADER_FOOTER),
    ".document.glossary+xml": ("building blocks", PartKind.HIDDEN),
}
SIGNS = {"tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-", "ptab": "\t"}
GONE = ("del", "moveFrom")
OFF = ("0", "false", "off", "none")


def read(office: Office, found: Found) -> None:
    """Everything in the document, the main text first."""
    main = office.main()
    places = {main: "the document"}
    hiding = _hiding_styles(office)
    _read_story(office.package.xml(main), "document", PartKind.TEXT, hiding, found)
    for ending, (called, of) in STORIES.items():
        for number, part in enumerate(office.parts(ending), 1):
            places[part] = f"{called} {number}" if "er+" in ending else called
            _read_story(office.package.xml(part), places[part], of, hiding, found)
    for part in office.parts(".comments+xml"):
        _read_comments(office.package.xml(part), found)
    for part in office.parts(".people+xml"):
        for node in named(office.package.xml(part), "person"):
            found.add("list of people", PartKind.REVISION_AUTHOR, attribute(node, "author"))
    for part in office.parts(".settings+xml"):
        for node in named(office.package.xml(part), "docVar"):
            found.add(attribute(node, "name") or "variable", PartKind.PROPERTY, attribute(node, "val"))
    read_shared(office, found, places)


def _hiding_styles(office: Office) -> frozenset[str]:
    """Styles whose text is hidden."""
    found = set()
    for part in office.parts(".styles+xml"):
        for style in named(office.package.xml(part), "style"):
            if any(_on(node) for node in named(style, "vanish", "webHidden")):
                found.add(attribute(style, "styleId"))
    return frozenset(found)


def _on(node: Element) -> bool:
    return attribute(node, "val").lower() not in OFF


def _read_comments(root: Element, found: Found) -> None:
    for number, comment in enumerate(named(root, "comment"), 1):
        where = f"comment {number}"
        found.add(f"author of {where}", PartKind.REVISION_AUTHOR, attribute(comment, "author"))
        found.add(f"initials of {where}", PartKind.REVISION_AUTHOR, attribute(comment, "initials"))
        found.add(where, PartKind.COMMENT, _text(comment, frozenset())[0])


def _read_story(root: Element, where: str, of: PartKind, hiding: frozenset[str], found: Found) -> None:
    """A story of the document: its text, and what in it is deleted, hidden or filled in."""
    shown, hidden = _text(root, hiding)
    found.add(where, of, shown)
    found.add(f"hidden text in the {where}", PartKind.HIDDEN, hidden)
    for node in root.iter():
        if attribute(node, "author") and name(node):
            found.add(f"tracked change in the {where}", PartKind.REVISION_AUTHOR, attribute(node, "author"))
    for gone in named(root, *GONE):
        deleted = "".join(str(node.text or "") for node in named(gone, "delText", "t"))
        found.add(f"deleted from the {where}", PartKind.TRACKED_CHANGE, deleted)
    for node in named(root, "ffData", "sdtPr"):
        for one in named(node, "default", "result", "listEntry", "listItem", "alias", "tag", "helpText", "statusText"):
            of_list = attribute(one, "displayText") or attribute(one, "val")
            if not of_list.isdigit():
                found.add(f"form in the {where}", PartKind.FORM_FIELD, of_list)
    for node in named(root, "bookmarkStart"):
        if not attribute(node, "name").startswith("_"):
            found.add(f"bookmark in the {where}", PartKind.HIDDEN, attribute(node, "name"))
    for paragraph in named(root, "p"):
        code = "".join(words(node) for node in named(paragraph, "instrText"))
        _read_field(code, where, found)
    for node in named(root, "fldSimple"):
        _read_field(attribute(node, "instr"), where, found)
    read_alt_texts(root, where, found)


def _read_field(code: str, where: str, found: Found) -> None:
    if "HYPERLINK" in code.upper() or "INCLUDE" in code.upper():
        found.add(f"link in the {where}", PartKind.LINK, code.strip())
    elif '"' in code:
        found.add(f"field in the {where}", PartKind.HIDDEN, code.strip())


def _text(root: Element, hiding: frozenset[str]) -> tuple[str, str]:
    """The text that is shown and the text that is not, a line for a paragraph; cells of a row are divided by tabs."""
    shown: list[str] = []
    hidden: list[str] = []
    for paragraph in named(root, "p"):
        if any(name(above) == "Fallback" for above in paragraph.iterancestors()):
            continue  # older programs are given the same text once more
        before = len(hidden)
        wholly = _is_hidden(paragraph, hiding, "pPr", "pStyle")
        _gather(paragraph, shown, hidden, hiding, wholly)
        shown.append(_after(paragraph))
        if len(hidden) > before:
            hidden.append("\n")
    return "".join(shown), "".join(hidden)


def _gather(node: Element, shown: list[str], hidden: list[str], hiding: frozenset[str], within: bool) -> None:
    for child in node:
        called = name(child)
        if called in ("txbxContent", "Fallback", "instrText", *GONE):
            continue  # a text box has paragraphs of its own
        if called == "t":
            (hidden if within else shown).append(str(child.text or ""))
        elif called in SIGNS and name(node) == "r":
            (hidden if within else shown).append(SIGNS[called])
        else:
            hides = called == "r" and _is_hidden(child, hiding, "rPr", "rStyle")
            _gather(child, shown, hidden, hiding, within or hides)


def _is_hidden(node: Element, hiding: frozenset[str], properties: str, style: str) -> bool:
    """Whether a run, or a paragraph by its style, is not shown."""
    for own in node:
        if name(own) == properties:
            for one in own:
                if name(one) in ("vanish", "webHidden") and _on(one):
                    return True
                if name(one) == style and attribute(one, "val") in hiding:
                    return True
    return False


def _after(paragraph: Element) -> str:
    """What stands between this paragraph and the next."""
    cell = paragraph.getparent()
    if cell is None or name(cell) != "tc":
        return "\n"
    last = paragraph.getnext() is None
    following = cell.getnext()
    return "\t" if last and following is not None and name(following) == "tc" else "\n"
