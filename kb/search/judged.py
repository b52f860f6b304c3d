"""Reads queries with judgements: a file over the site's own lessons, or a folder with a test collection of its own.

Three layouts of folders are known; which one it is, the names of its files tell.

    SMART (Cranfield, CISI, MED, CACM): NAME.all with records of .I .T .A .B .W, NAME.qry, and NAMEqrel or NAME.rel
    BEIR: corpus.jsonl, queries.jsonl, qrels/test.tsv
    TREC: documents as <DOC> records or lines of "id TAB text", topics as <top> records or such lines, qrels
"""

import json
import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from kb.search.backend import SearchDocument
from kb.search.evaluation import Judged

BEST_CODE = 4
"""Cranfield's codes go from 1, a complete answer, to 4, of little interest; their gains from 4 to 1."""

NUMBER = re.compile(r"-?\d+(\.\d+)?")
Rows = list[list[str]]


class Unreadable(Exception):
    """It cannot be read as judged queries; the message says why."""


@dataclass(frozen=True, slots=True)
class Collection:
    """Documents, and queries whose judgements name documents by their keys."""

    documents: Mapping[str, SearchDocument]
    queries: tuple[Judged, ...]


# --- the site's own lessons


def queries_of(path: Path) -> tuple[Judged, ...]:
    """The queries of a YAML or JSON file: a list of `query` and `lessons`, these by reference or slug with a grade."""
    try:
        found = yaml.safe_load(_text(path))
    except yaml.YAMLError as problem:
        raise Unreadable(f"{path.name} is not valid YAML: {' '.join(str(problem).split())}") from problem
    if not isinstance(found, list) or not found:
        raise Unreadable(f"{path.name} has to be a list of queries, each with `query` and `lessons`.")
    return tuple(_own(entry, number, path) for number, entry in enumerate(found, 1))


def _own(entry: Any, number: int, path: Path) -> Judged:
    where = f"{path.name}, query {number}"
    if not isinstance(entry, dict) or set(entry) != {"query", "lessons"} or not str(entry["query"] or "").strip():
        raise Unreadable(f"{where}: has to have `query`, `lessons` and nothing else.")
    lessons = entry["lessons"]
    if isinstance(lessons, list):
        lessons = dict.fromkeys(lessons, 1)
    if not isinstance(lessons, dict) or not all(_is_grade(grade) for grade in lessons.values()):
        raise Unreadable(f"{where}: `lessons` has to name lessons with a grade each, such as LB-0001: 2.")
    return Judged(str(entry["query"]), {str(lesson): float(grade) for lesson, grade in lessons.items()})


def _is_grade(found: Any) -> bool:
    return isinstance(found, int | float) and not isinstance(found, bool) and 0 <= found <= 100


# --- collections


def collection(folder: Path) -> Collection:
    """The collection in this folder, in whichever of the layouts it is."""
    documents, queries, rows = _parts(folder)
    keyed = {
        key: SearchDocument(id=number, title=title, text=text, labels="")
        for number, (key, title, text) in enumerate(documents, 1)
    }
    gains: dict[str, dict[str, float]] = defaultdict(dict)
    names = _names_of_queries([key for key, _ in queries], {row[0] for row in rows})
    for query, document, gain in _gains(rows):
        gains[names.get(query, query)][document] = gain
    judged = tuple(Judged(text, gains[key]) for key, text in queries if key in gains)
    if not keyed or not any(query.counts for query in judged):
        raise Unreadable(f"{folder.name}: no judgement names one of the {len(queries)} queries.")
    if not any(document in keyed for query in judged for document in query.gains):
        raise Unreadable(f"{folder.name}: no judgement names one of the {len(keyed)} documents.")
    return Collection(keyed, judged)


Document = tuple[str, str, str]
"""Key, title, text."""
Topic = tuple[str, str]


