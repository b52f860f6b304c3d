"""Presenting from the file of a session: slides, questions, notes, by buttons and by keys."""

from dataclasses import replace
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from kb.documents.room import room
from kb.documents.tree import text
from tests.documents.in_the_room.desk import TITLES, button, pass_, said, title
from tests.documents.rooms import ASKED, FOUND, SAFETY, SESSION

pytestmark = pytest.mark.browser


@pytest.mark.parametrize(("on", "back"), [("ArrowRight", "ArrowLeft"), ("PageDown", "PageUp")])
def test_all_slides_are_reached_with_the_keyboard_and_each_stands_alone(presented: Page, on: str, back: str) -> None:
    found = []
    for number in range(1, 7):
        expect(presented.locator("#number")).to_have_text(f"{number} of 6")
        found += title(presented).all_inner_texts()
        presented.keyboard.press(on)
    assert found == TITLES
    expect(button(presented, "Next")).to_be_disabled()
    presented.keyboard.press(back)
    expect(title(presented)).to_have_text(TITLES[4])


def test_home_and_end_lead_to_the_first_and_the_last(presented: Page) -> None:
    presented.keyboard.press("End")
    expect(title(presented)).to_have_text(TITLES[-1])
    presented.keyboard.press("Home")
    expect(title(presented)).to_have_text(TITLES[0])
    expect(button(presented, "Previous")).to_be_disabled()


def test_buttons_lead_on_and_say_where_one_is(presented: Page) -> None:
    button(presented, "Next").click()
    expect(title(presented)).to_have_text(TITLES[1])
    pass_(presented, 1)
    expect(said(presented)).to_have_text(f"2 of 6: {TITLES[1]}")
    expect(button(presented, "Next")).to_be_focused()
    button(presented, "Previous").click()
    expect(title(presented)).to_have_text(TITLES[0])


def test_the_list_of_slides_leads_to_any_of_them(presented: Page) -> None:
    button(presented, "All slides").click()
    window = presented.get_by_role("dialog", name="All slides")
    expect(button(window, TITLES[0])).to_be_focused()
    button(window, TITLES[3]).click()
    expect(window).to_be_hidden()
    expect(title(presented)).to_have_text(TITLES[3])
    expect(title(presented)).to_be_focused()


def test_safety_is_one_button_away_and_leads_back(presented: Page) -> None:
    presented.keyboard.press("End")
    button(presented, "Safety").click()
    expect(title(presented)).to_have_text(SAFETY.title)
    button(presented, "Back to 6").click()
    expect(title(presented)).to_have_text(TITLES[-1])
    presented.keyboard.press("s")
    expect(title(presented)).to_have_text(SAFETY.title)


def test_notes_are_shown_in_a_window_that_goes_along(presented: Page) -> None:
    words = "Read the second point aloud."
    with presented.expect_popup() as opened:
        button(presented, "Notes").click()
    beside = opened.value
    expect(beside.get_by_text(words)).to_be_hidden()
    presented.keyboard.press("PageDown")
    expect(beside.get_by_text(words)).to_be_visible()
    expect(presented.get_by_text(words)).to_be_hidden()
    beside.get_by_role("button", name="Next").click()
    expect(title(presented)).to_have_text(TITLES[2])
    beside.keyboard.press("ArrowLeft")
    expect(title(presented)).to_have_text(TITLES[1])


def test_where_no_window_opens_notes_are_on_the_slide_with_a_warning(presented: Page) -> None:
    presented.evaluate("window.open = () => null")
    presented.keyboard.press("PageDown")
    words, warning = presented.get_by_text("Read the second point aloud."), presented.locator("#seen")
    expect(words).to_be_hidden()
    button(presented, "Notes").click()
    expect(words).to_be_visible()
    expect(warning).to_have_text("Everybody sees these notes: no second window is open.")
    presented.keyboard.press("n")
    expect(words).to_be_hidden()
    expect(warning).to_be_hidden()


