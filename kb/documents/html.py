"""Blocks of a document as HTML. Whatever a text says, it is only text; nothing is fetched, nothing is styled here."""

import re
from base64 import b64encode
from collections.abc import Iterable
from typing import assert_never

from markupsafe import Markup

from kb.documents.passages import Points, letter
from kb.documents.tree import (
    ADDRESSES,
    Blank,
    Block,
    Cards,
    Facts,
    Figure,
    Heading,
    List,
    PageBreak,
    Panel,
    Paragraph,
    Part,
    Question,
    Quote,
    Rule,
    Slide,
    Span,
    Table,
)

LOWEST = 6
"""HTML has no heading below this level."""
MOST_LINES = 60
"""Lines for handwriting that stand for any larger number of them."""
_NO_CHARACTER = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")
"""What may not stand in HTML, however it is written."""


def html(blocks: Iterable[Block], *, top: int = 2, ids: str = "block") -> Markup:
    """The blocks in their order; the highest heading gets the level `top`, and no level is skipped.

    Ids in it begin with `ids`, so that several pieces stand on one page. Parts are open: see `kb.documents.tree`.
    """
    return _Writer(top, ids).blocks(blocks)


def plain(words: str) -> str:
    """The words with a sign in place of every character that may not stand in HTML."""
    return _NO_CHARACTER.sub("\ufffd", words.replace("\r\n", "\n").replace("\r", "\n"))


class _Writer:
    """Writes blocks, and keeps which headings are around the present place."""

    def __init__(self, top: int, ids: str) -> None:
        self.top = top
        self.above: list[int] = []  # levels, as they were given, of the headings around the present place
        self.ids = ids
        self.questions = 0

    def blocks(self, found: Iterable[Block]) -> Markup:
        """Each block on lines of its own, without those that are empty."""
        return Markup("\n").join(made for each in found if (made := self.block(each)))

    def block(self, block: Block) -> Markup:
        match block:
            case Heading(level, words):
                return self.heading(level, words)
            case Paragraph(spans, small):
                return _paragraph(spans, small=small)
            case Table():
                return _table(block)
            case Rule():
                return Markup("<hr>")
            case PageBreak():
                return Markup('<div class="page-break"></div>')
            case Figure():
                return _figure(block)
            case Blank(lines):
                return _blank(lines)
            case Cards(items):
                return self.points(List(tuple((Paragraph((Span(words),)),) for words in items)))
            case _:
                return self.holding(block)

    def holding(self, block: List | Quote | Facts | Panel | Question | Slide | Part) -> Markup:
        """Blocks that hold blocks, or have a heading of their own."""
        match block:
            case List():
                return self.points(block)
            case Quote(inner):
                return Markup("<blockquote>\n{}\n</blockquote>").format(self.blocks(inner)) if inner else Markup("")
            case Facts(pairs):
                pair = Markup("<div><dt>{}</dt><dd>{}</dd></div>")
                facts = Markup("\n").join(pair.format(plain(name), self.item(told)) for name, told in pairs)
                return Markup("<dl>\n{}\n</dl>").format(facts) if pairs else Markup("")
            case Panel(title, inner):
                return self.section("panel", title, inner)
            case Question():
                return self.question(block)
            case Slide(title, inner, notes):
                said = Panel("Notes", notes)
                return self.section("slide", title, (*inner, said) if notes else inner)
            case Part(_, inner):
                return self.blocks(inner)
            case _:
                assert_never(block)

    def points(self, found: List) -> Markup:
        """The points; some that go on from a slide before have its next number."""
        points = Markup("\n").join(Markup("<li>{}</li>").format(self.item(item)) for item in found.items)
        if not points or not found.ordered:
            return Markup("<ul>\n{}\n</ul>").format(points) if points else points
        start = Markup(' start="{}"').format(found.first) if isinstance(found, Points) and found.first != 1 else ""
        letters = Markup(' type="A"') if isinstance(found, Points) and found.lettered else ""
        return Markup("<ol{}{}>\n{}\n</ol>").format(start, letters, points)

    def item(self, blocks: tuple[Block, ...]) -> Markup:
        """What stands in a point or beside a name: a single paragraph needs no element of its own."""
        match blocks:
            case (Paragraph(spans),):
                return _spans(spans)
        return self.blocks(blocks)

    def heading(self, level: int, words: str) -> Markup:
        """The heading on the level that follows from the headings around it."""
        if not (said := " ".join(plain(words).split())):
            return Markup("")
        while self.above and self.above[-1] >= level:
            self.above.pop()
        self.above.append(level)
        return _heading(self.top + len(self.above) - 1, said)

    def section(self, name: str, title: str, blocks: Iterable[Block]) -> Markup:
        """Blocks that belong together, under a heading of the next level if they have a title."""
        said = " ".join(plain(title).split())
        top = self.top + len(self.above)
        head = _heading(top, said) if said else Markup("")
        outer, self.top, self.above = (self.top, self.above), top + bool(said), []
        inner = self.blocks(blocks)
        self.top, self.above = outer
        return Markup('<section class="{}">\n{}\n{}\n</section>').format(name, head, inner)

    def question(self, question: Question) -> Markup:
        """Options to choose from, and the answer for who opens it. Which one is right is said for a script as well."""
        self.questions += 1
        name = f"{self.ids}-question-{self.questions}"
        option = Markup(
            '<div class="option"><input type="radio" name="{0}" id="{0}-{1}" value="{1}">'
            '<label for="{0}-{1}"><span class="letter">{2}</span> <span>{3}</span></label></div>'
        )
        options = [option.format(name, at, letter(at), plain(each)) for at, each in enumerate(question.options, 1)]
        return Markup(
            '<section class="question">\n{}\n<fieldset data-answer="{}">\n<legend>{}</legend>\n{}\n</fieldset>\n'
            '<details class="answer"><summary>Show the answer</summary>\n{}\n</details>\n</section>'
        ).format(
            _heading(self.top + len(self.above), f"Question {question.number}"),
            question.answer,
            plain(question.stem),
            Markup("\n").join(options),
            _answer(question),
        )


