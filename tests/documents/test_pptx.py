"""Slides as an office program and a screen reader find them in the file."""

import io
import re
import zipfile
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given, settings
from PIL import Image
from pptx import Presentation
from pptx.util import Pt

from kb.documents.fitting import BOXES
from kb.documents.on_slides import slides
from kb.documents.pptx import pptx
from kb.documents.slide_template import COLOURS
from kb.documents.tree import Block, Document, Figure, List, Paragraph, Question, Slide, Span, text
from tests.documents.decks import DOCUMENTS

WORDS = {"a": "http://schemas.openxmlformats.org/drawingml/2006/main"}
QUESTION = Question(1, "Who judges?", ("One", "Both"), 2, "Both do.", "Lesson 12")


def picture(width: int, height: int) -> Figure:
    written = io.BytesIO()
    Image.new("RGB", (width, height), "#0b5563").save(written, "PNG")
    return Figure(written.getvalue(), "image/png", f"A field of {width} by {height}")


EVERYTHING = Document(
    "Asking again", running="Half a day", note="Free to use", mark="DRAFT", logo=picture(300, 100),
    blocks=(
        Slide("Found", (text("Dŵr."), List(((text("one"), List(((text("in"),),))), (text("two"),)), ordered=True))),
        Slide("Numbers", (picture(400, 900),), minutes=3), QUESTION,
        Slide("Sources", (Paragraph((Span("The report", link="https://example.org/a b?x=1"),)),), reference=True),
    ),
)  # fmt: skip


def opened(document: Document) -> Any:
    return Presentation(io.BytesIO(pptx(document)))


def deck(*blocks: Block, **about: Any) -> Any:
    return opened(Document("Asking again", blocks=blocks, **about))


