"""Themes and reviews that an editor has changed, merged or removed: loading undoes none of it, and says so."""

import shutil
from dataclasses import replace
from pathlib import Path

import pytest
from apiflask import APIFlask
from sqlalchemy import select

from kb.access.actors import Actor
from kb.content.exporting import export_to
from kb.core import db
from kb.curation.queries.reviews import EvaluationFacts, facts_of, source_facts
from kb.curation.service import evaluations, reviews
from kb.curation.service.merging_reviews import merge as merge_reviews
from kb.curation.service.merging_themes import merge
from kb.lessons.models.review import Review
from kb.lessons.models.vocabulary import FormerThemeSlug, Theme
from tests import factories
from tests.content.database import Loads, everything, lesson
from tests.content.small_folder import REVIEW, SMALL, TEAM, SmallFolder
from tests.curation.words import INTRODUCTION, QUESTIONS, add, change, change_review, theme

EDITOR = Actor(user_id=None, site_roles=frozenset({"editor"}), kind="operator")
TEAM_SLUG = "northbridge-referral-team"


@pytest.fixture
def loaded(empty_app: APIFlask, folder: SmallFolder) -> Loads:
    """The small folder, loaded once."""
    loads = Loads(folder)
    loads.announced()
    return loads


@pytest.fixture
def themes(loaded: Loads) -> list[str]:
    """Slugs of the themes of the folder, in their order."""
    of = select(Theme.slug).where(Theme.broader_id.is_not(None)).order_by(Theme.position)
    return list(db.session.scalars(of))


def kept(slug: str) -> str:
    return f"theme '{slug}' was changed on the site; its entry was not loaded (export, then compare)"


def themes_of(slug: str) -> list[str]:
    revision = lesson(slug).live_revision
    assert revision is not None
    return [each.slug for each in revision.themes]


def review(slug: str) -> Review:
    return db.session.scalars(select(Review).where(Review.slug == slug)).one()


def test_a_changed_theme_stays(loaded: Loads, themes: list[str]) -> None:
    change(EDITOR, themes[0], label="Unmet needs", alternative=("zebra",), hidden=(), scope_note="Ours.")
    before = everything()
    assert loaded.announced() == []
    assert loaded.notes() == [kept(themes[0])]
    assert everything() == before


def test_other_themes_are_loaded_as_ever(loaded: Loads, themes: list[str]) -> None:
    change(EDITOR, themes[0], label="Unmet needs")
    loaded.folder.change(
        "themes.yaml", f"- slug: {themes[1]}\n  prefLabel: ", f"- slug: {themes[1]}\n  prefLabel: New "
    )
    loaded.announced()
    assert theme(themes[1]).label.startswith("New ")
    assert theme(themes[0]).label == "Unmet needs"


def test_a_renamed_theme_stays_and_lessons_that_name_the_old_address_have_it(loaded: Loads, themes: list[str]) -> None:
    had = themes_of(TEAM_SLUG)
    change(EDITOR, had[0], slug="unmet-needs")
    assert loaded.announced() == []
    assert loaded.notes() == []
    assert themes_of(TEAM_SLUG) == ["unmet-needs", *had[1:]]
    loaded.folder.change(TEAM, "title: One team", "title: Again one team")
    assert loaded.announced() == [TEAM_SLUG]
    assert themes_of(TEAM_SLUG) == ["unmet-needs", *had[1:]]


def test_a_theme_that_was_merged_away_stays_away_and_its_lessons_have_the_other(
    loaded: Loads, themes: list[str]
) -> None:
    had = themes_of(TEAM_SLUG)
    other = next(slug for slug in themes if slug not in had)
    merge(EDITOR, theme(had[0]), into=theme(other))
    before = everything()
    assert loaded.announced() == []
    assert loaded.notes() == [f"theme '{had[0]}' was merged into '{other}' on the site", kept(other)]
    assert everything() == before
    loaded.folder.change(TEAM, "title: One team", "title: Again one team")
    loaded.announced()
    assert themes_of(TEAM_SLUG) == [other, *had[1:]]


def test_a_theme_that_was_added_stays(loaded: Loads, themes: list[str]) -> None:
    group = db.session.scalars(select(Theme.slug).where(Theme.broader_id.is_(None))).first()
    assert group is not None
    add(EDITOR, "Faith settings", "faith-settings", group=group, related=(themes[0],))
    before = everything()
    assert loaded.announced() == []
    assert loaded.notes() == [
        "theme 'faith-settings' is not in themes.yaml and was kept: it was made or changed on the site"
    ]
    assert everything() == before


def test_what_two_themes_say_of_each_other_is_as_the_site_has_it(loaded: Loads, themes: list[str]) -> None:
    one, other = themes[:2]
    change(EDITOR, one, related=() if other in _related(one) else (other,))
    had = _related(one), _related(other)
    loaded.announced()
    assert (_related(one), _related(other)) == had


