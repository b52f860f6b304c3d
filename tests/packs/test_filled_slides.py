"""No slide of a draft is nearly empty, and groups see their task before what they are to report."""

import re

import pytest

from kb.documents.on_slides import Shown
from kb.packs.layouts.task_slides import GROUP
from tests.packs.decks import deck, said
from tests.packs.drafts import EVERY, made
from tests.packs.taking import pack_of

ONE_LINE = 9
"""Words that a line of a slide has room for; fewer are a slide for nothing, if it only goes on with a text."""
REPORTED = re.compile(r"Lesson \d+: what was (done|recommended|agreed)")
pytestmark = pytest.mark.usefixtures("starter")


def goes_on(shown: Shown) -> bool:
    """Whether it is one of several slides of a text, and neither asks nor tells people what to do."""
    return " of " in shown.title.rpartition("(")[2] and shown.kind not in ("title", "question", "answer")


@pytest.mark.parametrize(("theme", "minutes"), [*EVERY, ("child-mental-health", 90), ("multi-agency-working", 90)])
def test_a_text_on_several_slides_leaves_none_with_a_single_line(theme: str, minutes: int) -> None:
    thin = [each.title for each in deck(pack_of(made(theme, minutes))) if goes_on(each) and words_in(each) <= ONE_LINE]

    assert thin == []


def words_in(shown: Shown) -> int:
    """Words of its body, without the line that names the lesson."""
    label = f"{shown.source.partition(',')[0]}" if shown.source else ""
    body = shown.blocks[1:] if label and said(shown).startswith(label) else shown.blocks
    return len(" ".join(said(Shown(shown.title, body)).split()).split())


def test_the_task_of_a_group_stands_before_the_lessons_that_it_reports() -> None:
    compared = 0
    for theme, minutes in [*EVERY, ("child-mental-health", 90), ("multi-agency-working", 90)]:
        found = pack_of(made(theme, minutes))
        titles = [each.title for each in deck(found)]
        for part in (each for each in found.content.blocks if each.method == GROUP and each.lessons and each.screen):
            task = next(at for at, title in enumerate(titles) if title.startswith(part.title) and "our task" in title)
            assert not [title for title in titles[:task] if REPORTED.match(title)], (theme, minutes, part.title)
            compared += any(REPORTED.match(title) for title in titles[task:])
    assert compared >= 5
