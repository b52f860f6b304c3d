"""Reads content files with the addresses that themes and reviews have by now: editors rename and merge them.

What was merged into another on the site is left out, and what names it names the other. What an editor removed stays
away.
"""

from collections.abc import Iterable, Mapping
from dataclasses import replace

from sqlalchemy import select

from kb.content.contents import Contents, Values
from kb.core import db
from kb.lessons.models.review import FormerReviewSlug, Review
from kb.lessons.models.vocabulary import FormerThemeSlug, Theme

NowAt = Mapping[str, str]
"""Present addresses by former ones."""


def at_present_themes(contents: Contents) -> tuple[Contents, list[str]]:
    """The contents with the present address of each theme, and notes on those that were merged away."""
    former = select(FormerThemeSlug.slug, Theme.slug, FormerThemeSlug.merged).join(Theme)
    rows = [
        (slug, present, merged) for slug, present, merged in db.session.execute(former.order_by(FormerThemeSlug.slug))
    ]
    if not rows:
        return contents, []
    now_at = {slug: present for slug, present, _ in rows}
    merged = {slug for slug, _, merged in rows if merged}
    groups, themes = (_themes(contents.themes[key], now_at, merged) for key in ("groups", "themes"))
    moved = replace(
        contents,
        themes={**contents.themes, "groups": groups, "themes": themes},
        lessons={slug: _with_present(values, "themes", now_at) for slug, values in contents.lessons.items()},
        vignettes={slug: _with_present(values, "themes", now_at) for slug, values in contents.vignettes.items()},
        sessions={slug: _with_present(values, "themes", now_at) for slug, values in contents.sessions.items()},
    )
    there = {theme["slug"] for key in ("groups", "themes") for theme in contents.themes[key]}
    notes = [f"theme '{slug}' was merged into '{now_at[slug]}' on the site" for slug in sorted(merged & there)]
    return moved, notes


def _themes(records: Iterable[Values], now_at: NowAt, merged: set[str]) -> list[Values]:
    """Themes or groups without those that were merged away; one that stands there twice is taken at its own address."""
    records = [values for values in records if values["slug"] not in merged]
    own = {values["slug"] for values in records}
    found = []
    for values in records:
        slug = now_at.get(values["slug"], values["slug"])
        if slug != values["slug"] and slug in own:
            continue
        changed = {**values, "slug": slug}
        if "broader" in values:
            changed["broader"] = now_at.get(values["broader"], values["broader"])
        if "related" in values:
            changed["related"] = [each for each in _present(values["related"], now_at) if each != slug]
        found.append(changed)
    return found


def at_present_reviews(contents: Contents) -> tuple[Contents, list[str]]:
    """The contents with the present address of each review, and notes on those that were merged away or removed."""
    former = select(FormerReviewSlug.slug, Review.slug, FormerReviewSlug.merged).outerjoin(Review)
    rows: list[tuple[str, str | None, bool]] = [
        (slug, present, merged) for slug, present, merged in db.session.execute(former.order_by(FormerReviewSlug.slug))
    ]
    if not rows:
        return contents, []
    now_at = {slug: present for slug, present, _ in rows if present}
    removed = {slug for slug, present, _ in rows if present is None}
    left_out = removed | {slug for slug, _, merged in rows if merged}
    notes = [
        f"review '{slug}' was merged into '{now_at[slug]}' on the site"
        if slug in now_at
        else f"review '{slug}' was removed on the site; its file was not loaded"
        for slug in sorted(left_out & contents.reviews.keys())
    ]
    reviews = {
        now_at.get(slug, slug): values
        for slug, values in contents.reviews.items()
        if slug not in left_out and (slug not in now_at or now_at[slug] not in contents.reviews)
    }
    lessons = dict(contents.lessons)
    for slug, values in lessons.items():
        review = values.get("review")
        if review in now_at:
            lessons[slug] = {**values, "review": now_at[review]}
        elif review in removed:
            lessons[slug] = {key: value for key, value in values.items() if key != "review"}
            notes.append(f"review '{review}', which lesson '{slug}' names, was removed on the site")
    return replace(contents, reviews=reviews, lessons=lessons), notes


def _with_present(values: Values, key: str, now_at: NowAt) -> Values:
    """A record with present addresses under this key, each once and in their order."""
    if now_at.keys().isdisjoint(values.get(key, ())):
        return values
    return {**values, key: _present(values[key], now_at)}


def _present(slugs: Iterable[str], now_at: NowAt) -> list[str]:
    return list(dict.fromkeys(now_at.get(slug, slug) for slug in slugs))
