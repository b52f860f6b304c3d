"""A theme with no case and too few lessons to work on is not made into a session that cannot be filled."""

import pytest
from apiflask import APIFlask
from sqlalchemy import select

from kb.core import db
from kb.packs.content import LENGTHS
from kb.packs.models import Pack
from kb.packs.sufficing import TOO_LITTLE, instead, is_too_little, lengths_for
from kb.training.queries.sessions import frame_of
from tests import factories
from tests.packs.drafts import made
from tests.packs.on_a_theme import FOUND, SILENT, THEME, lesson, subject
from tests.pages import Person
from tests.training import material


@pytest.fixture
def frames(app: APIFlask) -> None:
    """A frame for an hour and a half in which groups work on lessons where there is no case, and one for an hour."""
    part = {"fill": "lessons", "title": "Instead", "purpose": "To work.", "method": "group", "content": "Work."}
    case = material.block(fill="vignette", minutes=90, stages=2, otherwise={**material.block(), **part})
    material.session(case, any_theme=True).slug = "any-theme-90-minutes"
    material.session(material.block(fill="lessons", minutes=60), any_theme=True).slug = "any-theme-60-minutes"


def test_two_lessons_with_findings_are_enough_and_one_is_too_little(frames: None) -> None:
    assert frame_of(90)
    lesson("Board did it")
    lesson("Board did another thing", found=SILENT[:60])
    assert is_too_little(subject(), 90)
    assert not is_too_little(subject(), 60)

    lesson("Board did more")
    assert not is_too_little(subject(), 90)
    assert lengths_for(subject()) == LENGTHS


def test_a_case_on_the_theme_is_enough_as_soon_as_it_is_there(frames: None) -> None:
    lesson("Board did it")
    assert is_too_little(subject(), 90)

    material.vignette(factories.lesson("Board asked"), themes=["thresholds-and-referrals"])
    assert not is_too_little(subject(), 90)


def test_what_to_choose_instead_is_said_as_far_as_there_is_any() -> None:
    assert instead(["30 minutes", "1 hour"], ["Neglect", "Recording"]) == (
        "Choose 30 minutes or 1 hour, or a theme near to it, such as “Neglect” or “Recording”"
    )
    assert instead([], []) == "Choose another theme"


def test_a_draft_that_has_too_little_says_so(starter: None) -> None:
    assert TOO_LITTLE in made("emotional-abuse", 90).summary
    assert TOO_LITTLE not in made("emotional-abuse", 60).summary
    assert TOO_LITTLE not in made("neglect", 90).summary


def test_the_start_page_says_it_before_anything_is_made_and_what_to_choose_instead(user: Person, frames: None) -> None:
    factories.lesson("Board did it", found=FOUND, themes=[THEME])
    for number in range(2):
        factories.lesson(f"Board did more {number}", found=FOUND, themes=["professional-curiosity"])
    db.session.commit()

    page = user.get("packs.new", theme=THEME, minutes=90)
    assert TOO_LITTLE in page.text

    refused = page.submit("Make a draft")
    (told,) = refused.errors
    assert told.startswith(f"{TOO_LITTLE} Choose 7 minutes, 30 minutes")
    assert "“Professional curiosity”" in told
    assert db.session.scalars(select(Pack)).all() == []

    refused.submit("Make a draft", minutes="60")
    assert db.session.scalars(select(Pack.minutes)).all() == [60]
