"""Whoever writes deals with what the identity check found, the identity reviewer decides; also by keyboard alone."""

import re
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from kb.accounts.models.organisation import Organisation
from kb.core import db
from kb.identity.models import IdentityDecision
from kb.lessons.models.lesson import Lesson, Revision
from tests.extraction.files import PREPARED
from tests.journeys.accounts.conftest import Windows
from tests.journeys.accounts.site import Site
from tests.journeys.accounts.steps import fill, follow, heading, press, refused, sign_in

pytestmark = pytest.mark.browser

FOUND = "A 5-month-old was seen at Millbrook Surgery on 4 March 2014. It was cold."
TOGETHER = "The girl was 31 months old when she was scalded in April 2015. She was the youngest of four children."


def text_of(site: Site, board: str, found: str, state: str = "draft") -> int:
    """Number of a text of a board, in which this was found."""
    with site.rows():
        owner = db.session.query(Organisation).filter_by(slug=board).one()
        lesson = Lesson(organisation_id=owner.id)
        db.session.add(lesson)
        db.session.flush()
        made = Revision(
            lesson_id=lesson.id, number=1, state=state, title="A second look", summary="A rule.", found=found, done="A."
        )
        db.session.add(made)
        db.session.flush()
        lesson.open_revision = made
        return made.id


def texts(site: Site, number: int) -> str:
    with site.rows():
        return db.session.get_one(Revision, number).found


def findings(page: Page) -> Any:
    return page.locator(".kb-finding")


def test_a_contributor_deals_with_every_finding(site: Site, window: Windows) -> None:
    board, page = site.board(), window()
    contributor = site.member("Cai Bevan", board, "contributor")
    number = text_of(site, board, FOUND)
    sign_in(page, contributor, "/account")
    follow(page, "Check lessons that you write or review")
    follow(page, "A second look")
    expect(findings(page)).to_have_count(3)
    expect(findings(page).first.locator("mark")).to_have_text("4 March 2014")

    findings(page).first.get_by_role("link", name="Change the sentence").click()
    expect(page.get_by_label("The sentence")).to_have_value(
        "A 5-month-old was seen at Millbrook Surgery on 4 March 2014."
    )
    fill(page, sentence="A 5-month-old was seen at Millbrook Surgery in spring.")
    press(page, "Save the sentence")
    expect(page.locator(".kb-notice").first).to_contain_text(
        "It reads now: “A 5-month-old was seen at Millbrook Surgery in spring.”"
    )
    findings(page).filter(has_text="Age in months").get_by_role("button").click()
    expect(page.locator(".kb-notice").first).to_contain_text("It reads now: “An infant was seen")
    findings(page).filter(has_text="GP practice").get_by_role("link", name="Give a reason").click()
    press(page, "Save the reason")
    refused(page, "Give a reason")
    fill(page, reason="The practice closed long ago and served forty areas.")
    press(page, "Save the reason")

    expect(page.locator("main")).to_contain_text("Nothing is left that must be changed or answered for.")
    expect(page.locator("main")).to_contain_text("Kept for a reason (1)")
    assert texts(site, number) == "An infant was seen at Millbrook Surgery in spring. It was cold."


def test_what_a_colleague_changed_meanwhile_is_not_overwritten(site: Site, window: Windows) -> None:
    board, page, other = site.board(), window(), window()
    number = text_of(site, board, FOUND)
    for each, name in ((page, "Ana Duarte"), (other, "Bo Lindqvist")):
        sign_in(each, site.member(name, board, "contributor"), f"/identity-check/lessons/{number}")
        findings(each).first.get_by_role("link", name="Change the sentence").click()
    fill(page, sentence="A baby was seen in spring.")
    press(page, "Save the sentence")

    fill(other, sentence="A child was seen one day.")
    press(other, "Save the sentence")

    expect(heading(other)).to_have_text("That sentence was changed meanwhile")
    expect(other.locator("blockquote").first).to_have_text("A child was seen one day.")
    assert texts(site, number) == "A baby was seen in spring. It was cold."


def test_the_identity_reviewer_decides_about_facts_together(site: Site, window: Windows) -> None:
    board, page, theirs = site.board(), window(), window()
    reviewer = site.holder("identity_reviewer", "Sina Tuilagi")
    number = text_of(site, board, TOGETHER, "in_review")
    sign_in(page, reviewer, f"/identity-check/lessons/{number}")
    follow(page, "Decide about these facts")
    page.get_by_label("They must be changed before this is published").check()
    press(page, "Save the decision")
    refused(page, "Say why")
    fill(page, reason="The month has to go: the fire was in the news.")
    press(page, "Save the decision")
    expect(page.locator("main")).to_contain_text("They must be changed, decided on")

    sign_in(theirs, site.member("Cai Bevan", board, "contributor"), f"/identity-check/lessons/{number}")

    expect(theirs.locator("main")).to_contain_text("The month has to go: the fire was in the news.")
    with site.rows():
        decided = db.session.query(IdentityDecision).filter_by(revision_id=number).one()
        assert (decided.kind, decided.outcome) == ("combination", "must_change")


def test_a_text_is_mended_by_keyboard_alone(site: Site, window: Windows) -> None:
    page = window()
    sign_in(page, site.somebody("Ada Oduya"), "/identity-check")
    page.get_by_label("Your text").focus()
    page.keyboard.type("A 5-month-old was seen. Staff could ring (01632 960123).")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.locator(".kb-notice").first).to_contain_text("Must be changed: 1")

    for left in ("Leave it out", "Write “An infant” instead"):
        tab_to(page, left)
        page.keyboard.press("Enter")
        expect(page.locator(".kb-notice").first).to_contain_text("was replaced.")

    expect(page.get_by_label("Your text")).to_have_value("An infant was seen. Staff could ring.")
    expect(page.locator(".kb-notice").first).to_contain_text("The rules found nothing.")


def tab_to(page: Page, words: str) -> None:
    """Go on with the tab key to the button whose words begin so, from wherever the focus is."""
    for _ in range(80):
        page.keyboard.press("Tab")
        focused = page.evaluate("document.activeElement.textContent") or ""
        if re.match(re.escape(words), focused.strip()):
            return
    raise AssertionError(f"{words} cannot be reached by keyboard")


def test_a_file_is_checked_and_a_copy_made_without_what_is_hidden(site: Site, window: Windows) -> None:
    page = window()
    name, data = PREPARED["document with comments"]()
    sent: Any = {"name": name, "mimeType": "application/octet-stream", "buffer": data}
    sign_in(page, site.somebody("Ada Oduya"), "/identity-check/file")
    page.get_by_label("Your file").set_input_files(sent)
    press(page, "Check the file")
    expect(findings(page).filter(has_text="Comment in a file").first).to_be_visible()

    follow(page, "Get a copy without comments, changes and properties")
    page.get_by_label("Your file").set_input_files(sent)
    with page.expect_download() as download:
        press(page, "Get the copy")

    assert download.value.suggested_filename == "report - copy.docx"
    copy: Any = {**sent, "buffer": download.value.path().read_bytes()}
    page.goto("/identity-check/file")
    page.get_by_label("Your file").set_input_files(copy)
    press(page, "Check the file")
    expect(page.locator("#result")).to_be_visible()
    expect(findings(page).filter(has_text="Comment in a file")).to_have_count(0)
