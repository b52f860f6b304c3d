"""A document as a Word file: what its readers see, what screen readers are told, and that any text makes one."""

import io
import zipfile
from dataclasses import replace

import pytest
from hypothesis import given, settings

from kb.documents.docx import docx
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
    Slide,
    Span,
    Table,
    text,
)
from tests.documents.training import LOGO, PACK, QUESTION, png
from tests.documents.trees import ANY_WORDS, PLAIN_WORDS, documents, stand_in_order, words_of
from tests.documents.word_file import WordFile


def opened(*found: Block, title: str = "Asking again", **about: str) -> WordFile:
    return WordFile(docx(Document(title, blocks=found, **about)))


@settings(max_examples=60)
@given(documents(ANY_WORDS))
def test_any_document_has_a_word_file(document: Document) -> None:
    assert WordFile(docx(document)).file.paragraphs


@settings(max_examples=60)
@given(documents(PLAIN_WORDS))
def test_all_words_of_a_document_stand_in_it_in_their_order(document: Document) -> None:
    words = WordFile(docx(document)).words()
    assert stand_in_order([document.title, *words_of(document.blocks)], words)


def test_the_same_document_makes_the_same_bytes_without_dates() -> None:
    content = docx(PACK)
    assert docx(PACK) == content
    packed = zipfile.ZipFile(io.BytesIO(content))
    assert {entry.date_time for entry in packed.infolist()} == {(1980, 1, 1, 0, 0, 0)}
    assert b"dcterms" not in packed.read("docProps/core.xml")


def test_it_knows_its_title_and_names_nobody_who_made_it() -> None:
    made = opened(mark="DRAFT").file.core_properties
    assert (made.title, made.author, made.last_modified_by) == ("DRAFT: Asking again", "", "")


@pytest.mark.parametrize(("language", "told"), [("en-GB", "en-GB"), ("cy", "cy-GB"), ("fr", "fr")])
def test_its_language_is_that_of_the_document(language: str, told: str) -> None:
    made = opened(language=language)
    (own,) = made.file.styles.element.xpath("w:docDefaults//w:lang/@w:val")
    (theme,) = made.file.settings.element.xpath("w:themeFontLang/@w:val")
    assert (own, theme, made.file.core_properties.language) == (told, told, told)


def test_headings_have_the_styles_of_headings_without_gaps() -> None:
    made = opened(*(Heading(level, f"Part {number}") for number, level in enumerate([3, 6, 5, 3, 1, 2])))
    assert made.styled() == [
        ("Title", "Asking again"), ("Heading 1", "Part 0"), ("Heading 2", "Part 1"), ("Heading 2", "Part 2"),
        ("Heading 1", "Part 3"), ("Heading 1", "Part 4"), ("Heading 2", "Part 5"),
    ]  # fmt: skip


def test_headings_deeper_than_word_knows_stand_on_its_last_level() -> None:
    made = opened(*(Heading(level, f"Part {level}") for level in range(1, 13)))
    assert [style for style, _ in made.styled()][-4:] == ["Heading 9"] * 4


def test_every_list_with_numbers_begins_at_1() -> None:
    items = ((text("one"), List(((text("inner"),),), ordered=True)), (text("two"),))
    made = opened(List(items, ordered=True), List(items[1:], ordered=True), replace(QUESTION, options=("a", "b")))
    first, inner, again, second, option, _ = [number for number, _ in made.lists()]
    assert len({first, inner, second, option}) == 4
    assert again == first
    starts = made.file.part.numbering_part.element.xpath("w:num/w:lvlOverride[w:startOverride/@w:val='1']/@w:ilvl")
    assert starts == ["0", "1", "0", "0"]
    assert made.in_style("List Number") == ["one", "inner", "two", "two"]


def test_lists_have_the_styles_of_lists_also_where_an_item_begins_with_another_block() -> None:
    made = opened(List(((Quote((text("said"),)),), (text("told"), text("more")))))
    assert made.styled()[1:] == [
        ("List Bullet", ""), ("Quote", "said"), ("List Bullet", "told"), ("List Continue", "more"),
    ]  # fmt: skip


