"""The words of a text as the rules for names see them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from kb.identity.normalising import Reading, folded_word
from kb.identity.rules.name_contexts import OPENERS, PARTICLES
from kb.identity.rules.name_taken import is_person
from kb.identity.rules.name_words import Kind, Vocabulary, small_words
from kb.identity.spans import Spans

SHORTEST_CAPS = 2
"""Letters of a word in capitals that is no initial."""
SHORTEST_SHOUTED = 4
"""Letters of a word in capitals that may be a name although no list has it."""
_TOKEN = re.compile(r"[^\W\d_]{1,2}\.(?:[^\W\d_]\.)*(?=[\s,;:)A-Z]|$)|[^\W\d_]+(?:['-][^\W\d_]+)*(?:-(?=\W|$))?")
_INITIAL = re.compile(r"(?:[A-Z][a-z]?\.(?:[A-Z]\.)*|[A-Z]|[A-Z]-[A-Z])$")
_SHORT_WORDS = frozenset(
    "No. So. Oh. Ah. Eh. Hi. Ok. My. He. We. Us. It. On. In. Up. Go. Me. Be. By. If. Or. As. At. Is. To. Of.".split()
)
"""Words before a full stop that look like an initial."""
_INNER_CAPITAL = re.compile(r"(?<!^Mc)(?<!^Mac)(?<!^De)(?<!^Le)(?<!^La)(?<!^Fitz)(?<=[a-z])[A-Z]")
"""A brand (`BeReal`) rather than a name (`McBride`)."""
_SEVERAL = re.compile(r"[A-Z]{2,}s")
"""More than one of what capitals stand for: `GPs`."""
_CAPITAL_INSIDE = re.compile(r"(?:al|el|ad|as|at|an|ar|ul|ur|bin|ben|d|de|l|van|von)[-'][A-ZÀ-Þ]")
"""`al-Khoury`, `d'Souza`."""
OWN = re.compile(r"'s [a-z]")
"""What is somebody's is not what is called by the name: `Emre's school`."""
_SAINT = re.compile(r"\b(?:Sta?\.?|Saint|[A-Z][\w'.-]*) $")
ROLE_BEFORE = re.compile(
    r"\b(?:worker|manager|nurse|officer|carer|mentor|adviser|staff|tutor|midwife|social worker): $"
)
"""Before somebody's name although what comes before names a place: `Hostel key worker:`."""
OVERRULED = frozenset(
    """quotation parent-occupation sibling-pattern new-partner unusual-method sentence-length exact-age age-in-months
    ethnicity blame-words sex-not-needed board-and-year""".split()
)
"""What is found in a stretch that may have a name in it."""
WISHED = re.compile(
    r"\b(?:want|wants|wanted|like|likes|liked|prefers?|preferred|asks?|asked|chose|insists?|insisted|hates?|hated|loves?|loved)"
    r" (?:on being|being|to be) (?:called|known as) [\"']?$"
)
"""Before the name that somebody goes by, which is no pseudonym."""
_GLUED = re.compile(r"[A-Z](?=[A-Z][a-zß-ÿ]{3})")
"""An initial written together with the surname, in names of files: `JKowalski`."""


@dataclass(slots=True, eq=False)
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
        return self.capital and bool(_INITIAL.match(self.text)) and self.text not in _SHORT_WORDS

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

    @property
    def shouted(self) -> bool:
        """Whether it is an unknown word in capitals: a name only beside others."""
        return self.caps and self.kind.strange and not self.taken and len(self.text) >= SHORTEST_SHOUTED


def respected(reading: Reading, vocabulary: Vocabulary) -> Spans:
    """Where something was found that is no name; people may well be named in a quotation."""
    return Spans(
        (hit.start, hit.end)
        for hit in reading.hits
        if hit.rule not in OVERRULED and not is_person(reading, hit, vocabulary)
    )


def words_of(reading: Reading, vocabulary: Vocabulary, found: Spans) -> Iterator[Word]:
    """The words of a text with what is known of each."""
    small = small_words(reading)
    seen: dict[str, _Form] = {}
    for match in _TOKEN.finditer(reading.text):
        written = match.group()
        form = seen.get(written)
        if form is None:
            text = written.rstrip("-").removesuffix("'s").removesuffix("'S")
            form = seen[written] = _form(text, vocabulary, small)
        text, start = form.text, match.start()
        end = start + len(text)
        taken = (
            form.may_be_taken
            and _is_taken((found, reading.allowed), start, text)
            and (reading.allowed.touch(start, end) or not _own(reading, form, start, end))
        )
        yield Word(start, end, text, form.key, form.kind, form.capital, form.caps, taken)


@dataclass(frozen=True, slots=True)
class _Form:
    """What is the same of a word wherever it stands in a text."""

    text: str
    key: str
    kind: Kind
    capital: bool
    caps: bool
    may_be_taken: bool


def _form(text: str, vocabulary: Vocabulary, small: frozenset[str]) -> _Form:
    capital = text[:1].isupper() or _CAPITAL_INSIDE.match(text) is not None
    bare = _GLUED.sub("", text.rstrip("."), count=1) if _GLUED.match(text) else text.rstrip(".")
    kind = vocabulary.kind(bare, small if capital else frozenset())
    parts = text.split("-") if "-" in text else []
    if any(part.islower() and part not in PARTICLES and vocabulary.kind(part).ordinary for part in parts):
        kind = Kind(False, False, True, False, False)  # `Jack-in-the-box`
    caps = len(text) >= SHORTEST_CAPS and (text.isupper() or _SEVERAL.fullmatch(text) is not None)
    return _Form(text, folded_word(text.rstrip(".")), kind, capital, caps, capital or kind.named)


def own_all_the_same(text: str, start: int) -> bool:
    """Whether it is said right before that a name follows, whatever else was found in it."""
    return bool(ROLE_BEFORE.search(text, max(0, start - 20), start) or WISHED.search(text, max(0, start - 50), start))


def _own(reading: Reading, form: _Form, start: int, end: int) -> bool:
    """Whether it is somebody's name before what is theirs."""
    if not (form.kind.first and form.kind.strong):
        return False
    if own_all_the_same(reading.text, start):
        return True
    if not OWN.match(reading.text, end):
        return False
    saint = _SAINT.search(reading.text[max(0, start - 12) : start])
    return saint is None or saint.group().strip().lower() in OPENERS


def _is_taken(kept: tuple[Spans, Spans], start: int, text: str) -> bool:
    """Whether all parts of a word with hyphens are part of something else: `Baby-Abena` is a name, `Baby` is none."""
    parts = text.split("-")
    for part in parts:
        end = start + len(part)
        if part and not any(spans.touch(start, end) for spans in kept):
            return False
        start = end + 1
    return True
