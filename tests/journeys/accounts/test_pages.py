"""Every page in every state, looked at by axe wide and narrow."""

from collections.abc import Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

from kb.accounts import links
from tests.journeys.accounts.conftest import new_window
from tests.journeys.accounts.site import Site, Somebody
from tests.journeys.accounts.states import STATES, State
from tests.journeys.accounts.world import DAY, World
from tests.journeys.test_accessibility import RULES

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def seen() -> list[str]:
    """What went wrong in the windows of the world so far."""
    return []


@pytest.fixture(scope="module")
def world(browser: Browser, site: Site, seen: list[str]) -> Iterator[World]:
    """People who stay signed in, for all these tests."""
    made = World(site, lambda: new_window(browser, seen, site.address))
    yield made
    made.close()


@pytest.mark.parametrize("state", STATES, ids=str)
def test_each_page_is_accessible_and_nothing_of_it_is_cut(world: World, state: State, seen: list[str]) -> None:
    seen.clear()
    page = state.show(world)
    _look_at(page)
    if state.refused:
        _follow_mistakes(page)
    world.leave(page)
    assert seen == []


def test_pages_of_sites_that_are_set_up_otherwise(
    browser: Browser, cut_off_site: Site, demonstration: tuple[Site, list[Somebody]], seen: list[str]
) -> None:
    seen.clear()
    with demonstration[0].rows():
        first_admin = links.issue("first-admin", lasts=DAY)
    for site, path in (
        (cut_off_site, "/sign-in"),  # without passwords
        (cut_off_site, "/sign-on"),  # with a provider that does not answer
        (demonstration[0], "/sign-in"),
        (demonstration[0], f"/first-admin/{first_admin}"),
    ):
        page = new_window(browser, seen, site.address)
        page.goto(path)
        _look_at(page)
        page.context.close()
    assert seen == []


def _look_at(page: Page) -> None:
    """Have axe look at a page, wide and narrow, and see that its title names it."""
    assert page.title().removeprefix("Error: ").startswith(page.locator("h1").inner_text())
    for width in (1280, 320):
        page.set_viewport_size({"width": width, "height": 900})
        page.set_viewport_size({"width": width, "height": page.evaluate("document.documentElement.scrollHeight")})
        found = Axe().run(page, options={"runOnly": {"type": "tag", "values": RULES}})
        assert found.violations_count == 0, found.generate_report()
        assert page.evaluate("document.documentElement.scrollWidth") <= width


def _follow_mistakes(page: Page) -> None:
    """Each mistake in the summary leads to a field, beside which it stands again."""
    summary = page.locator(".govuk-error-summary__list")
    assert summary.locator("li a").count() == summary.locator("li").count()
    for link in summary.locator("a").all():
        link.click()
        name, beside = page.evaluate(
            "[document.activeElement.name, document.activeElement.closest('.govuk-form-group').innerText]"
        )
        assert name
        assert link.inner_text() in beside
