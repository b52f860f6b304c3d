"""Says in one sentence what a session touches on, so that people can choose whether to stay."""

from collections.abc import Mapping

from kb.core.text import joined
from kb.lessons.queries.labels import labels
from kb.packs.content import Block, PackContent
from kb.packs.queries.resolved import Resolved
from kb.packs.queries.touched import Touched, what_is_touched
from kb.packs.reasons import began_small

SHORT: Mapping[str, str] = {
    "killing-by-parent": "killing by a parent or carer",
    "sexual-abuse": "sexual abuse",
    "domestic-abuse": "domestic abuse",
    "sudden-unexpected-infant-death": "sudden death of a baby",
    "harmful-sexual-behaviour": "harmful sexual behaviour",
    "institutional-abuse": "abuse by a person in a position of trust",
    "accident": "accidents",
}
"""What is said of kinds of harm whose label is long for a sentence that is read aloud."""


UNNAMED = "a worry about a child, and nobody knows yet what is behind it (you may think of violence or of sexual abuse)"
"""What is said of a case that leaves open which harm there is."""
DOTS = "It touches on ..."
"""What stands in texts to be said for what a part touches on."""
MAY_STEP_OUT = "You may only listen, or step out, and no one will ask why."
WITH_CARE = (
    "For you: say “died by suicide” and not “committed”, nothing of the method, and no single cause. "
    "Do not leave anybody alone who seems to think of it."
)


def touches_on(session: Resolved | PackContent) -> str:
    """ "Today touches on: neglect; the death of a baby."; empty where neither harm nor a death is known."""
    found = what_is_touched(session).session if isinstance(session, PackContent) else session.touched
    said = _said(found)
    return f"Today touches on: {'; '.join(said)}." if said else ""


def say_this(found: Resolved, block: Block) -> tuple[str, str]:
    """What is said at a part, with what it touches on in place of dots; and what only the trainer reads of it there.

    Before anything else it is said too where people work on lessons in place of a case, and at every part with lessons
    or a case that touches on a death or on harm that is as hard to hear of.
    """
    words, own = block.say_this, found.touched_in.get(block.key, Touched())
    here = own if block.vignette else found.touched
    if DOTS in words:
        said = _said(here)
        words = words.replace(DOTS, f"It touches on {joined(said)}.") if said else words
    elif said := _said(own) if own.is_hard or block.key in found.in_place_of_case else []:
        words = f"This touches on {joined(said)}. {MAY_STEP_OUT} {words}".rstrip()
    return words, WITH_CARE if own.is_on_suicide and (block.vignette or block.lessons) else ""


def _said(touched: Touched) -> list[str]:
    known = labels().values
    said = [SHORT.get(slug) or began_small(known[f"harm-types/{slug}"].label) for slug in touched.harm_types]
    if touched.deaths:
        said.append(f"the death {joined(f'of {death}' for death in touched.deaths)}")
    return said or ([UNNAMED] if touched.unnamed else [])
