"""Checks the controlled words as a whole: closed lists, themes, glossary."""

from collections.abc import Iterable

from kb.content import fields
from kb.content.checking_fields import Record, record_of
from kb.content.faults import File, shown, use
from kb.content.fields_training import SESSION, VIGNETTE
from kb.content.known import Known
from kb.content.reading import Entries, Series
from kb.core.folding import folded_label
from kb.core.statements import words
from kb.lessons.models.vocabulary import INTRODUCTION_WORDS, SELF_CHECK

_Name = tuple[str, int | None, str]
"""Key and place in its list under which a name stands, and the name."""

_FORMS = (fields.LESSON, fields.REVIEW, fields.ORGANISATION, fields.VOCABULARIES, VIGNETTE, SESSION)
USED_LISTS = sorted(set().union(*(fields.closed_lists(form) for form in _FORMS)))
"""Closed lists without which no record can be checked."""


def whole(tree: Entries | Series, form: tuple[fields.Field, ...], file: File, known: Known) -> Record | None:
    """The record that a whole YAML file is."""
    if isinstance(tree, Series):
        file.fault(tree.line, f"is a list; begin with the keys {', '.join(fields.keys(form))}")
        return None
    return record_of(tree, form, file, known)


def no_repeats(records: Iterable[Record], key: str) -> None:
    """Note every value that an earlier record already has under this key."""
    seen: dict[str, int] = {}
    for record in records:
        value = record.values.get(key)
        if value is None:
            continue
        if value in seen:
            record.fault(key, f"{key} {shown(value)} is already that of line {seen[value]}; each needs its own")
        seen.setdefault(value, record.line_of(key))


def check_order(records: Iterable[Record]) -> None:
    """Rows of a table stand in the order of their slugs, each once: so an export writes the same bytes."""
    records = list(records)
    no_repeats(records, "slug")
    before = ""
    for record in records:
        slug = record.values.get("slug", "")
        if slug and slug < before:
            record.fault("slug", f"slug '{slug}' stands after '{before}'; keep the rows in the order of their slugs")
        before = max(before, slug)


def check_span(record: Record, first: str, last: str) -> None:
    """What is under the key `last` is not before what is under `first`."""
    start, end = record.values.get(first), record.values.get(last)
    if start and end and start > end:
        record.fault(last, f"{last} '{end}' is before {first} '{start}'; correct one of them")


def check_vocabularies(tree: Entries | Series, file: File, known: Known) -> Record | None:
    """The closed lists, and what is wrong with them noted."""
    whole_file = whole(tree, fields.VOCABULARIES, file, known)
    if whole_file is None:
        return None
    lists = whole_file.parts.get("vocabularies", [])
    no_repeats(lists, "key")
    for slug in USED_LISTS:
        if slug not in known.values:
            whole_file.fault("vocabularies", f"list '{slug}' is missing; records choose from it")
    for closed_list in lists:
        _check_list(closed_list)
    return whole_file


def _check_list(closed_list: Record) -> None:
    items = closed_list.parts.get("items", [])
    slugs = [item.values.get("slug", "") for item in items]
    groups = [group.values.get("slug", "") for group in closed_list.parts.get("groups", [])]
    no_repeats(items, "slug")
    no_repeats(closed_list.parts.get("groups", []), "slug")
    _check_names(items)
    for item in items:
        check_years(item)
        _inside(item, "replacedBy", slugs)
        if groups or "group" in item.values:
            _inside(item, "group", groups)
            if "group" not in item.values:
                item.fault("group", f"has no 'group'; {use('', groups, 'the list')}")
        no_repeats(item.parts.get("grades", []), "slug")
        if closed_list.values.get("key") == "evaluation-schemes" and not item.parts.get("grades"):
            item.fault("grades", "has no 'grades'; a scheme says which grades it gives")


def _inside(item: Record, key: str, allowed: list[str]) -> None:
    value = item.values.get(key)
    if value is not None and value not in allowed:
        item.fault(key, f"{key} {shown(value)} is not in this list; {use(value, allowed, 'the list')}")


