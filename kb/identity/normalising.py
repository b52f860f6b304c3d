"""Makes the many ways to write the same one, and knows where each character came from.

Full-width letters, spaces and dashes of all kinds, characters without width, letters that only look Latin and digits of
other scripts would hide an identifier from a rule, by chance (text out of PDF and Word) or on purpose.
"""

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Mapping, Set
from functools import cached_property, lru_cache
from typing import NamedTuple

from kb.core.folding import folded_name
from kb.identity.findings import Hit
from kb.identity.spans import Spans

DASHES = dict.fromkeys("‐‑‒–—―−﹘﹣－⁃", "-")
SINGLE_QUOTES = dict.fromkeys("‘’‚‛′´`ʼʹ＇", "'")
DOUBLE_QUOTES = dict.fromkeys("“”„‟″«»＂", '"')
PLAIN = DASHES | SINGLE_QUOTES | DOUBLE_QUOTES | {"\t": " ", "\u2028": "\n", "\u2029": "\n", "\r": "\n"}
LATIN = dict(
    zip(
        "АВЕЅІЈКМНОРСТХУаеѕіјорсхуԁһӏΑΒΕΖΗΙΚΜΝΟΡΤΥΧο",
        "ABESIJKMHOPCTXYaesijopcxydhlABEZHIKMNOPTYXo",
        strict=True,
    )
)
"""Cyrillic and Greek letters that look like Latin ones; taken for them in words that have Latin letters too."""
DIGITS = str.maketrans("OoQDIl|!SsBZz", "0000111155822")
"""Letters that are read as digits where most of a number is digits."""
FAR = 300
"""Characters on either side that say what a stretch of a text is about."""
_WITHOUT_WIDTH = frozenset("\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180e\ufeff")
_TOKEN = re.compile(r"[^\W_]+(?:'[^\W_]+)*")
_WORD = re.compile(r"\w+")
_NEARLY_NUMBER = re.compile(r"(?<![^\W_])[\dOoQDIl|!SsBZz]*\d[\dOoQDIl|!SsBZz]*(?![^\W_])")
_SENTENCE_END = re.compile(r"""(?<=[.!?])["')\]]*\s+(?=["'(\[*_]*[A-Z0-9À-Ý])|\n+\s*""")
_NO_END = re.compile(
    r"\b(?:Mr|Mrs|Ms|Miss|Mx|Dr|Prof|Rev|Fr|Sr|St|Sgt|Hon|No|no|vs|cf|eg|e\.g|ie|i\.e|etc|approx|tel|Tel|[A-Z])\.$"
)


def characters(text: str) -> Iterator[tuple[str, int, int]]:
    """Each normalised piece of a text, with where in the text it begins and ends."""
    at = 0
    length = len(text)
    while at < length:
        end = at + 1
        while end < length and unicodedata.combining(text[end]):
            end += 1
        cluster = text[at:end]
        if not cluster.isascii():
            yield _plain(cluster), at, end
        elif cluster in PLAIN:
            yield PLAIN[cluster], at, end
        else:
            yield cluster, at, end
        at = end


def _plain(cluster: str) -> str:
    if cluster in PLAIN:
        return PLAIN[cluster]
    category = unicodedata.category(cluster[0])
    if category == "Cf" or cluster[0] in _WITHOUT_WIDTH or 0xFE00 <= ord(cluster[0]) <= 0xFE0F:
        return ""
    if category == "Zs":
        return " "
    if category == "Nd":
        return str(unicodedata.digit(cluster[0]))
    plain = unicodedata.normalize("NFKC", cluster[:8])
    return "".join(PLAIN.get(each, each) for each in plain)


def _small_letter(letter: str) -> str:
    """A letter in small, or as it is where it would become two."""
    small = letter.lower()
    return small if len(small) == 1 else letter


class Span(NamedTuple):
    """A stretch of the normalised text."""

    start: int
    end: int
    text: str


folded_word = lru_cache(maxsize=50_000)(folded_name)
"""The same, remembered: a text has few words that are not in it many times, and every family of rules asks."""


class Token(NamedTuple):
    """A word or number, folded and without a possessive ending."""

    start: int
    end: int
    key: str


def tokens_of(text: str) -> Iterator[Token]:
    """The words and numbers of a normalised text; hyphens part, apostrophes do not."""
    for match in _TOKEN.finditer(text):
        word = match.group()
        start, end = match.span()
        if word.endswith(("'s", "'S")):
            word = word.removesuffix("'s").removesuffix("'S")
            end = start + len(word)
        yield Token(start, end, folded_word(word))


