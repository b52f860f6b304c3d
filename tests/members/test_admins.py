"""What an admin may do with the people of an organisation, and who hears of it."""

from collections.abc import Callable

import pytest

from kb.accounts.models.organisation import Organisation
from kb.accounts.models.user import Membership, SiteRole
from kb.admin.service.succession import let_members_join
from kb.core import db
from tests import factories
from tests.mailbox import link_in, messages
from tests.members.inviting import as_actor, belongs, invited, path_to, role_of, waiting
from tests.pages import Page, Person
from tests.people import sign_in

REFUSAL = "Nobody lets themselves into an organisation. Ask its lead or another admin, Other Admin"


@pytest.fixture
def other_admin(admin: Person) -> Person:
    """A second admin."""
    person = Person(admin.app)
    person.user = factories.user(name="Other Admin", email="other-admin@example.org")
    person.user.site_roles = [SiteRole(role="admin")]
    return sign_in(person, person.user)


def told(address: str = "lead@example.org") -> list[str]:
    """Templates of the messages to an address."""
    return [message.template for message in messages(address)]


# --- oneself


def add_oneself(admin: Person, board: Organisation) -> Page:
    page = admin.get("admin.add_membership", number=admin.user.id)
    return page.submit("Add to the organisation", organisation=board.slug, role="lead")


def invite_oneself(admin: Person, board: Organisation) -> Page:
    page = admin.get("members.invite", slug=board.slug)
    return page.submit("Send", addresses=f"new@example.org\n{admin.user.email}", role="lead")


def confirm_oneself(admin: Person, board: Organisation) -> Page:
    db.session.commit()
    asked = waiting_for(admin, board)
    return admin.get("members.decide", slug=board.slug, number=asked).submit("Save", decision="lead")


def waiting_for(person: Person, board: Organisation) -> int:
    """Number of a request of a person."""
    request = waiting(board, email="placeholder@example.org")
    request.user = person.user
    db.session.commit()
    return request.id


def raise_oneself(admin: Person, board: Organisation) -> Page:
    membership = Membership(user=admin.user, organisation=board, role="member")
    db.session.add(membership)
    db.session.commit()
    return admin.get("members.change_role", slug=board.slug, number=membership.id).submit("Change", role="lead")


def take_over_oneself(admin: Person, board: Organisation) -> Page:
    gone, membership = belongs(board, "lead"), Membership(user=admin.user, organisation=board, role="member")
    db.session.add(membership)
    db.session.commit()
    page = admin.get("members.hand_over", slug=board.slug, number=gone.id)
    return page.submit("Hand over", to=str(admin.user.id), role="member")


WAYS = [add_oneself, invite_oneself, confirm_oneself, raise_oneself, take_over_oneself]
Way = Callable[[Person, Organisation], Page]


@pytest.mark.parametrize("way", WAYS)
def test_an_admin_does_not_let_oneself_in_while_there_is_another(
    admin: Person, other_admin: Person, board: Organisation, way: Way
) -> None:
    page = way(admin, board)

    assert page.errors == [REFUSAL]
    assert role_of(admin.user, board) in {None, "member"}
    assert messages("new@example.org") == []


@pytest.mark.parametrize("way", WAYS)
def test_the_only_admin_may(admin: Person, board: Organisation, way: Way) -> None:
    assert way(admin, board).errors == []


def test_another_admin_does_it(admin: Person, other_admin: Person, board: Organisation) -> None:
    page = other_admin.get("admin.add_membership", number=admin.user.id)
    page.submit("Add to the organisation", organisation=board.slug, role="lead")

    assert role_of(admin.user, board) == "lead"


def test_an_admin_who_leads_changes_the_own_board_as_a_lead(admin: Person, board: Organisation) -> None:
    factories.user(name="Other Admin").site_roles = [SiteRole(role="admin")]
    db.session.add(Membership(user=admin.user, organisation=board, role="lead"))
    belongs(board, "lead", email="lead@example.org")
    member = belongs(board, "member")

    admin.get("members.change_role", slug=board.slug, number=member.id).submit("Change", role="contributor")

    assert role_of(member.user, board) == "contributor"
    assert told() == []


# --- who hears of it


