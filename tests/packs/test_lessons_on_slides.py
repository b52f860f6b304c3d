"""Lessons on slides: a finding is never without its caveat, and every slide says which lesson it tells and how far."""

import re
from dataclasses import replace
from itertools import pairwise

import pytest
from sqlalchemy import select

from kb.access.actors import Actor
from kb.core import db
from kb.core.statements import statements_of
from kb.documents.on_slides import Shown, on_one, slides
from kb.documents.passages import Passage, passages
from kb.documents.tree import Document
from kb.lessons.models.lesson import Lesson
from kb.packs.content import Block, LessonUse, PackContent, PackLesson
from kb.packs.layouts.divided import words_of
from kb.packs.layouts.end_slides import FULL, OF_TODAY
from kb.packs.layouts.lesson_slides import BRIEF, WHOLE, lesson_slides
from kb.packs.layouts.whole import document, thing
from kb.packs.models import Pack
from kb.packs.queries.resolved import Resolved, resolved
from kb.packs.queries.told import LessonTold, lessons_told
from kb.packs.reasons import began_small
from tests.packs.from_templates import packs
from tests.packs.packing import a_pack
from tests.packs.taking import held, of, some_lesson

FIELDS = ("found", "why", "done", "effect")
CAVEAT = "It gives no figures, so we cannot tell what changed."


def deck(found: Resolved) -> list[Shown]:
    return list(slides(thing(document(found), "slides")))


def said(*shown: Shown) -> str:
    """What stands in the bodies of slides."""
    lines = (each for slide in shown for each in passages(slide.blocks) if isinstance(each, Passage))
    return " ".join(" ".join(each.text.split()) for each in lines)


def told(lesson: LessonTold, shown: list[Shown]) -> list[Shown]:
    return [each for each in shown if each.source.startswith(lesson.reference)]


def check_whole(lesson: LessonTold, shown: list[Shown]) -> None:
    """Each field is shown with all of its sentences in their order, or with none."""
    for name in FIELDS:
        source = f"{lesson.reference}, {began_small(lesson.heading(name))}"
        words = said(*(each for each in shown if each.source == source))
        sentences = [" ".join(each.text.split()) for each in statements_of(lesson.texts.get(name, "").splitlines(), 1)]
        if not words or WHOLE in words:
            assert not [each for each in sentences if each in words]
            continue
        at = 0
        for each in sentences:
            assert each in words[at:], (source, each)
            at = words.index(each, at) + len(each)


def test_every_field_of_every_starter_lesson_is_whole_on_slides(starter: None) -> None:
    ids = db.session.scalars(select(Lesson.id).where(Lesson.live_revision_id.is_not(None)))
    lessons = lessons_told(PackLesson(number, 0) for number in ids)
    assert len(lessons) > 80
    for number, lesson in enumerate(lessons.values(), 1):
        made = lesson_slides(lesson, LessonUse(lesson.id, (*FIELDS, "how")), number, set())
        shown = list(slides(Document("", blocks=tuple(made))))[1:]
        assert [each.title for each in shown] == [each.title for each in made]
        assert WHOLE not in said(*shown)
        assert all(lesson.reference in said(each) and each.notes for each in shown)
        check_whole(lesson, shown)


def test_so_it_is_in_the_decks_of_all_session_templates(starter: None) -> None:
    for content in packs():
        found = resolved(Pack(id=0, slug="a", title=content.title, content={}, credit=""), content, 1)
        shown = deck(found)
        assert not [each.title for each in shown if re.search(r"\(\d+\)|…", each.title)]
        for lesson in found.lessons.values():
            check_whole(lesson, told(lesson, shown))


def the_deck(who: Actor, *uses: LessonUse, lesson: Lesson, minutes: int = 90) -> list[Shown]:
    blocks = tuple(Block(f"b{at}", 20, f"Part {at}", lessons=(use,)) for at, use in enumerate(uses, 1))
    return deck(of(a_pack(who, minutes=minutes, blocks=blocks, lessons=(held(lesson),))))


def test_a_long_field_goes_on_under_titles_that_say_so(who: Actor) -> None:
    lesson = some_lesson(found=" ".join(f"Sentence {at} says one thing about the team." for at in range(1, 12)))

    shown = [each for each in the_deck(who, LessonUse(lesson.id, ("found",)), lesson=lesson) if each.point]

    assert [each.title for each in shown] == [
        "Lesson 1: what was found (1 of 3)",
        "Lesson 1: what was found (2 of 3)",
        "Lesson 1: what was found (3 of 3)",
    ]
    assert "Sentence 11 says" in repr(shown[0].notes)


def test_a_field_too_long_for_slides_is_on_the_sheet_alone(who: Actor) -> None:
    lesson = some_lesson(found="The team reads every referral that comes in. " * 60)

    (shown,) = (each for each in the_deck(who, LessonUse(lesson.id, ("found",)), lesson=lesson) if each.point)

    assert WHOLE in said(shown)
    assert "The team reads" not in said(shown)
    assert "The team reads" in repr(shown.notes)


