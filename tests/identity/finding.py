"""What the check finds in a text, for tests."""

from pathlib import Path

from kb.identity.check import check_text
from kb.identity.lists import read_lists

LISTS = read_lists(Path(__file__).parents[2] / "content/lists")


def found(text: str, rule: str) -> list[str]:
    """The places that one rule finds, as the text has them."""
    return [finding.text for finding in check_text(text, LISTS) if finding.rule == rule]
