"""Briefings of everything that is shipped: within their limits, and every sentence is from the field that is named."""

import io
import json
import re
from pathlib import Path

import typst
from pypdf import PdfReader

import kb.documents.boxed
from kb.briefings.boxes import LONGEST_TITLE, MOST, PLANS, plan
from kb.briefings.briefing import Briefing
from kb.briefings.fitting import MORE, Unit
from kb.briefings.sheets import sheet
from kb.core.statements import leans
from kb.core.text import plain
from kb.documents.boxed import said
from kb.lessons.queries.published import PublishedLesson, lesson_by_slug
from tests.briefings.starter import Lessons, Themes
from tests.briefings.starter import briefings as briefings
from tests.briefings.starter import in_site as in_site
from tests.briefings.starter import lessons as lessons
from tests.briefings.starter import themes as themes

HERE = Path(kb.documents.boxed.__file__).parent
FIELDS = {
    "what was found": "found",
    "why it happened": "why",
    "what was done": "done",
    "what was recommended": "done",
    "what was agreed": "done",
    "what happened next": "effect",
    "how to do it here": "how",
    "summary": "summary",
    "what another area needs to know": "in_place_first people time risks",
    "how far it was tested": "",
}
"""Which texts of a lesson the small print names."""


def squeezed(text: str) -> str:
    """Letters and digits alone: quotation marks and spaces are the page's business."""
    return re.sub(r"[\W_]+", "", text).lower()


def own(briefing: Briefing) -> list[tuple[str, str, Unit]]:
    """Every sentence and point: the key of its box, the box's small print, and what is said."""
    return [
        (box.key, box.small_print, unit)
        for box in briefing.boxes
        for part in box.parts
        for unit in part.units
        if unit.origin
    ]


def told(lesson: PublishedLesson, small_print: str) -> str:
    """What the fields say that the small print names."""
    names = [field for name, fields in FIELDS.items() if name in small_print for field in fields.split()]
    stage = f"How far it was tested: {lesson.evidence_stage.label}. {lesson.evidence_reason}"
    needs = "What has to be in place first Who it takes How long it takes What can go wrong"
    texts = [plain(lesson.texts[name]) for name in names]
    labelled = [label + text for label in (*needs.split(" W"), "") for text in texts]
    return squeezed(" ".join([*texts, stage, *labelled]))


def pages_of(briefing: Briefing) -> int:
    """Pages of its PDF, made as the site makes it but in this process, which is faster."""
    made = typst.compile(
        HERE / "layouts/briefing.typ",
        root=HERE / "layouts",
        font_paths=[HERE / "fonts"],
        ignore_system_fonts=True,
        sys_inputs={"document": json.dumps(said(sheet(briefing)))},
        pdf_standards=["ua-1"],
    )
    return len(PdfReader(io.BytesIO(made)).pages)


def test_no_box_is_over_its_limit_and_neither_are_all_together(briefings: list[Briefing]) -> None:
    over = [
        (briefing.title, box.key, box.words)
        for briefing in briefings
        for box in briefing.boxes
        if box.words > plan(box.key).most
    ]
    assert over == []
    assert [(briefing.title, briefing.words) for briefing in briefings if briefing.words > MOST] == []


def test_the_boxes_are_the_seven_in_their_order(briefings: list[Briefing]) -> None:
    keys = [each.key for each in PLANS]
    assert len(keys) == 7
    assert [briefing.title for briefing in briefings if [box.key for box in briefing.boxes] != keys] == []


def test_no_box_is_empty(briefings: list[Briefing]) -> None:
    empty = [(briefing.title, box.key) for briefing in briefings for box in briefing.boxes if not box.words]
    assert empty == []


def test_every_title_is_of_the_length_that_it_may_have(briefings: list[Briefing]) -> None:
    assert [briefing.title for briefing in briefings if len(briefing.title) > LONGEST_TITLE] == []


def test_each_has_three_questions_and_three_links(briefings: list[Briefing]) -> None:
    for briefing in briefings:
        units = [unit for part in briefing.boxes[-1].parts for unit in part.units]
        links = [unit for unit in units if unit.link]
        assert len(units) - len(links) == 3, briefing.title
        assert 3 <= len(links) <= 5, briefing.title


