"""Words in a text: where one begins and ends, its folded form, and which words are too common to look for.

Lessons and queries go through the same functions, or nothing would be found. A change here gives the index
another fingerprint, so that it is built anew.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from kb.core.text import plain as plain

LONGEST_WORD = 64
LONGEST_RUN = 1024
"""Characters of a word that are looked at: thousands of accents on one letter would take long to sort."""
MARKS = "\u0300-\u036f\u00ad\u200b-\u200d\u2060"
"""Combining marks, soft hyphens and joiners: they stand inside words and are no letters."""
HYPHENS = ("-", "\u2010", "\u2011")
APOSTROPHES = "'\u2019\u02bc"
VOWEL = re.compile(r"[aeiouy]|[^\x00-\x7f]")
WORD = re.compile(rf"[^\W_](?:[^\W_]|[{MARKS}]|[{APOSTROPHES}](?=[^\W_]))*")

STOP_WORDS = frozenset(
    """
    a about above after again against all also am an and another any anybody anyone anything are aren't as at be because
    been before being below between both but by can can't cannot could couldn't did didn't do does doesn't doing don't
    down during each either else every everybody everyone everything few for from further get gets getting got had
    hadn't has hasn't have haven't having he her here hers herself him himself his how i if in into is isn't it its
    itself just know let let's may me might more most must my myself neither no nor not of off on once only or other
    others ought our ours ourselves out over own same shall she should shouldn't so some somebody someone something such
    tell than that the their theirs them themselves then there these they this those through to too under until up upon
    us very was wasn't we were weren't what when where which while who whom whose why will with won't would wouldn't you
    your yours yourself yourselves
    """.replace("'", "").split()
)
"""Words that nearly every text has. Without apostrophes, like every folded word."""

IRREGULAR = {
    "children": "child", "grandchildren": "grandchild", "schoolchildren": "schoolchild", "stepchildren": "stepchild",
    "men": "man", "policemen": "policeman", "women": "woman", "policewomen": "policewoman",
    "people": "person", "persons": "person", "feet": "foot", "teeth": "tooth", "mice": "mouse",
    "knives": "knife", "lives": "life", "wives": "wife", "thieves": "thief",
    "analyses": "analysis", "crises": "crisis", "diagnoses": "diagnosis", "hypotheses": "hypothesis",
    "prognoses": "prognosis", "criteria": "criterion", "phenomena": "phenomenon",
}  # fmt: skip
"""Plurals that a stemmer does not join with their singular."""

SPELLINGS = {
    "programme": "program", "programmes": "program", "centre": "center", "centres": "center", "centred": "center",
    "advisor": "adviser", "advisors": "adviser", "learnt": "learned", "focussed": "focused", "focussing": "focusing",
    "defense": "defence", "defenses": "defences", "offense": "offence", "offenses": "offences",
    "fulfillment": "fulfilment", "enrollment": "enrolment", "skillful": "skilful", "willful": "wilful",
}  # fmt: skip
"""Words that are spelt in two ways, with the way that is kept."""

SPELLING_RULES = [
    (re.compile(pattern), kept)
    for pattern, kept in (
        (r"iz(?=(?:e[drs]?|ers|ing|ations?|ational)$)", "is"),  # organization, recognized
        (r"yz(?=(?:e[drs]?|ers|ing)$)", "ys"),  # analyze
        (r"(?<=\w{3})our(?=(?:s|ed|ing|al|ally|able|ably|ful|less|hoods?|ers?)?$)", "or"),  # behaviour, honourable
        (r"(?<=\w{3})ell(?=(?:ed|ing|ings|ors?|ers?)$)", "el"),  # counselling, counsellor, traveller
        (r"^practis", "practic"),
        (r"^licens", "licenc"),
    )
]
"""Regular differences inside a word; what is replaced, and by what. Both spellings of a word come out the same."""

BEGINNINGS = {
    "paed": "ped", "orthopaed": "orthoped", "haem": "hem", "anaem": "anem", "anaes": "anes", "gynaec": "gynec",
    "foet": "fet", "judgem": "judgm", "acknowledgem": "acknowledgm", "enquir": "inquir", "sceptic": "skeptic",
}  # fmt: skip
"""How words begin that are spelt in two ways from there on, with the way that is kept."""


def one_spelling(folded: str) -> str:
    """A folded word as the stemmer gets it: the singular of an irregular plural, and one of two spellings."""
    known = IRREGULAR.get(folded) or SPELLINGS.get(folded)
    if known:
        return known
    if folded.endswith("s") and len(folded) > 2 and not VOWEL.search(folded):
        return folded[:-1]  # several abbreviations: SCRs, GPs, LSCBs
    for pattern, kept in SPELLING_RULES:
        folded = pattern.sub(kept, folded)
    for begun, kept in BEGINNINGS.items():
        if folded.startswith(begun):
            return kept + folded[len(begun) :]
    return folded


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
    kept, end = "", -1
    for found in WORD.finditer(text):
        folded, next_kept = _folded(found.group()[:LONGEST_RUN])
        if end >= 0:
            joined = kept and found.start() == end + 1 and text[end] in HYPHENS
            yield (kept, kept + folded) if joined else here
        kept, end = next_kept, found.end()
        here = (kept,) if kept else ()
    if end >= 0:
        yield here


@lru_cache(maxsize=100_000)
def _folded(word: str) -> tuple[str, str]:
    """The folded word, and once more unless it is too common."""
    folded = fold(word)
    return folded, "" if folded in STOP_WORDS else folded


def fold(word: str) -> str:
    """A word without capitals, accents, apostrophes and a possessive 's."""
    word = word[:LONGEST_RUN]
    if word.isascii():
        folded = word.lower()
    else:
        decomposed = unicodedata.normalize("NFKD", re.sub(f"[{APOSTROPHES}]", "'", word)).casefold()
        folded = "".join(c for c in decomposed if c.isalnum() or c == "'")
    return folded.removesuffix("'s").replace("'", "")[:LONGEST_WORD]
