"""Coming in by way of the provider."""

from collections.abc import Callable
from datetime import timedelta

import pytest
import time_machine
from apiflask import APIFlask

from kb.accounts import slow_down
from kb.accounts.models.credentials import UserSession
from kb.accounts.models.user import SiteRole, User
from kb.core.audit import AuditEvent
from kb.core.db import utc_now
from kb.sign_on.models import ExternalIdentity
from tests import factories
from tests.mailbox import link_in, messages
from tests.pages import Person
from tests.people import sign_in
from tests.sign_on.conftest import Configure, Traveller, linked, rows
from tests.sign_on.provider import OLD_WAYS, Provider, parameters

pytestmark = OLD_WAYS


def test_somebody_new_gets_an_account_with_the_name_and_address_that_the_provider_gives(
    traveller: Traveller, provider: Provider
) -> None:
    provider.person("ada", name="Ada  Oduya", email="Ada.Oduya@Northbridge.example.org")

    page = traveller.come_in("ada", "/sign-on?next=/themes")

    assert page.response.request.path == "/themes"
    [user], [link] = rows(User), rows(ExternalIdentity)
    assert (user.name, user.email, user.password_hash) == ("Ada Oduya", "ada.oduya@northbridge.example.org", None)
    assert (link.user_id, link.tenant, link.subject, link.email) == (user.id, provider.url, "ada", user.email)
    assert traveller.get("sign_on.link").heading == "Link your work account"


def test_what_was_done_is_in_the_audit_trail_without_a_name(traveller: Traveller, provider: Provider) -> None:
    provider.person("ada", name="Ada Oduya", email="ada@example.org")

    traveller.come_in("ada")

    done = {(entry.permission, entry.result_kind, entry.result_id) for entry in rows(AuditEvent)}
    [user], [link], [began] = rows(User), rows(ExternalIdentity), rows(UserSession)
    assert done == {
        ("ACCOUNT_REGISTER", "user_account", user.id),
        ("SESSION_BEGIN", "external_identity", link.id),
        ("SESSION_BEGIN", "user_session", began.id),
    }


@pytest.mark.parametrize(
    ("claims", "name"),
    [
        ({"name": "李小龍"}, "李小龍"),
        ({"given_name": "Ada", "family_name": "Oduya"}, "Ada Oduya"),
        ({"name": 7, "given_name": None}, "ada.o"),
        ({"name": "Win www.example.com now"}, "ada.o"),
        ({"name": "A" * 5000}, "A" * 100),
    ],
)
def test_the_name_is_one_whatever_the_provider_gives(
    traveller: Traveller, provider: Provider, claims: dict[str, object], name: str
) -> None:
    provider.person("ada", email="ada.o@example.org", **claims)

    traveller.come_in("ada")

    assert [user.name for user in rows(User)] == [name]


def test_the_second_time_the_person_is_known_by_tenant_and_subject(traveller: Traveller, provider: Provider) -> None:
    provider.person("ada", name="Ada Oduya", email="ada@example.org")
    traveller.come_in("ada")

    Traveller(traveller.app, provider).come_in("ada")

    assert len(rows(User)) == len(rows(ExternalIdentity)) == 1
    assert len(rows(UserSession)) == 2


def test_another_person_with_the_same_name_is_another_person(traveller: Traveller, provider: Provider) -> None:
    provider.person("ada", name="Ada Oduya", email="ada@example.org")
    provider.person("other", name="Ada Oduya", email="other@example.org")

    traveller.come_in("ada")
    traveller.come_in("other")

    assert [user.email for user in rows(User)] == ["ada@example.org", "other@example.org"]
    assert [each.user_id for each in rows(UserSession)] == [rows(User)[1].id], "one session in one browser"


def test_an_address_that_changes_at_the_provider_stays_here_and_is_shown(
    traveller: Traveller, provider: Provider
) -> None:
    provider.person("ada", name="Ada Oduya", email="ada@example.org")
    traveller.come_in("ada")
    assert "another address" not in traveller.get("accounts.account").text
    provider.person("ada", name="Ada Moved", email="ADA@new.example.org")

    traveller.come_in("ada")

    [user], [link] = rows(User), rows(ExternalIdentity)
    assert (user.email, user.name, link.email) == ("ada@example.org", "Ada Oduya", "ada@new.example.org")
    shown = traveller.get("accounts.account").text
    assert "ada@new.example.org" in shown
    assert "Your organisation gives another address for you than you have here" in shown
    assert "We still write to ada@example.org" in shown


