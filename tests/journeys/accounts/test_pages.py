"""Every page in every state, looked at by axe wide and narrow."""

from collections.abc import Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, expect

from tests.journeys.accounts.conftest import new_window
from tests.journeys.accounts.site import Site
from tests.journeys.accounts.states import STATES, State
from tests.journeys.accounts.world import World
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
def test_axe_finds_no_violation_and_nothing_is_cut(world: World, state: State, seen: list[str]) -> None:
    seen.clear()
    page = state.show(world)
    assert page.title().removeprefix("Error: ").startswith(page.locator("h1").inner_text())
    if state.refused:
        expect(page.locator(".govuk-error-summary")).to_be_focused()

    for width in (1280, 320):
        page.set_viewport_size({"width": width, "height": 900})
        page.set_viewport_size({"width": width, "height": page.evaluate("document.documentElement.scrollHeight")})
        found = Axe().run(page, options={"runOnly": {"type": "tag", "values": RULES}})
        assert found.violations_count == 0, found.generate_report()
        assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert seen == []
    world.leave(page)


@pytest.mark.parametrize("state", [state for state in STATES if state.refused], ids=str)
def test_each_mistake_in_the_summary_leads_to_its_field(world: World, state: State) -> None:
    page = state.show(world)
    links = page.locator(".govuk-error-summary__list a")
    assert links.count() == page.locator(".govuk-error-summary__list li").count() > 0

    for link in links.all():
        link.click()
        name, described = page.evaluate(
            "[document.activeElement.name, document.activeElement.closest('.govuk-form-group').innerText]"
        )
        assert name
        assert link.inner_text() in described
    world.leave(page)
