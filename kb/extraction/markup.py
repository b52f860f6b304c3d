"""Parses XML that nobody vouches for: no entities, no document type, nothing fetched."""

import re
from collections.abc import Iterator
from typing import TypeAlias

from lxml import etree

from kb.extraction.parts import Refused

Element: TypeAlias = etree._Element

_DECLARES = re.compile(rb"<!\s*(?:ENTITY|DOCTYPE)", re.IGNORECASE)


def parsed(data: bytes) -> Element:
    """The root of an XML text; one that declares entities is refused as a bomb."""
    plain = data.replace(b"\x00", b"") if b"\x00" in data[:200] else data
    if _DECLARES.search(plain):
        raise Refused("bomb", "The file holds XML entities, which office programs do not write. Save it anew.")
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, remove_pis=True)
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as problem:
        raise Refused("damaged") from problem
    if root is None or root.getroottree().docinfo.doctype:
        raise Refused("damaged")
    return root


def name(node: Element) -> str:
    """The name of an element without its namespace; empty for comments."""
    return node.tag.rpartition("}")[2] if isinstance(node.tag, str) else ""


def named(node: Element, *names: str) -> Iterator[Element]:
    """Elements below (and the node itself) of these names, whatever their namespace."""
    yield from node.iter(*(f"{{*}}{one}" for one in names))


def attribute(node: Element, wanted: str) -> str:
    """The value of an attribute by its name without namespace; empty if there is none."""
    plain = node.get(wanted)
    if plain is not None:
        return str(plain)
    return next((str(value) for key, value in node.attrib.items() if str(key).endswith(f"}}{wanted}")), "")


def words(node: Element) -> str:
    """All text within an element."""
    return "".join(str(piece) for piece in node.itertext())


def without(node: Element) -> None:
    """Take an element out of its parent and keep the text that follows it."""
    parent = node.getparent()
    if parent is None:
        return
    if node.tail:
        before = node.getprevious()
        if before is None:
            parent.text = (parent.text or "") + node.tail
        else:
            before.tail = (before.tail or "") + node.tail
    parent.remove(node)


def unwrapped(node: Element) -> None:
    """Put the children of an element in its place."""
    parent = node.getparent()
    if parent is None:
        return
    at = parent.index(node)
    for step, child in enumerate(list(node)):
        parent.insert(at + step, child)
    parent.remove(node)


def written(root: Element) -> bytes:
    """The XML as a part of an office file holds it."""
    return bytes(etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True))
