"""Linking a work account to one's account here, and unlinking it."""

from datetime import timedelta

import pytest
import time_machine
from apiflask import APIFlask

from kb.access.actors import Actor
from kb.accounts import own_data, passwords
from kb.accounts.models.credentials import UserSession
from kb.accounts.models.user import User
from kb.accounts.service.proving import Proof
from kb.core import db
from kb.core.db import transaction, utc_now
from kb.core.errors import Denied
from kb.core.events import AccountDeleted
from kb.mail.models import Delivery
from kb.sign_on import service, subscribers
from kb.sign_on.models import ExternalIdentity
from kb.sign_on.own_data import linked_work_accounts
from kb.sign_on.refusals import Reason, Refused
from tests import factories
from tests.mailbox import messages
from tests.people import sign_in
from tests.sign_on.conftest import Configure, Traveller, linked, rows
from tests.sign_on.provider import OLD_WAYS, Provider

pytestmark = OLD_WAYS

PASSWORD = "four quiet harbour lanterns"


@pytest.fixture
def owner(traveller: Traveller, provider: Provider) -> Traveller:
    """Somebody with a password, signed in, whom the provider knows by another address."""
    user = factories.user(name="Ada Oduya", email="ada@home.example.org", password_hash=passwords.hashed(PASSWORD))
    provider.person("ada", name="Ada at work", email="ada@example.org")
    traveller.user = user
    sign_in(traveller, user)
    return traveller


@pytest.mark.walks("links a work account", "ada@home.example.org")
def test_a_work_account_is_linked_by_a_button_after_coming_back(owner: Traveller, provider: Provider) -> None:
    page = owner.come_in("ada", owner.get("sign_on.link").link("Go on to sign in there"))

    assert page.heading == "Link this work account?"
    assert "Ada at work" in page.text
    assert "ada@example.org" in page.text
    assert rows(ExternalIdentity) == [], "coming back links nothing"

    page = page.submit("Link it", password=PASSWORD)

    assert page.response.request.path == "/account"
    assert "ada@example.org" in page.text
    [link] = rows(ExternalIdentity)
    assert (link.user_id, link.tenant, link.subject) == (owner.user.id, provider.url, "ada")
    [message] = messages()
    assert (message.to, message.template) == ("ada@home.example.org", "sign_on/linked")


def test_who_has_linked_comes_in_with_it(owner: Traveller, provider: Provider, app: APIFlask) -> None:
    owner.come_in("ada", "/account/work-account/begin").submit("Link it", password=PASSWORD)

    Traveller(app, provider).come_in("ada")

    assert [each.user_id for each in rows(UserSession)] == [owner.user.id] * 2
    assert len(rows(User)) == 1


def test_linking_takes_the_password(owner: Traveller) -> None:
    page = owner.come_in("ada", "/account/work-account/begin").submit("Link it", password="not the password")

    assert page.heading == "Link this work account?"
    assert page.errors
    assert rows(ExternalIdentity) == []
    page.submit("Link it", password=PASSWORD)
    assert len(rows(ExternalIdentity)) == 1, "and may be tried again"


def test_somebody_without_a_password_links_another_one_after_signing_in_a_moment_ago(
    traveller: Traveller, provider: Provider
) -> None:
    for name in ("ada", "second"):
        provider.person(name, name="Ada", email=f"{name}@example.org")
    traveller.come_in("ada")

    page = traveller.come_in("second", "/account/work-account/begin")
    assert not page.soup.select("input[type=password]")
    page.submit("Link it")

    assert [link.subject for link in rows(ExternalIdentity)] == ["ada", "second"]
    assert len(rows(User)) == 1


def test_somebody_without_a_password_who_signed_in_long_ago_signs_in_again_first(
    traveller: Traveller, provider: Provider
) -> None:
    provider.person("ada", name="Ada", email="ada@example.org")
    traveller.come_in("ada")

    with time_machine.travel(utc_now() + timedelta(minutes=20)):
        assert traveller.open("/account/work-account/begin").status == 403


def test_an_identity_of_another_account_is_refused(owner: Traveller, provider: Provider) -> None:
    other = factories.user(email="other@example.org")
    linked(other, provider, "ada")

    page = owner.come_in("ada", "/account/work-account/begin").submit("Link it", password=PASSWORD)

    assert (page.status, page.heading) == (409, "That work account is linked to another account here")
    assert "other@example.org" not in page.html
    assert [link.user_id for link in rows(ExternalIdentity)] == [other.id]
    assert page.link("your account") == "/account"


def test_linking_twice_does_no_harm(owner: Traveller) -> None:
    for _ in range(2):
        owner.come_in("ada", "/account/work-account/begin").submit("Link it", password=PASSWORD)

    assert len(rows(ExternalIdentity)) == len(rows(Delivery)) == 1


def test_the_question_is_good_for_a_quarter_of_an_hour_and_for_one_answer(owner: Traveller) -> None:
    page = owner.come_in("ada", "/account/work-account/begin")
    with time_machine.travel(utc_now() + timedelta(minutes=16)):
        assert page.submit("Link it", password=PASSWORD).status == 400
        assert owner.get("sign_on.link").heading == "Link your work account"
    assert rows(ExternalIdentity) == []

    page.submit("Link it", password=PASSWORD)
    assert page.submit("Link it", password=PASSWORD).status == 400


