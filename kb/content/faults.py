"""What is wrong in the content files: where, what, and what would be right."""

from collections.abc import Collection
from dataclasses import dataclass
from difflib import get_close_matches

LONGEST_SHOWN = 60
FEW = 8
"""Up to so many allowed values are named in full; of more, the nearest are."""


@dataclass(frozen=True, order=True, slots=True)
class Fault:
    """One thing that is wrong at one line of a file; `path` is relative to the content folder."""

    path: str
    line: int
    message: str

    def __str__(self) -> str:
        return f"{self.path}:{self.line}: {self.message}"


class Faults:
    """Every fault that was found, each once."""

    def __init__(self) -> None:
        self._found: set[Fault] = set()
        self._warnings: set[Fault] = set()

    def __len__(self) -> int:
        return len(self._found)

    def add(self, path: str, line: int, message: str) -> None:
        """Note a fault."""
        self._found.add(Fault(path, line, message))

    def warn(self, path: str, line: int, message: str) -> None:
        """Note something that should be better and yet keeps nothing from being loaded."""
        self._warnings.add(Fault(path, line, message))

    def sorted(self) -> list[Fault]:
        """All of them, by file and line."""
        return sorted(self._found)

    def warnings(self) -> list[Fault]:
        """What was only warned of, by file and line."""
        return sorted(self._warnings)


@dataclass(frozen=True, slots=True)
class File:
    """One content file, and where its faults go."""

    path: str
    faults: Faults

    def fault(self, line: int, message: str) -> None:
        """Note a fault of this file."""
        self.faults.add(self.path, line, message)

    def warn(self, line: int, message: str) -> None:
        """Note something of this file that should be better."""
        self.faults.warn(self.path, line, message)


def shown(value: str) -> str:
    """A value as a message quotes it: short, on one line, with every invisible character spelt out."""
    cut = value if len(value) <= LONGEST_SHOWN else value[: LONGEST_SHOWN - 1] + "…"
    return "'" + "".join(c if c.isprintable() else c.encode("unicode_escape").decode() for c in cut) + "'"


def meant(word: str, allowed: Collection[str]) -> str:
    """The end of a message about an unknown key: the one that was probably meant, or all that exist."""
    near = get_close_matches(word[:LONGEST_SHOWN], allowed, n=1, cutoff=0.6)
    return f"did you mean '{near[0]}'?" if near else "keys are: " + ", ".join(allowed)


def use(word: str, allowed: Collection[str], where: str) -> str:
    """The end of a message about an unknown value: all that exist if they are few, or else the nearest."""
    if len(allowed) <= FEW:
        return "use one of: " + ", ".join(allowed)
    near = get_close_matches(word[:LONGEST_SHOWN], allowed, n=3, cutoff=0.5)
    return f"nearest: {', '.join(near)}" if near else f"{where} has the values"
