"""Drafts in work while editors rename and merge themes and reviews: whoever has a page open loses nothing."""

import pytest

from kb.access.actors import Actor
from kb.accounts.models.organisation import Organisation
from kb.core import db
from kb.curation.service.merging_reviews import merge as merge_reviews
from kb.curation.service.merging_themes import merge
from kb.lessons.models.lesson import Revision
from tests import factories
from tests.curation.words import ABUSE, NEGLECT, change, change_review, theme
from tests.editorial.drafting import draft
from tests.pages import Page, Person

RECORDING = "recording"


@pytest.fixture
def opened(contributor: Person, board: Organisation) -> Page:
    """The step of a draft on which its themes are chosen."""
    made = draft(board, themes=(NEGLECT,))
    return contributor.get("editorial.step", number=made.id, step="found")


def slugs(page: Page) -> list[str]:
    """The themes that a page shows as chosen."""
    return [str(box["value"]) for box in page.soup.select("input[name=themes][checked]")]


def again(page: Page) -> Page:
    """The same page, opened anew."""
    return page.person.open(page.response.request.path)


def test_a_page_that_was_open_saves_other_fields_and_keeps_the_theme_that_stays(who: Actor, opened: Page) -> None:
    merge(who, theme(NEGLECT), into=theme(ABUSE))
    opened.submit("Save", found="Somebody wrote on meanwhile.")
    assert slugs(again(opened)) == [ABUSE]


@pytest.mark.parametrize("renamed", [True, False])
def test_a_theme_that_is_chosen_by_its_old_address_is_the_one_that_it_is_now(
    who: Actor, contributor: Person, board: Organisation, renamed: bool
) -> None:
    made = draft(board, themes=(RECORDING,))
    opened = contributor.get("editorial.step", number=made.id, step="found")
    if renamed:
        change(who, NEGLECT, slug="unmet-needs")
    else:
        merge(who, theme(NEGLECT), into=theme(ABUSE))
    opened.submit("Save", themes=[RECORDING, NEGLECT])  # type: ignore[arg-type]  # two boxes
    assert set(slugs(again(opened))) == {RECORDING, "unmet-needs" if renamed else ABUSE}


def test_two_chosen_themes_that_have_become_one_are_one(who: Actor, contributor: Person, board: Organisation) -> None:
    made = draft(board, themes=(RECORDING,))
    opened = contributor.get("editorial.step", number=made.id, step="found")
    merge(who, theme(NEGLECT), into=theme(ABUSE))
    opened.submit("Save", themes=[NEGLECT, ABUSE])  # type: ignore[arg-type]  # two boxes
    assert slugs(again(opened)) == [ABUSE]


def test_a_review_that_is_chosen_by_its_old_address_is_the_one_that_it_is_now(
    who: Actor, contributor: Person, board: Organisation
) -> None:
    first, second = (factories.review(f"Review {n}", slug=f"review-{n}") for n in (1, 2))
    made = draft(board)
    opened = contributor.get("editorial.step", number=made.id, step="prompted")
    change_review(who, first, slug="review-1-again")
    opened.submit("Save", review="review-1")
    db.session.refresh(made)
    assert made.review_id == first.id
    merge_reviews(who, first, into=second)
    opened.submit("Save", review="review-1")
    db.session.refresh(made)
    assert made.review_id == second.id


def test_a_lesson_is_begun_from_a_review_at_its_old_address(
    who: Actor, contributor: Person, board: Organisation
) -> None:
    review = factories.review(slug="old")
    page = contributor.get("editorial.begin", slug=board.slug, review="old")
    change_review(who, review, slug="new")
    page.submit("Begin", title="A lesson from the review")
    assert db.session.query(Revision).one().review_id == review.id