def test_another_user_in_the_same_browser_is_not_asked_about_it(
    owner: Traveller, provider: Provider, app: APIFlask
) -> None:
    back = provider.let_in(owner.leave("/account/work-account/begin"), "ada")
    sign_in(owner, factories.user(email="next@example.org"))

    page = owner.open(back)

    assert (page.status, page.heading) == (400, "Please begin again")
    assert rows(ExternalIdentity) == []


def test_who_is_signed_out_meanwhile_is_not_signed_in_by_it(owner: Traveller, provider: Provider) -> None:
    back = provider.let_in(owner.leave("/account/work-account/begin"), "ada")
    db.session.query(UserSession).delete()
    db.session.commit()

    assert owner.open(back).status == 400
    assert rows(ExternalIdentity) == rows(UserSession) == []


def test_a_form_from_elsewhere_links_nothing(owner: Traveller) -> None:
    owner.come_in("ada", "/account/work-account/begin")

    page = owner.open("/account/work-account", method="POST", data={"password": PASSWORD})

    assert rows(ExternalIdentity) == []
    assert page.status in {200, 400}


def test_linking_takes_an_account(traveller: Traveller) -> None:
    for address in ("/account/work-account", "/account/work-account/begin", "/account/work-account/1/unlink"):
        assert traveller.open(address).response.request.path == "/sign-in"


@pytest.mark.walks("unlinks a work account", "ada@home.example.org")
def test_a_work_account_is_unlinked_after_a_question(owner: Traveller, provider: Provider, app: APIFlask) -> None:
    linked(owner.user, provider, "ada", email="ada@example.org")
    page = owner.get("accounts.account")

    page = page.person.open(page.soup.find("a", href=lambda href: href and href.endswith("/unlink"))["href"])
    assert page.heading == "Unlink this work account?"
    page = page.submit("Unlink it", password="not the password")
    assert page.errors
    assert len(rows(ExternalIdentity)) == 1
    page.submit("Unlink it", password=PASSWORD)

    assert rows(ExternalIdentity) == []
    [message] = messages()
    assert (message.to, message.template) == ("ada@home.example.org", "sign_on/unlinked")
    assert "ada@example.org" in (message.text or "")
    page = Traveller(app, provider).come_in("ada")
    assert [user.email for user in rows(User)] == ["ada@home.example.org", "ada@example.org"], "now somebody new"


def test_the_only_way_in_stays(traveller: Traveller, provider: Provider) -> None:
    provider.person("ada", name="Ada", email="ada@example.org")
    traveller.come_in("ada")
    [user], [link] = rows(User), rows(ExternalIdentity)

    page = traveller.get("sign_on.unlink", number=link.id)

    assert "only way to sign in" in page.text
    assert not page.soup.select("main form")
    with pytest.raises(Refused) as refusal:
        service.unlink(Actor(user.id, kind="person"), user, number=link.id, proof=Proof(user.id))
    assert refusal.value.reason is Reason.LAST


def test_a_password_is_no_way_in_where_nobody_may_use_one(
    owner: Traveller, provider: Provider, configure: Configure
) -> None:
    configure(local_accounts=False)
    link = linked(owner.user, provider, "ada")

    assert "only way to sign in" in owner.get("sign_on.unlink", number=link.id).text


def test_one_of_two_may_go(traveller: Traveller, provider: Provider) -> None:
    user = factories.user(email="ada@example.org")
    first, _ = linked(user, provider, "ada"), linked(user, provider, "second")
    sign_in(traveller, user)

    traveller.get("sign_on.unlink", number=first.id).submit("Unlink it")

    assert [link.subject for link in rows(ExternalIdentity)] == ["second"]


def test_unlinking_takes_somebody_who_signed_in_a_moment_ago(traveller: Traveller, provider: Provider) -> None:
    user = factories.user(email="ada@example.org")
    first, _ = linked(user, provider, "ada"), linked(user, provider, "second")
    sign_in(traveller, user)

    with time_machine.travel(utc_now() + timedelta(minutes=20)):
        page = traveller.get("sign_on.unlink", number=first.id)
        assert (page.status, page.heading) == (403, "Sign in again first")
    with pytest.raises(Denied):
        service.unlink(Actor(user.id, kind="person"), user, number=first.id, proof=Proof(user.id + 1))


def test_links_of_other_people_do_not_exist(owner: Traveller, provider: Provider) -> None:
    other = linked(factories.user(), provider, "other")

    assert owner.get("sign_on.unlink", number=other.id).status == 404
    assert owner.get("sign_on.unlink", number=999).status == 404
    assert owner.open(f"/account/work-account/{10**22}/unlink").status == 404
    with pytest.raises(Denied):
        service.unlink(Actor(owner.user.id, kind="person"), rows(User)[-1], number=other.id, proof=Proof(owner.user.id))


def test_of_a_deleted_account_nothing_says_who_signed_in_to_it(owner: Traveller, provider: Provider) -> None:
    linked(owner.user, provider, "ada")
    kept = linked(factories.user(), provider, "other")

    with transaction():
        subscribers.forget_deleted(AccountDeleted(owner.user.id, owner.user.email or ""))

    assert [link.id for link in rows(ExternalIdentity)] == [kept.id]


def test_the_copy_of_ones_own_data_has_the_links(owner: Traveller, provider: Provider) -> None:
    link = linked(owner.user, provider, "ada", email="ada@example.org")

    assert linked_work_accounts(owner.user) == {
        "work_accounts": [
            {"tenant": provider.url, "subject": "ada", "email": "ada@example.org", "linked_at": link.linked_at}
        ]
    }
    assert "work_accounts" in own_data.of_user(owner.user)
