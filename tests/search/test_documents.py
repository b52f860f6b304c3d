"""From rows to documents: only what is public, in a number of statements that does not grow."""

from typing import Any

import pytest
from apiflask import APIFlask
from sqlalchemy import Update, update

from kb.core import db
from kb.lessons.models.vocabulary import ClosedValue, GlossaryTerm, Theme, ThemeLabel
from kb.search.documents import documents, published_ids, vocabulary_fingerprint
from tests import factories
from tests.pages import statements
from tests.search.lessons import edit, publish

STATES = ("draft", "submitted", "returned", "in_review", "scheduled", "hidden", "archived", "superseded", "discarded")


def test_a_document_holds_what_the_page_of_the_lesson_says(app: APIFlask) -> None:
    with db.transaction():
        board = factories.organisation("Northbridge Board")
        review = factories.review("Review of Child Q")
    number = publish(
        "A team reads every referral",
        summary="In short.",
        found="What was **found**.",
        why="Because.",
        how="### Steps\n\n1. Begin.",
        risks="May fail.",
        organisation=board,
        review_id=review.id,
        themes=("domestic-abuse",),
        values=("kinds-of-change/audit", "agencies/police", "child-age-bands/unknown"),
        tags=("front door",),
        year=2011,
    )
    (document,) = documents([number])
    assert document.title == "A team reads every referral"
    assert document.text.split("\n") == [
        "In short.", "What was found .", "Because.", "A team of three reads every referral within a day.",
        "Steps Begin.", "May fail.",
    ]  # fmt: skip
    for label in ("2011", "North West", "England", "Northbridge Board", "Review of Child Q", "Domestic abuse", "Police",
                  "front door", "Annual report of the board"):  # fmt: skip
        assert label in document.labels.split("\n")
    assert "nknown" not in document.labels


@pytest.mark.parametrize("state", STATES)
def test_what_is_not_published_has_no_document(app: APIFlask, state: str) -> None:
    with db.transaction():
        lesson = factories.lesson(state=state)
    assert list(documents([lesson.id])) == []
    assert list(documents()) == []
    assert published_ids() == []


def test_an_open_revision_of_a_published_lesson_is_not_in_its_document(app: APIFlask) -> None:
    with db.transaction():
        lesson = factories.lesson()
        factories.revision(lesson, "Secret draft", state="draft", number=2)
        lesson.open_revision = lesson.revisions[-1]
    assert "Secret" not in "".join(document.title for document in documents())


def test_an_organisation_that_is_not_named_stands_in_no_document(app: APIFlask) -> None:
    with db.transaction():
        board = factories.organisation("Quietshire Board", areas=["quietshire"], region_key="regions/north-west")
        review = factories.review("Review by Quietshire", organisation_id=board.id)
    number = publish(
        organisation=board,
        named=False,
        review_id=review.id,
        sources=[factories.source(title="Quietshire annual report", publisher="Quietshire Board")],
    )
    (document,) = documents([number])
    assert "quietshire" not in f"{document.title} {document.text} {document.labels}".lower()


def test_a_region_that_would_point_at_an_unnamed_board_is_no_word(app: APIFlask) -> None:
    with db.transaction():
        board = factories.organisation("Island Board", region_key="regions/northern-ireland")
    number = publish(
        organisation=board, named=False, region_key="regions/northern-ireland", nation_key="nations/united-kingdom"
    )
    (document,) = documents([number])
    assert "Northern Ireland" not in document.labels


def test_the_number_of_statements_does_not_grow_with_the_lessons(app: APIFlask) -> None:
    publish()
    with statements() as few:
        list(documents())
    for _ in range(12):
        publish(values=("kinds-of-change/audit",), tags=("a", "b"))
    with statements() as many:
        list(documents())
    assert len(many) == len(few)


def test_the_fingerprint_of_a_document_changes_with_its_text_only(app: APIFlask) -> None:
    number = publish()
    before = next(iter(documents([number]))).fingerprint
    edit(number, version=2)
    assert next(iter(documents([number]))).fingerprint == before
    edit(number, why="Another reason.")
    assert next(iter(documents([number]))).fingerprint != before


def test_the_fingerprint_of_the_vocabulary_changes_with_a_label(app: APIFlask) -> None:
    before = vocabulary_fingerprint()
    with db.transaction():
        db.session.query(Theme).filter_by(slug="domestic-abuse").one().label = "Abuse at home"
    assert vocabulary_fingerprint() != before


@pytest.mark.parametrize(
    "change",
    [
        update(Theme).where(Theme.slug == "domestic-abuse").values(position=999),
        update(Theme).where(Theme.slug == "domestic-abuse").values(broader_id=None),
        update(ClosedValue).where(ClosedValue.key == "regions/london").values(position=999),
        update(ThemeLabel).where(ThemeLabel.label == "DV").values(label="D.V."),
        update(ThemeLabel).where(ThemeLabel.label == "DV").values(hidden=True),
        update(GlossaryTerm).where(GlossaryTerm.term == "MASH").values(expansion="hub"),
    ],
    ids=["order of themes", "group of a theme", "order of values", "another label", "hidden label", "glossary"],
)
def test_the_fingerprint_of_the_vocabulary_changes_with_all_that_an_answer_depends_on(
    app: APIFlask, change: Update
) -> None:
    before = vocabulary_fingerprint()
    with db.transaction():
        db.session.execute(change)
    assert vocabulary_fingerprint() != before


def test_a_document_has_the_first_name_of_its_themes_and_no_other(app: APIFlask) -> None:
    number = publish(themes=("reluctant-engagement", "domestic-abuse"))
    (document,) = documents([number])
    labels = document.labels.split("\n")
    assert {"Reluctant or sporadic engagement", "Domestic abuse"} <= set(labels)
    assert not {"non-engagement", "disguised compliance", "DV"} & set(labels)


def test_what_a_lesson_is_about_before_all_else_counts_twice(app: APIFlask) -> None:
    (document,) = documents([publish(themes=("reluctant-engagement", "domestic-abuse"))])
    labels = document.labels.split("\n")
    assert labels.count("Reluctant or sporadic engagement") == 2
    assert labels.count("Domestic abuse") == 1


def test_a_nation_that_would_point_at_an_unnamed_board_is_no_word(app: APIFlask) -> None:
    fields: dict[str, Any] = {"region_key": None, "nation_key": "nations/northern-ireland"}
    hidden, shown = publish(named=False, **fields), publish(**fields)
    labels = {document.id: document.labels.split("\n") for document in documents()}
    assert "Northern Ireland" not in labels[hidden]
    assert "Northern Ireland" in labels[shown]
