"""The parts of a session are put in order: without scripts, with the keyboard alone, and by dragging."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, Page, expect

from kb.access.actors import Actor
from kb.packs.content import Block
from kb.packs.models import Pack
from tests.journeys.accounts.conftest import Windows
from tests.journeys.accounts.site import Site, Somebody
from tests.journeys.accounts.steps import sign_in
from tests.packs.packing import a_pack

pytestmark = pytest.mark.browser
WITH_SCRIPTS, WITHOUT = (pytest.mark.parametrize("scripts", [each], indirect=True) for each in (True, False))
TITLES = ("Welcome", "Case", "Quiz")


@pytest.fixture
def trainer(site: Site) -> Somebody:
    """Somebody who builds a pack."""
    return site.somebody("Ada Oduya")


@pytest.fixture
def address(site: Site, trainer: Somebody) -> str:
    """Path of a pack of theirs with three parts."""
    with site.rows():
        made: Pack = a_pack(
            Actor(site.user(trainer).id, frozenset(), {}, "person"),
            blocks=tuple(Block(title.lower(), 10, title) for title in TITLES),
        )
        return f"/packs/{made.slug}"


@pytest.fixture
def page(window: Windows, trainer: Somebody, address: str, scripts: bool) -> Page:
    """The page on which it is built, with its scripts at work where it has any."""
    opened = window()
    sign_in(opened, trainer, address)
    expect(opened.locator(".kb-build__handle")).to_have_count(len(TITLES) if scripts else 0)
    return opened


def stand(page: Page, *titles: str) -> None:
    """The parts are in this order, and their times with them."""
    expect(page.locator(".kb-build__title")).to_have_text(
        [re.compile(rf"{number}\.\s+{title}") for number, title in enumerate(titles, 1)]
    )
    times = [f"Minute {start} to {start + 10}" for start in range(0, 10 * len(titles), 10)]
    expect(page.locator("[data-time]")).to_have_text(times)


def button(page: Page, words: str) -> Locator:
    """A button by its words; before those that only screen readers say, browsers put a blank."""
    return page.locator("main").get_by_role("button", name=re.compile(words.replace(": ", r"\s*: ")))


def said(page: Page) -> Locator:
    return page.locator("[data-announcements]")


@WITHOUT
def test_without_scripts_a_part_is_moved_taken_out_and_comes_back(page: Page) -> None:
    stand(page, "Welcome", "Case", "Quiz")

    button(page, "Move up: Quiz").click()
    stand(page, "Welcome", "Quiz", "Case")
    expect(page.locator("#part-quiz .kb-done")).to_contain_text("“Quiz” is now part 2 of 3.")

    button(page, "Remove: Welcome").click()
    stand(page, "Quiz", "Case")
    expect(page.locator("#done")).to_be_focused()
    page.get_by_role("button", name="Undo").click()
    stand(page, "Welcome", "Quiz", "Case")


@WITH_SCRIPTS
def test_with_the_keyboard_a_part_is_moved_without_leaving_its_button(page: Page) -> None:
    down = button(page, "Move down: Welcome")
    down.focus()

    page.keyboard.press("Enter")

    stand(page, "Case", "Welcome", "Quiz")
    expect(said(page)).to_have_text("“Welcome” is now part 2 of 3.")
    expect(down).to_be_focused()
    page.keyboard.press("Enter")
    expect(said(page)).to_have_text("“Welcome” is now part 3 of 3.")
    expect(down).to_be_disabled()
    expect(button(page, "Move up: Welcome")).to_be_focused()
    page.reload()
    stand(page, "Case", "Quiz", "Welcome")


def drag(page: Page, title: str, *, to: str, drop: Callable[[], None]) -> None:
    """Drag a part by its handle to the lower end of another one."""
    page.set_viewport_size({"width": 1280, "height": 1800})  # at the edge of a smaller one the page would scroll on
    parts = page.locator("[data-part]")
    handle = parts.filter(has_text=title).locator(".kb-build__handle").bounding_box()
    other = parts.filter(has_text=to).bounding_box()
    assert handle
    assert other
    page.mouse.move(handle["x"] + 5, handle["y"] + 5)
    page.mouse.down()
    page.mouse.move(handle["x"] + 5, other["y"] + other["height"] - 4, steps=8)
    expect(page.locator(".kb-build__part--dragged")).to_have_count(1)
    expect(page.locator(f"[data-title='{to}'] + .kb-build__part--dragged")).to_have_count(1)
    drop()


@WITH_SCRIPTS
def test_a_part_is_dragged_and_where_it_is_now_is_said(page: Page) -> None:
    drag(page, "Welcome", to="Case", drop=page.mouse.up)

    stand(page, "Case", "Welcome", "Quiz")
    expect(said(page)).to_have_text("“Welcome” is now part 2 of 3.")
    page.reload()
    stand(page, "Case", "Welcome", "Quiz")


@WITH_SCRIPTS
def test_a_part_that_is_being_dragged_goes_back_on_escape(page: Page) -> None:
    drag(page, "Welcome", to="Case", drop=lambda: page.keyboard.press("Escape"))
    page.mouse.up()

    stand(page, "Welcome", "Case", "Quiz")


def shown(page: Page) -> Locator:
    """What a part says was done with it."""
    return page.locator("[data-part] .kb-done")


@WITH_SCRIPTS
def test_what_was_moved_says_so_in_its_row_and_is_taken_back_there(page: Page) -> None:
    button(page, "Move down: Welcome").click()
    expect(shown(page)).to_have_text("“Welcome” is now part 2 of 3.Undo")
    button(page, "Move up: Quiz").click()
    expect(shown(page)).to_have_text("“Quiz” is now part 2 of 3.Undo")

    shown(page).get_by_role("button", name="Undo").click()

    stand(page, "Case", "Welcome", "Quiz")
    expect(page.locator("#part-quiz .kb-done")).to_contain_text("Taken back")


@WITH_SCRIPTS
@pytest.mark.parametrize(
    ("status", "told"),
    [
        (0, "The new order was not saved: there is no connection. Move the part again when it is back."),
        (503, "The new order was not saved: the site does not answer. Move the part again in a minute."),
    ],
)
def test_an_order_that_did_not_reach_the_site_is_put_back_and_why_is_said(
    page: Page, troubles: list[str], status: int, told: str
) -> None:
    page.route("**/order", lambda route: route.fulfill(status=status) if status else route.abort())

    button(page, "Move down: Welcome").click()

    expect(shown(page)).to_have_text(told)
    stand(page, "Welcome", "Case", "Quiz")
    troubles[:] = [said for said in troubles if "net::ERR_" not in said]  # that is meant


@WITH_SCRIPTS
def test_parts_that_were_added_meanwhile_are_shown_after_it_was_said(page: Page) -> None:
    page.route("**/order", lambda route: route.fulfill(json={"parts": []}))

    button(page, "Move down: Welcome").click()

    expect(shown(page)).to_contain_text("Parts were added or taken out meanwhile.")
    expect(shown(page)).to_have_count(0)
    stand(page, "Welcome", "Case", "Quiz")


@WITH_SCRIPTS
def test_who_leaves_a_part_with_unsaved_text_is_asked_and_finds_it_again(page: Page) -> None:
    asked: list[str] = []
    button(page, "Change: Welcome").click()
    page.get_by_label("Minutes").fill("25")
    expect(page.locator("[data-unsaved-state]")).to_contain_text("Not saved yet.")

    page.once("dialog", lambda dialog: (asked.append(dialog.type), dialog.accept()))
    page.get_by_role("link", name="Cancel").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("When do we refer?")
    assert asked == ["beforeunload"]

    button(page, "Change: Welcome").click()
    page.get_by_role("button", name="Put it in place").click()
    expect(page.get_by_label("Minutes")).to_have_value("25")
    page.keyboard.press("Control+s")
    expect(shown(page)).to_contain_text("“Welcome” was saved.")
    button(page, "Change: Welcome").click()
    expect(page.get_by_label("Minutes")).to_have_value("25")
    expect(page.get_by_role("button", name="Put it in place")).to_have_count(0)


@WITH_SCRIPTS
def test_nobody_who_exits_in_a_hurry_is_asked_anything(page: Page) -> None:
    asked: list[str] = []
    button(page, "Change: Welcome").click()
    page.get_by_label("Minutes").fill("25")
    expect(page.locator("[data-unsaved-state]")).to_contain_text("Not saved yet.")
    page.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.accept()))
    page.route(re.compile(r"^https://"), lambda route: route.fulfill(body="Weather"))

    page.get_by_role("button", name="Exit this page").click()

    expect(page.locator("body")).to_have_text("Weather")
    assert asked == []
