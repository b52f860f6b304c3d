"""Compares an index with what it should hold, and reads all its files to see that they can be read."""

import random
from collections import Counter
from collections.abc import Iterable, Mapping
from pathlib import Path

import numpy as np

from kb.search import change_log
from kb.search.backend import Position, SearchDocument, VerifyReport
from kb.search.documents import documents, published_ids
from kb.search.folder import broken_seals, sealed
from kb.search.whoosh_index import FIELDS, Damaged, stem
from kb.search.whoosh_segments import Opened, files, open_index
from kb.search.words import places

WORDS_TRIED = 5
"""Words of each sampled document by which it has to be found."""
LISTS_TRIED = 10_000
"""Lists of postings of a new index that are read; all of them would take a third of the time of building it."""


def compare(place: Path, position: Position, sample: int) -> VerifyReport:
    """The index in this folder against the database. Lessons that it has yet to take in are not held against it."""
    try:
        index = open_index(place, {})
        damaged = [*broken_seals(place, read=True), *_unsealed(place), *_unreadable(index)]
    except Damaged as problem:
        return VerifyReport(0, damaged=(str(problem),))
    held = list(index.documents())
    counts = Counter(number for number, _, _ in held)
    published = set(published_ids())
    waiting = change_log.changed_since(position)
    extra = {number for number, times in counts.items() if times > 1 or number not in published}
    compared = sorted(published & counts.keys() - waiting)
    if len(compared) > sample:
        compared = random.sample(compared, sample)
    fingerprints = {number: fingerprint for number, _, fingerprint in held}
    numbers = {number: place_ for number, place_, _ in held}
    stale = []
    for document in documents(compared):
        if document.fingerprint != fingerprints[document.id]:
            stale.append(document.id)
        else:
            damaged += _not_found_by_its_words(index, document, numbers[document.id])
    # A lesson that changed while we compared is judged by its state before or after, so it is left out.
    waiting |= change_log.changed_since(position)
    return VerifyReport(
        documents=len(held),
        missing=tuple(sorted(published - counts.keys() - waiting)),
        extra=tuple(sorted(extra - waiting)),
        stale=tuple(sorted(set(stale) - waiting)),
        damaged=tuple(damaged),
    )


def faults_of_new(place: Path, given: Mapping[int, str]) -> list[str]:
    """What is wrong with an index that was just built from documents with these fingerprints."""
    try:
        index = open_index(place, {})
        faults = [*broken_seals(place, read=True), *_unsealed(place), *_unreadable(index, LISTS_TRIED)]
    except Damaged as problem:
        return [str(problem)]
    held = sorted((number, fingerprint) for number, _, fingerprint in index.documents())
    return faults if held == sorted(given.items()) else [*faults, "it does not hold the documents that were given"]


def _unsealed(place: Path) -> list[str]:
    return [f"{name} was not made durable" for name in sorted(files(place) - set(sealed(place)))]


def _unreadable(index: Opened, most: int | None = None) -> Iterable[str]:
    for segment in index.segments:
        try:
            segment.read_everything(most=most)
        except Damaged as problem:
            yield str(problem)


def _not_found_by_its_words(index: Opened, document: SearchDocument, number: int) -> Iterable[str]:
    for field in FIELDS:
        words = {word for here in places(getattr(document, field)) for word in here}
        for word in sorted(words)[:WORDS_TRIED]:
            try:
                if not np.any(index.postings(field, stem(word))[0] == number):
                    yield f"lesson {document.id} is not found by the word “{word}” of its {field}"
            except Damaged as problem:
                yield str(problem)
