"""Cards to cut out, as a table of Word: two beside each other, with lines to cut along."""

from collections.abc import Sequence

from kb.documents.on_paper import size_of
from kb.documents.word_xml import ACROSS, Element, w

HEIGHT, TALL = 2950, 5900
"""Of a card, in twentieths of a point: eight have room on a page, or four of single letters."""
SIZES = {"sign": 200, "name": 40, "title": 28}
"""Of letters, in half points."""
SIDES = ("top", "left", "bottom", "right", "insideH", "insideV")


def cards(items: Sequence[str]) -> Element:
    """The cards, of which each says something; an odd one has an empty one beside it."""
    height = TALL if all(size_of(each) == "sign" for each in items) else HEIGHT
    even = [*items, *[""] * (len(items) % 2)]
    rows = (
        w(
            "tr",
            w("trPr", w("cantSplit"), w("trHeight", val=height, hRule="exact")),
            *map(_card, even[at : at + 2]),
        )
        for at in range(0, len(even), 2)
    )
    borders = (w(side, val="dashed", sz=4, space=0, color="45595F") for side in SIDES)
    return w(
        "tbl",
        w(
            "tblPr",
            w("tblW", w=ACROSS, type="dxa"),
            w("tblBorders", *borders),
            w("tblLayout", type="fixed"),
        ),
        w("tblGrid", w("gridCol", w=ACROSS // 2), w("gridCol", w=ACROSS // 2)),
        *rows,
    )


def _card(words: str) -> Element:
    size = SIZES[size_of(words)]
    text = w("t")
    text.text = words
    run = w("r", w("rPr", w("b"), w("bCs"), w("sz", val=size), w("szCs", val=size)), text)
    line = w("spacing", before=0, after=0, line=240, lineRule="auto")
    paragraph = w("p", w("pPr", line, w("jc", val="center")), *([run] if words else []))
    return w("tc", w("tcPr", w("tcW", w=ACROSS // 2, type="dxa"), w("vAlign", val="center")), paragraph)