def test_options_have_letters() -> None:
    made = opened(QUESTION)
    assert made.in_style("Option") == list(QUESTION.options)
    numbering = made.file.part.numbering_part.element
    assert numbering.xpath("w:abstractNum[w:lvl/w:pStyle/@w:val='Option']/w:lvl/w:numFmt/@w:val") == ["upperLetter"]


def test_answers_are_there_if_they_are_asked_for() -> None:
    assert opened(QUESTION).in_style("Answer")[0] == "Answer: C"
    assert opened(replace(QUESTION, answered=False)).in_style("Answer") == []


def test_the_head_of_a_table_is_marked_and_only_that() -> None:
    cell = (Span("x"),)
    made = opened(Table((cell, cell), ((cell, cell), (cell,))), Table((), ((cell,),)))
    assert [len(table.xpath(".//w:tblHeader")) for table in made.body.xpath("w:tbl")] == [1, 0]
    assert made.body.xpath("w:tbl/w:tr[1]//w:tblHeader")
    assert [len(row.cells) for row in made.file.tables[0].rows] == [2, 2, 2]


def test_a_table_too_wide_for_the_page_becomes_lines_of_text() -> None:
    made = opened(Table((), (tuple((Span(f"cell{number}"),) for number in range(30)),)))
    assert "cell0 · cell1 · cell2" in made.words()
    assert made.file.tables == []


def test_pictures_say_what_they_show_and_fit_the_page() -> None:
    made = WordFile(docx(Document("Title", blocks=(Figure(png(4000, 90), "image/png", "Wide"),
                                                   Figure(png(9, 9000), "image/png", "Tall")), logo=LOGO)))  # fmt: skip
    assert made.body.xpath(".//wp:docPr/@descr") == [LOGO.alternative, "Wide", "Tall"]
    logo, wide, tall = made.file.inline_shapes
    assert logo.height.mm <= 22
    assert wide.width.mm <= 152.1
    assert tall.height.mm <= 160


@pytest.mark.parametrize("content", [png(30, 20)[:40], png(3, 2)[:12], b"\xff\xd8\xff\xe0\x00", b"GIF89a", b""])
def test_a_picture_that_cannot_be_read_is_said_in_words(content: bytes) -> None:
    assert "[Picture: Bars]" in opened(Figure(content, "image/png", "Bars")).words()


def test_links_lead_where_they_say_and_only_to_the_web_mail_and_telephones() -> None:
    spans = [
        Span(words, link=link)
        for words, link in {
            "page": "https://example.org/a?b=1&c=%20#d", "mail": "mailto:a@example.org", "call": "tel:01234",
            "odd": "https://example.org/two words/100%/{x}|\u0000é", "script": "javascript:alert(1)", "own": "/own",
            "port": "https://example.org:port/", "nowhere": "https://", "long": "https://x.org/" + "x" * 3000,
        }.items()
    ]  # fmt: skip
    assert opened(Paragraph(tuple(spans))).links() == {
        "page": "https://example.org/a?b=1&c=%20#d", "mail": "mailto:a@example.org", "call": "tel:01234",
        "odd": "https://example.org/two%20words/100%25/%7Bx%7D%7C%C3%A9",
    }  # fmt: skip


def test_pages_are_a4_with_their_number_the_note_and_the_running_head() -> None:
    made = opened(note="For the panel of 3 May", running="Lesson 12", mark="DRAFT")
    (section,) = made.file.sections
    assert section.page_width is not None
    assert section.page_height is not None
    assert (round(section.page_width.mm), round(section.page_height.mm)) == (210, 297)
    assert section.header.paragraphs[0].text == "Lesson 12\tDRAFT"
    foot = section.footer.paragraphs[0]
    assert foot.text.startswith("For the panel of 3 May\t")
    assert foot._p.xpath("w:fldSimple/@w:instr") == [" PAGE ", " NUMPAGES "]


def test_the_mark_is_said_above_the_title() -> None:
    assert opened(mark="DRAFT").styled() == [("Mark", "DRAFT"), ("Title", "Asking again")]


def test_a_break_begins_a_new_page_once_and_not_after_the_last_words() -> None:
    made = opened(text("One."), PageBreak(), PageBreak(), text("Two."), PageBreak())
    (broken,) = made.body.xpath("w:p[w:pPr/w:pageBreakBefore]")
    assert broken.text == "Two."