@pytest.mark.parametrize(("status", "proposed"), [("recommended", "recommended"), ("agreed", "agreed"), ("done", "")])
def test_the_thread_shows_what_was_only_proposed_as_that(who: Actor, status: str, proposed: str) -> None:
    lesson = some_lesson(done="A team reads every referral.", done_status_key=f"done-statuses/{status}")

    shown = the_deck(who, LessonUse(lesson.id, ("done",)), lesson=lesson)

    assert [(each.point, each.proposed) for each in shown if each.point] == [(3, proposed)]


def test_a_lesson_that_is_told_again_is_not_shown_again(who: Actor) -> None:
    lesson = some_lesson(found="It was slow.", done="A team reads them.")
    uses = (LessonUse(lesson.id, ("found", "done")), LessonUse(lesson.id, ("found",)))

    shown = the_deck(who, *uses, lesson=lesson)

    assert said(*shown).count("It was slow.") == 1
    assert [each.title for each in shown if "sheets" in each.title] == ["Part 2: take these sheets"]


def test_own_words_stand_in_place_of_the_lesson(who: Actor) -> None:
    lesson = some_lesson(found="It was slow.")

    shown = the_deck(who, LessonUse(lesson.id, words="Ring before you write."), lesson=lesson)

    assert "Ring before you write." in said(*shown)
    assert "It was slow." not in said(*shown)


def test_what_was_not_reported_is_said(who: Actor) -> None:
    lesson = some_lesson(done="A team reads them.", effect="")

    assert "No effect was reported." in said(*the_deck(who, LessonUse(lesson.id, ("done", "effect")), lesson=lesson))


def test_a_short_session_tells_lessons_by_their_whole_summaries(who: Actor) -> None:
    lessons = [
        some_lesson(
            f"Area {at} reads referrals",
            summary=f"Area {at} began a project. The article calls it successful. {CAVEAT}",
            found=f"Area {at} found one thing after the other that was slow and took too long. " * 4,
        )
        for at in range(1, 5)
    ]
    uses = tuple(LessonUse(each.id, ("found", "done")) for each in lessons)
    fields = {"blocks": (Block("a", 7, "Look", lessons=uses),), "lessons": tuple(map(held, lessons))}

    shown = deck(of(a_pack(who, minutes=7, **fields)))

    assert said(*shown).count(CAVEAT) == 4
    assert {each.source.partition(", ")[2] for each in shown if each.source} == {BRIEF}
    assert "was slow" not in said(*shown)


def test_lessons_whose_titles_have_no_room_are_listed_by_area_and_their_titles_are_in_the_notes(who: Actor) -> None:
    title = "A board with a very long name asks its staff to do many things that nobody has ever asked before"
    lessons = [some_lesson(f"{title}, number {at}") for at in range(6)]
    pack = PackContent("Long", minutes=180, blocks=(Block("a", 180, "A"),), lessons=tuple(map(held, lessons)))

    (listed,) = (each for each in deck(of(a_pack(who), pack)) if each.title == OF_TODAY)

    assert all(each.reference in said(listed) for each in lessons)
    assert FULL in said(listed)
    assert all(f"{title}, number {at}" in repr(listed.notes) for at in range(6))


def test_of_two_slides_of_a_field_neither_has_room_for_the_other(starter: None) -> None:
    ids = db.session.scalars(select(Lesson.id).where(Lesson.live_revision_id.is_not(None)))
    for lesson in lessons_told(PackLesson(number, 0) for number in ids).values():
        made = lesson_slides(lesson, LessonUse(lesson.id, FIELDS), 1, set())
        for one, other in pairwise(made):
            label = min(one.blocks[0], other.blocks[0], key=lambda each: words_of((each,)))
            together = replace(one, blocks=(label, *one.blocks[1:], *other.blocks[1:]))
            announces = said(one).endswith(":")
            assert one.source != other.source or announces or not on_one(together), (one.source, one.title)


def test_what_was_done_of_a_proposal_is_not_called_recommended(who: Actor) -> None:
    points = "\n".join(f"- Staff should ask for the words that child number {at} used on the day" for at in range(4))
    done = f"A page was written for all teams of the area. This is the part that was **done**.\n\n{points}"
    lesson = some_lesson(done=done, done_status_key="done-statuses/recommended")

    shown = [each for each in the_deck(who, LessonUse(lesson.id, ("done",)), lesson=lesson) if each.source]

    assert (shown[0].point, shown[0].proposed) == (0, "")
    assert {(each.point, each.proposed) for each in shown[1:]} == {(3, "recommended")}


def test_that_nothing_was_done_is_part_of_what_was_recommended(who: Actor) -> None:
    done = "It is recommended. Nothing that we read shows that it was carried out."
    lesson = some_lesson(done=done, done_status_key="done-statuses/recommended")

    (shown,) = (each for each in the_deck(who, LessonUse(lesson.id, ("done",)), lesson=lesson) if each.source)

    assert shown.proposed == "recommended"
