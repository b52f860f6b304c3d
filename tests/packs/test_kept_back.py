"""What answers a case is kept back until it is over: the guide says so where sheets are laid out."""

import pytest

from kb.documents.plain_text import plain_text
from kb.packs.lacking import lacking
from kb.packs.layouts.kept_back import kept_back
from kb.packs.layouts.whole import document, thing
from kb.packs.queries.resolved import Resolved
from kb.packs.told_minutes import minutes_of_steps, shortened
from tests.packs.drafts import made
from tests.packs.taking import pack_of

pytestmark = pytest.mark.usefixtures("starter")
THEME = "thresholds-and-referrals"


def drafted(minutes: int) -> Resolved:
    return pack_of(made(THEME, minutes))


def words(found: Resolved) -> str:
    return " ".join(plain_text(thing(document(found), "guide")).split())


@pytest.mark.parametrize("minutes", [90, 180, 360])
def test_the_guide_says_where_sheets_are_laid_out_which_stay_in_the_bag_and_until_when(minutes: int) -> None:
    found = drafted(minutes)
    (kept,) = kept_back(found)
    said = words(found)

    assert found.content.blocks[kept.part - 1].vignette
    assert kept.until == found.content.starts[kept.part]
    assert f"Keep back the sheet of {kept.named}, and the card with its title, {kept.when}." in said
    assert f"Not the sheet of {kept.named}: keep it back {kept.when}" in said
    assert f"Keep it back {kept.when}." in said


@pytest.mark.parametrize("minutes", [90, 180, 360])
def test_a_lesson_that_is_kept_back_is_told_in_minutes_of_its_own(minutes: int) -> None:
    found = drafted(minutes)
    (kept,) = kept_back(found)
    later = next(block for block in found.content.blocks[kept.part :] if block.lessons)

    assert later.content.startswith("Two minutes: tell the lesson that you kept back until now.")
    assert later.screen.startswith("Listen: what did we keep back until now, and what was found? Then ")
    before = {use.lesson_id for block in found.content.blocks[: kept.part] for use in block.lessons}
    assert later.lessons[0].lesson_id not in before
    assert minutes_of_steps(later.content) == later.minutes
    assert found.content.planned == minutes
    assert not [
        lack.words
        for lack in lacking(found.content, found.lessons, found.touched, has_logo=False)
        if "add up" in lack.words
    ]


def test_nothing_is_said_of_keeping_back_where_all_is_told_before_the_case() -> None:
    found = drafted(60)

    assert not list(kept_back(found))
    assert "eep back the sheet" not in words(found)
    assert not any("kept back" in block.content for block in found.content.blocks)


@pytest.mark.parametrize(
    ("text", "shorter"),
    [
        ("Nine minutes: tell. The rest of the nine minutes is theirs. 3 minutes: talk.",
         "Seven minutes: tell. The rest of the seven minutes is theirs. 3 minutes: talk."),
        ("7 minutes: read. 7 minutes: report.", "7 minutes: read. 5 minutes: report."),
        ("Talk.", "Talk."),
        ("Three minutes: tell.", None),
    ],
)  # fmt: skip
def test_the_longest_step_is_made_shorter_as_far_as_it_can_be(text: str, shorter: str | None) -> None:
    assert shortened(text, 2) == shorter
