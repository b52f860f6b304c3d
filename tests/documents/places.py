"""Words of drawn slides at the places that they were meant for: all of them, and nowhere else."""

from collections.abc import Sequence

from kb.documents.fitting import BOXES, FEET, NUMBER, Box, shortened
from kb.documents.on_slides import Shown
from kb.documents.passages import passages
from kb.documents.slide_layouts import SECTIONS
from kb.documents.tree import PROPOSED, Figure
from tests.documents.rendered import Word

AIR = 0.15
"""Of the height of a line, so much above and below its letters is empty."""
RIGHT_OF_BAND = 216
"""Points from the left edge of the first slide, on which a name stands in a band."""

LEFT_OF_WORDS = 40
"""Points from the left edge of the other slides, on which the point that is told is named beside the thread."""


def squeezed(words: str) -> str:
    """The words without spaces: where lines end is the program's business."""
    return "".join(words.split())


def within(words: list[Word], box: Box, close: float = 1) -> list[Word]:
    """The words whose letters stand in the box."""
    return [
        each
        for each in words
        if each.left >= box.left - close
        and each.right <= box.left + box.width + close
        and each.top + (air := AIR * (each.bottom - each.top)) >= box.top - close
        and each.bottom - air <= box.top + box.height + close
    ]


def check(shown: Shown, words: list[Word], number: int, foot: str) -> None:
    """Title and body stand in their places, all of them and nothing else, and nothing stands at two places."""
    title, body = BOXES[shown.kind]
    if shown.kind == "title":
        words = [each for each in words if each.left >= RIGHT_OF_BAND]
    if shown.kind == "body" and shown.point:
        beside = [each for each in words if each.right < LEFT_OF_WORDS]
        named = PROPOSED.get(shown.proposed) or SECTIONS[shown.point - 1]
        assert "".join(each.text for each in beside) == named, shown.title
        words = [each for each in words if each not in beside]
    said = [each for each in passages(shown.blocks) if not isinstance(each, Figure)]
    for place, whole in (
        (title, shown.title),
        (body, " ".join(f"{each.mark}{'.' if each.mark.isalnum() else ''} {each.text}" for each in said)),
        (NUMBER, str(number)),
        (FEET[shown.kind], shortened(shown.source or foot, "", FEET[shown.kind])),
    ):
        found = squeezed("".join(each.text for each in within(words, place)))
        assert sorted(found.replace("–", "•")) == sorted(squeezed(whole).replace("–", "•")), (shown.title, place)
    places = (title, body, NUMBER, FEET[shown.kind])
    kept = [each for place in places for each in within(words, place)]
    assert [each for each in words if each not in kept] == []


def check_all(deck: Sequence[Shown], pages: Sequence[list[Word]], foot: str) -> None:
    """The same of each slide of a deck, of which each has a page."""
    assert len(pages) == len(deck)
    for number, (slide, words) in enumerate(zip(deck, pages, strict=True), 1):
        check(slide, words, number, foot)