def test_a_second_person_does_not_get_in_with_the_address_of_the_first(
    traveller: Traveller, provider: Provider
) -> None:
    provider.person("ada", name="Ada Oduya", email="ada@example.org")
    traveller.come_in("ada")
    provider.person("new", name="Ada Oduya", email="ada@example.org")

    page = Traveller(traveller.app, provider).come_in("new")

    assert page.heading == "We have sent you a message"
    assert len(rows(User)) == len(rows(ExternalIdentity)) == 1


@pytest.mark.walks("signs in with a work account whose address has an account", "ada@example.org")
def test_an_address_that_has_an_account_gets_a_message_and_is_not_linked(
    traveller: Traveller, provider: Provider
) -> None:
    owner = factories.user(name="Ada Oduya", email="ada@example.org", password_hash="x")
    provider.person("ada", name="Whoever", email=" Ada@Example.org ".strip())

    page = traveller.come_in("ada")

    assert (page.status, page.heading) == (200, "We have sent you a message")
    assert "ada@example.org" not in page.html.lower()
    assert rows(ExternalIdentity) == rows(UserSession) == []
    [message] = messages("ada@example.org")
    assert message.user_id == owner.id
    assert "sign in with your password" in (message.text or "")
    assert link_in(message) == "/account/work-account"


def test_the_owner_of_the_address_gets_no_more_messages_than_others_that_strangers_ask_for(
    traveller: Traveller, provider: Provider
) -> None:
    factories.user(email="ada@example.org", password_hash="x")
    provider.person("ada", name="Ada", email="ada@example.org")

    traveller.get("accounts.reset").submit("Send me a link", email="ada@example.org")
    for _ in range(4):
        assert traveller.come_in("ada").heading == "We have sent you a message"
    assert len(messages()) == slow_down.MAIL.free
    with time_machine.travel(utc_now() + timedelta(hours=1, minutes=1)):
        traveller.come_in("ada")

    assert len(messages()) == slow_down.MAIL.free + 1


def of_closed_account(traveller: Traveller) -> None:
    factories.user(email="ada@example.org", password_hash="x", closed_at=utc_now())


def of_account_without_password(traveller: Traveller) -> None:
    factories.user(email="ada@example.org")


@pytest.mark.parametrize(
    ("account", "words"),
    [(of_closed_account, "That account is closed"), (of_account_without_password, "do so, and then link this one")],
)
def test_the_message_says_how_to_go_on(
    traveller: Traveller, provider: Provider, account: Callable[[Traveller], None], words: str
) -> None:
    account(traveller)
    provider.person("ada", name="Ada", email="ada@example.org")

    page = traveller.come_in("ada")

    assert page.heading == "We have sent you a message", "the page is the same for all"
    assert words in (messages("ada@example.org")[0].text or "")


def test_somebody_with_a_second_step_takes_it_here_too(traveller: Traveller, provider: Provider) -> None:
    user = factories.user(email="ada@example.org", totp_since=utc_now(), site_roles=[SiteRole(role="editor")])
    linked(user, provider, "ada")
    provider.person("ada", name="Ada", email="ada@example.org")

    page = traveller.come_in("ada", "/sign-on?next=/themes")

    assert page.response.request.path == "/sign-in/code"
    assert parameters(page.response.request.url)["next"] == "/themes"
    assert rows(UserSession) == []


def test_site_roles_do_not_count_without_a_second_step(traveller: Traveller, provider: Provider) -> None:
    user = factories.user(email="ada@example.org", site_roles=[SiteRole(role="admin")])
    linked(user, provider, "ada")
    provider.person("ada", name="Ada", email="ada@example.org", amr=["pwd", "mfa"])

    traveller.come_in("ada")

    assert [each.second_factor_at for each in rows(UserSession)] == [None]
    assert traveller.get("admin.index").heading == "Set up the second step first"


