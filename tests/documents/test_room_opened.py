"""The file of a session in a browser, opened from a disk without a network: presenting, and reading without script."""

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Locator, Page, expect

from kb.documents.room import room
from kb.documents.tree import text
from tests.documents.opened import Opened
from tests.documents.rooms import ASKED, BRIEFING, FOUND, SAFETY, SESSION, SLIDES
from tests.journeys.looking import WIDTHS, faults, look_at

pytestmark = pytest.mark.browser
TITLES = [*(each.title for each in SLIDES), "Question 1", "Question 2"]
SECOND = 1000
REPORT = "addEventListener('securitypolicyviolation', found => console.error('refused: ' + found.violatedDirective))"


@pytest.fixture(scope="session")
def base_url() -> str:
    """There is no server."""
    return ""


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> str:
    """Address of the file on this disk."""
    made = tmp_path_factory.mktemp("stick") / "session.html"
    made.write_bytes(room(SESSION, slides=SLIDES, briefing=BRIEFING))
    return made.as_uri()


@pytest.fixture(autouse=True)
def nothing_goes_wrong_unseen(context: BrowserContext) -> Iterator[None]:
    """No script fails, the policy refuses nothing, and nothing but the file is asked for; there is no network."""
    troubles: list[str] = []
    context.set_offline(True)
    context.add_init_script(REPORT)
    context.on("console", lambda message: troubles.append(message.text) if message.type == "error" else None)
    context.on("weberror", lambda error: troubles.append(str(error.error)))
    context.on(
        "request", lambda asked: None if asked.url.startswith(("file:", "data:")) else troubles.append(asked.url)
    )
    yield
    assert troubles == []


@pytest.fixture
def presented(page: Page, file: str) -> Page:
    """The first slide, with a clock that only the test moves."""
    page.clock.install(time=0)
    page.clock.pause_at(SECOND)
    page.goto(file)
    button(page, "Start presenting").click()
    return page


def button(page: Page | Locator, name: str) -> Locator:
    return page.get_by_role("button", name=name, exact=True)


def title(page: Page) -> Locator:
    """The title of what is shown."""
    return page.locator(".screen h3:visible")


def said(page: Page) -> Locator:
    """What is said to who listens."""
    return page.locator("#voice")


def pass_(page: Page, seconds: float) -> None:
    page.clock.run_for(int(seconds * SECOND))


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


def test_notes_are_shown_when_asked_for(presented: Page) -> None:
    presented.keyboard.press("PageDown")
    words = presented.get_by_text("Read the second point aloud.")
    expect(words).to_be_hidden()
    button(presented, "Notes").click()
    expect(words).to_be_visible()
    presented.keyboard.press("n")
    expect(words).to_be_hidden()


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
    pass_(presented, 30)
    expect(presented.locator("#part-time")).to_have_text("This part: 3:30 left")


def test_letter_keys_can_be_turned_off(presented: Page) -> None:
    button(presented, "Settings").click()
    presented.get_by_label("Use the letter keys").uncheck()
    presented.get_by_role("dialog").get_by_role("button", name="Close").click()
    presented.keyboard.press("b")
    expect(presented.get_by_role("dialog")).to_be_hidden()
    presented.keyboard.press("PageDown")
    expect(title(presented)).to_have_text(TITLES[1])


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
        for words in ("Nobody asked who else was at home.", "Read the second point aloud.", "They ask.", "By whom?"):
            expect(page.get_by_text(words)).to_be_visible()
        expect(page.get_by_role("button")).to_have_count(0)
        page.get_by_text("Show the answer").first.click()
        expect(page.get_by_text(ASKED[0].explanation)).to_be_visible()
        page.get_by_role("link", name="Sources").click()
        expect(page.get_by_role("heading", name="Sources")).to_be_in_viewport()