class Reading:
    """A text as the rules read it: normalised, cut into words and sentences, with the way back to the text as given."""

    def __init__(self, original: str) -> None:
        self.original = original
        self.text, self._starts, self._ends = _normalised(original)
        self.hits: list[Hit] = []
        """What the rules have found so far."""
        self.found = Spans()
        """Where they found it."""
        self.allowed = Spans()
        """Stretches of terms that are allowed as they stand: statutes, tools, job titles, pseudonyms."""

    def take(self, hits: Iterable[Hit]) -> None:
        """Add what a family of rules found; a rule sees only what the families before it found."""
        for hit in list(hits):
            self.hits.append(hit)
            self.found.add(hit.start, hit.end)

    def is_taken(self, start: int, end: int) -> bool:
        """Whether something was found, or is allowed, in any of these characters."""
        return self.found.touch(start, end) or self.allowed.touch(start, end)

    def original_span(self, start: int, end: int) -> tuple[int, int]:
        """Where a stretch of the normalised text stands in the text as given; it must not be empty."""
        return self._starts[start], self._ends[end - 1]

    @cached_property
    def digits(self) -> str:
        """The normalised text with the letters in numbers read as digits; of the same length."""
        return _NEARLY_NUMBER.sub(lambda match: _as_digits(match.group()), self.text)

    @cached_property
    def small(self) -> str:
        """The normalised text in small letters; of the same length."""
        small = self.text.lower()
        return small if len(small) == len(self.text) else "".join(map(_small_letter, self.text))

    @cached_property
    def tokens(self) -> list[Token]:
        """Words and numbers as terms of lists are compared with them."""
        return list(tokens_of(self.text))

    @cached_property
    def places(self) -> Mapping[str, list[int]]:
        """By each word that is in the text, the numbers of its tokens: most terms of most lists are not in it."""
        places: dict[str, list[int]] = {}
        for number, token in enumerate(self.tokens):
            places.setdefault(token.key, []).append(number)
        return places

    def tokens_among(self, keys: Set[str]) -> list[Token]:
        """The tokens that are one of these words, in their order."""
        places = self.places
        return [self.tokens[at] for at in sorted(at for key in keys & places.keys() for at in places[key])]

    def tokens_where(self, wanted: Callable[[str], object]) -> list[Token]:
        """The tokens whose word is wanted, in their order; each word is asked for once."""
        places = self.places
        return [self.tokens[at] for at in sorted(at for key in places if wanted(key) for at in places[key])]

    @cached_property
    def sentences(self) -> list[Span]:
        """Sentences, headings and points of lists, without the white space between them."""
        return list(self._cut_into_sentences())

    def _cut_into_sentences(self) -> Iterator[Span]:
        start = 0
        for match in _SENTENCE_END.finditer(self.text):
            if "\n" not in match.group() and _NO_END.search(self.text, max(start, match.start() - 8), match.start()):
                continue
            if match.start() > start:
                yield Span(start, match.start(), self.text[start : match.start()])
            start = match.end()
        if start < len(self.text):
            yield Span(start, len(self.text), self.text[start:])

    @cached_property
    def _sentence_starts(self) -> list[int]:
        return [sentence.start for sentence in self.sentences]

    def sentence_at(self, position: int) -> Span:
        """The sentence that a position of the normalised text lies in."""
        number = bisect_right(self._sentence_starts, position) - 1
        return self.sentences[max(number, 0)]

    def around(self, start: int, end: int) -> str:
        """What stands around a stretch in its sentence; sentences may be endless, so not more than `FAR` characters."""
        sentence = self.sentence_at(start)
        return self.text[max(sentence.start, start - FAR) : min(sentence.end, end + FAR)]


def _as_digits(number: str) -> str:
    """Borders of cells and exclamation marks right beside a number are none of its digits."""
    core = number.strip("|!")
    letters = sum(not each.isdigit() for each in core)
    return number.replace(core, core.translate(DIGITS), 1) if letters * 3 <= len(core) * 2 else number


def _normalised(original: str) -> tuple[str, list[int], list[int]]:
    if original.isascii():
        plain = original.translate({ord(each): plain for each, plain in PLAIN.items()})
        return plain, list(range(len(plain))), list(range(1, len(plain) + 1))
    pieces: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    for piece, start, end in characters(original):
        for each in piece:
            pieces.append(each)
            starts.append(start)
            ends.append(end)
    return _all_latin("".join(pieces)), starts, ends


def _all_latin(text: str) -> str:
    def read(match: re.Match[str]) -> str:
        word = match.group()
        return "".join(LATIN.get(each, each) for each in word) if re.search("[A-Za-z]", word) else word

    return _WORD.sub(read, text)