def _check_names(items: list[Record]) -> None:
    """No name in a list leads to two values."""
    owners: dict[str, str] = {}
    for item in items:
        slug = item.values.get("slug", "")
        names: list[_Name] = [("slug", None, slug), ("label", None, item.values.get("label", ""))]
        names += [("aliases", at, alias) for at, alias in enumerate(item.values.get("aliases", []))]
        for key, at, name in names:
            owner = owners.setdefault(name.casefold(), slug)
            if name and owner != slug:
                item.fault(key, f"{shown(name)} also leads to '{owner}'; a name leads to one value of a list", at)


def check_years(record: Record) -> None:
    """`since` is not after `until`."""
    since, until = record.values.get("since"), record.values.get("until")
    if since and until and since > until:
        record.fault("until", f"until '{until}' is before since '{since}'; correct one of them")


def check_themes(tree: Entries | Series, file: File, known: Known) -> Record | None:
    """The themes, and what is wrong with them noted."""
    whole_file = whole(tree, fields.THEMES, file, known)
    if whole_file is None:
        return None
    groups, themes = whole_file.parts.get("groups", []), whole_file.parts.get("themes", [])
    no_repeats(whole_file.parts.get("sources", []), "slug")
    no_repeats([*groups, *themes], "slug")
    _mutual(themes, "related", "related")
    owners: dict[str, tuple[str, int]] = {}
    for theme in [*groups, *themes]:
        slug = theme.values.get("slug", "")
        _check_introduction(theme)
        for key, at, label in _labels(theme):
            owner, line = owners.setdefault(folded_label(label), (slug, theme.line_of(key, at)))
            if label and owner != slug:
                message = f"{shown(label)} also leads to '{owner}' in line {line}; a label leads to one theme"
                theme.fault(key, message, at)
    return whole_file


def _check_introduction(theme: Record) -> None:
    """An introduction can be read in half a minute, and a self-check has the same number of questions everywhere."""
    introduction, questions = theme.values.get("introduction"), theme.values.get("selfCheck")
    low, high = INTRODUCTION_WORDS
    if introduction and not low <= (length := len(words(introduction))) <= high:
        theme.fault("introduction", f"'introduction' has {length} words; {low} to {high} are wanted")
    if questions and len(questions) != SELF_CHECK:
        theme.fault("selfCheck", f"'selfCheck' has {len(questions)} questions; {SELF_CHECK} are wanted")


def _labels(theme: Record) -> list[_Name]:
    """Every name of a theme. One that is hidden is not shown as well."""
    labels: list[_Name] = [("prefLabel", None, theme.values.get("prefLabel", ""))]
    for key in ("altLabel", "hiddenLabel"):
        labels += [(key, at, label) for at, label in enumerate(theme.values.get(key, []))]
    visible = {label.casefold() for key, _, label in labels if key != "hiddenLabel"}
    for key, at, label in labels:
        if key == "hiddenLabel" and label.casefold() in visible:
            theme.fault(key, f"{shown(label)} is also a label that is shown; keep one of them", at)
    return labels


def _mutual(records: list[Record], key: str, back: str) -> None:
    """Whoever is named under `key` names the other under `back`."""
    by_slug = {record.values.get("slug", ""): record for record in records}
    for slug, record in by_slug.items():
        for at, other in enumerate(record.values.get(key, [])):
            if other == slug:
                record.fault(key, f"{key} '{other}' is the entry itself; take it out", at)
            elif other in by_slug and slug not in by_slug[other].values.get(back, []):
                right = f"add '{slug}' to its '{back}' (line {by_slug[other].entries.line})"
                record.fault(key, f"{key} '{other}' does not point back; {right}", at)


def check_glossary(tree: Entries | Series, file: File, known: Known) -> Record | None:
    """The glossary, and what is wrong with it noted."""
    whole_file = whole(tree, fields.GLOSSARY, file, known)
    if whole_file is None:
        return None
    terms = whole_file.parts.get("terms", [])
    no_repeats(terms, "slug")
    no_repeats(terms, "term")
    _mutual(terms, "replaces", "replacedBy")
    _mutual(terms, "replacedBy", "replaces")
    for term in terms:
        check_years(term)
    return whole_file
