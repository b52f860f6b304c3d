"""People sign in with the account that they have at work, at a real provider, or do not get in."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, expect
from sqlalchemy import select

from kb.accounts.models.user import User
from kb.core import db
from tests.journeys.accounts.conftest import LABEL, OTHER_SITES, TENANT, Windows
from tests.journeys.accounts.site import Site, Somebody, stranger
from tests.journeys.accounts.steps import fill, follow, give_password, heading, press, sign_in
from tests.sign_on.provider import OLD_WAYS, Provider

pytestmark = [OLD_WAYS, pytest.mark.browser]
BUTTON = f"Sign in with {LABEL}"
Known = Callable[..., Somebody]


@pytest.fixture
def known(provider: Provider) -> Known:
    """Has the provider know somebody, or know something else about somebody."""

    def tell(person: Somebody | None = None, **claims: Any) -> Somebody:
        person = person or stranger("Ada Oduya")
        told = {"tid": TENANT, "oid": f"object {person.email}", "name": person.name, "email": person.email}
        provider.person(person.email, **{**told, **claims})
        return person

    return tell


def come_in(page: Page, provider: Provider, person: Somebody) -> None:
    """Sign in through the provider, from the page that is open."""
    press(page, BUTTON)
    name_oneself(page, provider, person)


def name_oneself(page: Page, provider: Provider, person: Somebody) -> None:
    """Sign in at the provider, whose page is open."""
    page.wait_for_url(f"{provider.url}/**")
    page.locator("input[name=sub]").fill(person.email)
    page.get_by_role("button", name="Authorize").click()


def test_a_newcomer_gets_an_account_and_finds_it_again_with_another_address(
    site: Site, window: Windows, provider: Provider, known: Known
) -> None:
    page, person = window(), known()
    page.goto("/sign-in?next=/account")
    come_in(page, provider, person)
    expect(heading(page)).to_have_text("Your account")
    expect(page.locator("main")).to_contain_text("None: you sign in through your organisation")
    page.get_by_role("button", name="Sign out").click()

    moved = stranger("Ada Brandt")
    known(person, email=moved.email, name=moved.name)
    follow(page, "Sign in again")
    come_in(page, provider, person)
    page.goto("/account")
    main = page.locator("main")
    expect(main).to_contain_text("Ada Oduya")
    expect(main).to_contain_text(f"We still write to {person.email}.")
    with site.rows():
        assert db.session.scalar(select(User).where(User.email == moved.email)) is None


def test_an_address_with_an_account_is_linked_by_its_owner_alone(
    site: Site, window: Windows, provider: Provider, known: Known
) -> None:
    page, person = window(), known(site.somebody())
    page.goto("/sign-in")
    come_in(page, provider, person)
    expect(heading(page)).to_have_text("We have sent you a message")
    page.goto(site.link_to(person, "/account/"))
    give_password(page, person)
    press(page, "Go on to sign in there")
    name_oneself(page, provider, person)
    expect(heading(page)).to_have_text("Link this work account?")
    fill(page, password=person.password)
    press(page, "Link it")
    expect(page.locator("main")).to_contain_text("Your work account is linked.")

    page.get_by_role("button", name="Sign out").click()
    page.goto("/sign-in?next=/account")
    come_in(page, provider, person)
    expect(heading(page)).to_have_text("Your account")


def test_people_of_another_tenant_are_turned_away(window: Windows, provider: Provider, known: Known) -> None:
    page, person = window(), known(tid="99999999-8888-7777-6666-555555555555")
    page.goto("/sign-in")
    come_in(page, provider, person)

    expect(heading(page)).to_have_text("Your organisation has not been set up here")
    expect(page.locator("main").get_by_role("button")).to_have_count(0)
    page.goto("/account")
    expect(heading(page)).to_have_text("Sign in")


def test_an_answer_of_the_provider_works_once_and_in_one_browser(
    window: Windows, provider: Provider, known: Known
) -> None:
    page, elsewhere, person = window(), window(), known()
    answers: list[str] = []
    page.on("request", lambda request: answers.append(request.url) if "/sign-on/back?" in request.url else None)
    page.goto("/sign-in?next=/themes")
    come_in(page, provider, person)
    expect(page).to_have_url(re.compile("/themes$"))
    page.get_by_role("button", name="Sign out").click()

    for replaying in (page, elsewhere):
        replaying.goto(answers[0])
        expect(heading(replaying)).to_have_text("Please begin again")
        replaying.goto("/account")
        expect(heading(replaying)).to_have_text("Sign in")


def test_a_provider_that_fails_half_way_is_tried_again(window: Windows, provider: Provider, known: Known) -> None:
    page, person = window(), known()
    provider.down.add("/oauth2/token")
    page.goto("/sign-in")
    come_in(page, provider, person)
    expect(heading(page)).to_have_text("Your organisation's sign-in cannot be reached")
    provider.down.clear()
    press(page, "Try again")
    name_oneself(page, provider, person)

    expect(page.get_by_role("link", name=person.name)).to_be_visible()


@OTHER_SITES
def test_a_provider_that_is_away_keeps_nobody_from_reading(
    cut_off_site: Site, windows_at: Callable[[str], Page]
) -> None:
    page = windows_at(cut_off_site.address)
    page.goto("/sign-in")
    expect(page.locator("main input[name=password]")).to_have_count(0)
    press(page, BUTTON)
    expect(heading(page)).to_have_text("Your organisation's sign-in cannot be reached")
    follow(page, "the front page")

    expect(page).to_have_url(f"{cut_off_site.address}/")


def test_a_lead_confirms_somebody_whose_domain_an_admin_has_entered(
    site: Site, window: Windows, provider: Provider, known: Known
) -> None:
    board, admin, person = site.board(), site.holder("admin"), stranger("Tom Ashworth")
    lead = site.member("Ruth Okafor", board, "lead")
    person.email = f"tom@{board}.example.org"
    page = window()
    sign_in(page, admin, f"/admin/organisations/{board}/sign-on")
    page.get_by_label("domain", exact=False).first.check()
    fill(page, value=f"{board}.example.org")
    page.locator("[name=verified]").check()
    press(page, "Add it")
    theirs = window()
    theirs.goto("/sign-in?next=/account")
    come_in(theirs, provider, known(person))
    expect(theirs.locator("main")).to_contain_text("You belong to no organisation.")

    page.get_by_role("button", name="Sign out").click()
    sign_in(page, lead, f"/organisations/{board}/members")
    expect(page.locator("#requests")).to_have_text("Waiting for you: 1 person")
    page.locator("main").get_by_role("link", name="Decide about Tom Ashworth").click()
    page.get_by_label("Yes, as contributor").check()
    press(page, "Save the decision")

    theirs.reload()
    expect(theirs.locator("#organisations ~ ul")).to_contain_text("Contributor")
