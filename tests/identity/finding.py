"""What the tests of the rules ask: which words of a text a rule finds, with the lists that are shipped."""

from pathlib import Path

from kb.identity.check import check_text
from kb.identity.findings import Finding
from kb.identity.lists import read_lists

LISTS = read_lists(Path(__file__).resolve().parents[2] / "content" / "lists")


def findings(text: str, rule: str) -> list[Finding]:
    """What this rule finds in the text."""
    return [finding for finding in check_text(text, LISTS) if finding.rule == rule]


def found(text: str, rule: str) -> list[str]:
    """The words that this rule finds in the text."""
    return [finding.text for finding in findings(text, rule)]
