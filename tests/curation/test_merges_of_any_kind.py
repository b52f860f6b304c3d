"""Whatever editors rename and merge, in whichever order: every address leads to one theme, no lesson loses any."""

import random

import pytest
from apiflask import APIFlask
from sqlalchemy import select

from kb.access.actors import Actor
from kb.core import db
from kb.core.errors import Conflict, Invalid, Moved
from kb.curation.queries.themes import theme_at, words_of
from kb.curation.service.merging_themes import merge
from kb.lessons.models.parts import RevisionTheme
from kb.lessons.models.vocabulary import FormerThemeSlug, Theme, ThemeLabel, ThemeRelation
from tests import factories
from tests.curation.words import change, theme

EDITOR = Actor(user_id=None, site_roles=frozenset({"editor"}), kind="operator")
SLUGS = (
    "neglect", "domestic-abuse", "recording", "early-help", "think-family", "online-harm",
    "school-exclusion-and-absence", "coercive-control", "forms-of-harm", "parents-and-household", "working-together",
)  # fmt: skip


@pytest.mark.parametrize("seed", range(10))
def test_every_address_that_ever_was_leads_straight_to_one_theme(app: APIFlask, seed: int) -> None:
    dice = random.Random(seed)
    themes = [slug for slug in SLUGS if theme(slug).broader_id is not None]
    lessons = [factories.lesson(themes=dice.sample(themes, dice.randint(1, 4))) for _ in range(12)]
    db.session.commit()
    expected = {made.id: [link.theme.slug for link in made.revisions[0].theme_links] for made in lessons}
    now_at = {slug: slug for slug in SLUGS}
    names = {name for slug in SLUGS for name in _names(slug)}
    for step in range(25):
        one, other = (dice.choice(sorted(now_at)) for _ in range(2))
        _act(dice, now_at, one, other, step)
        names |= {name for slug in set(now_at.values()) for name in _names(slug)}

    for slug, present in now_at.items():
        try:
            found = theme_at(slug)
        except Moved as moved:
            found = moved.heir
        assert found.slug == present
    former = {row.slug for row in db.session.scalars(select(FormerThemeSlug))}
    assert former.isdisjoint(db.session.scalars(select(Theme.slug)))
    for made in lessons:
        wanted = list(dict.fromkeys(now_at[slug] for slug in expected[made.id]))
        assert [link.theme.slug for link in made.revisions[0].theme_links] == wanted
    pairs = sum(len({now_at[slug] for slug in of}) for of in expected.values())
    assert db.session.query(RevisionTheme).count() == pairs
    labels = set(db.session.scalars(select(ThemeLabel.label))) | set(db.session.scalars(select(Theme.label)))
    assert names <= labels
    related = {(row.theme_id, row.related_id) for row in db.session.scalars(select(ThemeRelation))}
    assert related == {(other, one) for one, other in related}


def _names(slug: str) -> tuple[str, ...]:
    words = words_of(theme(slug))
    return (words.label, *words.alternative, *words.hidden)


def _act(dice: random.Random, now_at: dict[str, str], one: str, other: str, step: int) -> None:
    """Rename a theme, or merge two; by whichever of their addresses. What is refused changes nothing."""
    here, there = now_at[one], now_at[other]
    if dice.random() < 0.4:
        slug = dice.choice([f"new-{step}", one, other])
        try:
            change(EDITOR, here, slug=slug)
        except Invalid:
            assert now_at.get(slug, here) != here
            db.session.rollback()
            return
        now_at.update({former: slug for former, present in now_at.items() if present == here}, **{slug: slug})
        return
    mixed = (theme(here).broader_id is None) != (theme(there).broader_id is None)
    try:
        merge(EDITOR, theme(here), into=theme(there))
    except (Invalid, Conflict):
        assert here == there or mixed
        return
    assert here != there
    assert not mixed
    now_at.update({former: there for former, present in now_at.items() if present == here})
