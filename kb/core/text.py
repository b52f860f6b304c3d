"""Text: Markdown to safe HTML, slugs, words in a sentence. The only maker of trusted HTML."""

import html
import re
import threading
import unicodedata
from collections.abc import Callable, Iterable, Sequence
from xml.etree.ElementTree import Element

import nh3
from markdown import Markdown
from markdown.extensions import Extension
from markdown.extensions.tables import TableProcessor
from markdown.treeprocessors import Treeprocessor
from markupsafe import Markup

from kb.core.bounded_markdown import bound

TAGS = {
    "a", "abbr", "blockquote", "br", "code", "dd", "dl", "dt", "em", "h3", "h4", "h5", "h6", "hr", "li", "ol",
    "p", "pre", "strong", "sub", "sup", "table", "tbody", "td", "th", "thead", "tr", "ul",
}  # fmt: skip
ATTRIBUTES = {"a": {"href", "title"}, "abbr": {"title"}, "td": {"align"}, "th": {"align", "scope"}}
CLASSES = {
    "a": {"govuk-link", "kb-term"},
    "table": {"govuk-table"},
    "th": {"govuk-table__header"},
    "td": {"govuk-table__cell"},
    "ul": {"govuk-list", "govuk-list--bullet"},
    "ol": {"govuk-list", "govuk-list--number"},
}
COMPONENT_CLASSES = {
    "a": "govuk-link",
    "table": "govuk-table",
    "th": "govuk-table__header",
    "td": "govuk-table__cell",
    "ul": "govuk-list govuk-list--bullet",
    "ol": "govuk-list govuk-list--number",
}

MOST_COLUMNS = 12
"""Columns of a table."""

Explain = Callable[[str], Sequence[tuple[int, int, str, str]]]
"""Given plain text, the places in it to explain: start, end, address of the explanation, its short wording."""


class _Headings(Treeprocessor):
    """Headings start at the given level: the page above owns the higher ones. With anchors, each can be linked to."""

    def __init__(self, md: Markdown, top: int, *, anchors: bool) -> None:
        super().__init__(md)
        self.top = top
        self.anchors = anchors

    def run(self, root: Element) -> None:
        found = [element for element in root.iter() if re.fullmatch(r"h[1-6]", element.tag)]
        if not found:
            return
        shift = self.top - min(int(element.tag[1]) for element in found)
        for element in found:
            element.tag = f"h{min(6, max(self.top, int(element.tag[1]) + shift))}"
            if self.anchors:
                element.set("id", slugify("".join(element.itertext())))


class _Classes(Treeprocessor):
    """Elements get the classes of the page components."""

    def run(self, root: Element) -> None:
        for element in root.iter():
            if element.tag in COMPONENT_CLASSES:
                element.set("class", COMPONENT_CLASSES[element.tag])
            if element.tag == "th":
                element.set("scope", "col")


class _Explain(Treeprocessor):
    """The first use of each known term becomes a link to its explanation; links, headings and code stay as they are."""

    SKIP = frozenset({"a", "code", "pre", "h1", "h2", "h3", "h4", "h5", "h6"})

    def __init__(self, md: Markdown) -> None:
        super().__init__(md)
        self.explain: Explain = lambda _text: ()

    def run(self, root: Element) -> None:
        self._walk(root, set())

    def _walk(self, element: Element, seen: set[str]) -> None:
        if element.tag in self.SKIP:
            return
        children = list(element)
        lead = self._links(element.text or "", seen)
        for child in children:
            self._walk(child, seen)
        tails = [self._links(child.tail or "", seen) for child in children]
        for child in children:
            element.remove(child)
        element.text = lead[0]
        element.extend(lead[1])
        for child, (tail, links) in zip(children, tails, strict=True):
            child.tail = tail
            element.append(child)
            element.extend(links)

    def _links(self, text: str, seen: set[str]) -> tuple[str, list[Element]]:
        """The text before the first link, and the links with the text that follows each."""
        lead: str | None = None
        links: list[Element] = []
        after = 0
        for start, end, address, wording in self.explain(text):
            if address in seen or start < after:
                continue
            seen.add(address)
            before = text[after:start]
            if links:
                links[-1].tail = before
            else:
                lead = before
            link = Element("a", {"class": "govuk-link kb-term", "href": address, "title": wording})
            link.text = text[start:end]
            links.append(link)
            after = end
        if not links:
            return text, []
        links[-1].tail = text[after:]
        return lead or "", links


class _Tables(TableProcessor):
    """Tables of a width that a page can show; wider ones stay as they were typed.

    Each row is filled up to the width of the first: a thousand columns of nothing would be a page of 36 MB.
    """

    def test(self, parent: Element, block: str) -> bool:
        return super().test(parent, block) and len(self.separator) <= MOST_COLUMNS


