"""A first-time contributor gets from the invitation to "submitted": with and without scripts, and by keyboard alone."""

import pytest
from playwright.sync_api import Locator, Page, expect
from sqlalchemy import select

from kb.core import db
from kb.lessons.models.lesson import Revision
from tests.journeys.accounts.conftest import Windows
from tests.journeys.accounts.site import Site, Somebody, stranger
from tests.journeys.accounts.steps import fill, heading, press, sign_in
from tests.journeys.looking import WIDTHS, look_at

pytestmark = pytest.mark.browser

WITH_SCRIPTS = pytest.mark.parametrize("scripts", [True], ids=["scripts"])
FOUND = "An audit found that people were unsure of the thresholds for a referral, so some came back without an answer."
DONE = "A specialist team now reads every referral within a day, and draws up a safety plan with children and carers."
EFFECT = "Fewer referrals came back without an answer. Nobody has counted yet how many fewer."
HOW = "Begin with an audit of all referrals. Then give one team the task of reading them."
SUMMARY = "After a review, a board audited its referrals. A specialist team now reads each of them within a day."
TITLE = "A specialist team reads every referral within a day"


class Walk:
    """Somebody's way through the site, and how far it is."""

    def __init__(self, page: Page) -> None:
        self.page, self.pages, self.clicks = page, 0, 0
        page.on("framenavigated", lambda _frame: setattr(self, "pages", self.pages + 1))

    def write(self, **typed: str) -> None:
        fill(self.page, **typed)

    def press(self, words: str) -> None:
        self.act(self.page.locator("main").get_by_role("button", name=words, exact=True))

    def follow(self, words: str) -> None:
        self.act(self.page.get_by_role("link", name=words, exact=True))

    def choose(self, *labels: str) -> None:
        for words in labels:
            self.check(self.page.get_by_label(words, exact=True))

    def tick(self, words: str, among: str) -> None:
        """Tick one of a list, most of which is folded away while some are suggested."""
        if not self.page.get_by_label(words, exact=True).is_visible():
            self.act(self.page.locator("summary", has_text=among))
        self.choose(words)

    def act(self, on: Locator) -> None:
        self.clicks += 1
        on.click()

    def check(self, field: Locator) -> None:
        self.clicks += 1
        field.check()

    def select(self, name: str, words: str) -> None:
        self.clicks += 1
        self.page.locator(f"main [name={name}]").select_option(label=words)


class KeyboardWalk(Walk):
    """The same by somebody who has no mouse."""

    def write(self, **typed: str) -> None:
        for name, words in typed.items():
            self.reach(self.page.locator(f"main [name={name}]"))
            self.page.keyboard.type(words)

    def act(self, on: Locator) -> None:
        self.reach(on)
        self.page.keyboard.press("Enter")

    def check(self, field: Locator) -> None:
        if field.get_attribute("type") == "radio":
            group = self.page.locator(f"main input[type=radio][name={field.get_attribute('name')}]")
            self.reach(group)
            for _ in range(group.count()):
                if focused(field):
                    break
                self.page.keyboard.press("ArrowDown")
        else:
            self.reach(field)
        if not field.is_checked():
            self.page.keyboard.press("Space")
        expect(field).to_be_checked()

    def select(self, name: str, words: str) -> None:
        self.reach(self.page.locator(f"main [name={name}]"))
        self.page.keyboard.type(words)

    def reach(self, *wanted: Locator) -> None:
        """Go on with the tab key until one of these has the focus, from wherever that is."""
        wanted[0].first.wait_for()
        for _ in range(150):
            if any(focused(each) for each in wanted):
                return
            self.page.keyboard.press("Tab")
        raise AssertionError(f"{wanted} cannot be reached by keyboard")


def focused(elements: Locator) -> bool:
    """Whether one of these has the focus."""
    return bool(elements.evaluate_all("all => all.includes(document.activeElement)"))


def invited(site: Site, window: Windows) -> Somebody:
    """Somebody to whom the lead of a board has sent an invitation to write for it."""
    board, person, page = site.board(), stranger("Ada Oduya"), window()
    sign_in(page, site.member("Ruth Okafor", board, "lead"), f"/organisations/{board}/members/invite")
    fill(page, addresses=person.email)
    page.get_by_label("Contributor", exact=True).check()
    press(page, "Send invitations")
    expect(page.locator("#invitations")).to_have_text("1 open invitation")
    return person


def begin(walk: Walk, link: str, person: Somebody) -> None:
    """From the link in the message to the first step."""
    page = walk.page
    page.goto(link)
    walk.write(name=person.name, password=person.password)
    walk.press("Make my account and join")
    walk.press("Begin a lesson")
    walk.press("Begin")
    expect(heading(page)).to_have_text("What prompted it")


def write(walk: Walk) -> None:
    """The five steps and a source."""
    walk.choose("Review", "Good practice")
    walk.press("Save and go on to “What was found, and why”")
    walk.write(found=FOUND)
    walk.press("Save and go on to “What was done”")
    expect(walk.page.locator("#left")).to_contain_text("Choose one theme at least")
    walk.tick("Thresholds and referrals", "All themes")
    walk.press("Save and go on to “What was done”")
    walk.write(title=TITLE, done=DONE)
    walk.choose("Done")
    walk.tick("New team or post", "All kinds of change")
    walk.press("Save and go on to “What happened next”")
    walk.write(effect=EFFECT)
    walk.choose("Not measured", "Described")
    walk.press("Save and go on to “Help for others”")
    walk.write(how=HOW, summary=SUMMARY)
    walk.press("Save and add a source")
    walk.write(title="Audit of referrals", publisher="Northbridge Safeguarding Children Board")
    walk.select("kind", "Annual report")
    walk.press("Add the source")
    walk.press("Go on to check your answers")


