"""The file of a small session on a disk, opened in a browser that has no network."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import BrowserContext, Page

from kb.documents.room import room
from tests.documents.in_the_room.desk import SECOND, button
from tests.documents.rooms import BRIEFING, SESSION, SLIDES

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


@pytest.fixture
def browser_context_args() -> dict[str, object]:
    """How a window is opened: on no site. What the plugin keeps for the whole session is left to tests of pages."""
    return {}


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
