"""What people do is on the screen while they do it, and so is what keeps them safe."""

import re
from typing import Any

import pytest

from kb.access.actors import Actor
from kb.core.statements import sentences
from kb.documents.tree import Block as Shows
from kb.packs.content import Block, LessonUse, Outcome, PackContent, Safety
from kb.packs.layouts.slides import ABLE, OTHERS, SAFETY
from kb.packs.touching import touches_on
from tests.editorial.kinds import ON_SQLITE
from tests.packs.decks import deck, said
from tests.packs.drafts import EVERY, made
from tests.packs.packing import a_pack
from tests.packs.taking import held, of, pack_of, some_lesson
from tests.training import material

NO_REASON = re.compile(r"do not have to give a reason|no one will ask why")
MOST = {7: 12, 30: 22, 60: 36, 90: 38, 180: 68, 360: 90}
"""Slides that a session of so many minutes has: the promise, whatever the code says."""
WITHIN_IT = "domestic-abuse"
"""A theme that is tried at each length."""
SCREEN = "Listen: what made it hard? Then 3 minutes in pairs: which of these is hardest to see?"


def titles(who: Actor, *blocks: Block, **fields: Any) -> list[str]:
    return [each.title for each in deck(of(a_pack(who, minutes=90, blocks=blocks, **fields)))][1:]


def words(blocks: tuple[Shows, ...]) -> str:
    return repr(blocks)


@ON_SQLITE
def test_a_part_opens_with_what_people_do_and_the_trainer_has_the_rest_in_the_notes(who: Actor) -> None:
    part = Block("a", 10, "Look", content="Four minutes: tell it.", screen="Talk in pairs.", trainer_notes="Wait.")

    shown = {each.title: each for each in deck(of(a_pack(who, blocks=(part,))))}["Look (10 minutes)"]

    assert said(shown) == "Talk in pairs."
    assert all(each in words(shown.notes) for each in ("Four minutes: tell it.", "Wait."))
    assert shown.minutes == 10


@ON_SQLITE
def test_groups_have_their_task_before_the_lessons_that_they_report(who: Actor) -> None:
    lesson = some_lesson(found="It was slow.")
    use = (LessonUse(lesson.id, ("found",)),)
    part = Block("a", 10, "Look", method="group", screen="4 minutes in groups: read it.", lessons=use)
    found = of(
        a_pack(who, minutes=90, blocks=(part,), lessons=(held(lesson),), group_size="8 to 24, in groups of four")
    )

    shown = [each for each in deck(found) if "Look" in each.title or each.point]

    assert [each.title for each in shown] == ["Look: your task (10 minutes)", "Lesson 1: what was found"]
    assert said(shown[0]) == "4 minutes in groups: read it. Work in groups of four."


@ON_SQLITE
def test_who_listens_first_has_the_task_after_the_lessons(who: Actor) -> None:
    lesson = some_lesson(found="It was slow.")
    part = Block("a", 10, "Look", method="talk", screen=SCREEN, lessons=(LessonUse(lesson.id, ("found",)),))

    shown = deck(of(a_pack(who, minutes=90, blocks=(part,), lessons=(held(lesson),))))
    of_part = [(each.title, said(each)) for each in shown if "Look" in each.title or each.point]

    assert [title for title, _ in of_part] == ["Look (10 minutes)", "Lesson 1: what was found", "Look: your task"]
    assert of_part[0][1] == "Listen: what made it hard?"
    assert of_part[2][1] == "3 minutes in pairs: which of these is hardest to see?"


@ON_SQLITE
def test_a_case_has_its_task_and_all_its_questions(who: Actor) -> None:
    lesson = some_lesson()
    asked = [
        material.question(material.point(lesson), text=f"Question {at}: {'what ' * 18}else?") for at in range(1, 4)
    ]
    case = material.vignette(lesson, questions=asked)
    part = Block("a", 25, "A case", method="case", screen="Read. Then answer.", vignette=case.slug, stages=1)

    shown = deck(of(a_pack(who, minutes=90, blocks=(part,))))

    assert "A case: your task (25 minutes)" in [each.title for each in shown]
    assert [each.title for each in shown if each.title.startswith("Stage 1")] == [
        "Stage 1: A cold morning",
        "Stage 1, from question 2: A cold morning",
        "Stage 1, from question 3: A cold morning",
    ]
    assert all(f"Question {at}:" in said(*shown) for at in (1, 2, 3))


@ON_SQLITE
@pytest.mark.parametrize("words", [5, 17, 30])
def test_a_stage_says_for_how_long_and_where_to_begin_however_long_its_questions_are(who: Actor, words: int) -> None:
    lesson = some_lesson()
    asked = [material.question(material.point(lesson), text=f"{'what ' * words}else?") for _ in range(2)]
    case = material.vignette(lesson, questions=asked)
    screen = "First stage: read. Then 7 minutes in groups."
    part = Block("a", 25, "A case", method="case", screen=screen, vignette=case.slug, stages=1)

    first = next(each for each in deck(of(a_pack(who, minutes=90, blocks=(part,)))) if each.title.startswith("Stage 1"))

    assert "7 minutes. Begin with question 1." in said(first)


