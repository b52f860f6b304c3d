"""Personal names of anybody, found by what the lists say of a word and by the words around it."""

import re
from collections.abc import Iterator

from kb.identity.findings import Hit
from kb.identity.lists import Lists
from kb.identity.normalising import Reading, folded_word
from kb.identity.rules.name_bodies import of_body
from kb.identity.rules.name_contexts import (
    ARTICLED,
    CASE_WORDS,
    INSTITUTIONS,
    NOT_OF_PEOPLE,
    PLAIN_TITLES,
    RELATIONS,
    TITLES,
    TOOLS,
)
from kb.identity.rules.name_evidence import Evidence
from kb.identity.rules.name_forms import in_capitals, in_small
from kb.identity.rules.name_lists import Segment, together
from kb.identity.rules.name_single import Single
from kb.identity.rules.name_things import Things
from kb.identity.rules.name_tokens import OWN, SHORTEST_CAPS, Word, own_all_the_same, respected, words_of
from kb.identity.rules.name_words import vocabulary_of

RULE = "person-name"
_BETWEEN = re.compile(r"""[ ]{1,2}["'(]?|["')][ ]|_""")
_CLOSED = re.compile(r"\s*(?:$|[\n,;|(<)/]|'s\b|\s[-–])")
_SURNAMES = frozenset("church ward house court street lodge temple chapel park hall close way grove hill".split())
_APPOSED = re.compile(r"(?:,| \(|\)| who\b)")
_SHORTENED = frozenset("prof supt insp sgt rev revd hon det sr fr mrs mr ms dr ks cllr st bb capt lt".split())
"""Titles that are written with a full stop."""

_QUARTERS = frozenset(("N.", "S.", "E.", "W."))
_OF_JUDGES = frozenset("honour district circuit deputy family tribunal".split())
_GRAND = frozenset("grandma nan nana granny gran grandad grandpa aunt uncle auntie".split())
_DETERMINED = re.compile(r"(?:his|her|their|my|our|your|the|a|an|'s|maternal|paternal|great)[ -]$", re.IGNORECASE)


