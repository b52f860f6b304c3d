"""Notices words by which somebody may be named: a first name, or a title before a capital letter."""

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass

CAPITAL = r"[A-ZÀ-Ý][\w'’-]*"


@dataclass(frozen=True, slots=True)
class Naming:
    """First names and titles to look for."""

    first_names: frozenset[str]
    honorifics: re.Pattern[str]

    @classmethod
    def of(cls, first_names: Collection[str], honorifics: Collection[str]) -> "Naming":
        """Get ready to look for these."""
        titles = "|".join(re.escape(title) for title in sorted(honorifics, key=len, reverse=True))
        return cls(frozenset(first_names), re.compile(rf"\b(?:{titles})\.?\s+{CAPITAL}" if titles else r"(?!)"))

    def found(self, text: str, allowed: Collection[str] = ()) -> Iterator[str]:
        """What in a text may name somebody; the words of `allowed` are pseudonyms that were published."""
        yield from (match.group() for match in self.honorifics.finditer(text))
        for word in re.findall(CAPITAL, text):
            for part in word.split("-"):
                base = re.sub(r"['’]s?$", "", part)
                if (
                    base in self.first_names or (len(base) > 2 and base.title() in self.first_names)
                ) and base not in allowed:
                    yield base