@ON_SQLITE
def test_minutes_are_those_of_the_stage_that_is_named_and_of_no_other(who: Actor) -> None:
    case = material.vignette(some_lesson())
    part = Block("a", 25, "A case", screen="Second stage: 6 minutes.", vignette=case.slug, stages=1)

    first = next(each for each in deck(of(a_pack(who, minutes=90, blocks=(part,)))) if each.title.startswith("Stage 1"))

    assert "6 minutes" not in said(first)


@ON_SQLITE
def test_parts_of_one_title_are_told_apart(who: Actor) -> None:
    breaks = [Block(f"b{at}", 15, "Break", screen=f"Break number {at}.") for at in (1, 2)]

    assert {"Break (15 minutes)", "Break 2 (15 minutes)"} <= {*titles(who, *breaks)}


@ON_SQLITE
def test_what_today_touches_on_is_seen_with_the_content_notice(who: Actor) -> None:
    material.safety()
    lesson = some_lesson(values=["harm-types/neglect"])

    notice = next(each for each in deck(of(a_pack(who, lessons=(held(lesson),)))) if each.title == SAFETY)

    assert "Today touches on: neglect." in said(notice)
    assert "This is about harm to children." in said(notice)


@pytest.mark.parametrize(("theme", "minutes"), [*EVERY, ("child-mental-health", 90)])
def test_nobody_has_to_give_a_reason_by_what_is_seen_before_anything_else(
    starter: None, theme: str, minutes: int
) -> None:
    notice = next(each for each in deck(pack_of(made(theme, minutes))) if each.title == SAFETY)

    assert NO_REASON.search(said(notice))


@ON_SQLITE
@pytest.mark.parametrize("minutes", [7, 90])
def test_so_it_does_under_a_notice_of_the_trainers_own(who: Actor, minutes: int) -> None:
    long = " ".join(f"This sentence about stepping out of the room has number {at}." for at in range(6))
    own = Safety("Some of this is hard to hear.", (), f"{long} You do not have to give a reason.", "", "")
    notice = next(each for each in deck(of(a_pack(who, minutes=minutes, safety=own))) if each.title == SAFETY)

    assert NO_REASON.search(said(notice))


@ON_SQLITE
def test_all_helplines_of_the_sheet_are_on_slides(who: Actor) -> None:
    lesson = some_lesson(values=["harm-types/domestic-abuse"])
    found = of(a_pack(who, lessons=(held(lesson),), slots=PackContent("").slots))

    shown = said(*(each for each in deck(found) if "talk to" in each.title))

    assert "National Domestic Abuse Helpline" in shown
    assert all(line.name in shown for line in found.support)


def test_what_is_read_out_names_no_sheet_that_nobody_has(starter: None) -> None:
    shown = deck(pack_of(made(WITHIN_IT, 7)))

    assert "sheet" not in said(*shown)
    assert not [each.title for each in shown if each.title.startswith("Ask yourselves")]
    (task,) = (each for each in shown if "Choose one question" in repr(each.notes))
    assert "Our question" in said(task)


@ON_SQLITE
def test_the_task_names_the_sheets_of_lessons_that_were_told_before(who: Actor) -> None:
    lesson = some_lesson(found="It was slow.")
    use = (LessonUse(lesson.id, ("found",)),)
    parts = (Block("a", 10, "Look", lessons=use), Block("b", 10, "Draw", screen="5 minutes: draw it.", lessons=use))

    shown = deck(of(a_pack(who, minutes=90, blocks=parts, lessons=(held(lesson),))))

    assert [said(each) for each in shown if "Draw" in each.title] == ["5 minutes: draw it. Sheets: lesson 1."]


@ON_SQLITE
def test_what_people_will_be_able_to_do_is_on_one_slide_and_all_of_it_in_its_notes(who: Actor) -> None:
    able = tuple(Outcome(f"o{at}", f"do thing number {at} {'with others ' * 6}") for at in range(4))

    (shown,) = (each for each in deck(of(a_pack(who, minutes=90, outcomes=able))) if each.title.startswith(ABLE))

    assert OTHERS in said(shown)
    assert all(each.text.strip() in " ".join(repr(shown.notes).split()) for each in able)


@pytest.mark.parametrize(("theme", "minutes"), dict.fromkeys([*((WITHIN_IT, each) for each in MOST), *EVERY]))
def test_a_draft_has_every_task_and_no_more_slides_than_its_length_bears(
    starter: None, theme: str, minutes: int
) -> None:
    found = pack_of(made(theme, minutes))
    shown = deck(found)

    assert len(shown) <= MOST[minutes]
    visible = said(*shown).casefold()
    tasks = [each.removeprefix("Then ") for part in found.content.blocks for each in sentences(part.screen)]
    assert tasks
    assert [each for each in tasks if each.casefold() not in visible] == []
    assert touches_on(found).casefold() in visible
    assert not [each.title for each in shown if each.title.endswith((" (2)", " (3)"))]
