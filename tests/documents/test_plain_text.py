"""A document as plain text: all its words in lines that fit a mail, and what they are told by signs alone."""

from hypothesis import given
from hypothesis import strategies as some

from kb.documents.plain_text import plain_text
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
    Quote,
    Rule,
    Slide,
    Span,
    Table,
    text,
)
from tests.documents.training import QUESTION, png
from tests.documents.trees import ANY_WORDS, PLAIN_WORDS, documents, stand_in_order, words_of

HEAD = "Title\n=====\n\n"


def written(*found: Block) -> str:
    """The text below the title."""
    made = plain_text(Document("Title", blocks=found))
    assert made.startswith(HEAD)
    return made[len(HEAD) :].removesuffix("\n")


@given(documents(ANY_WORDS))
def test_any_document_has_a_text_in_utf_8_with_line_feeds_alone(document: Document) -> None:
    made = plain_text(document)
    assert made.encode().decode() == made
    assert not set(made) & set("\r\t\x00\x1f\x85")


@given(documents(PLAIN_WORDS))
def test_all_words_of_a_document_stand_in_it_in_their_order(document: Document) -> None:
    made = plain_text(document)
    assert stand_in_order([document.title, *words_of(document.blocks, headings=False)], made)
    assert all(word in made for word in words_of(document.blocks))


@given(some.lists(some.text("aäŵ ", min_size=1, max_size=200), max_size=4))
def test_lines_are_at_most_72_columns_unless_a_word_is_longer(words: list[str]) -> None:
    for line in plain_text(Document("Title", blocks=tuple(map(text, words)))).splitlines():
        assert len(line) <= 72 or " " not in line


def test_headings_are_underlined_as_deep_as_they_are() -> None:
    assert written(Heading(1, "Found"), Heading(4, "More")) == "Found\n-----\n\nMore\n~~~~"


def test_lists_have_signs_and_lines_under_each_other() -> None:
    long = text("word " * 20)
    first, second, third = written(List(((text("one"),), (long,)), ordered=True)).splitlines()
    assert (first, second[:7], third[:7]) == ("1. one", "2. word", "   word")
    assert written(List(((text("a"), List(((text("b"),),))),))) == "- a\n\n  - b"


def test_rows_of_a_table_say_the_heading_of_each_cell() -> None:
    one, two = (Span("1"),), (Span("2"),)
    head = ((Span("Before"),), (Span("After"),))
    assert written(Table(head, ((one, two), (two,)))) == "Before: 1\nAfter: 2\n\nBefore: 2\nAfter:"
    assert written(Table((), ((one, two),))) == "1 | 2"
    assert written(Table(head, ())) == "Before | After"


def test_links_have_their_addresses_behind_them_unless_they_are_their_words() -> None:
    spans = (
        Span("the lesson", link="https://example.org/a"), Span(" or "),
        Span("https://example.org", link="https://example.org"), Span(" or "),
        Span("a@example.org", link="mailto:a@example.org"), Span(" or "), Span("this", link="/own"),
    )  # fmt: skip
    assert " ".join(written(Paragraph(spans)).split()) == (
        "the lesson (https://example.org/a) or https://example.org or a@example.org or this"
    )


def test_an_address_is_never_broken() -> None:
    link = "https://example.org/" + "long-part/" * 20
    assert f"({link})" in written(Paragraph((Span("here", link=link),))).splitlines()


def test_quotes_panels_facts_and_pictures_are_told_apart() -> None:
    assert written(Quote((text("said"), text("more")))) == "> said\n>\n> more"
    assert written(Panel("Say", (text("Nobody is to blame."),))) == "| Say\n|\n| Nobody is to blame."
    assert written(Facts((("Time", (text("1 hour"),)), ("Who", (text("a"), text("b")))))) == (
        "Time: 1 hour\nWho:\n   a\n\n   b"
    )
    assert written(Figure(png(1, 1), "image/png", "Bars")) == "[Picture: Bars]"


def test_a_question_has_letters_and_its_answer_if_asked_for() -> None:
    made = written(QUESTION)
    assert "\n   C. Ask for a paediatric assessment the same day" in made
    assert "\n\n   Answer: C\n\n   A baby who" in made


def test_rules_and_room_to_write_are_lines_and_page_breaks_nothing() -> None:
    assert written(Rule()) == "-" * 72
    assert written(Blank(2)) == f"{'_' * 72}\n\n{'_' * 72}"
    assert written(text("a"), PageBreak(), text("b")) == "a\n\nb"


def test_slides_stay_on_the_screen_and_parts_are_opened() -> None:
    assert written(Slide("Shown"), Part(frozenset({"guide"}), (text("said"),))) == "said"


def test_what_stands_on_every_page_is_said_once() -> None:
    made = plain_text(Document("Title", mark="DRAFT", note="Made on 3 May", running="Lessonbank"))
    assert made == f"Lessonbank\nDRAFT\n\n{HEAD}{'-' * 72}\nMade on 3 May\n"
