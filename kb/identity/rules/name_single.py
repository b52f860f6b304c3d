"""Whether one word alone is somebody's name."""

import re

from kb.identity.rules.name_contexts import CALENDAR, INSTITUTIONS
from kb.identity.rules.name_evidence import Evidence
from kb.identity.rules.name_forms import unknown_in_small
from kb.identity.rules.name_things import Things
from kb.identity.rules.name_tokens import OWN, Word
from kb.identity.rules.name_words import SHORTEST
from kb.identity.rules.named import begins_sentence

UNCOUNTED = frozenset(
    """love comfort hope grace joy charity patience may june april august summer autumn dawn eve harmony melody honour
    honor faith prudence mercy trinity liberty justice felicity unity destiny nature sky ocean ivy holly heather
    olive amber pearl jasmine poppy rose violet ruby gene art max favour success trust work service gold silver rain
    snow sun sand wind wood wool bread butter cotton coral crystal ebony ginger lavender marble peace pride progress
    promise purchase salt silk steel stone storm sugar support talent temperance thunder time training travel
    trouble truth tulip victor sage value virtue water wealth weather will wisdom wit wonder worth youth frank long best
    strong """.split()
)
"""Names that begin sentences as ordinary words without an article."""
SHORT = 5
"""Letters of a name that is a word in many a language."""
_THE = re.compile(r"\b[Tt]he $")
_ENDS = re.compile(r"[.,;)]| (?:or|and) the\b")
_NICKNAME = re.compile(r"^[A-Z][a-z]{1,4}(?:ffy|zza|zzy|zzer|ggsy|gsy|bbo|nno|ckers|ggy|ddy|mmo|bsy|ndo|psy|wsy)$")
"""What people are called by their friends."""
_USED = re.compile(
    r"\b(?:using|via|under|installed|bought|software|app|in|at|near|outside"
    r"|(?<!update\s)(?<!file\s)(?<!notes\s)(?<!checks\s)on)\s$"
)
"""Before the names of things and places that nobody knows."""

_DOINGS = frozenset("grant chase bill mark sue rob drew pat will frank bob jack josh carol chuck skip pierce".split())
_OBJECT = re.compile(r" (?:the|a|an|each|every|all|any|more|enough|time|money|leave|access|permission|repl(?:y|ies))\b")
"""After a verb that somebody is called, too."""


_SHORTENED = re.compile(
    r"(?<!\()(?<! to )(?<!with )(?<!from )(?<! by )(?:(?:Reg|Min|Max|Jan|Art|Sec|[Pp]ara|Ref|Vol)\.(?= \d)"
    r"|Jan\.(?= and (?:Feb|Mar))"
    r"|Phil\.(?= and Ed)|Val\.(?= column)"
    r"|Hon\. [A-Z]|Jan(?:[–-](?:Feb|Mar|Apr|May|Jun|Jul|Dec)|/))"
)
_SENT = re.compile(r"\b(?:from|to|with|by|for) $")
_MONTHS = re.compile(r"\b(?:Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\b")
"""Words that are written short and look like a name: `Reg. 44`, `Min. 6`, `Jan. and Feb.`"""
_ADJECTIVES = frozenset("french dutch jain romany welch".split())
"""Of peoples and faiths; some are called so."""
_NUMBERED = re.compile(r" \d{1,3}\b(?! ?(?:years?|months?|weeks?|yrs?|yo|y/o|and was)\b)")
_OF_OFFICE = re.compile(r"(?:Dean|Master|Warden|Chancellor|Bishop|Provost|Marshal|Usher|Bard|Earl|Duke) of [A-Z]")
_OF_BODIES = frozenset("board council court church chapel trust police service home hall house".split())
_BIBLE = re.compile(r"\b(?:Bible|Gospels?|Psalms?|[Ss]criptures?|sermon)\b")
_CHAPTER = re.compile(r" \d{1,3}(?::\d|\)|,|\.|$)")
_BOOKS = frozenset(
    """matthew mark luke john james peter ruth esther daniel joel amos samuel timothy titus joshua ezra micah nahum
    jonah isaiah jeremiah""".split()
)
_AUNTS = frozenset(
    "aunty auntie uncle nan nana nanny granny gran grandma grandad grandpa mummy mammy mama papa".split()
)
"""Alone they name nobody."""
_CROWNED = frozenset("henry charles edward george william elizabeth richard james louis pius".split())
_KINGS = re.compile(r" [IVX]{2,4}\b(?! (?:fluids?|access|antibiotics?|lines?|cannula|drip|infusion|drugs?|therapy))")
_WITH_NUMBER = re.compile(r"\b([A-Z][a-z]+) \d{1,2}\b")
_NEVER_AFTER = re.compile(r" (?:your|yourself|yourselves|them|these(?! days)|those(?! days))\b")
_OF_NOUN = re.compile(r" of (?!course\b|the\b|our\b|this\b|all\b|his\b|her\b|whom\b|no\b)[a-z]+\b")
"""After a word in the imperative, or a noun, and after nobody's name."""


