"""A document as a plain tree: what it says and in which order, and nothing of how a format draws it."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import TypeAlias

ADDRESSES = ("https://", "http://", "mailto:", "tel:")
"""How an address begins that leads somewhere from paper or from a file."""
PROPOSED = {"recommended": "Recommended", "agreed": "Agreed"}
"""What is said of the third point of a lesson where it, or its main part, was not done (`Slide.proposed`)."""
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
    """Words that belong together; `small` are those that few people look for, in smaller letters."""

    spans: tuple[Span, ...]
    small: bool = False


@dataclass(frozen=True)
class List:
    """Points, each of them blocks; with numbers where their order matters."""

    items: tuple[tuple["Block", ...], ...]
    ordered: bool = False


@dataclass(frozen=True)
class Table:
    """Rows under a row of column headings, which may be empty. Rows may be of different lengths.

    One that is `wide` reaches from edge to edge, as what is filled in by hand does: columns without words share what
    the others leave, and where there are none, the one with most words has it.
    """

    header: tuple[tuple[Span, ...], ...]
    rows: tuple[tuple[tuple[Span, ...], ...], ...]
    wide: bool = False


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


@dataclass(frozen=True)
class Panel:
    """Blocks that stand apart from the text around them: what a trainer says, a notice."""

    title: str
    blocks: tuple["Block", ...]


@dataclass(frozen=True)
class Figure:
    """A picture, `image/png` or `image/jpeg`, and what it shows in words, which may not be empty."""

    content: bytes
    kind: str
    alternative: str

    def __post_init__(self) -> None:
        if not self.alternative.strip() or self.kind not in ("image/png", "image/jpeg"):
            raise ValueError("a picture is a PNG or a JPEG, with words for who does not see it")


@dataclass(frozen=True)
class Blank:
    """Room for handwriting: so many lines."""

    lines: int


@dataclass(frozen=True)
class Cards:
    """Words to be cut out, each on a card of its own, two beside each other; the fewer letters, the larger."""

    items: tuple[str, ...]


@dataclass(frozen=True)
class Question:
    """A question with its options, of which one is right."""

    number: int
    stem: str
    options: tuple[str, ...]
    answer: int
    """Number of the right option, from 1."""
    explanation: str
    source: str
    """The lesson, and the part of it, that shows why."""
    answered: bool = False
    """Whether paper shows the answer below; on the screen it comes after the question in any case."""


@dataclass(frozen=True)
class Slide:
    """What is shown on the screen while `notes` are said: a title, and blocks of few words.

    Only slides and what is run in the room show it; on paper it is passed over. `kb.documents.on_slides` divides one
    that is too long.
    """

    title: str
    blocks: tuple["Block", ...] = ()
    notes: tuple["Block", ...] = ()
    minutes: int = 0
    """For how long it stays on the screen, for the timer; 0 where nothing is said of that."""
    reference: bool = False
    """Whether it is there to look things up, as a list of sources is: in smaller letters, on as many as it needs."""
    point: int = 0
    """Which of the five points of a lesson it tells, from 1: found, why, done, effect, how; 0 for none."""
    proposed: str = ""
    """One of `PROPOSED` where the third point is told and was not done: it is shown so."""
    source: str = ""
    """Where its words come from, in a few: it stands at the foot, in place of the note of the document."""


@dataclass(frozen=True)
class Part:
    """A part of a document that only some of the things to take away have (`selected`)."""

    within: frozenset[str]
    """Names of those that have it."""
    blocks: tuple["Block", ...]


Block: TypeAlias = (
    Heading | Paragraph | List | Table | Quote | Facts | Rule | PageBreak
    | Panel | Figure | Blank | Cards | Question | Slide | Part
)  # fmt: skip


@dataclass(frozen=True)
class Document:
    """Title and blocks, and what stands on every page.

    `mark` is a word such as DRAFT, large and pale across each page and said in words too; `running` stands at the
    head of each page, `note` at its foot; `logo` before the title. What is `compact`, such as a form, has smaller
    letters and edges, so that it has room on few pages. Raises ValueError for a language that is not like "cy" or
    "en-GB".
    """

    title: str
    language: str = "en-GB"
    blocks: tuple[Block, ...] = ()
    mark: str = ""
    note: str = ""
    running: str = ""
    logo: Figure | None = None
    compact: bool = False

    def __post_init__(self) -> None:
        if not _LANGUAGE.fullmatch(self.language):
            raise ValueError(f"not a language: {self.language!r}")


def text(words: str, *, small: bool = False) -> Paragraph:
    """A paragraph in one style."""
    return Paragraph((Span(words),), small)


def selected(document: Document, name: str) -> Document:
    """The document with what is in this thing to take away: its parts opened, all others left out."""
    return replace(document, blocks=tuple(_within(document.blocks, name)))


def _within(blocks: Iterable[Block], name: str) -> Iterator[Block]:
    for each in blocks:
        if not isinstance(each, Part):
            yield each
        elif name in each.within:
            yield from _within(each.blocks, name)
