"""The strip of published figures on the front page, each with its base, period and source."""

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import yaml

from kb.core.settings import settings

FILE = "figures.yaml"


@dataclass(frozen=True, slots=True)
class Figure:
    """A published number; number and sentence are read as one."""

    number: str
    sentence: str
    source: str
    url: str


def strip() -> tuple[Figure, ...]:
    """The figures of the content folder, in its order; none where it has no such file."""
    file = settings().content_folder / FILE
    return _read(file, file.stat().st_mtime_ns) if file.is_file() else ()


@lru_cache(maxsize=4)
def _read(file: Path, _changed: int) -> tuple[Figure, ...]:
    return tuple(Figure(**row) for row in yaml.safe_load(file.read_text(encoding="utf-8")))
