"""Which tokens are believed: signed by the provider, for this site and this sign-in, now; and what they must say."""

from typing import Any

import pytest
from apiflask import APIFlask
from joserfc.jwk import RSAKey

from kb.accounts.models.credentials import UserSession
from kb.accounts.models.user import User
from kb.mail.models import Delivery
from kb.sign_on.models import ExternalIdentity
from tests.pages import Page
from tests.sign_on.conftest import Traveller, rows
from tests.sign_on.provider import OLD_WAYS, Claims, Provider, shifted, unsigned

pytestmark = OLD_WAYS

TENANT = "11111111-2222-3333-4444-555555555555"


@pytest.fixture(autouse=True)
def ada(provider: Provider) -> None:
    """Somebody whom the provider knows."""
    provider.person("ada", name="Ada Oduya", email="ada@example.org")


def refused(page: Page, status: int, title: str) -> None:
    """The page says this, and nothing has happened."""
    assert (page.status, page.heading) == (status, title)
    assert rows(User) == rows(ExternalIdentity) == rows(UserSession) == rows(Delivery) == []


def replaced(**changes: Any) -> Any:
    """Changes claims, and takes out those that are None."""

    def alter(claims: Claims) -> Claims:
        return {name: value for name, value in {**claims, **changes}.items() if value is not None}

    return alter


UNTRUSTED = (502, "We could not check who you are")
CLOCK = (502, "The clocks do not agree")
AGAIN = (400, "Please begin again")


@pytest.mark.parametrize(
    ("alter", "answer"),
    [
        (replaced(nonce="another"), AGAIN),
        (replaced(nonce=None), AGAIN),
        (replaced(aud="another-site"), UNTRUSTED),
        (replaced(aud=["another-site"], azp="lessonbank"), UNTRUSTED),
        (replaced(aud=["lessonbank", "another-site"], azp="another-site"), UNTRUSTED),
        (replaced(aud=None), UNTRUSTED),
        (replaced(iss="https://login.example.org"), UNTRUSTED),
        (replaced(iss=None), UNTRUSTED),
        (replaced(exp=None), UNTRUSTED),
        (replaced(exp="soon"), UNTRUSTED),
        (replaced(iat=None), UNTRUSTED),
        (replaced(sub=None), UNTRUSTED),
        (shifted(130), CLOCK),
        (shifted(-3600 - 130), CLOCK),
        (replaced(sub=" "), (403, "Your organisation did not say enough about you")),
        (replaced(sub=7), UNTRUSTED),
        (replaced(sub="s" * 256), (403, "Your organisation did not say enough about you")),
        (replaced(tid=TENANT), (403, "Your organisation did not say enough about you")),
        (replaced(email=None), (403, "Your organisation did not tell us your e-mail address")),
        (replaced(email="no address"), (403, "Your organisation did not tell us your e-mail address")),
        (replaced(email=["ada@example.org"]), (403, "Your organisation did not tell us your e-mail address")),
        (replaced(email_verified=False), (403, "Your organisation has not confirmed your e-mail address")),
        (replaced(email_verified="false"), (403, "Your organisation has not confirmed your e-mail address")),
        (replaced(xms_edov=0, email_verified=True), (403, "Your organisation has not confirmed your e-mail address")),
    ],
)
def test_a_token_that_is_not_as_it_must_be_is_refused(
    traveller: Traveller, provider: Provider, alter: Any, answer: tuple[int, str]
) -> None:
    provider.metadata = {"userinfo_endpoint": None}
    provider.alter = alter

    refused(traveller.come_in("ada"), *answer)


@pytest.mark.parametrize("seconds", [110, -3600 - 110])
def test_clocks_may_be_two_minutes_apart(traveller: Traveller, provider: Provider, seconds: int) -> None:
    provider.alter = shifted(seconds)

    assert traveller.come_in("ada").status == 200
    assert len(rows(UserSession)) == 1


def test_a_forged_token_is_refused(traveller: Traveller, provider: Provider) -> None:
    provider.sign = lambda claims: provider.signed(claims, RSAKey.generate_key(2048, private=True))

    refused(traveller.come_in("ada"), *UNTRUSTED)


@pytest.mark.parametrize("offered", [["RS256"], ["RS256", "none", "HS256"], [], ["none"]])
def test_an_unsigned_token_is_refused_whatever_the_provider_says(
    traveller: Traveller, provider: Provider, offered: list[str]
) -> None:
    provider.metadata = {"id_token_signing_alg_values_supported": offered}
    provider.sign = unsigned

    refused(traveller.come_in("ada"), *UNTRUSTED)


@pytest.mark.parametrize("token", ["", "a.b.c", "only-words", "..", None, 7])
def test_what_is_no_token_is_refused(traveller: Traveller, provider: Provider, token: Any) -> None:
    provider.sign = lambda _claims: token

    refused(traveller.come_in("ada"), *UNTRUSTED)


def test_a_new_key_of_the_provider_is_fetched(traveller: Traveller, provider: Provider, app: APIFlask) -> None:
    traveller.come_in("ada")
    provider.new_key()

    assert Traveller(app, provider).come_in("ada").status == 200
    assert len(rows(UserSession)) == 2


@pytest.mark.parametrize("path", ["/.well-known/openid-configuration", "/oauth2/token", "/jwks", "/userinfo"])
@pytest.mark.parametrize("answer", ["", "<html>", "[]", "{}", '"words"', '{"keys": null, "id_token": "x"}', "null"])
def test_an_answer_that_makes_no_sense_is_not_used(
    traveller: Traveller, provider: Provider, path: str, answer: str
) -> None:
    provider.alter = replaced(email=None)
    provider.answers = {path: answer}

    page = traveller.open("/sign-on") if "well-known" in path else traveller.come_in("ada")

    assert page.status in {502, 503}
    assert rows(User) == rows(UserSession) == []


def test_an_address_may_come_from_the_providers_page_for_that(traveller: Traveller, provider: Provider) -> None:
    provider.alter = replaced(email=None, name=None)

    traveller.come_in("ada")

    assert [(user.name, user.email) for user in rows(User)] == [("Ada Oduya", "ada@example.org")]


def test_what_that_page_says_of_somebody_else_is_not_believed(traveller: Traveller, provider: Provider) -> None:
    provider.person("eve", name="Eve", email="eve@example.org")
    provider.alter = replaced(email=None, sub="eve")

    refused(traveller.come_in("ada"), *UNTRUSTED)
