"""Another address for an account: confirmed at the old one and at the new one."""

from datetime import timedelta

import pytest
import time_machine
from apiflask import APIFlask
from sqlalchemy import func, select, update

from kb.access.actors import ANONYMOUS
from kb.accounts.links import issue
from kb.accounts.models.credentials import OneTimeLink
from kb.accounts.service import changing_address
from kb.accounts.service.proving import NOT_RIGHT
from kb.core import db
from kb.core.db import transaction, utc_now
from kb.mail.models import Delivery
from tests import factories
from tests.accounts.own import PASSWORD, trail, with_password
from tests.mailbox import link_in, messages
from tests.pages import Page, Person, statements

NEW = "new@example.org"
BUTTON = "Yes, that is what I want"
OLD = "user@example.org"


@pytest.fixture
def owner(user: Person) -> Person:
    return with_password(user)


def ask(person: Person, email: str = NEW, password: str = PASSWORD) -> Page:
    return person.get("accounts.change_address").submit("Send both", email=email, password=password)


def last_to(address: str) -> Delivery:
    return messages(address)[-1]


def address_of(person: Person) -> str:
    db.session.refresh(person.user)
    return str(person.user.email)


@pytest.mark.walks(
    "asks for another address",
    {"the present address": "user@example.org", "the new address": "new@example.org"},
)
@pytest.mark.walks("confirms another address in both messages", "user@example.org")
@pytest.mark.parametrize("order", [(OLD, NEW), (NEW, OLD)])
def test_the_address_changes_once_both_links_were_used_in_any_order(
    app: APIFlask, owner: Person, order: tuple[str, str]
) -> None:
    assert ask(owner).heading == "Check your e-mail at both addresses"
    first, second = (link_in(last_to(address)) for address in order)
    reader = Person(app)  # on a phone where nobody is signed in

    waiting = reader.open(first).submit(BUTTON)

    assert waiting.heading == "Now confirm at the other address"
    assert address_of(owner) == OLD
    done = reader.open(second).submit(BUTTON)
    assert done.heading == "Your e-mail address is changed"
    assert address_of(owner) == NEW
    assert last_to(OLD).subject == "Your address was changed"
    assert NEW in str(last_to(OLD).text)
    assert trail(owner.user) == ["ACCOUNT_CHANGE"]


def test_opening_a_link_changes_nothing(owner: Person) -> None:
    ask(owner)

    for address in (OLD, NEW, OLD, NEW):
        page = owner.open(link_in(last_to(address)))
        assert page.heading == "Confirm the new e-mail address"
        assert page.response.headers["Cache-Control"] == "no-store"
        assert page.response.headers["Referrer-Policy"] == "no-referrer"

    assert address_of(owner) == OLD


def test_capital_letters_and_spaces_do_not_matter(owner: Person) -> None:
    ask(owner, "  New@Example.ORG ")

    assert messages(NEW)
    assert ask(owner, " USER@example.org").errors == ["This is the address of your account already. Enter another one"]


@pytest.mark.parametrize(
    "typed", ["", "nobody", "a@b", "x" * 300 + "@example.org", "a@example.org\r\nBcc: b@example.org"]
)
def test_what_is_no_address_is_refused(owner: Person, typed: str) -> None:
    assert len(ask(owner, typed).errors) == 1
    assert messages() == []


def test_a_wrong_password_is_refused(owner: Person) -> None:
    assert ask(owner, password="wrong").errors == [NOT_RIGHT]
    assert messages() == []


@pytest.mark.walks(
    "asks for another address",
    {"the present address": "user@example.org", "the new address": "new@example.org"},
)
@pytest.mark.walks(
    "asks for an address that has another account",
    {"the present address": "user@example.org", "the owner of that account": "taken@example.org"},
)
def test_nothing_tells_that_the_new_address_has_an_account(app: APIFlask, owner: Person) -> None:
    with statements() as for_free:
        free = ask(owner, NEW)
    factories.user(email="taken@example.org")
    with statements() as for_taken:
        taken = ask(owner, "taken@example.org")

    assert NEW in free.text
    assert free.text == taken.text.replace("taken@example.org", NEW)
    assert [each.split(" WHERE ")[0] for each in for_free] == [each.split(" WHERE ")[0] for each in for_taken]
    assert [each.subject for each in messages(OLD)] == ["Confirm that your address changes"] * 2
    told = last_to("taken@example.org")
    assert told.subject == "This address has an account already"
    assert "/account/address" not in str(told.text)
    page = Person(app).open(link_in(last_to(OLD))).submit(BUTTON)
    assert page.heading == "Now confirm at the other address"


def test_an_address_that_was_taken_meanwhile_stays_with_its_account(app: APIFlask, owner: Person) -> None:
    ask(owner)
    links = [link_in(last_to(address)) for address in (OLD, NEW)]
    factories.user(email=NEW)

    for link in links:
        assert Person(app).open(link).submit(BUTTON).heading == "Now confirm at the other address"

    assert address_of(owner) == OLD
    assert last_to(NEW).subject == "This address has an account already"


