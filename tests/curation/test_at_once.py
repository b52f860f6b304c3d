"""Two editors, or an editor and a writer, at the same moment."""

from dataclasses import replace
from functools import partial

import pytest
from apiflask import APIFlask
from sqlalchemy import select

from kb.access.actors import Actor
from kb.accounts.models.organisation import Organisation
from kb.core import db
from kb.core.errors import Conflict, Invalid
from kb.curation.forms.reviews import ReviewForm
from kb.curation.queries.reviews import ReviewFacts, facts_of
from kb.curation.queries.themes import words_of
from kb.curation.routes.correcting import corrected
from kb.curation.service import reviews
from kb.curation.service import themes as service
from kb.curation.service.merging_reviews import merge as merge_reviews
from kb.curation.service.merging_themes import merge
from kb.curation.service.reviews import add as add_review
from kb.editorial.draft_values import digest
from kb.editorial.service import saving
from kb.lessons.models.lesson import Revision
from kb.lessons.models.review import Review
from kb.lessons.models.vocabulary import FormerThemeSlug, Theme
from tests import factories
from tests.curation.test_reviews import FACTS, SOURCE
from tests.curation.words import ABUSE, NEGLECT, change_review, theme
from tests.editorial.drafting import draft
from tests.members.test_races import at_once
from tests.pages import Person

EDITOR = Actor(user_id=None, site_roles=frozenset({"editor"}), kind="operator")


def test_of_two_merges_towards_each_other_one_is_done(app: APIFlask) -> None:
    results = at_once(app, lambda: _merge_numbers(NEGLECT, ABUSE), lambda: _merge_numbers(ABUSE, NEGLECT))
    assert results == ["Conflict", "done"]
    left = db.session.scalars(select(Theme.slug).where(Theme.slug.in_((NEGLECT, ABUSE)))).all()
    former = db.session.scalars(select(FormerThemeSlug.slug)).all()
    assert sorted([*left, *former]) == sorted((NEGLECT, ABUSE))


def test_of_two_who_give_the_same_label_one_is_told(app: APIFlask) -> None:
    def give(slug: str) -> None:
        before = words_of(theme(slug))
        service.change(EDITOR, theme(slug), words=replace(before, label="The same"), before=before)

    assert at_once(app, lambda: give(NEGLECT), lambda: give(ABUSE)) == ["Invalid", "done"]


def test_of_two_who_add_the_same_review_one_is_told(app: APIFlask) -> None:
    results = at_once(app, *[lambda: add_review(EDITOR, None, facts=FACTS, source=SOURCE)] * 3)
    assert results.count("done") == 1
    assert set(results) <= {"done", "Conflict", "Invalid"}
    assert db.session.query(Review).count() == 1


def test_a_theme_that_is_chosen_while_it_is_merged_away_is_the_one_that_stays(
    app: APIFlask, contributor: Person, board: Organisation
) -> None:
    drafts = [draft(board, themes=("recording",)).id for _ in range(3)]
    writer = Actor(user_id=contributor.user.id, memberships={board.id: "contributor"}, kind="person")

    def choose(number: int) -> None:
        revision = db.session.get_one(Revision, number)
        page = {"themes": ("recording", NEGLECT)}
        saving.save(writer, revision, page=saving.Page(page, {"themes": digest(("recording",))}, ""))

    acts = [partial(choose, number) for number in drafts]
    assert at_once(app, *acts, lambda: _merge_numbers(NEGLECT, ABUSE)) == ["done"] * 4
    for number in drafts:
        db.session.expire_all()
        assert [each.slug for each in db.session.get_one(Revision, number).themes] == ["recording", ABUSE]


def test_a_review_that_is_chosen_while_it_is_merged_away_is_the_one_that_stays(
    app: APIFlask, contributor: Person, board: Organisation
) -> None:
    goes, stays = (factories.review(slug=slug) for slug in ("goes", "stays"))
    drafts = [draft(board, review_id=of).id for of in (None, goes.id, stays.id)]
    numbers = goes.id, stays.id
    writer = Actor(user_id=contributor.user.id, memberships={board.id: "contributor"}, kind="person")
    chosen = ("goes", "stays", "goes")

    def choose(number: int, slug: str) -> None:
        revision = db.session.get_one(Revision, number)
        opened = {"review": digest(revision.review.slug if revision.review else "")}
        saving.save(writer, revision, page=saving.Page({"review": slug}, opened, ""))

    def merge_both() -> None:
        merge_reviews(EDITOR, db.session.get_one(Review, numbers[0]), into=db.session.get_one(Review, numbers[1]))

    acts = [partial(choose, number, slug) for number, slug in zip(drafts, chosen, strict=True)]
    assert at_once(app, *acts, merge_both) == ["done"] * 4
    for number in drafts:
        db.session.expire_all()
        assert db.session.get_one(Revision, number).review_id == numbers[1]


def test_what_others_say_in_the_moment_of_saving_stays_beside_what_is_saved(
    app: APIFlask, who: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    review = factories.review(slug="child-z", sources=[factories.source()])
    assert _saved(app, who, review, monkeypatch, ["Theirs"]) == "Saved"
    now = facts_of(review)
    assert (now.title, now.summary) == ("Theirs", "Mine.")


def test_who_is_late_again_and_again_is_told(app: APIFlask, who: Actor, monkeypatch: pytest.MonkeyPatch) -> None:
    review = factories.review(slug="child-z", sources=[factories.source()])
    with pytest.raises(Conflict):
        _saved(app, who, review, monkeypatch, ["Theirs", "Theirs again"])
    now = facts_of(review)
    assert (now.title, now.summary) == ("Theirs again", "")


def _saved(app: APIFlask, who: Actor, review: Review, patch: pytest.MonkeyPatch, titles: list[str]) -> str:
    """What is said to somebody who saves a summary while others give the review one title after the other."""
    patch.setitem(app.config, "WTF_CSRF_ENABLED", False)  # the form is filled here, not on a page
    with app.test_request_context():
        page = ReviewForm()
        page.open_with(facts_of(review))
        sent = {name: value for name, value in page.data.items() if value} | {"summary": "Mine."}
    with app.test_request_context(method="POST", data=sent):
        form = ReviewForm()

        def change(before: ReviewFacts) -> None:
            if titles:
                change_review(who, review, title=titles.pop(0))
            reviews.change(who, review, facts=form.facts, before=before)

        return corrected(form, lambda: facts_of(review), change, "Saved")


def _merge_numbers(one: str, other: str) -> None:
    """As a page would do it, which has read both before."""
    found = [db.session.scalar(select(Theme).where(Theme.slug == slug)) for slug in (one, other)]
    if None in found:
        raise Conflict
    goes, stays = found
    assert goes is not None
    assert stays is not None
    try:
        merge(EDITOR, goes, into=stays)
    except Invalid as refused:
        raise AssertionError from refused
