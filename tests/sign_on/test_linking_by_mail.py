"""A site where nobody has a password any more, and people whose accounts have nothing else: how they get in, safely."""

from datetime import timedelta
from urllib.parse import urlsplit

import pytest
import time_machine
from apiflask import APIFlask

from kb.access.actors import OPERATOR
from kb.accounts import passwords
from kb.accounts.models.credentials import UserSession
from kb.accounts.models.user import SiteRole, User
from kb.accounts.second_factor import new_secret, turn_on
from kb.core import db
from kb.core.db import utc_now
from kb.core.errors import Conflict
from kb.sign_on import service
from kb.sign_on.models import ExternalIdentity
from tests import factories
from tests.accounts.own import SECRET, code
from tests.mailbox import link_in, messages
from tests.pages import Page, Person
from tests.people import sign_in
from tests.sign_on.conftest import Configure, Traveller, linked, rows
from tests.sign_on.provider import OLD_WAYS, Provider

pytestmark = OLD_WAYS

ADDRESS = "ada@example.org"


@pytest.fixture
def stranded(traveller: Traveller, provider: Provider, configure: Configure) -> Traveller:
    """Somebody who has only a password, on a site that takes none any more."""
    configure(local_accounts=False)
    provider.person("ada", name="Ada Oduya", email=ADDRESS)
    traveller.user = factories.user(email=ADDRESS, password_hash=passwords.hashed("four quiet harbour lanterns"))
    db.session.commit()
    return traveller


def path_of(address: str) -> str:
    return urlsplit(address).path


def arrived(person: Traveller, link: str) -> Page:
    """The page after signing in at the provider, to which a link led."""
    page = person.open(link)
    assert page.heading == "Link your work account"
    return person.come_in("ada", page.link("Go on to sign in there"))


def test_who_has_only_a_password_links_the_work_account_by_a_link_to_the_address(stranded: Traveller) -> None:
    elsewhere = sign_in(Person(stranded.app), stranded.user)
    assert stranded.come_in("ada").heading == "We have sent you a message"
    assert rows(ExternalIdentity) == []
    [message] = messages()
    assert (message.to, message.template) == (ADDRESS, "sign_on/known-address")
    link = link_in(message)

    page = arrived(stranded, link)

    assert page.heading == "Link this work account?"
    assert "Ada Oduya" in page.text
    assert "code" not in {field.get("name") for field in page.soup.select("main input")}
    assert rows(ExternalIdentity) == [], "coming back links nothing"
    page = page.submit("Link it and sign in")
    assert page.response.request.path == "/account"
    assert [each.user_id for each in rows(ExternalIdentity)] == [stranded.user.id]
    assert [each.user_id for each in rows(UserSession)] == [stranded.user.id], "others were ended"
    assert elsewhere.get("accounts.account").heading == "Sign in"
    assert messages()[-1].template == "sign_on/linked"
    again = Traveller(stranded.app, stranded.provider)
    assert again.open(link).heading == "This link has been used"
    assert again.come_in("ada", "/sign-on?next=/themes").response.request.path == "/themes"
    assert len(rows(User)) == 1


@pytest.mark.walks("an admin sends a link for linking a work account, where nobody has a password", "ada@example.org")
def test_an_admin_sends_the_link(stranded: Traveller, admin: Person) -> None:
    page = admin.get("admin.user", number=stranded.user.id)
    assert "Send a link for a new password" not in page.text
    page = page.follow("Send a link to link a work account")
    assert page.submit("Send the link").errors, "it has to be checked first"

    page.submit("Send the link", checked="y")

    assert stranded.open(link_in(messages(ADDRESS)[0])).heading == "Link your work account"


def test_the_operator_has_the_link_printed_and_it_takes_the_place_of_one_before(stranded: Traveller) -> None:
    before, printed = (path_of(service.work_link_for(OPERATOR, stranded.user)) for _ in range(2))

    assert stranded.open(before).heading == "This link no longer works: a newer one was sent"
    arrived(stranded, printed).submit("Link it and sign in")
    assert [each.user_id for each in rows(ExternalIdentity)] == [stranded.user.id]


def test_whom_the_provider_knows_gets_no_link_by_asking(stranded: Traveller, provider: Provider) -> None:
    """Whoever has left the provider and kept the mailbox must not come back with another work account."""
    linked(stranded.user, provider, "somebody else")

    stranded.come_in("ada")

    [message] = messages()
    assert "/sign-on/link/" not in (message.text or "")
    assert "if you cannot sign in any more, write to us" in (message.text or "").lower()


