"""What is only said of a part of a session: that the times in its text, or the length of its case, are others."""

from collections.abc import Iterator

from kb.packs.content import Block
from kb.packs.told_minutes import minutes_of_steps
from kb.training.queries.sessions import sessions
from kb.training.queries.vignettes import vignettes


def notes_on(block: Block) -> Iterator[str]:
    """Sentences without a stop; none for a part without a time. What they look up is kept in memory."""
    if not block.minutes:
        return
    steps, at_first = minutes_of_steps(block.content), _minutes_at_first(block)
    if steps and steps != block.minutes != at_first and (steps > block.minutes or at_first in (None, steps)):
        yield f"The steps in the text add up to {_minutes(steps)}, the part has {block.minutes}"
    case = next((each for each in vignettes() if each.slug == block.vignette), None) if block.vignette else None
    whole = case is not None and not 0 < block.stages < len(case.stages)
    if case is not None and whole and case.minutes > block.minutes:
        yield (
            f"The case is made for {_minutes(case.minutes)}, this part has {block.minutes}: choose its first stages,"
            " or give it more time"
        )


def _minutes_at_first(block: Block) -> int | None:
    """The time of the site's part that it was taken from, whose text goes with that time; None for any other."""
    if block.origin is None:
        return None
    template = next((each for each in sessions() if each.slug == block.origin.template), None)
    return (
        next((part.minutes for part in template.blocks if part.number == block.origin.block), None)
        if template
        else None
    )


def _minutes(number: int) -> str:
    return "1 minute" if number == 1 else f"{number} minutes"