def _parts(folder: Path) -> tuple[list[Document], list[Topic], Rows]:
    found = {kind: _first(folder, pattern) for kind, pattern in PATTERNS.items()}
    for documents, queries, read_documents, read_queries in LAYOUTS:
        given, asked, judged = found[documents], found[queries], found["judgements"]
        if given and asked and judged:
            rows = _rows(judged)
            if read_queries is _smart_queries:
                rows = [[_number(row[0]), _number(row[1]), *row[2:]] for row in rows]
            return list(read_documents(given)), list(read_queries(asked)), rows
    raise Unreadable(
        f"{folder.name}: no collection is there. It takes documents, queries and judgements: "
        "*.all, *.qry, *qrel (SMART); corpus.jsonl, queries.jsonl, qrels/test.tsv (BEIR); "
        "documents, topics or queries, qrels (TREC)."
    )


def _first(folder: Path, pattern: str) -> Path | None:
    """The file whose path in the folder matches, whatever its case; of several one for tests, or the shortest name."""
    files = [file for file in (*folder.glob("*"), *folder.glob("*/*")) if file.is_file()]
    found = [file for file in files if re.fullmatch(pattern, file.relative_to(folder).as_posix(), re.IGNORECASE)]
    return min(found, key=lambda file: ("test" not in file.name, len(file.as_posix()), file), default=None)


PATTERNS = {
    "smart documents": r"[^/]*\.all[^/]*",
    "smart queries": r"[^/]*\.qry|query\.text",
    "json documents": r"(corpus|collection|docs|documents)\.jsonl",
    "json queries": r"(queries|topics)\.jsonl",
    "documents": r"[^/]*(docs|documents|collection|corpus)[^/]*(?<!\.jsonl)(?<!\.md)",
    "queries": r"[^/]*(topics|queries)[^/]*(?<!\.jsonl)(?<!\.md)",
    "judgements": r"([^/]*qrels?[^/]*|[^/]*\.rel|qrels/[^/]+)(?<!readme)(?<!\.md)",
}


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8", errors="replace")
    except OSError as problem:
        raise Unreadable(f"{path} cannot be read: {problem.strerror}.") from problem


def _squeezed(text: str) -> str:
    return " ".join(text.split())


def _smart(path: Path) -> Iterator[Mapping[str, str]]:
    """Records that begin with `.I number`, and whose parts begin with a line of a dot and a letter."""
    for record in re.split(r"(?m)^\.I[ \t]+", _text(path))[1:]:
        number, _, rest = record.partition("\n")
        parts = re.split(r"(?m)^\.([A-Z])[ \t]*\n", rest)
        yield {"I": _number(number), **dict(zip(parts[1::2], map(_squeezed, parts[2::2]), strict=True))}


def _number(written: str) -> str:
    """A number of a document or a query, which may have zeros before it."""
    return written.strip().lstrip("0") or "0"


def _smart_documents(path: Path) -> Iterator[Document]:
    for record in _smart(path):
        yield record["I"], record.get("T", ""), record.get("W", "")


def _smart_queries(path: Path) -> Iterator[Topic]:
    for record in _smart(path):
        yield record["I"], record.get("W", "")


def _lines(path: Path) -> Iterator[Mapping[str, Any]]:
    for number, line in enumerate(_text(path).split("\n"), 1):
        if not line.strip():
            continue
        try:
            found = json.loads(line)
        except ValueError as problem:
            raise Unreadable(f"{path.name}, line {number}: is not valid JSON ({problem}).") from problem
        if not isinstance(found, dict):
            raise Unreadable(f"{path.name}, line {number}: has to be a JSON object.")
        yield found


def _value(record: Mapping[str, Any], *names: str) -> str:
    return next((str(record[name]) for name in names if record.get(name) is not None), "")


def _json_documents(path: Path) -> Iterator[Document]:
    for record in _lines(path):
        yield _value(record, "_id", "id", "docno"), _value(record, "title"), _value(record, "text", "contents", "body")