def test_every_briefing_is_one_page(briefings: list[Briefing]) -> None:
    assert [briefing.title for briefing in briefings if pages_of(briefing) != 1] == []


def test_every_sentence_on_a_lesson_stands_in_the_field_that_is_named(lessons: Lessons) -> None:
    seen = 0
    for lesson, briefing in lessons:
        for _, small_print, unit in own(briefing):
            if unit.origin == lesson.reference:
                words = (
                    unit.text.split(": ", 1)[-1]
                    if unit.text.startswith(("Who it", "How long", "What has"))
                    else unit.text
                )
                assert squeezed(words.removesuffix(MORE)) in told(lesson, small_print), (lesson.reference, unit.text)
                seen += 1
    assert seen > 1000


def test_every_sentence_of_a_theme_stands_in_the_theme_or_in_the_lesson_that_is_named(themes: Themes) -> None:
    known: dict[str, PublishedLesson] = {}
    seen = 0
    for theme, briefing in themes:
        for key, small_print, unit in own(briefing):
            if not unit.origin.startswith("LB-"):
                continue
            lesson = known.setdefault(unit.link, lesson_by_slug(unit.link.rpartition("/")[2]))
            assert lesson.reference == unit.origin
            assert unit.origin in unit.note, (theme.slug, unit.text)
            words = unit.text.split(": ", 1)[-1] if key == "what_to_do_now" else unit.text
            whole = told(lesson, small_print) + squeezed(lesson.title)
            assert squeezed(words.removesuffix(MORE)) in whole, (theme.slug, unit.text)
            seen += 1
    assert seen > 400


def test_no_finding_of_a_theme_leans_on_a_sentence_that_is_not_there(themes: Themes) -> None:
    found = [unit for _, briefing in themes for key, _, unit in own(briefing) if key == "what_was_found"]
    assert len(found) > 100
    assert [unit.text for unit in found if leans(unit.text) or unit.text.endswith((MORE, ":"))] == []


def test_no_lesson_is_told_in_a_torn_sentence(lessons: Lessons) -> None:
    fields = {"background", "what_was_found", "good_practice", "learning", "what_to_do_now"}
    told_of = [unit.text for _, briefing in lessons for key, _, unit in own(briefing) if key in fields]
    assert [text for text in told_of if text.endswith(MORE)] == []


def test_what_a_theme_says_of_itself_stands_in_its_texts(themes: Themes) -> None:
    for theme, briefing in themes:
        texts = squeezed(" ".join([theme.scope_note, theme.introduction, *theme.self_check]))
        for _, _, unit in own(briefing):
            counted = unit.text.startswith(("No lesson", "Its themes")) or "on Lessonbank" in unit.text
            if unit.origin == f"theme {theme.label}" and not counted:
                assert squeezed(unit.text.removesuffix(MORE)) in texts, (theme.slug, unit.text)


def test_what_is_only_recommended_is_never_written_as_done(lessons: Lessons, themes: Themes) -> None:
    for lesson, briefing in lessons:
        labels = {part.label for box in briefing.boxes for part in box.parts}
        assert ("What was done" in labels) == (lesson.done_status.slug == "done"), lesson.reference
        assert briefing.done_status == lesson.done_status
    done = {lesson.reference: lesson.done_status.slug == "done" for lesson, _ in lessons}
    for theme, briefing in themes:
        for key, _, unit in own(briefing):
            if unit.origin in done:
                bare = done[unit.origin] or key == "what_was_found"  # it was found, whatever was done about it
                assert bare == (unit.note == unit.origin), (theme.slug, unit.text)
                assert key != "good_practice" or done[unit.origin]


def test_the_counts_of_a_theme_are_those_of_its_lessons(lessons: Lessons, themes: Themes) -> None:
    for theme, briefing in themes:
        wanted = theme.slug if theme.broader else None
        if wanted is None:
            continue
        having = [lesson for lesson, _ in lessons if wanted in {label.slug for label in lesson.themes}]
        said_of = " ".join(unit.text for part in briefing.boxes[1].parts for unit in part.units)
        done = sum(lesson.done_status.slug == "done" for lesson in having)
        assert (f"{len(having)} lesson" in said_of) == bool(having), theme.slug
        assert (f"in {done} something was done" in said_of) == bool(done), theme.slug
