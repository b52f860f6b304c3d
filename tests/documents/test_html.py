"""Blocks as HTML: each as the element that says what it is, and every text as text."""

import base64

import html5lib
import pytest
from bs4 import BeautifulSoup, Tag

from kb.core.text import to_html
from kb.documents.from_html import blocks
from kb.documents.html import html
from kb.documents.passages import Points
from kb.documents.tree import (
    Blank,
    Block,
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
    text,
)  # fmt: skip

HOSTILE = "</script><script>alert(1)</script><img src=x onerror=alert(2)>\" ' & \x00\ud800"
ASKED = Question(3, "Who else is at home?", ("Nobody", "We ask", "Her mother knows"), 2, "Ask each time.", "A lesson")


def soup(*found: Block, top: int = 2) -> BeautifulSoup:
    made = html(found, top=top)
    html5lib.HTMLParser(strict=True).parseFragment(str(made))
    return BeautifulSoup(made, "html5lib")


def one(page: BeautifulSoup, selector: str) -> Tag:
    (found,) = page.select(selector)
    return found


def hostile() -> list[Block]:
    """Every kind of block, with text in each field that tries to be more than text."""
    words = text(HOSTILE)
    cell = (Span(HOSTILE),)
    return [
        Heading(1, HOSTILE),
        Paragraph((Span(HOSTILE, bold=True, italic=True, code=True, link=f"https://example.org/{HOSTILE}"),)),
        Paragraph((Span(f"{HOSTILE}\n{HOSTILE}", code=True),)),
        List(((words,),)),
        Table((cell,), ((cell,),)),
        Quote((words,)),
        Facts(((HOSTILE, (words,)),)),
        Panel(HOSTILE, (words,)),
        Figure(b"picture", "image/png", HOSTILE),
        Question(1, HOSTILE, (HOSTILE, HOSTILE), 1, HOSTILE, HOSTILE),
        Slide(HOSTILE, (words,), (words,)),
        Part(frozenset({HOSTILE}), (words,)),
    ]


@pytest.mark.parametrize("block", hostile(), ids=lambda block: type(block).__name__)
def test_any_text_is_only_text(block: Block) -> None:
    page = soup(block)
    assert page.select("script") == []
    assert [tag for tag in page.find_all(True) if any(name.startswith("on") for name in tag.attrs)] == []
    assert {tag["src"][:5] for tag in page.select("img")} <= {"data:"}
    said = page.get_text() + "".join(str(tag.get("alt", "")) for tag in page.find_all(True))
    assert "<script>alert(1)</script><img src=x onerror=alert(2)>\" ' & \ufffd\ufffd" in said


def test_headings_begin_at_the_given_level_and_none_is_skipped() -> None:
    levels = [3, 6, 5, 3, 4, 6, 1, 2]
    page = soup(*(Heading(level, f"Part {number}") for number, level in enumerate(levels)), top=3)
    assert [tag.name for tag in page.select("h1, h2, h3, h4, h5, h6")] == "h3 h4 h4 h3 h4 h5 h3 h4".split()


def test_no_heading_is_lower_than_html_has() -> None:
    page = soup(*(Heading(level, str(level)) for level in range(1, 9)), top=4)
    assert [tag.name for tag in page.select("h4, h5, h6, h7")] == ["h4", "h5"] + ["h6"] * 6


def test_headings_in_a_panel_are_below_its_title_and_those_after_it_are_not() -> None:
    page = soup(Heading(1, "Found"), Panel("Say", (Heading(1, "First"), Heading(2, "More"))), Heading(2, "Then"))
    assert [(tag.name, tag.get_text()) for tag in page.select("h2, h3, h4, h5")] == [
        ("h2", "Found"), ("h3", "Say"), ("h4", "First"), ("h5", "More"), ("h3", "Then"),
    ]  # fmt: skip


def test_a_panel_without_a_title_has_no_heading_and_takes_no_level() -> None:
    page = soup(Panel("", (Heading(1, "Inside"),)))
    assert one(page, ".panel > h2").get_text() == "Inside"


def test_spans_are_marked_as_what_they_are() -> None:
    page = soup(Paragraph((Span("bold", bold=True), Span("leaning", italic=True), Span("code", code=True))))
    assert [tag.name for tag in one(page, "p").find_all(True)] == ["strong", "em", "code"]


def test_a_line_feed_begins_a_new_line() -> None:
    assert len(soup(text("one\ntwo")).select("p br")) == 1


def test_lines_of_code_stay_as_they_stand() -> None:
    page = soup(Paragraph((Span("a\n  b", code=True),)))
    assert one(page, "pre code").get_text() == "a\n  b"


@pytest.mark.parametrize("address", ["https://example.org/a?b=1&c=2", "mailto:a@example.org", "tel:123"])
def test_a_link_says_nothing_of_where_it_was_followed(address: str) -> None:
    link = one(soup(Paragraph((Span("there", link=address),))), "a")
    assert (link["href"], link["rel"]) == (address, ["noreferrer"])


@pytest.mark.parametrize("address", ["javascript:alert(1)", "/search", "data:text/html,x", " https", ""])
def test_an_address_that_leads_nowhere_from_a_file_is_no_link(address: str) -> None:
    page = soup(Paragraph((Span("there", link=address),)))
    assert page.select("a") == []
    assert one(page, "p").get_text() == "there"


