"""Which organisation took over from which."""

from datetime import date

import pytest
from apiflask import APIFlask
from hypothesis import given
from hypothesis import strategies as some
from sqlalchemy import select

from kb.access.actors import Actor
from kb.accounts.models.organisation import Organisation, OrganisationSuccession
from kb.accounts.models.user import Membership
from kb.admin.service.succession import comes_back, separate, succeed
from kb.core import db
from kb.core.errors import Conflict, Denied, Invalid, NotFound
from tests import factories
from tests.mailbox import messages
from tests.members.test_races import at_once
from tests.pages import Person


@pytest.fixture
def line(app: APIFlask) -> list[Organisation]:
    """A committee, a board and a partnership, which nobody has put in a line yet."""
    found = [factories.organisation(f"Fenland {name}", slug=name) for name in ("committee", "board-of", "partnership")]
    db.session.commit()
    return found


def pairs_of(line: list[Organisation]) -> set[tuple[int, int]]:
    table, ours = OrganisationSuccession, [each.id for each in line]
    rows = select(table.predecessor_id, table.successor_id).where(table.predecessor_id.in_(ours))
    return {tuple(row) for row in db.session.execute(rows)}


def test_a_successor_is_entered_with_the_last_day(admin: Person, line: list[Organisation]) -> None:
    page = admin.get("admin.organisation", slug="board-of").follow("Enter who took over")
    done = page.submit("Enter the successor", by="partnership", on="2019-09-29")
    assert "Fenland partnership" in done.text
    assert "29 September 2019" in done.text
    public = admin.get("lessons.organisation", slug="board-of")
    assert "After it came Fenland partnership" in public.text
    db.session.refresh(line[1])
    assert line[1].changed_on_site


def test_a_board_that_was_split_keeps_its_first_last_day(who: Actor, line: list[Organisation]) -> None:
    succeed(who, line[0], by=line[1], on=date(2006, 3, 31))
    succeed(who, line[0], by=line[2], on=date(2019, 9, 29))
    assert pairs_of(line) == {(line[0].id, line[1].id), (line[0].id, line[2].id)}
    assert line[0].valid_to == date(2006, 3, 31)


def test_no_line_comes_back_to_where_it_began(admin: Person, who: Actor, line: list[Organisation]) -> None:
    succeed(who, line[0], by=line[1], on=date(2006, 3, 31))
    succeed(who, line[1], by=line[2], on=date(2019, 9, 29))
    page = admin.get("admin.succeed", slug="partnership").submit(
        "Enter the successor", by="committee", on="2024-01-01"
    )  # fmt: skip
    assert page.errors == ["Fenland committee came before Fenland partnership, so it cannot have taken over from it"]
    with pytest.raises(Invalid):
        succeed(who, line[0], by=line[0], on=date(2006, 3, 31))
    assert len(pairs_of(line)) == 2


def test_the_same_is_entered_once(who: Actor, line: list[Organisation]) -> None:
    succeed(who, line[0], by=line[1], on=date(2006, 3, 31))
    with pytest.raises(Conflict):
        succeed(who, line[0], by=line[1], on=date(2006, 3, 31))


@pytest.mark.parametrize(
    ("values", "errors"),
    [
        ({"by": "", "on": "2019-09-29"}, ["Choose one"]),
        ({"by": "partnership", "on": ""}, ["Enter the last day of the old organisation"]),
        ({"by": "partnership", "on": "1999-01-01"}, ["It cannot have ended before it began"]),
        ({"by": "nowhere", "on": "2019-09-29"}, ["Not a valid choice."]),
    ],
)
def test_what_cannot_be_is_refused(
    admin: Person, line: list[Organisation], values: dict[str, str], errors: list[str]
) -> None:
    line[1].valid_from = date(2006, 4, 1)
    page = admin.get("admin.succeed", slug="board-of").submit("Enter the successor", **values)
    assert page.errors == errors
    assert pairs_of(line) == set()


