"""Drafts on themes of the starter content."""

from collections.abc import Iterator
from functools import cache

from kb.lessons.queries.labels import labels
from kb.packs.content import LENGTHS, PackContent
from kb.packs.drafting import draft
from kb.training.queries.sessions import Block

THEMES = (
    "thresholds-and-referrals", "neglect", "professional-curiosity", "domestic-abuse", "information-sharing",
    "escalation-and-challenge", "fabricated-or-induced-illness", "coercive-control",
)  # fmt: skip
"""With many lessons, with few, and with none of their own."""
WITH_LESSONS = (
    "thresholds-and-referrals", "neglect", "professional-curiosity", "domestic-abuse", "information-sharing",
    "escalation-and-challenge", "multi-agency-working", "fathers-and-hidden-men",
)  # fmt: skip
OF_EACH_LENGTH = "thresholds-and-referrals"
EVERY = list(dict.fromkeys([*((theme, 90) for theme in THEMES), *((OF_EACH_LENGTH, minutes) for minutes in LENGTHS)]))
"""Themes with lengths."""


def number_of(theme: str) -> int:
    return next(number for number, label in labels().themes.items() if label.slug == theme)


@cache
def drafted(number: int, minutes: int, agencies: tuple[str, ...] = ()) -> PackContent:
    """The draft on a theme of the starter content, which no test changes: it is made once."""
    return draft(number, minutes, agencies)


def made(theme: str, minutes: int, *agencies: str) -> PackContent:
    """The draft on a theme of this name."""
    return drafted(number_of(theme), minutes, agencies)


def parts_in(part: Block) -> Iterator[Block]:
    """A part of a frame, what takes its place, and what takes the place of that."""
    yield part
    if part.otherwise:
        yield from parts_in(part.otherwise)
