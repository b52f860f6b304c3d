"""Any tree of blocks, of any words, for property tests; and the words of a tree in their order."""

from collections.abc import Iterable, Iterator

from hypothesis import strategies as some

from kb.documents.tree import (
    Blank,
    Block,
    Document,
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
from tests.documents.training import png

ANY_WORDS = some.text(max_size=40) | some.text(
    some.sampled_from(
        "aZ0é\u0301\u0323\u20d7שָمَ\u0651हिनद\u0e33ກ\u0eb3\u200d\u200b\u00ad\u202e😀👩🏽日\ud800\ufffe\x00\x1f\x85"
        "#$*<&\\@`~\r\n\t ▯"
    ),
    max_size=14,
)
PLAIN_WORDS = some.integers(0, 10**5).map("ŵ{}y".format)
"""Words that stand as they are in every format, and on one line."""
PICTURES = [png(3, 2), png(900, 40), png(4, 900), b"", b"GIF89a", b"\xff\xd8", b"no picture"]


def documents(words: some.SearchStrategy[str]) -> some.SearchStrategy[Document]:
    """Documents of these words."""
    blocks = some.lists(some.recursive(_leaves(words), lambda inner: _holding(words, inner), max_leaves=8), max_size=5)
    return some.builds(
        Document,
        title=words,
        language=some.sampled_from(["en-GB", "cy"]),
        blocks=blocks.map(tuple),
        mark=words,
        note=words,
        running=words,
        logo=some.none() | _figures(words),
    )


def _figures(words: some.SearchStrategy[str]) -> some.SearchStrategy[Figure]:
    kinds = some.sampled_from(["image/png", "image/jpeg"])
    return some.builds(Figure, some.sampled_from(PICTURES), kinds, words.filter(str.strip))


def _leaves(words: some.SearchStrategy[str]) -> some.SearchStrategy[Block]:
    styles = (some.booleans(), some.booleans(), some.booleans())
    spans = some.lists(
        some.builds(Span, words, *styles, some.just("") | words.map("https://x.org/{}".format)), max_size=3
    ).map(tuple)
    cells = some.lists(spans, max_size=3).map(tuple)
    options = some.lists(words, max_size=4).map(tuple)
    numbers = some.integers(-1, 30)
    return (
        some.builds(Heading, some.integers(-3, 99), words)
        | some.builds(Paragraph, spans)
        | some.builds(Table, cells, some.lists(cells, max_size=3).map(tuple))
        | _figures(words)
        | some.builds(Blank, some.integers(-1, 9))
        | some.builds(Question, numbers, words, options, numbers, words, words, some.booleans())
        | some.sampled_from([Rule(), PageBreak()])
    )


def _holding(words: some.SearchStrategy[str], inner: some.SearchStrategy[Block]) -> some.SearchStrategy[Block]:
    blocks = some.lists(inner, max_size=3).map(tuple)
    items = some.lists(blocks, max_size=3).map(tuple)
    facts = some.lists(some.tuples(words, blocks), max_size=3).map(tuple)
    return (
        some.builds(List, items, some.booleans())
        | some.builds(Quote, blocks)
        | some.builds(Facts, facts)
        | some.builds(Panel, words, blocks)
        | some.builds(Part, some.just(frozenset({"guide"})), blocks)
        | some.builds(Slide, words, blocks, blocks)
    )


def words_of(blocks: Iterable[Block], *, headings: bool = True) -> Iterator[str]:
    """What paper says of these blocks, in its order; without the headings of columns if they are not asked for."""
    for block in blocks:
        yield from _words(block, headings)


def _words(block: Block, headings: bool) -> Iterator[str]:
    match block:
        case Heading(_, words):
            yield words
        case Paragraph(spans):
            yield from (span.text for span in spans)
        case Table(header, rows):
            for row in (header if headings else (), *rows):
                yield from (span.text for cell in row for span in cell)
        case Question(_, stem, options, _, explanation, source, answered):
            yield from (stem, *options)
            yield from (explanation, source) if answered else ()
        case List(items):
            for item in items:
                yield from words_of(item, headings=headings)
        case Quote(inner) | Part(_, inner):
            yield from words_of(inner, headings=headings)
        case Panel(title, inner):
            yield title
            yield from words_of(inner, headings=headings)
        case Facts(pairs):
            for name, told in pairs:
                yield name
                yield from words_of(told, headings=headings)


def stand_in_order(words: Iterable[str], text: str) -> bool:
    """Whether each word stands in the text, after the one before it."""
    at = 0
    for word in words:
        found = text.find(word, at)
        if found < 0:
            return False
        at = found + len(word)
    return True
