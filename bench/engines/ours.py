"""The search of this package. Titles and texts, which the site has in its database, come from a table by their id."""

import sqlite3
from collections.abc import Iterable, Sequence
from functools import cache
from itertools import starmap
from pathlib import Path

import bench.lessons
import kb.search.names
from bench.engines.page import FACETS, SHOWN, TOP, Page, kept
from bench.lessons import Made
from kb.core.text import plain
from kb.lessons.queries.labels import Label
from kb.lessons.queries.published import TEXTS
from kb.lessons.renderings import Plain
from kb.search import snippets, suggesting, whoosh_index
from kb.search.backend import Change, Position
from kb.search.facet_values import Value, Vocabulary
from kb.search.facets import FacetTable
from kb.search.folder import Current, seal
from kb.search.local_index import LocalIndex
from kb.search.query import Query
from kb.search.snapshot import Snapshot, snapshot_of
from kb.search.synonyms import Group, Synonyms
from kb.search.whoosh_segments import Segment, files, open_index


class Ours:
    """All but two of the words have to be there; those with all of them come first."""

    def __init__(self, folder: Path) -> None:
        self.index = LocalIndex(folder / "index")
        self.index.reader.known = self._segments  # type: ignore[method-assign]
        self.rows = sqlite3.connect(folder / "texts.db")
        snippets.plain_texts, suggesting.titles, suggesting.names = self._texts, self._titles, _names
        self.synonyms = Synonyms.of(_groups())
        self.snapshot: Snapshot | None = None
        self.snapshot = self._opened(FacetTable.of((made.filterable for made in kept(folder)), vocabulary()))

    @classmethod
    def build(cls, folder: Path, given: Iterable[Made]) -> None:
        """One commit."""
        index = LocalIndex(folder / "index")
        index.folder.prepare()
        place = index.folder.place(index.folder.new_generation())
        whoosh_index.create(place)
        whoosh_index.write(place, (), (made.document for made in given))
        seal(place, files(place))
        index.folder.point_at(Current(place.name, {}, "", Position()))

    @classmethod
    def prepare(cls, folder: Path, given: Iterable[Made]) -> None:
        """The rows that the site has in its database; no part of the index."""
        rows = sqlite3.connect(folder / "texts.db")
        rows.execute("CREATE TABLE lesson (id INTEGER PRIMARY KEY, title TEXT, text TEXT)")
        with rows:
            for made in given:
                text = "\n".join(plain(made.sections.get(name, "")) for name in TEXTS)
                rows.execute("INSERT INTO lesson VALUES (?, ?, ?)", (made.id, made.title, text))
        rows.close()

    def page(self, query: Query, *, extracts: bool = True) -> Page:
        """Counts of all fifteen facets are made, those of five are looked at."""
        assert self.snapshot is not None
        hits = self.snapshot.answer(query, ())
        counts = {
            facet.key: {value.slug: value.count for value in facet.values.frequent(SHOWN)}
            for facet in hits.facets
            if facet.key in FACETS
        }
        ids = hits.ids[:TOP]
        found = snippets.snippets(ids, hits.understood.expression) if extracts else {}
        return Page(hits.total, ids, counts, tuple(str(extract.text) for extract in found.values()), hits.with_all)

    def update(self, made: Made) -> None:
        """Commit, seal, and the next snapshot with its filters."""
        assert self.snapshot is not None
        before = self.snapshot
        self.index.apply([Change(made.id, made.document)], Position(before.position.sequence + 1))
        self.snapshot = self._opened(before.table.updated([made.id], [made.filterable]))

    def tidy(self) -> None:
        """Small segments are merged, as the writer of the site does when nothing waits."""
        if self.index.tidy():
            assert self.snapshot is not None
            self.snapshot = self._opened(self.snapshot.table)

    def suggest(self, typed: str) -> int:
        """How many suggestions there are."""
        assert self.snapshot is not None
        return len(suggesting.suggest(self.snapshot, typed, 8, ()))

    def _opened(self, table: FacetTable) -> Snapshot:
        current = self.index.folder.current()
        assert current is not None
        index = open_index(self.index.folder.place(current.generation), self._segments())
        return snapshot_of(current, index, table, self.synonyms, None)

    def _segments(self) -> dict[str, Segment]:
        index = self.snapshot.index if self.snapshot else None
        return {segment.key: segment for segment in index.segments} if index else {}

    def _select(self, columns: str, ids: Sequence[int]) -> list[tuple[int, str]]:
        places = ",".join("?" * len(ids))
        return self.rows.execute(f"SELECT id, {columns} FROM lesson WHERE id IN ({places})", list(ids)).fetchall()

    def _texts(self, ids: Sequence[int]) -> dict[int, Plain]:
        return {number: Plain(text, "") for number, text in self._select("text", ids)}

    def _titles(self, ids: Sequence[int]) -> dict[int, Label]:
        return {number: Label(str(number), title) for number, title in self._select("title", ids)}


def vocabulary() -> Vocabulary:
    """The values of content/, by facet; themes under their groups."""
    names, broader = bench.lessons.groups(), bench.lessons.group_of()
    themes = [Value(slug, label, names[broader[slug]]) for slug, label in bench.lessons.labels()["themes"].items()]
    values = {facet: tuple(starmap(Value, found.items())) for facet, found in bench.lessons.labels().items()}
    of_groups = tuple(Value(slug, label, listed=False) for slug, label in names.items())
    return Vocabulary.of({**values, "themes": (*of_groups, *themes)})


def _groups() -> list[Group]:
    """The names of the themes of content/."""
    return [Group(theme["prefLabel"], tuple(theme.get("altLabel", ()))) for theme in bench.lessons.themes()]


@cache
def _names() -> kb.search.names.Names:
    """The names of themes and organisations of content/."""
    themes = bench.lessons.themes()
    others = [(n, other, False) for n, theme in enumerate(themes) for other in theme.get("altLabel", ())]
    return kb.search.names._names(
        tuple((n, theme["slug"], theme["prefLabel"]) for n, theme in enumerate(themes)),
        tuple(others),
        tuple(bench.lessons.labels()["organisations"].items()),
    )
