"""What the tests of the rules ask: which words of a text a rule finds, with the lists that are shipped."""

from pathlib import Path

from kb.identity.check import check_text
from kb.identity.evaluation import read_labelled
from kb.identity.findings import Finding
from kb.identity.lists import read_lists

LISTS = read_lists(Path(__file__).resolve().parents[2] / "content" / "lists")
LABELLED = [
    each
    for path in sorted((Path(__file__).parent / "labelled").glob("*.jsonl"))
    for each in read_labelled(path.read_text("utf-8").splitlines())
]


def findings(text: str, rule: str) -> list[Finding]:
    """What this rule finds in the text."""
    return [finding for finding in check_text(text, LISTS) if finding.rule == rule]


def found(text: str, rule: str) -> list[str]:
    """The words that this rule finds in the text."""
    return [finding.text for finding in findings(text, rule)]
