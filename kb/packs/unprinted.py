"""What of the words of a pack has no letters in PDFs, and at which place it was written."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from kb.core.text import joined
from kb.documents.printable import replaced
from kb.packs.content import SLOTS, Block, PackContent

MOST, LONGEST = 3, 12
"""Groups that are named, and characters of each."""
A_BOX = "a box"


class Unprinted(NamedTuple):
    """What is said of a place."""

    where: str
    """As `kb.packs.lacking` has it; that of a part of the session begins with `block:`."""
    words: str
    page: str


def unprinted(content: PackContent) -> Iterator[Unprinted]:
    """Each place whose words PDFs do not show as they were written."""
    for where, name, page, texts in _places(content):
        if found := in_pdfs(texts):
            yield Unprinted(where, f"{name}: {found}" if name else found, page)


def in_pdfs(texts: Iterable[str]) -> str:
    """What stands in PDFs in place of what they have no letters for; empty where they have all."""
    groups: dict[str, str] = {}
    for signs, instead in replaced("\n".join(texts)).items():
        kind = f"“{instead}”" if instead.startswith("[") else A_BOX
        groups[kind] = groups.get(kind, "") + signs
    if not groups:
        return ""
    named = [
        f"{instead} for “{signs[:LONGEST]}{'…' * (len(signs) > LONGEST)}”"
        for instead, signs in [*groups.items()][:MOST]
    ]
    others = ["others like them"] * (len(groups) > MOST)
    return f"PDFs show {joined([*named, *others])}. Word files and slides keep what you wrote"


def _places(content: PackContent) -> Iterator[tuple[str, str, str, Iterable[str]]]:
    """Where something is written, what that is called beside other places, its page, and its words."""
    outcomes = (each.text for each in content.outcomes)
    about = (content.title, content.summary, content.audience, content.group_size, content.when_where)
    yield "session", "About the session", "about", (*about, *outcomes, *content.prepare)
    for block in content.blocks:
        yield f"block:{block.key}", "", f"block:{block.key}", _of_block(block)
    for sheet in content.handouts:
        yield "session", f"Handout “{sheet.title}”", "sheets", (sheet.title, sheet.purpose, sheet.body)
    for own in content.questions:
        yield "session", "A quiz question of your own", "sheets", (own.stem, *own.options, own.explanation)
    if own_words := content.safety:
        said = (own_words.content_notice, own_words.opt_out, own_words.debrief, own_words.facilitators)
        yield "safety", "Safety", "safety", (*said, *own_words.ground_rules)
    for name in SLOTS:
        yield f"slot:{name}", "Your area", "slots", (getattr(content.slots, name),)
    yield "logo", "Name and logo", "brand", (content.made_by, content.logo_alternative)


def _of_block(block: Block) -> tuple[str, ...]:
    """What a guide prints of a part: all but what stands on its slide alone."""
    own = (block.title, block.purpose, block.content, block.trainer_notes, block.say_this, block.watch_for)
    return (*own, *block.resources, *(use.words for use in block.lessons))
