"""What goes wrong on the way: each a page in plain words with the way on, and nobody is signed in."""

from datetime import timedelta

import pytest
import time_machine
from apiflask import APIFlask

from kb.accounts.models.credentials import UserSession
from kb.accounts.models.user import User
from kb.core.db import utc_now
from kb.mail.models import Delivery
from kb.sign_on.models import ExternalIdentity
from tests import factories
from tests.pages import Page, Person
from tests.sign_on.conftest import Configure, Traveller, linked, rows
from tests.sign_on.provider import OLD_WAYS, Provider, parameters

pytestmark = OLD_WAYS


@pytest.fixture(autouse=True)
def ada(provider: Provider) -> None:
    """Somebody whom the provider knows."""
    provider.person("ada", name="Ada Oduya", email="ada@example.org")


def refused(page: Page, status: int, title: str) -> None:
    """The page says this, and nothing has happened."""
    assert (page.status, page.heading) == (status, title)
    assert rows(User) == rows(ExternalIdentity) == rows(UserSession) == rows(Delivery) == []
    assert page.response.headers["Cache-Control"] == "no-store"
    for word in ("ada@example.org", "invalid", "claim", "oauth", "error_description"):
        assert word not in page.text.lower()


# --- the provider


def test_a_provider_that_is_down_does_not_keep_the_site_from_working(traveller: Traveller, provider: Provider) -> None:
    provider.stop()

    page = traveller.open("/sign-on")

    refused(page, 503, "Your organisation's sign-in cannot be reached")
    assert page.link("Try again") == "/sign-on"
    assert page.link("sign in with a password") == "/sign-in"
    assert traveller.open("/").status == 200


def test_nothing_is_asked_of_the_provider_before_somebody_wants_to_sign_in(
    traveller: Traveller, provider: Provider
) -> None:
    provider.asked.clear()

    traveller.open("/")
    assert provider.asked == []
    traveller.leave()
    traveller.leave()
    assert provider.asked == ["/.well-known/openid-configuration"]


@pytest.mark.parametrize("path", ["/.well-known/openid-configuration", "/oauth2/token", "/jwks"])
def test_a_provider_that_fails_on_the_way_is_said_to_be_out_of_reach(
    traveller: Traveller, provider: Provider, path: str
) -> None:
    provider.down.add(path)

    page = traveller.open("/sign-on") if "well-known" in path else traveller.come_in("ada")

    refused(page, 503, "Your organisation's sign-in cannot be reached")
    provider.down.clear()
    assert traveller.come_in("ada").status == 200, "once it is back, it works"


@pytest.mark.parametrize("missing", ["issuer", "authorization_endpoint", "token_endpoint", "jwks_uri"])
def test_metadata_that_lack_something_are_asked_for_again(
    traveller: Traveller, provider: Provider, missing: str
) -> None:
    provider.metadata = {missing: None}
    refused(traveller.open("/sign-on"), 503, "Your organisation's sign-in cannot be reached")

    provider.metadata = {}
    assert traveller.leave()


def test_who_chooses_not_to_sign_in_is_told_the_way_on(traveller: Traveller, provider: Provider) -> None:
    state = parameters(traveller.leave())["state"]

    page = traveller.open(f"/sign-on/back?state={state}&error=access_denied&error_description=ada@example.org")

    refused(page, 403, "You were not signed in")
    assert page.link("Try again") == "/sign-on"


def test_the_providers_own_way_to_say_no_is_understood(traveller: Traveller, provider: Provider) -> None:
    address = provider.turn_away(traveller.leave())

    # The mock gives no state back, so that this says no more than that nothing is known of it.
    refused(traveller.open(address), 400, "Please begin again")


@pytest.mark.parametrize("error", ["server_error", "temporarily_unavailable", "unauthorized_client", "invalid_scope"])
def test_a_fault_of_the_provider_or_of_our_settings_is_no_refusal(traveller: Traveller, error: str) -> None:
    state = parameters(traveller.leave())["state"]

    page = traveller.open(f"/sign-on/back?state={state}&error={error}")

    refused(page, 503, "Your organisation's sign-in cannot be reached")


def test_somebody_whom_the_provider_has_removed_meanwhile_does_not_get_in(
    traveller: Traveller, provider: Provider
) -> None:
    back = provider.let_in(traveller.leave(), "ada")
    provider.remove("ada")

    refused(traveller.open(back), 403, "You were not signed in")


# --- the way there and back


def test_a_state_works_once(traveller: Traveller, provider: Provider) -> None:
    back = provider.let_in(traveller.leave(), "ada")
    traveller.open(back)

    page = traveller.open(back)

    assert (page.status, page.heading) == (400, "Please begin again")
    assert len(rows(UserSession)) == 1


def test_a_state_of_another_browser_is_refused(traveller: Traveller, provider: Provider, app: APIFlask) -> None:
    back = provider.let_in(traveller.leave(), "ada")
    other = Traveller(app, provider)
    other.leave()

    refused(other.open(back), 400, "Please begin again")


def test_a_browser_that_keeps_no_cookies_is_told_so(traveller: Traveller, provider: Provider, app: APIFlask) -> None:
    back = provider.let_in(traveller.leave(), "ada")

    refused(Person(app).open(back), 400, "Please begin again")


@pytest.mark.parametrize("query", ["", "?state=", "?code=x", "?state=made-up&code=x", "?error=access_denied"])
def test_coming_back_from_nowhere_is_refused(traveller: Traveller, query: str) -> None:
    traveller.leave()

    refused(traveller.open(f"/sign-on/back{query}"), 400, "Please begin again")


def test_coming_back_without_a_code_is_refused(traveller: Traveller, provider: Provider) -> None:
    state = parameters(traveller.leave())["state"]

    page = traveller.open(f"/sign-on/back?state={state}")

    assert page.status == 400
    assert provider.exchanged == []


def test_a_state_lasts_a_quarter_of_an_hour(traveller: Traveller, provider: Provider) -> None:
    back = provider.let_in(traveller.leave(), "ada")

    with time_machine.travel(utc_now() + timedelta(minutes=15, seconds=1)):
        refused(traveller.open(back), 400, "Please begin again")


def test_a_code_that_was_caught_is_of_no_use_in_another_browser(
    traveller: Traveller, provider: Provider, app: APIFlask
) -> None:
    caught = parameters(provider.let_in(traveller.leave(), "ada"))["code"]
    thief = Traveller(app, provider)
    state = parameters(thief.leave())["state"]

    refused(thief.open(f"/sign-on/back?state={state}&code={caught}"), 400, "Please begin again")


# --- the person


def test_a_closed_account_is_refused(traveller: Traveller, provider: Provider) -> None:
    user = factories.user(email="ada@example.org", closed_at=utc_now())
    linked(user, provider, "ada")

    page = traveller.come_in("ada")

    assert (page.status, page.heading) == (403, "Your account here is closed")
    assert rows(UserSession) == []
    assert "Try again" not in page.text


def test_without_local_accounts_no_page_leads_to_a_password(configure: Configure, traveller: Traveller) -> None:
    configure(local_accounts=False)

    assert "password" not in traveller.open("/sign-on/back").text
