"""Made-up documents, an index that holds them, and what each of them has, found out the slow way."""

import random
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path

import pytest

from kb.search import whoosh_index, whoosh_postings
from kb.search.backend import SearchDocument
from kb.search.whoosh_index import stem, write
from kb.search.whoosh_segments import Opened, Segment, open_index
from kb.search.words import places

WORDS = [
    "referral", "referrals", "threshold", "abuse", "bruise", "bruising", "baby", "babies", "child", "children", "the",
    "of", "supervision", "audit", "team", "school", "schools", "record", "records", "police", "policy", "neglect",
    "Zoë", "pre-birth", "mother's", "2009", "was", "DV", "re-referral", "run-s", "nowhere", "zürich",
]  # fmt: skip
"""From frequent to rare."""


@pytest.fixture(params=["by block", "one by one"])
def both_ways(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Postings are read as whole blocks, and in the public way of Whoosh."""
    monkeypatch.setattr(whoosh_postings, "reads_blocks", lambda: request.param == "by block")


def text(chance: random.Random, most: int) -> str:
    return " ".join(chance.choices(WORDS, weights=range(len(WORDS), 0, -1), k=chance.randint(1, most)))


def document(number: int, title: str = "", body: str = "", labels: str = "") -> SearchDocument:
    return SearchDocument(number, title, body, labels)


def documents(count: int, seed: int) -> list[SearchDocument]:
    chance = random.Random(seed)
    return [document(number, text(chance, 6), text(chance, 60), text(chance, 5)) for number in range(1, count + 1)]


def built(place: Path, given: Iterable[SearchDocument]) -> Path:
    """An index in this folder."""
    place.mkdir(parents=True)
    whoosh_index.create(place)
    write(place, (), given)
    return place


def known(index: Opened) -> dict[str, Segment]:
    return {segment.key: segment for segment in index.segments}


def numbers(index: Opened, ids: Iterable[int]) -> list[int]:
    wanted = set(ids)
    return [number for found, number, _ in index.documents() if found in wanted]


def replace_all(place: Path, given: Sequence[SearchDocument], segments: dict[str, Segment]) -> Opened:
    """One commit that takes the documents out and puts them in again."""
    index = open_index(place, segments)
    write(place, numbers(index, [made.id for made in given]), given)
    return open_index(place, known(index))


# --- what each document has; the documents are those that are alive


def counted(given: Iterable[SearchDocument], field: str, stemmed: str) -> dict[int, int]:
    """How often each document has a stem in a field."""
    found = {made.id: Counter(map(stem, _words(made, field)))[stemmed] for made in given}
    return {number: times for number, times in found.items() if times}


def placed(given: Iterable[SearchDocument], field: str, stemmed: str) -> list[tuple[int, int]]:
    """Document and place of each occurrence of a stem in a field."""
    return [
        (made.id, place)
        for made in given
        for place, here in enumerate(places(getattr(made, field)))
        for word in here
        if stem(word) == stemmed
    ]


def beginning(given: Iterable[SearchDocument], prefix: str, *, title: bool) -> set[int]:
    """The documents with a word (in the title) that begins so."""
    fields = ("title",) if title else whoosh_index.FIELDS
    return {m.id for m in given if any(word.startswith(prefix) for field in fields for word in _words(m, field))}


def _words(made: SearchDocument, field: str) -> list[str]:
    return [word for here in places(getattr(made, field)) for word in here]


def ids_of(index: Opened, found: Iterable[int]) -> list[int]:
    """Ids of those of these documents that are alive."""
    return [int(index.ids[number]) for number in found if index.alive[number]]
