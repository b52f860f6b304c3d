"""Pages of curation: what they show, two editors at once, what the identity check says, bad input."""

from collections.abc import Callable
from datetime import date

import pytest
from sqlalchemy import select

from kb.access.actors import Actor
from kb.core import db
from kb.curation.queries.reviews import evaluation_facts, facts_of
from kb.curation.queries.themes import words_of
from kb.lessons.models.review import Review
from tests import factories
from tests.curation.words import ABUSE, INTRODUCTION, NEGLECT, QUESTIONS, change, change_review, theme
from tests.pages import Person, statements

NUMBER = "Ring 01632 960123 for more."
AGE = "Harm to children who were 31 months old."


@pytest.fixture
def review(editor: Person) -> Review:
    """A review with a source."""
    return factories.review(slug="child-z", sources=[factories.source()])


def test_the_list_leads_to_each_theme_and_counts_lessons(editor: Person) -> None:
    factories.lesson(themes=[NEGLECT])
    page = editor.get("curation.themes")
    assert page.follow("Neglect").heading == "Neglect"
    row = next(row for row in page.rows("tbody tr") if row.startswith("Neglect"))
    assert row == "Neglect 1"


def test_the_list_of_reviews_is_filtered_by_words_nation_and_kind(editor: Person, review: Review) -> None:
    board = factories.organisation("Świętokrzyski Board", slug="swieto")
    factories.review("Learning review: Child Q", slug="child-q", organisation=board, pseudonym="Zebra")
    factories.review("Cymru", slug="cymru", nation_key="nations/wales", kind_key="review-types/rapid-review")

    def listed(**asked: str) -> list[str]:
        return [row.split(" Northbridge")[0] for row in editor.get("curation.reviews", **asked).rows("tbody td a")]

    assert listed(q="child") == ["Learning review: Child Q", "Serious case review: Child Z"]
    assert listed(q="zebra") == listed(q="swietokrzyski") == ["Learning review: Child Q"]
    assert listed(nation="wales") == listed(kind="rapid-review") == ["Cymru"]
    assert "No review fits." in editor.get("curation.reviews", q="nothing like it").text


def test_the_list_of_reviews_takes_as_many_statements_however_long_it_is(editor: Person, review: Review) -> None:
    counted = []
    for _ in range(2):
        db.session.commit()
        with statements() as made:
            editor.get("curation.reviews")
        counted.append(len(made))
        for number in range(15):
            factories.review(f"Review {number}", organisation=factories.organisation(f"Board {number}"))
    assert counted[0] == counted[1]


def test_a_theme_is_changed_with_a_form(editor: Person) -> None:
    page = editor.get("curation.theme", slug=NEGLECT)
    after = page.submit("Save the changes", label="Unmet  needs", alternative="one\n\n two \r\nthree")
    assert "The theme was changed." in after.text
    now = words_of(theme(NEGLECT))
    assert (now.label, now.alternative) == ("Unmet needs", ("one", "two", "three"))
    assert "Nothing was different" in after.submit("Save the changes").text


def test_the_introduction_and_the_questions_of_a_theme_are_changed_with_a_form(editor: Person, reader: Person) -> None:
    page = editor.get("curation.theme", slug=NEGLECT)
    wrong = page.submit("Save the changes", introduction="<b>Short</b>", self_check="One?\n\nTwo?")
    assert [error.partition(".")[0] for error in wrong.errors] == [
        "The introduction must have 60 to 120 words", "Enter 5 questions, each on a line, or none",
    ]  # fmt: skip
    typed = INTRODUCTION.replace("one family", "<b>one family</b>").replace(". ", ".\n")
    wrong.submit("Save the changes", introduction=typed, self_check="\r\n".join(QUESTIONS))
    shown = reader.get("lessons.theme", slug=NEGLECT)
    assert "Begin with <b>one family</b>. Ask whether life is better" in shown.text  # as text, not as bold type
    assert all(question in shown.text for question in QUESTIONS)
    assert words_of(theme(NEGLECT)).self_check == QUESTIONS


