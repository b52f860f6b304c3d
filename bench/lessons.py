"""Makes up lessons that are like real ones in length, words and filters; the same ones for the same seed.

Text is made of runs of one to five words of the lessons in content/, so that words are as frequent as there and
phrases occur. One word in eight is a rare one, of which there are ever more as the number of lessons grows, and a rare
word comes several times in its lesson. A few values of each filter are frequent and most are rare.
"""

import csv
import random
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from kb.search.backend import SearchDocument
from kb.search.facet_values import LISTS, UNKNOWN
from kb.search.filterables import Filterable
from kb.search.words import plain

CONTENT = Path(__file__).resolve().parent.parent / "content"
RARE = 0.125
"""Share of rare words. 10,000 full-length lessons have 78,000 different words with it, 60,000 short ones 65,000."""
FIRST_RARE = 1500
SECTIONS = {"summary": 0.1, "found": 0.2, "why": 0.15, "done": 0.2, "effect": 0.15, "how": 0.2}
"""Columns of a revision and their shares of the text."""
SHORT_SECTIONS = {"summary": 0.4, "found": 0.3, "done": 0.3}
ORGANISATIONS, TAGS = 220, 1000
HOW_MANY = {"themes": (1, 5), "kinds_of_change": (1, 3), "agencies": (1, 5), "harm_types": (0, 3), "tags": (0, 5)}
"""Fewest and most values of a lesson; of other facets one, of these sometimes none:"""
SOMETIMES = {"regions": 0.85, "organisations": 0.9, "review_types": 0.7, "results": 0.9}
Labels = Mapping[str, Mapping[str, str]]
Values = Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Made:
    """A lesson: title, Markdown by the column of a revision, slugs by the key of a facet."""

    id: int
    title: str
    sections: Mapping[str, str]
    values: Values
    first_published_on: date
    uses: int
    document: SearchDocument
    """It as the index sees it."""
    filterable: Filterable
    """It as the filters see it: with the groups of its themes."""


def lessons(count: int, seed: int = 1, *, short: bool = False) -> Iterator[Made]:
    """So many lessons one after the other, numbered from 1: of about 3,000 characters, or 400."""
    return (lesson(number, seed, short=short) for number in range(1, count + 1))


def lesson(number: int, seed: int = 1, *, short: bool = False) -> Made:
    """One lesson; another seed gives another text and other values."""
    chance = random.Random(f"{seed}/{number}")
    shares = SHORT_SECTIONS if short else SECTIONS
    size = max(20, round(chance.lognormvariate(0, 0.35) * (58 if short else 475)))
    rare = [rare_word(chance) for _ in range(max(2, round(size * RARE / 2)))]
    title = _title(_words(chance, chance.randint(2, 20), rare))
    sections = {name: _markdown(_words(chance, round(size * share), rare), name) for name, share in shares.items()}
    days = min(int(chance.expovariate(1 / 900)), 6500)
    published, values, uses = date(2026, 11, 1) - timedelta(days), _values(chance), _uses(chance)
    document, filterable = _document(number, title, sections, values), _filterable(number, published, values, uses)
    return Made(number, title, sections, values, published, uses, document, filterable)


def _document(number: int, title: str, sections: Mapping[str, str], values: Values) -> SearchDocument:
    names = [labels()[facet][slug] for facet, slugs in values.items() for slug in slugs]
    text = "\n".join(map(plain, sections.values()))
    return SearchDocument(id=number, title=title, text=text, labels="\n".join((f"LB-{number:04}", *names)))


def _filterable(number: int, published: date, values: Values, uses: int) -> Filterable:
    themes = tuple(dict.fromkeys((*values["themes"], *(group_of()[theme] for theme in values["themes"]))))
    names = {slug: labels()["organisations"][slug] for slug in values["organisations"]}
    return Filterable(number, published, {**values, "themes": themes}, uses, names)


def _words(chance: random.Random, count: int, rare: list[str]) -> list[str]:
    """Runs of the words that are shipped, now and then with a rare one between them."""
    stream, found = words_of_the_content(), []
    while len(found) < count:
        length = chance.randint(1, 5)
        start = chance.randrange(len(stream) - length)
        found += stream[start : start + length]
        if chance.random() < RARE * 3:
            found.append(chance.choice(rare))
    return found[: max(2, count)]


