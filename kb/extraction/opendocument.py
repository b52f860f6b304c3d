"""Reads text documents of OpenDocument (.odt)."""

from kb.extraction import pictures
from kb.extraction.found import Found
from kb.extraction.markup import Element, attribute, name, named, words
from kb.extraction.packages import Package
from kb.extraction.parts import PartKind, Refused

APART = ("annotation", "tracked-changes", "note-body", "hidden-text", "title", "desc", "text-box")
"""What stands within a paragraph or beside it, and is read apart."""
NOT_SAID = ("generator", "document-statistic", "editing-cycles", "editing-duration", "creation-date", "date")


def read(package: Package, found: Found) -> None:
    """Everything in the document."""
    _refuse(package)
    content = package.xml("content.xml")
    hiding = frozenset(
        attribute(style, "name")
        for style in named(content, "style")
        if any(attribute(node, "display") == "none" for node in named(style, "text-properties"))
    )
    _read_apart(content, "document", found)
    found.add("document", PartKind.TEXT, _text(content, hiding))
    found.add("hidden text in the document", PartKind.HIDDEN, _hidden(content, hiding))
    if "styles.xml" in package:
        styles = package.xml("styles.xml")
        _read_apart(styles, "header or footer", found)
        found.add("header or footer", PartKind.HEADER_FOOTER, _text(styles, hiding))
    if "meta.xml" in package:
        for node in named(package.xml("meta.xml"), "meta"):
            for one in node:
                if name(one) not in NOT_SAID:
                    found.add(attribute(one, "name") or name(one), PartKind.PROPERTY, words(one))
    for part in package.names:
        _read_part(package, part, found)


def _refuse(package: Package) -> None:
    """Refuse passwords, programs and objects of other programs."""
    listed = package.xml("META-INF/manifest.xml") if "META-INF/manifest.xml" in package else None
    if listed is not None:
        if next(named(listed, "encryption-data"), None) is not None:
            raise Refused("encrypted")
        if any("oleobject" in attribute(node, "media-type") for node in named(listed, "file-entry")):
            raise Refused("macros")
    for part in package.names:
        program = part.startswith(("basic/", "scripts/", "dialogs/"))
        if program and not part.endswith(("/script-lc.xml", "/script-lb.xml", "/dialog-lc.xml", "/dialog-lb.xml")):
            raise Refused("macros")


def _read_part(package: Package, part: str, found: Found) -> None:
    """Pictures, and what an object within the document says."""
    if part.startswith("versions/"):
        found.no_text("an earlier version of the document, kept in the file")
    elif part.startswith("pictures/"):
        content = package.read(part)
        where = f"picture in the document ({part.rpartition('/')[2]})"
        if content.startswith((b"\xff\xd8\xff", b"\x89PNG")):
            pictures.read(content, where, found)
        found.no_text(where)
    elif part.count("/") == 1 and part.endswith("/content.xml"):
        root = package.xml(part)
        _read_apart(root, "object in the document", found)
        found.add("object in the document", PartKind.TEXT, _text(root, frozenset()))


def _read_apart(root: Element, where: str, found: Found) -> None:
    """Comments, changes, links, forms and descriptions."""
    for number, comment in enumerate(named(root, "annotation"), 1):
        found.add(f"comment {number}", PartKind.COMMENT, _text(comment, frozenset()))
        for author in named(comment, "creator", "creator-initials", "sender-initials"):
            found.add(f"author of comment {number}", PartKind.REVISION_AUTHOR, words(author))
    for region in named(root, "changed-region"):
        for author in named(region, "creator", "chg-author"):
            found.add(f"tracked change in the {where}", PartKind.REVISION_AUTHOR, words(author))
        for deletion in named(region, "deletion"):
            found.add(f"deleted from the {where}", PartKind.TRACKED_CHANGE, _text(deletion, frozenset()))
    for node in named(root, "a", "image", "object", "section-source"):
        href = attribute(node, "href")
        if ":" in href:
            found.add(f"link in the {where}", PartKind.LINK, href)
    for node in named(root, "title", "desc"):
        found.add(f"description in the {where}", PartKind.ALT_TEXT, words(node))
    for node in named(root, "text", "textarea", "checkbox", "radio", "listbox", "combobox", "button"):
        said = [attribute(node, key) for key in ("label", "value", "current-value", "title")]
        found.add(f"form in the {where}", PartKind.FORM_FIELD, "\n".join(filter(None, said)))
    for node in named(root, "user-field-decl", "variable-set"):
        found.add(attribute(node, "name") or "variable", PartKind.HIDDEN, attribute(node, "string-value"))


def _text(root: Element, hiding: frozenset[str]) -> str:
    """The text that is shown, a line for a paragraph."""
    lines = []
    for paragraph in named(root, "p", "h"):
        above = {name(node) for node in paragraph.iterancestors() if node is not root}
        inside = root.tag is not None and name(root) in ("annotation", "deletion")
        if not inside and above & {"annotation", "tracked-changes"}:
            continue
        if attribute(paragraph, "style-name") not in hiding and "hidden-paragraph" not in above:
            lines.append(_line(paragraph, hiding))
    return "\n".join(lines)


def _line(node: Element, hiding: frozenset[str]) -> str:
    pieces = [str(node.text or "")]
    for child in node:
        called = name(child)
        if called == "s":
            count = attribute(child, "c")
            pieces.append(" " * min(int(count) if count.isdigit() else 1, 1000))
        elif called in ("tab", "line-break"):
            pieces.append("\t" if called == "tab" else "\n")
        elif called and not (called in APART and not _is_field(child)) and attribute(child, "style-name") not in hiding:
            pieces.append(_line(child, hiding))
        pieces.append(str(child.tail or ""))
    return "".join(pieces)


def _is_field(node: Element) -> bool:
    """Whether it shows the title of the document; the title of a picture has the same name in another namespace."""
    return name(node) == "title" and ":text:" in str(node.tag)


def _hidden(root: Element, hiding: frozenset[str]) -> str:
    lines = [attribute(node, "string-value") or words(node) for node in named(root, "hidden-text")]
    for node in named(root, "p", "h", "span"):
        if attribute(node, "style-name") in hiding:
            lines.append(_line(node, frozenset()))
    for node in named(root, "section"):
        if attribute(node, "display") == "none":
            lines.append(_text(node, frozenset()))
    return "\n".join(lines)
