"""Every slide of a lesson says how it is known, and says of it what the fields of its source hold and no more."""

from typing import Any

import pytest

from kb.access.actors import Actor
from kb.packs.content import LessonUse
from kb.packs.layouts.known_by import known_by, known_in_full
from kb.packs.queries.told import LessonTold, lessons_told
from tests import factories
from tests.packs.decks import said, the_deck
from tests.packs.taking import held, some_lesson


def told(*, kind: str = "article", note: str | None = None, named: bool = True, **fields: Any) -> LessonTold:
    """A lesson of one source."""
    source = factories.source(kind_key=f"source-kinds/{kind}", note=note, **fields)
    row = factories.lesson(sources=[source], named=named)
    return lessons_told([held(row)])[row.id]


@pytest.mark.parametrize(
    ("kind", "year", "note", "known", "short"),
    [
        ("article", 2009, "As reported by a paper, on it.", "Article, 2009, second-hand", "2009, second-hand"),
        ("abstract", 2014, None, "Abstract, 2014, second-hand", "2014, second-hand"),
        ("briefing", None, "The page has no date.", "Briefing, no date", "Briefing"),
        ("scr", 2018, None, "Review report, 2018", "Review report, 2018"),
        ("scr", 2018, "Second-hand: from an abstract.", "2018, second-hand", "2018, second-hand"),
        ("slides", 2016, "Slides. The review reports were not read.", "Slides, 2016, review not read", ""),
        ("article", 2016, "The report tells of the review, which was not read.", "Article, 2016, review not read", ""),
        ("minutes", 2019, "Minutes; the follow-up report was not read.", "Minutes, 2019", "Minutes, 2019"),
        ("thematic-report", 2011, "Partly second-hand: a list.", "Thematic report, 2011, partly second-hand", ""),
    ],
)
def test_it_is_said_what_was_read_and_of_which_year(
    who: Actor, kind: str, year: int | None, note: str | None, known: str, short: str
) -> None:
    assert known_by(told(kind=kind, year=year, note=note)) == (known, short or known)


def test_of_an_organisation_that_is_not_named_no_source_is_told(who: Actor) -> None:
    lesson = told(note="As reported by a paper.", named=False)

    assert known_by(lesson) == ("", "")
    assert known_in_full(lesson) == ""


def test_each_slide_of_a_lesson_has_it_under_its_reference_and_the_notes_have_all_of_it(who: Actor) -> None:
    note = "As reported by a paper, which tells of the review. The review itself was not read."
    source = factories.source(kind_key="source-kinds/article", year=2009, note=note)
    lesson = some_lesson(found="One more finding stands in this sentence of ten words. " * 8, sources=[source])

    shown = [each for each in the_deck(who, LessonUse(lesson.id, ("found",)), lesson=lesson) if each.point]

    assert len(shown) > 2
    assert all("2009, second-hand" in said(each) and lesson.reference in said(each) for each in shown)
    assert f"Known from: Article, 2009, second-hand. {note}" in repr(shown[0].notes)


def test_own_words_are_not_called_those_of_a_source(who: Actor) -> None:
    lesson = some_lesson()

    shown = said(*the_deck(who, LessonUse(lesson.id, words="Ring before you write."), lesson=lesson))

    assert "Annual report, 2014" not in shown
