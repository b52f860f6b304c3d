"""A trainer gets from a theme to a session that can be run tomorrow: with and without scripts."""

import io
import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Download, Locator, Page, expect

from tests.journeys.accounts.conftest import site_in
from tests.journeys.accounts.site import Site
from tests.journeys.accounts.steps import fill, sign_in

pytestmark = pytest.mark.browser
WELCOME = "Name cards are on the tables. Tea is by the window."
CONTACT = "The front door of Northbridge, 01234 567890"
BEGINS = {"pdf": b"%pdf-", "docx": b"pk", "pptx": b"pk", "html": b"<!doctype html>", "txt": b""}


@pytest.fixture(scope="module")
def with_content(starter_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """A site with all starter content."""
    folder = tmp_path_factory.mktemp("training")
    with site_in(folder, starter_folder / "lessonbank.db") as started:
        yield started


class Trainer:
    """Somebody's way through the site, and how many clicks it took."""

    def __init__(self, page: Page) -> None:
        self.page, self.clicks = page, 0

    def click(self, on: Locator) -> None:
        self.clicks += 1
        on.click()

    def follow(self, words: str) -> None:
        self.click(self.page.locator("main").get_by_role("link", name=words, exact=True).first)

    def press(self, words: str) -> None:
        self.click(self.page.locator("main").get_by_role("button", name=words, exact=True).first)

    def downloaded(self, link: Locator) -> bytes:
        """The file behind a link that is clicked."""
        with self.page.expect_download(timeout=60_000) as begun:
            self.click(link)
        found: Download = begun.value
        return Path(found.path()).read_bytes()


def test_from_a_theme_to_everything_that_is_taken_along(with_content: Site, windows_at: object, scripts: bool) -> None:
    page: Page = windows_at(with_content.address)  # type: ignore[operator]
    sign_in(page, with_content.somebody("Ada Oduya"))
    page.goto("/themes/thresholds-and-referrals")
    trainer = Trainer(page)

    trainer.follow("Build a session on this theme")
    trainer.click(page.locator("[name=minutes][value='90']"))
    trainer.press("Make a draft")
    expect(page.locator("h1")).to_have_text("Thresholds and referrals: a 90-minute session")
    expect(page.locator("main")).to_contain_text("90 of 90 minutes")

    trainer.click(page.locator(".kb-build__part").first.get_by_role("button", name="Change").first)
    fill(page, content=WELCOME)
    trainer.press("Save this part")
    trainer.click(page.locator("main a[href$='/local']").first)
    fill(page, contact=CONTACT)
    trainer.press("Save")

    trainer.click(page.locator("main a[href$='/take']").first)
    expect(page.locator("main a[href$='/files/guide.pdf']")).to_be_visible()
    names = [
        str(each.get_attribute("href")).rsplit("/", 1)[-1] for each in page.locator("main a[href*='/files/']").all()
    ]
    made = {name: trainer.downloaded(page.locator(f"main a[href$='/files/{name}']")) for name in names}
    sys.stdout.write(f"\n{trainer.clicks} clicks, {len(made)} files: {', '.join(sorted(made))}")

    assert {"guide.pdf", "guide.docx", "slides.pptx", "handouts.pdf", "forms.docx", "room.html"} <= made.keys()
    for name, content in made.items():
        assert content.lower().startswith(BEGINS[name.rsplit(".", 1)[-1]]), name
    with zipfile.ZipFile(io.BytesIO(made["guide.docx"])) as guide:
        words = guide.read("word/document.xml").decode()
    assert WELCOME in words
    assert CONTACT in words
    everything(trainer, made.keys())


def everything(trainer: Trainer, names: object) -> None:
    """The ZIP, which a job makes, has all of them and a page that says what is what."""
    trainer.click(trainer.page.locator("main form[action$='all.zip'] button"))
    link = trainer.page.get_by_role("button", name="Download")
    for _ in range(240):
        if link.count():
            break
        trainer.page.wait_for_timeout(250)
        trainer.page.reload()
    with zipfile.ZipFile(io.BytesIO(trainer.downloaded(link.first))) as archive:
        assert {*names, "README.txt"} <= set(archive.namelist())  # type: ignore[misc]
