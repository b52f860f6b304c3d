"""The list of organisations, the page of one, and what is corrected or added."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from apiflask import APIFlask
from sqlalchemy import func, select

from kb.access.actors import Actor
from kb.accounts.models.organisation import FormerOrganisationSlug, Organisation
from kb.admin.service import organisations as service
from kb.core import db
from kb.core.clock import today
from kb.core.errors import Denied, NotFound
from kb.search.models import IndexChange
from tests import factories
from tests.pages import Person

Trail = Callable[[], list[tuple[str, str | None, int | None]]]
ENGLAND = service.Place("england", "north-west")


def announced_since(sequence: int) -> set[int]:
    """Lessons that every index has to take in since then."""
    db.session.rollback()
    return set(db.session.scalars(select(IndexChange.lesson_id).where(IndexChange.sequence > sequence)))


def last_sequence() -> int:
    found = db.session.scalar(select(func.max(IndexChange.sequence))) or 0
    db.session.rollback()
    return found


def test_the_page_counts_what_is_public_and_not_what_is_not(admin: Person, board: Organisation) -> None:
    factories.lesson("A lesson that everybody may read here", organisation=board)
    factories.lesson("A draft that only the board may read", organisation=board, state="draft")
    factories.lesson("A lesson of a board that is not named", organisation=board, named=False)
    factories.review(organisation=board)
    page = admin.get("admin.organisation", slug=board.slug)
    facts = dict(zip(page.rows(".kb-facts dt"), page.rows(".kb-facts dd"), strict=True))
    assert facts["Published lessons that name it"] == "1"
    assert facts["Reviews"] == "1"


# --- names


def test_a_name_is_corrected_and_shown_at_once(admin: Person, board: Organisation, audited: Trail) -> None:
    lesson = factories.lesson(organisation=board)
    db.session.commit()
    before = last_sequence()

    page = admin.get("admin.organisation", slug=board.slug).follow("Correct its name")
    done = page.submit("Change the name", name="  Northbridge   Partnership ", name_status="official")

    assert done.heading == "Northbridge Partnership"
    assert "The name was changed." in done.text
    assert audited() == [("ORGANISATION_CHANGE", "organisation", board.id)]
    assert lesson.id in announced_since(before)
    assert "Northbridge Partnership" in admin.get("lessons.show", slug=lesson.slug).text
    db.session.refresh(board)
    assert board.slug == "northbridge"
    assert board.changed_on_site


def test_lessons_on_whose_search_entry_the_name_stands_are_announced(who: Actor, app: APIFlask) -> None:
    authority = factories.organisation("Moorland", kind_key="organisation-kinds/local-authority")
    board = factories.organisation("Moorland Board", areas=[authority.slug])
    later = factories.organisation("Moorland Partnership", predecessors=[board])
    of_board = factories.lesson(organisation=board)
    of_review = factories.lesson(review_id=factories.review(organisation=board).id)
    elsewhere = factories.lesson(organisation=factories.organisation("Fenland Board"))
    unnamed = factories.lesson(organisation=board, named=False)
    db.session.commit()
    for changed in (authority, later):
        before = last_sequence()
        service.rename(who, changed, name=f"{changed.name} of old", name_status="seen")
        found = announced_since(before)
        assert of_board.id in found
        assert not found & {elsewhere.id, unnamed.id}
    before = last_sequence()
    service.rename(who, board, name="Moorland Board of old", name_status="seen")
    assert {of_board.id, of_review.id} <= announced_since(before)


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("", "Enter the name of the organisation"),
        ("   ", "Enter the name of the organisation"),
        ("\u200b", "Enter the name of the organisation"),
        ("\u3164\u2060", "Enter the name of the organisation"),
        ("🙂 1", "The name must have a letter in it"),
        ("x" * 201, "The name must be 200 characters or fewer"),
        ("Southbridge\u200b Safeguarding Children Board\ufeff", "There is an organisation of this name already"),
        ("SOUTHBRIDGE safeguarding children board",
         "There is an organisation of this name already"),
    ],
)  # fmt: skip
def test_a_name_that_cannot_be_used_is_refused(
    admin: Person, board: Organisation, other_board: Organisation, name: str, message: str
) -> None:
    page = admin.get("admin.rename", slug=board.slug).submit("Change the name", name=name)
    assert page.errors == [message]
    db.session.refresh(board)
    assert board.name == "Northbridge Safeguarding Children Board"


def test_a_name_keeps_its_own_when_only_its_certainty_changes(who: Actor, board: Organisation) -> None:
    service.rename(who, board, name=board.name, name_status="default")
    assert board.name_status == "default"


def test_a_name_may_be_in_any_script(who: Actor, board: Organisation) -> None:
    service.rename(who, board, name="Bwrdd Diogelu Ŵyr Ŷnys 委員会", name_status="seen")
    assert board.name == "Bwrdd Diogelu Ŵyr Ŷnys 委員会"


# --- dates


def test_dates_are_corrected(admin: Person, board: Organisation) -> None:
    page = admin.get("admin.change_dates", slug=board.slug)
    done = page.submit("Change the dates", valid_from="2006-04-01", valid_to="2019-09-29")
    assert "29 September 2019" in done.text
    db.session.refresh(board)
    assert (board.valid_from, board.valid_to) == (date(2006, 4, 1), date(2019, 9, 29))
    admin.get("admin.change_dates", slug=board.slug).submit("Change the dates", valid_to="")
    db.session.refresh(board)
    assert board.valid_to is None


@pytest.mark.parametrize(
    ("first", "last", "message"),
    [
        ("29/9/2019", "1 April 2006", "The last day cannot be before the first day"),
        ("yesterday", "", "First day must have a day, a month and a year with four digits, such as 27 3 2007"),
        ("", "14 2", "Last day must have a day, a month and a year with four digits, such as 27 3 2007"),
        ("", "31 Feb 2021", "Last day must be a real date"),
        ("1/1/0001", "", f"First day must be between 1 January 1800 and 31 December {today().year + 10}"),
        ("1/1/2099", "", f"First day must be between 1 January 1800 and 31 December {today().year + 10}"),
        ("", "31/12/9999", f"Last day must be between 1 January 1800 and 31 December {today().year + 10}"),
    ],
)
def test_dates_that_cannot_be_are_named_stay_typed_and_change_nothing(
    admin: Person, board: Organisation, first: str, last: str, message: str
) -> None:
    board.valid_to = date(2020, 5, 1)
    page = admin.get("admin.change_dates", slug=board.slug)
    assert page.soup.select_one("#valid_to")["value"] == "1 May 2020"  # type: ignore[index]
    again = page.submit("Change the dates", valid_from=first, valid_to=last)

    assert again.errors == [message]
    typed = [str(again.soup.select_one(f"#{name}").get("value", "")) for name in ("valid_from", "valid_to")]  # type: ignore[union-attr]
    assert typed == [first, last]
    db.session.refresh(board)
    assert (board.valid_from, board.valid_to) == (None, date(2020, 5, 1))


def test_what_is_sent_as_it_was_is_said_not_to_have_changed_anything(
    admin: Person, board: Organisation, audited: Trail
) -> None:
    board.valid_to = date(2020, 5, 1)
    for endpoint, button in (
        ("admin.rename", "Change the name"),
        ("admin.change_dates", "Change the dates"),
        ("admin.change_place", "Change"),
    ):
        done = admin.get(endpoint, slug=board.slug).submit(button)
        assert "Nothing was different, so nothing was changed." in done.text
    assert audited() == []
    db.session.refresh(board)
    assert not board.changed_on_site


# --- adding


def test_an_organisation_is_added_with_an_address_made_from_its_name(admin: Person, audited: Trail) -> None:
    page = admin.get("admin.organisations").follow("Add an organisation")
    done = page.submit(
        "Add the organisation", name="Fen & Marsh Children's Partnership", name_status="official",
        kind="safeguarding-children-partnership", nation="england", region="east-of-england",
    )  # fmt: skip
    assert done.heading == "Fen & Marsh Children's Partnership"
    assert done.response.request.path == "/admin/organisations/fen-and-marsh-childrens-partnership"
    assert admin.get("lessons.organisation", slug="fen-and-marsh-childrens-partnership").status == 200
    [(permission, thing, _)] = audited()
    assert (permission, thing) == ("ORGANISATION_CHANGE", None)


def test_an_address_that_is_or_was_taken_is_not_given_again(who: Actor, board: Organisation) -> None:
    db.session.add(FormerOrganisationSlug(slug="moor-board", organisation_id=board.id))
    factories.organisation("Other name", slug="moor-board-2")
    added = service.add(who, None, name="Moor Board", name_status="seen", kind="lscb", place=ENGLAND)
    assert added.slug == "moor-board-3"


def test_a_name_without_a_letter_that_addresses_can_hold_gets_one_all_the_same(who: Actor, app: APIFlask) -> None:
    added = service.add(who, None, name="委員会", name_status="seen", kind="lscb", place=ENGLAND)
    assert added.slug == "organisation"


@pytest.mark.parametrize(
    ("values", "errors"),
    [
        ({"region": "wales"}, ["This region is not in that nation"]),
        ({"kind": "child-protection-committee"}, ["There is no organisation of this kind in that nation"]),
        (
            {"name": " ", "kind": "", "nation": ""},
            ["Enter the name of the organisation", "Choose a kind", "Choose a nation"],
        ),
        ({"name": "Southbridge Safeguarding Children Board"},
         ["There is an organisation of this name already"]),
        ({"kind": "../admin"}, ["Not a valid choice."]),
    ],
)  # fmt: skip
def test_an_organisation_that_cannot_be_is_not_added(
    admin: Person, other_board: Organisation, values: dict[str, str], errors: list[str]
) -> None:
    sent = {"name": "Moor Board", "name_status": "seen", "kind": "lscb", "nation": "england", "region": "north-west"}
    page = admin.get("admin.add_organisation").submit("Add the organisation", **{**sent, **values})
    assert page.errors == errors
    assert db.session.scalar(select(Organisation).where(Organisation.name == "Moor Board")) is None


def test_a_name_that_is_taken_leads_to_the_one_that_has_it(
    admin: Person, board: Organisation, other_board: Organisation
) -> None:
    page = admin.get("admin.rename", slug=board.slug).submit("Change the name", name=other_board.name.upper())

    assert page.follow(other_board.name).heading == other_board.name
    assert page.follow("merge them").heading == f"Merge {board.name} into {other_board.name}"


def test_the_address_of_a_merged_organisation_leads_to_the_other(admin: Person, board: Organisation) -> None:
    db.session.add(FormerOrganisationSlug(slug="old-name", organisation_id=board.id))

    answer = admin.open("/admin/organisations/old-name")

    assert answer.response.headers["Location"] == f"/admin/organisations/{board.slug}"


def test_a_last_day_to_come_is_said_to_be_to_come(admin: Person, board: Organisation) -> None:
    for last, words in ((today() + timedelta(days=1), "It will be closed"), (today(), "It was closed")):
        board.valid_to = last
        assert words in admin.get("lessons.organisation", slug=board.slug).text


def test_a_third_board_lets_the_region_of_unnamed_lessons_be_shown(who: Actor, app: APIFlask) -> None:
    for row in db.session.scalars(select(Organisation).where(Organisation.region_key == "regions/north-east")):
        row.region_key = None
    factories.organisation("One Board", region_key="regions/north-east")
    two = factories.organisation("Two Board", region_key="regions/north-east")
    unnamed = factories.lesson(organisation=two, named=False, region_key="regions/north-east")
    db.session.commit()
    before = last_sequence()
    service.add(
        who, None, name="Three Board", name_status="seen", kind="lscb", place=service.Place("england", "north-east")
    )
    assert unnamed.id in announced_since(before)


@pytest.mark.parametrize("roles", [frozenset(), frozenset({"editor"}), frozenset({"identity_reviewer"})])
def test_use_cases_are_for_admins(board: Organisation, roles: frozenset[str]) -> None:
    somebody = Actor(user_id=1, site_roles=roles, memberships={board.id: "lead"}, kind="person")
    for change in (
        lambda: service.rename(somebody, board, name="x", name_status="seen"),
        lambda: service.change_dates(somebody, board, valid_from=None, valid_to=None),
        lambda: service.add(somebody, None, name="x", name_status="seen", kind="lscb", place=ENGLAND),
    ):
        with pytest.raises((NotFound, Denied)):
            change()
