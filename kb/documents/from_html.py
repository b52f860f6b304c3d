"""Blocks of a document from the safe HTML that `kb.core.text` makes of Markdown."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from html.parser import HTMLParser
from typing import TypeAlias

from markupsafe import Markup

from kb.documents.tree import ADDRESSES, Block, Facts, Heading, List, Paragraph, Quote, Rule, Span, Table

DEEPEST = 60
"""Elements within elements; what is nested deeper stands in the last one that counts, so no text is too deep."""
VOID = {"br", "hr"}
HEADINGS = {"h1", "h2", "h3", "h4", "h5", "h6"}
OUTER = HEADINGS | {"p", "pre", "ul", "ol", "blockquote", "table", "dl", "hr"}
RAISED = str.maketrans("0123456789+-()", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁽⁾")
LOWERED = str.maketrans("0123456789+-()", "₀₁₂₃₄₅₆₇₈₉₊₋₍₎")


def blocks(html: Markup | str, *, top_heading: int) -> tuple[Block, ...]:
    """The blocks of a text; its highest heading gets the level `top_heading`, the others follow.

    Links within the site lose their address, which means nothing on paper. An element that is not known stands for
    what is in it.
    """
    reader = _Reader()
    reader.feed(html)
    reader.close()
    highest = min((each.level for each in reader.headings), default=top_heading)
    for each in reader.headings:
        each.level += top_heading - highest
    return tuple(_blocks(reader.root.children))


@dataclass
class _Element:
    tag: str
    href: str = ""
    level: int = 0
    children: list["_Node"] = field(default_factory=list)

    def named(self, *tags: str) -> Iterator["_Element"]:
        """The elements of these names directly within this one."""
        return (each for each in self.children if isinstance(each, _Element) and each.tag in tags)


_Node: TypeAlias = _Element | str


class _Reader(HTMLParser):
    """Builds the elements, none of them deeper than `DEEPEST`."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.root = _Element("")
        self.open = [self.root]
        self.headings: list[_Element] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        element = _Element(tag, dict(attrs).get("href") or "")
        if tag in HEADINGS:
            element.level = int(tag[1])
            self.headings.append(element)
        if len(self.open) < DEEPEST:
            self.open[-1].children.append(element)
        else:
            element.children = self.open[-1].children  # what is in it goes to the element around it
        if tag not in VOID:
            self.open.append(element)

    def handle_endtag(self, tag: str) -> None:
        for depth in range(len(self.open) - 1, 0, -1):
            if self.open[depth].tag == tag:
                del self.open[depth:]
                return

    def handle_data(self, data: str) -> None:
        self.open[-1].children.append(data)


def _blocks(nodes: Iterable[_Node]) -> Iterator[Block]:
    """Blocks in their order; words that stand between them are paragraphs."""
    loose: list[Span] = []
    for node in nodes:
        if isinstance(node, str) or not _holds_blocks(node):
            loose += _spans([node], Span(""))
            continue
        yield from _paragraph(loose)
        loose = []
        yield from _block(node)
    yield from _paragraph(loose)


def _holds_blocks(element: _Element) -> bool:
    return element.tag in OUTER or any(_holds_blocks(each) for each in element.children if isinstance(each, _Element))


def _block(element: _Element) -> Iterator[Block]:
    match element.tag:
        case heading if heading in HEADINGS:
            if words := _words(element):
                yield Heading(element.level, words)
        case "p":
            yield from _blocks(element.children) if _splits(element) else _paragraph(_spans(element.children, Span("")))
        case "pre":
            yield from _code(element)
        case "ul" | "ol":
            if items := tuple(tuple(_blocks(each.children)) for each in element.named("li")):
                yield List(items, ordered=element.tag == "ol")
        case "blockquote":
            if inner := tuple(_blocks(element.children)):
                yield Quote(inner)
        case "dl":
            if pairs := tuple(_pairs(element)):
                yield Facts(pairs)
        case "table":
            yield from _table(element)
        case "hr":
            yield Rule()
        case _:
            yield from _blocks(element.children)


