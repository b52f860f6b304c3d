"""Everything that is made of a pack tells its lessons in the texts that it has, and nothing that nobody may read."""

from collections.abc import Callable
from typing import Any

import pytest

from kb.access.actors import OPERATOR, SITE, Actor
from kb.core import db
from kb.desk.service.archiving import archive
from kb.desk.service.hiding import hide
from kb.expunging.lessons import close
from kb.lessons.models.lesson import Lesson
from kb.lessons.models.step import RevisionStep
from kb.packs.content import Block, LessonUse
from kb.packs.files import NAMES
from kb.packs.models import Pack
from kb.packs.service.lessons import renew_lessons
from tests import factories
from tests.packs.packing import a_pack
from tests.packs.taking import files_of, held, of, some_lesson
from tests.pages import Person

WHY = "Somebody asked for it to be taken down."
ALL = ("pdf", "docx", "pptx", "html", "txt")
OF_LESSONS = {name for name in NAMES if not name.startswith(("quiz", "forms"))}
"""Files in which the pack below has words of its lesson."""
FIRST, SECOND = "rhubarb", "quillwort"


def said(word: str) -> dict[str, Any]:
    """Fields of a text with this word in each that is told."""
    sentence = f"The board asked for {word} in each referral."
    texts = ("summary", "found", "why", "done", "effect", "how", "in_place_first", "people", "time", "risks")
    return dict.fromkeys(texts, sentence)


def a_lesson() -> Lesson:
    return some_lesson(f"Board reads {FIRST}", themes=["neglect"], year=2019, **said(FIRST))


def with_lesson(who: Actor, lesson: Lesson) -> Pack:
    return a_pack(
        who, blocks=(Block("look", 30, "Look", lessons=(LessonUse(lesson.id),)),), lessons=(held(lesson),)
    )  # fmt: skip


def tell_anew(lesson: Lesson, *, hidden_before: bool = False) -> None:
    """Give a lesson another public text, perhaps in the place of one that was hidden."""
    before = lesson.live_revision
    assert before
    before.state = "superseded"
    if hidden_before:
        db.session.add(
            RevisionStep(
                revision_id=before.id, step="supersede", before="hidden", after="superseded", taken_by_kind="operator"
            )
        )
    db.session.flush()
    lesson.live_revision = factories.revision(
        lesson, f"Board reads {SECOND}", state="published", number=2, year=1988, **said(SECOND)
    )
    db.session.flush()


def test_no_file_has_a_word_of_a_newer_text(who: Actor) -> None:
    lesson = a_lesson()
    pack = with_lesson(who, lesson)
    tell_anew(lesson)

    told = files_of(of(pack), ALL)

    assert set(told) == OF_LESSONS
    for name, words in told.items():
        assert FIRST in words, name
        assert SECOND not in words, name
        assert "1988" not in words, name
    assert "2019" in told["handouts.docx"]
    assert f"{lesson.reference}(text1)" in told["briefing.txt"]


def test_every_file_has_the_newer_text_once_the_pack_was_brought_up_to_date(who: Actor) -> None:
    lesson = a_lesson()
    pack = with_lesson(who, lesson)
    tell_anew(lesson)

    renew_lessons(who, pack)

    for name, words in files_of(of(pack), ALL).items():
        assert SECOND in words, name
        assert FIRST not in words, name


def test_a_text_that_was_hidden_when_another_took_its_place_is_in_no_file(who: Actor) -> None:
    lesson = a_lesson()
    pack = with_lesson(who, lesson)
    tell_anew(lesson, hidden_before=True)

    for name, words in files_of(of(pack), ALL).items():
        assert FIRST not in words, name
        assert SECOND in words, name


GOING: dict[str, Callable[[Lesson], object]] = {
    "hidden": lambda lesson: hide(OPERATOR, lesson, reason=WHY),
    "archived": lambda lesson: archive(OPERATOR, lesson, reason=WHY),
    "removed for good": lambda lesson: close(SITE, lesson),
}


@pytest.mark.parametrize("way", GOING)
@pytest.mark.parametrize("newer", [False, True])
def test_a_lesson_that_is_gone_is_in_no_file_and_on_no_page(who: Actor, user: Person, way: str, newer: bool) -> None:
    lesson = a_lesson()
    pack = with_lesson(who, lesson)
    if newer:
        tell_anew(lesson)
    db.session.commit()

    GOING[way](lesson)
    db.session.commit()
    db.session.refresh(pack)

    told = files_of(of(pack), ALL)
    pages = {name: user.get(f"packs.{name}", slug=pack.slug).text for name in ("show", "session", "take", "why")}
    assert {"guide.pdf", "slides.pptx", "handouts.pdf", "room.html"} <= set(told)
    for name, words in {**told, **pages}.items():
        assert FIRST not in words, name
        assert SECOND not in words, name
