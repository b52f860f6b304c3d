"""Lessons on slides: a finding is never without its caveat, and every slide says which lesson it tells and how far."""

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

import pytest
from apiflask import APIFlask
from sqlalchemy import select

from kb.access.actors import Actor
from kb.core import db
from kb.core.statements import statements_of
from kb.documents.on_slides import Shown, on_one, slides
from kb.documents.tree import Document, Slide
from kb.lessons.models.lesson import Lesson
from kb.packs.content import Block, LessonUse, PackContent, PackLesson
from kb.packs.layouts.divided import words_of
from kb.packs.layouts.end_slides import FULL, OF_TODAY
from kb.packs.layouts.lesson_slides import BRIEF, WHOLE, lesson_slides
from kb.packs.queries.told import LessonTold, lessons_told
from kb.packs.reasons import began_small
from tests.editorial.kinds import ON_SQLITE
from tests.packs.decks import deck, said, the_deck
from tests.packs.from_templates import packs
from tests.packs.packing import a_pack
from tests.packs.taking import held, of, pack_of, some_lesson

FIELDS = ("found", "why", "done", "effect")
CAVEAT = "It gives no figures, so we cannot tell what changed."


@pytest.fixture(scope="module")
def laid_out(site: APIFlask) -> Iterator[list[tuple[LessonTold, list[Slide]]]]:
    """Every starter lesson, and the slides on which all of it is told."""
    with site.app_context():
        ids = db.session.scalars(select(Lesson.id).where(Lesson.live_revision_id.is_not(None)))
        lessons = lessons_told(PackLesson(number, 0) for number in ids)
        assert len(lessons) > 80
        yield [
            (lesson, lesson_slides(lesson, LessonUse(lesson.id, (*FIELDS, "how")), number, set()))
            for number, lesson in enumerate(lessons.values(), 1)
        ]
        db.session.remove()


def told(lesson: LessonTold, shown: list[Shown]) -> list[Shown]:
    return [each for each in shown if each.source.startswith(lesson.reference)]


def of_field(lesson: LessonTold, name: str, shown: list[Shown]) -> str:
    """What slides say under the name of this field."""
    source = f"{lesson.reference}, {began_small(lesson.heading(name))}"
    return said(*(each for each in shown if each.source == source))


def check_whole(lesson: LessonTold, shown: list[Shown]) -> int:
    """Each field is shown with all of its sentences in their order, or with none; how many were shown."""
    number = 0
    for name in FIELDS:
        words = of_field(lesson, name, shown)
        sentences = [" ".join(each.text.split()) for each in statements_of(lesson.texts.get(name, "").splitlines(), 1)]
        if not words or WHOLE in words:
            assert not [each for each in sentences if each in words]
            continue
        at = 0
        for each in sentences:
            assert each in words[at:], (lesson.reference, name, each)
            at = words.index(each, at) + len(each)
            number += 1
    return number


def test_every_field_of_every_starter_lesson_is_whole_on_slides(laid_out: list[tuple[LessonTold, list[Slide]]]) -> None:
    compared = 0
    for lesson, made in laid_out:
        shown = list(slides(Document("", blocks=tuple(made))))[1:]
        assert [each.title for each in shown] == [each.title for each in made]
        assert WHOLE not in said(*shown)
        assert all(lesson.reference in said(each) and each.notes for each in shown)
        assert [name for name in FIELDS if name in lesson.texts and not of_field(lesson, name, shown)] == []
        compared += check_whole(lesson, shown)
    assert compared > 1000


def test_so_it_is_in_the_decks_of_all_session_templates(starter: None) -> None:
    compared = 0
    for content in packs():
        found = pack_of(content)
        shown = deck(found)
        assert not [each.title for each in shown if re.search(r"\(\d+\)|…", each.title)]
        for lesson in found.lessons.values():
            compared += check_whole(lesson, told(lesson, shown))
    assert compared > 200


@ON_SQLITE
def test_a_long_field_goes_on_under_titles_that_say_so(who: Actor) -> None:
    lesson = some_lesson(found=" ".join(f"Sentence {at} says one thing about the team." for at in range(1, 12)))

    shown = [each for each in the_deck(who, LessonUse(lesson.id, ("found",)), lesson=lesson) if each.point]

    assert [each.title for each in shown] == [
        "Lesson 1: what was found (1 of 3)",
        "Lesson 1: what was found (2 of 3)",
        "Lesson 1: what was found (3 of 3)",
    ]
    assert "Sentence 11 says" in repr(shown[0].notes)


