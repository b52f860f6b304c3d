"""Knows words again of which nothing is kept but a fingerprint.

A text is read as a sequence of words, so that neither case nor signs between them matter. Of the expunged words their
number is kept, sixteen bits of a fast hash to pass over nearly everything, and a slow hash to be sure. Nobody can read
the words out of that; whoever has the database could only try out a guess, slowly (decision 0016).
"""

import hashlib
import re
import secrets
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

REMOVED = "[removed]"
"""Stands where words were."""
EXPUNGED = "expunged"
"""Stands where a digest of the text was: nothing has it, so no signature holds and no reason is found again."""
_UNSEEN = "\u00ad\u200b-\u200f\u2060\ufeff"
_WORD = re.compile(rf"[^\W_](?:[^\W_]|[{_UNSEEN}])*")
_SIGNS = re.compile(f"[{_UNSEEN}]")
_ROUGH_BITS = 16
_COST = {"n": 2**14, "r": 8, "p": 1, "maxmem": 64 * 2**20, "dklen": 32}
"""Of the slow hash: some 50 milliseconds and 16 MB a guess."""


@dataclass(frozen=True)
class Fingerprint:
    """By what a sequence of words is known again."""

    number: int
    """Of words."""
    rough: int
    salt: str
    digest: str
    _known: dict[str, bool] = field(default_factory=dict, compare=False, repr=False)

    def spans(self, text: str) -> Sequence[tuple[int, int]]:
        """Where the words stand in a text, from the first to the last sign; overlapping ones once."""
        words = list(_words(text))
        found: list[tuple[int, int]] = []
        for first in range(len(words) - self.number + 1):
            part = words[first : first + self.number]
            start, end = part[0][1], part[-1][2]
            if (found and start < found[-1][1]) or not self._matches([word for word, _, _ in part]):
                continue
            found.append((start, end))
        return found

    def without(self, text: str) -> str:
        """The text with `REMOVED` in place of the words; the same text where they are not in it."""
        kept, last = [], 0
        for start, end in self.spans(text):
            kept.append(text[last:start])
            last = end
        return REMOVED.join([*kept, text[last:]]) if kept else text

    def as_mapping(self) -> Mapping[str, str | int]:
        """What is kept of it."""
        return {"number": self.number, "rough": self.rough, "salt": self.salt, "digest": self.digest}

    def _matches(self, words: Sequence[str]) -> bool:
        said = "\0".join(words)
        if _rough(said, self.salt) != self.rough:
            return False
        if said not in self._known:
            self._known[said] = _slow(said, self.salt) == self.digest
        return self._known[said]


@dataclass(frozen=True)
class AnyOf:
    """Several sequences of words that are looked for together, so that every text and file is read once for all."""

    each: Sequence[Fingerprint]

    def spans(self, text: str) -> Sequence[tuple[int, int]]:
        """Where any of them stands in a text; those of one sequence after those of the one before."""
        return [found for one in self.each for found in one.spans(text)]

    def without(self, text: str) -> str:
        """The text with `REMOVED` in place of each."""
        for one in self.each:
            text = one.without(text)
        return text


class Everything:
    """All that stands in a text, whatever it is: for rows that are blanked as a whole."""

    def spans(self, text: str) -> Sequence[tuple[int, int]]:
        """From its first to its last sign."""
        return [(0, len(text))] if text else []

    def without(self, text: str) -> str:
        """Nothing."""
        return text[:0]


Words = Fingerprint | AnyOf | Everything
"""What is taken out of texts."""


def fingerprint_of(text: str) -> Fingerprint:
    """The fingerprint of the words of a text. Raises ValueError where there are none."""
    said = folded(text)
    if not said:
        raise ValueError("there are no words")
    salt = secrets.token_hex(16)
    return Fingerprint(said.count("\0") + 1, _rough(said, salt), salt, _slow(said, salt))


def kept_fingerprint(kept: Mapping[str, Any]) -> Fingerprint:
    """A fingerprint from what was kept of it."""
    return Fingerprint(int(kept["number"]), int(kept["rough"]), str(kept["salt"]), str(kept["digest"]))


def folded(text: str) -> str:
    """The words of a text as they are compared: two texts of which this is the same have the same fingerprint."""
    return "\0".join(word for word, _, _ in _words(text))


def number_of_words(text: str) -> int:
    """How many words a text has, as they are compared here."""
    return sum(1 for _ in _words(text))


def _words(text: str) -> Iterator[tuple[str, int, int]]:
    """Each word, folded, with its place."""
    for found in _WORD.finditer(text):
        folded = unicodedata.normalize("NFKD", _SIGNS.sub("", found[0])).casefold()
        yield "".join(sign for sign in folded if not unicodedata.combining(sign)), found.start(), found.end()


def _rough(said: str, salt: str) -> int:
    hashed = hashlib.blake2b(said.encode("utf-8", "surrogatepass"), key=bytes.fromhex(salt), digest_size=8).digest()
    return int.from_bytes(hashed) >> (64 - _ROUGH_BITS)


def _slow(said: str, salt: str) -> str:
    return hashlib.scrypt(said.encode("utf-8", "surrogatepass"), salt=bytes.fromhex(salt), **_COST).hex()
