"""What the files say, once read: the one form that check gives, load takes, and export reads from the database."""

from dataclasses import dataclass, field
from typing import Any

Values = dict[str, Any]
"""One record: the keys of `fields.py` with text, whole numbers, dates, lists and records; nothing that is empty."""


@dataclass(slots=True)
class Contents:
    """All that the loaded files say."""

    vocabularies: Values = field(default_factory=dict)
    themes: Values = field(default_factory=dict)
    glossary: Values = field(default_factory=dict)
    organisations: dict[str, Values] = field(default_factory=dict)
    reviews: dict[str, Values] = field(default_factory=dict)
    lessons: dict[str, Values] = field(default_factory=dict)
    """With the text of each section under its key; by slug, like the two above."""
    periods: list[Values] = field(default_factory=list)
    counts: list[Values] = field(default_factory=list)
    vignettes: dict[str, Values] = field(default_factory=dict)
    sessions: dict[str, Values] = field(default_factory=dict)
    quiz: list[Values] = field(default_factory=list)
    forms: list[Values] = field(default_factory=list)
    safety: Values = field(default_factory=dict)
