"""Reads the names of themes, and finds them in the words of a lesson: a cheap test of what it is about."""

import re
from collections.abc import Collection, Iterable, Mapping

from sqlalchemy import select

from kb.core.db import session
from kb.core.folding import folded_name
from kb.core.statements import words
from kb.core.versions import kept
from kb.lessons.models.vocabulary import Theme, ThemeLabel

_END = re.compile(r"[.!?:;]\s|\n")
_ENDING = re.compile(r"(?<=\w{4})(?:ing|ed|es|s|e)$")


Names = Mapping[int, Collection[frozenset[str]]]
"""The words of each name of a theme, by its number."""


def named_in(texts: Iterable[str], theme_ids: Iterable[int], names: Names) -> frozenset[int]:
    """Those of these themes of which a name stands in one of the texts: all words of it in the same sentence.

    Letter case, accents and common endings make no difference: "sharing of information" names "information shared".
    """
    sentences = [_folded(sentence) for each in texts for sentence in _END.split(each)]
    return frozenset(
        theme for theme in theme_ids if any(name <= said for name in names.get(theme, ()) for said in sentences)
    )


@kept
def names_of_themes() -> Names:
    """The label of each theme, and the other labels under which it is looked for."""
    others = select(ThemeLabel.theme_id, ThemeLabel.label)
    found: dict[int, set[frozenset[str]]] = {}
    for number, label in session.execute(select(Theme.id, Theme.label).union_all(others)):
        if said := _folded(label):
            found.setdefault(number, set()).add(said)
    return found


def _folded(sentence: str) -> frozenset[str]:
    return frozenset(_ENDING.sub("", part) for word in words(folded_name(sentence)) for part in word.split("-"))
