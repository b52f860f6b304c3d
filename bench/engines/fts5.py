"""Yardstick: SQLite's FTS5 with its Porter stemmer and bm25(), the filters in a table, their counts by SQL."""

import sqlite3
from collections.abc import Iterable
from pathlib import Path

from bench.engines.page import FACETS, TOP, Asked, Page, asked
from bench.lessons import Made
from kb.search.query import Query

TABLES = """
    CREATE VIRTUAL TABLE lesson USING fts5 (title, text, labels, tokenize = 'porter unicode61', prefix = '3 4');
    CREATE TABLE value (facet TEXT, slug TEXT, lesson INTEGER, PRIMARY KEY (lesson, facet, slug)) WITHOUT ROWID;
    CREATE INDEX value_lesson ON value (facet, slug, lesson);
"""
RANKED = f"""
    SELECT lesson.rowid FROM lesson CROSS JOIN temp.found ON found.id = lesson.rowid AND missing = 0
    WHERE lesson MATCH ? ORDER BY bm25(lesson, 2.0, 1.0, 1.0) LIMIT {TOP}
"""  # the cross join keeps SQLite from searching the text once for every id
EXTRACTS = """
    SELECT snippet(lesson, 1, '<mark>', '</mark>', '…', 40) FROM lesson WHERE lesson MATCH ? AND rowid IN (%s)
"""
COUNTS = """
    SELECT facet, slug, count(*) FROM temp.found JOIN value ON value.lesson = found.id
    WHERE facet IN (%s) AND (missing = 0 OR (missing = 1 AND misses = facet)) GROUP BY facet, slug
"""


class Fts5:
    """All words have to be there, or any."""

    operator = " AND "

    def __init__(self, folder: Path) -> None:
        self.connection = sqlite3.connect(folder / "fts5.db")
        self.connection.execute("CREATE TEMP TABLE found (id INTEGER PRIMARY KEY, missing INTEGER, misses TEXT)")

    @classmethod
    def build(cls, folder: Path, given: Iterable[Made]) -> None:
        """One transaction."""
        connection = sqlite3.connect(folder / "fts5.db")
        connection.executescript(TABLES)
        with connection:
            for made in given:
                _add(connection, made)
        connection.close()

    def page(self, query: Query, *, extracts: bool = True) -> Page:
        """The matching ids go into a table of their own, with the filters that each misses; all else is joined."""
        match = _expression(asked(query), self.operator)
        with self.connection:
            self.connection.execute("DELETE FROM temp.found")
            self.connection.execute(*_matching(match, asked(query)))
            total = self.connection.execute("SELECT count(*) FROM temp.found WHERE missing = 0").fetchone()[0]
            ids = tuple(number for (number,) in self.connection.execute(RANKED, [match]))
            places = ",".join("?" * len(ids))
            rows = self.connection.execute(EXTRACTS % places, [match, *ids]).fetchall() if extracts else []
            counts: dict[str, dict[str, int]] = {facet: {} for facet in FACETS}
            for facet, slug, count in self.connection.execute(COUNTS % ",".join("?" * len(FACETS)), FACETS):
                counts[facet][slug] = count
        return Page(total, ids, counts, tuple(extract for (extract,) in rows))

    def update(self, made: Made) -> None:
        """Seen by the next statement."""
        with self.connection:
            self.connection.execute("DELETE FROM lesson WHERE rowid = ?", [made.id])
            self.connection.execute("DELETE FROM value WHERE lesson = ?", [made.id])
            _add(self.connection, made)


class Fts5AnyWord(Fts5):
    """Any of the words."""

    operator = " OR "


def _add(connection: sqlite3.Connection, made: Made) -> None:
    document, values = made.document, made.filterable.values
    connection.execute(
        "INSERT INTO lesson (rowid, title, text, labels) VALUES (?, ?, ?, ?)",
        [made.id, document.title, document.text, document.labels],
    )
    pairs = [(facet, slug, made.id) for facet, slugs in values.items() for slug in slugs]
    connection.executemany("INSERT INTO value VALUES (?, ?, ?)", pairs)


def _expression(query: Asked, operator: str) -> str:
    words = [f'"{word}"' for word in query.words]
    phrases = [f'"{" ".join(phrase)}"' for phrase in query.phrases]
    return operator.join([*words, *phrases, *(f'"{prefix}" *' for prefix in query.prefixes)])


def _matching(match: str, query: Asked) -> tuple[str, list[str]]:
    """The statement that keeps the matching ids, how many filters each misses, and the last of these."""
    if not query.filters:
        return "INSERT INTO temp.found SELECT rowid, 0, NULL FROM lesson WHERE lesson MATCH ?", [match]
    misses, given = [], []
    for facet, slugs in query.filters.items():
        places = ",".join("?" * len(slugs))
        has = f"EXISTS (SELECT 1 FROM value WHERE value.lesson = lesson.rowid AND facet = ? AND slug IN ({places}))"
        misses.append(f"CASE WHEN {has} THEN NULL ELSE '{facet}' END")
        given += [facet, *slugs]
    columns = " ".join(f", {sql} AS miss{n}" for n, sql in enumerate(misses))
    missing = " + ".join(f"(miss{n} IS NOT NULL)" for n in range(len(misses)))
    which = f"coalesce({', '.join(f'miss{n}' for n in range(len(misses)))}, NULL)"
    return (
        f"INSERT INTO temp.found SELECT id, {missing}, {which} "
        f"FROM (SELECT rowid AS id {columns} FROM lesson WHERE lesson MATCH ?)",
        [*given, match],
    )
