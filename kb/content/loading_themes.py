"""Loads groups and themes. What editors made or changed on the site is kept as it is there."""

from collections import defaultdict
from collections.abc import Iterable, Mapping

from sqlalchemy import select, update

from kb.content.columns import Row
from kb.content.contents import Values
from kb.content.differences import (
    Difference,
    change,
    difference,
    differing_parts,
    ids,
    remove,
    replace_parts,
    table_of,
    write,
)
from kb.content.loading_words import used
from kb.content.outcomes import LoadRefused, Tally, Touched, saying_again
from kb.core import db
from kb.core.folding import folded_label
from kb.lessons.models.vocabulary import Theme, ThemeLabel, ThemeRelation


def load_themes(themes: Values, touched: Touched, merged: list[str]) -> Tally:
    """Groups, themes, their labels and relations; `merged` are notes on those that were left out before.

    Raises LoadRefused where lessons still have a theme that the file no longer has, and where a label is that of a
    theme that was made or changed on the site.
    """
    everything = [*themes["groups"], *themes["themes"]]
    wanted = [_row(theme, position) for position, theme in enumerate(everything, 1)]
    ours = set(db.session.scalars(select(Theme.slug).where(Theme.changed_on_site)))
    theirs = [theme for theme in everything if theme["slug"] not in ours]
    found = difference(Theme, "slug", wanted)
    left = {row["slug"] for row in found.changed_beyond("position")} & ours
    found.changed = [(stored, _kept(stored, row) if row["slug"] in ours else row) for stored, row in found.changed]
    kept = [row["slug"] for row in found.gone if row["slug"] in ours]
    _refuse_taken_labels(theirs, ours)
    _remove_themes([row["slug"] for row in found.gone if row["slug"] not in ours])
    write(Theme, "slug", found, unique="label")
    number = ids(Theme)
    moved = difference(Theme, "slug", [_broader(theme, number) for theme in everything])
    left |= {row["slug"] for _, row in moved.changed} & ours
    moved.changed = [(stored, row) for stored, row in moved.changed if row["slug"] not in ours]
    change(Theme, "slug", [row for _, row in moved.changed])
    left |= _load_parts(theirs, [theme for theme in everything if theme["slug"] in ours], number, found, touched)
    changed = {number[row["slug"]] for _, row in moved.changed} | touched.themes
    changed |= {number[row["slug"]] for row in found.changed_beyond("position")}
    in_changed_group = {number[t["slug"]] for t in theirs if "broader" in t and number[t["broader"]] in changed}
    new = {number[row["slug"]] for row in found.new}
    touched.themes = (changed | in_changed_group) - new
    again = saying_again("theme", ((theme["slug"], theme) for theme in everything))
    notes = [*merged, *again, *_notes(left, kept)]
    written = len((changed | {number[row["slug"]] for _, row in found.changed}) - new)
    gone = len(found.gone) - len(kept)
    return Tally("Themes", len(wanted), len(found.new), written, gone, notes)


def _row(theme: Values, position: int) -> Row:
    return {
        "slug": theme["slug"], "position": position, "label": theme["prefLabel"], "scope_note": theme["scopeNote"],
        "introduction": theme.get("introduction", ""), "self_check": theme.get("selfCheck", []),
        "seen_in": theme.get("seenIn", []),
    }  # fmt: skip


def _kept(stored: Row, wanted: Row) -> Row:
    """A theme as an editor left it, at its place in the file."""
    return {**stored, "position": wanted["position"]}


def _broader(theme: Values, number: Mapping[str, int]) -> Row:
    return {"slug": theme["slug"], "broader_id": number.get(theme.get("broader", ""))}


def _notes(left: Iterable[str], kept: Iterable[str]) -> Iterable[str]:
    for slug in sorted(left):
        yield f"theme '{slug}' was changed on the site; its entry was not loaded (export, then compare)"
    for slug in sorted(kept):
        yield f"theme '{slug}' is not in themes.yaml and was kept: it was made or changed on the site"


