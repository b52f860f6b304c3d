"""Reading and printing the file of a session, also where no script runs, and for everybody."""

import re
from itertools import pairwise
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from kb.documents.room import room
from tests.documents.in_the_room.desk import TITLES, button, title
from tests.documents.opened import Opened
from tests.documents.rooms import ASKED, BRIEFING, SESSION, SLIDES
from tests.journeys.looking import WIDTHS, faults, look_at

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("width", WIDTHS)
def test_presenting_is_without_barriers(page: Page, file: str, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    page.goto(file)
    button(page, "Start presenting").click()
    button(page, "Notes").click()
    for _ in TITLES:
        assert faults(page) == []
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        page.keyboard.press("PageDown")
    for name in ("All slides", "Settings", "Black screen"):
        button(page, name).click()
        assert faults(page) == []
        page.keyboard.press("Escape")


def test_reading_is_without_barriers(page: Page, file: str) -> None:
    page.goto(file)
    look_at(page, *WIDTHS)


def test_reading_without_script_is_without_barriers(page: Page, tmp_path: Path) -> None:
    made = room(SESSION, slides=SLIDES, briefing=BRIEFING).decode()
    without = tmp_path / "session.html"
    without.write_text(re.sub("<script>.*</script>", "", made, flags=re.DOTALL), encoding="utf-8")
    page.goto(without.as_uri())  # axe itself needs script
    look_at(page, *WIDTHS)


def test_a_print_has_all_slides_while_one_is_shown(presented: Page) -> None:
    pages = " ".join(Opened(presented.pdf(), strict=False).pages())
    assert [
        each for each in (*TITLES, "Hidden men", "Plan for one change", "Sources", "Version 3") if each not in pages
    ] == []
    assert "Nobody asked who else was at home." in pages
    assert "Read the second point aloud." not in pages
    assert ASKED[0].explanation not in pages
    assert "Start timer" not in pages


def test_a_print_for_trainers_has_notes_and_answers(page: Page, file: str) -> None:
    page.goto(file)
    page.get_by_label("Print notes and answers too").check()
    pages = " ".join(Opened(page.pdf(), strict=False).pages())
    assert [each for each in (*TITLES, "Read the second point aloud.", ASKED[1].explanation) if each not in pages] == []


class TestWithoutScript:
    """A browser that runs no script shows a page to read."""

    @pytest.fixture
    def browser_context_args(self, browser_context_args: dict[str, object]) -> dict[str, object]:
        return {**browser_context_args, "java_script_enabled": False}

    @pytest.mark.parametrize("width", WIDTHS)
    def test_all_of_it_is_there_to_read(self, page: Page, file: str, width: int) -> None:
        page.set_viewport_size({"width": width, "height": 800})
        page.goto(file)
        levels = [
            int(str(each.evaluate("each => each.tagName"))[1])
            for each in page.locator("css=:is(h1, h2, h3, h4, h5):visible").all()
        ]
        assert levels[0] == 1
        assert all(after <= before + 1 for before, after in pairwise(levels))
        assert title(page).all_inner_texts() == TITLES
        expect(page.get_by_text("Read the second point aloud.")).to_be_hidden()
        for notes in page.locator("summary", has_text="Notes").all():
            notes.click()
        for words in ("Nobody asked who else was at home.", "Read the second point aloud.", "They ask.", "By whom?"):
            expect(page.get_by_text(words)).to_be_visible()
        expect(page.get_by_role("button")).to_have_count(0)
        page.get_by_text("Show the answer").first.click()
        expect(page.get_by_text(ASKED[0].explanation)).to_be_visible()
        page.get_by_role("link", name="Sources").click()
        expect(page.get_by_role("heading", name="Sources")).to_be_in_viewport()
