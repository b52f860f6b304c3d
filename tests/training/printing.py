"""What of a page stands on paper, as far as its markup and the style sheet say so."""

import re

from bs4 import BeautifulSoup

from kb.web.templates import STATIC
from tests.pages import Page, words

ON_NO_PAPER = ".kb-no-print, .kb-answer:not([open]), .govuk-button, .kb-button-link"


def printed(page: Page) -> str:
    """The words of a page that are printed."""
    copy = BeautifulSoup(page.html, "html.parser")
    for hidden in copy.select(ON_NO_PAPER):
        hidden.decompose()
    assert copy.main
    return words(copy.main)


def rule(selector: str, declaration: str) -> bool:
    """Whether the style sheet says this of a selector on paper."""
    sheet = (STATIC / "app.css").read_text(encoding="utf-8")
    on_paper = "".join(part.split("@media", 1)[0] for part in sheet.split("@media print{")[1:])
    found = re.findall(r"([^{}]*)\{([^{}]*)\}", on_paper)
    return any(selector in names.split(",") and declaration in says.split(";") for names, says in found)