def _related(slug: str) -> list[str]:
    db.session.expire_all()
    return [relation.theme.slug for relation in theme(slug).related]


def test_a_label_that_the_site_gave_to_another_theme_is_refused(loaded: Loads, themes: list[str]) -> None:
    change(EDITOR, themes[0], alternative=("zebra crossings",))
    loaded.folder.change(
        "themes.yaml", f"- slug: {themes[1]}\n  prefLabel: ", f"- slug: {themes[1]}\n  prefLabel: Zebra crossing #"
    )
    assert loaded.refused() == [
        f"themes.yaml gives '{themes[1]}' the label 'Zebra crossing', which on the site is that of '{themes[0]}';"
        " take it out of the file, or off the theme on the site"
    ]


def test_an_export_says_what_the_site_says_and_loads_as_nothing_new(
    loaded: Loads, themes: list[str], tmp_path: Path
) -> None:
    merge(EDITOR, theme("forms-of-harm"), into=theme("multi-agency-work"))
    merge(EDITOR, theme(themes[0]), into=theme(themes[1]))
    written = {"introduction": INTRODUCTION.strip(), "self_check": QUESTIONS}
    change(EDITOR, themes[1], slug="merged-together", label="Together", **written)
    evaluations.add(
        EDITOR, review("child-z-2012"), facts=EvaluationFacts("A board", "ofsted-4/good", None, "2013", "", "")
    )
    export_to(tmp_path / "export")
    shutil.copytree(SMALL / "lists", tmp_path / "export" / "lists")
    before = everything()
    exported = SmallFolder.__new__(SmallFolder)
    exported.path = tmp_path / "export"
    assert exported.faults() == []
    again = Loads(exported)
    assert again.announced() == []
    assert everything() == before
    assert db.session.query(FormerThemeSlug).count() == 3


def test_a_changed_review_stays_with_its_evaluations(loaded: Loads) -> None:
    change_review(EDITOR, review("child-z-2012"), title="Another title")
    evaluations.remove(EDITOR, review("child-z-2012"), number=1)
    before = everything()
    assert loaded.announced() == []
    assert loaded.notes() == [
        "review 'child-z-2012' was changed on the site; its file was not loaded (export, then compare)"
    ]
    assert everything() == before


def test_a_review_with_another_address_is_drawn_from_by_files_that_name_the_old_one(loaded: Loads) -> None:
    change_review(EDITOR, review("child-z-2012"), slug="child-z")
    assert loaded.announced() == []
    assert [row.slug for row in db.session.scalars(select(Review))] == ["child-z"]


def test_a_review_that_was_merged_away_stays_away(loaded: Loads) -> None:
    stays = factories.review(slug="stays", sources=[factories.source(position=1)])
    db.session.commit()
    merge_reviews(EDITOR, review("child-z-2012"), into=stays)
    assert loaded.announced() == []
    assert [row.slug for row in db.session.scalars(select(Review))] == ["stays"]
    assert loaded.notes()[0] == "review 'child-z-2012' was merged into 'stays' on the site"


def spare_review(loaded: Loads) -> Review:
    """A second review of the content files, on which nothing hangs."""
    spare = SmallFolder.text(loaded.folder, REVIEW).replace("Child Z", "Child Y")
    loaded.folder.write("reviews/child-y-2012.yaml", spare)
    loaded.announced()
    made = review("child-y-2012")
    for evaluation in list(made.evaluations):
        evaluations.remove(EDITOR, made, number=evaluation.position)
    return made


def test_a_review_that_was_removed_stays_away(loaded: Loads) -> None:
    made = spare_review(loaded)
    reviews.remove(EDITOR, made)
    loaded.announced()
    assert loaded.notes() == ["review 'child-y-2012' was removed on the site; its file was not loaded"]
    assert [row.slug for row in db.session.scalars(select(Review))] == ["child-z-2012"]


def test_a_review_that_was_given_another_address_and_then_removed_stays_away(loaded: Loads) -> None:
    made = spare_review(loaded)
    change_review(EDITOR, made, slug="child-y")
    reviews.remove(EDITOR, made)
    loaded.announced()
    assert loaded.notes() == ["review 'child-y-2012' was removed on the site; its file was not loaded"]
    assert [row.slug for row in db.session.scalars(select(Review))] == ["child-z-2012"]


def test_a_review_that_was_added_stays(loaded: Loads) -> None:
    of = review("child-z-2012")
    facts = replace(facts_of(of), slug="child-y")
    reviews.add(EDITOR, None, facts=facts, source=source_facts(of.sources[0]))
    loaded.announced()
    assert loaded.notes() == ["review 'child-y' has no file in reviews/ and was kept"]
