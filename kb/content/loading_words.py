"""Loads the controlled words: closed lists and glossary."""

from collections.abc import Collection
from typing import Any

from sqlalchemy import select, union

from kb.content import fields
from kb.content.columns import Row
from kb.content.contents import Values
from kb.content.differences import Difference, difference, remove, table_of, write
from kb.content.fields import ordered
from kb.content.outcomes import LoadRefused, Tally, Touched
from kb.core import db
from kb.core.db import Base
from kb.lessons.models.vocabulary import ClosedList, ClosedValue, GlossaryTerm, Scheme


def load_schemes(vocabularies: Values, themes: Values, glossary: Values) -> Tally:
    """What each file says of itself."""
    wanted = [
        {"slug": "vocabularies", "about": _without(ordered(vocabularies, fields.VOCABULARIES), "vocabularies")},
        {"slug": "themes", "about": _without(ordered(themes, fields.THEMES), "groups", "themes")},
        {"slug": "glossary", "about": _without(ordered(glossary, fields.GLOSSARY), "terms")},
    ]
    found = difference(Scheme, "slug", wanted)
    write(Scheme, "slug", found)
    return _tally("Word files", wanted, found)


def load_closed_lists(vocabularies: Values, touched: Touched) -> tuple[Tally, Difference, Difference]:
    """The lists and their values; those that are gone are returned and may be taken out once nothing uses them."""
    lists, values = [], []
    for position, closed_list in enumerate(vocabularies["vocabularies"], 1):
        stated = ordered(closed_list, fields.CLOSED_LIST)
        slug = stated["key"]
        details = _without(stated, "key", "title", "items")
        lists.append({"slug": slug, "position": position, "title": stated["title"], "details": details})
        values += [_value(slug, at, item) for at, item in enumerate(stated["items"], 1)]
    found_lists = difference(ClosedList, "slug", lists)
    found_values = difference(ClosedValue, "key", values)
    write(ClosedList, "slug", found_lists)
    write(ClosedValue, "key", found_values)
    touched.values |= {row["key"] for row in found_values.changed_beyond("position")}
    return _tally(f"Closed values in {len(lists)} lists", values, found_values), found_lists, found_values


def _value(list_slug: str, position: int, item: Values) -> Row:
    return {
        "key": f"{list_slug}/{item['slug']}", "list_slug": list_slug, "slug": item["slug"], "position": position,
        "label": item["label"], "description": item["description"],
        "details": _without(item, "slug", "label", "description"),
    }  # fmt: skip


def remove_closed_lists(lists: Difference, values: Difference) -> None:
    """Take out lists and values that the file no longer has. Raises LoadRefused if a record still has one."""
    gone = [row["key"] for row in values.gone]
    if kept := used(ClosedValue, "key", gone):
        raise LoadRefused([
            f"vocabularies.yaml no longer has '{key}', but records still do; put it back or move them to another value"
            for key in kept
        ])  # fmt: skip
    remove(ClosedValue, "key", gone)
    remove(ClosedList, "slug", [row["slug"] for row in lists.gone])


def used(model: type[Base], key: str, values: Collection[Any]) -> list[Any]:
    """Which of these are still referred to by a row that would not go with them."""
    column = table_of(model).c[key]
    users = [
        reference.parent for table in Base.metadata.tables.values() for reference in table.foreign_keys
        if reference.column is column and reference.ondelete != "CASCADE"
    ]  # fmt: skip
    if not values or not users:
        return []
    return sorted(db.session.scalars(union(*(select(user).where(user.in_(values)) for user in users))))


def load_glossary(glossary: Values) -> Tally:
    """Abbreviations and terms."""
    own = ("slug", "term", "expansion", "meaning", "category")
    wanted = []
    for position, term in enumerate(glossary["terms"], 1):
        stated = ordered(term, fields.TERM)
        row = {"position": position} | {key: stated[key] for key in own}
        wanted.append(row | {"details": _without(stated, *own)})
    found = difference(GlossaryTerm, "slug", wanted)
    remove(GlossaryTerm, "slug", [row["slug"] for row in found.gone])
    write(GlossaryTerm, "slug", found, unique="term")
    return _tally("Glossary terms", wanted, found)


def _tally(name: str, wanted: list[Row], found: Difference) -> Tally:
    return Tally(name, len(wanted), len(found.new), len(found.changed), len(found.gone))


def _without(values: Values, *keys: str) -> Values:
    return {key: value for key, value in values.items() if key not in keys}
