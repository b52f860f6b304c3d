"""A browser on the page to write on, signed in and watched."""

import json
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from apiflask import APIFlask
from playwright.sync_api import Browser, BrowserContext, Locator, Page

from kb.core import db
from tests import factories
from tests.web.writing.site import session_cookie, site_in

Sent = list[dict[str, Any]]
FAILED = ("Failed to load resource", "net::ERR_")
"""What browsers write of answers that are refusals, which are meant here."""


@pytest.fixture(scope="session")
def writing_site(tmp_path_factory: pytest.TempPathFactory, sqlite_words: Path) -> Iterator[tuple[str, APIFlask, Sent]]:
    """The site, for all tests of a session."""
    folder = tmp_path_factory.mktemp("writing")
    shutil.copy(sqlite_words, folder / "lessonbank.db")
    with site_in(folder) as started:
        yield started


@pytest.fixture(scope="session")
def base_url(writing_site: tuple[str, APIFlask, Sent]) -> str:
    """What addresses in `page.goto` begin with."""
    return writing_site[0]


@pytest.fixture
def sent(writing_site: tuple[str, APIFlask, Sent]) -> Sent:
    """What the form is sent from now on."""
    writing_site[2].clear()
    return writing_site[2]


def signed_in(context: BrowserContext, site: tuple[str, APIFlask, Sent]) -> None:
    """Sign in somebody whom the site did not know before."""
    address, app, _ = site
    with app.app_context():
        cookie = session_cookie(app, factories.user())
        db.session.remove()
    context.add_cookies([{"name": "session", "value": cookie, "url": address}])


@pytest.fixture
def writer(browser: Browser, writing_site: tuple[str, APIFlask, Sent]) -> Iterator[BrowserContext]:
    """A browser in which somebody is signed in; no script may fail in it, and nothing is fetched from elsewhere."""
    address = writing_site[0]
    context = browser.new_context(base_url=address)
    troubles: list[str] = []

    def written(words: str) -> None:
        if not words.startswith(FAILED):
            troubles.append(words)

    context.on("console", lambda message: written(message.text) if message.type == "error" else None)
    context.on("weberror", lambda error: troubles.append(str(error.error)))
    context.on("request", lambda request: troubles.append(request.url) if not request.url.startswith(address) else None)
    signed_in(context, writing_site)
    yield context
    context.close()
    assert troubles == []


@pytest.fixture
def page(writer: BrowserContext) -> Page:
    """The page to write on, with its scripts at work."""
    return opened(writer)


def kept(page: Page) -> list[dict[str, list[str]]]:
    """The fields that the browser keeps, of each page of which it keeps some."""
    texts = page.evaluate("Object.entries(localStorage).filter(([name]) => name.startsWith('lessonbank-kept:'))")
    return [json.loads(text)["fields"] for _, text in texts]


def opened(context: BrowserContext) -> Page:
    """The page to write on in another window."""
    page = context.new_page()
    page.goto("/writing")
    page.get_by_role("toolbar").first.wait_for()
    return page


def area(page: Page, label: str = "What was found") -> Locator:
    """A field to write in."""
    return page.get_by_role("textbox", name=label)
