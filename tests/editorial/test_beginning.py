"""The way to a lesson: the page for boards, and how one begins: blank, from a review, or from a copy."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta
from threading import Barrier

import pytest
from apiflask import APIFlask
from sqlalchemy import func, select

from kb.accounts.models.organisation import Organisation
from kb.accounts.models.user import Membership
from kb.core import db
from kb.core.db import utc_now
from kb.core.errors import Conflict
from kb.editorial.service import beginning
from kb.lessons.models.lesson import Lesson, Revision
from tests import factories
from tests.editorial.drafting import acting
from tests.pages import Page, Person


def begin_page(who: Person) -> Page:
    return who.get("editorial.begin", slug="northbridge")


def newest() -> Revision:
    db.session.expire_all()
    return db.session.scalars(select(Revision).order_by(Revision.id.desc()).limit(1)).one()


def lessons() -> int:
    db.session.rollback()
    return db.session.scalar(select(func.count(Lesson.id))) or 0


# --- the page for boards


def test_the_page_for_boards_says_what_it_takes_and_leads_a_contributor_to_a_new_lesson(contributor: Person) -> None:
    page = contributor.get("editorial.submit")

    assert "About ten minutes" in page.text
    assert "within 20 working days" in page.text
    assert page.rows(".govuk-list--number li") == [
        "What prompted it", "What was found, and why", "What was done", "What happened next", "Help for others",
    ]  # fmt: skip
    assert page.follow("Begin a lesson").heading == "Begin a lesson"


def test_who_writes_for_several_organisations_chooses(
    contributor: Person, board: Organisation, other_board: Organisation
) -> None:
    contributor.user.memberships.append(Membership(organisation=other_board, role="lead"))

    page = contributor.get("editorial.submit")

    names = [board.name, other_board.name]
    assert page.rows(".kb-rows__name") == [f"Begin a lesson of {name}" for name in names]


@pytest.mark.parametrize("kind", ["user", "member", "editor"])
def test_who_writes_for_nobody_learns_how_to_get_in_and_can_suggest_a_source(
    people: Callable[[str], Person], kind: str
) -> None:
    page = people(kind).get("editorial.submit")

    assert "Ask the lead of your organisation" in page.text
    assert "Begin a lesson" not in page.text
    assert page.follow("Suggest a source").heading == "Suggest a source"


def test_who_is_not_signed_in_is_asked_to_and_search_engines_may_list_the_page(reader: Person) -> None:
    page = reader.get("editorial.submit")

    assert page.link("Sign in to begin").startswith("/sign-in?next=")
    assert page.soup.select("link[rel=canonical]")
    assert not page.soup.select("meta[name=robots]")
    assert page.link("Submit") == "/submit"


# --- a blank lesson


def test_a_blank_lesson_is_a_draft_in_the_hands_of_whoever_began_it_in_the_place_of_the_board(
    contributor: Person, board: Organisation
) -> None:
    page = begin_page(contributor).submit("Begin", start="blank", title=" Reading  every referral ")

    made = newest()
    assert page.response.request.path == f"/workspace/lessons/{made.id}/prompted"
    assert (made.state, made.number, made.title) == ("draft", 1, "Reading every referral")
    assert (made.nation_key, made.region_key) == (board.nation_key, board.region_key)
    assert (made.lesson.organisation_id, made.lesson.holder_id) == (board.id, contributor.user.id)
    assert made.lesson.open_revision_id == made.id
    assert made.author_ids == {contributor.user.id}
    assert made.lesson.slug is None


def test_a_page_whose_button_is_pressed_twice_begins_one_lesson(contributor: Person, board: Organisation) -> None:
    opened = begin_page(contributor)

    first, second = (opened.submit("Begin", start="blank", title="Once") for _ in range(2))

    assert first.response.request.path == second.response.request.path
    assert lessons() == 1
    begin_page(contributor).submit("Begin", start="blank", title="Once")
    assert lessons() == 2


def test_two_clicks_at_the_same_moment_begin_one_lesson(
    app: APIFlask, contributor: Person, board: Organisation
) -> None:
    who, number, opened, together = acting(contributor.user), board.id, utc_now(), Barrier(2)
    db.session.commit()

    def click() -> str:
        with app.app_context():
            together.wait(10)
            try:
                beginning.begin(who, db.session.get_one(Organisation, number), opened=opened)
            except Conflict:
                return "Conflict"
            return "done"

    with ThreadPoolExecutor(2) as pool:
        assert sorted(pool.map(lambda _: click(), range(2))) == ["Conflict", "done"]
    assert lessons() == 1


def test_two_people_who_opened_the_page_at_the_same_moment_begin_two(
    contributor: Person, lead: Person, board: Organisation
) -> None:
    opened = utc_now()
    for who in (contributor, lead):
        beginning.begin(acting(who.user), board, opened=opened)

    assert lessons() == 2


def test_nobody_makes_up_when_a_lesson_was_begun(contributor: Person, board: Organisation) -> None:
    begin_page(contributor).submit("Begin", start="blank", opened="2001-01-01T00:00:00+00:00")

    assert newest().lesson.created_at > utc_now() - timedelta(minutes=5)


def test_how_to_begin_has_to_be_chosen_and_what_was_typed_stays(contributor: Person, board: Organisation) -> None:
    page = begin_page(contributor).submit("Begin", start="", title="Reading every referral")

    assert page.errors == ["Choose how you want to begin"]
    assert "Reading every referral" in page.html
    assert lessons() == 0


def test_a_title_that_is_too_long_is_refused(contributor: Person, board: Organisation) -> None:
    page = begin_page(contributor).submit("Begin", start="blank", title="a" * 121)

    assert page.errors == ["A title has at most 120 characters"]


def test_others_are_answered_as_if_there_were_no_such_board(
    other_contributor: Person, member: Person, editor: Person, board: Organisation
) -> None:
    assert [begin_page(who).status for who in (other_contributor, member, editor)] == [404] * 3


# --- from a review


def test_a_lesson_from_a_review_begins_with_its_place_year_and_sources(
    contributor: Person, board: Organisation
) -> None:
    source = factories.source(title="Overview report", pages="4", withdrawn_on=date(2020, 1, 1))
    review = factories.review(region_key="regions/south-east", year=2013, sources=[source])

    begin_page(contributor).submit("Begin", start="review", review=review.slug)

    made = newest()
    assert (made.review_id, made.trigger_key, made.region_key, made.year) == (
        review.id, "triggers/review", "regions/south-east", 2013,
    )  # fmt: skip
    assert [(each.title, each.pages, each.withdrawn_on) for each in made.sources] == [
        ("Overview report", "4", date(2020, 1, 1))
    ]
    assert len(db.session.get_one(type(review), review.id).sources) == 1


def test_a_review_has_to_be_chosen(contributor: Person, board: Organisation) -> None:
    assert begin_page(contributor).submit("Begin", start="review").errors == ["Choose the review"]
    gone = begin_page(contributor).submit("Begin", start="review", review="gone")
    assert gone.errors == ["The review that you chose is not there any more. Choose another"]
    assert lessons() == 0


def test_an_address_can_choose_the_review(contributor: Person, board: Organisation) -> None:
    review = factories.review()

    page = contributor.get("editorial.begin", slug="northbridge", review=review.slug)

    assert [field["value"] for field in page.soup.select("input[checked], option[selected]")] == ["review", review.slug]
