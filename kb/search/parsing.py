"""Reads what was typed: any text is a search, and the page is told how it was read.

bruising baby        words                        "safety plan"    a phrase
-police              without lessons with it      safeguard*       the beginning of a word
region:london        a filter                     -region:london   without lessons with this value
"""

import re
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import groupby
from typing import TypeVar

from kb.lessons import references
from kb.search.expression import Expression, Phrase, Prefix, Term, Word
from kb.search.query import PARAMETERS, TEXT_LIMIT, Understood
from kb.search.words import STOP_WORDS, WORD, fold

WORDS_LIMIT = 32
"""Words that are looked for, those of phrases and unwanted ones too; with TEXT_LIMIT it bounds a search's time."""
SHORTEST_PREFIX = 2

Value = TypeVar("Value", bound=Hashable)
Resolve = Callable[[str, str], str | None]
"""The slug of the value that somebody typed for a facet, or None where it is not known."""

Q = '"\u201c\u201d\u201e\u201f\u00ab\u00bb\uff02'
"""Quotation marks; each goes with the next one, whichever these are."""
MINUS = r"(?<!\S)[-\u2212]"
"""Means "without" at the beginning of a word or a phrase, after a blank; elsewhere it is a hyphen."""
VALUE = rf"[{Q}](?P<quoted>[^{Q}]*)[{Q}]|(?P<value>(?=[^\W_]|-\d|\.\.\d)[^\s{Q}]+)"
NAMED = rf"(?<!\S)(?P<minus>[-\u2212]?)(?P<name>[^\W\d_][\w-]*):(?:{VALUE})(?!\S)"
"""Nothing but a value may follow the colon, so that neither "https://…" nor "Note: …" nor "10:30" is a filter."""
OTHERS = (
    rf"(?P<unwanted>{MINUS}(?=[^\W_])[^\s{Q}]+)",
    rf"(?P<not>{MINUS})?[{Q}](?P<phrase>[^{Q}]*)[{Q}]",
    rf"(?P<reference>(?<![^\W_]){references.PATTERN}(?![\w*]))",  # LB-0007, lb7
    r"(?P<code>(?<![^\W_])[^\W\d_]+-\d+(?![\w*]))",  # G-0012
    rf"(?P<word>{WORD.pattern})(?P<star>\*(?![^\W_]))?",
    r"(?P<stars>(?<!\S)\*+(?!\S))",
    rf"(?P<lone>[{Q}])",
)
ANY = re.compile("|".join((NAMED, *OTHERS)))
NOT_NAMED = re.compile("|".join(OTHERS))
PLAIN, PREFIX, PHRASE, SHORT, FILTER, FIELD, QUOTE = (
    "word", "beginning", "phrase", "too short a beginning", "filter", "unknown field", "lone quote"
)  # fmt: skip
"""Kinds of pieces."""


