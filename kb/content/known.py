"""What the files can refer to: every address, closed value and label, gathered before anything is checked."""

from dataclasses import dataclass, field
from datetime import date

from kb.content.folders import Parsed
from kb.content.reading import Entries, Leaf, Node, Series
from kb.core import clock

WORDS = {
    "@themes": ("themes.yaml", "themes", "slug"),
    "@groups": ("themes.yaml", "groups", "slug"),
    "@analyses": ("themes.yaml", "sources", "slug"),
    "@terms": ("glossary.yaml", "terms", "slug"),
}
"""Where the values of a choice stand: file, list in it, key in that."""
TABLES = {"@organisations": "organisations.csv", "@periods": "evaluations.csv"}
FOLDERS = {
    "@reviews": "reviews", "@lessons": "lessons", "@vignettes": "training/vignettes",
}  # fmt: skip
FORMS = "training/evaluation-forms.yaml"


@dataclass(frozen=True, slots=True)
class Known:
    """Values by what they are chosen from; something absent could not be read, so nothing is held against it."""

    values: dict[str, list[str]]
    today: date = field(default_factory=clock.today)

    def choices(self, of: str) -> list[str] | None:
        """What may be chosen; None where that cannot be told."""
        return self.values.get(of)


def gather(parsed: Parsed, today: date) -> Known:
    """Collect it from files of which anything may still be wrong."""
    values: dict[str, list[str]] = {}
    for of, (path, key, inner) in WORDS.items():
        if path in parsed.trees:
            values[of] = _texts(_items(parsed.trees[path], key), inner)
    lists = parsed.trees.get("vocabularies.yaml")
    for entry in _items(lists, "vocabularies") if lists else []:
        for slug in _texts([entry], "key"):
            values[slug] = _texts(_items(entry, "items"), "slug")
            if slug == "nations":
                values["@nation names"] = _texts(_items(entry, "items"), "label")
    for of, path in TABLES.items():
        if path in parsed.tables:
            values[of] = _texts(list(parsed.tables[path]), "slug")
    for of, folder in FOLDERS.items():
        values[of] = sorted(parsed.slugs[folder])
    forms = parsed.trees.get(FORMS)
    values["@forms"] = _texts(forms.items, "slug") if isinstance(forms, Series) else []
    return Known(values, today)


def _items(node: Node | None, key: str) -> list[Node]:
    inner = node.values.get(key) if isinstance(node, Entries) else None
    return inner.items if isinstance(inner, Series) else []


def _texts(nodes: list[Node], key: str) -> list[str]:
    """The texts under one key, each once, in their order."""
    found = [node.values.get(key) for node in nodes if isinstance(node, Entries)]
    return list(dict.fromkeys(leaf.text for leaf in found if isinstance(leaf, Leaf)))
