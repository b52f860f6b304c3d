"""The way back from a lesson to the results from which it was opened."""

import re

import pytest
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("width", [1280, 320])
def test_a_lesson_opened_from_results_leads_back_to_them(page: Page, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    page.goto("/search?q=referral&sort=newest")
    page.locator(".kb-card__title a").first.click()
    expect(page.get_by_role("navigation", name="Breadcrumb")).to_have_count(0)
    page.get_by_role("link", name="Back to results").click()
    expect(page).to_have_url(re.compile(r"/search\?q=referral&sort=newest$"))


def test_the_way_back_leads_to_the_place_in_the_list(page: Page) -> None:
    page.goto("/search?q=children")
    page.locator(".kb-card__title a").nth(9).click()
    page.get_by_role("link", name="Back to results").click()
    expect(page).to_have_url(re.compile(r"/search\?q=children$"))
    expect(page.locator(".kb-card__title a").nth(9)).to_be_in_viewport()


def test_after_a_step_within_the_lesson_the_link_still_leads_to_the_results(page: Page) -> None:
    page.goto("/search?q=children")
    page.locator(".kb-card__title a").first.click()
    page.evaluate("location.hash = 'main'")
    page.get_by_role("link", name="Back to results").click()
    expect(page).to_have_url(re.compile(r"/search\?q=children$"))


def test_a_lesson_opened_from_elsewhere_has_the_breadcrumbs(page: Page) -> None:
    page.goto("/themes/domestic-abuse")
    page.locator(".kb-card__title a").first.click()
    expect(page.get_by_role("navigation", name="Breadcrumb")).to_be_visible()
    expect(page.get_by_role("link", name="Back to results")).to_have_count(0)
