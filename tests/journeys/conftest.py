"""A real server and a real browser."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Locator, Page

from tests.journeys.server import running

PAGES = [
    "/",
    "/search",
    "/search?q=domestic+abuse+thresholds",
    "/search?q=zzzzqqqq",
    "/search?q=referral&theme=thresholds-and-referrals&region=north-west",
    "/search?q=dv+-court+zzz&year=2009..2023&sort=newest",
    "/search?q=escalatoin&exact=on",
    "/search/filter/organisation?q=audit&organisation=nspcc",
    "/search/filter/theme?theme=neglect&theme=forms-of-harm",
    "/search/filter/year?year=2009..2014",
    "/search/filter/tag?find=zzzz",
    "/themes",
    "/themes/domestic-abuse",
    "/themes/forms-of-harm",
    "/lessons/nw-domestic-abuse-audit-team",
    "/lessons/hampshire-icon-crying-programme",
    "/lessons/nw-domestic-abuse-audit-team/cite",
    "/lessons/nw-domestic-abuse-audit-team/history",
    "/lessons/nw-domestic-abuse-audit-team/briefing",
    "/themes/coercive-control/briefing",
    "/themes/forms-of-harm/briefing",
    "/reviews",
    "/reviews/bradford-reconsidered-review-2009",
    "/organisations",
    "/organisations?q=qqqq",
    "/organisations/nottingham-city-safeguarding-children-board",
    "/glossary",
    "/training",
    "/training/sessions/half-day-many-agencies-one-case",
    "/training/sessions/any-theme-90-minutes",
    "/training/vignettes/man-on-the-settee?answers=open",
    "/training/quiz",
    "/training/quiz?theme=domestic-abuse&answers=open",
    "/training/forms/follow-up",
    "/training/safety",
    "/shortlist",
    "/shortlist/empty",
    "/help",
    "/about",
    "/contact",
    "/accessibility",
    "/privacy",
    "/cookies",
    "/terms",
    "/submit",
    "/report-a-problem",
    "/report-a-problem/sent",
    "/sign-in",
    "/signed-out",
    "/register",
    "/register/sent",
    "/reset-password",
    "/reset-password/sent",
    "/account/deleted",
    "/no-such-page",
]
"""Every kind of page, full and empty."""
BOX = "Search lessons"
"""Label of the search box."""


@pytest.fixture(scope="session")
def address(starter_folder: Path) -> Iterator[str]:
    """Address of a server with the starter content, in a process of its own as on a real machine."""
    with running(starter_folder) as url:
        yield url


@pytest.fixture(scope="session")
def base_url(address: str) -> str:
    """What addresses in `page.goto` begin with."""
    return address


@pytest.fixture(autouse=True)
def nothing_goes_wrong_unseen(context: BrowserContext, address: str) -> Iterator[None]:
    """No script fails, nothing breaks the security policy, and nothing is fetched from elsewhere."""
    troubles: list[str] = []
    context.on("console", lambda message: troubles.append(message.text) if message.type == "error" else None)
    context.on("weberror", lambda error: troubles.append(str(error.error)))
    context.on("request", lambda request: troubles.append(request.url) if not request.url.startswith(address) else None)
    yield
    assert not [trouble for trouble in troubles if "404 (NOT FOUND)" not in trouble]


def tab_to(page: Page, words: str, *, most: int = 150) -> None:
    """Press Tab until the element with these words has the focus, as somebody without a mouse does."""
    for _ in range(most):
        page.keyboard.press("Tab")
        focused = page.evaluate(
            "() => { const e = document.activeElement; const label = e.labels && e.labels[0];"
            " return [e.innerText, e.ariaLabel, label && label.innerText, e.name].filter(Boolean).join(' | ') }"
        )
        if words in focused:
            return
    raise AssertionError(f"{words!r} is not reached with the keyboard")


@pytest.fixture(params=[1280, 320])
def sized(page: Page, request: pytest.FixtureRequest) -> Page:
    """A wide page and a narrow one."""
    page.set_viewport_size({"width": request.param, "height": 800})
    return page


def box(page: Page) -> Locator:
    """The search box."""
    return page.get_by_label(BOX, exact=True)
