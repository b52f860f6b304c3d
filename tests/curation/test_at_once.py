"""Two editors, or an editor and a writer, at the same moment."""

from dataclasses import replace

from apiflask import APIFlask
from sqlalchemy import select

from kb.access.actors import Actor
from kb.core import db
from kb.core.errors import Conflict, Invalid
from kb.curation.queries.themes import words_of
from kb.curation.service import themes as service
from kb.curation.service.merging_themes import merge
from kb.curation.service.reviews import add as add_review
from kb.lessons.models.review import Review
from kb.lessons.models.vocabulary import FormerThemeSlug, Theme
from tests.curation.test_reviews import FACTS, SOURCE
from tests.curation.words import ABUSE, NEGLECT, theme
from tests.members.test_races import at_once

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
