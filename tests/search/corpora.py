"""Made-up lessons and searches, and a snapshot of an index that holds the lessons, without a database."""

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path

from kb.search import whoosh_index
from kb.search.backend import Position, SearchDocument
from kb.search.expression import Phrase, Prefix, Term, Word
from kb.search.facet_values import Value, Vocabulary
from kb.search.facets import FacetTable
from kb.search.filterables import Filterable
from kb.search.folder import Current
from kb.search.query import PARAMETERS, SORTS, Query
from kb.search.snapshot import Snapshot, snapshot_of
from kb.search.synonyms import Group, Synonyms
from kb.search.whoosh_segments import open_index
from kb.search.words import words

WORDS = [
    "referral", "referrals", "threshold", "abuse", "bruise", "bruising", "baby", "babies", "child", "children", "the",
    "of", "supervision", "audit", "team", "school", "schools", "record", "records", "hospital", "police", "escalation",
    "policy", "neglect", "Zoë", "pre-birth", "mother's", "2009", "domestic", "was", "DV", "re-referral", "run-s",
    "thresholds", "risk", "risks", "review", "reviewed", "reviewing", "meeting", "met", "plan", "planned", "visit",
]  # fmt: skip
"""From frequent to rare; some stand for others, are too common, or are two words."""
SLUGS = {
    "themes": ("harm", "neglect", "domestic-abuse", "work", "supervision"),
    "kinds_of_change": ("audit", "training", "new-team-or-post"),
    "kinds": ("change-made", "what-worked"),
    "done_statuses": ("done", "planned"),
    "evidence_stages": ("tried", "measured", "sustained"),
    "results": ("better", "no-difference"),
    "nations": ("england", "wales"),
    "regions": ("london", "north-west", "south-east"),
    "organisations": ("quietshire", "loudshire", "farshire"),
    "review_types": ("scr", "cspr"),
    "agencies": ("police", "health", "education", "probation"),
    "harm_types": ("neglect", "physical-abuse"),
    "age_bands": ("under-1", "1-5", "6-10"),
    "years": ("2008", "2009", "2011", "2014"),
    "tags": ("icon", "mash"),
}
MOST = {"themes": 3, "kinds_of_change": 2, "agencies": 3, "harm_types": 2, "age_bands": 3, "tags": 2}
"""How many values of a facet a lesson may have; of others one."""
RANGES = ("2008..2009", "2010..", "..2011", "2012..2013")
NAMES = (
    Group("Child abuse", ("DV", "hitting at home")),
    Group("Neglect", ("threshold", "poor care of children"), ("bad plan",)),
)
"""Names that stand for each other."""


@dataclass(frozen=True)
class Made:
    """A lesson: as the index and as the filters see it."""

    document: SearchDocument
    filterable: Filterable


@dataclass(frozen=True)
class Asked:
    """A search, and what has to be read from its text."""

    query: Query
    clauses: list[Term] = field(default_factory=list)
    excluded: list[Term] = field(default_factory=list)
    excluded_values: list[tuple[str, str]] = field(default_factory=list)
    typed: list[tuple[str, str]] = field(default_factory=list)


def text(chance: random.Random, most: int) -> str:
    return " ".join(_words(chance, chance.randint(1, most)))


def _words(chance: random.Random, count: int) -> list[str]:
    return chance.choices(WORDS, weights=range(len(WORDS), 0, -1), k=count)


def lesson(number: int, chance: random.Random) -> Made:
    document = SearchDocument(number, text(chance, 6), text(chance, 60), text(chance, 5))
    values = {
        facet: tuple(chance.sample(slugs, chance.randint(0, MOST.get(facet, 1)))) for facet, slugs in SLUGS.items()
    }
    day = date(2026, 1, 1) + timedelta(days=chance.randint(0, 5))
    return Made(document, Filterable(number, day, values, uses=chance.choice((0, 0, 1, 5))))


def made(number: int, title: str = "", body: str = "", **values: tuple[str, ...]) -> Made:
    """A lesson with this text and these values."""
    return Made(SearchDocument(number, title, body, ""), Filterable(number, date(2026, 1, 1), values))


