"""200 queries of the kinds that readers type, with words of made-up lessons: without filters each finds something.

150 have one to four words, 20 are phrases, 20 beginnings of words, 10 the most common words; 35 of 100 have a filter
or two.
"""

import random
from collections import Counter
from collections.abc import Iterable

from bench.lessons import Made
from kb.search.query import Query
from kb.search.words import STOP_WORDS, words

KINDS = ("words",) * 150 + ("phrase",) * 20 + ("prefix",) * 20 + ("common",) * 10
FILTERED = 0.35
FILTERS = ("themes", "kinds_of_change", "regions", "organisations", "agencies")


def queries(given: Iterable[Made], seed: int = 1) -> list[tuple[str, Query]]:
    """Kind and query, in an order that mixes the kinds. The first 500 lessons give their words."""
    chance = random.Random(seed)
    lessons = [made for _, made in zip(range(500), given, strict=False)]
    common = [word for word, _ in Counter(word for made in lessons for word in set(_words(made))).most_common(30)]
    kinds = list(KINDS)
    chance.shuffle(kinds)
    return [(kind, Query(_text(kind, lessons, common, chance), _filters(lessons, chance))) for kind in kinds]


def _words(made: Made) -> list[str]:
    """The words of a lesson that say something, in order."""
    text = " ".join((made.title, *made.sections.values()))
    return [word.folded for word in words(text) if len(word.folded) > 3 and not word.too_common]


def _text(kind: str, lessons: list[Made], common: list[str], chance: random.Random) -> str:
    made = chance.choice(lessons)
    if kind == "common":
        return " ".join(chance.sample(common, chance.randint(1, 2)))
    if kind == "phrase":
        return f'"{_run(made, chance)}"'
    known = sorted(set(_words(made)))
    if kind == "prefix":
        word = chance.choice(known)
        return f"{word[: chance.randint(3, 5)]}*"
    return " ".join(chance.sample(known, min(len(known), chance.randint(1, 4))))


def _run(made: Made, chance: random.Random) -> str:
    """Two or three neighbouring words of the summary that are not too common."""
    found = [word.folded for word in words(made.sections["summary"])]
    for length in (3, 2) if chance.random() < 0.5 else (2,):
        runs = [found[at : at + length] for at in range(len(found) - length + 1)]
        runs = [run for run in runs if all(len(word) > 2 and word not in STOP_WORDS for word in run)]
        if runs:
            return " ".join(chance.choice(runs))
    return " ".join(_words(made)[:1])


def _filters(lessons: list[Made], chance: random.Random) -> dict[str, tuple[str, ...]]:
    """Values of one or two facets for a third of the queries; one in three has two values of a facet."""
    if chance.random() >= FILTERED:
        return {}
    found = {}
    for facet in chance.sample(FILTERS, chance.randint(1, 2)):
        drawn = [slug for made in chance.sample(lessons, 30) for slug in made.values[facet][:1]]
        found[facet] = tuple(dict.fromkeys(drawn[: 2 if chance.random() < 1 / 3 else 1]))
    return found
