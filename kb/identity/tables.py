"""What the heading of a column says of its cells: below "Child's name" stand names, whatever the lists know.

Cells of documents and sheets are divided by tabs, one row a line; those of CSV files by the sign used most in the first
line. A label and its value beside it (`Date of birth | 2 March 2009`) are read in the same way.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from kb.core.folding import folded_name
from kb.identity.catalogue import RULES
from kb.identity.findings import Finding
from kb.identity.lists import Lists

DIVIDERS = "\t;,|"
LONGEST_HEADING, LONGEST_VALUE = 40, 120
"""Characters; longer cells are sentences, which the other rules read."""
SHORTEST_NAME = 2
NO_NAMES = frozenset({"child", "baby", "boy", "girl", "adult", "person"})
"""Words that stand for a name: Child A."""
_OF_WHOM = r"(?:child|young person|pupil|student|patient|service user|client|baby|sibling|mother|father|parent|carer|"
_OF_WHOM += r"guardian|partner|adult|person|family|case|worker|social worker|practitioner|author|staff|teacher|contact)"
_WORD = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)*")
_DAY = re.compile(r"\d{1,4}(?:st|nd|rd|th)?[-/. ]{1,2}(?:of )?\w{1,9}[-/., ]{1,2}\d{2,4}")
_HOUSE = re.compile(r"\d.*[^\W\d_]{3}|[^\W\d_]{3}.*,")


def _words(value: str) -> list[tuple[str, str]]:
    found = (match.group() for match in _WORD.finditer(value))
    return [(word, folded_name(word)) for word in found if len(word) >= SHORTEST_NAME]


def _named(value: str, lists: Lists) -> bool:
    """A word that is a name and nothing else, or is in no list; or names alone, whatever else they mean: Hope Young."""
    words = _words(value)
    if any(_only_a_name(key, lists) or _strange(word, key, lists) for word, key in words):
        return True
    return bool(words) and all(key in lists.names and key not in NO_NAMES for _, key in words)


def _full_name(value: str, lists: Lists) -> bool:
    """A name that the lists know, or two words of which one is in no list: "Name" may be that of a tool."""
    words = _words(value)
    strange = any(_strange(word, key, lists) for word, key in words)
    return any(_only_a_name(key, lists) for _, key in words) or (strange and len(words) > 1)


def _known_name(value: str, lists: Lists) -> bool:
    return any(_only_a_name(key, lists) for _, key in _words(value))


def _only_a_name(key: str, lists: Lists) -> bool:
    return key in lists.names and key not in lists.of("ordinary-words")


def _strange(word: str, key: str, lists: Lists) -> bool:
    return word[0].isupper() and not word.isupper() and key not in lists.of("ordinary-words")


HEADINGS: tuple[tuple[str, str, Callable[[str, Lists], bool]], ...] = (
    ("person-name", r"(?:full )?names?", _full_name),
    (
        "person-name",
        rf"(?:{_OF_WHOM}'?s?'? )?(?:(?:full |first |last |family |given |middle )?name|(?:sur|fore)name)s?",
        _named,
    ),
    ("person-name", r"known as|alias(?:es)?", _named),
    ("person-name", rf"{_OF_WHOM}s?|(?:allocated|key|lead) (?:worker|professional)|health visitor", _known_name),
    (
        "exact-date",
        r"d\.?o\.?[bd]\.?|(?:\w+'?s? )?(?:birth ?date|date of (?:birth|death|the incident|incident|injury))|born|died",
        lambda value, _: _DAY.search(value) is not None,
    ),
    (
        "address",
        r"(?:home |current |family )?address(?: line)?(?: ?1)?|street",
        lambda value, _: _HOUSE.search(value) is not None,
    ),
    (
        "reference-number",
        rf"(?:{_OF_WHOM}|nhs|upn|ni|hospital|court|police|crime|incident|mosaic|liquidlogic|lcs|system|file)"
        r" ?(?:id|no|num|number|ref|reference)\.?|upn|urn|case reference number",
        lambda value, _: sum(map(str.isdigit, value)) > SHORTEST_NAME,
    ),
    ("school", r"school(?: name)?|name of school", _named),
    ("nursery", r"nursery(?: name)?|name of nursery", _named),
    ("gp-practice", r"gp(?: practice| surgery)?|surgery", _named),
    ("hospital", r"hospital(?: name)?", _named),
    (
        "place",
        r"(?:home )?town|village|place of (?:birth|residence)|locality",
        lambda value, lists: folded_name(value) in lists.of("settlements") or _named(value, lists),
    ),
)
"""The rule of the cells below a heading, how headings of it read, and which cells are meant."""
_PATTERNS = tuple((rule, re.compile(pattern, re.IGNORECASE), meant) for rule, pattern, meant in HEADINGS)
_TIDY = re.compile(r"[\s_]+")
Column = tuple[str, Callable[[str, Lists], bool]]


@dataclass(frozen=True)
class Cell:
    """A cell of a row; offsets count the characters of the text, without white space and quotation marks around it."""

    start: int
    end: int
    value: str


def divider_of(text: str, *, csv: bool) -> str:
    """The sign that divides the cells of this text; empty if it is no table."""
    if not csv:
        return "\t" if "\t" in text else ""
    first = text.lstrip().partition("\n")[0]
    return max(DIVIDERS, key=first.count) if any(sign in first for sign in DIVIDERS) else ""


def rows_of(text: str, divider: str) -> Iterator[list[Cell]]:
    """The cells of each row."""
    quoted = r'[ ]*"(?:[^"]|""){0,5000}"' if divider != "\t" else "(?!)"
    cell = re.compile(rf"({quoted}|[^{re.escape(divider)}\n]*)({re.escape(divider)}|\n|\Z)")
    row: list[Cell] = []
    at = 0
    while at <= len(text):
        match = cell.match(text, at)
        if match is None:  # something stands behind a closing quotation mark
            match = re.compile(rf"([^{re.escape(divider)}\n]*)({re.escape(divider)}|\n|\Z)").match(text, at)
        if match is None:
            return
        row.append(_cell(match))
        if match[2] != divider:
            yield row
            row = []
        at = match.end() if match[2] else len(text) + 1


def _cell(match: re.Match[str]) -> Cell:
    value = match[1]
    start = match.start() + len(value) - len(value.lstrip(' \t"\n'))
    value = value.strip(' \t"\n')
    return Cell(start, start + len(value), value)


def in_lines(text: str, divider: str) -> str:
    """The text with each cell on a line of its own; of the same length."""
    return text.replace(divider, "\n")


def check_cells(text: str, divider: str, lists: Lists) -> Iterator[Finding]:
    """What headings and labels say of the cells below and beside them; nothing where cells are not divided."""
    columns: Mapping[int, Column] = {}
    for row in rows_of(text, divider) if divider else ():
        headings = {at: meant for at, cell in enumerate(row) if (meant := _heading(cell.value))}
        filled = [at for at, cell in enumerate(row) if cell.value]
        if len(filled) == 1 and len(row[filled[0]].value) > LONGEST_HEADING:
            columns = {}  # a paragraph: the table is over
        elif len(headings) > 1 or (headings and len(headings) == len(filled)):
            columns = headings
        for at, cell in enumerate(row if headings or columns else ()):
            beside = headings.get(at - 1) if _says_something(cell.value, lists) else None
            column = beside or columns.get(at)
            if column and at not in headings and 0 < len(cell.value) <= LONGEST_VALUE and column[1](cell.value, lists):
                rule = RULES[column[0]]
                yield Finding(cell.start, cell.end, column[0], rule.level, cell.value, rule.instead)
        if headings and not columns:
            columns = headings


def _says_something(value: str, lists: Lists) -> bool:
    """Whether it is more than ordinary words; beside a heading these are likely to be the next heading."""
    return any(map(str.isdigit, value)) or any(key not in lists.of("ordinary-words") for _, key in _words(value))


def _heading(value: str) -> Column | None:
    if not 0 < len(value) <= LONGEST_HEADING:
        return None
    tidied = _TIDY.sub(" ", value.replace("’", "'")).strip(" :*#.?")
    for rule, pattern, meant in _PATTERNS:
        if pattern.fullmatch(tidied):
            return rule, meant
    return None