class _Finder:
    """Looks through one text."""

    def __init__(self, reading: Reading, lists: Lists) -> None:
        self.reading, self.text = reading, reading.text
        vocabulary = lists.made(vocabulary_of)
        self.found = respected(reading, vocabulary)
        self.words = list(words_of(reading, vocabulary, self.found))
        self.evidence = Evidence(reading, self.words, vocabulary)
        self.things = Things(self.evidence)
        self.single = Single(self.evidence, self.things)

    def find(self) -> Iterator[Hit]:
        """Each name once."""
        for start, end in together(self.evidence, list(self._segments())):
            own = OWN.match(self.text, end) or own_all_the_same(self.text, start)
            if own or not self.found.touch(self._bare(start, end), end):
                yield Hit(RULE, start, end)

    def _bare(self, start: int, end: int) -> int:
        """Where a name begins without its title, which may be an occupation as well: `Deacon`."""
        space = self.text.find(" ", start, end)
        return space + 1 if space > 0 and folded_word(self.text[start:space]) in TITLES else start

    def _segments(self) -> Iterator[Segment]:
        at = 0
        while at < len(self.words):
            first, last = self._segment(at)
            if last > first:
                yield Segment(first, last, self._is_name(self.words[first:last], first, last))
            at = max(last, at + 1)

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
        if word.capital and not word.taken and self.evidence.nicknamed(at):
            return True
        if word.capital and self._candidate(at + 1) and self.evidence.begins_abroad(word):
            return False
        if word.candidate or word.shouted or (word.key in TITLES and self._title_leads(at)):
            return True
        if word.capital:
            return (word.initial and not word.taken) or self._unlikely(at)
        return in_small(self.evidence, at) or (
            word.particle and len(word.key) > 1 and self._candidate(at + 1) and self._joined(at, at + 1)
        )

    def _unlikely(self, at: int) -> bool:
        """Whether a word of the language begins a name that is said to be somebody's: `the student, Fang Ruolan,`."""
        if self.words[at].taken or not self._candidate(at + 1) or not self._joined(at, at + 1):
            return False
        before = self.words[at - 1] if at else None
        if before is None or before.key not in RELATIONS or before.capital or self.evidence.gap(at - 1, at) != ", ":
            return False
        return self.words[at].kind.ordinary and bool(_APPOSED.match(self.text, self.words[at + 1].end))

    def _closes(self, at: int) -> bool:
        """Whether a word of the language ends a name that is said to be somebody's: `the nurse (Jia Wen)`."""
        word, before = self.words[at], self.words[at - 1]
        if not (
            word.capital
            and (word.kind.ordinary or word.key == "jun")
            and before.capital
            and before.kind.first
            and before.kind.strong
        ):
            return False
        role = at > 1 and self.words[at - 2].key in RELATIONS and self.evidence.gap(at - 2, at - 1) in {", ", " ("}
        return role and word.key not in NOT_OF_PEOPLE - _SURNAMES and bool(_APPOSED.match(self.text, word.end))

    def _title_leads(self, at: int) -> bool:
        """Whether a title stands before something that can be a name."""
        if not self._joined(at, at + 1):
            return False
        word, after = self.words[at], self.words[at + 1]
        if after.taken:
            return False
        if after.key in {"and"} or after.key in TITLES or after.particle:
            return word.key in PLAIN_TITLES and (word.capital or after.key in TITLES)
        if word.key in PLAIN_TITLES:
            if word.key == "miss" or (len(after.key) < SHORTEST_CAPS and not after.text.endswith(".")):
                return after.capital and not after.kind.known
            return (after.capital and not (after.caps and after.kind.known)) or not after.kind.ordinary
        if word.key in _GRAND and not word.capital:
            determined = _DETERMINED.search(self.text, max(0, word.start - 10), word.start)
            return after.capital and after.kind.first and after.kind.strong and not determined
        if word.key in _GRAND and after.capital and not (after.kind.known or after.kind.place or after.caps):
            alone = not (at and self.words[at - 1].capital and self._joined(at - 1, at))
            if alone and (self.evidence.does(at + 2) or (after.kind.named and self.evidence.is_so(at + 2))):
                return True
        if at and self.words[at - 1].key in _OF_JUDGES and self.words[at - 1].capital:
            return word.capital and after.capital and after.kind.named
        return word.capital and after.capital and (after.kind.strong or after.kind.strange or after.kind.first)

    def _continues(self, at: int) -> bool:
        word = self.words[at]
        if word.taken:
            return False
        if word.candidate or self._particles(at) or self._small_continues(at):
            return True
        if word.shouted and self.words[at - 1].caps:
            return True
        if word.capital and self._quoted(at) and self._candidate(at + 1) and self._joined(at, at + 1):
            return True  # a nickname between first name and surname
        if word.initial:
            return self._candidate(at - 1) or self._candidate(at + 1) or self.words[at - 1].key in TITLES
        before = self.words[at - 1].key
        if at > 1 and word.capital and self.words[at - 1].particle and self.words[at - 2].key in PLAIN_TITLES:
            return True
        if before in PLAIN_TITLES and (word.capital or not word.kind.ordinary):
            return True
        if before in _GRAND and word.capital and self._title_leads(at - 1):
            return True
        if self._closes(at):
            return True
        return (word.key in {"and"} and before in PLAIN_TITLES) or (word.key in TITLES and before in {"and", *TITLES})

    def _particles(self, at: int) -> bool:
        """Whether small words, and then a word that can be a name, begin here: `van der Westhuizen`."""
        last = at
        while last < at + 3 and last < len(self.words) and self.words[last].particle:
            last += 1
        if not (at < last < len(self.words) and self._joined(last - 1, last)):
            return False
        titled = at > 0 and self.words[at - 1].key in PLAIN_TITLES and self.words[last].capital
        return self._candidate(last) or (titled and not self.words[last].taken)

    def _small_continues(self, at: int) -> bool:
        """A surname in small letters after a first name or an initial in small letters."""
        word, before = self.words[at], self.words[at - 1]
        if word.capital or before.capital:
            return False
        if word.particle:
            return at + 1 < len(self.words) and self._joined(at, at + 1) and self._small_continues(at + 1)
        unknown = word.kind.strange and len(word.key) > SHORTEST_CAPS + 1 and before.kind.first and before.kind.strong
        return (word.kind.named and word.kind.strong) or (unknown and not self.evidence.foreign(word.start))

    def _quoted(self, at: int) -> bool:
        word = self.words[at]
        return self.text[word.start - 1] in "\"'(" and self.text[word.end : word.end + 1] in tuple("\"')")

    def _candidate(self, at: int) -> bool:
        return 0 <= at < len(self.words) and self.words[at].candidate

    def _joined(self, one: int, other: int) -> bool:
        if not 0 <= one < other < len(self.words):
            return False
        gap = self.text[self.words[one].end : self.words[other].start]
        if gap == ". ":
            return self.words[one].key in _SHORTENED and self.words[one].capital
        return bool(_BETWEEN.fullmatch(gap)) or (gap == "" and self.words[one].dotted)

    def _is_name(self, words: list[Word], first: int, last: int) -> bool:
        if self.things.cited_judge(words, last):
            return False
        if len(words) > 1 and all(word.key in TITLES or word.key == "and" for word in words):
            return False
        if words[0].key in TITLES and len(words) > 1:
            return not (words[-1].kind.place and self.evidence.is_town(first, last))
        if any(word.key in PLAIN_TITLES and word.capital for word in words[1:-1]):
            return True
        full = [word for word in words if not word.initial and not (word.particle and not word.capital)]
        if all(word.particle and not word.kind.first for word in full) or self._of_something_else(last):
            return False
        if self.things.none_of_people(words, first, last):
            return False
        if self.evidence.town(first, last) and not (self.evidence.before(first) or self.evidence.done_to(last)):
            return False
        if len(full) < len(words) and any(word.initial for word in words):
            return self._with_initials(words, full, first, last)
        if all(word.caps for word in full):
            return in_capitals(self.evidence, full, first, last)
        return self._several(full, first, last) if len(full) > 1 else self.single.is_name(full[0], first, last)

    def _of_something_else(self, last: int) -> bool:
        """Whether a capital word after it makes it an institution, a street, a law."""
        if last >= len(self.words):
            return False
        after = self.words[last]
        if not (after.key in TOOLS or (after.capital and after.key in NOT_OF_PEOPLE)):
            return False
        gap = self.text[self.words[last - 1].end : self.words[last].start]
        own = gap == "'s " and not after.capital and self.words[last - 1].kind.first  # not a tool, but what is theirs
        return gap in {" ", "'s ", "' "} and not own

    def _with_initials(self, words: list[Word], full: list[Word], first: int, last: int) -> bool:
        before = self.words[first - 1] if first else None
        if words[0].text == "A" and self.evidence.afresh(words[0].start) and not self._told_of_person(full, last):
            return False
        if before and before.key in CASE_WORDS and words[0].initial and not words[0].dotted:
            return False
        if words[-1].initial and not words[-1].dotted and not any(word.kind.named for word in full):
            return self.evidence.before(first) and full[0].kind.strange
        place = words[0].dotted and full[-1].kind.place and words[0].text not in _QUARTERS
        if place and not (full[-1].kind.ordinary or full[-1].kind.known):
            return True
        if any(word.kind.strong or word.kind.strange for word in full):
            staff = self.text[max(0, words[0].start - 2) : words[0].start] == "S/"  # a staff nurse
            dotted = words[0].dotted or words[-1].dotted or not words[0].initial
            return staff or dotted or any(word.kind.named for word in full)
        plain = words[0].initial and words[0].text not in {"A", "I"} and not any(word.kind.ordinary for word in full)
        if plain and full[-1].kind.surname and self.evidence.afresh(words[0].start):
            return True
        named = any(word.kind.named for word in full)
        return named and (words[0].dotted or (words[-1].dotted and full[0].kind.first))

    def _told_of_person(self, full: list[Word], last: int) -> bool:
        """Whether the letter A is an initial and no article: `A Bayley came` and `A Bayley assessment`."""
        after = self.words[last] if last < len(self.words) else None
        thing = after is not None and (after.key in TOOLS or after.key in ARTICLED) and not after.capital
        return len(full) > 1 or not thing

    def _several(self, full: list[Word], first: int, last: int) -> bool:
        evidence = self.evidence
        if all(word.key in INSTITUTIONS for word in full) and not evidence.before(first):
            return False
        if of_body(evidence, self.things, full, first, last):
            return False
        if any(word.kind.strong for word in full):
            return True
        unknown = all(word.kind.strange for word in full)
        done_to = evidence.done_to(last) and not (unknown and evidence.plural(last))
        if evidence.before(first) or evidence.after(last) or done_to:
            return True
        said = evidence.says_itself(last) and full[0].kind.first and full[-1].kind.named
        if any(word.kind.place for word in full[1:]) and not said:
            return False
        start = self.words[first].start
        if full[0].kind.first and (full[-1].kind.surname or full[-1].kind.strange):
            doubtful = all(word.kind.ordinary for word in full) and evidence.afresh(start)
            told = evidence.says(last) or evidence.is_so(last) or _CLOSED.match(self.text, self.words[last - 1].end)
            return not evidence.title(start) and (not doubtful or bool(told))
        if evidence.place(first) or evidence.article(first):
            return False
        if evidence.says_itself(last) or (evidence.says(last) and not unknown):
            return not any(word.kind.place for word in full)
        if not any(word.kind.strange for word in full) or evidence.title(start) or evidence.foreign(start):
            return False
        if unknown and not (evidence.verb(last) or evidence.opened(first) or evidence.personal(last)):
            return evidence.dealt_with(first) or evidence.asked_about(first)
        return not (unknown and evidence.of_language(start))


def find(reading: Reading, lists: Lists) -> Iterator[Hit]:
    """Names of people."""
    yield from _Finder(reading, lists).find()
