"""Adding, changing, merging and removing reviews, with their sources and evaluations."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from sqlalchemy import select

from kb.access.actors import Actor
from kb.core import db
from kb.core.errors import Conflict, Invalid, NotFound
from kb.curation.queries.reviews import (
    EvaluationFacts,
    ReviewFacts,
    SourceFacts,
    evaluation_facts,
    facts_of,
    source_facts,
)
from kb.curation.service import evaluations, review_sources, reviews
from kb.curation.service.merging_reviews import merge
from kb.lessons.models.lesson import STATES, Lesson
from kb.lessons.models.review import Evaluation, FormerReviewSlug, Review
from kb.lessons.models.source import Source
from tests import factories
from tests.curation.words import announced_since, change_review, last_sequence
from tests.pages import Person
from tests.search.lessons import catch_up, found, publish

FACTS = ReviewFacts(
    "Serious case review: Child Y", "child-y", "Child Y", "serious-case-review", "", "england", "london", "2013", ""
)
SOURCE = SourceFacts("The report", "A board", "scr", "2013", "", "", None, None, "")
GRADE = EvaluationFacts("Ofsted", "ofsted-4/good", date(2012, 3, 14), "2012", "", "")


@pytest.fixture
def review(who: Actor) -> Review:
    """A review with a source."""
    made = factories.review(slug="child-z", sources=[factories.source()])
    db.session.commit()
    return made


def test_an_added_review_has_a_page_and_can_be_drawn_from(who: Actor, reader: Person) -> None:
    made = reviews.add(who, None, facts=FACTS, source=SOURCE)
    factories.lesson("A lesson from the new review", review_id=made.id)
    page = reader.get("lessons.review", slug="child-y")
    assert page.heading == FACTS.title
    assert "A lesson from the new review" in page.text
    assert facts_of(made) == FACTS


def test_lessons_are_found_by_the_new_title_and_show_it(who: Actor, review: Review, reader: Person) -> None:
    number = publish(review_id=review.id, slug="the-lesson")
    catch_up()
    change_review(who, review, title="The zebra review", slug="zebra")
    catch_up()
    assert number in found("zebra review").ids
    assert reader.get("lessons.show", slug="the-lesson").link("The zebra review") == "/reviews/zebra"


def test_lessons_follow_the_kind_of_review_in_the_filters(who: Actor, review: Review) -> None:
    number = publish(review_id=review.id)
    catch_up()
    change_review(who, review, kind="rapid-review")
    catch_up()
    asked: Any = {"review_types": ("rapid-review",)}
    assert found(filters=asked).ids == (number,)


def test_the_old_address_leads_to_the_new_one(who: Actor, review: Review, reader: Person) -> None:
    change_review(who, review, slug="child-z-again")
    assert reader.open("/reviews/child-z").response.headers["Location"] == "/reviews/child-z-again"
    change_review(who, review, slug="child-z")
    assert reader.open("/reviews/child-z").status == 200
    assert [row.slug for row in db.session.query(FormerReviewSlug)] == ["child-z-again"]


@pytest.mark.parametrize(
    ("fields", "field", "says"),
    [
        ({"title": ""}, "title", "Enter the title"),
        ({"title": "x" * 301}, "title", "300 characters or fewer"),
        ({"pseudonym": "x" * 61}, "pseudonym", "60 characters or fewer"),
        ({"slug": "a b"}, "slug", "Enter an address of a to z"),
        ({"slug": "other"}, "slug", "is the address of “Another review”"),
        ({"year": "1944"}, "year", "Enter a year between 1945 and"),
        ({"year": "9999"}, "year", "Enter a year between 1945 and"),
        ({"year": "two"}, "year", "Enter a year between 1945 and"),
        ({"kind": "none"}, "kind", "Choose the kind of review"),
        ({"kind": "child-practice-review-concise"}, "kind", "no review of this kind in that nation"),
        ({"nation": ""}, "nation", "Choose the nation"),
        ({"nation": "wales", "kind": "national-review"}, "nation", "1 text drawn from it say that they are of another"),
        ({"region": "none"}, "region", "Choose a region"),
        ({"nation": "scotland"}, "region", "This region is not in that nation"),
        ({"organisation": "none"}, "organisation", "not there any more"),
        ({"organisation": "moorland"}, "organisation", "of another region"),
    ],
)
def test_what_cannot_be_is_said(who: Actor, fields: dict[str, object], field: str, says: str) -> None:
    factories.organisation(slug="moorland")
    factories.review("Another review", slug="other")
    made = reviews.add(who, None, facts=FACTS, source=SOURCE)
    factories.lesson(review_id=made.id)
    db.session.commit()
    with pytest.raises(Invalid) as refused:
        change_review(who, made, **fields)
    assert says in refused.value.problems[field]
    assert facts_of(made) == FACTS


def test_who_comes_second_is_refused(who: Actor, review: Review) -> None:
    before = facts_of(review)
    change_review(who, review, title="Changed")
    with pytest.raises(Conflict):
        reviews.change(who, review, facts=replace(before, summary="Other."), before=before)


@pytest.mark.parametrize("state", STATES)
def test_a_review_from_which_anything_is_drawn_cannot_be_removed(who: Actor, review: Review, state: str) -> None:
    factories.lesson(state=state, review_id=review.id)
    db.session.commit()
    with pytest.raises(Invalid, match="It cannot be removed: 1 "):
        reviews.remove(who, review)


def test_an_evaluated_review_cannot_be_removed(who: Actor, review: Review) -> None:
    evaluations.add(who, review, facts=GRADE)
    with pytest.raises(Invalid, match="It cannot be removed: 1 evaluation would lose it"):
        reviews.remove(who, review)


def test_a_removed_review_is_gone_with_its_sources_and_its_address_is_free(who: Actor, review: Review) -> None:
    reviews.remove(who, review)
    assert db.session.scalar(select(Source)) is None
    made = reviews.add(who, None, facts=replace(FACTS, slug="child-z"), source=SOURCE)
    assert made.slug == "child-z"
    assert db.session.scalar(select(FormerReviewSlug)) is None


def test_merging_moves_lessons_sources_evaluations_and_addresses(who: Actor, review: Review, reader: Person) -> None:
    stays = factories.review("The one that stays", slug="stays", sources=[factories.source()], pseudonym="Child S")
    other = factories.source(title="Another report", position=3)
    review.sources.append(other)
    lessons = [factories.lesson(state=state, review_id=review.id) for state in ("published", "draft", "superseded")]
    db.session.commit()
    evaluations.add(who, review, facts=GRADE)
    evaluations.add(who, stays, facts=replace(GRADE, grade="ofsted-4/adequate"))
    change_review(who, review, slug="child-z-again")
    last = last_sequence()
    merge(who, review, into=stays)
    assert announced_since(last) == {lessons[0].id}
    texts = [made.revisions[0] for made in lessons]
    assert {text.review_id for text in texts} == {stays.id}
    assert [each.title for each in stays.sources] == ["Annual report of the board", "Another report"]
    assert [each.grade for each in stays.evaluations] == ["adequate", "good"]
    for slug in ("child-z", "child-z-again"):
        assert reader.open(f"/reviews/{slug}").response.headers["Location"] == "/reviews/stays"
    assert [row.slug for row in db.session.query(Review)] == ["stays"]
    assert db.session.query(Source).filter(Source.review_id.is_not(None)).count() == 2
    assert db.session.query(Evaluation).count() == 2


def test_a_review_is_not_merged_into_itself_nor_across_nations(who: Actor, review: Review) -> None:
    with pytest.raises(Invalid, match="cannot be merged into itself"):
        merge(who, review, into=review)
    welsh = factories.review(nation_key="nations/wales")
    factories.lesson(review_id=review.id)
    db.session.commit()
    with pytest.raises(Invalid, match="of another nation"):
        merge(who, review, into=welsh)


def test_a_merge_of_reviews_in_a_circle_is_said(who: Actor, review: Review, editor: Person) -> None:
    other = factories.review("Another one", slug="other")
    opened = editor.get("curation.merge_review", slug="child-z", into="other")
    merge(who, other, into=review)
    refused = opened.submit("Merge for good")
    assert refused.errors[0].startswith("“other” was merged into “Serious case review: Child Z” meanwhile.")
    assert [row.slug for row in db.session.query(Review)] == ["child-z"]


def test_sources_are_added_corrected_and_removed(who: Actor, review: Review, reader: Person) -> None:
    made = review_sources.add(who, review, facts=SOURCE)
    gone = replace(SOURCE, url="https://www.example.org/report", withdrawn_on=date(2020, 1, 2))
    review_sources.change(who, review, number=made.id, facts=gone, before=SOURCE)
    assert "Source withdrawn by the publisher on 2 January 2020." in reader.get("lessons.review", slug="child-z").text
    with pytest.raises(Conflict):
        review_sources.change(who, review, number=made.id, facts=SOURCE, before=SOURCE)
    review_sources.remove(who, review, number=made.id)
    with pytest.raises(NotFound):
        review_sources.remove(who, review, number=made.id)
    with pytest.raises(Invalid, match="needs one source at least"):
        review_sources.remove(who, review, number=review.sources[0].id)
    with pytest.raises(Invalid, match="is there already"):
        review_sources.add(who, review, facts=source_facts(review.sources[0]))


def test_evaluations_are_entered_corrected_and_removed(who: Actor, review: Review, reader: Person) -> None:
    made = evaluations.add(who, review, facts=GRADE)
    assert evaluation_facts(made) == GRADE
    page = reader.get("lessons.review", slug="child-z")
    assert "Good Ofsted, 14 March 2012. Ofsted, four grades." in page.text
    worse = replace(GRADE, grade="ofsted-4/inadequate", day=None, url="https://www.example.org/grades")
    evaluations.change(who, review, number=made.position, facts=worse, before=GRADE)
    page = reader.get("lessons.review", slug="child-z")
    assert "Inadequate Ofsted , 2012 ." in page.text
    with pytest.raises(Conflict):
        evaluations.change(who, review, number=made.position, facts=GRADE, before=GRADE)
    with pytest.raises(Invalid, match="Choose a grade of the list"):
        evaluations.add(who, review, facts=replace(GRADE, grade="ofsted-4/splendid"))
    with pytest.raises(Invalid, match="is there already"):
        evaluations.add(who, review, facts=worse)
    evaluations.remove(who, review, number=made.position)
    assert "judged" not in reader.get("lessons.review", slug="child-z").text


def test_nothing_is_corrected_into_what_is_there_already(who: Actor, review: Review) -> None:
    first = source_facts(review.sources[0])
    source = review_sources.add(who, review, facts=SOURCE)
    with pytest.raises(Invalid, match="This source is there already"):
        review_sources.change(who, review, number=source.id, facts=first, before=SOURCE)
    worse = replace(GRADE, grade="ofsted-4/inadequate")
    evaluations.add(who, review, facts=worse)
    judged = evaluations.add(who, review, facts=GRADE)
    with pytest.raises(Invalid, match="This evaluation is there already"):
        evaluations.change(who, review, number=judged.position, facts=worse, before=GRADE)


def test_lessons_whose_organisation_is_not_named_are_announced_too(who: Actor, review: Review) -> None:
    unnamed: Lesson = factories.lesson(review_id=review.id, named=False)
    db.session.commit()
    last = last_sequence()
    change_review(who, review, title="Another title")
    assert announced_since(last) == {unnamed.id}
