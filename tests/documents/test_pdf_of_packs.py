"""What only training packs have, as PDF: panels, pictures, questions, room to write."""

from dataclasses import replace

import pytest

from kb.documents.on_paper import letter
from kb.documents.pdf import pdf
from kb.documents.tree import Blank, Block, Document, Figure, Heading, Panel, Part, Question, Slide, text
from tests.documents.opened import Opened
from tests.documents.training import CHART, LOGO, PACK, QUESTION, png

SENTENCE = "Ask who else knows the family, and write down what they say. "


def opened(*found: Block, logo: Figure | None = None) -> Opened:
    return Opened(pdf(Document("Asking again", blocks=found, logo=logo)))


def tags(made: Opened) -> list[str]:
    return [tag.strip() for tag in made.tags()]


def test_a_pack_has_its_headings_in_order_its_language_and_its_faces() -> None:
    made = Opened(pdf(PACK))
    assert made.headings() == [
        ("H1", "How the hour goes"), ("H2", "Before you begin"), ("H3", "The room"), ("H1", "The story"),
        ("H1", "Quiz"), ("H1", "Evaluation"),
    ]  # fmt: skip
    assert made.root["/Lang"] == "en-GB"
    assert tags(made).count("TH") == 3
    assert all(made.faces().values())


def test_pictures_say_what_they_show() -> None:
    made = opened(CHART, logo=LOGO)
    assert tags(made) == ["Document", "Figure", "Title", "Figure"]
    assert made.alternatives() == [LOGO.alternative, CHART.alternative]


@pytest.mark.parametrize(("size", "most"), [((4000, 90), (431, 400)), ((9, 9000), (431, 454))])
def test_pictures_fit_the_page(size: tuple[int, int], most: tuple[int, int]) -> None:
    ((wide, tall),) = opened(Figure(png(*size), "image/png", "Bars")).pictures()
    assert wide <= most[0] + 1
    assert tall <= most[1] + 1
    assert wide / tall == pytest.approx(size[0] / size[1], rel=0.01)


def test_a_small_picture_keeps_its_size_and_a_logo_has_22_mm() -> None:
    assert opened(Figure(png(40, 20), "image/png", "Bars")).pictures() == [(40, 20)]
    ((_, tall),) = opened(logo=Figure(png(400, 400), "image/png", "Logo")).pictures()
    assert tall == pytest.approx(22 / 25.4 * 72, abs=0.5)


@pytest.mark.parametrize("content", [png(30, 20)[:40], png(3, 2)[:12], b"\xff\xd8\xff\xe0\x00", b"GIF89a", b""])
def test_a_picture_that_cannot_be_read_is_said_in_words(content: bytes) -> None:
    made = opened(Figure(content, "image/png", "Bars"), text("Below."))
    assert "[Picture: Bars] Below." in made.pages()[0]


def test_a_panel_has_its_title_in_bold_and_its_blocks() -> None:
    made = opened(Panel("Say", (text("Nobody is to blame."), Heading(1, "More"))))
    assert tags(made) == ["Document", "Title", "P", "Strong", "P", "H1"]
    assert "Say Nobody is to blame. More" in made.pages()[0]


def test_a_panel_goes_on_over_pages() -> None:
    made = opened(Panel("Say", tuple(text(SENTENCE * 5) for _ in range(20))))
    assert len(made.pages()) > 2
    assert made.signs().count("writedownwhattheysay") == 100


def test_a_question_has_lettered_options_and_no_answer_unless_asked_for() -> None:
    asked = opened(replace(QUESTION, answered=False))
    assert "1. A grandmother" in asked.pages()[0]
    assert "C. Ask for a paediatric assessment" in asked.pages()[0]
    assert "Answer" not in asked.signs()
    told = opened(QUESTION)
    assert "Answer: C A baby who does not yet move" in told.pages()[0]
    assert "Source: Bruising in babies" in told.pages()[0]
    assert tags(told).count("Lbl") == 4


def test_a_short_question_is_kept_on_one_page_and_a_long_one_is_not() -> None:
    for at in range(12, 30):
        pages = opened(*(text("Words.") for _ in range(at)), QUESTION).pages()
        (page,) = [page for page in pages if "A grandmother" in page]
        assert "Source: Bruising" in page
    pages = opened(replace(QUESTION, explanation=SENTENCE * 200)).pages()
    assert len(pages) > 3
    assert "Source: Bruising" in pages[-1]


@pytest.mark.parametrize(("number", "called"), [(1, "A"), (26, "Z"), (27, "AA"), (52, "AZ"), (53, "BA")])
def test_letters_of_options_go_on_after_z(number: int, called: str) -> None:
    assert letter(number) == called


def test_an_answer_that_is_no_option_is_not_told() -> None:
    made = opened(Question(1, "Why?", ("a",), 2, "", "", answered=True))
    assert "Answer" not in made.signs()


def test_room_to_write_is_told_to_screen_readers_in_words_alone() -> None:
    made = opened(text("What will you do?"), Blank(3), Blank(1), Blank(0), Blank(-2))
    assert made.alternatives() == ["Room to write: 3 lines", "Room to write: 1 line"]
    assert "Room" not in made.signs()


def test_the_first_lines_to_write_on_are_on_the_page_of_what_they_are_for() -> None:
    for at in range(18, 34):
        made = opened(*(text("Words.") for _ in range(at)), text("What will you do?"), Blank(3))
        lines = [page for page, paths in enumerate(made.lines()) if paths >= 3]
        asked = [page for page, words in enumerate(made.pages()) if "What will you do?" in words]
        assert lines == asked


def test_more_lines_than_a_page_has_go_on_over_pages() -> None:
    assert 4 < len(opened(Blank(10**9)).pages()) < 9


def test_slides_stay_on_the_screen_and_parts_are_opened() -> None:
    made = opened(Slide("Shown", (text("shown"),)), Part(frozenset({"guide"}), (text("said"),)))
    assert "shown" not in made.signs()
    assert "said" in made.pages()[0]
