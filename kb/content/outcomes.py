"""What a load did and what it touched."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from kb.expunging.queries import has_expunged


class LoadRefused(Exception):
    """The files are in order, but the database holds something that they would break; `reasons` says what."""

    def __init__(self, reasons: list[str]) -> None:
        super().__init__("; ".join(reasons))
        self.reasons = reasons


@dataclass(slots=True)
class Tally:
    """How many records of one sort there were, and what became of them."""

    name: str
    total: int
    new: int = 0
    changed: int = 0
    removed: int = 0
    notes: list[str] = field(default_factory=list)
    """What was left as it is in the database, and why."""

    @property
    def moved(self) -> int:
        """Records that this load wrote or took out."""
        return self.new + self.changed + self.removed

    def __str__(self) -> str:
        parts = {"new": self.new, "changed": self.changed, "taken out": self.removed}
        done = ", ".join(f"{number} {what}" for what, number in parts.items() if number) or "as before"
        return f"{self.name}: {self.total} ({done})"


@dataclass(slots=True)
class Touched:
    """Records that were there before and now read otherwise; lessons that show them have changed with them."""

    values: set[str] = field(default_factory=set)
    """Keys of closed values."""
    themes: set[int] = field(default_factory=set)
    organisations: set[int] = field(default_factory=set)
    reviews: set[int] = field(default_factory=set)
    places: frozenset[str] = frozenset()
    """Keys of regions and nations that now tell, or no longer tell, which organisation is meant."""


def saying_again(what: str, files: Iterable[tuple[str, Mapping[str, Any]]]) -> list[str]:
    """Notes on records, each with its slug, that say what was removed for good: that is not written, and who keeps the
    files has to know."""
    return [f"{what} '{slug}' says what was removed for good (change it)" for slug, of in files if has_expunged(of)]
