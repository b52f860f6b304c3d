"""Markdown rendered in bounded work: text that would take a square of its length is shown as it was typed from there.

Python-Markdown looks for the end of a bracket, of a tag or of a block from each place where one could begin. Text of
people has few of those. Text made to keep a server busy has thousands that never end, and lists within lists until
Python gives up. So the steps taken over one text are counted, and lists and quotations go only so deep.
"""

import re
from xml.etree.ElementTree import Element, SubElement

from markdown import Markdown
from markdown.blockprocessors import BlockProcessor
from markdown.htmlparser import HTMLExtractor
from markdown.inlinepatterns import (
    IMAGE_LINK_RE,
    IMAGE_REFERENCE_RE,
    LINK_RE,
    REFERENCE_RE,
    DelimiterProcessor,
    ImageInlineProcessor,
    ImageReferenceInlineProcessor,
    LinkInlineProcessor,
    ReferenceInlineProcessor,
    ShortImageReferenceInlineProcessor,
    ShortReferenceInlineProcessor,
)
from markdown.preprocessors import Preprocessor

STEPS_PER_CHARACTER = 100
"""What a text may take, a step being one character looked at; an ordinary text takes about four for each."""
MOST_DEEP = 40
"""How deep lists and quotations go within each other; an indented list counts twice."""


class Work:
    """The steps that may still be taken over a text."""

    def __init__(self) -> None:
        self.left = 0

    def begin(self, source: str) -> None:
        """Begin with another text."""
        self.left = STEPS_PER_CHARACTER * (len(source) + 1)

    def take(self, steps: int) -> bool:
        """Take steps; whether there were any left to take."""
        if self.left <= 0:
            return False
        self.left -= steps
        return True


class _Counted(LinkInlineProcessor):
    """A link or image: from where the work is done, no bracket begins one any more."""

    def __init__(self, pattern: str, md: Markdown, work: Work) -> None:
        super().__init__(pattern, md)
        self.work = work

    def getText(self, data: str, index: int) -> tuple[str, int, bool]:  # noqa: N802 - name given by Python-Markdown
        if not self.work.take(0):
            return "", index, False
        text, end, found = super().getText(data, index)
        self.work.take(end - index)
        return text, end, found

    def getLink(self, data: str, index: int) -> tuple[str, str | None, int, bool]:  # noqa: N802 - as above
        if not self.work.take(0):
            return "", None, index, False
        address, title, end, found = super().getLink(data, index)
        # A quotation mark in it that begins no title was followed to the end of the block in search of one that ends.
        to_the_end = found and title is None and not {'"', "'"}.isdisjoint(data[index:end])
        self.work.take((len(data) if to_the_end else end) - index)
        return address, title, end, found


class _Link(_Counted):
    """`[text](address)`."""


class _Image(_Counted, ImageInlineProcessor):
    """`![text](address)`."""


class _Reference(_Counted, ReferenceInlineProcessor):
    """`[text][name]`."""


class _ImageReference(_Counted, ImageReferenceInlineProcessor):
    """`![text][name]`."""


class _ShortReference(_Counted, ShortReferenceInlineProcessor):
    """`[name]`."""


class _ShortImageReference(_Counted, ShortImageReferenceInlineProcessor):
    """`![name]`."""


_BRACKETS: tuple[tuple[str, type[_Counted], str, int], ...] = (
    ("reference", _Reference, REFERENCE_RE, 170),
    ("link", _Link, LINK_RE, 160),
    ("image_link", _Image, IMAGE_LINK_RE, 150),
    ("image_reference", _ImageReference, IMAGE_REFERENCE_RE, 140),
    ("short_reference", _ShortReference, REFERENCE_RE, 130),
    ("short_image_ref", _ShortImageReference, IMAGE_REFERENCE_RE, 125),
)
"""Names and order as Python-Markdown has them: each takes the place of its own."""


class _Emphasis(DelimiterProcessor):
    """`*text*` and `**text**`; what goes too deep within itself stays as it was typed."""

    def handleMatch(  # type: ignore[override] # noqa: N802 - name given by Python-Markdown
        self, m: re.Match[str], data: str
    ) -> tuple[Element | None, int | None, int | None]:
        element, start, end = super().handleMatch(m, data)
        level = [element] if element is not None else []
        for _ in range(MOST_DEEP):
            level = [child for parent in level for child in parent]
        return None if level else element, start, end


class _Tags(HTMLExtractor):
    """Finds HTML in a text: from where the work is done, no `<` begins a tag any more."""

    def __init__(self, md: Markdown, work: Work) -> None:
        super().__init__(md)
        self.work = work

    def check_for_whole_start_tag(self, i: int) -> int:
        """Where the tag that begins here ends, or -1."""
        if not self.work.take(0):
            return -1
        end: int = super().check_for_whole_start_tag(i)
        self.work.take((end if end > i else len(self.rawdata)) - i)
        return end

    def inline_close_follows(self, text: str) -> bool:
        """Whether a comment is within a tag of its paragraph: the rest is read for each tag that is open."""
        return self.work.take(len(self.rawdata) * len(self.inline_stack)) and super().inline_close_follows(text)


class _Html(Preprocessor):
    """Takes HTML out of the text before the rest of it is read."""

    def __init__(self, md: Markdown, work: Work) -> None:
        super().__init__(md)
        self.work = work

    def run(self, lines: list[str]) -> list[str]:
        tags = _Tags(self.md, self.work)
        tags.feed("\n".join(lines))
        tags.close()
        return "".join(tags.cleandoc).split("\n")


class _Rest(BlockProcessor):
    """A block for which no work is left, or that is too deep within others, is a paragraph as it was typed."""

    def __init__(self, md: Markdown, work: Work) -> None:
        super().__init__(md.parser)
        self.work = work

    def test(self, parent: Element, block: str) -> bool:
        return not self.work.take(len(block)) or len(self.parser.state) >= MOST_DEEP

    def run(self, parent: Element, blocks: list[str]) -> None:
        SubElement(parent, "p").text = blocks.pop(0).strip()


def bound(md: Markdown) -> Work:
    """Have this renderer count its work; say `begin` before each text."""
    work = Work()
    for name, kind, pattern, priority in _BRACKETS:
        md.inlinePatterns.register(kind(pattern, md, work), name, priority)
    emphasis = _Emphasis("*", "strong,em", md)
    emphasis.add("_", "strong,em", smart=True)
    md.inlinePatterns.register(emphasis, "em_strong", 60)
    md.preprocessors.register(_Html(md, work), "html_block", 20)
    md.parser.blockprocessors.register(_Rest(md, work), "kb_rest", 200)
    return work
