"""What the child process answers: one line of JSON, then the bytes of a cleaned copy, if any."""

import json
from typing import Any

from kb.extraction.parts import REASONS, Cleaned, Extracted, Kind, Part, PartKind, Picture, Refused, Table, TableRow


def answer(result: Extracted | Cleaned | Picture | Table | Refused | None) -> bytes:
    """A result as the child writes it."""
    body = b""
    line: dict[str, Any] = {}
    if isinstance(result, Refused):
        line = {"refused": [result.reason, result.says]}
    elif isinstance(result, Cleaned):
        line, body = {"cleaned": list(result.removed)}, result.data
    elif isinstance(result, Picture):
        line, body = {"picture": result.kind}, result.data
    elif isinstance(result, Extracted):
        parts = [[part.where, part.of, part.text] for part in result.parts]
        line = {"extracted": [result.kind, parts, list(result.unreadable), result.pages]}
    elif isinstance(result, Table):
        rows = [[row.number, row.name, row.cells, row.faults] for row in result.rows]
        line = {"table": [result.kind, rows, result.hidden, result.notes, result.separator]}
    return json.dumps(line).encode() + b"\n" + body


def understood(message: bytes) -> Extracted | Cleaned | Picture | Table | None:
    """A result as the parent reads it; a refusal is raised, and so is an answer that is none."""
    line, newline, body = message.partition(b"\n")
    try:
        said = json.loads(line)
        if "refused" in said:
            reason, says = said["refused"]
            raise Refused(reason if reason in REASONS else "damaged", str(says))
        if "cleaned" in said:
            return Cleaned(body, tuple(map(str, said["cleaned"])))
        if "picture" in said:
            return Picture(Kind(said["picture"]), body)
        if "extracted" in said:
            kind, parts, unreadable, pages = said["extracted"]
            read = tuple(Part(str(where), PartKind(of), str(text)) for where, of, text in parts)
            return Extracted(Kind(kind), read, tuple(map(str, unreadable)), pages)
        if "table" in said:
            return _table(*said["table"])
    except (ValueError, TypeError, KeyError) as problem:
        raise Refused("damaged") from problem
    if not newline:
        raise Refused("damaged")
    return None


def _table(kind: str, rows: list[Any], hidden: list[int], notes: list[str], separator: str) -> Table:
    """A table as it was written."""
    read = tuple(
        TableRow(
            int(number),
            str(name),
            tuple(map(str, cells)),
            tuple((int(column), str(reason), str(what)) for column, reason, what in faults),
        )
        for number, name, cells, faults in rows
    )
    return Table(str(kind), read, tuple(map(int, hidden)), tuple(map(str, notes)), str(separator))
