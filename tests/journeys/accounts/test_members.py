"""A lead looks after the people of an organisation."""

import re

import pytest
from playwright.sync_api import expect

from tests.journeys.accounts.conftest import Windows
from tests.journeys.accounts.site import Site, stranger
from tests.journeys.accounts.steps import fill, give_password, heading, press, refused, sign_in

pytestmark = pytest.mark.browser


def test_somebody_removed_is_signed_out_with_the_next_click(site: Site, window: Windows) -> None:
    board = site.board()
    lead = site.member("Ruth Okafor", board, "lead")
    leaver = site.member("Tom Ashworth", board, "contributor")
    theirs, page = window(), window()
    sign_in(theirs, leaver)
    sign_in(page, lead, f"/organisations/{board}/members")
    page.locator("main").get_by_role("link", name="Remove Tom Ashworth").click()
    expect(page.locator("main")).to_contain_text("they are signed out everywhere at once")
    expect(page.get_by_label("Who takes over their drafts?")).to_contain_text("Ruth Okafor")
    press(page, "Remove Tom Ashworth")
    expect(page.locator("#members")).to_contain_text("1 member")

    theirs.locator("main").get_by_role("link", name="Leave").click()

    expect(heading(theirs)).to_have_text("Sign in")
    give_password(theirs, leaver)
    theirs.goto("/account")
    expect(theirs.locator("main")).to_contain_text("You belong to no organisation.")


def test_three_people_are_invited_at_once_and_one_line_is_put_right(site: Site, window: Windows) -> None:
    board, page = site.board(), window()
    lead = site.member("Ruth Okafor", board, "lead")
    first, second, third = stranger("Ana Duarte"), stranger("Bo Lindqvist"), stranger("Cai Bevan")
    wrong = f"{first.email}\n{second.email.replace('@', ' at ')}\n{third.email};"
    sign_in(page, lead, f"/organisations/{board}/members")
    press(page, "Invite people")
    fill(page, addresses=wrong)
    page.get_by_label("Member", exact=True).check()
    press(page, "Send invitations")
    refused(page, "Nothing has been sent yet: 1 line needs to be put right")
    expect(page.locator("#lines")).to_contain_text("Line 2")
    expect(page.locator("[name=addresses]")).to_have_value(re.compile(re.escape(first.email)))
    assert site.letters(first.email) == []
    fill(page, addresses=wrong.replace(" at ", "@"))
    press(page, "Send invitations")

    expect(page.locator("#invitations")).to_have_text("3 open invitations")
    for person in (first, second, third):
        assert site.link_to(person, "/invitations/")


def test_a_member_becomes_lead_and_the_old_lead_leaves(site: Site, window: Windows) -> None:
    board, page = site.board(), window()
    lead = site.member("Ruth Okafor", board, "lead")
    site.member("Tom Ashworth", board, "contributor")
    sign_in(page, lead, f"/organisations/{board}/leave")
    expect(page.locator("main form")).to_have_count(0)
    page.goto(f"/organisations/{board}/members")
    page.locator("main").get_by_role("link", name="Change role of Tom Ashworth").click()
    page.get_by_label("Lead", exact=True).check()
    page.locator("main form button").click()
    page.goto(f"/organisations/{board}/leave")
    page.locator("main form button").click()

    expect(heading(page)).to_have_text("Your account")
    expect(page.locator("main")).to_contain_text("You belong to no organisation.")
    page.goto(f"/organisations/{board}/members")
    expect(heading(page)).to_have_text("Page not found")