def _splits(element: _Element) -> bool:
    return any(_holds_blocks(each) for each in element.children if isinstance(each, _Element))


def _paragraph(spans: Iterable[Span]) -> Iterator[Paragraph]:
    if tidy := _tidied(spans):
        yield Paragraph(tidy)


def _code(element: _Element) -> Iterator[Paragraph]:
    """Lines of code as they stand."""
    lines = _raw(element).strip("\n")
    if lines.strip():
        yield Paragraph((Span(lines, code=True),))


def _raw(element: _Element) -> str:
    return "".join(each if isinstance(each, str) else _raw(each) for each in element.children)


def _pairs(element: _Element) -> Iterator[tuple[str, tuple[Block, ...]]]:
    """Each name with the descriptions that follow it; several names in a row are one, with "or" between them."""
    names: list[str] = []
    described: list[Block] = []
    for each in element.named("dt", "dd"):
        if each.tag == "dd":
            described += _blocks(each.children)
            continue
        if described:
            yield " or ".join(names), tuple(described)
            names, described = [], []
        names.append(_words(each))
    if names or described:
        yield " or ".join(names), tuple(described)


def _table(element: _Element) -> Iterator[Table]:
    """The first row is the header if all its cells are headings."""
    parts = [each for group in element.named("thead", "tbody", "tfoot") for each in group.named("tr")]
    rows = [[*row.named("th", "td")] for row in [*parts, *element.named("tr")]]
    cells = [tuple(_tidied(_spans(cell.children, Span(""))) for cell in row) for row in rows if row]
    if not cells:
        return
    headed = all(cell.tag == "th" for cell in next(filter(None, rows)))
    yield Table(cells[0], tuple(cells[1:])) if headed else Table((), tuple(cells))


def _words(element: _Element) -> str:
    return " ".join("".join(span.text for span in _spans(element.children, Span(""))).split())


def _spans(nodes: Iterable[_Node], style: Span) -> Iterator[Span]:
    """What is said in these nodes, each stretch in the style of the elements around it."""
    for node in nodes:
        if isinstance(node, str):
            yield replace(style, text=re.sub(r"[ \t\r\n\f]+", " ", node))
        elif node.tag == "br":
            yield replace(style, text="\n")
        elif node.tag in {"sup", "sub"}:
            table = RAISED if node.tag == "sup" else LOWERED
            yield from (replace(each, text=each.text.translate(table)) for each in _spans(node.children, style))
        else:
            inner = _styled(node, style)
            yield from _spans(node.children, inner)


def _styled(element: _Element, style: Span) -> Span:
    match element.tag:
        case "strong" | "b":
            return replace(style, bold=True)
        case "em" | "i":
            return replace(style, italic=True)
        case "code":
            return replace(style, code=True)
        case "a" if element.href.lower().startswith(ADDRESSES):
            return replace(style, link=element.href)
    return style


def _tidied(spans: Iterable[Span]) -> tuple[Span, ...]:
    """The same with single spaces, none of them at the ends of lines, and neighbours of one style as one."""
    kept: list[Span] = []
    before = "\n"
    for span in spans:
        words = span.text.lstrip(" ") if before in " \n" else span.text
        if words == "\n" and kept and kept[-1].text.endswith(" "):
            kept[-1] = replace(kept[-1], text=kept[-1].text[:-1])
        if not words:
            continue
        before = words[-1]
        if kept and replace(kept[-1], text="") == replace(span, text=""):
            kept[-1] = replace(span, text=kept[-1].text + words)
        else:
            kept.append(replace(span, text=words))
    while kept and not (last := kept[-1].text.rstrip(" \n")):
        kept.pop()
    if kept:
        kept[-1] = replace(kept[-1], text=last)
    return tuple(each for each in kept if each.text)
