"""The page to write on, looked at by axe, and without scripts."""

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.journeys.looking import WIDTHS, look_at
from tests.web.writing.conftest import Sent, area

pytestmark = pytest.mark.browser


def test_axe_finds_no_violation_and_nothing_is_cut(page: Page) -> None:
    area(page).fill("A **rota** " * 12)
    page.get_by_role("button", name="Preview").first.click()
    expect(page.get_by_role("region", name="Preview")).to_contain_text("rota")

    look_at(page, *WIDTHS)


def test_without_scripts_it_is_a_field_in_a_form(
    browser: Browser, writer: BrowserContext, base_url: str, sent: Sent
) -> None:
    plain = browser.new_context(base_url=base_url, java_script_enabled=False)
    plain.add_cookies(writer.cookies())  # type: ignore[arg-type]
    page = plain.new_page()
    page.goto("/writing")
    assert page.get_by_role("toolbar").count() == 0

    area(page).fill("One sentence")
    page.get_by_role("button", name="Save", exact=True).click()

    expect(page.locator("h1")).to_have_text("Saved")
    assert [each["found"] for each in sent] == ["One sentence"]
    plain.close()


def test_a_page_without_a_field_to_write_in_loads_none_of_its_scripts(writer: BrowserContext) -> None:
    page = writer.new_page()
    asked: list[str] = []
    page.on(
        "request", lambda request: asked.append(request.url.rpartition("/")[2]) if "/writing/" in request.url else None
    )
    page.goto("/help")
    page.wait_for_load_state("networkidle")

    assert asked == ["kept.js"]