@ON_SQLITE
def test_a_field_too_long_for_slides_is_on_the_sheet_alone(who: Actor) -> None:
    lesson = some_lesson(found="The team reads every referral that comes in. " * 60)

    (shown,) = (each for each in the_deck(who, LessonUse(lesson.id, ("found",)), lesson=lesson) if each.point)

    assert WHOLE in said(shown)
    assert "The team reads" not in said(shown)
    assert "The team reads" in repr(shown.notes)


@ON_SQLITE
@pytest.mark.parametrize(("status", "proposed"), [("recommended", "recommended"), ("agreed", "agreed"), ("done", "")])
def test_the_thread_shows_what_was_only_proposed_as_that(who: Actor, status: str, proposed: str) -> None:
    lesson = some_lesson(done="A team reads every referral.", done_status_key=f"done-statuses/{status}")

    shown = the_deck(who, LessonUse(lesson.id, ("done",)), lesson=lesson)

    assert [(each.point, each.proposed) for each in shown if each.point] == [(3, proposed)]


@ON_SQLITE
def test_a_lesson_that_is_told_again_is_not_shown_again(who: Actor) -> None:
    lesson = some_lesson(found="It was slow.", done="A team reads them.")
    uses = (LessonUse(lesson.id, ("found", "done")), LessonUse(lesson.id, ("found",)))

    shown = the_deck(who, *uses, lesson=lesson)

    assert said(*shown).count("It was slow.") == 1
    assert [each.title for each in shown if "sheets" in each.title] == ["Part 2: take these sheets"]


@ON_SQLITE
def test_own_words_stand_in_place_of_the_lesson(who: Actor) -> None:
    lesson = some_lesson(found="It was slow.")

    shown = the_deck(who, LessonUse(lesson.id, words="Ring before you write."), lesson=lesson)

    assert "Ring before you write." in said(*shown)
    assert "It was slow." not in said(*shown)


@ON_SQLITE
def test_what_was_not_reported_is_said(who: Actor) -> None:
    lesson = some_lesson(done="A team reads them.", effect="")

    assert "No effect was reported." in said(*the_deck(who, LessonUse(lesson.id, ("done", "effect")), lesson=lesson))


@ON_SQLITE
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


@ON_SQLITE
def test_lessons_whose_titles_have_no_room_are_listed_by_area_and_their_titles_are_in_the_notes(who: Actor) -> None:
    title = "A board with a very long name asks its staff to do many things that nobody has ever asked before"
    lessons = [some_lesson(f"{title}, number {at}") for at in range(6)]
    pack = PackContent("Long", minutes=180, blocks=(Block("a", 180, "A"),), lessons=tuple(map(held, lessons)))

    (listed,) = (each for each in deck(of(a_pack(who), pack)) if each.title == OF_TODAY)

    assert all(each.reference in said(listed) for each in lessons)
    assert FULL in said(listed)
    assert all(f"{title}, number {at}" in repr(listed.notes) for at in range(6))


def test_of_two_slides_of_a_field_neither_has_room_for_the_other(
    laid_out: list[tuple[LessonTold, list[Slide]]],
) -> None:
    compared = 0
    for _, made in laid_out:
        for one, other in pairwise(made):
            label = min(one.blocks[0], other.blocks[0], key=lambda each: words_of((each,)))
            together = replace(one, blocks=(label, *one.blocks[1:], *other.blocks[1:]))
            announces = said(one).endswith(":")
            if one.source == other.source and not announces:
                assert not on_one(together), (one.source, one.title)
                compared += 1
    assert compared > 200


@ON_SQLITE
def test_what_was_done_of_a_proposal_is_not_called_recommended(who: Actor) -> None:
    points = "\n".join(f"- Staff should ask for the words that child number {at} used on the day" for at in range(4))
    done = f"A page was written for all teams of the area. This is the part that was **done**.\n\n{points}"
    lesson = some_lesson(done=done, done_status_key="done-statuses/recommended")

    shown = [each for each in the_deck(who, LessonUse(lesson.id, ("done",)), lesson=lesson) if each.source]

    assert (shown[0].point, shown[0].proposed) == (0, "")
    assert {(each.point, each.proposed) for each in shown[1:]} == {(3, "recommended")}


@ON_SQLITE
def test_that_nothing_was_done_is_part_of_what_was_recommended(who: Actor) -> None:
    done = "It is recommended. Nothing that we read shows that it was carried out."
    lesson = some_lesson(done=done, done_status_key="done-statuses/recommended")

    (shown,) = (each for each in the_deck(who, LessonUse(lesson.id, ("done",)), lesson=lesson) if each.source)

    assert shown.proposed == "recommended"