def test_a_table_has_headings_for_its_columns_and_rows_of_one_length() -> None:
    page = soup(Table(((Span("Before"),), (Span("After"),)), (((Span("1"),),), ((Span("2"),), (Span("3"),)))))
    assert [(tag.get_text(), tag["scope"]) for tag in page.select("th")] == [("Before", "col"), ("After", "col")]
    assert [len(row.select("td, th")) for row in page.select("tr")] == [2, 2, 2]
    assert [tag["data-column"] for tag in page.select("td")] == ["Before", "After"] * 2


def test_a_column_without_a_name_has_no_heading() -> None:
    page = soup(Table(((), (Span("After"),)), (((Span("1"),), (Span("2"),), (Span("3"),)),)))
    assert [tag.get_text() for tag in page.select("th")] == ["After"]
    assert [len(row.select("td, th")) for row in page.select("tr")] == [3, 3]


def test_a_table_without_headings_has_no_row_for_them() -> None:
    page = soup(Table((), (((Span("1"),), (Span("2"),)),)))
    assert page.select("thead, th") == []


def test_names_and_what_is_said_of_them_are_a_list_of_definitions() -> None:
    page = soup(Facts((("Year", (text("2019"),)), ("Region", (text("North"), text("West"))))))
    assert [tag.get_text() for tag in page.select("dl dt")] == ["Year", "Region"]
    assert [len(tag.select("p")) for tag in page.select("dl dd")] == [0, 2]


def test_lists_stand_in_each_other() -> None:
    page = soup(List(((text("one"), List(((text("two"),),), ordered=True)),)))
    assert one(page, "ul > li > ol > li").get_text() == "two"


def test_points_that_go_on_from_a_slide_before_go_on_counting() -> None:
    found = one(soup(Points(((text("three"),),), ordered=True, first=3, lettered=True)), "ol")
    assert (found["start"], found["type"]) == ("3", "A")


def test_a_picture_is_in_the_page_with_its_words() -> None:
    picture = one(soup(Figure(b"bytes", "image/jpeg", "A door")), "img")
    assert picture["alt"] == "A door"
    assert picture["src"] == f"data:image/jpeg;base64,{base64.b64encode(b'bytes').decode()}"


@pytest.mark.parametrize(("lines", "drawn", "said"), [(3, 3, "3 lines"), (1, 1, "one line"), (-4, 1, "one line")])
def test_room_for_handwriting_has_lines(lines: int, drawn: int, said: str) -> None:
    blank = one(soup(Blank(lines)), ".blank")
    assert len(blank.select(".line")) == drawn
    assert blank["aria-label"] == f"Room for {said}"


def test_no_number_of_lines_fills_a_disk() -> None:
    assert len(html((Blank(10**9),))) < 10_000


def test_a_question_has_options_to_choose_from_and_its_answer_behind_words_to_open() -> None:
    page = soup(Heading(1, "Quiz"), ASKED)
    assert one(page, ".question > h3").get_text() == "Question 3"
    assert one(page, "fieldset > legend").get_text() == "Who else is at home?"
    assert [page.select_one(f"label[for={tag['id']}]").get_text() for tag in page.select("input[type=radio]")] == [
        "A Nobody", "B We ask", "C Her mother knows",
    ]  # fmt: skip
    answer = one(page, "details:not([open])")
    assert [tag.get_text() for tag in answer.select("p")] == ["B. We ask", "Ask each time.", "Source: A lesson"]


def test_a_question_whose_answer_is_none_of_its_options_says_only_why() -> None:
    page = soup(Question(1, "Who?", ("A man",), 7, "Nobody knows.", ""))
    assert [tag.get_text() for tag in page.select("details p")] == ["Nobody knows."]


def test_questions_of_one_number_have_ids_of_their_own() -> None:
    page = soup(ASKED, ASKED)
    ids = [tag["id"] for tag in page.select("[id]")]
    assert len(ids) == len(set(ids)) == 6
    assert len({tag["name"] for tag in page.select("input")}) == 2


def test_a_slide_is_shown_with_what_is_said_to_it() -> None:
    page = soup(Slide("Title", (text("shown"),), (text("said"),)))
    assert [tag.get_text() for tag in page.select(".slide > h2, .slide > p, .slide .panel h3, .slide .panel p")] == [
        "Title", "shown", "Notes", "said",
    ]  # fmt: skip


def test_parts_are_open_and_lines_and_breaks_are_drawn() -> None:
    page = soup(Part(frozenset({"room"}), (text("inside"),)), Rule(), PageBreak())
    assert one(page, "p").get_text() == "inside"
    assert len(page.select("hr")) == len(page.select(".page-break")) == 1


def test_what_is_empty_leaves_nothing() -> None:
    assert html((text(" "), Heading(1, ""), List(()), Table((), ()), Quote(()), Facts(()), Part(frozenset(), ()))) == ""


def test_a_text_of_an_author_comes_out_as_it_went_in() -> None:
    written = "### Found\n\nThey *did not* ask.\n\n1. one\n2. two\n\n| a | b |\n| --- | --- |\n| 1 | 2 |"
    page = soup(*blocks(to_html(written), top_heading=1))
    assert [tag.name for tag in one(page, "body").find_all(True, recursive=False)] == ["h2", "p", "ol", "table"]
