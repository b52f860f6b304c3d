"""What kind of word a capital letter begins: a name, a word of the language, both, a place, or unknown."""

import re
from dataclasses import dataclass

from kb.identity.lists import Lists
from kb.identity.normalising import Reading, folded_word
from kb.identity.rules.name_contexts import FAITHS, RELATIONS

_MAC = re.compile(r"(?:Mc|Mac|O'|D'|Fitz)[A-Z][a-zß-ÿ]{2,}$")
"""Surnames of Scotland and Ireland, whatever follows."""
_FORMED = re.compile(
    r"(?:Oluwa|Olu[a-z]|Chukwu|Abdul|Abdi[a-z]|Muham|Moham|Mac[A-Z])[a-z]{3,}$|[A-ZŠŽČĆŁŻ][\w]{2,}(?:preet|jeet|jit|winder|jinder|deep"
    r"|leen|escu|owicz|ewicz|owski|owska|ewski|ewska|ovic|ović|evic|ević|enko|auskas|auskiene|avicius|avičius|opoulos|oglu|oğlu|shvili)$"
)
"""Names that are made by the rules of their languages, whether a list has them or not."""
_LETTERS = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)*")
_SHORT_FORM = re.compile(r"(?:n't|'(?:ll|re|ve|d|m))$")
_BEGINNING = re.compile(
    r"^(?:non|pre|post|multi|anti|mis|sub|over|under|inter|re|un|co|cyber|micro|mini|tele|e)(?=[a-z]{4})"
)
_ENDINGS = ("s", "es", "ed", "ing", "er", "ers", "ly", "ness", "less", "able")
LONG = 9
"""Letters of a word that is taken for one of the language with a typing fault."""
LONGEST = 20
"""Letters up to which this is tried."""
SHORTEST = 3
"""Letters of a word that is taken for a name although no list has it."""


@dataclass(frozen=True, slots=True)
class Kind:
    """What the lists say of a word."""

    first: bool
    surname: bool
    ordinary: bool
    """A word of the language, or written small elsewhere in the text."""
    place: bool
    known: bool
    """Something else that is known and no name: a month, a nationality, an allowed term."""

    @property
    def named(self) -> bool:
        """Whether it is in any list of names."""
        return self.first or self.surname

    @property
    def strong(self) -> bool:
        """A name and nothing else."""
        return self.named and not (self.ordinary or self.place or self.known)

    @property
    def strange(self) -> bool:
        """In no list at all."""
        return not (self.named or self.ordinary or self.place or self.known)


@dataclass(frozen=True, eq=False)
class Vocabulary:
    """The lists that tell names from other words."""

    first: frozenset[str]
    surnames: frozenset[str]
    ordinary: frozenset[str]
    both: frozenset[str]
    """Words of the language that are names too."""
    places: frozenset[str]
    known: frozenset[str]
    towns: frozenset[str] = frozenset()
    """Places of several words."""
    things: frozenset[str] = frozenset()
    """Names by which systems, scales, firms and characters of books are known."""
    abroad: frozenset[str] = frozenset()
    """Words of other languages that are none of English."""

    def kind(self, word: str, small: frozenset[str] = frozenset()) -> Kind:
        """The kind of a word without its possessive ending; `small` are words that stand in small letters nearby."""
        key = folded_word(word)
        parts = [part for part in key.split("-") if part]
        if _MAC.match(word):
            return Kind(key.startswith("d'"), True, False, False, False)
        if "-" in key and key not in self.ordinary:
            return self._of_parts(parts, small)
        if _FORMED.match(word) and key not in self.ordinary and key not in self.places:
            return Kind(True, True, False, False, key in self.known)
        both, word_of_language = key in self.both, key in self.ordinary
        named = both or not word_of_language  # a list of names has words that nobody here is called, too
        return Kind(
            named and key in self.first,
            named and (both or key in self.surnames),
            word_of_language or key in small or self._made_of_words(key),
            key in self.places,
            key in self.known,
        )

    def _made_of_words(self, key: str) -> bool:
        """Whether it is no name but a word of the language with an ending or a beginning: `walkabouts`, `wouldn't`."""
        if key in self.first or key in self.surnames:
            return False
        short = _SHORT_FORM.sub("", key)
        if short != key or self._mistyped(key):
            return True
        plain = _BEGINNING.sub("", key)
        if key.endswith("s") and any(
            key[:at] in self.ordinary and key[at:-1] in self.ordinary for at in range(3, len(key) - 3)
        ):
            return True
        return plain in self.ordinary or any(
            plain.endswith(ending) and plain.removesuffix(ending) in self.ordinary for ending in _ENDINGS
        )

    def _mistyped(self, key: str) -> bool:
        """Whether a long word is one letter away from a word of the language: `practitoners`."""
        if not LONG <= len(key) <= LONGEST or not key.isascii() or not key.isalpha():
            return False
        cuts = [(key[:at], key[at:]) for at in range(1, len(key) + 1)]
        nearby = (
            [head + tail[1:] for head, tail in cuts if tail]
            + [head + tail[1] + tail[0] + tail[2:] for head, tail in cuts if len(tail) > 1]
            + [head + letter + tail for head, tail in cuts for letter in "aeioustrnlmc"]
        )
        return any(word in self.ordinary for word in nearby)

    def _of_parts(self, parts: list[str], small: frozenset[str]) -> Kind:
        kinds = [self.kind(part, small) for part in parts]
        return Kind(
            any(kind.first for kind in kinds),
            any(kind.surname for kind in kinds),
            all(kind.ordinary or len(part) == 1 for kind, part in zip(kinds, parts, strict=True)),
            all(kind.place for kind in kinds),
            any(kind.known for kind in kinds) and not any(kind.strong for kind in kinds),
        )

    def of_people(self, key: str) -> bool:
        """Whether a word, folded, is in a list of names and in no other."""
        return self.kind(key).strong


