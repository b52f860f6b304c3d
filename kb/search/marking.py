"""Finds and marks in a text what a search asks for: words in any form, beginnings, phrases, other names.

What is asked for is found by how it begins, with `str.find`: a stemmer changes at most the end of a word, so few words
of a text are looked at one by one. The texts come from strangers: everything is escaped, and only marks are added.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from re import Match
from typing import NamedTuple

from markupsafe import Markup, escape

from kb.search.expression import Expression, Phrase, Prefix, Term, Word
from kb.search.whoosh_index import stem
from kb.search.words import APOSTROPHES, BEGINNINGS, HYPHENS, IRREGULAR, STOP_WORDS, WORD, fold

MOST_PLACES = 2_000
"""Words of one text that are looked at: it bounds the time for a text that is one word over and over."""
MOST_KEPT = 1_000
"""Words that are remembered with what they answer, for one expression."""
BEGUN = 4
"""Letters by which words are found: the spellings that are joined differ only after them, or as said below."""
CHANGED = re.compile(r"(?<=.)(?:[ie]|(?<=b)l)$|(?<=[iy])s(?:er?|at)?$")
"""Ends of short stems that a word may spell otherwise: "cri" cry, "hope" hoping, "abl" ability, "sise" size."""
_PUNCTUATION = "\u2019\u2018\u201c\u201d\u2013\u2014\u2026\u2010\u2011"
"""Characters beyond ASCII that many texts have and that are no letters."""
_OTHERS: dict[str, list[str]] = {}
"""Words that may not begin as their stem does, by the stem: irregular plurals, and exceptions of the stemmer."""
for _word in (*IRREGULAR, "skies", "dying", "lying", "tying"):
    _OTHERS.setdefault(stem(_word), []).append(_word)


class Place(NamedTuple):
    """A word or a phrase that was asked for, where it stands."""

    start: int
    end: int
    asked: int
    """What it answers, one bit for each word of the query, and one more for a phrase that stands there as it is."""


Phrases = Sequence[tuple[tuple[str | None, ...], int]]
"""Of each phrase the stems after the first, None where any word may stand, and what it answers."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """An expression as it is looked for in a text. What a word or a phrase answers stands beside it, as bits."""

    stems: Mapping[str, int]
    prefixes: tuple[tuple[str, int], ...]
    phrases: Mapping[str, Phrases]
    """By their first stem."""
    loose: Mapping[str, int]
    """Stems of the words of quoted phrases."""
    beginnings: tuple[str, ...]
    loose_beginnings: tuple[str, ...]
    first_two: frozenset[str]
    """First two letters of every stem and prefix."""
    everything: int
    answers: "dict[str, tuple[int, Phrases]]" = field(default_factory=dict, compare=False)
    """What words answer that were met, as they are written, and the phrases that begin with them."""


def marked_titles(titles: Iterable[str], expression: Expression) -> list[Markup]:
    """Titles with everything marked that was asked for."""
    wanted = wanted_in(expression)
    return [marked(title, places(title, wanted)) for title in titles]


def marked(text: str, found: Iterable[Place], start: int = 0, end: int | None = None) -> Markup:
    """This part of a text with the places marked, escaped; dots where something was cut off."""
    end = len(text) if end is None else end
    parts, at = ["… "] if start else [], start
    for place in found:
        parts += (escape(text[at : place.start]), "<mark>", escape(text[place.start : place.end]), "</mark>")
        at = place.end
    parts += (escape(text[at:end]), " …" if end < len(text) else "")
    return Markup("".join(parts))  # noqa: S704 - each part of the text is escaped


# --- finding the places


def places(text: str, wanted: Wanted) -> list[Place]:
    """Where a text has what was asked for, in order and without overlaps.

    The words of a quoted phrase count one by one only where nothing else is found, and the joined parts of a
    hyphenated word ("pre-birth" for "prebirth") only where something is missing.
    """
    if not wanted.everything:
        return []
    simple = _is_simple(text)
    found = list(_found(_words(text, wanted.beginnings, simple=simple), wanted))
    if wanted.loose and not found:
        found = list(_loose(_words(text, wanted.loose_beginnings, simple=simple), wanted))
    answered = 0
    for place in found:
        answered |= place.asked
    joined = list(_joined(text, wanted)) if wanted.everything & ~answered else []
    return _without_overlaps(found + joined) if joined or wanted.phrases else found


def _is_simple(text: str) -> bool:
    """Whether a word begins with the letters of its folded form: no accents, no apostrophe early in a word."""
    if not text.isascii():
        rest = text
        for character in _PUNCTUATION:
            rest = rest.replace(character, "")
        if not rest.isascii():
            return False
    for apostrophe in APOSTROPHES:
        at = text.find(apostrophe, 1)
        while at >= 0:
            if text[at - 1].isalnum() and len(after := text[at + 1 : at + 4]) == 3 and after.isalnum():
                return False  # "o'brien"; after "'s", "'ll" and the like a stem has ended before
            at = text.find(apostrophe, at + 1)
    return True


def _words(text: str, beginnings: Sequence[str], *, simple: bool) -> Iterator[Match[str]]:
    """The words of a text that begin so, and maybe others."""
    if not simple:
        yield from WORD.finditer(text)
        return
    lowered = text.lower()
    starts: set[int] = set()
    for beginning in beginnings:
        at = lowered.find(beginning)
        while at >= 0:
            before = lowered[at - 1] if at else " "
            if before == " " or not (before.isalnum() or _inside_word(lowered, at - 1)):
                starts.add(at)
            at = lowered.find(beginning, at + 1)
    for start in sorted(starts)[:MOST_PLACES]:
        found = WORD.match(text, start)
        assert found  # noqa: S101 - beginnings are letters and digits
        yield found


def _inside_word(text: str, at: int) -> bool:
    return text[at] in APOSTROPHES and at > 0 and text[at - 1].isalnum()


def _found(candidates: Iterable[Match[str]], wanted: Wanted) -> Iterator[Place]:
    answers = wanted.answers
    for word in candidates:
        written = word.group()
        answer = answers.get(written)
        if answer is None:
            answer = _answer(written, wanted)
            if len(answers) < MOST_KEPT:
                answers[written] = answer
        asked, phrases = answer
        if asked:
            yield Place(word.start(), word.end(), asked)
        for rest, bits in phrases:
            end = _end_of_phrase(word.string, word.end(), rest)
            if end:
                yield Place(word.start(), end, bits)


def _answer(written: str, wanted: Wanted) -> tuple[int, Phrases]:
    folded, stemmed = forms(written)
    return (_asked(folded, wanted), wanted.phrases.get(stemmed, ())) if stemmed else (0, ())


def _asked(folded: str, wanted: Wanted) -> int:
    """What a word by itself answers."""
    asked = wanted.stems.get(stem(folded), 0)
    for prefix, bits in wanted.prefixes:
        if folded.startswith(prefix):
            asked |= bits
    return asked


def _end_of_phrase(text: str, at: int, rest: Sequence[str | None]) -> int:
    """Where a phrase ends of which the first word has been read; 0 where it does not go on so in this section."""
    for stemmed in rest:
        word = WORD.search(text, at)
        if word is None or (stemmed is not None and forms(word.group())[1] != stemmed):
            return 0
        if "\n" in text[at : word.start()]:
            return 0
        at = word.end()
    return at


def _loose(candidates: Iterable[Match[str]], wanted: Wanted) -> Iterator[Place]:
    for word in candidates:
        asked = wanted.loose.get(forms(word.group())[1], 0)
        if asked:
            yield Place(word.start(), word.end(), asked)


def _joined(text: str, wanted: Wanted) -> Iterator[Place]:
    """Hyphenated words that are what was asked for when their parts are joined."""
    for hyphen in HYPHENS:
        at = text.find(hyphen, 1)
        while at >= 0:
            start, end = at, at + 1
            while start and text[start - 1].isalnum():
                start -= 1
            before = forms(text[start:at])[0]
            after = WORD.match(text, end) if before[:2] in wanted.first_two else None
            if after:
                asked = _asked(before + fold(after.group()), wanted)
                if asked:
                    yield Place(start, after.end(), asked)
            at = text.find(hyphen, end)


def _without_overlaps(found: list[Place]) -> list[Place]:
    found.sort(key=lambda place: (place.start, -place.end))
    kept: list[Place] = []
    for place in found:
        if kept and place.start < kept[-1].end:
            last = kept.pop()
            place = Place(last.start, max(last.end, place.end), last.asked | place.asked)
        kept.append(place)
    return kept


@lru_cache(maxsize=50_000)
def forms(word: str) -> tuple[str, str]:
    """The folded form and the stem of a word as it stands in a text; of one that is too common, none."""
    folded = fold(word)
    return ("", "") if folded in STOP_WORDS else (folded, stem(folded))


# --- reading the expression


@lru_cache(maxsize=256)
def wanted_in(expression: Expression) -> Wanted:
    """What is to be looked for. Of a phrase that has to be there each word counts, and the phrase as a whole."""
    asked, loose, used = [], Counter[str](), 0
    for clause in expression.clauses:
        words = [word for word in clause.words if word] if isinstance(clause, Phrase) else []
        for place, word in enumerate(words):
            loose[stem(word)] |= 1 << (used + place)
        asked.append((clause, ((2 << len(words)) - 1) << used))
        used += len(words) + 1
    for widening in expression.widenings:
        stood_for = sum(bits for _, bits in asked[widening.first : widening.last + 1])
        asked += [(term, stood_for) for term in widening.terms]
    return _reading(asked, loose, (1 << used) - 1)


def _reading(asked: Iterable[tuple[Term, int]], loose: Mapping[str, int], everything: int) -> Wanted:
    """The terms by the kind of look that each takes."""
    stems, prefixes = Counter[str](), Counter[str]()
    phrases: dict[str, list[tuple[tuple[str | None, ...], int]]] = {}
    for term, bits in asked:
        match term:
            case Word(folded):
                stems[stem(folded)] |= bits
            case Prefix(folded):
                prefixes[folded] |= bits
            case Phrase(words):
                first, *rest = (stem(word) if word else None for word in words)
                assert first  # noqa: S101 - a phrase begins with a word
                phrases.setdefault(first, []).append((tuple(rest), bits))
    return Wanted(
        stems=stems,
        prefixes=tuple(prefixes.items()),
        phrases=phrases,
        loose=loose,
        beginnings=_beginnings([*stems, *phrases], prefixes),
        loose_beginnings=_beginnings(loose, ()),
        first_two=frozenset(begun[:2] for begun in (*stems, *prefixes)),
        everything=everything,
    )


def _beginnings(stems: Iterable[str], prefixes: Iterable[str]) -> tuple[str, ...]:
    """How every word begins that has one of these stems or prefixes."""
    found = {*prefixes}
    for stemmed in stems:
        found.add(CHANGED.sub("", stemmed)[:BEGUN])
        found.update(_OTHERS.get(stemmed, ()))
        found.update(spelt for spelt, kept in BEGINNINGS.items() if stemmed.startswith(kept))
    return tuple(one for one in found if not any(one != other and one.startswith(other) for other in found))
