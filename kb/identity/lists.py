"""The words that rules look for: the lists shipped in `content/lists/`, and what an admin added to them."""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any, TypeVar

import yaml

from kb.core.folding import folded_name

Made = TypeVar("Made")
SHORTEST_PART = 4
"""Letters of a part of a double name that counts by itself."""


@dataclass(frozen=True, eq=False)
class Lists:
    """All lists, folded; a name knows the communities that have it."""

    first_names: Mapping[str, frozenset[str]] = field(default_factory=dict)
    surnames: Mapping[str, frozenset[str]] = field(default_factory=dict)
    plain: Mapping[str, frozenset[str]] = field(default_factory=dict)
    """Lists of one column by the name of their file: settlements, areas, ordinary-words ..."""
    structured: Mapping[str, Any] = field(default_factory=dict)
    """YAML lists by the name of their file: allowed, nationalities, faith-groups, blame-words."""
    allowed_here: frozenset[str] = frozenset()
    """Terms that are allowed in this text alone: the pseudonym of its review."""
    listed_here: Mapping[str, frozenset[str]] = field(default_factory=dict)
    """Terms that an admin added for this text, by the rule that reports them."""
    _made: dict[Callable[["Lists"], Any], Any] = field(default_factory=dict, repr=False)

    @cached_property
    def names(self) -> frozenset[str]:
        """First names and surnames."""
        return frozenset(self.first_names) | frozenset(self.surnames)

    def of(self, name: str) -> frozenset[str]:
        """A list of one column, empty if there is no such file."""
        return self.plain.get(name, frozenset())

    def part(self, name: str, part: str) -> tuple[str, ...]:
        """One part of a YAML list, as it is written there; empty if there is none."""
        return tuple(map(str, (self.structured.get(name) or {}).get(part) or ()))

    def made(self, make: Callable[["Lists"], Made]) -> Made:
        """What a rule makes of the lists: patterns, phrases. It is made once, whatever is allowed in a text."""
        if make not in self._made:
            self._made[make] = make(self)
        made: Made = self._made[make]
        return made

    @cached_property
    def digits_of_helplines(self) -> frozenset[str]:
        """Public numbers, digits only."""
        return frozenset(re.sub(r"\D", "", number) for number in self.of("helplines"))

    def allowing(self, terms: Iterable[str]) -> "Lists":
        """The same lists for a text in which these terms pass."""
        return replace(self, allowed_here=self.allowed_here | {folded_name(term) for term in terms})

    def listing(self, terms: Mapping[str, Iterable[str]]) -> "Lists":
        """The same lists for a text in which these terms are reported, each by the rule under which it stands."""
        return replace(self, listed_here={rule: frozenset(of_rule) for rule, of_rule in terms.items()})


def read_lists(folder: Path) -> Lists:
    """Read the lists of a content folder's `lists/`; missing files are empty lists."""
    stamp = tuple(sorted((str(path), path.stat().st_mtime_ns) for path in folder.rglob("*") if path.is_file()))
    return _read(folder, stamp)


@lru_cache(maxsize=4)
def _read(folder: Path, _stamp: tuple[tuple[str, int], ...]) -> Lists:
    plain = {path.stem: frozenset(map(folded_name, _lines(path))) for path in sorted(folder.glob("*.txt"))}
    structured = {path.stem: yaml.safe_load(path.read_text("utf-8")) for path in sorted(folder.glob("*.yaml"))}
    return Lists(_by_group(folder / "first-names"), _by_group(folder / "surnames"), plain, structured)


def _lines(path: Path) -> Iterable[str]:
    for line in path.read_text("utf-8").splitlines():
        if line.strip() and not line.startswith("#"):
            yield line.split("\t")[0].strip()


def _by_group(folder: Path) -> Mapping[str, frozenset[str]]:
    groups: dict[str, set[str]] = {}
    for path in sorted(folder.glob("*.txt")):
        for name in _lines(path):
            for each in {name, *(part for part in re.split(r"[\s-]+", name) if len(part) >= SHORTEST_PART)}:
                groups.setdefault(folded_name(each), set()).add(path.stem.removesuffix("-faker"))
    return {name: frozenset(where) for name, where in groups.items()}


def phrases(terms: Iterable[str], *, flags: int = re.IGNORECASE) -> re.Pattern[str]:
    """A pattern for any of these terms as whole words, the longest first; white space and hyphens are one."""
    written = sorted({term.strip() for term in terms if term.strip()}, key=len, reverse=True)
    parts = (r"[\s-]+".join(map(re.escape, re.split(r"[\s-]+", term))) for term in written)
    joined = "|".join(parts)
    return re.compile(rf"(?<!\w)(?:{joined})(?!\w)" if joined else r"(?!)", flags)
