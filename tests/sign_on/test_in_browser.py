"""A real browser goes to the provider and comes back; the site's own policy lets it."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
from apiflask import APIFlask
from playwright.sync_api import Browser, Page

from kb.sign_on.models import ExternalIdentity
from tests.serving import serving
from tests.sign_on.conftest import Configure, rows
from tests.sign_on.provider import OLD_WAYS, Provider

pytestmark = [OLD_WAYS, pytest.mark.browser]


@pytest.fixture
def address(app: APIFlask, configure: Configure) -> Iterator[str]:
    """Address of the site on a server of its own."""
    configure()
    with serving(app, "localhost") as url:
        app.extensions["kb.settings"] = replace(app.extensions["kb.settings"], site_url=url)
        yield url


def let_in(page: Page, provider: Provider, subject: str) -> None:
    """Sign in at the provider."""
    page.wait_for_url(f"{provider.url}/**")
    page.locator("input[name=sub]").fill(subject)
    page.get_by_role("button", name="Authorize").click()


@pytest.mark.parametrize("javascript", [True, False])
def test_somebody_signs_in_and_links_another_work_account(
    browser: Browser, provider: Provider, address: str, javascript: bool
) -> None:
    context = browser.new_context(java_script_enabled=javascript)
    complaints: list[str] = []
    context.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
    page = context.new_page()
    provider.person("ada", name="Ada Oduya", email="ada@example.org")
    provider.person("second", name="Ada Oduya", email="second@example.org")

    page.goto(f"{address}/sign-in?next=/themes")
    page.get_by_role("button", name="Sign in with your council account").click()
    let_in(page, provider, "ada")
    page.wait_for_url(f"{address}/themes")

    page.goto(f"{address}/account")
    page.get_by_role("link", name="Link another work account").click()
    page.get_by_role("button", name="Go on to sign in there").click()
    let_in(page, provider, "second")
    page.get_by_role("button", name="Link it").click()
    page.wait_for_url(f"{address}/account")

    assert [link.subject for link in rows(ExternalIdentity)] == ["ada", "second"]
    assert [words for words in complaints if "Content Security Policy" in words] == []
    context.close()
