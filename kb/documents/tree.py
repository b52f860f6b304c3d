"""A document as a plain tree: what it says and in which order, and nothing of how a format draws it."""

import re
from dataclasses import dataclass
from typing import TypeAlias

ADDRESSES = ("https://", "http://", "mailto:", "tel:")
"""How an address begins that leads somewhere from paper or from a file."""
_LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Z]{2})?")


@dataclass(frozen=True)
class Span:
    """A stretch of text in one style. A line feed in it begins a new line; `link` is one of `ADDRESSES` or empty."""

    text: str
    bold: bool = False
    italic: bool = False
    code: bool = False
    link: str = ""


@dataclass(frozen=True)
class Heading:
    """The heading of what follows; 1 is the highest level below the title. Skipped levels are closed up."""

    level: int
    text: str


@dataclass(frozen=True)
class Paragraph:
    """Words that belong together."""

    spans: tuple[Span, ...]


@dataclass(frozen=True)
class List:
    """Points, each of them blocks; with numbers where their order matters."""

    items: tuple[tuple["Block", ...], ...]
    ordered: bool = False


@dataclass(frozen=True)
class Table:
    """Rows under a row of column headings, which may be empty. Rows may be of different lengths."""

    header: tuple[tuple[Span, ...], ...]
    rows: tuple[tuple[tuple[Span, ...], ...], ...]


@dataclass(frozen=True)
class Quote:
    """What somebody else said."""

    blocks: tuple["Block", ...]


@dataclass(frozen=True)
class Facts:
    """Names, each with what is to be said under it: a list of definitions, or the data of a thing."""

    pairs: tuple[tuple[str, tuple["Block", ...]], ...]


@dataclass(frozen=True)
class Rule:
    """A line between two parts that have no headings."""


@dataclass(frozen=True)
class PageBreak:
    """What follows begins on a new page."""


Block: TypeAlias = Heading | Paragraph | List | Table | Quote | Facts | Rule | PageBreak


@dataclass(frozen=True)
class Document:
    """Title and blocks, and what stands on every page.

    `mark` is a word such as DRAFT, large and pale across each page and said in words too; `running` stands at the
    head of each page, `note` at its foot. Raises ValueError for a language that is not like "cy" or "en-GB".
    """

    title: str
    language: str = "en-GB"
    blocks: tuple[Block, ...] = ()
    mark: str = ""
    note: str = ""
    running: str = ""

    def __post_init__(self) -> None:
        if not _LANGUAGE.fullmatch(self.language):
            raise ValueError(f"not a language: {self.language!r}")


def text(words: str) -> Paragraph:
    """A paragraph in one style."""
    return Paragraph((Span(words),))
