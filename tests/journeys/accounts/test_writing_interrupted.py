"""What somebody writes is not lost when the network goes, the session ends, or a colleague writes in the same field."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect

from kb.core import db
from kb.lessons.models.lesson import Revision
from tests.editorial.drafting import draft
from tests.journeys.accounts.conftest import Windows
from tests.journeys.accounts.site import Site, Somebody
from tests.journeys.accounts.steps import fill, give_password, heading, press, refused, sign_in
from tests.journeys.looking import WIDTHS, look_at

pytestmark = pytest.mark.browser
WITH_SCRIPTS = pytest.mark.parametrize("scripts", [True], ids=["scripts"])


@pytest.fixture
def no_connection(troubles: list[str]) -> Iterator[None]:
    """That nothing could be fetched is meant."""
    yield
    troubles[:] = [said for said in troubles if "net::ERR_" not in said]


def draft_of(site: Site, *names: str) -> tuple[int, list[Somebody]]:
    """Number of a draft, and contributors of its board with these names."""
    slug = site.board()
    people = [site.member(name, slug, "contributor") for name in names]
    with site.rows():
        return draft(site.user(people[0]).memberships[0].organisation).id, people


def found_in(site: Site, number: int) -> str:
    with site.rows():
        return db.session.get_one(Revision, number).found


def at_step(page: Page, person: Somebody, number: int) -> None:
    sign_in(page, person, f"/workspace/lessons/{number}/found")


@WITH_SCRIPTS
def test_a_text_is_kept_while_the_network_is_gone_and_saved_when_it_is_back(
    site: Site, window: Windows, no_connection: None
) -> None:
    number, (writer,) = draft_of(site, "Ada Oduya")
    page = window()
    at_step(page, writer, number)
    expect(page.get_by_role("toolbar").first).to_be_visible()

    page.context.set_offline(True)
    fill(page, found="Typed in a tunnel.")
    page.locator("main [name=tags]").focus()
    expect(page.locator("[data-autosave-status]")).to_contain_text("Not saved: no connection.")
    page.context.set_offline(False)

    expect(page.locator("[data-autosave-status]")).to_contain_text("Saved at")
    assert found_in(site, number) == "Typed in a tunnel."


@WITH_SCRIPTS
def test_a_text_that_could_not_be_saved_is_offered_when_the_page_is_opened_again(
    site: Site, window: Windows, no_connection: None
) -> None:
    number, (writer,) = draft_of(site, "Ada Oduya")
    page = window()
    at_step(page, writer, number)
    expect(page.get_by_role("toolbar").first).to_be_visible()
    page.route("**/autosave", lambda route: route.abort())
    page.on("dialog", lambda dialog: dialog.accept())  # the browser asks before it leaves what is not saved

    fill(page, found="Typed before the battery was empty.")
    page.locator("main [name=tags]").focus()
    expect(page.locator("[data-autosave-status]")).to_contain_text("Not saved")
    page.unroute("**/autosave")
    page.reload()
    page.get_by_role("button", name="Put it in place").click()

    expect(page.locator("main [name=found]")).to_have_value("Typed before the battery was empty.")
    press(page, "Save and stay here")
    expect(page.locator(".kb-notice--good")).to_have_text("Saved.")
    assert found_in(site, number) == "Typed before the battery was empty."


def test_what_is_sent_after_the_session_has_ended_arrives_once_one_has_signed_in(site: Site, window: Windows) -> None:
    number, (writer,) = draft_of(site, "Ada Oduya")
    page = window()
    at_step(page, writer, number)
    site.end_sessions(writer)

    fill(page, found="Typed over lunch.")
    press(page, "Save and stay here")
    expect(heading(page)).not_to_have_text("What was found, and why")
    page.locator("main form button.govuk-button").first.click()
    give_password(page, writer)
    page.locator("main form button.govuk-button").first.click()

    expect(heading(page)).to_have_text("What was found, and why")
    assert found_in(site, number) == "Typed over lunch."


def test_two_who_write_in_one_field_see_both_texts_and_one_chooses(site: Site, window: Windows, scripts: bool) -> None:
    number, (one, other) = draft_of(site, "Ada Oduya", "Bo Lindqvist")
    mine, theirs = window(), window()
    at_step(mine, one, number)
    at_step(theirs, other, number)
    fill(theirs, found="Theirs.")
    press(theirs, "Save and stay here")
    expect(theirs.locator(".kb-notice--good")).to_have_text("Saved.")

    fill(mine, found="Mine.")
    press(mine, "Save and stay here")

    expect(heading(mine)).to_have_text("Two people have changed 1 field")
    expect(mine.locator(".kb-both__text")).to_have_text(["Mine.", "Theirs."])
    if scripts:
        look_at(mine, *WIDTHS)
    press(mine, "Save what I chose")
    refused(mine, "Choose which text of “What was found” stays")
    mine.get_by_label("Put both together, as I write it below").check()
    fill(mine, own_found="Theirs, and mine.")
    press(mine, "Save what I chose")
    expect(mine.locator(".kb-notice--good")).to_contain_text("The texts that you chose were saved.")
    assert found_in(site, number) == "Theirs, and mine."


@WITH_SCRIPTS
def test_who_writes_while_a_colleague_submits_it_is_told_so(site: Site, window: Windows) -> None:
    number, (writer,) = draft_of(site, "Ada Oduya")
    page = window()
    at_step(page, writer, number)
    with site.rows():
        db.session.get_one(Revision, number).state = "submitted"

    fill(page, found="Too late.")
    press(page, "Save and stay here")

    expect(heading(page)).to_have_text("This lesson cannot be changed now")
    look_at(page, *WIDTHS)
    page.get_by_role("link", name="Earlier texts, with what you typed").click()
    expect(page.get_by_role("main")).to_contain_text("Too late.")
