"""The timer of a session: of a part and of the whole, and how it stops."""

import pytest
from playwright.sync_api import Page, expect

from tests.documents.in_the_room.desk import SECOND, button, pass_, said

pytestmark = pytest.mark.browser


def test_a_black_screen_stops_the_time_until_one_goes_on(presented: Page) -> None:
    presented.keyboard.press("PageDown")
    presented.keyboard.press("t")
    pass_(presented, 60)
    presented.keyboard.press("b")
    window = presented.get_by_role("dialog", name="Pause")
    expect(window).to_contain_text("The timer stands still")
    pass_(presented, 600)
    presented.keyboard.press("b")
    expect(window).to_be_hidden()
    expect(presented.locator("#part-time")).to_have_text("This part: 4:00 left")
    expect(button(presented, "Pause timer")).to_be_visible()  # a window says that it was closed a moment later
    pass_(presented, 30)
    expect(presented.locator("#part-time")).to_have_text("This part: 3:30 left")


def test_the_timer_counts_the_part_and_the_session_and_says_when_they_are_nearly_over(presented: Page) -> None:
    part, session = presented.locator("#part-time"), presented.locator("#session-time")
    presented.keyboard.press("PageDown")
    expect(part).to_have_text("This part: 5:00 left")
    expect(session).to_have_text("Session: 7:00 left")
    button(presented, "Start timer").click()
    pass_(presented, 239)
    expect(part).to_have_text("This part: 1:01 left")
    pass_(presented, 2)
    expect(part).to_have_text("This part: 0:59 left, nearly over")
    expect(said(presented)).to_have_text("1 minute left for this part.")
    pass_(presented, 60)
    expect(part).to_have_text("This part: over by 0:01")
    expect(said(presented)).to_contain_text("Time for this part is over.")
    presented.keyboard.press("PageDown")  # a slide that says nothing of time belongs to the part before it
    expect(part).to_have_text("This part: over by 0:01")
    presented.keyboard.press("PageDown")
    expect(part).to_have_text("This part: 2:00 left")
    pass_(presented, 120)
    expect(session).to_have_text("Session: over by 0:01")


def test_the_timer_is_paused_given_a_minute_and_reset(presented: Page) -> None:
    part, session = presented.locator("#part-time"), presented.locator("#session-time")
    presented.keyboard.press("PageDown")
    button(presented, "Start timer").click()
    pass_(presented, 60)
    button(presented, "Pause timer").click()
    pass_(presented, 60)
    expect(part).to_have_text("This part: 4:00 left")
    button(presented, "Add 1 minute").click()
    expect(part).to_have_text("This part: 5:00 left")
    expect(session).to_have_text("Session: 7:00 left")
    button(presented, "Reset part").click()
    expect(part).to_have_text("This part: 5:00 left")
    expect(session).to_have_text("Session: 6:00 left")
    button(presented, "Settings").click()
    button(presented, "Reset the whole session").click()
    expect(session).to_have_text("Session: 7:00 left")


def test_a_part_over_its_time_has_a_minute_more_from_now_on(presented: Page) -> None:
    presented.keyboard.press("PageDown")
    presented.keyboard.press("t")
    pass_(presented, 400)
    button(presented, "Add 1 minute").click()
    expect(presented.locator("#part-time")).to_contain_text("1:00 left")


def test_a_window_that_slept_loses_no_time(presented: Page) -> None:
    presented.keyboard.press("PageDown")
    presented.keyboard.press("t")
    presented.clock.fast_forward(180 * SECOND)
    expect(presented.locator("#part-time")).to_have_text("This part: 2:00 left")
