"""What is different between two texts of a lesson, field by field."""

import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from kb.core.word_changes import LONGEST, Piece, number_of_words, word_changes
from kb.lessons.field_values import TEXTS, Value
from kb.lessons.frozen import FILES, SOURCES

IN_ALL = 1.5
"""Seconds that all comparisons of two texts may take together."""
SHORTEST = 0.02
"""Seconds that one has in any case."""

InWords = Callable[[str, Value], Value]
"""A value of a field as people call it: the labels of what was chosen."""


@dataclass(frozen=True, slots=True)
class FieldChange:
    """A field that is different: the pieces of a text, or the values that were removed, were added and stayed."""

    field: str
    pieces: Sequence[Piece] = ()
    removed: Sequence[str] = ()
    added: Sequence[str] = ()
    kept: Sequence[str] = ()

    @property
    def is_text(self) -> bool:
        """Whether it is compared word by word."""
        return bool(self.pieces)

    @property
    def words_added(self) -> int:
        """How many words of a text were added."""
        return number_of_words(self.pieces, "added")

    @property
    def words_removed(self) -> int:
        """How many words of a text were removed."""
        return number_of_words(self.pieces, "removed")


def field_changes(
    before: Mapping[str, Any], after: Mapping[str, Any], fields: Iterable[str], in_words: InWords
) -> Sequence[FieldChange]:
    """The fields of these that are different in two texts as `kb.lessons.frozen` keeps them, in the order given.

    A field that one of them does not have, because it was kept before there was such a field, counts as empty there.
    """
    until = time.monotonic() + IN_ALL
    found = []
    for field in fields:
        one, other = before.get(field) or "", after.get(field) or ""
        if one == other:
            continue
        longest = max(SHORTEST, min(LONGEST, until - time.monotonic()))
        if field in (SOURCES, FILES):
            line = _source if field == SOURCES else _file
            texts = ["\n".join(map(line, said.get(field) or ())) for said in (before, after)]
            found.append(FieldChange(field, word_changes(*texts, longest=longest)))
        elif field in TEXTS:
            found.append(FieldChange(field, word_changes(str(one), str(other), longest=longest)))
        else:
            found.append(_values(field, _listed(field, one, in_words), _listed(field, other, in_words)))
    return found


def _values(field: str, before: Sequence[str], after: Sequence[str]) -> FieldChange:
    return FieldChange(
        field,
        removed=[each for each in before if each not in after],
        added=[each for each in after if each not in before],
        kept=[each for each in after if each in before],
    )


def _listed(field: str, value: Any, in_words: InWords) -> Sequence[str]:
    """A value as the words of all that was chosen; free words are divided, too."""
    if field == "tags":
        return [each.strip() for each in str(value).split(",") if each.strip()]
    words = in_words(field, tuple(value) if isinstance(value, list) else str(value))
    return words if isinstance(words, tuple) else [words] if words else []


def _source(kept: Mapping[str, Any]) -> str:
    """A source as one line."""
    parts = [kept.get("title"), kept.get("publisher"), kept.get("year"), kept.get("url")]
    named = {"pages": "pages", "accessed": "accessed", "withdrawn_on": "withdrawn on", "note": "note:"}
    parts += [f"{words} {kept[name]}" for name, words in named.items() if kept.get(name)]
    return ", ".join(str(each) for each in parts if each)


def _file(kept: Mapping[str, Any]) -> str:
    """A file as one line; the content by a few signs of its digest, as it may be another under the same name."""
    licence = str(kept.get("licence_key", "")).partition("/")[2]
    content = str(kept.get("digest", ""))[:8] or "removed"
    return f"{kept.get('title')}: {kept.get('purpose')} ({kept.get('file_name')}, {licence}, content {content})"
