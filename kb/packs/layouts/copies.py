"""How many copies of a sheet a session needs, as far as its texts say for whom there is one."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from kb.core.statements import sentences
from kb.packs.layouts.pieces import LINE
from kb.packs.queries.resolved import Resolved

PEOPLE = 20
"""For whom numbers are told: who has more or fewer can reckon from it."""
EACH_PERSON = "one for each person"
READ_OUT = "one for who reads it out"
ON_THE_WALL = "one set for the wall"
_FOR = re.compile(
    r"\b(?:(one|two|three|a) (?:\w+ )?)?for (?:each|every) "
    r"(person|pair|table|group|team or table|team or group|team|two(?: or three)? people)\b",
    re.IGNORECASE,
)
_OWN = re.compile(r"\b(one|two|three) (?:\w+ )?for its own table and (one|two|three) for every other\b", re.IGNORECASE)
_SIZE = re.compile(r"\b(?:groups|tables) of (\w+)", re.IGNORECASE)
NUMBERS = {"a": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8}
UNQUOTED = {"The case": r"\bstages?\b", "To take home": r"\brest of the case\b", "Lesson": r"\blesson( sheets|\b)"}
"""What texts call sheets whose name they do not quote, by how that name begins."""


@dataclass(frozen=True, slots=True)
class Copies:
    """For whom there is a sheet, in the words of the session, and how many these are; both empty where it says none."""

    whom: str = ""
    number: str = ""


def copies(found: Resolved, sheet: str) -> Copies:
    """Of the sheet of this name, from what the parts of the session need, or else from what is to be prepared."""
    if found.is_read_out:
        return Copies(READ_OUT, "1")
    if sheet == LINE:
        return Copies(ON_THE_WALL, "1")
    needs = (need for part in found.content.blocks for need in part.resources)
    for need in (*needs, *_clauses(found)):
        if not _is_of(sheet, need):
            continue
        if own := _OWN.search(need):
            return Copies(own[0], _of_own(found, own))
        if said := [*_FOR.finditer(need)]:
            whom = said[-1]
            named = whom[0] if whom[1] else f"one {whom[0]}"
            return Copies(named, _number(found, (whom[1] or "one").lower(), whom[2].lower()))
    return Copies()


def for_each_person() -> Copies:
    """Of what everybody gets, whatever the session says of it."""
    return Copies(EACH_PERSON, str(PEOPLE))


def _clauses(found: Resolved) -> Iterator[str]:
    """What is to be prepared, piece by piece: one sentence can tell of several sheets."""
    for words in found.content.prepare:
        for sentence in sentences(" ".join(words.split())):
            yield from sentence.split(", ")


def _is_of(sheet: str, need: str) -> bool:
    name = sheet.partition(":")[0]
    if any(f"{before}{name}{after}" in need for before, after in ('""', "“”")):
        return True
    called = next((sign for begins, sign in UNQUOTED.items() if name.startswith(begins)), "")
    return bool(called and re.search(called, need, re.IGNORECASE))


def _number(found: Resolved, each: str, whom: str) -> str:
    """So many, or nothing where it depends on how many teams come, or how large tables are."""
    if whom.endswith(("person", "people", "pair")):
        return str(NUMBERS[each] * (PEOPLE if whom == "person" else PEOPLE // 2))
    return str(NUMBERS[each] * tables) if (tables := _tables(found)) and whom != "team" else ""


def _of_own(found: Resolved, said: re.Match[str]) -> str:
    """So many of a sheet that one table works on and the others have too; nothing where tables are of no known size."""
    own, other = (NUMBERS[each.lower()] for each in said.groups())
    return str(own + other * (tables - 1)) if (tables := _tables(found)) else ""


def _tables(found: Resolved) -> int:
    """How many tables or groups there are; 0 where nothing says how large they are."""
    size = _SIZE.search(found.content.group_size)
    people = NUMBERS.get(size[1].lower(), int(size[1]) if size[1].isdecimal() else 0) if size else 0
    return -(-PEOPLE // people) if people else 0
