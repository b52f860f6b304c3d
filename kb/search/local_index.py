"""The search engine: an index on this machine's own disk. Implements the `Backend` protocol."""

import hashlib
import platform
import time
import uuid
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import TypeVar

import numpy as np

from kb.core import bounded_markdown, text
from kb.lessons import places
from kb.search import change_log, documents, lexicon, suggesting, verifying, whoosh_index, whoosh_postings, words
from kb.search.backend import (
    Applied,
    Change,
    Generation,
    Position,
    SearchDocument,
    SearchHealth,
    Suggestion,
    VerifyReport,
)
from kb.search.folder import Current, IndexFolder, broken_seals, seal, sealed
from kb.search.query import Hits, Query
from kb.search.reading import Reader
from kb.search.snapshot import Snapshot
from kb.search.whoosh_index import MOST_SEGMENTS, Damaged
from kb.search.whoosh_segments import Opened, files, open_index

MADE_BY = (documents, places, bounded_markdown, text, words, lexicon, whoosh_index, whoosh_postings)
"""The modules that decide what stands in an index."""

WORN_FROM, WORN_SHARE = 1_000, 0.3
"""Deleted documents from which on, if they are more than this share, an index is built anew."""

Answer = TypeVar("Answer")


@cache
def code_form() -> dict[str, str]:
    """What of the code an index depends on: it is built anew when any of it changes."""
    sources = [Path(str(module.__file__)).read_bytes() for module in MADE_BY]
    return {
        "schema": str(whoosh_index.SCHEMA_VERSION),
        "language": "en",
        "analyser": hashlib.sha256(b"".join(sources)).hexdigest()[:20],
        "engine": whoosh_index.ENGINE,
        "python": ".".join(platform.python_version_tuple()[:2]),
    }


def answer(snapshot: Snapshot, query: Query, hidden: frozenset[int]) -> Hits:
    """What a snapshot answers, which is stale where it has no index or one that other code made. Raises Damaged."""
    hits, current = snapshot.answer(query, hidden), snapshot.current
    return replace(hits, stale=current is None or not made_by_this_code(current))


def made_by_this_code(current: Current) -> bool:
    """Whether an index is one that this version of the code would have built."""
    return all(current.form.get(name) == value for name, value in code_form().items())


