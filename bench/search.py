"""Times a search page against Whoosh as its tutorial uses it, in the same run: `python -m bench.search [LESSONS]`.

A page is: total, first ten, counts of three facets, ten extracts with the words marked. Lessons are made up from the
words of the starter content, as often as they occur there. Processor milliseconds; compare the ratio, not the times.
"""

import random
import re
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from datetime import date, timedelta
from pathlib import Path

from whoosh import index as whoosh_tutorial
from whoosh.analysis import StemmingAnalyzer
from whoosh.fields import ID, KEYWORD, TEXT, Schema
from whoosh.qparser import MultifieldParser, OrGroup
from whoosh.sorting import FieldFacet

from kb.search import whoosh_index
from kb.search.documents import Filterable
from kb.search.facets import FacetTable, Value
from kb.search.folder import Current
from kb.search.query import PARAMETERS, Position, Query, SearchDocument
from kb.search.reading import snapshot_of
from kb.search.snippets import extract
from kb.search.whoosh_index import stem

HERE = Path(__file__).resolve().parent.parent
VALUES = {"themes": 56, "kinds_of_change": 16, "regions": 12}
QUERIES = 40
Page = Callable[[Query], object]


def words_of_the_content() -> list[str]:
    """Every word of the lessons that are shipped, as often as it stands there."""
    texts = (path.read_text(encoding="utf-8") for path in sorted((HERE / "content" / "lessons").glob("*.md")))
    return re.findall(r"[A-Za-z][a-z'-]+", "\n".join(text.split("\n---\n", 1)[1] for text in texts))


def lessons(count: int, chance: random.Random) -> list[SearchDocument]:
    """Full-length lessons with facet values of which a few are frequent and most are rare."""
    words = words_of_the_content()

    def values(facet: str, most: int) -> tuple[str, ...]:
        weights = [1 / (rank + 1) for rank in range(VALUES[facet])]
        drawn = chance.choices(range(VALUES[facet]), weights, k=chance.randint(1, most))
        return tuple(dict.fromkeys(f"{facet}-{n}" for n in drawn))

    return [
        SearchDocument(
            id=number,
            title=" ".join(chance.choices(words, k=12)),
            text=" ".join(chance.choices(words, k=chance.randint(250, 600))),
            labels=" ".join(chance.choices(words, k=15)),
            themes=values("themes", 4),
            kinds_of_change=values("kinds_of_change", 3),
            regions=values("regions", 1),
            first_published_on=date(2020, 1, 1) + timedelta(days=chance.randint(0, 2000)),
        )
        for number in range(1, count + 1)
    ]


def queries(chance: random.Random) -> list[Query]:
    """One to four words, a third with a filter."""
    words = [word for word in words_of_the_content() if len(word) > 3]
    return [
        Query(
            text=" ".join(chance.choices(words, k=chance.randint(1, 4))),
            regions=(f"regions-{chance.randint(0, 5)}",) if chance.random() < 0.35 else (),
        )
        for _ in range(QUERIES)
    ]


def ours(folder: Path, given: Sequence[SearchDocument]) -> Page:
    """The engine of this package."""
    whoosh_index.create(folder)
    whoosh_index.write(folder, (), given)
    vocabulary = {facet: tuple(Value(f"{facet}-{n}", f"{facet} {n}") for n in range(VALUES[facet])) for facet in VALUES}
    rows = {d.id: Filterable(d.id, d.first_published_on, d.themes, d.kinds_of_change, d.regions) for d in given}
    opened = whoosh_index.open_index(folder, {})
    snapshot = snapshot_of(Current("", {}, "", Position()), opened, FacetTable(rows, vocabulary), None)
    texts = {document.id: {"summary": document.text} for document in given}

    def page(query: Query) -> object:
        hits = snapshot.answer(query, ())
        stems = frozenset(stem(word) for word in hits.understood.words)
        return hits, [extract(texts[number], stems) for number in hits.ids[:10]]

    return page


def tutorial(folder: Path, given: Sequence[SearchDocument]) -> Page:
    """Whoosh with its own parser, groups and highlights."""
    facets = {facet: KEYWORD(commas=True, sortable=True) for facet in VALUES}
    text = StemmingAnalyzer()
    schema = Schema(id=ID(stored=True), title=TEXT(text), text=TEXT(text, stored=True), labels=TEXT(text), **facets)
    index = whoosh_tutorial.create_in(str(folder), schema)
    writer = index.writer()
    for document in given:
        values = {facet: ",".join(getattr(document, facet)) for facet in VALUES}
        writer.add_document(
            id=str(document.id), title=document.title, text=document.text, labels=document.labels, **values
        )
    writer.commit()
    searcher = index.searcher()
    parser = MultifieldParser(["title", "text", "labels"], schema, {"title": 2.0}, group=OrGroup)
    groups = [FieldFacet(facet, allow_overlap=True) for facet in VALUES]

    def page(query: Query) -> object:
        chosen = [parser.parse(f"{facet}:{slug}") for facet in PARAMETERS.values() for slug in query.chosen(facet)]
        hits = searcher.search(
            parser.parse(query.text), limit=10, groupedby=groups, filter=chosen[0] if chosen else None
        )
        counts = [{name: len(found) for name, found in hits.groups(name).items()} for name in hits.facet_names()]
        return len(hits), counts, [hit.highlights("text") for hit in hits]

    return page


def milliseconds(page: Page, asked: Sequence[Query]) -> list[float]:
    """Processor time of each query, the second time that it is asked."""
    for query in asked:
        page(query)
    times = []
    for query in asked:
        begun = time.process_time()
        page(query)
        times.append((time.process_time() - begun) * 1000)
    return sorted(times)


def main(count: int) -> None:
    """Print one line for each engine, and the ratio."""
    chance = random.Random(1)
    given, asked = lessons(count, chance), queries(chance)
    found = {}
    print(f"{count} lessons of {statistics.mean(len(d.text) for d in given):.0f} characters, {QUERIES} queries")
    for name, engine in (("Lessonbank", ours), ("Whoosh as in its tutorial", tutorial)):
        with tempfile.TemporaryDirectory() as folder:
            begun = time.process_time()
            page = engine(Path(folder), given)
            built = time.process_time() - begun
            times = milliseconds(page, asked)
        found[name] = times
        print(
            f"{name:26} page p50 {statistics.median(times):7.2f} ms, p95 {times[int(len(times) * 0.95)]:7.2f} ms; "
            f"built at {count / built:.0f} lessons a second"
        )
    first, second = found.values()
    print(f"Whoosh as in its tutorial takes {statistics.median(second) / statistics.median(first):.1f} times as long.")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 2000)