class _House(Extension):
    """Tables, and our three tree processors after Python-Markdown's own."""

    def __init__(self, top: int, *, anchors: bool) -> None:
        super().__init__()
        self.top = top
        self.anchors = anchors

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 - name given by Python-Markdown
        if "|" not in md.ESCAPED_CHARS:
            md.ESCAPED_CHARS = [*md.ESCAPED_CHARS, "|"]
        md.parser.blockprocessors.register(_Tables(md.parser, {"use_align_attribute": False}), "table", 75)
        self.work = bound(md)
        self.terms = _Explain(md)
        md.treeprocessors.register(_Headings(md, self.top, anchors=self.anchors), "kb_headings", 6)
        md.treeprocessors.register(_Classes(md), "kb_classes", 5)
        md.treeprocessors.register(self.terms, "kb_explain", 4)


_made = threading.local()


def _renderer(top: int, *, anchors: bool) -> tuple[Markdown, _House]:
    """A renderer of this thread: it keeps notes while it works, and making one takes as long as rendering a section."""
    held: dict[tuple[int, bool], tuple[Markdown, _House]] = _made.__dict__.setdefault("renderers", {})
    if (top, anchors) not in held:
        house = _House(top, anchors=anchors)
        extensions: list[str | Extension] = ["sane_lists", house]
        held[top, anchors] = Markdown(extensions=extensions, output_format="html"), house
    return held[top, anchors]


def to_html(source: str, *, top_heading: int = 3, explain: Explain | None = None, anchors: bool = False) -> Markup:
    """Safe HTML of Markdown text, sanitised after rendering whatever the author wrote; headings begin at `top_heading`.

    Ask for `anchors` only where the text is alone on its page: two texts could give their headings the same id.
    """
    markdown, house = _renderer(top_heading, anchors=anchors)
    house.terms.explain = explain or (lambda _text: ())
    house.work.begin(source)
    return _clean(markdown.reset().convert(source), anchors=anchors)


def plain(markdown: str) -> str:
    """The words of Markdown text on one line, without its marks: fast rather than exact, for search and extracts."""
    text = re.sub(r"!?\[([^\]\[]*)\]\([^()\s]*\)", r"\1", markdown)
    text = re.sub(r"<[^<>]*>", " ", text)
    text = re.sub(r"(?m)^[ \t]*(?:#{1,6} |>[ \t]?|[-*+] |\d{1,3}[.)] )+", "", text)
    text = re.sub(r"[*`|]+|(?<!\w)_++|(?<!_)_++(?!\w)", " ", text)  # each run is tried once, however long it is
    text = re.sub(r"&#[0-9]{9,};?", " ", text)  # no character has such a number, and one of 5,000 digits is an error
    return " ".join(html.unescape(text).split())


def headings(page: Markup) -> list[tuple[str, str]]:
    """Anchor and words of each heading of level 2 that has an anchor, for a list of contents."""
    found = re.findall(r'<h2 id="([^"]*)">(.*?)</h2>', page, re.DOTALL)
    return [(anchor, Markup(words).striptags()) for anchor, words in found]  # noqa: S704 - already safe


def _clean(made: str, *, anchors: bool) -> Markup:
    """The same HTML with everything taken out that a text has no need of (scripts, styles, images, forms)."""
    ids = {level: {"id"} for level in ("h2", "h3", "h4")} if anchors else {}
    return Markup(  # noqa: S704 - nh3 has cleaned it
        nh3.clean(
            made,
            tags=TAGS | {"h2"},
            attributes={**ATTRIBUTES, **ids},
            allowed_classes=CLASSES,
            attribute_filter=_own_or_secure_link,
            url_schemes={"http", "https", "mailto", "tel"},
            link_rel="noopener noreferrer",
        )
    )


def _own_or_secure_link(tag: str, attribute: str, value: str) -> str | None:
    """Drop `//elsewhere` addresses, which take the page's scheme and look like our own."""
    return None if attribute == "href" and value.strip().startswith(("//", "\\", "/\\")) else value


def slugify(text: str) -> str:
    """Lower-case ASCII words joined by hyphens; an ampersand is read as "and", apostrophes vanish."""
    folded = unicodedata.normalize("NFKD", text.replace("&", " and ")).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", re.sub(r"['’]", "", folded.lower())).strip("-")


def joined(words: Iterable[str], conjunction: str = "and") -> str:
    """ "a", "a and b", "a, b and c"."""
    *first, last = [*words] or [""]
    return f"{', '.join(first)} {conjunction} {last}" if first else last
