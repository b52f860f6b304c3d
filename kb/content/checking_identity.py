"""Looks in our own sentences for what tells who somebody is, by the rules of the identity check that must be heeded."""

from bisect import bisect_right
from collections.abc import Collection, Iterator
from pathlib import Path

import yaml

from kb.content.faults import Fault, Faults, shown
from kb.content.folders import LISTS
from kb.content.prose import Passage
from kb.identity.catalogue import RULES
from kb.identity.check import check_text
from kb.identity.findings import Finding, Level
from kb.identity.lists import Lists, read_lists

NAME = "person-name"
"""The rule that holds in every file."""
ABOUT_CASES = ("lessons/", "training/")
"""Where the other rules hold too; the rest has public addresses, helplines, dates and citations on purpose."""


def check_identity(folder: Path, passages: Collection[Passage]) -> list[Fault]:
    """What tells who somebody is, by file and line. A folder without lists to look with is not asked.

    It takes far longer than all other checks together, so a load goes without it.
    """
    lists = _lists_in(folder)
    if lists is None:
        return []
    faults = Faults()
    allowing = {each: lists.allowing(each) for each in {passage.pseudonyms for passage in passages}}
    for passage in passages:
        _check(passage, allowing[passage.pseudonyms], faults)
    return faults.sorted()


def _lists_in(folder: Path) -> Lists | None:
    if not (folder / LISTS).is_dir():
        return None
    try:
        return read_lists(folder / LISTS)
    except (OSError, UnicodeDecodeError, yaml.YAMLError):
        return None  # the check of the folder names the file


def _check(passage: Passage, lists: Lists, faults: Faults) -> None:
    for line, finding in _findings(passage, lists):
        rule = RULES[finding.rule]
        if rule.level is Level.STOP and (finding.rule == NAME or passage.file.path.startswith(ABOUT_CASES)):
            right = rule.instead[:1].lower() + rule.instead[1:].removesuffix(".")
            faults.add(passage.file.path, line, f"{shown(finding.text)} reads as '{rule.title}'; {right}")


def _findings(passage: Passage, lists: Lists) -> Iterator[tuple[int, Finding]]:
    """What the rules find in a passage as a whole, each with the line of its statement."""
    starts: list[int] = []
    text = ""
    for statement, before in zip(passage.statements, [None, *passage.statements], strict=False):
        if before:
            text += " " if statement.line == before.line else "\n"
        starts.append(len(text))
        text += statement.text
    for finding in check_text(text, lists):
        yield passage.statements[bisect_right(starts, finding.start) - 1].line, finding