def test_the_identity_check_reads_introduction_and_questions(editor: Person) -> None:
    page = editor.get("curation.theme", slug=NEGLECT)
    asked = "\n".join((*QUESTIONS[:4], NUMBER))
    refused = page.submit("Save the changes", introduction=INTRODUCTION + NUMBER, self_check=asked)
    assert len(refused.errors) == 2
    assert all("telephone number" in error for error in refused.errors)


def test_a_group_has_no_fields_for_what_only_a_theme_has(editor: Person) -> None:
    page = editor.get("curation.theme", slug="forms-of-harm")
    assert page.soup.select("#introduction, #self_check") == []


def test_a_group_is_changed_with_a_form(editor: Person) -> None:
    page = editor.get("curation.theme", slug="forms-of-harm")
    after = page.submit("Save the changes", label="Kinds of harm", scope_note="What is done to children.")
    assert "The group was changed." in after.text
    now = words_of(theme("forms-of-harm"))
    assert (now.label, now.scope_note) == ("Kinds of harm", "What is done to children.")
    assert "telephone number" in after.submit("Save the changes", alternative=NUMBER).errors[0]


def test_nothing_typed_is_lost_where_something_is_wrong(editor: Person) -> None:
    page = editor.get("curation.theme", slug=NEGLECT)
    refused = page.submit("Save the changes", label="Domestic abuse", scope_note="My new note.", slug="x y")
    assert len(refused.errors) == 2
    assert "is the label of the theme “Domestic abuse”" in refused.errors[0]
    assert refused.soup.select_one("#scope_note").text.strip() == "My new note."  # type: ignore[union-attr]
    assert refused.soup.select_one("#slug")["value"] == "x y"  # type: ignore[index]


def test_a_theme_is_added_with_an_address_of_its_label(editor: Person) -> None:
    page = editor.get("curation.add_theme", group="forms-of-harm")
    after = page.submit("Add the theme", label="Faith & settings", scope_note="What happens there.")
    assert after.heading == "Faith & settings"
    assert theme("faith-and-settings").broader.slug == "forms-of-harm"  # type: ignore[union-attr]


def test_a_theme_with_a_long_label_is_added_with_an_address_of_its_beginning(editor: Person) -> None:
    page = editor.get("curation.add_theme", group="forms-of-harm")
    label = " ".join(["Harm in places of worship"] * 4) + " and more"
    assert page.submit("Add the theme", label=label, scope_note="What happens there.").heading == label
    assert theme("-".join(["harm-in-places-of-worship"] * 4)[:100].strip("-")).label == label


def test_what_two_editors_change_in_other_fields_is_both_saved(who: Actor, editor: Person) -> None:
    page = editor.get("curation.theme", slug=NEGLECT)
    change(who, NEGLECT, label="Theirs")
    page.submit("Save the changes", scope_note="Mine.")
    now = words_of(theme(NEGLECT))
    assert (now.label, now.scope_note) == ("Theirs", "Mine.")


def test_who_comes_second_sees_both_texts_and_loses_neither(who: Actor, editor: Person) -> None:
    page = editor.get("curation.theme", slug=NEGLECT)
    change(who, NEGLECT, label="Theirs", related=(ABUSE,))
    second = page.submit("Save the changes", label="Mine", scope_note="Mine too.")
    assert second.errors == ["Somebody else has changed this meanwhile. See what it says now, and save what is to stay"]
    assert second.rows(".kb-notice dt") == ["Label"]
    assert second.rows(".kb-notice dd") == ["Theirs"]
    assert words_of(theme(NEGLECT)).label == "Theirs"
    second.submit("Save the changes")
    now = words_of(theme(NEGLECT))
    assert (now.label, now.scope_note, now.related) == ("Mine", "Mine too.", (ABUSE,))