def parts(data: bytes) -> Iterator[tuple[str, str]]:
    """Name and text of each part that is XML."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        yield from ((name, package.read(name).decode()) for name in package.namelist() if not name.endswith("png"))


def test_every_slide_has_a_title_in_its_place_that_is_read_first() -> None:
    for slide in opened(EVERYTHING).slides:
        first, *others = slide.shapes
        assert slide.shapes.title is not None
        assert first.shape_id == slide.shapes.title.shape_id
        assert first.text_frame.text
        assert [each.placeholder_format.type.name for each in others if each.is_placeholder][-2:] == [
            "FOOTER", "SLIDE_NUMBER",
        ]  # fmt: skip


def test_nothing_with_words_stands_outside_the_places_of_the_layout() -> None:
    for slide in opened(EVERYTHING).slides:
        assert [each.name for each in slide.shapes if not each.is_placeholder and each.has_text_frame] == []


def test_every_slide_has_notes_a_number_and_the_foot() -> None:
    deck = slides(EVERYTHING)
    assert {bool(each.source) for each in deck} == {True, False}
    for number, (shown, slide) in enumerate(zip(deck, opened(EVERYTHING).slides, strict=True), 1):
        assert slide.notes_slide.notes_text_frame.text.strip()
        foot, place = [each for each in slide.placeholders if each.placeholder_format.idx in {11, 12}]
        assert foot.text_frame.text == f"DRAFT · {shown.source or 'Free to use'}"
        assert f'type="slidenum"><a:rPr lang="en-GB"/><a:t>{number}</a:t>' in place._element.xml.replace(
            "\n", ""
        ).replace("  ", "")


def test_all_words_are_in_the_language_of_the_document() -> None:
    for language in ("en-GB", "cy"):
        document = Document("Teitl", language, EVERYTHING.blocks, note="Foot", running="Under")
        for name, xml in parts(pptx(document)):
            runs = len(re.findall(r"<a:(?:r|fld)[ >]", xml))
            assert len(re.findall(rf'<a:rPr[^>]* ?lang="{language}"', xml)) == runs, name
            assert set(re.findall(r' lang="([^"]+)"', xml)) <= {language}, name


def test_pictures_and_the_logo_say_what_they_show_and_stand_in_their_places() -> None:
    slides = opened(EVERYTHING).slides
    found = [(slide, each) for slide in slides for each in slide.shapes if each.shape_type.name == "PICTURE"]
    assert [each._element.nvPicPr.cNvPr.get("descr") for _, each in found] == [
        "A field of 300 by 100", "A field of 400 by 900",
    ]  # fmt: skip
    box, (_, shape) = BOXES["picture"][1], found[1]
    assert shape.height <= Pt(box.height)
    assert shape.top == Pt(box.top)
    assert round(shape.height / shape.width, 2) == 2.25


def test_what_decorates_is_marked_so_and_stands_on_no_slide() -> None:
    for name, xml in parts(pptx(EVERYTHING)):
        shapes = re.findall(r"<p:sp>.*?</p:sp>", xml, re.S)
        assert all("<p:ph" in each or "adec:decorative" in each for each in shapes), name
        assert "slides/slide" not in name or "decorative" not in xml


def test_a_slide_without_text_has_no_empty_place() -> None:
    slide = deck(Slide("Talk in pairs")).slides[1]
    assert [each.placeholder_format.type.name for each in slide.placeholders] == ["TITLE", "SLIDE_NUMBER"]


def test_the_parts_are_there_without_which_powerpoint_offers_to_repair_a_file() -> None:
    names = {name for name, _ in parts(pptx(EVERYTHING))}
    assert {"ppt/presProps.xml", "ppt/viewProps.xml", "ppt/tableStyles.xml", "docProps/app.xml"} <= names


def test_a_slide_that_tells_a_point_of_a_lesson_shows_which() -> None:
    told = [Slide(f"Part {point}", (text("Words."),), point=point) for point in (1, 5, 0, 6, -1)]
    assert [slide.slide_layout.name for slide in deck(*told, Slide("Long " * 20, point=2)).slides] == [
        "Opening", "Title and text: Found", "Title and text: How", *["Title and text"] * 3, "Long title and text",
    ]  # fmt: skip


def test_what_was_only_proposed_is_not_shown_as_done() -> None:
    told = [Slide(f"It was {way}", (text("Words."),), point=3, proposed=way) for way in ("recommended", "agreed", "")]
    layouts = [slide.slide_layout for slide in deck(*told).slides][1:]
    assert [each.name.removeprefix("Title and text: ") for each in layouts] == ["Recommended", "Agreed", "Done"]
    beside = [[each.text_frame.text for each in layout.shapes if not each.is_placeholder] for layout in layouts]
    assert [[words for words in each if words] for each in beside] == [["Recommended"], ["Agreed"], ["Done"]]
    assert [len(each) for each in beside] == [8, 8, 7]  # an open point is a ring: two shapes


def test_lists_are_lists_with_numbers_that_the_program_counts() -> None:
    body = opened(EVERYTHING).slides[1].placeholders[1]
    assert [each.level for each in body.text_frame.paragraphs] == [0, 1, 2, 1]
    assert re.findall(r'buAutoNum type="(\w+)" startAt="(\d+)"', body._element.xml) == [("arabicPeriod", "1")] * 2


def test_options_have_letters_and_the_answer_keeps_its_own() -> None:
    _, asked, answered = deck(QUESTION).slides
    assert re.findall(r'buAutoNum type="(\w+)" startAt="(\d+)"', asked.placeholders[1]._element.xml) == [
        ("alphaUcPeriod", "1"),
    ] * 2  # fmt: skip
    assert 'type="alphaUcPeriod" startAt="2"' in answered.placeholders[1]._element.xml


def test_notes_keep_the_marks_of_lists() -> None:
    notes = (List(((text("one"),), (text("two"),)), ordered=True), List(((text("three"),),)))
    assert deck(Slide("Talk", notes=notes)).slides[1].notes_slide.notes_text_frame.text == "1. one\n2. two\n• three"


@pytest.mark.parametrize(
    ("link", "leads"),
    [
        ("https://example.org/a b?x=%20&y=é", "https://example.org/a%20b?x=%20&y=%C3%A9"),
        ("mailto:someone@example.org", "mailto:someone@example.org"),
        ("tel:+44123", "tel:+44123"),
        ("javascript:alert(1)", None),
        ("https://[nowhere", None),
        ("https://example.org:99999999/", None),
        ("https://", None),
        ("https://example.org/" + "a" * 3_000, None),
    ],
)
def test_links_lead_where_they_say_or_are_words(link: str, leads: str | None) -> None:
    slide = deck(Slide("Links", (Paragraph((Span("Read it", link=link),)),))).slides[1]
    (run,) = slide.placeholders[1].text_frame.paragraphs[0].runs
    assert (run.text, run.hyperlink.address) == ("Read it", leads)


def test_what_is_written_from_the_right_stands_so() -> None:
    paragraphs = deck(Slide("Iaith", (text("مرحبا"), text("Dŵr"), text("1 שלום")))).slides[1].placeholders[1]
    assert re.findall(r"<a:pPr([^>]*)>", paragraphs._element.xml) == [' rtl="1" algn="r"/', "/", ' rtl="1" algn="r"/']


def test_signs_of_all_scripts_stay_and_what_no_file_can_hold_goes() -> None:
    said = "Dŵr tŷ 👩‍👧 ❤️ عربي 漢"
    document = Document(f"{said}\x00", blocks=(Slide(f"Say {said}\ud800", (text(f"\x0b{said}\uffff\x1b"),)),))
    first, second = opened(document).slides
    assert first.shapes.title.text_frame.text == said
    assert second.placeholders[1].text_frame.text == said


def test_the_file_says_its_title_and_its_language_and_nothing_else() -> None:
    about = deck(running="Half a day").core_properties
    assert (about.title, about.subject, about.language) == ("Asking again", "Half a day", "en-GB")
    assert (about.author, about.last_modified_by) == ("Lessonbank", "Lessonbank")
    assert (about.created, about.modified) == (None, None)
    assert len(opened(Document("Long " * 200)).core_properties.title) == 255


def test_the_same_document_makes_the_same_bytes() -> None:
    data = pptx(EVERYTHING)
    assert data == pptx(EVERYTHING)
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        assert {each.date_time for each in package.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_slides_are_16_to_9_and_no_letters_shrink() -> None:
    made = opened(EVERYTHING)
    assert made.slide_width / made.slide_height == pytest.approx(16 / 9)
    assert not [name for name, xml in parts(pptx(EVERYTHING)) if "normAutofit" in xml or "spAutoFit" in xml]


def test_letters_are_large_enough_for_the_back_of_the_room() -> None:
    assert min(title.size for title, _ in BOXES.values()) >= 32
    assert min(body.size for _, body in BOXES.values()) >= 24


def luminance(colour: str) -> float:
    shares = [int(colour[at : at + 2], 16) / 255 for at in (0, 2, 4)]
    red, green, blue = (each / 12.92 if each <= 0.04045 else ((each + 0.055) / 1.055) ** 2.4 for each in shares)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@pytest.mark.parametrize("ground", ["lt1", "lt2"])
@pytest.mark.parametrize("ink", ["dk1", "dk2", "accent1", "accent2", "accent3", "accent4", "hlink", "folHlink"])
def test_colours_stand_out_from_their_ground(ink: str, ground: str) -> None:
    assert (luminance(COLOURS[ground]) + 0.05) / (luminance(COLOURS[ink]) + 0.05) >= 4.5


@given(DOCUMENTS)
@settings(max_examples=30, deadline=None)
def test_any_document_has_a_deck_that_opens(document: Document) -> None:
    slides = opened(document).slides
    assert all(slide.shapes.title.text_frame.text and slide.notes_slide.notes_text_frame.text for slide in slides)
