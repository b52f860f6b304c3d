"""What an engine has to be able to do, and what it is given and tells: the `Backend` protocol. Knows no engine."""

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Protocol

from kb.search.query import Hits, Query


@dataclass(frozen=True, slots=True)
class SearchDocument:
    """A published lesson as the index sees it; everything in it is public."""

    id: int
    title: str
    text: str
    """Summary, sections and what others need to know, as plain text."""
    labels: str
    """Names of its themes, values, places and sources."""

    @property
    def fingerprint(self) -> str:
        """Tells it from a document with other text."""
        content = "\x1f".join((self.title, self.text, self.labels))
        return hashlib.sha256(content.encode("utf-8", "replace")).hexdigest()[:20]


@dataclass(frozen=True, slots=True)
class Change:
    """What is true now of a lesson that changed: its document, or None where it is not public."""

    lesson_id: int
    document: SearchDocument | None


@dataclass(frozen=True, slots=True)
class Position:
    """A place in the log of changes. The mark tells the entry there from another with the same number."""

    sequence: int = 0
    mark: str = ""


@dataclass(frozen=True, slots=True)
class Applied:
    """What one commit of the index did."""

    added: int
    removed: int
    position: Position


@dataclass(frozen=True, slots=True)
class Generation:
    """A whole index that was built, verified and put in place."""

    name: str
    documents: int
    position: Position


@dataclass(frozen=True, slots=True)
class VerifyReport:
    """What a comparison of index and database found."""

    documents: int
    missing: tuple[int, ...] = ()
    extra: tuple[int, ...] = ()
    stale: tuple[int, ...] = ()
    damaged: tuple[str, ...] = ()

    @property
    def clean(self) -> bool:
        """Whether nothing was found."""
        return not (self.missing or self.extra or self.stale or self.damaged)


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a rebuild is."""

    done: int
    total: int


@dataclass(frozen=True, slots=True)
class SearchHealth:
    """How the index of this machine stands."""

    generation: str | None
    position: int
    changes_behind: int
    seconds_behind: float
    documents: int
    segments: int
    bytes: int
    worker: bool
    """Whether some process holds the writer's lock."""
    rebuilding: Progress | None = None
    problem: str | None = None
    """Why the index has to be rebuilt, if it has."""


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A completion of what is being typed."""

    kind: str
    """What it leads to: "lesson", "theme" or "organisation"."""
    text: str
    slug: str
    also: str = ""
    """What was matched where the text does not have what was typed: another name, or the reference of a lesson."""


class Backend(Protocol):
    """A search engine with its own copy of what is published. Only `kb.search.indexing` calls the write side."""

    def position(self) -> int:
        """The last sequence of the log that is durable in this index."""

    def apply(self, changes: Sequence[Change], upto: Position) -> Applied:
        """Take in what is true now of these lessons, each named once; durable when it returns. May be repeated."""

    def rebuild(self, documents: Iterable[SearchDocument], upto: Position) -> Generation:
        """Build a whole index beside the one in use, verify it, put it in its place."""

    def verify(self, sample: int = 200) -> VerifyReport:
        """Compare ids with the database both ways, and the content of `sample` documents."""

    def search(self, query: Query) -> Hits:
        """The answer; thread-safe, never raises for what a user typed, never waits for the writer."""

    def suggest(self, prefix: str, limit: int) -> list[Suggestion]:
        """Completions of what is being typed."""

    def health(self) -> SearchHealth:
        """How the index stands."""
