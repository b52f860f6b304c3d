"""Documents of every kind of block, as tests make them up, and the words that are in them."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator

from hypothesis import strategies as st

from kb.documents.tree import (
    Blank,
    Block,
    Document,
    Facts,
    Heading,
    List,
    Panel,
    Paragraph,
    Part,
    Question,
    Quote,
    Rule,
    Slide,
    Span,
    Table,
)  # fmt: skip

SIGNS = "aeinrstlm WŵŷÂéß.,:;!?-–“”()/'\n\t\x07\x0b\ud800\ufffe\u200b\u00a0عربي漢字😀"
WORD = st.text(st.sampled_from([sign for sign in SIGNS if sign.isalpha()]), min_size=1, max_size=14)
SAID = st.lists(WORD, max_size=60).map(" ".join) | st.text(st.sampled_from(SIGNS), max_size=300)
SPAN = st.builds(Span, SAID, st.booleans(), st.booleans(), st.booleans())
SPANS = st.lists(SPAN, max_size=3).map(tuple)
LEAF = (
    st.builds(Paragraph, SPANS)
    | st.builds(Heading, st.integers(1, 6), SAID)
    | st.builds(Table, st.lists(SPANS, max_size=3).map(tuple),
                st.lists(st.lists(SPANS, max_size=3).map(tuple), max_size=3).map(tuple))
    | st.just(Rule()) | st.just(Blank(3))
)  # fmt: skip


def _around(inner: st.SearchStrategy[Block]) -> st.SearchStrategy[Block]:
    some = st.lists(inner, max_size=3).map(tuple)
    return (
        st.builds(List, st.lists(some, max_size=4).map(tuple), st.booleans())
        | st.builds(Quote, some)
        | st.builds(Panel, SAID, some)
        | st.builds(Facts, st.lists(st.tuples(SAID, some), max_size=3).map(tuple))
        | st.builds(Part, st.just(frozenset({"slides"})), some)
    )


BLOCKS = st.lists(st.recursive(LEAF, _around, max_leaves=8), max_size=4).map(tuple)
QUESTION = st.builds(
    Question, st.integers(1, 99), SAID, st.lists(SAID, max_size=5).map(tuple), st.integers(1, 5), SAID, SAID
)
SLIDE = st.builds(Slide, SAID, BLOCKS, BLOCKS, st.integers(0, 90), st.booleans())
DOCUMENTS = st.builds(
    Document,
    SAID,
    blocks=st.lists(SLIDE | QUESTION, max_size=4).map(tuple),
    mark=st.sampled_from(["", "DRAFT"]),
    note=SAID,
    running=SAID,
)


def words(said: Iterable[str], *, longest: int = 10_000) -> Counter[str]:
    """How often each word is there, without the signs around it, of those that no line is too short for."""
    stretches = (stretch for each in said for stretch in re.sub(UNSEEN, "", each).split())
    return Counter(word for stretch in stretches if len(stretch) <= longest for word in re.findall(r"[^\W_]+", stretch))


UNSEEN = "[\x07\ud800\ufffe]"


def told(blocks: Iterable[Block]) -> Iterator[str]:
    """All that blocks say, one text for each stretch that may not be divided."""
    for each in blocks:
        match each:
            case Paragraph(spans):
                yield joined(spans)
            case Heading(_, heading):
                yield heading
            case List(items):
                yield from (part for item in items for part in told(item))
            case Quote(inner) | Part(_, inner):
                yield from told(inner)
            case Panel(title, inner):
                yield from (title, *told(inner))
            case Facts(pairs):
                yield from (part for name, inner in pairs for part in (name, *told(inner)))
            case Table(header, rows):
                yield from (joined(cell) for row in (header, *rows) for cell in row)
            case Slide(title, inner, notes):
                yield from (title, *told(inner), *told(notes))
            case Question():
                yield from (each.stem, *each.options, each.explanation, each.source)
            case _:
                pass


def joined(spans: Iterable[Span]) -> str:
    return "".join(span.text for span in spans)
