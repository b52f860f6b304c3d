"""Who can be talked to: the support lines that fit what a lesson is about."""

from collections.abc import Collection
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import yaml

FILE = "support-lines.yaml"
ANYWHERE = frozenset({"", "united-kingdom"})
"""Nations that are no one nation: what is for any of the four is for them."""
HARMFUL_OUTCOMES = frozenset({"death", "serious-harm", "child-harmed-another"})


@dataclass(frozen=True, slots=True, eq=False)
class SupportLine:
    """A helpline as a page shows it. Each is made once, and equal to itself alone."""

    name: str
    phone: str
    text: str
    url: str
    nations: frozenset[str]
    """Slugs of the nations it serves; empty for all."""
    harm_types: frozenset[str]
    """Slugs of the harm types it is for; empty for all."""

    @property
    def tel(self) -> str:
        """The number as an address to dial."""
        return "tel:" + "".join(sign for sign in self.phone if sign.isdigit())


def support_lines(
    content: Path, nation: str | None, harm_types: Collection[str], outcomes: Collection[str]
) -> tuple[SupportLine, ...]:
    """The lines for a lesson about these types of harm in this nation; none where it touches no harm."""
    if not set(harm_types) - {"unknown"} and not set(outcomes) & HARMFUL_OUTCOMES:
        return ()
    file = content / FILE
    if not file.is_file():
        return ()
    anywhere = (nation or "") in ANYWHERE
    return tuple(
        line
        for line in _read(file, file.stat().st_mtime_ns)
        if (not line.nations or anywhere or nation in line.nations)
        and (not line.harm_types or line.harm_types & set(harm_types))
    )


@lru_cache(maxsize=4)
def _read(file: Path, _changed: int) -> tuple[SupportLine, ...]:
    rows = yaml.safe_load(file.read_text(encoding="utf-8"))
    return tuple(
        SupportLine(
            row["name"], row["phone"], row["text"], row["url"], frozenset(row["nations"]), frozenset(row["harm_types"])
        )
        for row in rows
    )
