"""What becomes of memberships, invitations and requests when accounts go and organisations are merged."""

import pytest
from apiflask import APIFlask
from sqlalchemy import select

from kb.accounts.models.organisation import Organisation
from kb.accounts.models.user import Membership, User
from kb.core import db
from kb.core.db import transaction
from kb.core.events import AccountClosed, AccountDeleted, OrganisationMerged, publish
from kb.members.models import Invitation, MembershipRequest
from kb.members.own_data import own_data
from tests import factories
from tests.members.inviting import belongs, draft_of, invited, role_of, waiting
from tests.pages import Person


def merge(board: Organisation, into: Organisation) -> None:
    """Tell that one organisation was merged into another."""
    db.session.commit()
    with transaction():
        publish(OrganisationMerged(board.id, into.id))


def requests_of(user: User) -> list[tuple[int, bool | None]]:
    db.session.rollback()
    found = select(MembershipRequest).where(MembershipRequest.user_id == user.id)
    return [(each.organisation_id, each.accepted) for each in db.session.scalars(found)]


def test_with_a_deleted_account_goes_all_that_was_about_it(
    lead: Person, board: Organisation, other_board: Organisation
) -> None:
    leaver = belongs(board, "contributor", email="goes@example.org").user
    draft = draft_of(leaver, board)
    waiting(other_board, email="asks@example.org")
    db.session.commit()
    request = MembershipRequest(user=leaver, organisation=other_board, reason="domain")
    db.session.add(request)
    other = Person(lead.app)
    other.user = belongs(other_board, "lead").user
    invited(other, other_board, "goes@example.org")
    kept = invited(other, other_board, "stays@example.org")

    with transaction():
        publish(AccountDeleted(leaver.id, leaver.email or ""))

    assert role_of(leaver, board) is None
    assert requests_of(leaver) == []
    assert db.session.scalars(select(Invitation)).all() == [kept]
    db.session.refresh(draft)
    assert draft.holder_id == lead.user.id


def test_a_closed_account_stays_a_member_and_no_longer_waits(lead: Person, board: Organisation) -> None:
    request = waiting(board)
    user, member = request.user, belongs(board, "member").user

    with transaction():
        publish(AccountClosed(user.id))
        publish(AccountClosed(member.id))

    assert requests_of(user) == []
    assert role_of(member, board) == "member"


@pytest.mark.parametrize(
    ("others", "expected"),
    [
        (["member", "contributor", "lead"], "lead"),
        (["member", "contributor"], "contributor"),
        (["member"], None),
        ([], None),
    ],
)
def test_drafts_of_a_closed_account_go_to_a_lead_or_else_a_contributor_or_else_nobody(
    app: APIFlask, board: Organisation, other_board: Organisation, others: list[str], expected: str | None
) -> None:
    leaver = belongs(board, "lead", name="A Writer").user
    belongs(board, "lead", name="Aaron Closed", closed_at=db.utc_now())
    belongs(other_board, "lead")
    draft, there = draft_of(leaver, board), {role: belongs(board, role).user_id for role in others}

    with transaction():
        publish(AccountClosed(leaver.id))

    db.session.refresh(draft)
    assert draft.holder_id == there.get(expected or "")


def test_invitations_of_a_deleted_account_stay_with_the_other_leads(lead: Person, board: Organisation) -> None:
    other = Person(lead.app)
    other.user = belongs(board, "lead").user
    kept = invited(other, board, "stays@example.org")

    with transaction():
        publish(AccountDeleted(other.user.id, other.user.email))

    db.session.refresh(kept)
    assert kept.withdrawn_at is None


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("member", "lead", "lead"),
        ("lead", "member", "lead"),
        ("contributor", None, "contributor"),
        (None, "lead", "lead"),
    ],
)
def test_who_was_in_both_organisations_has_the_higher_role(
    app: APIFlask, board: Organisation, other_board: Organisation, one: str | None, other: str | None, expected: str
) -> None:
    roles = [(board, one), (other_board, other)]
    user = factories.user(memberships=[Membership(organisation=where, role=role) for where, role in roles if role])

    merge(board, other_board)

    assert role_of(user, other_board) == expected
    assert role_of(user, board) is None


def test_of_two_invitations_to_one_address_the_higher_stays(
    lead: Person, board: Organisation, other_board: Organisation
) -> None:
    higher, lower = invited(lead, board, role="contributor"), None
    other = Person(lead.app)
    other.user = belongs(other_board, "lead", email="joined@example.org").user
    lower = invited(other, other_board, role="member")
    settled = invited(lead, board, "joined@example.org")

    merge(board, other_board)

    db.session.rollback()
    assert {each.organisation_id for each in db.session.scalars(select(Invitation))} == {other_board.id}
    assert higher.withdrawn_at is None
    assert lower.withdrawn_at is not None
    assert settled.withdrawn_at is not None, "whoever is a member has nothing to wait for"


def test_nobody_waits_twice_or_for_what_they_have(lead: Person, board: Organisation, other_board: Organisation) -> None:
    twice = waiting(board, email="twice@example.org").user
    known = waiting(board, email="known@example.org").user
    db.session.add_all(
        [
            MembershipRequest(user=twice, organisation=other_board, reason="domain"),
            Membership(user=known, organisation=other_board, role="member"),
        ]
    )

    merge(board, other_board)

    assert requests_of(twice) == [(other_board.id, None)]
    assert requests_of(known) == [(other_board.id, True)]


def test_own_data_has_what_is_about_oneself_and_nothing_about_others(
    lead: Person, board: Organisation, other_board: Organisation
) -> None:
    invited(lead, board, "colleague@example.org")
    other = Person(lead.app)
    other.user = belongs(other_board, "lead").user
    invited(other, other_board, "lead@example.org", role="member")

    found = own_data(lead.user)

    assert [(each["organisation"], each["role"]) for each in found["memberships"]] == [(board.name, "lead")]
    assert [(each["organisation"], each["state"]) for each in found["invitations"]] == [(other_board.name, "open")]
    assert found["membership_requests"] == []
    assert "colleague@example.org" not in repr(found)
