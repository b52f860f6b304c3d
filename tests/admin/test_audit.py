"""Looking through the audit trail: what its page shows, and what a filter leaves."""

import pytest
import time_machine

from kb.accounts.models.organisation import Organisation
from tests import factories
from tests.admin.trail import NOON, note, whats
from tests.pages import Person, statements


def test_entries_stand_newest_first_with_the_names_of_people(admin: Person) -> None:
    note("MEMBER_REMOVE", actor_id=admin.user.id, verb="memberships.remove")
    note("UPKEEP", verb="upkeep.remove_ended_sessions")

    page = admin.get("admin.audit", act="any")

    assert whats(page) == ["looked through the audit trail", "removed ended sessions", "removed a member"]
    assert page.rows('td[data-name="Who"]') == ["A admin", "The site itself", "A admin"]


def test_it_opens_on_what_was_done_and_shows_what_was_read_by_choice(admin: Person) -> None:
    note("UPKEEP")
    note("USER_READ", act="read", verb="admin.users")

    assert whats(admin.get("admin.audit")) == ["did: upkeep"]
    assert set(whats(admin.get("admin.audit", act="read"))) == {
        "looked through the users", "looked through the audit trail",
    }  # fmt: skip
    assert "looked through the users" in whats(admin.get("admin.audit", verb="admin.users"))


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ({"permission": "MEMBER_REMOVE"}, ["did: member remove"]),
        ({"who": "7"}, ["did: member remove"]),
        ({"act": "read", "permission": "REVISION_READ"}, ["read: revision read"]),
        ({"verb": "leaving.close"}, ["closed the account"]),
        ({"verb": "leaving.reopen"}, []),
        ({"kind": "organisation", "number": "999999"}, []),
        ({"organisation": "northbridge"}, ["did: organisation change"]),
        ({"organisation": "southbridge"}, []),
        ({"permission": "NO_SUCH"}, []),
        ({"request": "no such request"}, []),
        ({"until": "2026-11-19"}, []),
        ({"since": "2026-11-20", "until": "2026-11-20", "permission": "UPKEEP"}, ["did: upkeep"]),
    ],
)
def test_a_filter_leaves_what_fits(
    admin: Person, board: Organisation, address: dict[str, str], expected: list[str]
) -> None:
    with time_machine.travel(NOON):
        note("MEMBER_REMOVE", actor_id=7)
        note("REVISION_READ", actor_id=8, act="read")
        note("USER_CHANGE", verb="leaving.close")
        note("ORGANISATION_CHANGE", thing=board)
        note("UPKEEP")

    assert whats(admin.get("admin.audit", **address)) == expected
    assert whats(admin.get("admin.audit", kind="organisation", number=board.id)) == ["did: organisation change"]


@pytest.mark.parametrize(
    ("address", "message"),
    [
        ({"who": "somebody"}, "Nobody has this number or address, or a name like this"),
        ({"organisation": "nowhere"}, "No organisation has this address, or a name like this"),
        ({"kind": "membership"}, "Enter the number of the thing, too, or choose what was done"),
        ({"number": "12"}, "Choose the kind of thing that has this number"),
        ({"kind": "membership", "number": "-1"}, "Number of the thing must be a number such as 12"),
        ({"since": "yesterday"}, "First day must have a day, a month and a year with four digits, such as 27 3 2007"),
        ({"until": "31 12 1999"}, "Last day must be between 1 January 2000 and 31 December"),
        ({"since": "2026-11-28", "until": "2026-11-27"}, "Last day must not be before the first day"),
    ],
)
def test_a_filter_that_cannot_be_read_says_so_and_keeps_the_rest(
    admin: Person, address: dict[str, str], message: str
) -> None:
    page = admin.get("admin.audit", request="kept", **address)

    assert [error[: len(message)] for error in page.errors] == [message]
    assert page.soup.select_one('input[name="request"]')["value"] == "kept"
    assert whats(page) == []


def test_a_filter_that_leaves_nothing_says_so(admin: Person) -> None:
    page = admin.get("admin.audit", until="2001-01-01")

    assert "0 entries" in page.text
    assert page.link("Show what was done lately") == "/admin/audit"


