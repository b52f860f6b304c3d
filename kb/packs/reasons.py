"""Puts into words why a lesson is in a pack."""

from collections.abc import Iterable, Mapping, Sequence

from kb.lessons.queries.labels import labels

BY_HAND = "Added by hand"
DONE: Mapping[str, str] = {
    "done": "it was carried out",
    "agreed": "it was agreed",
    "recommended": "it was only recommended",
}

SAID: Mapping[str, str] = {
    "session": "named by the session that this pack began from",
    "case": "stands behind the case that you work on",
    "first-theme": "it has the theme first",
    "second-theme": "it has the theme second",
    "theme": "it has the theme among others",
    "named": "it calls the theme by name",
    "no-finding": "it says little of what was found in the work with families",
    "why": "it says why it happened",
    "effect": "it says what came of it",
}
"""Reasons that stand alone, in the order in which they are said."""


def in_words(why: Sequence[str]) -> str:
    """Reasons as a page says them: "It has the theme first; local evaluation, stage 3 of 4; it was carried out".

    What has no name any more, and what another version of the site knew, is passed over.
    """
    if not why:
        return BY_HAND
    themes = [theme for number, theme in labels().themes.items() if str(number) in _of(why, "related-theme")]
    kinds, agencies = (
        _labels(list_slug, _of(why, code))
        for list_slug, code in (("kinds-of-change", "new-kind"), ("agencies", "agency"))
    )
    known = labels().values
    stages = [(number, known.get(f"evidence-stages/{number}")) for number in _of(why, "stage")]
    told = [
        *(SAID[code] for code in SAID if code in why),
        *(f"{began_small(stage.label)}, stage {number} of 4" for number, stage in stages if stage),
        *(DONE[code] for code in why if code in DONE),
        *([f"{'adds kinds' if len(kinds) > 1 else 'adds a kind'} of change: {', '.join(kinds)}"] if kinds else ()),
        *([f"concerns {', '.join(agencies)}"] if agencies else ()),
        *(f"from a theme near by, “{theme.label}”" for theme in themes),
    ]
    text = "; ".join(told) or "On the theme"
    return text[:1].upper() + text[1:]


def began_small(label: str) -> str:
    """A label within a sentence: its first letter small, unless it begins with an abbreviation."""
    return label if label[1:2].isupper() else label[:1].lower() + label[1:]


def _of(why: Iterable[str], code: str) -> list[str]:
    """What stands behind a word among the reasons."""
    return [code_of[1] for each in why if (code_of := each.split(":", 1))[0] == code and len(code_of) > 1]


def _labels(list_slug: str, slugs: Iterable[str]) -> list[str]:
    known = labels().values
    keys = [f"{list_slug}/{slug}" for slug in slugs]
    return [began_small(known[key].label) for key in keys if key in known]