def test_the_second_step_is_asked_for_too(stranded: Traveller) -> None:
    turn_on(stranded.user, SECRET, 0)
    db.session.commit()
    link = path_of(service.work_link_for(OPERATOR, stranded.user))
    page = arrived(stranded, link)

    assert page.submit("Link it and sign in").errors == ["Enter a code"]
    assert page.submit("Link it and sign in", code="000000").errors
    assert rows(ExternalIdentity) == rows(UserSession) == []
    page.submit("Link it and sign in", code=code())

    [session] = rows(UserSession)
    assert session.has_second_factor
    assert len(rows(ExternalIdentity)) == 1


def test_wrong_codes_slow_down(stranded: Traveller) -> None:
    turn_on(stranded.user, new_secret(), 0)
    page = arrived(stranded, path_of(service.work_link_for(OPERATOR, stranded.user)))
    for _ in range(5):
        page.submit("Link it and sign in", code="000000")
    assert page.submit("Link it and sign in", code="000000").errors == ["Wait 2 seconds and try again"]


def test_a_holder_of_a_site_role_without_a_second_step_sets_it_up_first(stranded: Traveller) -> None:
    stranded.user.site_roles = [SiteRole(role="editor")]
    page = arrived(stranded, path_of(service.work_link_for(OPERATOR, stranded.user)))
    assert page.submit("Link it and sign in").heading == "Second step when you sign in"


def test_the_link_ends_while_one_is_at_the_provider(stranded: Traveller) -> None:
    link = path_of(service.work_link_for(OPERATOR, stranded.user))
    page = arrived(stranded, link)
    with time_machine.travel(utc_now() + timedelta(hours=1, seconds=1)):
        assert page.submit("Link it and sign in").heading == "This link is too old"
        assert stranded.open(link).heading == "This link is too old"
    assert rows(ExternalIdentity) == rows(UserSession) == []


def test_a_work_account_of_somebody_else_is_refused_and_the_link_stays_good(
    stranded: Traveller, provider: Provider
) -> None:
    other = linked(factories.user(email="other@example.org"), provider, "ada")
    page = arrived(stranded, path_of(service.work_link_for(OPERATOR, stranded.user)))

    refused = page.submit("Link it and sign in")

    assert (refused.status, refused.heading) == (409, "That work account is linked to another account here")
    assert [each.id for each in rows(ExternalIdentity)] == [other.id]
    db.session.delete(other)
    db.session.commit()
    page.submit("Link it and sign in")
    assert [each.user_id for each in rows(ExternalIdentity)] == [stranded.user.id]


def test_of_a_closed_account_nothing_is_linked(stranded: Traveller) -> None:
    page = arrived(stranded, path_of(service.work_link_for(OPERATOR, stranded.user)))
    stranded.user.closed_at = utc_now()
    db.session.commit()

    assert page.submit("Link it and sign in").status == 404
    with pytest.raises(Conflict):
        service.work_link_for(OPERATOR, stranded.user)
    stranded.come_in("ada")
    assert "That account is closed" in (messages()[-1].text or "")


def test_where_people_have_passwords_there_is_no_such_link(stranded: Traveller, configure: Configure) -> None:
    link = path_of(service.work_link_for(OPERATOR, stranded.user))
    configure(local_accounts=True)

    for path in (link, f"{link}/begin"):
        page = stranded.open(path)
        assert (page.status, page.heading) == (404, "This link does not work")


def test_somebody_else_in_this_browser_is_told(stranded: Traveller) -> None:
    sign_in(stranded, factories.user(email="next@example.org"))

    page = stranded.open(path_of(service.work_link_for(OPERATOR, stranded.user)))

    assert "This link is for ada@example.org: going on signs you out." in page.text


def test_a_password_from_before_is_asked_for_nowhere(stranded: Traveller, app: APIFlask) -> None:
    """It may be forgotten, and nobody can choose a new one: who has signed in a moment ago is believed instead."""
    linked(stranded.user, stranded.provider, "ada")
    stranded.come_in("ada")

    for endpoint in ("accounts.delete", "accounts.change_address", "accounts.set_up"):
        page = stranded.get(endpoint)
        assert page.status == 200
        assert not page.soup.select("input[type=password]")
    with time_machine.travel(utc_now() + timedelta(minutes=20)):
        assert stranded.get("accounts.delete").heading == "Sign in again first"
    assert not [each for each in stranded.get("accounts.sessions").soup.select("a") if "password" in each["href"]]