def test_people_and_organisations_that_something_was_done_with_are_linked(admin: Person, board: Organisation) -> None:
    note("USER_CHANGE", thing=admin.user)
    note("ORGANISATION_CHANGE", thing=board)

    page = admin.get("admin.audit")

    assert page.link(board.name) == "/admin/organisations/northbridge"
    assert page.link("A admin") == f"/admin/users/{admin.user.id}"


def test_the_number_of_statements_does_not_grow_with_the_entries(admin: Person) -> None:
    for number in range(3):
        note("UPKEEP", actor_id=number)
    with statements() as few:
        admin.get("admin.audit")
    for number in range(40):
        note("UPKEEP", actor_id=number)

    with statements() as many:
        admin.get("admin.audit")

    assert len(many) == len(few)


# --- who is meant


def test_somebody_is_found_by_address_and_name_and_the_address_of_the_page_has_the_number(admin: Person) -> None:
    isla, other = factories.user(name="Isla Quinn", email="iq@example.org"), factories.user(name="Ewan Quinn")
    for user in (isla, other):
        note("ACCOUNT_CHANGE", actor_id=user.id, thing=user, verb="own_account.change_name")

    for typed in ("iq@example.org", "IQ@example.org", "isla", "quinn isla", str(isla.id)):
        page = admin.get("admin.audit", who=typed, act="any")
        assert page.rows('td[data-name="Who"]') == ["Isla Quinn"], typed
        assert page.response.request.args.to_dict() == {"who": str(isla.id), "act": "any"}
        assert "1 entry of Isla Quinn" in page.text


def test_where_several_may_be_meant_one_is_chosen_and_the_rest_of_the_filter_stays(admin: Person) -> None:
    isla, ewan = factories.user(name="Isla Quinn"), factories.user(name="Ewan Quinn", email="ewan@example.org")
    note("ACCOUNT_CHANGE", actor_id=ewan.id, verb="own_account.change_name")

    asked = admin.get("admin.audit", who="Quinn", until="2030-01-01")

    assert "Who do you mean?" in asked.text
    assert isla.name in asked.text
    assert whats(asked) == []
    page = asked.follow("Ewan Quinn, ewan@example.org")
    assert whats(page) == ["changed the name"]
    assert page.response.request.args.to_dict() == {"who": str(ewan.id), "until": "2030-01-01"}


def test_somebody_who_is_gone_is_found_by_number(admin: Person) -> None:
    note("ACCOUNT_DELETE", actor_id=4711, verb="leaving.delete")

    page = admin.get("admin.audit", who="4711")

    assert whats(page) == ["deleted the account"]
    assert "1 entry of User 4711" in page.text


def test_an_organisation_is_found_by_a_part_of_its_name(admin: Person, board: Organisation) -> None:
    note("ORGANISATION_CHANGE", thing=board, verb="organisations.rename")

    page = admin.get("admin.audit", organisation=board.name.split()[0].lower())

    assert whats(page) == ["changed the name of an organisation"]
    assert page.response.request.args.to_dict() == {"organisation": "northbridge"}


def test_what_somebody_did_shows_that_they_signed_in(admin: Person, user: Person) -> None:
    note("SESSION_BEGIN", kind="anonymous", thing=user.user, verb="signing_in.begin")
    note("USER_CHANGE", kind="operator", thing=user.user, verb="leaving.reopen")

    assert whats(admin.get("admin.audit", who=user.user.id)) == ["signed in"]


@pytest.mark.parametrize("name", ["endpoint", "_method", "_external", "_anchor"])
def test_what_is_no_filter_is_left_out_of_the_addresses_on_the_page(admin: Person, name: str) -> None:
    note("UPKEEP")

    page = admin.open(f"/admin/audit?act=did&{name}=PUT")

    (form,) = page.soup.select('form[method="post"][action*="export"]')
    assert form["action"] == "/admin/audit/export?act=did"


def test_somebody_whose_account_is_deleted_is_not_linked(admin: Person) -> None:
    note("ACCOUNT_DELETE", actor_id=4711, verb="leaving.delete")

    page = admin.get("admin.audit", who="4711")

    assert page.rows('td[data-name="Who"]') == ["User 4711"]
    assert page.soup.select('td[data-name="Who"] a') == []


@pytest.mark.parametrize("number", ["4294967296", "9" * 30])
def test_a_number_that_nobody_can_have_is_named(admin: Person, number: str) -> None:
    page = admin.get("admin.audit", who=number)

    assert page.status == 200
    assert page.errors
