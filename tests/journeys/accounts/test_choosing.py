"""Choosing from a long list: a select without scripts, and with them a box in which one types a part of the name."""

import re

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.journeys.accounts.conftest import Windows
from tests.journeys.accounts.site import Site, a_word
from tests.journeys.accounts.steps import heading, press, refused, sign_in
from tests.journeys.looking import faults

pytestmark = pytest.mark.browser

LABEL = "Which entry stays?"
OTHER = f"Bwrdd Ynys Môn Łódź {a_word()}"
PLAIN = OTHER.lower().replace("ô", "o").replace("łódź", "lodz")


@pytest.fixture(scope="session")
def boards(site: Site) -> tuple[str, str]:
    """Addresses of two boards; the name of the other has accents."""
    return site.board("Northbridge Board"), site.board(OTHER)


@pytest.fixture
def page(site: Site, boards: tuple[str, str], window: Windows) -> Page:
    """The page on which an admin chooses what a board is merged into."""
    opened = window()
    sign_in(opened, site.holder("admin"), f"/admin/organisations/{boards[0]}/merge")
    return opened


def box(page: Page) -> Locator:
    """The box; before the script has made it, there is a select of the same name."""
    return page.locator("input[role=combobox]").and_(page.get_by_label(LABEL))


def options(page: Page) -> Locator:
    return page.get_by_role("listbox", name=LABEL).get_by_role("option")


def arrived(page: Page) -> None:
    expect(heading(page)).to_have_text(re.compile("^Merge Northbridge Board into Bwrdd Ynys Môn"))


@pytest.mark.parametrize("scripts", [False], indirect=True)
def test_without_scripts_it_is_a_select(scripts: bool, page: Page, boards: tuple[str, str]) -> None:
    page.locator("select").select_option(boards[1])
    press(page, "Go on")
    arrived(page)


@pytest.mark.parametrize("scripts", [True], indirect=True)
def test_a_part_of_the_name_is_typed_without_accents_and_chosen_with_the_keyboard(scripts: bool, page: Page) -> None:
    box(page).focus()
    page.keyboard.type(PLAIN)
    expect(options(page)).to_have_count(1)
    expect(box(page)).to_have_attribute("aria-expanded", "true")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(box(page)).to_have_value(OTHER)
    expect(page.get_by_role("listbox")).to_have_count(0)
    page.keyboard.press("Enter")
    arrived(page)


@pytest.mark.parametrize("scripts", [True], indirect=True)
def test_what_can_mean_one_thing_only_is_taken_when_the_form_is_sent(scripts: bool, page: Page) -> None:
    box(page).fill(PLAIN)
    press(page, "Go on")
    arrived(page)


@pytest.mark.parametrize("scripts", [True], indirect=True)
def test_what_is_typed_while_the_page_still_loads_stays(scripts: bool, page: Page) -> None:
    box(page).fill(PLAIN)
    page.evaluate("dispatchEvent(new PageTransitionEvent('pageshow'))")
    expect(box(page)).to_have_value(PLAIN)
    press(page, "Go on")
    arrived(page)


@pytest.mark.parametrize("scripts", [True], indirect=True)
def test_what_means_nothing_is_not_kept(scripts: bool, page: Page) -> None:
    box(page).fill("zzzz")
    page.keyboard.press("Tab")
    expect(box(page)).to_have_value("")
    box(page).click()
    assert options(page).count() > 100
    page.keyboard.press("Escape")
    expect(page.get_by_role("listbox")).to_have_count(0)


def test_the_box_carries_the_error_of_the_select(
    scripts: bool, site: Site, boards: tuple[str, str], window: Windows
) -> None:
    page = window()
    sign_in(page, site.holder("admin"), f"/admin/organisations/{boards[0]}/successor")
    press(page, "Enter the successor")
    refused(page, "Choose one")
    page.locator(".govuk-error-summary").get_by_role("link", name="Choose one").click()
    field = page.locator("#by")
    expect(field).to_be_focused()
    assert "by-error" in (field.get_attribute("aria-describedby") or "")


@pytest.mark.parametrize("scripts", [True], indirect=True)
def test_the_open_list_has_nothing_that_axe_finds(scripts: bool, page: Page) -> None:
    box(page).fill("board")
    expect(options(page).first).to_be_visible()
    page.keyboard.press("ArrowDown")
    assert faults(page) == []