class LocalIndex:
    """Search in a folder of its own. Writing is for `kb.search.indexing`, which holds the writer's lock."""

    def __init__(self, path: Path) -> None:
        self.folder = IndexFolder(path)
        self.reader = Reader(self.folder)

    # --- write side

    def position(self) -> int:
        """The last sequence of the log that is durable here; 0 where there is no index."""
        current = self.folder.current()
        return current.position.sequence if current else 0

    def problem(self, *, thorough: bool = False) -> str | None:
        """Why the index cannot be followed up and has to be built anew, in words; None where it can.

        With `thorough` the content of each file is compared with its checksum.
        """
        current = self.folder.current()
        if current is None:
            return "there is no index yet"
        changed = self.outgrown(current)
        if changed:
            return changed
        place = self.folder.place(current.generation)
        try:
            if files(place) - set(sealed(place)):
                return "its last commit was not made durable"
            open_index(place, {})
        except Damaged as damage:
            return str(damage)
        return next(iter(broken_seals(place, read=thorough)), None)

    def _problem_that_stays(self) -> str | None:
        """The same, where another process may be in the middle of a commit."""
        found = self.problem()
        for _ in range(3):
            if found is None or not self.folder.has_writer():
                break
            time.sleep(0.1)
            found = self.problem()
        return found

    def outgrown(self, current: Current) -> str | None:
        """What the index was made with that is different now."""
        now = self.form()
        changed = [name for name in now if current.form.get(name) != now[name]]
        return f"it was made with another {' and '.join(changed)}" if changed else None

    def worn(self) -> str | None:
        """Whether so much of it was deleted that searching what is left takes noticeably longer than it should.

        Large segments are not merged to be rid of it: that takes as long as to build the index anew, and is in the way.
        """
        index = self.reader.snapshot().index
        deleted = int(np.count_nonzero(~index.alive)) if index else 0
        if index and deleted >= WORN_FROM and deleted > WORN_SHARE * index.size:
            return "much of it belongs to documents that were deleted"
        return None

    def apply(self, changes: Sequence[Change], upto: Position) -> Applied:
        """Take in what is true now of these lessons, each named once; durable when it returns. May be repeated.

        Documents are taken out and put in within one commit, so no reader sees a lesson twice or not at all.
        """
        current = self._current()
        place = self.folder.place(current.generation)
        index = open_index(place, self.reader.known())
        present = _present(index, [change.lesson_id for change in changes])
        removed: list[int] = []
        added = []
        for change in changes:
            held = present.get(change.lesson_id, [])
            if change.document and [print_ for _, print_ in held] == [change.document.fingerprint]:
                continue
            removed += [number for number, _ in held]
            added += [change.document] if change.document else []
        if removed or added:
            whoosh_index.write(place, removed, added, most_segments=2 * MOST_SEGMENTS)
        if removed or added or files(place) - set(sealed(place)):
            seal(place, files(place))
        self.folder.point_at(replace(current, position=upto))
        return Applied(len(added), len(removed), upto)

    def tidy(self) -> bool:
        """Merge small segments where there are many, which changes no answer; whether there was anything to do.

        A commit alone waits with that up to twice as many: nobody shall wait longer to see a change because of it.
        """
        if len(self.reader.known()) < MOST_SEGMENTS:
            return False
        current = self._current()
        place = self.folder.place(current.generation)
        whoosh_index.write(place, (), (), most_segments=MOST_SEGMENTS)
        seal(place, files(place))
        self.folder.point_at(current)
        return True

    def rebuild(
        self, documents: Iterable[SearchDocument], upto: Position, meanwhile: Callable[[], None] = lambda: None
    ) -> Generation:
        """Build a whole index beside the one in use, verify it, put it in its place; `meanwhile` is called often.

        Raises Damaged where what was built is not what was given. Whatever goes wrong, the one in use stays, and
        nothing of the new one is left to fill the disk.
        """
        before = self.folder.current()
        follower = before.follower if before and change_log.is_followed_by(before.follower) else uuid.uuid4().hex
        now = self.form()
        name = self.folder.new_generation()
        try:
            given = _build(self.folder.place(name), documents, meanwhile)
            self.folder.point_at(Current(name, now, follower, upto))
        except BaseException:
            self.folder.discard(name)
            raise
        self.folder.rebuild_answered()
        return Generation(name, len(given), upto)

    def form(self) -> dict[str, str]:
        """Everything that an index depends on beside its lessons."""
        return {**code_form(), "content": documents.vocabulary_fingerprint()}

    def verify(self, sample: int = 200) -> VerifyReport:
        """Compare ids with the database both ways, and the content of `sample` documents; read every file."""
        current = self.folder.current()
        if current is None:
            return VerifyReport(0, damaged=("there is no index",))
        report = verifying.compare(self.folder.place(current.generation), current.position, sample)
        for _ in range(3):
            time.sleep(0 if report.clean else 0.2)
            now = self.folder.current()
            if report.clean or now is None or now == current:
                break
            current = now  # the writer was at work while we looked
            report = verifying.compare(self.folder.place(current.generation), current.position, sample)
        return report

    def _current(self) -> Current:
        current = self.folder.current()
        if current is None:
            raise Damaged("there is no index to write to")
        return current

    # --- read side

    def search(self, query: Query) -> Hits:
        """The answer; thread-safe, never raises for what a user typed, never waits for the writer."""
        return self.answered(lambda snapshot, hidden: answer(snapshot, query, hidden))

    def suggest(self, prefix: str, limit: int) -> list[Suggestion]:
        """Completions of what is being typed."""
        return self.answered(lambda snapshot, hidden: suggesting.suggest(snapshot, prefix, limit, hidden))

    def answered(self, ask: Callable[[Snapshot, frozenset[int]], Answer]) -> Answer:
        """What is asked of the snapshot and of the lessons that were withdrawn since.

        Where the index turns out to be damaged it is asked once more, of a snapshot without one.
        """
        snapshot = self.reader.snapshot()
        try:
            return ask(snapshot, change_log.hidden_since(snapshot.position))
        except Damaged as damage:
            self.reader.forget(snapshot, damage)
            snapshot = self.reader.snapshot()
            return ask(snapshot, change_log.hidden_since(snapshot.position))

    def health(self) -> SearchHealth:
        """How the index stands."""
        current = self.folder.current()
        position = current.position if current else Position()
        behind, seconds = change_log.behind(position)
        snapshot = self.reader.snapshot()
        index = snapshot.index
        place = self.folder.place(current.generation) if current else None
        return SearchHealth(
            generation=current.generation if current else None,
            position=position.sequence,
            changes_behind=behind,
            seconds_behind=seconds,
            documents=int(np.count_nonzero(index.alive)) if index else 0,
            segments=len(index.segments) if index else 0,
            bytes=sum(entry.stat().st_size for entry in place.iterdir() if entry.is_file()) if place else 0,
            worker=self.folder.has_writer(),
            rebuilding=self.folder.progress(),
            problem=self._problem_that_stays(),
        )


@cache
def at(path: Path) -> LocalIndex:
    """The index in this folder, one for each process, so that its threads share what is open."""
    return LocalIndex(path)


def _present(index: Opened, ids: Sequence[int]) -> dict[int, list[tuple[int, str]]]:
    """Number and fingerprint of the documents that an index holds of these lessons."""
    found: dict[int, list[tuple[int, str]]] = {}
    for number in np.flatnonzero(np.isin(index.ids, np.array(ids, np.int64)) & index.alive).tolist():
        found.setdefault(int(index.ids[number]), []).append((number, index.fingerprint(number)))
    return found


def _build(place: Path, documents: Iterable[SearchDocument], meanwhile: Callable[[], None]) -> dict[int, str]:
    """Make an index in an empty folder; returns id and fingerprint of each document. Raises Damaged."""
    given: dict[int, str] = {}
    whoosh_index.create(place)
    whoosh_index.write(place, (), _noted(documents, given), meanwhile=meanwhile)
    seal(place, files(place))
    faults = verifying.faults_of_new(place, given)
    if faults:
        raise Damaged(f"the new index is not right and was not put in use: {faults[0]}")
    return given


def _noted(documents: Iterable[SearchDocument], given: dict[int, str]) -> Iterator[SearchDocument]:
    """The documents, of which id and fingerprint are noted as they pass."""
    for document in documents:
        given[document.id] = document.fingerprint
        yield document