@pytest.mark.parametrize("next_path", ["//evil.example.org", "https://evil.example.org/", "/\\evil.example.org", "x"])
def test_nobody_is_led_to_another_site_afterwards(traveller: Traveller, provider: Provider, next_path: str) -> None:
    provider.person("ada", name="Ada", email="ada@example.org")

    page = traveller.come_in("ada", f"/sign-on?next={next_path}")

    assert (page.status, page.response.request.path) == (200, "/")


def test_two_windows_may_be_on_their_way_at_once(traveller: Traveller, provider: Provider) -> None:
    provider.person("ada", name="Ada", email="ada@example.org")
    first = traveller.leave("/sign-on?next=/themes")
    traveller.leave("/sign-on?next=/search")

    assert traveller.open(provider.let_in(first, "ada")).response.request.path == "/themes"


def test_a_browser_that_sets_out_again_and_again_keeps_a_small_cookie(traveller: Traveller, provider: Provider) -> None:
    for _ in range(10):
        last = traveller.leave("/sign-on?next=/themes?" + "x" * 300)
    cookie = traveller.client.get_cookie("session")

    assert cookie is not None
    assert len(cookie.value) < 3000
    provider.person("ada", name="Ada", email="ada@example.org")
    assert traveller.open(provider.let_in(last, "ada")).status == 200


def test_the_page_to_sign_in_has_a_link_to_the_provider(traveller: Traveller) -> None:
    page = traveller.get("accounts.sign_in", next="/themes")

    assert page.link("Sign in with your council account") == "/sign-on?next=/themes"


def test_where_a_form_waits_to_be_sent_its_page_stays_open(user: Person, configure: Configure, app: APIFlask) -> None:
    """Nothing that was typed may go through the provider: another tab does, and a button goes on here afterwards."""
    configure()
    signed_out = Person(app)
    stopped = signed_out.open("/account/name", method="POST", data={"name": "Ada Oduya", "csrf_token": "old"})
    page = stopped.submit("Sign in and go on")

    link = page.soup.find("a", target="_blank")
    assert link is not None
    assert link["href"] == "/sign-on"
    sign_in(signed_out, user.user)
    asked = page.submit("I have signed in there")

    assert "Ada Oduya" in asked.text


def test_without_local_accounts_this_is_the_only_way_in(configure: Configure, app: APIFlask) -> None:
    configure(local_accounts=False)

    page = Person(app).get("accounts.sign_in")

    assert page.link("Sign in with your council account")
    assert not page.soup.select("input[type=password]")


def test_without_a_provider_there_are_no_such_pages(reader: Person, user: Person, plugged: None) -> None:
    for address in ("/sign-on", "/sign-on/back?state=x&code=y"):
        assert reader.open(address).status == 404
    assert user.open("/account/work-account").status == 404
    assert "work account" not in user.get("accounts.account").text.lower()
    assert "Sign in with" not in reader.get("accounts.sign_in").html


def test_setting_out_changes_nothing_in_the_database(traveller: Traveller) -> None:
    traveller.leave()

    assert rows(AuditEvent) == rows(UserSession) == rows(User) == []


def test_what_leads_to_the_provider_is_kept_nowhere(traveller: Traveller, provider: Provider) -> None:
    with traveller.app.app_context():
        answer = traveller.client.get("/sign-on")

    assert answer.headers["Cache-Control"] == "no-store"
    there = parameters(answer.headers["Location"])
    assert there["redirect_uri"] == "https://lessons.example.org/sign-on/back"
    assert (there["response_type"], there["scope"]) == ("code", "openid profile email")
    assert there["code_challenge_method"] == "S256"
    assert len(there["state"]) >= 30
    assert len(there["nonce"]) >= 20


def test_the_secret_of_the_challenge_goes_with_the_code(traveller: Traveller, provider: Provider) -> None:
    provider.person("ada", name="Ada", email="ada@example.org")
    traveller.come_in("ada")

    [sent] = provider.exchanged
    assert len(sent["code_verifier"]) >= 43
    assert sent["redirect_uri"] == "https://lessons.example.org/sign-on/back"
