"""Drawn by an office program, every word of a slide stands where it should, with our face and without."""

from pathlib import Path

import pytest

from kb.core.text import to_html
from kb.documents.fitting import BOXES, NUMBER
from kb.documents.from_html import blocks
from kb.documents.on_slides import slides
from kb.documents.pptx import pptx
from kb.documents.tree import Block, Document, List, Paragraph, Question, Slide, Span, text
from tests.documents.places import check_all, within
from tests.documents.rendered import drawn, faces

pytestmark = pytest.mark.office

NOTE = "Free to use as you like. " * 12
LESSONS = sorted((Path(__file__).parents[2] / "content/lessons").glob("*.md"))
NASTY: tuple[Block, ...] = (
    Slide("Forty words of fourteen letters", (text("Responsibility " * 40),)),
    Slide("Forty wide words", (text("WWWWWMMMMMWWWW " * 40),)),
    Slide("Forty bold words", (Paragraph((Span("Responsibility " * 40, bold=True),)),)),
    Slide("One word", (text("W" * 2_000),)),
    Slide("Responsibility " * 20, (text("Under a long title. " * 12),)),
    Slide("M" * 300, (text("Under a wide title."),)),
    Slide("Many numbers", (List(tuple((text("Responsibility for all."),) for _ in range(30)), ordered=True),)),
    Slide("Many points", (List(tuple((text("Ask"),) for _ in range(40))),)),
    Slide("Points within points", (List(((text("Out"), List(((text("In. " * 30), List(((text("Far"),),))),) * 9)),)),)),
    Slide("Many paragraphs", tuple(text("Yes.") for _ in range(40))),
    Slide("Welsh", (text("Dŵr, tŷ, ŵyn, ŷd; âêîôû ÂÊÎÔÛŴŶ. " * 12),)),
    Slide("Sources", (List(tuple(
        (Paragraph((Span("A report. "), Span(link := f"https://example.org/{'Report' * 12}/{at}", link=link))),)
        for at in range(20)
    ), ordered=True),), reference=True),
    Question(1, "Which of these long questions is asked of you first? " * 3,
             tuple("Responsibilities and opportunities of everybody concerned" for _ in range(4)), 2, "So.", "LB-1"),
    Question(2, "Who judges?", tuple("word " * 20 for _ in range(6)), 6, "So.", "Lesson of a long name " * 8),
)  # fmt: skip

SCRIPTS = ("العربية ", "漢字漢字 ", "हिन्दी ", "😀👩‍👧 ", "Ελληνικά ", "עברית ")


def lesson(path: Path) -> tuple[Block, ...]:
    _, front, written = path.read_text().split("---\n", 2)
    title = front.partition("title: ")[2].partition("\nsummary")[0]
    parts = [part.partition("\n") for part in written.split("\n## ")[1:]]
    return Slide(title), *(Slide(name, blocks(to_html(part), top_heading=2)) for name, _, part in parts)


def deck(found: tuple[Block, ...]) -> Document:
    return Document("Responsibility " * 12, blocks=found, note=NOTE, running="Half a day " * 9)


@pytest.mark.parametrize("with_our_face", [True, False])
@pytest.mark.parametrize("found", [NASTY, tuple(each for path in LESSONS[::6] for each in lesson(path))])
def test_every_word_stands_in_its_place(found: tuple[Block, ...], with_our_face: bool, tmp_path: Path) -> None:
    document = deck(found)
    pages = drawn(pptx(document), tmp_path, with_our_face=with_our_face)
    assert ("AtkinsonHyperlegibleNext-Bold" in faces(tmp_path)) == with_our_face
    check_all(slides(document), pages, NOTE.strip())


def test_no_script_leaves_its_place(tmp_path: Path) -> None:
    document = Document(
        "Scripts",
        blocks=tuple(Slide(script * 9, (text(script * 60), List(((text(script * 20),),)))) for script in SCRIPTS),
    )
    pages = drawn(pptx(document), tmp_path, with_our_face=True)  # all at once: to start the program takes longest
    for slide, words in zip(slides(document)[1:], pages[1:], strict=True):
        title, body = BOXES[slide.kind]
        kept = [each for place in (title, body, NUMBER) for each in within(words, place, close=12)]
        assert [each for each in words if each not in kept] == [], slide.title