def test_the_desk_is_low_and_goes_while_nothing_moves(presented: Page) -> None:
    presented.set_viewport_size({"width": 1280, "height": 720})
    desk = presented.locator("#desk")
    box = desk.bounding_box()
    assert box
    assert box["height"] <= 72
    pass_(presented, 5)
    presented.evaluate("document.activeElement.blur()")
    expect(desk).to_have_css("opacity", "0")
    presented.mouse.move(300, 300)
    expect(desk).to_have_css("opacity", "1")


def test_letter_keys_can_be_turned_off(presented: Page) -> None:
    button(presented, "Settings").click()
    presented.get_by_label("Use the letter keys").uncheck()
    presented.get_by_role("dialog").get_by_role("button", name="Close").click()
    presented.keyboard.press("b")
    expect(presented.get_by_role("dialog")).to_be_hidden()
    presented.keyboard.press("PageDown")
    expect(title(presented)).to_have_text(TITLES[1])


def test_a_question_is_answered_and_says_why(presented: Page) -> None:
    button(presented, "All slides").click()
    button(presented, "Question 1: Who else is at home?").click()
    asked = presented.locator("article:visible")
    expect(asked.get_by_text(ASKED[0].explanation)).to_be_hidden()
    button(asked, "Check the answer").click()
    expect(asked.get_by_role("status")).to_have_text("Choose an answer first.")
    asked.get_by_role("radio").first.focus()
    presented.keyboard.press("Space")
    presented.keyboard.press("ArrowDown")  # chooses the next option, and leads to no other slide
    expect(asked.get_by_label("We ask each time")).to_be_checked()
    presented.keyboard.press("ArrowUp")
    button(asked, "Check the answer").click()
    expect(asked.get_by_role("status")).to_have_text("The right answer is B.")
    expect(asked.get_by_text(ASKED[0].explanation)).to_be_visible()
    asked.get_by_label("We ask each time").check()
    expect(asked.get_by_text(ASKED[0].explanation)).to_be_hidden()
    button(asked, "Check the answer").click()
    expect(asked.get_by_role("status")).to_have_text("That is right.")


def test_nothing_is_kept_but_the_place(presented: Page) -> None:
    presented.keyboard.press("PageDown")
    assert presented.url.endswith("#slide-2")
    presented.reload()
    button(presented, "Start presenting").click()
    expect(title(presented)).to_have_text(TITLES[1])
    expect(presented.locator("#session-time")).to_have_text("Session: 7:00 left")


def test_who_leaves_reads_on_at_the_same_slide(presented: Page) -> None:
    presented.keyboard.press("PageDown")
    button(presented, "Leave").click()
    expect(title(presented)).to_have_count(6)
    expect(presented.get_by_role("heading", name=TITLES[1])).to_be_in_viewport()


def test_a_full_slide_is_made_smaller_and_one_fuller_still_scrolls(page: Page, tmp_path: Path) -> None:
    page.set_viewport_size({"width": 1280, "height": 720})
    deck = [
        replace(FOUND, title=str(lines), blocks=(text("They ask each parent.\n" * lines),)) for lines in (3, 10, 90)
    ]
    made = tmp_path / "session.html"
    made.write_bytes(room(SESSION, slides=deck))
    page.goto(made.as_uri())
    button(page, "Start presenting").click()
    sizes, scrolls = [], []
    for _ in deck:
        face = page.locator(".face:visible")
        sizes.append(float(face.evaluate("face => parseFloat(getComputedStyle(face).fontSize)")))
        scrolls.append(face.evaluate("face => face.scrollHeight > face.clientHeight"))
        assert scrolls[-1] == (face.get_attribute("tabindex") == "0")  # who has no mouse scrolls too
        page.keyboard.press("PageDown")
    assert sizes[0] > sizes[1] > sizes[2] > 16
    assert scrolls == [False, False, True]


def test_text_can_be_made_larger(presented: Page) -> None:
    presented.keyboard.press("PageDown")
    face = presented.locator(".face:visible")
    size = "face => parseFloat(getComputedStyle(face).fontSize)"
    before = face.evaluate(size)
    button(presented, "Settings").click()
    for _ in range(7):
        button(presented, "Make text larger").click()
    assert face.evaluate(size) >= 2 * before
