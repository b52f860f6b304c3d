"""The life of a lesson, as those who have to do with it see it in the browser."""

import re
import time
from datetime import timedelta

from playwright.sync_api import Page, expect
from sqlalchemy import select, update

from kb.accounts.models.organisation import Organisation
from kb.core import db
from kb.core.db import utc_now
from kb.core.jobs import Job
from kb.desk.service.publishing import PUBLISH
from kb.lessons.models.lesson import Revision
from tests.editorial.drafting import draft
from tests.journeys.accounts.conftest import Windows
from tests.journeys.accounts.site import Site, Somebody
from tests.journeys.accounts.steps import heading, sign_in
from tests.journeys.accounts.test_submitting import Walk, submit

AGAIN = "A team of four reads every referral twice a day."
MENDED = "An audit found that referrals came back without an answer."


class Life:
    """A lesson, named by a word of its own, and those who have to do with it, each in a window of their own."""

    def __init__(self, site: Site, window: Windows, word: str, kind: type[Walk] = Walk) -> None:
        self.site, self.word, self.kind = site, word, kind
        self.title = f"A {word} by the desk helps a team to read every referral"
        board = site.board()
        with site.rows():
            owner = db.session.scalars(select(Organisation).where(Organisation.slug == board)).one()
            self.number = draft(owner, title=self.title).id
        self.person = site.member("Cai Bevan", board, "contributor")
        self.writer = self._arrived(window(), self.person, "/workspace")
        self.editor = self._arrived(window(), site.holder("editor"), "/desk")
        self.reviewer = self._arrived(window(), site.holder("identity_reviewer", "Sina Tuilagi"), "/desk")
        self.reader = window()

    def _arrived(self, page: Page, person: Somebody, path: str) -> Walk:
        sign_in(page, person, path)
        return self.kind(page)

    def submitted(self) -> None:
        """Its writer submits it."""
        self.writer.page.goto(f"/workspace/lessons/{self.number}/check")
        submit(self.writer)

    def found_in_queue(self) -> None:
        """The editor looks for it in the queue."""
        self.editor.page.goto("/desk")
        self.editor.write(q=self.word)
        self.editor.press("Apply filters")
        expect(self.editor.page.locator("main tbody tr")).to_have_count(1)

    def claimed_and_returned(self) -> None:
        """The editor claims it, and returns it with a reason in two fields."""
        self.found_in_queue()
        page = self.editor.page
        self.editor.act(page.locator("main tbody").get_by_role("button", name=re.compile("^Claim")))
        expect(heading(page)).to_have_text(self.title)
        self.editor.press("Return it to its writers")
        for step, field in (("What was found, and why", "found"), ("What was done", "done")):
            self.editor.act(page.locator("main summary", has_text=step))
            self.editor.write(**{field: f"Say who {field} it."})
        self.editor.press("Return it")
        expect(page.locator("main")).to_contain_text("It was returned.")

    def mended(self) -> None:
        """Its writer reads the reasons, mends it, and submits it again."""
        page = self.writer.page
        page.goto(self.site.link_to(self.person, f"/workspace/lessons/{self.number}"))
        expect(page.locator("main")).to_contain_text("Say who found it.")
        expect(page.locator("main")).to_contain_text("Say who done it.")
        page.goto(f"/workspace/lessons/{self.number}/found")
        self.writer.write(found=MENDED)
        self.writer.press("Save and stay here")
        expect(page.locator("main")).to_contain_text("Saved.")
        self.submitted()

    def compared_in_one_click(self) -> None:
        """The editor sees from the row of the queue what changed."""
        self.found_in_queue()
        self.editor.act(self.editor.page.get_by_role("link", name=re.compile("^What changed since you saw it")))
        expect(heading(self.editor.page)).to_have_text("What changed")
        expect(self.editor.page.locator(".kb-change ins").first).to_contain_text("audit")
        self.editor.press("Go on to the whole lesson")

    def signed_by_both(self) -> None:
        """The editor claims it again and signs; the reviewer signs."""
        self.editor.press("Claim it")
        expect(self.editor.page.locator("main")).to_contain_text("You have claimed it.")
        self.reviewer.page.goto(f"/desk/lessons/{self.number}")
        for walk, words in (
            (self.editor, "Sign what it says"),
            (self.reviewer, "Sign that nobody can be recognised"),
        ):
            walk.press(words)
            walk.check(walk.page.locator("main [name=read]"))
            walk.press("Sign it")
            expect(walk.page.locator("main")).to_contain_text("You have signed it.")

    def set_to_a_time(self) -> None:
        """The editor has it published at a time."""
        page = self.editor.page
        page.goto(f"/desk/lessons/{self.number}")
        self.editor.press("Publish it")
        self.editor.choose("At a time")
        self.editor.write(day=f"{utc_now() + timedelta(days=1):%Y-%m-%d}", time="9:30")
        self.editor.press("Publish")
        expect(page.locator("main")).to_contain_text("It will be public on")

    def seconds_until_it_is_found(self) -> float:
        """Have its time come in a moment, and look for it until it is found."""
        at = utc_now() + timedelta(seconds=1)
        with self.site.rows():
            db.session.execute(update(Revision).where(Revision.id == self.number).values(scheduled_for=at))
            db.session.execute(update(Job).where(Job.kind == PUBLISH, Job.key == str(self.number)).values(due_at=at))
        page, until = self.reader, time.monotonic() + 60
        link = page.get_by_role("link", name=self.title, exact=True)
        while time.monotonic() < until:
            page.goto(f"/search?q={self.word}")
            if link.count():
                return (utc_now() - at).total_seconds()
        raise AssertionError("it was not found")

    def read(self) -> None:
        """Anybody reads it."""
        self.reader.get_by_role("link", name=self.title, exact=True).click()
        expect(heading(self.reader)).to_have_text(self.title)
        expect(self.reader.locator("main")).to_contain_text("An audit found that referrals came back")

    def changed_beside(self) -> None:
        """Its writer begins a new version, of which readers see nothing before it takes the place of the other."""
        page, public = self.writer.page, self.reader.url
        page.goto(public)
        self.writer.press("Write a new version")
        expect(heading(page)).to_have_text(self.title)
        self.number = int(page.url.rpartition("/")[2])
        page.goto(f"/workspace/lessons/{self.number}/done")
        self.writer.write(done=AGAIN)
        self.writer.press("Save and stay here")
        expect(page.locator("main")).to_contain_text("Saved.")
        self.submitted()
        self.reader.goto(public)
        expect(self.reader.locator("main")).not_to_contain_text(AGAIN)
        self.found_in_queue()
        self.editor.act(self.editor.page.get_by_role("link", name=re.compile("^What changes on the public page")))
        expect(self.editor.page.locator(".kb-change").first).to_contain_text("twice")
        self.editor.press("Go on to the whole lesson")
        self.signed_by_both()
        self.editor.page.goto(f"/desk/lessons/{self.number}")
        self.editor.press("Publish it")
        self.editor.write(change_note="The team reads referrals more often now.")
        self.editor.press("Publish")
        expect(self.editor.page.locator("main")).to_contain_text("It is public now.")
        self.reader.goto(public)
        expect(self.reader.locator("main")).to_contain_text(AGAIN)
        self.reader.goto(f"{public}/history")
        expect(self.reader.locator("main")).to_contain_text("The team reads referrals more often now.")
        self.reader.goto(public)

    def archived_and_restored(self) -> None:
        """The editor archives it, and its page says why; then restores it."""
        page, public = self.editor.page, self.reader.url
        page.goto(public)
        self.editor.follow("Archive it")
        self.editor.write(reason="The guidance that it rests on was replaced.")
        self.editor.press("Archive it")
        expect(page.locator("main")).to_contain_text("It is archived.")
        self._answers(public, 410, "The guidance that it rests on was replaced.")
        self.editor.follow("Restore it")
        self.editor.write(reason="The guidance holds again.")
        self.editor.press("Restore it")
        expect(page.locator("main")).to_contain_text("It is public again")
        self._answers(public, 200, AGAIN)

    def _answers(self, address: str, status: int, words: str) -> None:
        answer = self.reader.goto(address)
        assert answer is not None
        assert answer.status == status
        expect(self.reader.locator("main")).to_contain_text(words)