def _json_queries(path: Path) -> Iterator[Topic]:
    for record in _lines(path):
        yield _value(record, "_id", "id", "num"), _value(record, "text", "query", "title")


def _tagged(record: str, *names: str) -> str:
    """The text in the elements of these names; an element may be left open, as in topics."""
    found = re.findall(rf"(?is)<({'|'.join(names)})>(.*?)(?=</\1>|<(?!/)|\Z)", record)
    return _squeezed(" ".join(re.sub(r"(?i)^\s*(?:number|topic):", "", text) for _, text in found))


def _trec_documents(path: Path) -> Iterator[Document]:
    text = _text(path)
    for record in re.findall(r"(?is)<doc>(.*?)</doc>", text):
        yield _tagged(record, "docno"), _tagged(record, "title", "head", "headline"), _tagged(record, "text", "body")
    if not re.search(r"(?i)<doc>", text):
        yield from ((cells[0], cells[1] if len(cells) > 2 else "", cells[-1]) for cells in _cells(text))


def _trec_queries(path: Path) -> Iterator[Topic]:
    text = _text(path)
    for record in re.findall(r"(?is)<top>(.*?)</top>", text):
        yield _tagged(record, "num"), _tagged(record, "title")
    if not re.search(r"(?i)<top>", text):
        yield from ((cells[0], cells[-1]) for cells in _cells(text))


def _cells(text: str) -> Iterator[list[str]]:
    return (line.strip().split("\t") for line in text.split("\n") if "\t" in line)


LAYOUTS: Sequence[tuple[str, str, Callable[[Path], Iterable[Document]], Callable[[Path], Iterable[Topic]]]] = (
    ("smart documents", "smart queries", _smart_documents, _smart_queries),
    ("json documents", "json queries", _json_documents, _json_queries),
    ("documents", "queries", _trec_documents, _trec_queries),
)


# --- judgements


def _rows(path: Path) -> Rows:
    """The lines as columns, without a line of headings."""
    tabs = "\t" if path.suffix == ".tsv" else None
    rows = [line.strip().split(tabs) for line in _text(path).split("\n") if line.strip()]
    short = next((number for number, row in enumerate(rows, 1) if len(row) < 2), None)
    if short:
        raise Unreadable(f"{path.name}, line {short}: has to name a query and a document.")
    return rows[1:] if rows and not NUMBER.fullmatch(rows[0][-1]) else rows


def _names_of_queries(keys: list[str], judged: set[str]) -> Mapping[str, str]:
    """The key of the query that each number of the judgements means, where it is not that number.

    Cranfield's judgements count the queries from 1; its file of queries has other numbers, with gaps.
    """
    counted = {str(place): key for place, key in enumerate(keys, 1)}
    by_place = not judged <= set(keys) and judged <= set(counted)
    return counted if by_place else {}


def _gains(rows: Rows) -> Iterator[tuple[str, str, float]]:
    """Query, document and gain of each judgement.

    Four columns are those of TREC, with a second one that means nothing; or, where that is a document, those of CISI,
    which lists only what answers. Three are those of BEIR, or Cranfield's codes where there is one below zero.
    """
    trec = all(len(row) == 4 and row[1] in {"0", "Q0"} for row in rows)
    coded = any(len(row) == 3 and row[2] == "-1" for row in rows)
    for row in rows:
        query, document, grade = (row[0], row[2], row[3]) if trec else (row[0], row[1], row[-1])
        if len(row) != 3 and not trec:
            yield query, document, 1.0
        elif not NUMBER.fullmatch(grade):
            raise Unreadable(f"The judgement “{' '.join(row)}” has no grade that is a number.")
        elif coded:
            yield query, document, max(0.0, BEST_CODE + 1 - float(grade)) if float(grade) > 0 else 0.0
        else:
            yield query, document, max(0.0, float(grade))
