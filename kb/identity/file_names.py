"""What the rules find in the name of a file, whose words are run together in many ways.

`minutes_JKowalski_2014-03-02.docx` is read as "minutes J Kowalski 2014-03-02"; findings point at the name as given.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from kb.core.folding import folded_name
from kb.identity.check import check_text
from kb.identity.findings import Finding, apart
from kb.identity.lists import Lists

LONGEST = 1000
"""Characters of a name that are read; no system keeps longer ones."""
SHORTEST = 3
"""Letters of a word whose first letter is judged; two may be initials, or short for something."""
_ENDING = re.compile(r"\.[A-Za-z][A-Za-z0-9]{1,4}$")
_SPACE = re.compile(r"%20|[_+~=.-]")
_BETWEEN_NUMBERS = re.compile(r"(?<=\d)[_.-](?=\d)")
_NEW_WORD = re.compile(
    r"(?<=[a-z])(?<!Mc)(?<!Mac)(?=[A-Z])"  # BryonySmith
    r"|(?<=[A-Z])(?=[A-Z][a-z])"  # JKowalski
    r"|(?<=[a-z]{2})(?=\d)|(?<=\d)(?=[A-Z][a-z])"  # Smith2014, 2014Smith
)
_YEAR_FIRST = re.compile(r"(?<!\d)(?:19|20)\d\d(?=(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])(?!\d))")
_DAY_FIRST = re.compile(r"(?<!\d)(?:0[1-9]|[12]\d|3[01])(?=(?:0[1-9]|1[0-2])(?:19|20)\d\d(?!\d))")
_LETTERS = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)*")


@dataclass(frozen=True)
class _Words:
    """A name as words, and where in the name each of its characters stands."""

    text: str
    places: tuple[int, ...]


def check_name(name: str, lists: Lists) -> list[Finding]:
    """What the rules find in a file name, read as words, with capitals for names; an address also as it is."""
    stem = _ENDING.sub("", name[:LONGEST])
    words = _words(stem)
    readings = [replace(words, text=_with_capitals(words.text, lists)), words]
    if "@" in stem:
        readings.insert(0, _Words(stem, tuple(range(len(stem)))))
    return apart(_at_home(finding, words, name) for words in readings for finding in check_text(words.text, lists))


def _at_home(finding: Finding, words: _Words, name: str) -> Finding:
    start, end = words.places[finding.start], words.places[finding.end - 1] + 1
    return replace(finding, start=start, end=end, text=name[start:end])


def _words(stem: str) -> _Words:
    """Separators become spaces, words that are written together part, dates get their hyphens."""
    text: list[str] = []
    places: list[int] = []
    at = 0
    for start, end, instead in sorted(_cuts(stem)):
        if start < at:
            continue
        text.extend((*stem[at:start], instead))
        places.extend((*range(at, start), min(start, len(stem) - 1)))
        at = end
    return _Words("".join((*text, stem[at:])), (*places, *range(at, len(stem))))


def _cuts(stem: str) -> Iterator[tuple[int, int, str]]:
    """Where something else is written: start and end in the name, one character instead."""
    numbers = {match.start() for match in _BETWEEN_NUMBERS.finditer(stem)}
    for match in _SPACE.finditer(stem):
        yield (*match.span(), "-" if match.start() in numbers else " ")
    for match in _NEW_WORD.finditer(stem):
        yield match.start(), match.start(), " "
    for date in (_YEAR_FIRST, _DAY_FIRST):
        for match in date.finditer(stem):
            yield match.end(), match.end(), "-"
            month_ends = match.end() + 2
            yield month_ends, month_ends, "-"


def _with_capitals(text: str, lists: Lists) -> str:
    """The same words, with capitals for names and small letters for others: names of files keep no rules of writing."""
    matches = list(_LETTERS.finditer(text))
    keys = [folded_name(match.group()) for match in matches]
    in_title = all(match.group()[0].isupper() for match in matches)  # then a capital says nothing of a word
    pieces: list[str] = []
    at = 0
    for number, match in enumerate(matches):
        before, after = keys[max(number - 1, 0)], keys[min(number + 1, len(keys) - 1)]
        clear = (
            _pair(keys[number], after, lists) or _pair(before, keys[number], lists) or 1 in (len(before), len(after))
        )
        capital = True if clear else False if in_title else None
        pieces.extend((text[at : match.start()], _written(match.group(), keys[number], lists, capital)))
        at = match.end()
    return "".join((*pieces, text[at:]))


def _pair(one: str, other: str, lists: Lists) -> bool:
    """Whether these are a first name and a surname, whatever else the words mean."""
    return one != other and one in lists.first_names and other in lists.surnames


def _written(word: str, key: str, lists: Lists, capital: bool | None) -> str:
    """A word as it would be written in a sentence; always of the same length.

    `capital` is for names that are ordinary words too: whether they have one, or None to leave them as they are.
    """
    ordinary = key in lists.of("ordinary-words") or key in lists.of("words-that-are-names")
    name = word[0].upper() + word[1:].lower()
    if len(word) < SHORTEST or len(name) != len(word) or len(word.lower()) != len(word):
        return word
    if key in lists.names and (not ordinary or capital):
        return name
    if key in lists.names and capital is None:
        return word
    return word.lower() if ordinary else word
