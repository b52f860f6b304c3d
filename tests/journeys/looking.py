"""Axe looks at a page: brought into it once, and asked for nothing but what it finds wrong."""

from typing import Any

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

WIDTHS = (1280, 320)
_SCRIPT = Axe().axe_script
_OPTIONS = {
    "runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]},
    "resultTypes": ["violations"],  # of what is right it would otherwise hand over every element
    "preload": False,  # style sheets, for rules that are not among these
}
_ASK = """async options => (await axe.run(document, options)).violations.map(
    found => `${found.id}: ${found.help}: ${found.nodes.map(node => node.html).join(" ")}`)"""


def look_at(page: Page, *widths: int) -> None:
    """Have axe look at a page that is open, in windows of these widths, and see that nothing of it is cut."""
    for width in widths:
        widen(page, width)
        found = faults(page)
        assert not found, "\n".join(found)
        wide = page.evaluate("document.documentElement.scrollWidth")
        assert wide <= width, f"{wide} pixels do not fit into {width}"


def widen(page: Page, width: int) -> None:
    """Make a window so wide, and as high as the page.

    A bar that stays at the window's edge half covers whatever is behind it until one scrolls; axe does not scroll.
    """
    page.set_viewport_size({"width": width, "height": 900})
    page.set_viewport_size({"width": width, "height": page.evaluate("document.documentElement.scrollHeight")})


def faults(page: Page) -> list[str]:
    """What axe finds wrong, each with the elements where."""
    if page.evaluate("typeof axe === 'undefined'"):
        page.evaluate(_SCRIPT)
    found: Any = page.evaluate(_ASK, _OPTIONS)
    return [str(each) for each in found]
