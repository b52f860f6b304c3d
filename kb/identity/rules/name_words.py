"""What kind of word a capital letter begins: a name, a word of the language, both, a place, or unknown."""

from dataclasses import dataclass

from kb.identity.lists import Lists
from kb.identity.normalising import Reading, folded_word
from kb.identity.rules.name_contexts import RELATIONS

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

    def kind(self, word: str, small: frozenset[str] = frozenset()) -> Kind:
        """The kind of a word without its possessive ending; `small` are words that stand in small letters nearby."""
        key = folded_word(word)
        parts = [part for part in key.split("-") if part]
        if "-" in key and key not in self.ordinary:
            return self._of_parts(parts, small)
        both, word_of_language = key in self.both, key in self.ordinary
        named = both or not word_of_language  # a list of names has words that nobody here is called, too
        return Kind(
            named and key in self.first,
            named and key in self.surnames,
            both or word_of_language or key in small,
            key in self.places,
            key in self.known,
        )

    def _of_parts(self, parts: list[str], small: frozenset[str]) -> Kind:
        kinds = [self.kind(part, small) for part in parts]
        return Kind(
            any(kind.first for kind in kinds),
            any(kind.surname for kind in kinds),
            all(kind.ordinary or len(part) == 1 for kind, part in zip(kinds, parts, strict=True)),
            all(kind.place for kind in kinds),
            any(kind.known for kind in kinds),
        )


def vocabulary_of(lists: Lists) -> Vocabulary:
    """The vocabulary of these lists."""
    both = lists.of("words-that-are-names")
    nationalities = (*lists.part("nationalities", "small"), *lists.part("nationalities", "large"))
    known = {folded_word(word) for word in nationalities if " " not in word}
    places = {word for term in (lists.of("settlements") | lists.of("areas")) for word in term.split() if len(word) > 2}
    return Vocabulary(
        first=frozenset(lists.first_names),
        surnames=frozenset(lists.surnames),
        ordinary=lists.of("ordinary-words"),
        both=both,
        places=frozenset(places - lists.of("settlements-that-are-words")),
        known=frozenset(known | MONTHS_AND_DAYS | RELATIONS),
    )


MONTHS_AND_DAYS = frozenset(
    """january february march july september october november december monday tuesday wednesday thursday friday saturday
    sunday christmas easter ramadan eid diwali hanukkah internet english welsh scottish irish british gaelic england
    scotland wales ireland britain europe european nhs""".split()
)


def small_words(reading: Reading) -> frozenset[str]:
    """The words that a text itself writes in small letters, folded; in a text that writes all small there are none."""
    return frozenset(folded_word(word.text) for word in reading.words if word.text.islower())
