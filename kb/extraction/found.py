"""Gathers what a reader finds in a file, tidied and within bounds."""

import re

from kb.extraction.parts import Extracted, Kind, Limits, Part, PartKind, Refused

MOST_PARTS = 50_000
MOST_PLACES = 2_000

_LINE_END_HYPHEN = re.compile("\ufffe\r?\n?")
_BREAKS = re.compile("\r\n?|[\x0b\x0c\x85\u2028\u2029]")
_UNSAYABLE = re.compile("[\x00-\x08\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_SPACES_AT_ENDS = re.compile(r"[ \t\xa0]+(?=\n|$)")


def tidy(text: str) -> str:
    """The text with plain line breaks, without what PDF leaves at hyphens and without signs that no text has."""
    text = _LINE_END_HYPHEN.sub("", text)
    text = _UNSAYABLE.sub("", _BREAKS.sub("\n", text))
    return _SPACES_AT_ENDS.sub("", text).strip("\n")


class Found:
    """Takes parts in the order of the file; the same words at the same place are kept once."""

    def __init__(self, limits: Limits) -> None:
        self.limits = limits
        self.pages: int | None = None
        self._parts: dict[Part, None] = {}
        self._unreadable: dict[str, None] = {}
        self._characters = 0
        self.before = ""

    def add(self, where: str, of: PartKind, text: str | None) -> None:
        """Keep a text, unless there is nothing in it."""
        tidied = tidy(text or "")
        if not tidied.strip():
            return
        part = Part(self.before + tidy(where), of, tidied)
        if part in self._parts:
            return
        self._parts[part] = None
        self._characters += len(tidied)
        if self._characters > self.limits.text or len(self._parts) > MOST_PARTS:
            raise Refused("too-large")

    def no_text(self, where: str) -> None:
        """Note a place whose words, if it has any, only a person can read."""
        if len(self._unreadable) < MOST_PLACES:
            self._unreadable[self.before + tidy(where)] = None

    def whole(self, kind: Kind) -> Extracted:
        """Everything found."""
        return Extracted(kind, tuple(self._parts), tuple(self._unreadable), self.pages)
