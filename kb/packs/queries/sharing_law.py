"""What the law says on sharing information about a child, in plain words, as a file of the site has it."""

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import yaml

FILE = "information-sharing.yaml"


@dataclass(frozen=True, slots=True)
class PointOfLaw:
    """A point in our own words, and where it was read."""

    point: str
    nations: frozenset[str]
    """Slugs of the nations it holds in; empty for all."""
    source: str
    url: str


def sharing_law(content: Path, nation: str) -> tuple[PointOfLaw, ...]:
    """What holds everywhere, and what holds in this nation; all nations without one. None where there is no file."""
    file = content / FILE
    if not file.is_file():
        return ()
    anywhere = nation in {"", "united-kingdom"}
    return tuple(
        each for each in _read(file, file.stat().st_mtime_ns) if not each.nations or anywhere or nation in each.nations
    )


@lru_cache(maxsize=4)
def _read(file: Path, _changed: int) -> tuple[PointOfLaw, ...]:
    rows = yaml.safe_load(file.read_text(encoding="utf-8"))
    return tuple(PointOfLaw(row["point"], frozenset(row["nations"]), row["source"], row["url"]) for row in rows)
