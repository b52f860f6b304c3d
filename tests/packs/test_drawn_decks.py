"""Decks of whole packs, drawn by an office program: no word leaves its place, and each slide has what it needs."""

import io
from pathlib import Path

import pytest
from pptx import Presentation
from sqlalchemy import select

from kb.core import db
from kb.documents.on_slides import slides
from kb.documents.pptx import pptx
from kb.documents.tree import Document
from kb.lessons.models.lesson import SECTIONS, Lesson
from kb.packs import limits
from kb.packs.content import (
    LENGTHS,
    Block,
    LessonUse,
    LocalSlots,
    Outcome,
    OwnQuestion,
    PackContent,
    PackLesson,
    Safety,
)
from kb.packs.drafting import draft
from kb.packs.layouts.whole import document, thing
from kb.packs.models import Pack
from kb.packs.queries.resolved import resolved
from tests.documents.places import check_all
from tests.documents.rendered import drawn
from tests.packs.on_a_theme import theme

pytestmark = [pytest.mark.office, pytest.mark.usefixtures("starter")]
MOST_WORDS = 40
"""On a slide: the promise, whatever the code says."""
PAIRS = (("found", "why"), ("done", "effect", "how"))


def longest(most: int) -> list[PackLesson]:
    """The starter lessons with the longest texts."""
    found = db.session.scalars(select(Lesson).where(Lesson.live_revision_id.is_not(None)))
    texts = {each: sum(len(getattr(each.live_revision, name) or "") for name in SECTIONS) for each in found}
    chosen = sorted(texts, key=lambda each: (-texts[each], each.id))[:most]
    return [PackLesson(each.id, each.live_revision_id or 0) for each in chosen]


def of_the_longest() -> PackContent:
    """A day in which ten lessons are told in full."""
    lessons = longest(10)
    parts = tuple(
        Block(f"b{each.lesson_id}{told[0]}", 20, "Look", lessons=(LessonUse(each.lesson_id, told),))
        for each in lessons
        for told in PAIRS
    )
    return PackContent("Ten lessons that say a lot", minutes=480, blocks=parts, lessons=tuple(lessons))


def said(most: int) -> str:
    """So many characters of long words."""
    return ("Responsibilities of safeguarding practitioners. " * (most // 40))[:most].strip()


def filled_up() -> PackContent:
    """A session of which every field holds as much as its form takes, and own words beside each lesson."""
    lessons = longest(3)
    title = said(limits.LINE)
    questions = tuple(
        OwnQuestion(f"q{number}", said(most), (said(limits.OPTION),) * 6, 6, said(limits.LOCAL), lessons[0].lesson_id)
        for number, most in enumerate((limits.LOCAL, limits.LINE), 1)
    )
    parts = tuple(
        Block(f"b{each.lesson_id}", 480, title, screen=said(limits.TEXT), content=said(limits.TEXT), fill=fill,
              lessons=(LessonUse(each.lesson_id, words=said(limits.LOCAL)),), questions=tuple(q.key for q in questions))
        for each, fill in zip(lessons, ("safety", "before-form", "end-form"), strict=True)
    )  # fmt: skip
    return PackContent(
        title, said(limits.SUMMARY), 480, audience=said(limits.ITEM), when_where=said(limits.ITEM), blocks=parts,
        outcomes=tuple(Outcome(f"o{number}", said(limits.ITEM)) for number in range(limits.ITEMS)),
        lessons=tuple(lessons), questions=questions, slots=LocalSlots(*[said(limits.LOCAL)] * 4), made_by=title,
        safety=Safety(said(limits.TEXT), (said(limits.ITEM),) * limits.ITEMS, *[said(limits.TEXT)] * 3),
    )  # fmt: skip


def deck_of(content: PackContent) -> Document:
    pack = Pack(id=0, slug="of-a-test", title=content.title, minutes=content.minutes, content={}, credit="")
    return thing(document(resolved(pack, content, 1)), "slides")


def check_deck(whole: Document, folder: Path, *, with_our_face: bool) -> None:
    """Everything that a trainer relies on is so, on the pages as they are drawn and in the file."""
    made = pptx(whole)
    shown = slides(whole)
    pages = drawn(made, folder, with_our_face=with_our_face)
    check_all(shown, pages, whole.note)
    file = [*Presentation(io.BytesIO(made)).slides]
    words = [sum(len(each.text_frame.text.split()) for each in [*page.placeholders][1:2]) for page in file]
    assert max(words) <= MOST_WORDS, words
    titles = [each.shapes.title.text_frame.text.casefold() for each in file if each.shapes.title is not None]
    assert len({*titles}) == len(file) == len(shown)
    assert [each.slide_id for each in file if not each.notes_slide.notes_text_frame.text.strip()] == []


@pytest.mark.parametrize("with_our_face", [True, False])
def test_ten_lessons_that_say_a_lot_have_room_on_their_slides(with_our_face: bool, tmp_path: Path) -> None:
    check_deck(deck_of(of_the_longest()), tmp_path, with_our_face=with_our_face)


@pytest.mark.parametrize("with_our_face", [True, False])
def test_a_session_that_is_filled_up_has_room_on_its_slides(with_our_face: bool, tmp_path: Path) -> None:
    check_deck(deck_of(filled_up()), tmp_path, with_our_face=with_our_face)


@pytest.mark.parametrize("minutes", LENGTHS)
def test_a_draft_of_any_length_has_room_on_its_slides(minutes: int, tmp_path: Path) -> None:
    check_deck(deck_of(draft(theme().id, minutes)), tmp_path, with_our_face=False)
