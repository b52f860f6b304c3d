"""Finds what a thing is called by its own name: capitalised words before a word that says what it is."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from kb.identity.normalising import Reading

CAPITAL = r"(?:Sta?\.|[A-ZÀ-Ý][\w'&-]*)"
"""A word with a capital letter; a saint's full stop belongs to it."""
JOINERS = frozenset("of the and & y yr ar on upon de le la du na nan an in for with by under".split())
"""Small words inside names."""
_JOINER = "|".join(sorted(JOINERS, key=len, reverse=True))
NAME = rf"{CAPITAL}(?:[ ](?:(?:{_JOINER})[ ]){{0,2}}{CAPITAL}){{0,7}}"
"""Capitalised words with small words between them."""
_TAIL = re.compile(rf"(?<![\w'&-]){NAME}[ ]{{1,2}}$")
_LONGEST = 90
"""Characters before the word that are looked at."""
STARTERS = frozenset(
    """the a an at in on from to of for with by when while where why what which who whose how if as after before because
    since although though but and or so then there this that these those both all each every no not nobody
    someone somebody anyone staff notes records discharge discharged admitted admission visits visit teachers pupils
    police mother father mum dad mam parent parents child children baby boy girl family he she they it his her
    their our your my its did does do was were is are has have had can could will would should may might must
    please please, cc re once until during following despite via per near outside inside behind between within
    without whether neither either only even also later earlier eventually meanwhile however today yesterday i
    attends attended attending school nursery ward hospital hostel gp practice education health housing placed
    placement accommodation address contact agency setting midwives nurses doctors registered referred referral
    transferred transfer moved move returned according manager head headteacher deputy consultant nurse""".split()
)
"""Words that get a capital letter by beginning a sentence or a field; no part of a name at its beginning."""


@dataclass(frozen=True, slots=True)
class Named:
    """The words of a name before the word that says what it is."""

    start: int
    words: tuple[str, ...]

    def own(self, generic: Iterable[str]) -> tuple[str, ...]:
        """Its words that are not of the kind that many share; abbreviations do not count."""
        return tuple(
            word
            for word in self.words
            if bare(word) not in generic and word.lower() not in JOINERS and not (word.isupper() and len(word) > 1)
        )


def bare(word: str) -> str:
    """A word as tables have it: small letters, no possessive ending, no full stop."""
    return word.lower().rstrip(".").removesuffix("'s").rstrip("'")


def before(reading: Reading, end: int, *, also_drop: frozenset[str] = frozenset()) -> Named | None:
    """The capitalised words that end right before a position, without words that only begin the sentence."""
    first = max(0, end - _LONGEST)
    match = _TAIL.search(reading.text[first:end].rpartition("\n")[2])
    if match is None:
        return None
    words = match.group().split()
    start = end - len(match.group())
    while len(words) > 1 and (bare(words[0]) in STARTERS or words[0] in JOINERS or words[0].lower() in also_drop):
        dropped = words.pop(0)
        start = reading.text.index(words[0], start + len(dropped))
    if words and bare(words[0]) in STARTERS:
        return None
    return Named(start, tuple(words))


def begins_sentence(reading: Reading, position: int) -> bool:
    """Whether only signs stand before it in its sentence."""
    sentence = reading.sentence_at(position)
    return not re.search(r"\w", reading.text[sentence.start : position])


def in_title(reading: Reading, position: int) -> bool:
    """Whether nearly every longer word of the sentence has a capital letter, as in a heading."""
    words = re.findall(r"[^\W\d_]{4,}", reading.sentence_at(position).text[:300])
    return len(words) > 2 and sum(word[0].isupper() for word in words) >= 0.8 * len(words)


def with_article(reading: Reading, start: int) -> int:
    """Where a replacement with its own article has to begin: before `the`, if that stands there."""
    return start - 4 if reading.text[max(0, start - 4) : start].lower() == "the " else start


_DETERMINED = re.compile(
    r"\b(?:his|her|their|our|my|its|your|this|that|same|old|new|former|previous|local|nearby|first|second|another|a|an|one)"
    r"\s$",
    re.I,
)
_OF_IT = re.compile(
    r"\s(?:staff|nurses?|teachers?|records?|pupils?|team|manager|workers?|doctors?|notes|sister|midwives)\b"
)


def instead(reading: Reading, start: int, end: int, what: str) -> str:
    """What to put in place: with the article that fits, and a capital letter where a sentence begins."""
    without = what.partition(" ")[2]
    if _DETERMINED.search(reading.text[max(0, start - 12) : start]) or _OF_IT.match(reading.text, end):
        what = without
    return what[0].upper() + what[1:] if begins_sentence(reading, start) and start < end else what