def lessons(count: int, seed: int) -> list[Made]:
    chance = random.Random(seed)
    return [lesson(number, chance) for number in range(1, count + 1)]


# --- searches


def asked(chance: random.Random) -> Asked:
    """A search of any kind."""
    found = Asked(Query())
    parts = [part for _ in range(chance.choice((0, 1, 1, 2, 3, 4, 9))) for part in _part(chance, found)]
    sort = chance.choice((SORTS[0], *SORTS))
    filters = {facet: chosen for facet in PARAMETERS.values() if (chosen := _chosen(chance, facet))}
    query = Query(" ".join(parts), sort=sort, exact=chance.random() < 0.3, page=chance.choice((1, 1, 1, 2, 3)))
    for facet, slugs in filters.items():
        query = query.with_chosen(facet, slugs)
    query = Query(query.text, query.filters, sort, query.exact, chance.choice((1, 1, 1, 2, 3)))
    return Asked(query, found.clauses, found.excluded, found.excluded_values, found.typed)


def _chosen(chance: random.Random, facet: str) -> tuple[str, ...]:
    if chance.random() < 0.88:
        return ()
    slugs = (*SLUGS[facet], *RANGES) if facet == "years" else SLUGS[facet]
    return tuple(chance.sample(slugs, chance.randint(1, 2)))


def _part(chance: random.Random, asked_: Asked) -> Iterator[str]:
    """Some of the text, and in `asked_` what it asks for."""
    minus = chance.choice(("", "", "", "-"))
    terms = asked_.excluded if minus else asked_.clauses
    kind = chance.choice(("word", "word", "word", "words", "phrase", "prefix", "field", "field"))
    if kind in {"word", "words"}:
        typed = [word for word in _words(chance, 3 if kind == "words" else 1) if not minus or word.isalnum()]
        terms += [Word(word.folded) for word in words(" ".join(typed)) if not word.too_common]
        yield from (f"{minus}{word}" for word in typed)
    elif kind == "phrase":
        typed = _words(chance, chance.randint(1, 3))
        terms += phrase(" ".join(typed))
        yield f'{minus}"{" ".join(typed)}"'
    elif kind == "prefix":
        beginning = chance.choice([word for word in WORDS if word.isalpha() and word.isascii()])[: chance.randint(2, 5)]
        terms.append(Prefix(beginning.lower()))
        yield f"{minus}{beginning}*"
    else:
        parameter, facet = chance.choice(list(PARAMETERS.items()))
        slug = chance.choice((*SLUGS[facet], *RANGES) if facet == "years" else SLUGS[facet])
        (asked_.excluded_values if minus else asked_.typed).append((facet, slug))
        yield f"{minus}{parameter}:{slug}"


def phrase(typed: str) -> list[Term]:
    """What words between quotes ask for: nothing where all of them are too common."""
    found = [None if word.too_common else word.folded for word in words(typed)]
    while found and found[-1] is None:
        found.pop()
    while found and found[0] is None:
        found.pop(0)
    if len(found) == 1:
        return [Word(str(found[0]))]
    return [Phrase(tuple(found))] if found else []


# --- a snapshot


def built(place: Path, given: Sequence[Made]) -> Path:
    """An index in this folder."""
    place.mkdir(parents=True)
    whoosh_index.create(place)
    whoosh_index.write(place, (), [made.document for made in given])
    return place


def vocabulary() -> Vocabulary:
    return Vocabulary.of({facet: tuple(Value(slug, slug.title()) for slug in slugs) for facet, slugs in SLUGS.items()})


def table(given: Sequence[Made]) -> FacetTable:
    return FacetTable.of([made.filterable for made in given], vocabulary())


def snapshot(place: Path, given: Sequence[Made]) -> Snapshot:
    """What a process answers from that has opened the index in this folder."""
    current = Current(place.name, {}, "", Position())
    return snapshot_of(current, open_index(place, {}), table(given), Synonyms.of(()), None)
