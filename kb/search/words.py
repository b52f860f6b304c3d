"""Words in a text: where one begins and ends, its folded form, and which words are too common to look for.

Lessons and queries go through the same functions, or nothing would be found. A change here gives the index
another fingerprint, so that it is built anew.
"""

import html
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

LONGEST_WORD = 64
LONGEST_RUN = 1024
"""Characters of a word that are looked at: thousands of accents on one letter would take long to sort."""
MARKS = "\u0300-\u036f\u00ad\u200b-\u200d\u2060"
"""Combining marks, soft hyphens and joiners: they stand inside words and are no letters."""
HYPHENS = ("-", "\u2010", "\u2011")
APOSTROPHES = "'\u2019\u02bc"
WORD = re.compile(rf"[^\W_](?:[^\W_]|[{MARKS}]|[{APOSTROPHES}](?=[^\W_]))*")

STOP_WORDS = frozenset(
    """
    a about above after again against all also am an and any are aren't as at be because been before being below
    between both but by can can't cannot could couldn't did didn't do does doesn't doing don't down during each few
    for from further had hadn't has hasn't have haven't having he her here hers herself him himself his how i if in
    into is isn't it its itself just let's me more most my myself no nor not of off on once only or other our ours
    ourselves out over own same shall she should shouldn't so some such than that the their theirs them themselves
    then there these they this those through to too under until up upon us very was wasn't we were weren't what when
    where which while who whom whose why will with won't would wouldn't you your yours yourself yourselves
    """.replace("'", "").split()
)
"""Words that nearly every text has. Without apostrophes, like every folded word."""

IRREGULAR = {
    "children": "child", "men": "man", "women": "woman", "people": "person", "persons": "person", "feet": "foot",
    "lives": "life", "wives": "wife",
}  # fmt: skip
"""Plurals that a stemmer does not join with their singular."""


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a text: its place in characters, its number in the text, its folded form."""

    start: int
    end: int
    number: int
    folded: str

    @property
    def too_common(self) -> bool:
        """Whether it is a stop word."""
        return self.folded in STOP_WORDS


def words(text: str) -> Iterator[Word]:
    """The words of a text in order. The parts of a hyphenated word are words of their own."""
    for number, found in enumerate(WORD.finditer(text)):
        yield Word(found.start(), found.end(), number, fold(found.group()))


def places(text: str) -> Iterator[tuple[str, ...]]:
    """The folded words of a text place by place, as they are kept in the index.

    A stop word leaves its place empty, so that phrases keep their distances. At the beginning of a hyphenated word
    stand two: its parts joined are found too ("pre-birth" by "prebirth").
    """
    here: tuple[str, ...] = ()
    before = None
    for word in words(text):
        if before:
            joined = here and text[before.end : word.start] in HYPHENS
            yield (*here, before.folded + word.folded) if joined else here
        here = (word.folded,) if word.folded and not word.too_common else ()
        before = word
    if before:
        yield here


def fold(word: str) -> str:
    """A word without capitals, accents, apostrophes and a possessive 's."""
    word = word[:LONGEST_RUN]
    if word.isascii():
        folded = word.lower()
    else:
        decomposed = unicodedata.normalize("NFKD", re.sub(f"[{APOSTROPHES}]", "'", word)).casefold()
        folded = "".join(c for c in decomposed if c.isalnum() or c == "'")
    return folded.removesuffix("'s").replace("'", "")[:LONGEST_WORD]


def plain(markdown: str) -> str:
    """The words of Markdown text on one line, without its marks: fast rather than exact, for search and extracts."""
    text = re.sub(r"!?\[([^\]\[]*)\]\([^()\s]*\)", r"\1", markdown)
    text = re.sub(r"<[^<>]*>", " ", text)
    text = re.sub(r"(?m)^[ \t]*(?:#{1,6} |>[ \t]?|[-*+] |\d{1,3}[.)] )+", "", text)
    text = re.sub(r"[*`|]+|(?<!\w)_++|(?<!_)_++(?!\w)", " ", text)  # each run is tried once, however long it is
    text = re.sub(r"&#[0-9]{9,};?", " ", text)  # no character has such a number, and one of 5,000 digits is an error
    return " ".join(html.unescape(text).split())
