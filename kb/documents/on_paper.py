"""What of a tree stands on paper, in a file of text or of Word, whatever the format: order, levels, letters."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import zip_longest
from string import ascii_uppercase

from kb.documents.tree import (
    ADDRESSES,
    Block,
    Facts,
    Figure,
    Heading,
    List,
    Panel,
    Paragraph,
    Part,
    Question,
    Quote,
    Slide,
    Span,
    Table,
)

WIDEST = 10
"""Columns of a table that A4 has room for; the rows of a wider one are lines of text (`as_lines`)."""
UNSAID = ("mailto:", "tel:")
"""Beginnings of addresses that nobody writes down."""
SHORT_TABLE = 24, 1800
"""Rows and characters of a table that is kept on one page."""
LONGEST_NAME = 40
"""Characters that are written large on a card."""
MOST_LINES = 120
"""Lines for handwriting in one place: four pages."""


def opened(blocks: Iterable[Block]) -> Iterator[Block]:
    """The blocks with those of parts in their places, and without slides, which only a screen shows."""
    for each in blocks:
        if isinstance(each, Part):
            yield from opened(each.blocks)
        elif not isinstance(each, Slide):
            yield each


def addressed(spans: Iterable[Span]) -> Iterator[Span]:
    """The spans, and behind each link the address that it leads to, unless its words say it: nobody clicks on paper."""
    for each in spans:
        yield each
        link = each.link.strip()
        if link.lower().startswith(ADDRESSES) and each.text.strip() and not _says(each.text, link):
            shown = link.partition(":")[2] if link.lower().startswith(UNSAID) else link
            yield replace(each, text=f" ({shown})", link="")


def _says(words: str, link: str) -> bool:
    said = "".join(words.split())
    return said in (link, link.partition(":")[2], link.partition("://")[2])


def leads(spans: Iterable[Span]) -> bool:
    """Whether a paragraph leads to what follows, as one all in bold or slanting does: it stands on the same page."""
    said = [span for span in spans if span.text.strip()]
    return bool(said) and all(span.bold or span.italic for span in said)


class Levels:
    """Closes up levels of headings that are skipped: below a heading of level 1 the next can only be of level 2."""

    def __init__(self) -> None:
        self.above: list[int] = []  # levels, as they were given, of the headings around the present place

    def level(self, heading: Heading) -> int:
        """The level, from 1, that follows from the headings before it. To be asked in the order of the document."""
        while self.above and self.above[-1] >= heading.level:
            self.above.pop()
        self.above.append(heading.level)
        return len(self.above)


def letter(number: int) -> str:
    """Which letter an option has: A for 1, Z for 26, AA for 27."""
    before, at = divmod(number - 1, 26)
    return (letter(before) if before else "") + ascii_uppercase[at]


def is_short(table: Table) -> bool:
    """Whether the table has room on any page, so that it need not be divided."""
    rows, signs = SHORT_TABLE
    said = sum(len(span.text) for row in table.rows for cell in row for span in cell)
    return len(table.rows) <= rows and said <= signs


def stretched(table: Table) -> list[int]:
    """Places of the columns, from 0, that share the room which a wide table has left; none of any other."""
    columns = [*zip_longest(*filter(None, (table.header, *table.rows)), fillvalue=())] if table.wide else []
    words = [max(len("".join(span.text for span in cell).strip()) for cell in column) for column in columns]
    return [at for at, longest in enumerate(words) if longest == (0 if 0 in words else max(words))]


def after_options(question: Question) -> Iterator[Paragraph]:
    """What stands below the options where answers are shown: the answer, why, and where that is from."""
    if not question.answered:
        return
    if 1 <= question.answer <= len(question.options):
        yield Paragraph((Span(f"Answer: {letter(question.answer)}", bold=True),))
    if question.explanation.strip():
        yield Paragraph((Span(question.explanation),))
    if question.source.strip():
        yield Paragraph((Span(f"Source: {question.source}"),))


def size_of(words: str) -> str:
    """How large a card says its words: a letter is seen from the other end of a room, a title is read at a table."""
    return "sign" if len(words) < 3 else "name" if len(words) <= LONGEST_NAME else "title"


def in_words(figure: Figure) -> Paragraph:
    """What stands where a picture cannot be shown."""
    return Paragraph((Span(f"[Picture: {figure.alternative}]"),))


def as_lines(rows: Iterable[tuple[tuple[Span, ...], ...]]) -> Iterator[Paragraph]:
    """Rows of a table that has no room as such, each a paragraph."""
    for row in rows:
        yield Paragraph(tuple(span for cell in row for span in (*cell, Span(" · "))))


def within(block: List | Quote | Facts | Panel) -> Iterator[tuple[Block, ...]]:
    """The blocks in a block, where there is no room to show what holds them."""
    match block:
        case List(items):
            yield from items
        case Quote(inner):
            yield inner
        case Panel(title, inner):
            yield (Paragraph((Span(title, bold=True),)), *inner)
        case Facts(pairs):
            for name, told in pairs:
                yield (Paragraph((Span(name, bold=True),)), *told)