def _load_parts(
    theirs: list[Values], ours: list[Values], number: Mapping[str, int], found: Difference, touched: Touched
) -> set[str]:
    """Write labels and relations of those that no editor has changed; returns the others that have others.

    Whatever two themes say of each other is as the site has it, if an editor has changed one of them.
    """
    labels = {number[theme["slug"]]: _labels(theme) for theme in theirs}
    related = _related(theirs, {number[theme["slug"]] for theme in theirs}, number)
    touched.themes |= replace_parts(ThemeLabel, "theme_id", labels)
    touched.themes |= replace_parts(ThemeRelation, "theme_id", related)
    own_labels = {number[theme["slug"]]: _labels(theme) for theme in ours}
    own_related = {number[theme["slug"]]: _relations(theme, number) for theme in ours}
    differing = differing_parts(ThemeLabel, "theme_id", own_labels)
    differing |= differing_parts(ThemeRelation, "theme_id", own_related)
    return {theme["slug"] for theme in ours if number[theme["slug"]] in differing}


def _relations(theme: Values, number: Mapping[str, int]) -> list[Row]:
    return [{"related_id": number[other]} for other in theme.get("related", [])]


def _related(theirs: list[Values], loaded: set[int], number: Mapping[str, int]) -> dict[int, list[Row]]:
    """The relations of themes that are loaded: among themselves those of the file, with others those of the site."""
    site: dict[int, list[int]] = defaultdict(list)
    for one, other in db.session.execute(
        select(ThemeRelation.theme_id, ThemeRelation.related_id).order_by(ThemeRelation.position)
    ):
        site[one].append(other)
    wanted = {}
    for theme in theirs:
        own = number[theme["slug"]]
        with_others = [other for other in site[own] if other not in loaded]
        named = [row["related_id"] for row in _relations(theme, number)]
        stay = [other for other in named if other in loaded or other in with_others]
        wanted[own] = [{"related_id": other} for other in dict.fromkeys([*stay, *with_others])]
    return wanted


def _labels(theme: Values) -> list[Row]:
    shown = [{"label": label, "hidden": False} for label in theme.get("altLabel", [])]
    return [*shown, *({"label": label, "hidden": True} for label in theme.get("hiddenLabel", []))]


def _refuse_taken_labels(theirs: Iterable[Values], ours: set[str]) -> None:
    """No label of the file is that of a theme that an editor has made or changed."""
    if not ours:
        return
    owners: dict[str, str] = {}
    for slug, label in db.session.execute(select(Theme.slug, Theme.label).where(Theme.slug.in_(ours))):
        owners[folded_label(label)] = slug
    others = select(Theme.slug, ThemeLabel.label).join(ThemeLabel).where(Theme.slug.in_(ours))
    for slug, label in db.session.execute(others):
        owners[folded_label(label)] = slug
    taken = [
        f"themes.yaml gives '{theme['slug']}' the label '{label}', which on the site is that of"
        f" '{owners[folded_label(label)]}'; take it out of the file, or off the theme on the site"
        for theme in theirs
        for label in [theme["prefLabel"], *(row["label"] for row in _labels(theme))]
        if folded_label(label) in owners
    ]
    if taken:
        raise LoadRefused(taken)


def _remove_themes(slugs: list[str]) -> None:
    if not slugs:
        return
    table, number = table_of(Theme), ids(Theme)
    gone = {number[slug]: slug for slug in slugs}
    inside = select(Theme.slug, Theme.broader_id).where(Theme.broader_id.in_(gone), Theme.changed_on_site)
    if kept := [(slug, gone[group]) for slug, group in db.session.execute(inside) if group is not None]:
        raise LoadRefused([
            f"themes.yaml no longer has the group '{group}', but on the site '{slug}' stands in it; put it back"
            for slug, group in kept
        ])  # fmt: skip
    db.session.execute(update(table).where(table.c.broader_id.in_(gone)).values(broader_id=None))
    if still := used(Theme, "id", gone):
        raise LoadRefused([
            f"themes.yaml no longer has '{gone[theme]}', but lessons have it in their present or an earlier text;"
            " put it back" for theme in still
        ])  # fmt: skip
    remove(Theme, "id", gone)
