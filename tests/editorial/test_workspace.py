"""The lessons of an organisation: what waits for its writers, where each stands and for how long, who has it."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
import time_machine

from kb.accounts.models.organisation import FormerOrganisationSlug, Organisation
from kb.accounts.models.user import Membership
from kb.core import db
from kb.core.clock import start_of
from kb.core.db import utc_now
from kb.editorial.models import SavedText
from kb.lessons.models.comment import RevisionComment
from kb.lessons.models.lesson import STATES
from tests import factories
from tests.editorial.drafting import draft
from tests.editorial.listing import in_hand, row_of, titles
from tests.pages import Person, statements
from tests.people import sign_in

NOON_ON_A_MONDAY = start_of(date(2026, 11, 9)) + timedelta(hours=12)


# --- the way there


def test_who_writes_for_one_organisation_comes_to_its_lessons_at_once(contributor: Person, board: Organisation) -> None:
    assert contributor.get("editorial.workspace").heading == f"Lessons of {board.name}"


def test_who_writes_for_several_organisations_chooses_among_them(
    contributor: Person, board: Organisation, other_board: Organisation
) -> None:
    contributor.user.memberships.append(Membership(organisation=other_board, role="lead"))
    draft(board)
    draft(board, state="submitted")
    draft(other_board, state="returned")

    page = contributor.get("editorial.workspace")

    assert page.rows(".kb-rows__about") == [
        "1 draft, 1 with the editors, 0 published",
        "1 draft, 0 with the editors, 0 published",
    ]
    assert page.follow(other_board.name).heading == f"Lessons of {other_board.name}"


@pytest.mark.parametrize("kind", ["user", "member", "editor"])
def test_who_writes_for_no_organisation_learns_how_to_get_in(kind: str, people: Callable[[str], Person]) -> None:
    page = people(kind).get("editorial.workspace")

    assert "ask its lead to invite you" in page.text
    assert page.link("suggest it to the editorial team")


def test_the_account_and_the_organisation_lead_to_the_workspace(
    contributor: Person, member: Person, board: Organisation
) -> None:
    assert contributor.get("accounts.account").follow(f"Lessons of {board.name}").status == 200
    public = contributor.get("lessons.organisation", slug=board.slug)
    assert public.follow("Workspace of this organisation").heading == f"Lessons of {board.name}"

    assert "Your lessons" not in member.get("accounts.account").text
    assert "Workspace" not in member.get("lessons.organisation", slug=board.slug).text


# --- the list


@pytest.mark.parametrize("state", [state for state in STATES if state not in {"discarded", "superseded", "expunged"}])
def test_a_lesson_is_listed_in_each_state_with_its_words(state: str, contributor: Person, board: Organisation) -> None:
    factories.lesson("Board reads every referral", state=state, organisation=board)

    row = row_of(contributor.get("editorial.organisation", slug=board.slug), "Board reads every referral")

    words = {"in_review": "Being reviewed", "returned": "Returned to you"}
    assert words.get(state, state.capitalize()) in row


def test_lessons_of_others_and_versions_that_were_replaced_are_not_listed(
    contributor: Person, board: Organisation, other_board: Organisation
) -> None:
    draft(other_board, title="The other board's own lesson")
    published = factories.lesson("The version of today", organisation=board)
    factories.revision(published, "The version of last year", state="superseded", number=2)

    assert titles(contributor.get("editorial.organisation", slug=board.slug)) == ["The version of today"]


def test_a_published_lesson_leads_to_its_public_page(contributor: Person, board: Organisation) -> None:
    factories.lesson("Board reads every referral", organisation=board, published_on=date(2026, 3, 4))

    page = contributor.get("editorial.organisation", slug=board.slug)

    assert "Since 4 March 2026" in row_of(page, "Board reads every referral")
    assert page.follow("Public page of Board reads every referral").heading == "Board reads every referral"


@pytest.mark.parametrize(
    ("submitted", "words"),
    [
        (date(2026, 11, 9), "0 of 20 working days"),
        (date(2026, 11, 6), "1 of 20 working days"),
        (date(2026, 11, 2), "5 of 20 working days"),
        (date(2026, 10, 12), "20 of 20 working days"),
        (date(2026, 10, 9), "21 of 20 working days 1 working day late"),
        (date(2026, 10, 5), "25 of 20 working days 5 working days late"),
    ],
)
def test_days_with_the_editors_are_counted_against_the_promise(
    submitted: date, words: str, contributor: Person, board: Organisation
) -> None:
    at = start_of(submitted) + timedelta(hours=9)
    draft(board, state="submitted", submitted_at=at, title="Waits for an editor")
    with time_machine.travel(NOON_ON_A_MONDAY):
        sign_in(contributor, contributor.user)
        row = row_of(contributor.get("editorial.organisation", slug=board.slug), "Waits for an editor")

    assert words in row
    assert ("late" in row) is ("late" in words)


def test_of_a_draft_is_said_when_it_was_changed_last(contributor: Person, board: Organisation) -> None:
    made = draft(board, state_since=start_of(date(2026, 1, 2)), title="Goes on slowly")
    db.session.add(
        SavedText(
            revision_id=made.id, field="found", text="x", page="", by_itself=False, saved_at=start_of(date(2026, 2, 3))
        )
    )

    assert "Last changed 3 February 2026" in row_of(
        contributor.get("editorial.organisation", slug=board.slug), "Goes on slowly"
    )


def test_who_has_a_lesson_is_said(contributor: Person, lead: Person, board: Organisation) -> None:
    in_hand(draft(board, title="Mine to go on with"), contributor)
    in_hand(draft(board, title="With somebody else"), lead)
    draft(board, title="With nobody yet")

    page = contributor.get("editorial.organisation", slug=board.slug)

    assert " You " in row_of(page, "Mine to go on with")
    assert " A lead " in row_of(page, "With somebody else")
    assert " Nobody " in row_of(page, "With nobody yet")


def test_a_lesson_that_nobody_has_is_taken_from_the_list(contributor: Person, board: Organisation) -> None:
    made = draft(board)

    page = contributor.get("editorial.organisation", slug=board.slug).submit("Take it")

    assert "You have it in hand now." in page.text
    db.session.refresh(made.lesson)
    assert made.lesson.holder_id == contributor.user.id


# --- filters


@pytest.fixture
def several(contributor: Person, lead: Person, board: Organisation) -> None:
    """Lessons in several states and hands."""
    in_hand(draft(board, title="Alpha board audits referrals"), contributor)
    in_hand(draft(board, title="Beta board audits visits", state="returned"), lead)
    draft(board, title="Gamma team reads referrals", state="submitted", submitted_at=utc_now() - timedelta(days=3))
    draft(board, title="Delta team was discarded", state="discarded")
    factories.lesson("Epsilon pathway is public", organisation=board)
    db.session.commit()


@pytest.mark.usefixtures("several")
@pytest.mark.parametrize(
    ("chosen", "initials"),
    [
        ({}, "ABEG"),
        ({"q": "REFERRALS"}, "AG"),
        ({"q": "board audits"}, "AB"),
        ({"q": "100 %"}, ""),
        ({"state": "returned"}, "B"),
        ({"state": "discarded"}, "D"),
        ({"state": "no such state"}, "ABEG"),
        ({"holder": "mine"}, "A"),
        ({"holder": "nobody"}, "G"),
        ({"holder": "mine", "state": "returned"}, ""),
        ({"holder": "no number", "sort": "no order"}, "ABEG"),
    ],
)
def test_lessons_are_filtered(chosen: dict[str, str], initials: str, contributor: Person, board: Organisation) -> None:
    page = contributor.get("editorial.organisation", slug=board.slug, **chosen)

    assert sorted(title[0] for title in titles(page)) == list(initials)


@pytest.mark.usefixtures("several")
def test_the_filters_offer_what_there_is_and_how_much(contributor: Person, lead: Person, board: Organisation) -> None:
    page = contributor.get("editorial.organisation", slug=board.slug)

    assert page.rows("#filter-state option") == [
        "All but discarded", "Draft (1)", "Returned to you (1)", "Submitted (1)", "Published (1)", "Discarded (1)",
    ]  # fmt: skip
    assert page.rows("#filter-holder option") == ["Anybody", "You", "A lead", "Nobody"]
    of_lead = contributor.get("editorial.organisation", slug=board.slug, holder=str(lead.user.id))
    assert titles(of_lead) == ["Beta board audits visits"]


@pytest.mark.usefixtures("several")
@pytest.mark.parametrize(("order", "initials"), [("title", "ABEG"), ("waiting", "GABE"), ("changed", "EGBA")])
def test_lessons_are_sorted(order: str, initials: str, contributor: Person, board: Organisation) -> None:
    page = contributor.get("editorial.organisation", slug=board.slug, sort=order)

    assert "".join(title[0] for title in titles(page)) == initials


def test_what_was_discarded_can_be_got_back_from_the_list(contributor: Person, board: Organisation) -> None:
    made = draft(board, state="discarded")

    page = contributor.get("editorial.organisation", slug=board.slug, state="discarded").submit("Get it back")

    db.session.refresh(made)
    assert made.state == "draft"
    assert page.rows(".kb-kind") == ["Draft"]


# --- whose it is


@pytest.mark.parametrize("kind", ["user", "member", "other_contributor", "editor", "identity_reviewer", "admin"])
def test_nobody_else_learns_that_there_is_a_workspace(
    kind: str, board: Organisation, people: Callable[[str], Person]
) -> None:
    person, address = people(kind), f"/workspace/{board.slug}"
    person.open("/help")  # the first request of a session notes that it is used

    with statements() as of_one:
        there = person.open(address)
    with statements() as of_none:
        nowhere = person.open("/workspace/nowhere-at-all")

    assert (there.status, nowhere.status) == (404, 404)
    assert len(of_one) == len(of_none)


def test_an_address_that_the_organisation_had_before_leads_to_it(contributor: Person, board: Organisation) -> None:
    db.session.add(FormerOrganisationSlug(slug="old-northbridge", organisation_id=board.id))

    page = contributor.open("/workspace/old-northbridge")

    assert (page.status, page.response.headers["Location"]) == (301, f"/workspace/{board.slug}")


def test_a_long_list_is_read_with_as_many_statements_as_a_short_one(contributor: Person, board: Organisation) -> None:
    address = f"/workspace/{board.slug}"

    def read() -> int:
        with statements() as made:
            assert contributor.open(address).status == 200
        return len(made)

    draft(board, state="submitted")
    read()
    few = read()
    for number in range(45):
        made = draft(board, state="returned" if number % 2 else "submitted", title=f"Lesson number {number} of many")
        db.session.add(RevisionComment(revision_id=made.id, field="", text="Say who.", told_at=utc_now()))
        db.session.add(SavedText(revision_id=made.id, field="found", text="x", page="", by_itself=False))
    db.session.commit()

    read()

    assert read() == few
    assert len(titles(contributor.get("editorial.organisation", slug=board.slug, page=3))) == 6
