"""Microsoft Entra: people of one tenant or of several, known by `tid` and `oid`."""

from typing import Any

import pytest

from kb.accounts.models.credentials import UserSession
from kb.accounts.models.user import User
from kb.sign_on.models import ExternalIdentity
from tests.sign_on.conftest import Configure, Traveller, rows
from tests.sign_on.provider import OLD_WAYS, Claims, Provider

pytestmark = OLD_WAYS

NORTH, SOUTH = "11111111-2222-3333-4444-555555555555", "99999999-8888-7777-6666-555555555555"
ISSUER = "https://login.microsoftonline.example/{tenantid}/v2.0"


@pytest.fixture(autouse=True)
def several(provider: Provider) -> None:
    """The address for all tenants together, whose issuer is a pattern; the token names the one that it is from."""
    provider.metadata = {"issuer": ISSUER}
    provider.alter = lambda claims: {**claims, "iss": ISSUER.replace("{tenantid}", str(claims.get("tid")))}


def entra(provider: Provider, subject: str = "pairwise-1", **claims: Any) -> None:
    """Somebody whom Entra knows."""
    known = {"tid": NORTH, "oid": "object-1", "name": "Ada Oduya", "email": "ada@example.org", "email_verified": None}
    provider.person(subject, **{**known, **claims})


def test_somebody_of_a_tenant_that_is_let_in_is_known_by_tenant_and_object(
    configure: Configure, traveller: Traveller, provider: Provider
) -> None:
    configure(tenants=(NORTH, SOUTH))
    entra(provider)

    traveller.come_in("pairwise-1")

    [link] = rows(ExternalIdentity)
    assert (link.tenant, link.subject) == (NORTH, "object-1")
    assert len(rows(UserSession)) == 1


def test_the_same_object_in_another_tenant_is_another_person(
    configure: Configure, traveller: Traveller, provider: Provider
) -> None:
    configure(tenants=(NORTH, SOUTH))
    entra(provider)
    entra(provider, "pairwise-2", tid=SOUTH, email="bo@example.org")

    traveller.come_in("pairwise-1")
    traveller.come_in("pairwise-2")

    assert [user.email for user in rows(User)] == ["ada@example.org", "bo@example.org"]


def test_the_person_stays_the_same_where_the_subject_differs(
    configure: Configure, traveller: Traveller, provider: Provider
) -> None:
    """Entra gives a person another `sub` for each application; after the site is registered anew, `oid` is the same."""
    configure(tenants=(NORTH,))
    entra(provider)
    entra(provider, "pairwise-2")

    traveller.come_in("pairwise-1")
    traveller.come_in("pairwise-2")

    assert len(rows(User)) == 1


def refused(traveller: Traveller, subject: str = "pairwise-1") -> tuple[int, str]:
    page = traveller.come_in(subject)
    assert rows(User) == rows(UserSession) == []
    return page.status, page.heading


def test_another_tenant_is_refused(configure: Configure, traveller: Traveller, provider: Provider) -> None:
    configure(tenants=(NORTH,))
    entra(provider, tid=SOUTH)

    assert refused(traveller) == (403, "Your organisation has not been set up here")


def test_nobody_is_let_in_where_everybody_could_come_and_no_tenant_is_named(
    configure: Configure, traveller: Traveller, provider: Provider
) -> None:
    configure(tenants=())
    entra(provider)

    assert refused(traveller) == (403, "Your organisation has not been set up here")


def from_another_issuer(claims: Claims) -> Claims:
    return {**claims, "iss": ISSUER.replace("{tenantid}", SOUTH)}


def from_the_pattern_itself(claims: Claims) -> Claims:
    return {**claims, "iss": ISSUER}


def without_tenant(claims: Claims) -> Claims:
    return {name: value for name, value in claims.items() if name != "tid"} | {"iss": ISSUER}


def with_a_list_of_tenants(claims: Claims) -> Claims:
    return {**claims, "tid": [NORTH], "iss": ISSUER.replace("{tenantid}", NORTH)}


@pytest.mark.parametrize(
    "alter", [from_another_issuer, from_the_pattern_itself, without_tenant, with_a_list_of_tenants]
)
def test_the_issuer_has_to_be_that_of_the_tenant(
    configure: Configure, traveller: Traveller, provider: Provider, alter: Any
) -> None:
    configure(tenants=(NORTH,))
    entra(provider)
    provider.alter = alter

    assert refused(traveller) == (502, "We could not check who you are")


@pytest.mark.parametrize("oid", [None, "", 7])
def test_without_an_object_there_is_nobody(
    configure: Configure, traveller: Traveller, provider: Provider, oid: Any
) -> None:
    configure(tenants=(NORTH,))
    entra(provider, oid=oid)

    assert refused(traveller) == (403, "Your organisation did not say enough about you")


def test_a_tenant_with_an_address_of_its_own_needs_no_list(
    configure: Configure, traveller: Traveller, provider: Provider
) -> None:
    configure(tenants=())
    provider.metadata = {"issuer": ISSUER.replace("{tenantid}", NORTH)}
    entra(provider)

    traveller.come_in("pairwise-1")

    assert [link.tenant for link in rows(ExternalIdentity)] == [NORTH]