@pytest.mark.walks(
    "an admin makes somebody a member",
    {
        "the new member": "put@example.org",
        "the leads, unless it is one of them who decided it or whom it is about": "lead@example.org",
    },
)
def test_the_leads_hear_that_an_admin_has_added_somebody(admin: Person, lead: Person, board: Organisation) -> None:
    user = factories.user(name="Put There", email="put@example.org")

    page = admin.get("admin.add_membership", number=user.id)
    page.submit("Add to the organisation", organisation=board.slug, role="contributor")

    assert told() == ["members/changed-by-admin"]
    (message,) = messages("lead@example.org")
    assert f"has made Put There (put@example.org) contributor of {board.name}" in (message.text or "").replace("*", "")
    assert link_in(message) == f"/organisations/{board.slug}/members"
    assert told("admin@example.org") == []


@pytest.mark.walks("a lead or admin changes a role", "member@example.org")
@pytest.mark.walks("an admin changes the role of a member", "lead@example.org")
def test_the_leads_hear_that_an_admin_has_changed_a_role(admin: Person, lead: Person, board: Organisation) -> None:
    member = belongs(board, "member", email="member@example.org")

    admin.get("members.change_role", slug=board.slug, number=member.id).submit("Change", role="lead")

    assert told() == ["members/changed-by-admin"]
    assert told("member@example.org") == ["members/role-changed"], "whom it is about has a message already"


@pytest.mark.walks("signs in through an organisation and waits to be confirmed", "lead@example.org")
@pytest.mark.walks("a lead or admin confirms somebody", "asks@example.org")
@pytest.mark.walks("an admin confirms somebody who waits", "lead@example.org")
def test_the_leads_hear_that_an_admin_has_confirmed_somebody(admin: Person, lead: Person, board: Organisation) -> None:
    request = waiting(board)

    admin.get("members.decide", slug=board.slug, number=request.id).submit("Save", decision="member")

    assert told() == ["members/request", "members/changed-by-admin"]


@pytest.mark.walks("a lead or admin invites somebody", "new@example.org")
@pytest.mark.walks(
    "joins by an invitation of somebody who does not lead the organisation, or no more", "lead@example.org"
)
def test_the_leads_hear_who_has_joined_by_the_invitation_of_an_admin(
    admin: Person, lead: Person, reader: Person, board: Organisation
) -> None:
    invited(admin, board, role="lead")
    assert told() == []

    page = reader.open(path_to())
    page.submit("Make my account", name="Newly Arrived", password="granite kettle umbrella seven")

    assert told() == ["members/joined"]
    (message,) = messages("lead@example.org")
    assert "Newly Arrived" in (message.text or "")
    assert "invited by A admin, who does not lead" in (message.text or "")


def test_who_joins_by_the_invitation_of_a_lead_is_no_news(lead: Person, reader: Person, board: Organisation) -> None:
    invited(lead, board)

    reader.open(path_to()).submit("Make my account", name="Newly Arrived", password="granite kettle umbrella seven")

    assert told() == []


@pytest.mark.walks(
    "an admin lets the members of an organisation join the one that took over",
    {"those members": ["person-*@example.org", "admin@example.org"], "the leads of the latter": "lead@example.org"},
)
def test_the_leads_hear_once_of_all_who_come_from_an_organisation_before(
    admin: Person, lead: Person, board: Organisation, other_board: Organisation
) -> None:
    for _ in range(3):
        belongs(other_board, "contributor")
    db.session.add(Membership(user=admin.user, organisation=other_board, role="member"))
    factories.user(name="Other Admin").site_roles = [SiteRole(role="admin")]
    db.session.commit()

    let_members_join(as_actor(admin), other_board, by=board)

    assert told() == ["members/members-of-another"]
    (message,) = messages("lead@example.org")
    assert "4 people" in (message.text or "")
    let_members_join(as_actor(admin), other_board, by=board)
    assert len(told()) == 1, "nobody came"


# --- the way back


def test_an_admin_who_came_from_the_pages_of_admins_finds_back(admin: Person, board: Organisation) -> None:
    membership = belongs(board, "contributor")
    organisation = admin.get("admin.organisation", slug=board.slug)
    back = f"/admin/organisations/{board.slug}"

    people = organisation.follow("Look after its 1 member")
    step = people.follow(f"Change role of {membership.user.name}")
    done = step.submit("Change", role="member", successor="")

    for page in (people, step, done):
        assert page.link(board.name) == back
    assert admin.get("members.show", slug=board.slug).link(board.name) == f"/organisations/{board.slug}"


def test_nobody_else_is_led_to_the_pages_of_admins(lead: Person, board: Organisation) -> None:
    page = lead.open(f"/organisations/{board.slug}/members?via=admin")

    assert "/admin" not in page.html
