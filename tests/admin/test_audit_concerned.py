"""What the audit trail says was done with somebody, in an organisation, and what was chosen."""

from kb.access.actors import OPERATOR
from kb.accounts.models.organisation import Organisation
from kb.admin.service import options, users
from kb.admin.service.merging import merge
from kb.members.service import memberships
from tests import factories
from tests.admin.trail import whats
from tests.pages import Person


def test_what_was_done_with_an_account_shows_what_was_done_in_organisations(
    admin: Person, member: Person, board: Organisation
) -> None:
    (membership,) = member.user.memberships
    memberships.change_role(OPERATOR, membership, role="contributor")
    memberships.remove(OPERATOR, membership, successor_id=None)

    page = admin.get("admin.user", number=member.user.id).follow("what was done with the account")

    assert whats(page) == ["removed a member", "made a member contributor"]
    assert page.rows('td[data-name="With what"]') == [f"A member , membership {membership.id}"] * 2
    assert page.rows('td[data-name="Organisation"]') == [board.name] * 2


def test_who_made_somebody_an_admin_can_be_told(admin: Person, user: Person) -> None:
    users.give_site_role(OPERATOR, user.user, role="editor")
    users.give_site_role(OPERATOR, user.user, role="admin")
    users.take_site_role(OPERATOR, user.user, role="editor")

    page = admin.get("admin.audit", permission="SITE_ROLE_CHANGE")

    assert whats(page) == ["took the role editor", "gave the role admin", "gave the role editor"]


def test_which_option_was_set_to_what_can_be_told(admin: Person) -> None:
    options.change(OPERATOR, "registration", value=0)
    options.change(OPERATOR, "invitation_days", value=7)

    assert whats(admin.get("admin.audit", verb="options.change")) == [
        "changed the option “An invitation is good for” to 7 days",
        "changed the option “People may register by themselves” to no",
    ]


def test_the_page_of_an_organisation_leads_to_all_that_was_done_in_it(
    admin: Person, member: Person, other_contributor: Person, board: Organisation
) -> None:
    memberships.remove(OPERATOR, member.user.memberships[0], successor_id=None)
    memberships.remove(OPERATOR, other_contributor.user.memberships[0], successor_id=None)

    page = admin.get("admin.organisation", slug="northbridge").follow("See what was done with it")

    assert whats(page) == ["removed a member"]
    assert page.rows('td[data-name="Organisation"]') == [board.name]


def test_what_was_done_with_merged_organisations_is_found_with_the_one_that_stays(
    admin: Person, member: Person, board: Organisation, other_board: Organisation
) -> None:
    third = factories.organisation("Eastmoor Board", slug="eastmoor")
    memberships.change_role(OPERATOR, member.user.memberships[0], role="contributor")
    gone = board.id
    merge(OPERATOR, board, into=other_board, typed_name=board.name)
    merge(OPERATOR, other_board, into=third, typed_name=other_board.name)

    for slug in ("northbridge", "southbridge", "eastmoor"):
        page = admin.get("admin.audit", organisation=slug, verb="memberships.change_role")
        assert whats(page) == ["made a member contributor"]
        assert page.rows('td[data-name="Organisation"]') == [f"organisation {gone}, now part of Eastmoor Board"]
        assert page.response.request.args["organisation"] == "eastmoor"
    assert len(whats(admin.get("admin.audit", organisation="eastmoor", verb="merging.merge"))) == 2
