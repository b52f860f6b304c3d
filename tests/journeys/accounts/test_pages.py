"""Every page in every state, looked at by axe wide and narrow."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
from playwright.sync_api import Browser, Page, expect

from kb import create_app
from kb.accounts import links
from kb.core import db
from kb.core.options import SiteOption
from tests.conftest import settings_in
from tests.journeys.accounts import held_states
from tests.journeys.accounts.conftest import LABEL, OTHER_SITES, TENANT, new_window
from tests.journeys.accounts.site import Site, Somebody
from tests.journeys.accounts.states import STATES, State
from tests.journeys.accounts.steps import fill, give_password, heading, press, sign_in
from tests.journeys.accounts.world import DAY, World
from tests.journeys.looking import WIDTHS, look_at
from tests.sign_on.provider import OLD_WAYS, Provider

pytestmark = pytest.mark.browser
HTML = {"Content-Type": "text/html; charset=utf-8"}


@pytest.fixture(scope="module")
def seen() -> list[str]:
    """What went wrong in the windows of the world so far."""
    return []


@pytest.fixture(scope="module")
def world(browser: Browser, site: Site, seen: list[str]) -> Iterator[World]:
    """People who stay signed in, for all these tests."""
    made = World(site, lambda: new_window(browser, seen, site.address))
    yield made
    made.close()


@pytest.mark.parametrize("state", STATES, ids=str)
def test_each_page_is_accessible_and_nothing_of_it_is_cut(world: World, state: State, seen: list[str]) -> None:
    seen.clear()
    page = state.show(world)
    _look_at(page)
    if state.refused:
        _follow_mistakes(page)
    assert seen == []


@OTHER_SITES
def test_pages_of_sites_that_are_set_up_otherwise(
    browser: Browser, cut_off_site: Site, demonstration: tuple[Site, list[Somebody]], seen: list[str]
) -> None:
    seen.clear()
    with demonstration[0].rows():
        first_admin = links.issue("first-admin", lasts=DAY)
        db.session.add(SiteOption(name="registration", value="0"))
    for site, path in (
        (cut_off_site, "/sign-in"),  # without passwords
        (cut_off_site, "/sign-on"),  # with a provider that does not answer
        (cut_off_site, "/register"),
        (demonstration[0], "/sign-in"),
        (demonstration[0], f"/first-admin/{first_admin}"),
        (demonstration[0], "/register"),  # where nobody may register by themselves
    ):
        page = new_window(browser, seen, site.address)
        page.goto(path)
        _look_at(page)
        page.context.close()
    assert seen == []


def test_pages_that_come_up_on_the_way(world: World, seen: list[str]) -> None:
    seen.clear()
    page, person = world.window("guest"), world.people["guest"]
    page.goto("/account/name")
    fill(page, name="Ifor Blackwood the Second")
    world.site.end_sessions(person)
    page.locator("main form button").click()
    press(page, "Sign in and go on")
    give_password(page, world.people["user"])
    expect(heading(page)).to_have_text("Send what you typed")  # typed by somebody else
    _look_at(page)
    page.context.clear_cookies()
    sign_in(page, person)
    world.forget_proof("guest")
    page.goto("/account/delete")
    expect(heading(page)).to_have_text("Sign in again first")
    _look_at(page)
    assert seen == []


def test_the_page_for_too_many_requests(world: World, seen: list[str]) -> None:
    seen.clear()
    strict = create_app(replace(settings_in(world.site.folder), pages_per_minute=1)).test_client()
    answers = [strict.get("/help") for _ in range(2)]
    assert answers[1].status_code == 429
    page = world.window("nobody")
    page.route("**/too-many", lambda route: route.fulfill(status=429, headers=HTML, body=answers[1].text))
    page.goto("/too-many")
    expect(heading(page)).to_have_text("Too many requests")
    _look_at(page)
    assert seen == []


@OLD_WAYS
def test_the_page_for_a_work_account_whose_address_is_known(
    browser: Browser, world: World, provider: Provider, seen: list[str]
) -> None:
    seen.clear()
    person = world.people["careful"]
    provider.person(person.email, tid=TENANT, oid="another", name=person.name, email=person.email)
    page = new_window(browser, seen, world.site.address, provider.url)
    page.goto("/sign-in")
    press(page, f"Sign in with {LABEL}")
    page.locator("input[name=sub]").fill(person.email)
    page.get_by_role("button", name="Authorize").click()
    expect(heading(page)).to_have_text("We have sent you a message")
    _look_at(page)
    page.context.close()
    assert seen == []


def _look_at(page: Page) -> None:
    """Have axe look at a page, wide and narrow, and see that its title names it."""
    assert page.title().removeprefix("Error: ").startswith(page.locator("h1").inner_text())
    look_at(page, *WIDTHS)


def _follow_mistakes(page: Page) -> None:
    """Each mistake in the summary leads to a field, beside which it stands again."""
    summary = page.locator(".govuk-error-summary__list")
    assert summary.locator("li a").count() == summary.locator("li").count()
    for link in summary.locator("a").all():
        link.click()
        is_field, beside = page.evaluate(
            "(e => [e.matches('input, select, textarea'), e.closest('.govuk-form-group').innerText])"
            "(document.activeElement)"
        )
        assert is_field
        assert link.inner_text() in beside


def test_numbers_are_typed_in_side_by_side_on_a_narrow_page(world: World) -> None:
    for path, names in (("change", ("people-police", "people-schools")), ("answers/before", ("q1-1", "q1-5"))):
        page = State("user", f"{held_states.HELD}/{path}").show(world)
        page.set_viewport_size({"width": 320, "height": 900})
        first, last = (page.locator(f"[name={name}]").bounding_box() for name in names)
        assert first
        assert last
        assert first["y"] == last["y"]
        assert min(first["height"], last["height"]) >= 44
