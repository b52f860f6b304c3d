"""What can be meant by words in a cell: the values of closed lists, themes and reviews."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz, process

from kb.editorial.queries.choices import closed_choices, review_choices, theme_choices
from kb.importing.fields import plain
from kb.lessons.field_values import ONE_OF, SEVERAL_OF

NEAR = 70
"""How much words must be alike, of 100, to be suggested."""
FEW = 8
"""A list of so many values is said whole."""
SHOWN = 60
"""Characters of a cell that are repeated in a message."""
Choices = Sequence[tuple[str, str]]


class Unknown(ValueError):
    """Words that mean nothing of a list; the message says what to write."""


@dataclass(frozen=True, slots=True)
class Words:
    """The values of one list by the words that mean them."""

    slugs: Mapping[str, str]
    """By the plain form of slug and label."""
    labels: Sequence[str]

    @classmethod
    def of(cls, choices: Choices) -> "Words":
        """Those of slugs and labels."""
        slugs: dict[str, str] = {}
        for slug, label in choices:
            slugs.setdefault(plain(label), slug)
        for slug, _ in choices:
            slugs.setdefault(plain(slug), slug)
        return cls(slugs, [label for _, label in choices])

    def slug(self, typed: str) -> str:
        """The value that is meant. Raises Unknown."""
        words = plain(typed)
        if found := self.slugs.get(words):
            return found
        raise Unknown(f"“{shortened(typed)}” is not in the list. {self._suggestion(typed)}")

    def slugs_in(self, typed: str) -> tuple[str, ...]:
        """The values that are meant, with semicolons between them. Raises Unknown, with all that mean nothing."""
        found, unknown = [], []
        for part in typed.split(";"):
            try:
                found += [self.slug(part)] if part.strip() else []
            except Unknown as problem:
                unknown.append(self._parted(part) or str(problem))
        if unknown:
            *others, last = unknown
            raise Unknown(" ".join([*(each if each.endswith("?") else f"{each}." for each in others), last]))
        return tuple(dict.fromkeys(found))

    def _parted(self, typed: str) -> str:
        """What is said where other signs than semicolons stand between values of the list; empty where they do not."""
        parts = [part.strip() for part in re.split(r"[,\n/|]", typed) if part.strip()]
        if len(parts) == 1 or not any(plain(part) in self.slugs for part in parts):
            return ""
        return f"Put a semicolon between values: “{shortened('; '.join(parts))}”"

    def _suggestion(self, typed: str) -> str:
        if self.labels:
            label_words = {label: plain(label) for label in self.labels}
            _, alike, label = process.extractOne(plain(typed), label_words, scorer=fuzz.WRatio)
            if alike >= NEAR:
                return f"Did you mean “{label}”?"
        if len(self.labels) <= FEW:
            return f"Write one of: {'; '.join(self.labels)}"
        return "The page “Fields that can be imported” shows the list"


def shortened(text: str) -> str:
    """A text as messages repeat it."""
    line = " ".join(text.split())
    return line if len(line) <= SHOWN else f"{line[:SHOWN].rstrip()}…"


def choices_of(field: str) -> Choices:
    """Slugs and labels of what a field takes; none for fields of free text."""
    if field == "themes":
        return theme_choices()
    if field == "review":
        return review_choices()
    if field == "source_kind":
        return closed_choices("source-kinds")
    of_list = ONE_OF.get(field) or SEVERAL_OF.get(field)
    return closed_choices(of_list) if of_list else ()


class Known:
    """What is in the lists now; made once for many rows."""

    def __init__(self) -> None:
        self._words: dict[str, Words] = {}

    def words(self, field: str) -> Words:
        """The values of a field."""
        if field not in self._words:
            self._words[field] = Words.of(choices_of(field))
        return self._words[field]
