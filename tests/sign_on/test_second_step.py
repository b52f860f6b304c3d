"""The second step of those who come in by way of the provider."""

import pyotp

from kb.accounts.models.credentials import UserSession
from kb.accounts.models.user import SiteRole
from kb.accounts.second_factor import new_secret, turn_on
from kb.core import db
from tests import factories
from tests.sign_on.conftest import Configure, Traveller, linked, rows
from tests.sign_on.provider import OLD_WAYS, Provider

pytestmark = OLD_WAYS


def test_who_has_a_site_role_and_no_app_is_led_to_set_it_up(traveller: Traveller, provider: Provider) -> None:
    provider.person("ada", email="ada@example.org")
    linked(factories.user(site_roles=[SiteRole(role="admin")]), provider, "ada")

    page = traveller.come_in("ada", "/sign-on?next=/themes")

    assert page.heading == "Second step when you sign in"
    assert page.response.request.full_path == "/account/second-step?next=/themes"


def test_a_fictional_person_comes_in_without_a_code(traveller: Traveller, provider: Provider) -> None:
    """Nobody has the phone of somebody who is invented. Here the site is none that shows them, so nobody comes in."""
    provider.person("ada", email="ada@example.org")
    user = factories.user(demo=True)
    turn_on(user, new_secret(), 0)
    linked(user, provider, "ada")

    assert not user.takes_code
    assert traveller.come_in("ada").heading == "Your account here is closed"


def test_a_code_is_given_where_nobody_has_a_password(
    traveller: Traveller, provider: Provider, configure: Configure
) -> None:
    configure(local_accounts=False)
    provider.person("ada", email="ada@example.org")
    user, secret = factories.user(), new_secret()
    turn_on(user, secret, 0)
    linked(user, provider, "ada")
    db.session.commit()

    page = traveller.come_in("ada", "/sign-on?next=/themes")
    assert page.heading == "Enter a code"
    page = page.submit("Go on", code=pyotp.TOTP(secret).now())

    assert page.response.request.path == "/themes"
    [session] = rows(UserSession)
    assert session.has_second_factor
