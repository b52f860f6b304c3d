"""To which organisations the provider says that somebody belongs; their leads decide."""

from typing import Any

import pytest
from apiflask import APIFlask

from kb.accounts.models.organisation import Organisation
from kb.accounts.models.user import Membership, User
from kb.core import db
from kb.core.db import transaction
from kb.core.events import OrganisationMerged, publish
from kb.mail.models import Delivery
from kb.members.models import MembershipRequest
from kb.sign_on.models import OrganisationSignOn
from tests.pages import Person
from tests.sign_on.conftest import Configure, Traveller, rows
from tests.sign_on.provider import OLD_WAYS, Provider

pytestmark = OLD_WAYS

TENANT = "11111111-2222-3333-4444-555555555555"


def stands_for(board: Organisation, kind: str, value: str) -> None:
    db.session.add(OrganisationSignOn(organisation_id=board.id, kind=kind, value=value))
    db.session.commit()


def proposed() -> list[tuple[int, str, bool | None]]:
    return [(each.organisation_id, each.reason, each.accepted) for each in rows(MembershipRequest)]


def test_a_membership_is_proposed_by_tenant_and_confirmed_by_the_lead(
    configure: Configure, traveller: Traveller, provider: Provider, lead: Person, board: Organisation
) -> None:
    configure(tenants=(TENANT,))
    stands_for(board, "tenant", TENANT)
    provider.person("ada", tid=TENANT, oid="object-1", name="Ada Oduya", email="ada@northbridge.example.org")

    traveller.come_in("ada")

    assert proposed() == [(board.id, "tenant", None)]
    assert [each.user_id for each in rows(Membership)] == [lead.user.id], "nobody is a member by the provider's word"
    assert [message.to for message in rows(Delivery)] == [lead.user.email]
    page = lead.get("members.show", slug=board.slug)
    assert "Ada Oduya" in page.text

    [request] = rows(MembershipRequest)
    lead.get("members.decide", slug=board.slug, number=request.id).submit("Save", decision="member")

    [ada] = [user for user in rows(User) if user.email == "ada@northbridge.example.org"]
    assert (ada.id, board.id) in {(each.user_id, each.organisation_id) for each in rows(Membership)}
    traveller.come_in("ada")
    assert len(rows(MembershipRequest)) == 1


@pytest.mark.parametrize(
    ("claims", "tenants", "expected"),
    [
        ({"email_verified": True}, (), True),
        ({"email_verified": "true"}, (), True),
        ({"email_verified": None, "xms_edov": 1}, (), True),
        ({"email_verified": None}, (), False),
        ({"email_verified": None, "tid": TENANT, "oid": "object-1"}, (TENANT,), True),
        ({"email_verified": None, "tid": TENANT, "oid": "object-1"}, (), False),
    ],
)
def test_an_address_counts_only_where_somebody_vouches_for_it(
    configure: Configure,
    traveller: Traveller,
    provider: Provider,
    board: Organisation,
    claims: dict[str, Any],
    tenants: tuple[str, ...],
    expected: bool,
) -> None:
    configure(tenants=tenants)
    stands_for(board, "domain", "northbridge.example.org")
    provider.person("ada", name="Ada", email="Ada@Northbridge.Example.org", **claims)

    traveller.come_in("ada")

    assert len(rows(User)) == expected, "otherwise its owner could neither register nor get a new password"
    assert proposed() == ([(board.id, "domain", None)] if expected else [])


@pytest.mark.parametrize("email", ["ada@sub.northbridge.example.org", "ada@evil-northbridge.example.org"])
def test_a_domain_is_the_whole_of_what_follows_the_sign(
    traveller: Traveller, provider: Provider, board: Organisation, email: str
) -> None:
    stands_for(board, "domain", "northbridge.example.org")
    provider.person("ada", name="Ada", email=email, email_verified=True)

    traveller.come_in("ada")

    assert proposed() == []


def test_tenant_and_domain_of_one_organisation_make_one_proposal_and_the_tenant_says_more(
    configure: Configure, traveller: Traveller, provider: Provider, board: Organisation, other_board: Organisation
) -> None:
    configure(tenants=(TENANT,))
    stands_for(board, "domain", "northbridge.example.org")
    stands_for(board, "tenant", TENANT)
    stands_for(other_board, "domain", "southbridge.example.org")
    provider.person("ada", tid=TENANT, oid="object-1", name="Ada", email="ada@northbridge.example.org")

    traveller.come_in("ada")

    assert proposed() == [(board.id, "tenant", None)]


def test_an_organisation_that_is_entered_later_hears_of_people_who_come_in_after_that(
    traveller: Traveller, provider: Provider, board: Organisation
) -> None:
    provider.person("ada", name="Ada", email="ada@northbridge.example.org", email_verified=True)
    traveller.come_in("ada")
    stands_for(board, "domain", "northbridge.example.org")

    traveller.come_in("ada")
    traveller.come_in("ada")

    assert proposed() == [(board.id, "domain", None)]


def test_the_issuer_stands_for_an_organisation_where_there_are_no_tenants(
    traveller: Traveller, provider: Provider, board: Organisation, app: APIFlask
) -> None:
    stands_for(board, "tenant", provider.url)
    provider.person("ada", name="Ada", email="ada@northbridge.example.org")

    traveller.come_in("ada")

    assert proposed() == [(board.id, "tenant", None)]


def test_domains_of_an_organisation_that_is_merged_are_those_of_the_other(
    board: Organisation, other_board: Organisation
) -> None:
    stands_for(board, "domain", "northbridge.example.org")

    with transaction():
        publish(OrganisationMerged(board.id, other_board.id))

    assert [each.organisation_id for each in rows(OrganisationSignOn)] == [other_board.id]