def vocabulary_of(lists: Lists) -> Vocabulary:
    """The vocabulary of these lists."""
    abroad = lists.of("words-of-other-languages") - lists.of("ordinary-words")
    names = frozenset(lists.first_names) | frozenset(lists.surnames)
    both = lists.of("words-that-are-names") | (abroad & names)
    nationalities = (*lists.part("nationalities", "small"), *lists.part("nationalities", "large"))
    languages = (word for term in lists.part("allowed", "languages") for word in term.split())
    known = {folded_word(word) for word in (*nationalities, *languages) if " " not in word} - both
    terms = lists.of("settlements") | lists.of("areas")
    places = {word for term in terms for word in term.split() if len(word) > 2 and (word == term or word not in names)}
    words = {word for word in lists.of("settlements-that-are-words") if word in lists.of("ordinary-words")}
    return Vocabulary(
        first=frozenset(lists.first_names),
        surnames=frozenset(lists.surnames),
        ordinary=lists.of("ordinary-words") | abroad,
        both=both,
        places=frozenset(places | COUNTRIES) - words - SELDOM_PLACES,
        known=frozenset(known | MONTHS_AND_DAYS | RELATIONS | FAITHS),
        towns=frozenset(term for term in terms if " " in term),
        things=lists.of("things-called-like-people"),
        abroad=abroad,
    )


MONTHS_AND_DAYS = frozenset(
    """january february march july september october november december monday tuesday wednesday thursday friday
    saturday sunday christmas easter ramadan eid diwali hanukkah internet english welsh scottish irish british gaelic
    cornish manx roma yr yrs england scotland wales ireland britain feb mar apr jun
    mon tue tues weds thu thur thurs fri jul aug sep sept oct nov dec europe european nhs""".split()
)
COUNTRIES = frozenset(
    """africa asia china india israel spain germany france georgia geneva milan paris kenya cuba cairo jordan chad
    jamaica somalia nigeria ghana pakistan bangladesh poland romania turkey syria iraq iran eritrea vietnam albania
    verona vienna sydney adelaide melbourne houston denver dallas austin memphis carolina dakota virginia montana
    sweden norway denmark finland iceland netherlands belgium switzerland austria italy portugal greece cyprus malta
    hungary slovakia slovenia czechia croatia serbia bosnia kosovo montenegro macedonia bulgaria moldova ukraine
    belarus russia lithuania latvia estonia morocco algeria tunisia libya egypt sudan ethiopia uganda tanzania
    rwanda burundi congo angola zambia zimbabwe malawi mozambique botswana namibia cameroon senegal gambia guinea
    liberia togo benin mali niger yemen oman qatar bahrain kuwait lebanon palestine afghanistan nepal bhutan myanmar
    burma thailand laos cambodia malaysia singapore indonesia philippines japan korea mongolia taiwan canada america
    mexico brazil argentina chile peru colombia bolivia ecuador venezuela guyana trinidad tobago barbados grenada
    dominica haiti bermuda australia lagos accra mogadishu lahore karachi delhi mumbai dhaka warsaw bucharest
    istanbul ankara dubai rome madrid lisbon berlin prague budapest tirana vilnius riga kyiv hanoi beijing hong kong
    """.split()
)
"""Places far away that are in no list of settlements here."""
SELDOM_PLACES = frozenset(
    """anna aneurin arnold augustus betsi brooke bryn clement clive connor courtenay cyrus denny edith ella
    ellen elton emerson emlyn ernest errol fergus gabriel george gilbert giles gill graham grahame harley harold
    hugh hywel isaac john johnson johnston joyce keith kelsey kyle leonard leslie lewis logan madoc margaret
    marshall mary maud michael miles millicent moira montgomery mortimer muir noel norris oakley peter philip rayne
    richard ross shelley shirley sion stacey stephen stewart thomas tracey troy tyrone vincent william winston
    kingsley hadley bradley stanley wilson harris burgess collier parsons willoughby perry""".split()
)
"""Names of places that are nearly always those of people."""


def small_words(reading: Reading) -> frozenset[str]:
    """The words that a text itself writes in small letters, folded; in a text that writes all small there are none."""
    words = set(_LETTERS.findall(reading.text))
    return frozenset(folded_word(word) for word in words if word.islower())