def submit(walk: Walk) -> None:
    """From the answers to the declarations, and off."""
    expect(walk.page.locator("main")).to_contain_text("Everything that is needed is there.")
    walk.press("Go on to submit")
    walk.choose("We may share this", "No proceedings could suffer", "The words are ours to give")
    walk.press("Submit the lesson")
    expect(heading(walk.page)).to_have_text("The lesson was submitted")


def made_by(walk: Walk, site: Site, person: Somebody) -> None:
    """The whole way, after which the editorial team has the lesson and its writer a message."""
    begin(walk, site.link_to(person, "/invitations/"), person)
    write(walk)
    submit(walk)

    with site.rows():
        made = db.session.scalars(select(Revision).where(Revision.title == TITLE).order_by(Revision.id.desc())).first()
        assert made is not None
        assert (made.state, made.found, made.done) == ("submitted", FOUND, DONE)
    assert site.link_to(person, "/workspace/lessons/")


def test_a_first_time_contributor_gets_from_the_invitation_to_submitted(site: Site, window: Windows) -> None:
    person = invited(site, window)
    walk = Walk(window())

    made_by(walk, site, person)

    assert walk.pages <= 16, walk.pages  # an invitation, an account, five steps, a source, a check, a declaration
    assert walk.clicks <= 30, walk.clicks


def test_so_does_one_who_has_no_mouse(site: Site, window: Windows) -> None:
    person = invited(site, window)

    made_by(KeyboardWalk(window()), site, person)


@WITH_SCRIPTS
def test_themes_that_fit_come_to_the_top_while_somebody_writes(site: Site, window: Windows) -> None:
    page = window()
    at_step(site, page, "found")

    page.locator("main [name=found]").fill(FOUND)
    page.locator("main [name=tags]").focus()

    expect(page.locator("[data-autosave-status]")).to_contain_text("Saved at")
    first = page.locator("[data-suggested=themes] .govuk-checkboxes__item").first
    expect(first).to_contain_text("Thresholds and referrals")
    expect(first).to_contain_text("Your text says “thresholds”")
    expect(page.locator("[data-suggested=themes] legend")).to_have_text(["Themes that fit your text", "Other themes"])
    look_at(page, *WIDTHS)


@WITH_SCRIPTS
def test_what_could_give_somebody_away_is_said_below_its_field_while_somebody_writes(
    site: Site, window: Windows
) -> None:
    page = window()
    at_step(site, page, "found")

    page.locator("main [name=found]").fill("Staff could ring 01632 960123.")
    page.locator("main [name=tags]").focus()

    expect(page.locator(".kb-found[data-field=found]")).to_contain_text("This must be changed: “01632 960123”")
    look_at(page, *WIDTHS)
    page.locator("main [name=found]").fill("Staff could ring.")
    page.locator("main [name=tags]").focus()
    expect(page.locator(".kb-found li")).to_have_count(0)


@WITH_SCRIPTS
def test_a_year_that_is_none_is_said_while_the_rest_is_saved(site: Site, window: Windows) -> None:
    page = window()
    at_step(site, page, "prompted")

    page.locator("main [name=year]").fill("20014")
    page.locator("main [name=nation]").focus()

    expect(page.locator("[data-autosave-status]")).to_contain_text("except for this: Enter a year between")


@WITH_SCRIPTS
def test_a_lesson_is_written_by_keyboard_alone(site: Site, window: Windows) -> None:
    page = window()
    at_step(site, page, "found")
    keys = page.keyboard
    expect(page.get_by_role("toolbar").first).to_be_visible()

    page.get_by_label("What was found", exact=True).focus()
    keys.type("An audit found that people were ")
    keys.press("Control+b")
    keys.type("unsure")
    keys.press("Control+b")
    keys.type(" of the thresholds.")
    tab_to(page, "Why it happened")
    keys.type("Nobody had told them.")
    tab_to(page, "Causes")
    keys.press("Enter")
    tab_to(page, "Culture")
    keys.press("Space")
    tab_to(page, "Save and stay here")
    keys.press("Enter")

    expect(page.locator(".kb-notice--good")).to_have_text("Saved.")
    with site.rows():
        saved = db.session.scalars(select(Revision).order_by(Revision.id.desc())).first()
        assert saved is not None
        assert saved.found == "An audit found that people were **unsure** of the thresholds."
        assert (saved.why, [value.slug for value in saved.values("causes")]) == ("Nobody had told them.", ["culture"])


def at_step(site: Site, page: Page, step: str) -> None:
    """Open a step of a draft that was just begun."""
    board = site.board()
    sign_in(page, site.member("Cai Bevan", board, "contributor"), f"/workspace/{board}/begin")
    press(page, "Begin")
    expect(heading(page)).to_have_text("What prompted it")
    page.goto(page.url.replace("prompted", step))


def tab_to(page: Page, words: str) -> None:
    """Go on with the tab key to the field or button of this name, from wherever the focus is."""
    for _ in range(120):
        page.keyboard.press("Tab")
        named = page.evaluate(
            "(document.activeElement.labels?.[0] ?? document.activeElement).textContent.trim().replace(/\\\\s+/g, ' ')"
        )
        if named.startswith(words):
            return
    raise AssertionError(f"{words} cannot be reached by keyboard")