def test_panels_quotes_and_facts_are_paragraphs_in_styles_of_their_own() -> None:
    made = opened(
        Panel("Say", (text("Nobody is to blame."),)), Quote((text("said"),)), Facts((("Time", (text("1 h"),)),))
    )
    assert made.styled()[1:] == [
        ("Panel Title", "Say"), ("Panel", "Nobody is to blame."), ("Quote", "said"),
        ("Fact Name", "Time"), ("Normal", "1 h"),
    ]  # fmt: skip
    assert made.file.tables == []


def test_room_to_write_is_as_many_lines_as_are_asked_for() -> None:
    made = opened(text("What will you do?"), Blank(3), text("And then?"), Blank(-1), Blank(10**9))
    assert made.in_style("Blank") == [""] * (3 + 120)


def test_slides_stay_on_the_screen_and_parts_are_opened() -> None:
    made = opened(Slide("Shown", (text("shown"),)), Part(frozenset({"guide"}), (text("said"),)))
    assert made.styled()[1:] == [("Normal", "said")]


def test_signs_of_all_scripts_stand_as_they_are_and_what_xml_forbids_is_left_out() -> None:
    words = "Dŵr, tŷ 👩🏽\u200d👧 日本 שלום العربية"
    made = opened(text(words), text("a\x00b\x1b\ud800c\ufffe\u202ed\te\r\x0bf"), Paragraph((Span("one\ntwo"),)))
    assert made.in_style("Normal") == [words, "abcd e  f", "one\ntwo"]


def test_a_paragraph_of_100_000_characters_is_there_whole() -> None:
    words = "Ask again. " * 10_000
    assert words in opened(text(words)).words()


def test_lists_and_quotes_too_deep_for_the_page_keep_their_words() -> None:
    inner: Block = text("The innermost.")
    for number in range(40):
        named: tuple[Block, ...] = (text(f"q{number}."), inner)
        inner = (Quote(named), List((named,)), Panel(f"p{number}.", named), Facts(((f"n{number}.", named),)))[
            number % 4
        ]
    made = opened(inner)
    assert all(f"q{number}." in made.words() for number in range(40))
    assert "The innermost." in made.words()
    assert max(map(int, made.values("w:numPr/w:ilvl", "w:val"))) < 9
    assert max(int(value or 0) for value in made.values("w:ind", "w:left")) < 8618 / 2


def test_styles_are_those_that_the_file_names() -> None:
    made = WordFile(docx(PACK))
    known = set(made.file.styles.element.xpath("w:style/@w:styleId"))
    assert set(made.body.xpath(".//w:pStyle/@w:val | .//w:rStyle/@w:val | .//w:tblStyle/@w:val")) <= known


def test_properties_of_paragraphs_stand_in_the_order_that_word_asks_for() -> None:
    order = ["pStyle", "keepNext", "keepLines", "pageBreakBefore", "numPr", "pBdr", "shd", "tabs", "spacing", "ind"]
    for properties in WordFile(docx(PACK)).body.iter("{*}pPr"):
        names = [each.tag.partition("}")[2] for each in properties]
        assert names == sorted(names, key=order.index)


def test_our_face_has_a_fallback_that_all_machines_have() -> None:
    made = opened()
    fonts = made.packed.read("word/fontTable.xml").decode()
    assert '<w:font w:name="Atkinson Hyperlegible Next">\n    <w:altName w:val="Arial"/>' in fonts
    assert 'typeface="Arial"' in made.packed.read("word/theme/theme1.xml").decode()


def test_a_question_without_options_or_with_a_wrong_answer_is_there_all_the_same() -> None:
    made = opened(
        Question(3, "Why?", (), 5, "", "", answered=True), Question(4, "How?", ("a",), 2, "Because", "", True)
    )
    assert made.in_style("Question") == ["3. Why?", "4. How?"]
    assert made.in_style("Answer") == ["Because"]


def test_a_line_that_leads_to_what_follows_stays_with_it() -> None:
    asked, said = Paragraph((Span("Does it settle it?", bold=True),)), text("No. Ring.")

    kept = opened(asked, said).body.xpath("./w:p[w:pPr/w:keepNext][not(w:pPr/w:pStyle)]//w:t")

    assert [each.text for each in kept] == ["Does it settle it?"]