def _heading(level: int, words: str) -> Markup:
    return Markup("<h{0}>{1}</h{0}>").format(min(level, LOWEST), words)


def _answer(question: Question) -> Markup:
    made = []
    if 1 <= question.answer <= len(question.options):
        right = f"{letter(question.answer)}. {plain(question.options[question.answer - 1])}"
        made.append(Markup("<p><strong>{}</strong></p>").format(right))
    if question.explanation.strip():
        made.append(Markup("<p>{}</p>").format(plain(question.explanation)))
    if question.source.strip():
        made.append(Markup('<p class="source">Source: {}</p>').format(plain(question.source)))
    return Markup("\n").join(made)


def _paragraph(spans: tuple[Span, ...], *, small: bool = False) -> Markup:
    if not any(span.text.strip() for span in spans):
        return Markup("")
    if all(span.code for span in spans) and any("\n" in span.text for span in spans):
        return Markup("<pre><code>{}</code></pre>").format(plain("".join(span.text for span in spans)))
    kind = Markup(' class="small"') if small else Markup("")
    return Markup("<p{}>{}</p>").format(kind, _spans(spans))


def _spans(spans: Iterable[Span]) -> Markup:
    return Markup("").join(map(_span, spans))


def _span(span: Span) -> Markup:
    made = Markup("<br>").join(plain(span.text).split("\n"))
    for wanted, tag in ((span.code, "code"), (span.italic, "em"), (span.bold, "strong")):
        if wanted:
            made = Markup("<{0}>{1}</{0}>").format(tag, made)
    if span.link.lower().startswith(ADDRESSES):
        made = Markup('<a href="{}" rel="noreferrer">{}</a>').format(plain(span.link), made)
    return made


def _table(table: Table) -> Markup:
    """The table with all rows of one length. Each cell names its column, for windows too narrow for columns.

    The roles say again what the elements say: an element that is drawn as a list is else no table to who listens.
    """
    columns = max(map(len, (table.header, *table.rows)), default=0)
    if not columns:
        return Markup("")
    names = ["".join(span.text for span in cell).strip() for cell in table.header]
    empty, named = Markup('<td role="cell"></td>'), Markup('<th scope="col" role="columnheader">{}</th>')
    cells = [named.format(_spans(cell)) if name else empty for cell, name in zip(table.header, names, strict=True)]
    head = Markup("").join(cells + [empty] * (columns - len(cells)))
    above = Markup('<thead role="rowgroup"><tr role="row">{}</tr></thead>\n').format(head) if any(names) else ""
    rows = Markup("\n").join(Markup('<tr role="row">{}</tr>').format(_cells(row, names, columns)) for row in table.rows)
    return Markup('<table role="table">\n{}<tbody role="rowgroup">\n{}\n</tbody>\n</table>').format(above, rows)


def _cells(row: tuple[tuple[Span, ...], ...], names: list[str], columns: int) -> Markup:
    made = Markup("")
    for at in range(columns):
        name = plain(names[at]) if at < len(names) else ""
        said = _spans(row[at]) if at < len(row) else ""
        made += Markup('<td role="cell" data-column="{}">{}</td>').format(name, said)
    return made


def _figure(figure: Figure) -> Markup:
    content = b64encode(figure.content).decode()
    return Markup('<img src="data:{};base64,{}" alt="{}">').format(figure.kind, content, plain(figure.alternative))


def _blank(lines: int) -> Markup:
    count = max(1, min(lines, MOST_LINES))
    said = "Room for one line" if count == 1 else f"Room for {count} lines"
    ruled = Markup('<span class="line"></span>') * count
    return Markup('<div class="blank" role="img" aria-label="{}">{}</div>').format(said, ruled)