def _title(words: list[str]) -> str:
    title = " ".join(words)[:120].rsplit(" ", 1)[0] if len(" ".join(words)) > 120 else " ".join(words)
    return (title if len(title) >= 10 else f"{title} in practice").capitalize()


def _markdown(words: list[str], section: str) -> str:
    """Sentences of some fifteen words: in paragraphs of four, or as the points of a list."""
    sentences = [" ".join(words[at : at + 15]).capitalize() + "." for at in range(0, len(words), 15)]
    if section == "how":
        return "\n".join(f"{number}. {sentence}" for number, sentence in enumerate(sentences, 1))
    return "\n\n".join(" ".join(sentences[at : at + 4]) for at in range(0, len(sentences), 4))


SYLLABLES = [a + b + c for a in "bcdfghklmnprstvw" for b in "aeiou" for c in ("", "n", "r")]


def rare_word(chance: random.Random) -> str:
    """A made-up word: of the n-th, text has about n to the power of -1.5 (Zipf's law, the part beyond common words)."""
    most = len(SYLLABLES) ** 3
    rank = int(FIRST_RARE / max(1e-9, chance.random()) ** 2) * 7_368_787 % most  # neighbours begin differently
    first, rest = divmod(rank, len(SYLLABLES) ** 2)
    return SYLLABLES[first] + "".join(SYLLABLES[part] for part in divmod(rest, len(SYLLABLES)))


def _uses(chance: random.Random) -> int:
    return int(chance.paretovariate(1.2)) - 1 if chance.random() < 0.4 else 0


def _values(chance: random.Random) -> Values:
    found = {}
    for facet, (slugs, weights) in _weighted().items():
        fewest, most = HOW_MANY.get(facet, (1, 1) if chance.random() < SOMETIMES.get(facet, 1) else (0, 0))
        drawn = chance.choices(slugs, cum_weights=weights, k=chance.randint(fewest, most))
        found[facet] = tuple(dict.fromkeys(drawn))
    return found


# --- what content/ has


@cache
def words_of_the_content() -> list[str]:
    """Every word of the lessons that are shipped, one after the other."""
    texts = (path.read_text(encoding="utf-8") for path in sorted((CONTENT / "lessons").glob("*.md")))
    return re.findall(r"[A-Za-z][a-z'’-]+[a-z]|[aA]\b", "\n".join(text.split("\n---\n", 1)[1] for text in texts))


@cache
def labels() -> Labels:
    """Label of each value by facet and slug, in the order of PARAMETERS."""
    found: dict[str, dict[str, str]] = {"themes": {theme["slug"]: theme["prefLabel"] for theme in themes()}}
    lists = {part["key"]: part["items"] for part in _yaml("vocabularies.yaml")["vocabularies"]}
    for facet, name in LISTS.items():
        found[facet] = {item["slug"]: item["label"] for item in lists[name] if item["slug"] != UNKNOWN}
    with (CONTENT / "organisations.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    every = len(rows) // ORGANISATIONS
    found["organisations"] = {row["slug"]: row["name"] for row in rows[::every][:ORGANISATIONS]}
    found["years"] = {str(year): str(year) for year in range(2025, 1996, -1)}
    tags = {f"{rare_word(random.Random(number))} practice" for number in range(2 * TAGS)}
    found["tags"] = {tag: tag for tag in sorted(tags)[:TAGS]}
    return found


@cache
def group_of() -> Mapping[str, str]:
    """Slug of the group of each theme."""
    return {theme["slug"]: theme["broader"] for theme in themes()}


def groups() -> Mapping[str, str]:
    """Label of each group of themes."""
    return {group["slug"]: group["prefLabel"] for group in _yaml("themes.yaml")["groups"]}


@cache
def _weighted() -> Mapping[str, tuple[list[str], list[float]]]:
    """The slugs of each facet in an order of their own, and cumulated weights: the n-th is 1/n as frequent."""
    found = {}
    for facet, of_facet in labels().items():
        slugs = list(of_facet)
        if facet != "years":
            random.Random(facet).shuffle(slugs)
        total, weights = 0.0, []
        for rank in range(1, len(slugs) + 1):
            total += 1 / rank
            weights.append(total)
        found[facet] = (slugs, weights)
    return found


def themes() -> Any:
    """The themes as they are written."""
    return _yaml("themes.yaml")["themes"]


@cache
def _yaml(name: str) -> Any:
    return yaml.safe_load((CONTENT / name).read_text(encoding="utf-8"))
