"""What was added to a text and removed from it, word by word."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from diff_match_patch import diff_match_patch

Kind = Literal["same", "removed", "added"]
LONGEST = 0.5
"""Seconds that one comparison may take; what it has not compared by then is shown as replaced."""
_TOKENS = re.compile(r"\n|[^\S\n]+|\w+|[^\w\s]")
"""A line's end, blanks, a word, or a sign: every text is a sequence of these."""
_KINDS: dict[int, Kind] = {-1: "removed", 0: "same", 1: "added"}


@dataclass(frozen=True, slots=True)
class Piece:
    """Words that stand in both texts, in the one before, or in the one after."""

    kind: Kind
    text: str


def word_changes(before: str, after: str, *, longest: float = LONGEST) -> Sequence[Piece]:
    """The pieces of which two texts consist: without what was added they are the first, without what was removed the
    second.

    `longest`: seconds after which the rest is no longer compared. Whole words are compared, and changes that are close
    to each other count as one.
    """
    known: dict[str, str] = {}
    coded = [_coded(text, known) for text in (before, after)]
    words = list(known)
    differ = diff_match_patch()
    differ.Diff_Timeout = longest
    found = differ.diff_main(*coded, False)
    differ.diff_cleanupSemantic(found)
    pieces = [Piece(_KINDS[kind], "".join(words[ord(sign)] for sign in signs)) for kind, signs in found]
    return [each for each in pieces if each.text]


def number_of_words(pieces: Sequence[Piece], kind: Kind) -> int:
    """How many words were added, or removed."""
    return sum(len(re.findall(r"\w+", each.text)) for each in pieces if each.kind == kind)


def _coded(text: str, known: dict[str, str]) -> str:
    """A text with one sign for each of its tokens, because the library compares signs."""
    for token in _TOKENS.findall(text):
        known.setdefault(token, chr(len(known)))
    return "".join(known[token] for token in _TOKENS.findall(text))
