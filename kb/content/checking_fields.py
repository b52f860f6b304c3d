"""Checks keys and values against `fields.py`, and gives back those that are right as plain Python values."""

import itertools
from dataclasses import dataclass
from typing import Any

from kb.content.faults import File, meant, shown, use
from kb.content.fields import Field, Kind, keys
from kb.content.known import Known
from kb.content.reading import Entries, Leaf, Node, Series
from kb.content.values import Wrong, value_of

PLACES = {
    "@themes": "themes.yaml",
    "@groups": "the groups of themes.yaml",
    "@analyses": "the sources of themes.yaml",
    "@terms": "glossary.yaml",
    "@organisations": "organisations.csv",
    "@reviews": "reviews/",
    "@lessons": "lessons/",
    "@vignettes": "training/vignettes/",
    "@forms": "training/evaluation-forms.yaml",
    "@periods": "evaluations.csv",
    "@nation names": "the labels of the list nations",
}


@dataclass(frozen=True, slots=True)
class Record:
    """Keys and values that passed their own checks, with the lines they stand at."""

    file: File
    values: dict[str, Any]
    entries: Entries
    parts: dict[str, list["Record"]]
    """The records inside it, by key."""

    def line_of(self, key: str, at: int | None = None) -> int:
        """Where a key stands, or one of its values; a key that is left out is looked for where the record begins."""
        node = self.entries.values.get(key)
        if at is not None and isinstance(node, Series):
            return node.items[at].line
        return node.line if node else self.entries.line

    def fault(self, key: str, message: str, at: int | None = None) -> None:
        """Note a fault of one value."""
        self.file.fault(self.line_of(key, at), message)


def record_of(entries: Entries, fields: tuple[Field, ...], file: File, known: Known) -> Record:
    """Check keys, their order, and each value. A value that is wrong is noted and left out of the record."""
    order = keys(fields)
    for key, node in entries.values.items():
        if key not in order:
            file.fault(node.line, f"{shown(key)} is not a key here; {meant(key, order)}")
    _check_order(entries, order, file)
    record = Record(file, {}, entries, {})
    checker = _Checker(file, known, record)
    for field in fields:
        if field.key in entries.values:
            value = checker.value(entries.values[field.key], field)
            if value is not None:
                record.values[field.key] = value
        elif field.required and record.values.get(field.unless) is not False:
            file.fault(entries.line, f"has no '{field.key}'; it is required")
    return record


def _check_order(entries: Entries, order: list[str], file: File) -> None:
    """Note the first key that stands after one it should come before."""
    present = [key for key in entries.values if key in order]
    for before, key in itertools.pairwise(present):
        if order.index(key) < order.index(before):
            follows = [k for k in order[: order.index(key)] if k in present]
            right = f"put it after '{follows[-1]}'" if follows else "put it first"
            file.fault(entries.values[key].line, f"'{key}' stands out of order; {right}")
            return


class _Checker:
    """Checks the values of one record; each method returns the value, or None after noting what is wrong."""

    def __init__(self, file: File, known: Known, record: Record) -> None:
        self.file = file
        self.known = known
        self.record = record

    def value(self, node: Node, field: Field) -> Any:
        """Check a value against its field."""
        if isinstance(node, Leaf) and node.kind == "nothing":
            self.file.fault(node.line, f"'{field.key}' has no value; fill it in or leave the key out")
            return None
        if field.kind in {Kind.TEXTS, Kind.CHOICES}:
            return self.several(node, field)
        if field.kind is Kind.ENTRIES:
            return self.entries(node, field)
        if field.kind is Kind.ENTRY:
            return self.entry(node, field)
        if isinstance(node, Leaf):
            return self.single(node, field)
        what = "is a list" if isinstance(node, Series) else "has keys of its own"
        self.file.fault(node.line, f"'{field.key}' {what}; give one value")
        return None

    def single(self, leaf: Leaf, field: Field) -> Any:
        try:
            value = value_of(leaf, field, self.known.today)
            if field.of:
                self.choose(value, field)
        except Wrong as wrong:
            self.file.fault(leaf.line, str(wrong))
            return None
        return value

    def choose(self, value: str, field: Field) -> None:
        """Raise Wrong if a choice does not exist."""
        allowed = self.known.choices(field.of)
        if allowed is None or value in allowed:
            return
        if field.of == "@themes" and value in (self.known.choices("@groups") or []):
            raise Wrong(f"{field.key} {shown(value)} is a group of themes; choose one of its themes")
        place = PLACES.get(field.of, f"the list {field.of}")
        ending = use(value, allowed, PLACES.get(field.of, "vocabularies.yaml"))
        raise Wrong(f"{field.key} {shown(value)} is not in {place}; {ending}")

    def several(self, node: Node, field: Field) -> list[Any] | None:
        if not isinstance(node, Series):
            self.file.fault(node.line, f"'{field.key}' is not a list; write each value in its own line after '- '")
            return None
        self.count(node, field)
        found: dict[str, Any] = {}
        for item in node.items:
            if not isinstance(item, Leaf):
                self.file.fault(item.line, f"'{field.key}' holds more than plain values; write one value a line")
                continue
            if item.kind == "nothing":
                self.file.fault(item.line, f"'{field.key}' has an entry without a value; fill it in or take it out")
                continue
            value = self.single(item, field)
            if value is not None and value.casefold() in found:
                self.file.fault(item.line, f"{field.key} {shown(value)} stands twice in the list; keep one")
            elif value is not None:
                found[value.casefold()] = value
        return list(found.values())

    def count(self, node: Series, field: Field) -> None:
        """Note a list that is empty or too long."""
        if not node.items and not field.kept_empty:
            right = "give at least one value" if field.required else "leave the key out"
            self.file.fault(node.line, f"'{field.key}' is empty; {right}")
        if len(node.items) > field.most:
            self.file.fault(node.line, f"'{field.key}' has {len(node.items)} values; at most {field.most} are wanted")

    def entries(self, node: Node, field: Field) -> list[dict[str, Any]] | None:
        if not isinstance(node, Series):
            self.file.fault(node.line, f"'{field.key}' is not a list; begin each of its entries with '- '")
            return None
        self.count(node, field)
        records = []
        for item in node.items:
            if isinstance(item, Entries):
                records.append(record_of(item, field.fields, self.file, self.known))
            else:
                wanted = ", ".join(keys(field.fields)[:3])
                self.file.fault(item.line, f"an entry of '{field.key}' has no keys; give it {wanted} ...")
        self.record.parts[field.key] = records
        return [record.values for record in records]

    def entry(self, node: Node, field: Field) -> dict[str, Any] | None:
        if not isinstance(node, Entries):
            self.file.fault(node.line, f"'{field.key}' has no keys; give it {', '.join(keys(field.fields))}")
            return None
        record = record_of(node, field.fields, self.file, self.known)
        self.record.parts[field.key] = [record]
        return record.values