def test_asking_again_takes_back_the_links_before(owner: Person) -> None:
    ask(owner)
    earlier = [link_in(last_to(address)) for address in (OLD, NEW)]
    owner.open(earlier[1]).submit(BUTTON)

    ask(owner, "newer@example.org")

    headings = [owner.open(link).heading for link in earlier]
    assert headings == ["This link no longer works: a newer one was sent", "This link has been used"]
    assert owner.open(link_in(last_to(OLD))).submit(BUTTON).heading == "Now confirm at the other address"
    assert address_of(owner) == OLD


def test_a_link_works_once_and_says_so_when_the_other_is_awaited(owner: Person) -> None:
    ask(owner)
    first, second = (link_in(last_to(address)) for address in (NEW, OLD))
    form = owner.open(first)
    form.submit(BUTTON)

    again = form.submit(BUTTON)

    assert (again.status, again.heading) == (200, "Now confirm at the other address")
    assert "Use the link in the message to your present address too" in again.text
    assert owner.open(first).heading == "Now confirm at the other address"
    assert address_of(owner) == OLD
    owner.open(second).submit(BUTTON)
    for link in (first, second):
        assert (owner.open(link).status, owner.open(link).heading) == (410, "This link has been used")


def test_a_link_that_is_too_old_says_so(owner: Person) -> None:
    ask(owner)
    link = link_in(last_to(NEW))

    with time_machine.travel(utc_now() + changing_address.LASTS + timedelta(seconds=1)):
        page = Person(owner.app).open(link)

    assert (page.status, page.heading) == (410, "This link is too old")


@pytest.mark.parametrize("token", ["x", "0" * 64, "%00", "sent2"])
def test_a_link_that_was_made_up_says_what_to_do(reader: Person, token: str) -> None:
    page = reader.open(f"/account/address/{token}")

    assert page.status == 404


def test_a_link_of_another_kind_does_not_open_this_page(owner: Person) -> None:
    with transaction():
        token = issue("reset", user=owner.user, email=OLD, lasts=timedelta(hours=1))

    assert owner.open(f"/account/address/{token}").status == 404


def test_a_closed_account_keeps_its_address(owner: Person) -> None:
    ask(owner)
    link = link_in(last_to(NEW))
    owner.user.closed_at = utc_now()

    assert Person(owner.app).open(link).submit(BUTTON).status == 404


def test_links_for_a_new_password_sent_to_the_old_address_end_with_it(owner: Person) -> None:
    with transaction():
        issue("reset", user=owner.user, email=OLD, lasts=timedelta(hours=1))
    ask(owner)
    for address in (OLD, NEW):
        owner.open(link_in(last_to(address))).submit(BUTTON)

    unused = select(func.count()).where(OneTimeLink.used_at.is_(None))
    assert address_of(owner) == NEW
    assert db.session.scalar(unused) == 0


def test_after_several_changes_in_a_day_there_is_no_other(owner: Person) -> None:
    for number in range(changing_address.MOST_A_DAY):
        assert ask(owner, f"new-{number}@example.org").errors == []

    page = ask(owner, "one-more@example.org")

    assert "Try again tomorrow" in page.errors[0]
    assert messages("one-more@example.org") == []


def test_one_address_is_not_flooded_by_many_accounts(app: APIFlask, owner: Person) -> None:
    for _ in range(changing_address.MOST_A_DAY):
        assert ask(owner, "somebody@example.org").heading == "Check your e-mail at both addresses"

    assert len(messages("somebody@example.org")) == 3


def test_no_page_of_a_link_tells_its_token(owner: Person) -> None:
    ask(owner)
    paths = [link_in(last_to(address)) for address in (OLD, NEW)]
    tokens = [path.rpartition("/")[2] for path in paths]
    for path in (*paths, "/account/address/" + "0" * 64):
        page = Person(owner.app).open(path)
        elsewhere = [link["href"] for link in page.soup.select("a[href]")]
        assert [link for link in elsewhere if any(token in link for token in (*tokens, "0" * 64))] == []
        assert page.response.headers["Referrer-Policy"] == "no-referrer"
        assert page.response.headers["X-Robots-Tag"] == "noindex, nofollow"


def test_a_change_that_waits_is_shown_and_can_be_taken_back(owner: Person) -> None:
    ask(owner)
    links = [link_in(last_to(address)) for address in (OLD, NEW)]
    owner.open(links[0]).submit(BUTTON)
    assert f"Your address is to be {NEW}" in owner.get("accounts.account").text

    page = owner.get("accounts.change_address").submit("Keep my present address")

    assert "Your e-mail address stays as it is" in page.text
    assert NEW not in owner.get("accounts.account").text
    assert owner.open(links[1]).heading == "This link has been used"
    assert address_of(owner) == OLD


def test_half_of_one_change_and_half_of_another_make_none(owner: Person) -> None:
    ask(owner)
    first = changing_address.link_of(link_in(last_to(OLD)).rpartition("/")[2])
    ask(owner, "other@example.org")
    second = changing_address.link_of(link_in(last_to("other@example.org")).rpartition("/")[2])
    db.session.execute(update(OneTimeLink).values(used_at=None))  # as two requests at the same moment left them
    db.session.commit()

    assert changing_address.confirm(ANONYMOUS, first) is False
    assert changing_address.confirm(ANONYMOUS, second) is False
    assert address_of(owner) == OLD