def test_a_form_for_a_theme_that_has_moved_is_not_saved_elsewhere(who: Actor, editor: Person) -> None:
    page = editor.get("curation.theme", slug=NEGLECT)
    change(who, NEGLECT, slug="unmet-needs")
    late = page.submit("Save the changes", label="Mine")
    assert late.status == 409
    assert "Mine" in late.text
    assert theme("unmet-needs").label == "Neglect"
    assert editor.open(f"/desk/themes/{NEGLECT}").response.headers["Location"] == "/desk/themes/unmet-needs"


def test_what_must_be_changed_is_refused_with_what_to_write(editor: Person) -> None:
    page = editor.get("curation.theme", slug=NEGLECT).submit("Save the changes", scope_note=NUMBER)
    assert page.errors == ["“01632 960123”: telephone number. Leave it out, or give a public helpline."]
    assert words_of(theme(NEGLECT)).scope_note != NUMBER


def test_what_is_asked_needs_a_tick_for_just_that(editor: Person, review: Review) -> None:
    page = editor.get("curation.edit_review", slug="child-z").submit("Save the changes", summary=AGE)
    assert page.errors == ["Look at what the identity check asks about, and tick the box if it may stay"]
    assert page.rows(".kb-notice mark") == ["31 months old"]
    other = page.submit("Save the changes", checked="y", summary=f"{AGE} They lived in Millbrook, Bradford.")
    assert len(other.errors) == 1
    assert not other.soup.select_one("#checked").has_attr("checked")  # type: ignore[union-attr]
    last = other.submit("Save the changes", checked="y")
    assert "The review was changed." in last.text


def test_what_stood_there_before_is_not_asked_again(who: Actor, editor: Person, review: Review) -> None:
    change_review(who, review, summary=AGE)
    page = editor.get("curation.edit_review", slug="child-z").submit("Save the changes", year="2013")
    assert "The review was changed." in page.text


def test_the_pseudonym_of_a_review_passes(editor: Person, review: Review) -> None:
    page = editor.get("curation.edit_review", slug="child-z")
    named = {"title": "Serious case review: Daniel Smith"}
    assert page.submit("Save the changes", **named).errors
    assert "The review was changed." in page.submit("Save the changes", **named, pseudonym="Daniel Smith").text


def test_a_review_is_added_with_its_source_and_evaluation(editor: Person) -> None:
    page = editor.get("curation.add_review").submit("Add the review")
    assert page.errors == [
        "Enter the title", "Choose the kind of review", "Choose the nation", "Enter who published it",
        "Choose the kind of source",
    ]  # fmt: skip
    page = page.submit(
        "Add the review",
        title="Serious case review: Child Y",
        kind="serious-case-review",
        nation="england",
        publisher="The board",
        source_kind="scr",
        url="www.example.org/child-y",
    )
    assert "The review was added." in page.text
    assert page.link("Serious case review: Child Y") == "https://www.example.org/child-y"
    page = page.follow("Add a source").submit("Add the source", title="The report", publisher="The board", kind="scr")
    assert "The source was added." in page.text
    page = page.follow("Add an evaluation").submit(
        "Add the evaluation", evaluator="Ofsted", grade="ofsted-4/good", day="14 March 2010"
    )
    made = db.session.scalars(select(Review).where(Review.slug == "serious-case-review-child-y")).one()
    assert evaluation_facts(made.evaluations[0]).day == date(2010, 3, 14)
    page = page.follow("Change the evaluation by Ofsted: Good").submit("Save the evaluation", day="", year="2011")
    assert "Ofsted, 2011" in page.text
    page = page.follow("Remove the evaluation by Ofsted: Good").submit("Remove the evaluation")
    assert "No evaluation is entered." in page.text
    page = page.follow("Remove it: nothing hangs on it").submit("Remove it")
    assert page.heading == "Look after reviews"
    assert db.session.scalars(select(Review)).all() == []


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ({"title": ""}, "Enter the title of the source"),
        ({"publisher": ""}, "Enter who published it"),
        ({"kind": ""}, "Choose the kind of source"),
        ({"kind": "none"}, "Choose one of the list"),
        ({"year": "20144"}, "Enter a year between 1900 and"),
        ({"url": "no address"}, "Enter the whole address"),
        ({"accessed": "2 January 2020", "withdrawn_on": "1 January 2020"}, "Nobody can have read it after"),
        ({"withdrawn_on": "1 January 2099"}, "Day on which the publisher took it down"),
    ],
)
def test_what_is_wrong_with_a_source_is_said(editor: Person, review: Review, typed: dict[str, str], says: str) -> None:
    form = editor.get("curation.add_source", slug="child-z")
    fields = {"title": "The report", "publisher": "The board", "kind": "scr", **typed}
    assert says in form.submit("Add the source", **fields).errors[0]


