"""A page in a state: who sees it, at which address, after sending what."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from playwright.sync_api import Page, expect

from tests.journeys.accounts.steps import fill
from tests.journeys.accounts.world import World

Typed = Mapping[str, str]
EMPTY: Typed = {}


@dataclass(frozen=True)
class State:
    """A page as somebody sees it, perhaps after sending its form."""

    who: str
    path: str
    """Words in braces stand for what the world calls so."""
    sent: tuple[Typed, ...] = ()
    """What is typed into the page's form before it is sent, once for each time."""
    refused: bool = False
    """Whether the form comes back."""
    signed_out: bool = field(default=False, kw_only=True)
    """Whether the session has ended meanwhile."""

    def __str__(self) -> str:
        return f"{self.who} {self.path}{' sent' * len(self.sent)}{' refused' if self.refused else ''}"

    def show(self, world: World) -> Page:
        """Bring the page into this state."""
        page = world.window(self.who)
        page.goto(self.path.format_map(world.words))
        if self.signed_out:
            world.site.end_sessions(world.people[self.who])
        for typed in self.sent:
            before = page.title()
            fill(page, **{name: words.format_map(world.words) for name, words in typed.items()})
            page.locator("main form[method=post] button.govuk-button:not([type=button])").first.click()
        if self.refused:
            expect(page).to_have_title(re.compile("^Error: "))
            expect(page.locator(".govuk-error-summary")).to_be_focused()
        elif self.sent:
            expect(page).not_to_have_title(before)  # or the page that was sent would be looked at
        return page


def refused(who: str, path: str, **typed: str) -> Iterator[State]:
    """A form: as it is at first, and as it comes back where this is typed."""
    yield State(who, path)
    yield State(who, path, (typed,), refused=True)


def plain(who: str, *paths: str) -> Iterator[State]:
    """Pages without a form, or with a button that would do something."""
    yield from (State(who, path) for path in paths)