def test_members_join_the_new_one_only_if_that_was_chosen(admin: Person, line: list[Organisation]) -> None:
    board, partnership = line[1], line[2]
    people = {role: factories.user(email=f"{role}@fen.example") for role in ("lead", "member", "contributor")}
    for role, user in people.items():
        user.memberships = [Membership(organisation=board, role=role)]
    people["member"].memberships.append(Membership(organisation=partnership, role="lead"))
    db.session.commit()

    page = admin.get("admin.succeed", slug="board-of")
    assert "It has 3 members" in page.text
    assert "3 letters to members at most" in page.text
    page.submit("Enter the successor", by="committee", on="2019-09-29")
    assert db.session.scalars(select(Membership).where(Membership.organisation_id == line[0].id)).all() == []

    page.submit("Enter the successor", by="partnership", on="2019-09-29", members_join="y")
    db.session.rollback()
    rows = select(Membership.user_id, Membership.role).where(Membership.organisation_id == partnership.id)
    assert {tuple(row) for row in db.session.execute(rows)} == {
        (people["lead"].id, "lead"), (people["member"].id, "lead"), (people["contributor"].id, "contributor"),
    }  # fmt: skip
    assert len(messages("lead@fen.example")) == 1
    assert [letter.template for letter in messages("member@fen.example")] == ["members/members-of-another"]
    there = select(Membership.user_id).where(Membership.organisation_id == board.id)
    assert len(db.session.scalars(there).all()) == 3


def test_a_mistake_is_taken_back(admin: Person, who: Actor, line: list[Organisation]) -> None:
    succeed(who, line[0], by=line[1], on=date(2006, 3, 31))
    page = admin.get("admin.organisation", slug="committee").follow("remove Fenland board-of as successor")
    assert "no longer one after the other" in page.text
    page.submit("Remove the successor")
    assert pairs_of(line) == set()
    with pytest.raises(Conflict):
        separate(who, line[0], by=line[1])


def test_it_is_for_admins(line: list[Organisation]) -> None:
    somebody = Actor(user_id=1, memberships={line[0].id: "lead", line[1].id: "lead"}, kind="person")
    for change in (
        lambda: succeed(somebody, line[0], by=line[1], on=date(2006, 3, 31)),
        lambda: separate(somebody, line[0], by=line[1]),
    ):
        with pytest.raises((NotFound, Denied)):
            change()


@given(some.lists(some.tuples(some.integers(0, 6), some.integers(0, 6)), max_size=12))
def test_a_line_comes_back_where_some_organisation_can_be_reached_from_itself(pairs: list[tuple[int, int]]) -> None:
    reached = set(pairs)
    while more := {(a, d) for a, b in reached for c, d in reached if b == c} - reached:
        reached |= more
    assert comes_back(pairs) == any(a == b for a, b in reached)


@pytest.mark.parametrize(
    ("of_heir", "message"),
    [
        ({"valid_from": date(2024, 1, 1)}, "Fenland partnership began on 1 January 2024: too long after this day"),
        ({"valid_to": date(2019, 9, 29)}, "Fenland partnership ended on 29 September 2019, so it cannot"),
    ],
)
def test_one_that_was_not_there_cannot_have_taken_over(
    who: Actor, line: list[Organisation], of_heir: dict[str, date], message: str
) -> None:
    for name, day in of_heir.items():
        setattr(line[2], name, day)
    db.session.commit()
    with pytest.raises(Invalid, match=message):
        succeed(who, line[1], by=line[2], on=date(2019, 9, 29))
    line[2].valid_from, line[2].valid_to = date(2019, 9, 30), None
    assert succeed(who, line[1], by=line[2], on=date(2019, 9, 29)) is line[2]


def test_the_last_day_is_asked_for_and_read_as_it_is_typed(admin: Person, line: list[Organisation]) -> None:
    page = admin.get("admin.succeed", slug="board-of")
    assert page.submit("Enter the successor", by="partnership", on="").errors == [
        "Enter the last day of the old organisation"
    ]
    wrong = page.submit("Enter the successor", by="partnership", on="31/9/2019")
    assert wrong.errors == ["Last day of the old organisation must be a real date"]
    assert wrong.soup.select_one("#on")["value"] == "31/9/2019"  # type: ignore[index]
    assert "29 September 2019" in wrong.submit("Enter the successor", by="partnership", on="29/9/2019").text


def test_two_that_take_over_from_each_other_at_once_make_no_circle(
    app: APIFlask, who: Actor, line: list[Organisation]
) -> None:
    first, second = (factories.organisation(name).id for name in ("First of two", "Second of two"))

    def succeeds(before: int, after: int) -> None:
        organisation, by = (db.session.get_one(Organisation, number) for number in (before, after))
        succeed(who, organisation, by=by, on=date(2019, 9, 29))

    done = at_once(app, lambda: succeeds(first, second), lambda: succeeds(second, first))

    assert done == ["Invalid", "done"]