def test_the_day_and_the_year_of_an_evaluation_agree(editor: Person, review: Review) -> None:
    form = editor.get("curation.add_evaluation", slug="child-z")
    typed = {"evaluator": "Ofsted", "grade": "ofsted-4/good", "day": "14 March 2010", "year": "2011"}
    assert "The day is of another year" in form.submit("Add the evaluation", **typed).errors[0]
    assert "Choose one of the list" in form.submit("Add the evaluation", **{**typed, "grade": "none"}).errors[0]


def test_a_source_that_another_editor_has_changed_shows_both(editor: Person, review: Review) -> None:
    page = editor.get("curation.source", slug="child-z", number=review.sources[0].id)
    editor.get("curation.source", slug="child-z", number=review.sources[0].id).submit("Save the source", title="Theirs")
    second = page.submit("Save the source", title="Mine")
    assert second.rows(".kb-notice dd") == ["Theirs"]
    assert "The source was changed." in second.submit("Save the source").text


def test_a_review_that_another_editor_has_changed_shows_both(who: Actor, editor: Person, review: Review) -> None:
    page = editor.get("curation.edit_review", slug="child-z")
    change_review(who, review, kind="rapid-review", title="Theirs")
    second = page.submit("Save the changes", kind="multi-agency-learning-review", summary="Mine.")
    assert second.rows(".kb-notice dd") == ["Rapid review"]
    second.submit("Save the changes")
    now = facts_of(review)
    assert (now.title, now.summary, now.kind) == ("Theirs", "Mine.", "multi-agency-learning-review")


@pytest.mark.parametrize("opened", ["[]", "1", "[" * 100_000, "no digests"])
def test_a_form_that_does_not_say_what_it_was_opened_with_shows_both(
    editor: Person, review: Review, opened: str
) -> None:
    page = editor.get("curation.edit_review", slug="child-z").submit("Save the changes", summary="Mine.", opened=opened)
    assert (page.status, page.rows(".kb-notice dt")) == (200, ["Summary (optional)"])


def test_a_review_in_use_says_how_much_hangs_on_it(editor: Person, review: Review) -> None:
    factories.lesson(review_id=review.id)
    page = editor.get("curation.remove_review", slug="child-z")
    assert "It cannot be removed: 1 published lesson would lose it." in page.text
    assert page.soup.select("main form") == []


@pytest.mark.parametrize("kind", ["admin", "identity_reviewer", "lead", "contributor", "user"])
def test_others_may_not(people: Callable[[str], Person], kind: str) -> None:
    person = people(kind)
    factories.review(slug="child-z")
    for endpoint, address in (
        ("themes", {}), ("theme", {"slug": NEGLECT}), ("review", {"slug": "child-z"}),
        ("add_evaluation", {"slug": "child-z"}),
    ):  # fmt: skip
        assert person.get(f"curation.{endpoint}", **address).status == (403 if kind == "identity_reviewer" else 404)
