"""Made-up documents, and a snapshot of an index that holds them, without a database."""

import random
from collections.abc import Sequence
from datetime import date, timedelta
from pathlib import Path

from kb.search import whoosh_index
from kb.search.documents import Filterable
from kb.search.facets import FacetTable, Value
from kb.search.folder import Current
from kb.search.query import Position, Query, SearchDocument
from kb.search.reading import Snapshot, snapshot_of

WORDS = [
    "referral", "referrals", "threshold", "thresholds", "abuse", "bruise", "bruising", "baby", "babies", "child",
    "children", "supervision", "audit", "the", "of", "team", "school", "schools", "record", "records", "hospital",
    "police", "escalation", "policy", "neglect", "Zoë", "pre-birth", "mother's", "2009",
]  # fmt: skip
THEMES = ("harm", "neglect", "domestic-abuse", "work", "supervision")
CHANGES = ("audit", "training", "new-team-or-post")
REGIONS = ("london", "north-west", "south-east")
VOCABULARY = {
    "themes": tuple(Value(slug, slug.title()) for slug in THEMES),
    "kinds_of_change": tuple(Value(slug, slug.title()) for slug in CHANGES),
    "regions": tuple(Value(slug, slug.title()) for slug in REGIONS),
}


def text(chance: random.Random, most: int) -> str:
    return " ".join(chance.choices(WORDS, weights=range(len(WORDS), 0, -1), k=chance.randint(1, most)))


def document(number: int, chance: random.Random) -> SearchDocument:
    return SearchDocument(
        id=number,
        title=text(chance, 6),
        text=text(chance, 60),
        labels=text(chance, 5),
        themes=tuple(chance.sample(THEMES, chance.randint(0, 3))),
        kinds_of_change=tuple(chance.sample(CHANGES, chance.randint(0, 2))),
        regions=tuple(chance.sample(REGIONS, chance.randint(0, 1))),
        first_published_on=date(2026, 1, 1) + timedelta(days=chance.randint(0, 5)),
    )


def documents(count: int, seed: int) -> list[SearchDocument]:
    chance = random.Random(seed)
    return [document(number, chance) for number in range(1, count + 1)]


def query(chance: random.Random) -> Query:
    return Query(
        text=text(chance, chance.choice((4, 4, 12))) if chance.random() < 0.8 else "",
        themes=tuple(chance.sample(THEMES, chance.choice((0, 0, 1, 2)))),
        kinds_of_change=tuple(chance.sample(CHANGES, chance.choice((0, 0, 1)))),
        regions=tuple(chance.sample(REGIONS, chance.choice((0, 0, 1, 2)))),
        page=chance.choice((1, 1, 1, 2)),
    )


def built(place: Path, given: Sequence[SearchDocument]) -> Path:
    """An index in this folder."""
    place.mkdir(parents=True)
    whoosh_index.create(place)
    whoosh_index.write(place, (), given)
    return place


def table(given: Sequence[SearchDocument]) -> FacetTable:
    return FacetTable(
        {d.id: Filterable(d.id, d.first_published_on, d.themes, d.kinds_of_change, d.regions) for d in given},
        VOCABULARY,
    )


def snapshot(place: Path, given: Sequence[SearchDocument]) -> Snapshot:
    """What a process answers from that has opened the index in this folder."""
    current = Current(place.name, {}, "", Position())
    return snapshot_of(current, whoosh_index.open_index(place, {}), table(given), None)
