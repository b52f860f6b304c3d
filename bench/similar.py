"""Processor time of the help while writing, beside a page of results of the same index: `python -m bench.similar`.

Drafts are made-up lessons that are not in the index, as they are after each of a few pauses in typing: the title, the
title and the summary, and so on. Each text is asked for the first time, so nothing that was kept answers it.
"""

import argparse
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping
from functools import cache, partial
from pathlib import Path

from bench import lessons
from bench.engines.ours import Ours
from bench.engines.page import keep, kept
from bench.measuring import percentile
from bench.queries import queries
from bench.search import machine
from kb.search import drafts, similar, suggested_values
from kb.search.value_names import Named, ValueNames

DRAFTS = 60
NOT_INDEXED = 10_000_000
"""Number from which on lessons are in no index."""
Texts = Mapping[str, str]


def main() -> None:
    """Measure and print."""
    arguments = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    arguments.add_argument("lessons", nargs="?", type=int, default=2000)
    count = arguments.parse_args().lessons
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        keep(folder, lessons.lessons(count))
        Ours.build(folder, kept(folder))
        Ours.prepare(folder, kept(folder))
        ours = Ours(folder)
        asked = [query for _, query in queries(kept(folder))]
        suggested_values.titles, suggested_values.value_names = ours._titles, _value_names
        begun = [texts for number in range(DRAFTS) for texts in _growing(NOT_INDEXED + number)]
        pages = _times([partial(ours.page, query) for query in asked * 2])[len(asked) :]
        helped = _times([partial(_help, ours, texts) for texts in begun])
    print(f"{machine()}\n\n{count:,} lessons; milliseconds\n\n| | p50 | p95 |\n| --- | --- | --- |")
    for what, times in (("page of results, asked again", pages), ("help with a text", helped)):
        print(f"| {what} | {percentile(times, 0.5):.2f} | {percentile(times, 0.95):.2f} |")
    ratios = [percentile(helped, part) / percentile(pages, part) for part in (0.5, 0.95)]
    print("| ratio | " + " | ".join(f"{ratio:.1f}" for ratio in ratios) + " |")


def _growing(number: int) -> Iterator[Texts]:
    """A lesson while it is written: with one part more each time."""
    made = lessons.lesson(number)
    texts: dict[str, str] = {}
    for name, text in (("title", made.title), *made.sections.items()):
        texts[name] = text
        yield dict(texts)


def _help(ours: Ours, texts: Texts) -> None:
    """What a page asks for that helps while a lesson is written: both, as the service does."""
    snapshot, draft = ours.snapshot, drafts.Draft.of(texts)
    assert snapshot is not None
    found = similar.neighbours(snapshot, draft, frozenset())
    suggested_values.suggested(snapshot, draft, found, ())


def _times(asked: list[Callable[[], object]]) -> list[float]:
    times = []
    for ask in asked:
        begun = time.process_time()
        ask()
        times.append((time.process_time() - begun) * 1000)
    return times


@cache
def _value_names() -> Mapping[str, ValueNames]:
    """The names of content/."""
    themes = [
        Named(t["slug"], t["prefLabel"], tuple(t.get("altLabel", ())), tuple(t.get("hiddenLabel", ())), t["scopeNote"])
        for t in lessons.themes()
    ]
    kinds = [Named(slug, label) for slug, label in lessons.labels()["kinds_of_change"].items()]
    return {"themes": ValueNames(themes), "kinds_of_change": ValueNames(kinds)}


if __name__ == "__main__":
    main()
