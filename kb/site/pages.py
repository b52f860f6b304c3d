"""The standing pages (help, about, privacy ...), read from the content folder as they are."""

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import yaml
from markupsafe import Markup

from kb.core.errors import NotFound
from kb.core.text import headings, to_html
from kb.lessons.queries.labels import Label

NAMES = ("help", "about", "contact", "accessibility", "privacy", "cookies", "terms")


@dataclass(frozen=True, slots=True)
class Document:
    """A standing page."""

    slug: str
    title: str
    summary: str
    html: Markup
    headings: tuple[Label, ...]


def document(content: Path, slug: str) -> Document:
    """The standing page of this name. Raises NotFound where the content folder has none."""
    file = content / "pages" / f"{slug}.md"
    if slug not in NAMES or not file.is_file():
        raise NotFound
    return _read(file, file.stat().st_mtime_ns)


@lru_cache(maxsize=32)
def _read(file: Path, _changed: int) -> Document:
    _, front, body = file.read_text(encoding="utf-8").split("---\n", 2)
    about = yaml.safe_load(front)
    html = to_html(body, top_heading=2, anchors=True)
    return Document(file.stem, about["title"], about["summary"], html, tuple(Label(*pair) for pair in headings(html)))
