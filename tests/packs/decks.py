"""Decks of packs as tests look at them: the slides of a pack, and what stands on them."""

from kb.access.actors import Actor
from kb.documents.on_slides import Shown, slides
from kb.documents.passages import Passage, passages
from kb.lessons.models.lesson import Lesson
from kb.packs.content import Block, LessonUse
from kb.packs.layouts.whole import document, thing
from kb.packs.queries.resolved import Resolved
from tests.packs.packing import a_pack
from tests.packs.taking import held, of


def deck(found: Resolved) -> list[Shown]:
    """All slides of a pack."""
    return list(slides(thing(document(found), "slides")))


def said(*shown: Shown) -> str:
    """What stands in the bodies of slides."""
    lines = (each for slide in shown for each in passages(slide.blocks) if isinstance(each, Passage))
    return " ".join(" ".join(each.text.split()) for each in lines)


def the_deck(who: Actor, *uses: LessonUse, lesson: Lesson, minutes: int = 90) -> list[Shown]:
    """The slides of a pack with a part for each of these uses of a lesson."""
    blocks = tuple(Block(f"b{at}", 20, f"Part {at}", lessons=(use,)) for at, use in enumerate(uses, 1))
    return deck(of(a_pack(who, minutes=minutes, blocks=blocks, lessons=(held(lesson),))))
