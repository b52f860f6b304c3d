"""Which lessons of a session nobody gets to see before a case, because they answer it, and what a trainer does so."""

from collections.abc import Iterator
from dataclasses import dataclass

from kb.core.text import joined
from kb.packs.cases import uses_in
from kb.packs.content import Block as PackBlock
from kb.packs.layouts.pieces import numbers_of_own
from kb.packs.queries.resolved import Resolved


@dataclass(frozen=True, slots=True)
class KeptBack:
    """Lessons in a case that are told only after it."""

    part: int
    """Number of the part that has the case."""
    until: int
    """Minute of the session at which it is over."""
    lessons: tuple[int, ...]
    """Numbers that they have in everything that is taken along."""

    @property
    def named(self) -> str:
        """ "lesson 3", "lessons 3 and 4"."""
        return f"lesson{'s' * (len(self.lessons) > 1)} {joined(map(str, self.lessons))}"

    @property
    def when(self) -> str:
        """ "until the case in part 4 is over (minute 57)"."""
        return f"until the case in part {self.part} is over (minute {self.until})"


def kept_back(found: Resolved) -> Iterator[KeptBack]:
    """One for each case that some lesson of today is kept back for."""
    blocks = found.content.blocks
    for place, each in enumerate(blocks):
        vignette = found.vignettes.get(each.vignette)
        if vignette is None:
            continue
        used = uses_in(vignette, each.stages)
        before = {use.lesson_id for other in blocks[:place] for use in other.lessons}
        after = {use.lesson_id for other in blocks[place:] for use in other.lessons} - before
        numbers = tuple(
            number for lesson, number in numbers_of_own(found).items() if lesson in after and lesson in used
        )
        if numbers:
            yield KeptBack(place + 1, found.content.starts[place] + (each.minutes or 0), numbers)


def to_prepare(found: Resolved) -> Iterator[str]:
    """Lines on what to prepare."""
    for each in kept_back(found):
        many = len(each.lessons) > 1
        card = ", and the cards with their titles" if many else ", and the card with its title"
        yield f"Keep back the sheet{'s' * many} of {each.named}{card * _has_cards(found)}, {each.when}."


def needed(found: Resolved, block: PackBlock, number: int) -> Iterator[str]:
    """Lines on what a part of this number needs: what stays in the bag where other sheets are laid out."""
    if not block.lessons:
        return
    for each in kept_back(found):
        if number < each.part:
            sheets, them = ("sheets", "them") if len(each.lessons) > 1 else ("sheet", "it")
            yield f"Not the {sheets} of {each.named}: keep {them} back {each.when}"


def of_sheet(found: Resolved, number: int) -> str:
    """What is said of the sheet of a lesson of this number where one prints it; empty for most."""
    return next((f"Keep it back {each.when}." for each in kept_back(found) if number in each.lessons), "")


def _has_cards(found: Resolved) -> bool:
    said = (*found.content.prepare, *(need for each in found.content.blocks for need in each.resources))
    return any("Cards for the line" in words for words in said)