@dataclass(frozen=True, slots=True)
class Typed:
    """A word in the text: its place in characters, as it was typed, and folded."""

    start: int
    end: int
    shown: str
    folded: str

    @property
    def too_common(self) -> bool:
        """Whether nearly every lesson has it."""
        return self.folded in STOP_WORDS


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of the text that was read as one."""

    start: int
    end: int
    kind: str
    """One of the kinds above."""
    words: tuple[Typed, ...] = ()
    term: Term | None = None
    """What is looked for; None where all its words are too common, and for what is no word."""
    unwanted: bool = False
    parameter: str = ""
    """Of a filter: its name in an address."""
    value: str = ""
    """What was typed after the colon of a filter, before the colon of a field, and as too short a beginning."""


def understand(text: str, resolve: Resolve) -> tuple[Understood, Mapping[str, tuple[str, ...]]]:
    """What the text asks for, and the values of each facet that it names with `field:value`.

    The text understood is the one given without these values. It is understood again as the same expression.
    """
    read, cut = pieces(text)
    filters: dict[str, list[str]] = {}
    removed, excluded_values, ignored = [], [], []
    for piece in read:
        if piece.kind != FILTER:
            continue
        facet = PARAMETERS[piece.parameter]
        slug = resolve(facet, piece.value)
        if slug is None:
            ignored.append((piece.parameter, piece.value))
        elif piece.unwanted:
            excluded_values.append((facet, slug))
        else:
            removed.append(piece)
            filters.setdefault(facet, []).append(slug)
    terms = [piece for piece in read if piece.term]
    expression = Expression(
        clauses=tuple(piece.term for piece in terms if piece.term and not piece.unwanted),
        excluded=tuple(dict.fromkeys(piece.term for piece in terms if piece.term and piece.unwanted)),
        excluded_values=tuple(dict.fromkeys(excluded_values)),
    )
    understood = Understood(
        expression=expression,
        text=without(text, removed),
        too_common=_each(word.folded for piece in read for word in _left_out(piece)),
        lone_quote=any(piece.kind == QUOTE for piece in read),
        short_prefixes=_each(piece.value for piece in read if piece.kind == SHORT),
        unknown_fields=_each(piece.value for piece in read if piece.kind == FIELD),
        cut=cut,
        nothing_to_search=bool(text.strip()) and not (terms or excluded_values or filters or ignored),
        ignored=_each(ignored),
    )
    return understood, {facet: _each(slugs) for facet, slugs in filters.items()}


@lru_cache(maxsize=256)  # a search is read for its words, for other names, and for its notes
def pieces(text: str) -> tuple[Sequence[Piece], bool]:
    """The stretches of a text in order, and whether it was too long to be read whole."""
    found: list[Piece] = []
    left = WORDS_LIMIT
    cut = len(text) > TEXT_LIMIT
    for piece in _with_reference(list(_pieces(text[:TEXT_LIMIT]))):
        wanted = [word for word in piece.words if word.folded and not word.too_common]
        many = 1 if piece.kind == PREFIX else len(wanted)
        if piece.term and many > left:
            cut = True
            if not left:
                continue
            kept = piece.words[: piece.words.index(wanted[left - 1]) + 1]
            piece = replace(piece, words=kept, term=_term(kept))
        left -= min(left, many)
        found.append(piece)
    return tuple(found), cut


def runs(text: str) -> list[list[tuple[Typed, int | None]]]:
    """Words that were typed one after the other outside of quotation marks, each with the number of its clause.

    A word that is too common is no clause. What is unwanted, a filter, or the beginning of a word ends a run.
    """
    numbered, clauses = [], 0
    for piece in pieces(text)[0]:
        wanted = piece.term is not None and not piece.unwanted
        numbered.append((piece, clauses if wanted else None))
        clauses += wanted
    return [
        [(piece.words[0], number) for piece, number in group]
        for plain, group in groupby(numbered, lambda item: item[0].kind == PLAIN and not item[0].unwanted)
        if plain
    ]


def without(text: str, removed: Sequence[Piece]) -> str:
    """The text without these pieces. One that was too long ends where it was cut, so that no more of it is read."""
    if not removed:
        return text
    text = text[:TEXT_LIMIT]
    for piece in sorted(removed, key=lambda piece: piece.start, reverse=True):
        text = f"{text[: piece.start].rstrip()} {text[piece.end :].lstrip()}"
    return text.strip()


def term_of(words: Sequence[str]) -> Word | Phrase | None:
    """What to look for to find these folded words one after the other: stop words may be any, and none at the ends."""
    places = [word if word and word not in STOP_WORDS else None for word in words]
    while places and places[-1] is None:
        places.pop()
    while places and places[0] is None:
        del places[0]
    if len(places) == 1 and places[0]:
        return Word(places[0])
    return Phrase(tuple(places)) if places else None


# --- from a text to its pieces


def _pieces(text: str) -> Iterator[Piece]:
    at = 0
    while found := ANY.search(text, at):
        field = _field(text, found) if found["name"] else None
        if field:
            yield field
        if field and field.kind == FIELD and not field.unwanted:  # both its sides are read as any words
            found = NOT_NAMED.match(text, found.start()) or found
            field = None
        if not field:
            yield _other(text, found)
        at = found.end()


def _with_reference(found: list[Piece]) -> list[Piece]:
    """The pieces; two that are a reference with a blank in it, and all but for filters, as one: "lb 7"."""
    others = [piece for piece in found if piece.kind != FILTER]
    if [(piece.kind, piece.unwanted) for piece in others] != [(PLAIN, False)] * 2:
        return found
    first, last = others
    words = (*first.words, *last.words)
    reference = _reference(words)
    if reference is None:
        return found
    one = Piece(first.start, last.end, PHRASE, words, reference)
    return [one if piece is first else piece for piece in found if piece is not last]


def _field(text: str, found: re.Match[str]) -> Piece:
    parameter = found["name"].lower()
    unwanted = bool(found["minus"])
    if parameter in PARAMETERS:
        value = found["quoted"] if found["value"] is None else found["value"].rstrip(",;!?)")
        return Piece(*found.span(), FILTER, unwanted=unwanted, parameter=parameter, value=value.strip())
    words = _words(text, *found.span()) if unwanted else ()
    return Piece(*found.span(), FIELD, words, _term(words), unwanted, value=found["name"])


def _other(text: str, found: re.Match[str]) -> Piece:
    start, end = found.span()
    if found["lone"]:
        return Piece(start, end, QUOTE)
    if found["stars"]:
        return Piece(start, end, SHORT, value="*")
    words = _words(text, start, end)
    unwanted = bool(found["unwanted"] or found["not"])
    if found["reference"] or found["phrase"] is not None or found["code"] or unwanted:
        reference = _reference(words)
        if reference:
            return Piece(start, end, PHRASE, words, reference, unwanted)
    if found["phrase"] is not None or found["code"]:
        return Piece(start, end, PHRASE, words, _term(words), unwanted)
    if len(words) == 1 and (found["star"] or (unwanted and text[end - 1] == "*")):
        if len(words[0].folded) >= SHORTEST_PREFIX:
            return Piece(start, end, PREFIX, words, Prefix(words[0].folded), unwanted)
        return Piece(start, end, SHORT, words, _term(words), unwanted, value=f"{words[0].shown}*")
    return Piece(start, end, PLAIN, words, _term(words), unwanted)


def _words(text: str, start: int, end: int) -> tuple[Typed, ...]:
    return tuple(Typed(*found.span(), found.group(), fold(found.group())) for found in WORD.finditer(text, start, end))


def _term(words: Sequence[Typed]) -> Term | None:
    return term_of([word.folded for word in words])


def _reference(words: Sequence[Typed]) -> Phrase | None:
    """A lesson's reference as it stands in the index, zeros before its number or not."""
    read = references.read("-".join(word.shown for word in words))
    return Phrase(tuple(read.lower().split("-"))) if read else None


def _left_out(piece: Piece) -> Iterable[Typed]:
    """Its words that are too common; inside a phrase they keep their place."""
    if piece.kind in (PREFIX, SHORT):
        return ()
    if isinstance(piece.term, Phrase):
        wanted = [number for number, word in enumerate(piece.words) if word.folded and not word.too_common]
        return (*piece.words[: wanted[0]], *piece.words[wanted[-1] + 1 :])
    return (word for word in piece.words if word.too_common)


def _each(values: Iterable[Value]) -> tuple[Value, ...]:
    return tuple(dict.fromkeys(values))