class Single:
    """Weighs what a word may be against what stands around it."""

    def __init__(self, evidence: Evidence, things: Things) -> None:
        self.evidence, self.things = evidence, things

    def is_name(self, word: Word, first: int, last: int) -> bool:
        """Whether a word that stands alone is a name."""
        evidence, kind = self.evidence, word.kind
        if self._of_house(word) or self._no_name_here(word, first, last):
            return False
        if unknown_in_small(evidence, word):
            return True
        if kind.strong and word.key not in CALENDAR and not self._doubtful(word, last):
            return kind.first or not (evidence.place(first) or self._surname_of_thing(word, first, last))
        if evidence.family(first, last):
            return kind.surname or kind.strange
        if evidence.article(first) or (evidence.place(first) and not evidence.after(last)):
            return False
        if word.key in CALENDAR:
            done = evidence.done_to(last) or evidence.after(last) or evidence.bodily(last)
            return evidence.before(first) or done or (evidence.says(last) and evidence.personal(last))
        if evidence.of_thing(first) or self.things.so_called(word, first):
            return False
        if evidence.nicknamed(first):
            return True
        if evidence.before(first) or (evidence.after(last) and word.key not in _OF_BODIES):
            return kind.first or kind.surname or kind.strange
        if evidence.bodily(last) and not evidence.amid_capitals(first, last) and word.key not in INSTITUTIONS:
            return not kind.place or kind.first
        if evidence.who(last) and not kind.place and not evidence.afresh(word.start) and word.key not in INSTITUTIONS:
            return True
        if kind.strange:
            return self._strange(word, first, last)
        if evidence.afresh(word.start):
            return self._begins(word, last)
        return self._inside(word, first, last)

    def _of_house(self, word: Word) -> bool:
        """Whether it is a theatre, a public house, an hotel: `at the Lowry`; but not `the Youngs`."""
        text = self.evidence.text
        the = not word.key.endswith("s") and _THE.search(text, max(0, word.start - 4), word.start)
        return bool(the and _ENDS.match(text, word.end))

    def _no_name_here(self, word: Word, first: int, last: int) -> bool:
        """Whether it is written short, an adjective, an order, or a noun that is counted: `Kit 2`."""
        evidence, text = self.evidence, self.evidence.text
        if word.capital and (_SHORTENED.match(text, word.start) or word.key in _AUNTS):
            return True
        if evidence.of_case(word.start) or evidence.before(first) or evidence.does(last):
            return False
        if (
            word.text == "Jan"
            and not _SENT.search(text, max(0, word.start - 8), word.start)
            and evidence.near(_MONTHS, word.start)
        ):
            return True
        if word.key in _ADJECTIVES and last < len(evidence.words) and evidence.gap(last - 1, last) in {" ", ", ", "-"}:
            after = evidence.words[last]
            return not after.capital and after.kind.ordinary
        if word.key in _BOOKS and _CHAPTER.match(text, word.end) and evidence.near(_BIBLE, word.start):
            return True
        if _OF_OFFICE.match(text, word.start) or (word.key in _CROWNED and _KINGS.match(text, word.end)):
            return True
        fresh = evidence.afresh(word.start)
        if fresh and _NEVER_AFTER.match(text, word.end):
            return True
        if word.key not in evidence.vocabulary.both and not word.kind.ordinary:
            return False
        counted = word.kind.ordinary and _NUMBERED.match(text, word.end) and not self._ages(word)
        if counted or (fresh and _OF_NOUN.match(text, word.end)):
            return True
        return self._beside_words(first, last)

    def _ages(self, word: Word) -> bool:
        """Whether somebody else stands in the sentence with a number, as names do with ages: `Grace 6, Amber 4`."""
        found = _WITH_NUMBER.findall(self.evidence.reading.sentence_at(word.start).text)
        return any(other != word.text for other in found)

    def _beside_words(self, first: int, last: int) -> bool:
        """Whether a word beside it in a row has a capital letter and is nobody's name: `Pace, Tact, Candour`."""
        for other, gap in ((first - 1, (first - 1, first)), (last, (last - 1, last))):
            if not 0 <= other < len(self.evidence.words) or self.evidence.gap(*gap) != ", ":
                continue
            word = self.evidence.words[other]
            plain = word.kind.ordinary and not (word.kind.named or word.kind.known or word.taken)
            if word.capital and plain and not begins_sentence(self.evidence.reading, word.start):
                return True
        return False

    def _surname_of_thing(self, word: Word, first: int, last: int) -> bool:
        """Whether a surname without a person beside it is an author, a firm, a theory."""
        evidence = self.evidence
        if evidence.before(first) or evidence.done_to(last) or evidence.bodily(last) or evidence.personal(last):
            return False
        return self.things.cited(first, last) or self.things.of_bodies([word])

    def _doubtful(self, word: Word, last: int) -> bool:
        """Whether a word that is a name, too, begins a sentence; or a sentence in another language."""
        evidence = self.evidence
        if word.key in evidence.vocabulary.both:
            return evidence.afresh(word.start) or evidence.title(word.start)
        following = evidence.words[last] if last < len(evidence.words) else None
        unknown = following is not None and not following.capital and following.kind.strange
        foreign = evidence.of_language(word.start) or evidence.foreign(word.start)
        return unknown and len(word.key) <= SHORT and foreign

    def _strange(self, word: Word, first: int, last: int) -> bool:
        """A word that no list has."""
        evidence = self.evidence
        if len(word.key) < SHORTEST or evidence.foreign(word.start) or evidence.title(word.start):
            return False
        if (evidence.done_to(last) and not evidence.plural(last)) or evidence.close(first):
            return True
        if self.things.of_bodies([word]) and not evidence.personal(last):
            return False
        if evidence.says_itself(last) or evidence.dealt_with(first):
            return True
        if evidence.of_language(word.start) or evidence.amid_capitals(first, last):
            return False
        own = bool(OWN.match(evidence.text, word.end))
        if evidence.afresh(word.start):
            told = evidence.personal(last) or _NICKNAME.search(word.text)
            return own or evidence.verb(last) or (evidence.is_so(last) and bool(told))
        before = evidence.text[max(0, word.start - 16) : word.start]
        if _USED.search(before) and not own:
            return False
        led = evidence.opened(first) or evidence.asked_about(first)
        return own or led or evidence.verb(last) or evidence.personal(last)

    def _begins(self, word: Word, last: int) -> bool:
        """A word of the language that begins a sentence; a capital letter says nothing there."""
        evidence, kind = self.evidence, word.kind
        if word.key.endswith("s") and kind.ordinary and not kind.first:
            return evidence.says(last) and evidence.personal(last) and word.key not in INSTITUTIONS
        if kind.first and evidence.speaks(last):
            return word.key not in INSTITUTIONS
        if evidence.surely_done_to(last) and word.key not in INSTITUTIONS:
            return True
        if evidence.done_to(last):
            return word.key not in UNCOUNTED | INSTITUTIONS or evidence.personal(last)
        if evidence.title(word.start):
            return False
        if kind.place:
            return kind.first and evidence.says(last) and evidence.personal(last)
        if evidence.says(last):
            return (kind.first and word.key not in UNCOUNTED) or (
                word.key not in INSTITUTIONS and evidence.personal(last)
            )
        if word.key in evidence.vocabulary.both and not word.kind.ordinary and evidence.joined_to_name(last):
            return True
        if not kind.first:
            return False
        if evidence.verb(last) and (not kind.ordinary or evidence.personal(last)):
            return True
        doubtful = word.key in UNCOUNTED or (kind.ordinary and evidence.ordered(last))
        return evidence.is_so(last) and (not doubtful or evidence.personal(last))

    def _inside(self, word: Word, first: int, last: int) -> bool:
        """A word of the language that has a capital letter inside a sentence."""
        evidence, kind = self.evidence, word.kind
        if evidence.title(word.start) or evidence.amid_capitals(first, last) or self.things.of_title(word, first):
            return False
        if word.key in _DOINGS and kind.ordinary and _OBJECT.match(evidence.text, word.end):
            return evidence.met(first)
        if kind.first and word.key not in INSTITUTIONS:
            if kind.place:
                return evidence.met(first) or evidence.done_to(last) or evidence.personal(last)
            told = evidence.says(last) or evidence.is_so(last) or evidence.met(first) or evidence.towards(first)
            return word.key not in UNCOUNTED or told or evidence.done_to(last)
        if word.key in INSTITUTIONS or kind.place:
            return False
        return evidence.dealt_with(first) or evidence.says(last) or evidence.done_to(last)
