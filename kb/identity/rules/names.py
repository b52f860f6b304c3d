"""Personal names of anybody, found by what the lists say of a word and by the words around it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from kb.identity.findings import Hit
from kb.identity.lists import Lists
from kb.identity.normalising import Reading, folded_word
from kb.identity.rules.name_contexts import (
    CALLED,
    CASE_WORDS,
    DOES,
    KNOWN_AS,
    MET,
    NOT_OF_PEOPLE,
    PARTICLES,
    PLACE_BEFORE,
    PLAIN_TITLES,
    RELATIONS,
    THINGS_OF_PEOPLE,
    TITLES,
    TOOLS,
)
from kb.identity.rules.name_words import Kind, small_words, vocabulary_of
from kb.identity.rules.named import begins_sentence, in_title

RULE = "person-name"
SHORTEST_CAPS = 2
"""Letters of a word in capitals that is no initial."""
SHORTEST_SMALL = 4
"""Letters of a first name that is noticed in small letters."""
_TOKEN = re.compile(r"[^\W\d_]{1,2}\.(?:[^\W\d_]\.)*(?=[\s,;A-Z]|$)|[^\W\d_]+(?:['-][^\W\d_]+)*(?:-(?=\W|$))?")
_BETWEEN = re.compile(r"""[ ]{1,2}["']?|["'][ ]""")
_INITIAL = re.compile(r"(?:[A-Z][a-z]?\.(?:[A-Z]\.)*|[A-Z]|[A-Z]-[A-Z])$")
_INNER_CAPITAL = re.compile(r"(?<!^Mc)(?<!^Mac)(?<!^De)(?<!^Le)(?<!^La)(?<!^Fitz)(?<=[a-z])[A-Z]")
"""A brand (`BeReal`) rather than a name (`McBride`)."""
_SEVERAL = re.compile(r"[A-Z]{2,}s")
"""More than one of what capitals stand for: `GPs`."""
_CAPITAL_INSIDE = re.compile(r"(?:al|el|ad|as|at|an|ar|ul|ur|bin|ben|d|de|l|van|von)[-'][A-ZÀ-Þ]")
"""`al-Khoury`, `d'Souza`."""
UNCOUNTED = frozenset(
    """love comfort hope grace joy charity patience may june april august summer autumn dawn eve harmony melody
    honour honor faith prudence mercy trinity liberty justice felicity unity destiny nature sky ocean ivy holly
    heather olive amber pearl jasmine poppy rose violet ruby gene art max""".split()
)
"""Names that begin sentences as ordinary words without an article."""


@dataclass(frozen=True)
class Word:
    """A word that may be part of a name."""

    start: int
    end: int
    """Without a possessive ending."""
    text: str
    key: str
    kind: Kind
    capital: bool
    caps: bool
    taken: bool
    """Whether it is part of something that was found or is allowed."""

    @property
    def initial(self) -> bool:
        """Whether it is one letter, or letters with full stops."""
        return bool(_INITIAL.match(self.text)) and self.capital

    @property
    def dotted(self) -> bool:
        """Whether it is an initial with a full stop."""
        return self.initial and self.text.endswith(".")

    @property
    def particle(self) -> bool:
        """Whether it is a small word inside names."""
        return self.key in PARTICLES

    @property
    def candidate(self) -> bool:
        """Whether it can be part of a name by itself."""
        if not self.capital or self.kind.known or self.taken:
            return False
        return self.kind.named or not (self.kind.ordinary or self.caps or _INNER_CAPITAL.search(self.text))


class _Finder:
    """Looks through one text."""

    def __init__(self, reading: Reading, lists: Lists) -> None:
        self.reading, self.text = reading, reading.text
        self.vocabulary = lists.made(vocabulary_of)
        self.small = small_words(reading)
        self.words = [self._word(match) for match in _TOKEN.finditer(self.text)]

    def _word(self, match: re.Match[str]) -> Word:
        text = match.group().rstrip("-")
        for ending in ("'s", "'S"):
            text = text.removesuffix(ending)
        capital = text[:1].isupper() or _CAPITAL_INSIDE.match(text) is not None
        kind = self.vocabulary.kind(text.rstrip("."), self.small if capital else frozenset())
        caps = len(text) >= SHORTEST_CAPS and (text.isupper() or _SEVERAL.fullmatch(text) is not None)
        start, end = match.start(), match.start() + len(text)
        taken = (capital or kind.named) and self.reading.is_taken(start, end)
        return Word(start, end, text, folded_word(text.rstrip(".")), kind, capital, caps, taken)

    def find(self) -> Iterator[Hit]:
        """Each name once."""
        at = 0
        while at < len(self.words):
            first, last = self._segment(at)
            if last <= first:
                at += 1
                continue
            span = self._accept(first, last)
            if span and not self.reading.found.touch(*span):
                yield Hit(RULE, *span)
            at = last

    def _segment(self, at: int) -> tuple[int, int]:
        """The words from here on that may be one name together: [first, last)."""
        if not (self._starts(at)):
            return at, at
        last = at + 1
        while last < len(self.words) and self._joined(last - 1, last) and self._continues(last):
            last += 1
        while last > at + 1 and self.words[last - 1].particle and not self.words[last - 1].capital:
            last -= 1
        return at, last

    def _starts(self, at: int) -> bool:
        word = self.words[at]
        if word.candidate or (word.key in TITLES and self._title_leads(at)):
            return True
        if word.capital:
            return word.initial
        return self._small_name(at) or (
            word.particle and len(word.key) > 1 and self._candidate(at + 1) and self._joined(at, at + 1)
        )

    def _small_name(self, at: int) -> bool:
        """A first name typed in small letters."""
        word = self.words[at]
        kind = word.kind
        return not (word.capital or word.taken) and len(word.key) >= SHORTEST_SMALL and kind.first and kind.strong

    def _title_leads(self, at: int) -> bool:
        """Whether a title stands before something that can be a name."""
        if not self._joined(at, at + 1):
            return False
        word, after = self.words[at], self.words[at + 1]
        if after.key in {"and"} or after.key in TITLES or after.particle:
            return word.key in PLAIN_TITLES and (word.capital or after.key in TITLES)
        if word.key in PLAIN_TITLES:
            return (after.capital and not (after.caps and after.kind.known)) or not after.kind.ordinary
        return word.capital and after.capital and (after.kind.strong or after.kind.strange or after.kind.first)

    def _continues(self, at: int) -> bool:
        word = self.words[at]
        if word.candidate or (word.particle and self._candidate(at + 1)) or self._small_continues(at):
            return True
        if word.capital and self._quoted(at) and self._candidate(at + 1):
            return True  # a nickname between first name and surname
        if word.initial:
            return self._candidate(at - 1) or self._candidate(at + 1) or self.words[at - 1].key in TITLES
        before = self.words[at - 1].key
        if before in PLAIN_TITLES and (word.capital or not word.kind.ordinary):
            return True
        return (word.key in {"and"} and before in TITLES) or (word.key in TITLES and before in {"and", *TITLES})

    def _small_continues(self, at: int) -> bool:
        """A surname in small letters after a first name or an initial in small letters."""
        word, before = self.words[at], self.words[at - 1]
        return not word.capital and not before.capital and word.kind.named and word.kind.strong

    def _quoted(self, at: int) -> bool:
        word = self.words[at]
        return self.text[word.start - 1] in "\"'(" and self.text[word.end : word.end + 1] in tuple("\"')")

    def _candidate(self, at: int) -> bool:
        return 0 <= at < len(self.words) and self.words[at].candidate

    def _joined(self, one: int, other: int) -> bool:
        if not 0 <= one < other < len(self.words):
            return False
        gap = self.text[self.words[one].end : self.words[other].start]
        return bool(_BETWEEN.fullmatch(gap)) or (gap == "" and self.words[one].dotted)

    def _accept(self, first: int, last: int) -> tuple[int, int] | None:
        """The span of the name in these words, if there is one."""
        words = self.words[first:last]
        return (words[0].start, words[-1].end) if self._is_name(words, first, last) else None

    def _is_name(self, words: list[Word], first: int, last: int) -> bool:
        if words[0].key in TITLES and len(words) > 1:
            return True
        full = [word for word in words if not word.initial and not (word.particle and not word.capital)]
        if not full:
            return False
        if self._of_something_else(last):
            return False
        if len(full) < len(words) and any(word.initial for word in words):
            return self._with_initials(words, full, first)
        if words[0].caps and not full[0].kind.strong:
            return self._in_capitals(words, last)
        return self._several(full, first, last) if len(full) > 1 else self._single(full[0], first, last)

    def _of_something_else(self, last: int) -> bool:
        """Whether a capital word after it makes it an institution, a street, a law."""
        if last >= len(self.words):
            return False
        after = self.words[last]
        if not (after.key in TOOLS or (after.capital and after.key in NOT_OF_PEOPLE)):
            return False
        return self.text[self.words[last - 1].end : self.words[last].start] in {" ", "'s ", "' "}

    def _with_initials(self, words: list[Word], full: list[Word], first: int) -> bool:
        before = self.words[first - 1] if first else None
        if before and before.key in CASE_WORDS and words[0].initial and not words[0].dotted:
            return False
        if words[-1].initial and not words[-1].dotted and not any(word.kind.named for word in full):
            return False
        if any(word.kind.strong or word.kind.strange for word in full):
            return words[0].dotted or words[-1].dotted or not words[0].initial or any(w.kind.named for w in full)
        return words[0].dotted and any(word.kind.named for word in full)

    def _in_capitals(self, words: list[Word], last: int) -> bool:
        """A surname in capitals: `BARLOW FAMILY`, `BARLOW, Ann`."""
        following = self.words[last] if last < len(self.words) else None
        if following is None:
            return False
        gap = self.text[words[-1].end : following.start]
        if following.key in {"family", "children", "sibling", "siblings"}:
            return not words[0].kind.ordinary or words[0].kind.surname
        return gap == ", " and following.capital and not following.caps and following.kind.first

    def _several(self, full: list[Word], first: int, last: int) -> bool:
        if any(word.kind.strong for word in full):
            return True
        in_context = self._person_before(first) or self._person_after(last)
        if full[0].kind.first and (full[-1].kind.surname or full[-1].kind.strange):
            return in_context or not in_title(self.reading, self.words[first].start)
        if self._place_before(first) or self._article_before(first):
            return False
        return in_context or (
            any(word.kind.strange for word in full) and not in_title(self.reading, self.words[first].start)
        )

    def _single(self, word: Word, first: int, last: int) -> bool:
        if word.kind.strong:
            return word.kind.first or not self._place_before(first)
        if self._place_before(first) or self._article_before(first):
            return False
        if self._person_before(first) or THINGS_OF_PEOPLE.match(self.text, word.end):
            return word.kind.first or word.kind.surname or word.kind.strange
        if not self._person_after(last):
            return False
        if begins_sentence(self.reading, word.start):
            return word.kind.strange or (word.kind.first and word.key not in UNCOUNTED and not word.kind.place)
        return word.kind.first or word.kind.strange

    def _person_before(self, first: int) -> bool:
        """Whether a relation, or somebody who is spoken to or named, comes right before."""
        if not first:
            return False
        before = self.words[first - 1]
        gap = self.text[before.end : self.words[first].start]
        if before.key == "as" and any(word.key in KNOWN_AS for word in self.words[max(first - 5, 0) : first - 1]):
            return True
        if before.key in RELATIONS:
            return bool(re.fullmatch(r"(?:'s)?[ ,(:–-]{1,4}", gap))
        if not re.fullmatch(r'[ "\'(:]{1,3}', gap):
            return False
        return before.key in CALLED or (before.key in MET and self.words[first].kind.strange)

    def _person_after(self, last: int) -> bool:
        if last >= len(self.words):
            return False
        gap = self.text[self.words[last - 1].end : self.words[last].start]
        return gap == " " and self.words[last].key in DOES

    def _place_before(self, first: int) -> bool:
        return bool(first) and self.words[first - 1].key in PLACE_BEFORE and self._joined(first - 1, first)

    def _article_before(self, first: int) -> bool:
        return bool(first) and self.words[first - 1].key in {"the", "a", "an"} and self._joined(first - 1, first)


def find(reading: Reading, lists: Lists) -> Iterator[Hit]:
    """Names of people."""
    yield from _Finder(reading, lists).find()
