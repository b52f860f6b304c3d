"""A theme with no case and too few lessons to work on is not made into a session that cannot be filled."""

from collections.abc import Sequence

import pytest
from apiflask import APIFlask
from sqlalchemy import select

from kb.core import db
from kb.lessons.queries.labels import labels
from kb.packs.content import LENGTHS
from kb.packs.enough import TOO_LITTLE, instead, is_enough, works_on_lessons
from kb.packs.forms.starting import StartForm
from kb.packs.models import Pack
from kb.packs.queries.candidates import candidates_on
from kb.training.queries.sessions import frame_of
from tests import factories
from tests.packs.on_a_theme import FOUND, SILENT, THEME, lesson, subject
from tests.pages import Person, statements
from tests.training import material


@pytest.fixture
def frames(app: APIFlask) -> None:
    """A frame for an hour and a half in which groups work on lessons where there is no case, and one for an hour."""
    part = {"fill": "lessons", "title": "Instead", "purpose": "To work.", "method": "group", "content": "Work."}
    case = material.block(fill="vignette", minutes=90, stages=2, otherwise={**material.block(), **part})
    material.session(case, any_theme=True).slug = "any-theme-90-minutes"
    material.session(material.block(fill="lessons", minutes=60), any_theme=True).slug = "any-theme-60-minutes"


def is_too_little(minutes: int) -> bool:
    return works_on_lessons(minutes) and not is_enough(subject(), candidates_on(subject().themes))


def test_two_lessons_with_findings_are_enough_and_one_is_too_little(frames: None) -> None:
    assert frame_of(90)
    lesson("Board did it")
    lesson("Board did another thing", found=SILENT[:60])
    assert is_too_little(90)
    assert not is_too_little(60)

    lesson("Board did more")
    assert not is_too_little(90)
    assert not any(map(is_too_little, LENGTHS))


def test_a_case_on_the_theme_is_enough_as_soon_as_it_is_there(frames: None) -> None:
    lesson("Board did it")
    assert is_too_little(90)

    material.vignette(factories.lesson("Board asked"), themes=["thresholds-and-referrals"])
    assert not is_too_little(90)


def test_what_to_choose_instead_is_said_as_far_as_there_is_any() -> None:
    assert instead(["30 minutes", "1 hour"], ["Neglect", "Recording"]) == (
        "Choose 30 minutes or 1 hour, or a theme near to it, such as “Neglect” or “Recording”"
    )
    assert instead([], []) == "Choose another theme"


def test_too_little_is_refused_and_nothing_that_is_enough(site: APIFlask) -> None:
    def refused(theme: str, minutes: str) -> Sequence[str]:
        typed = {"start": "theme", "theme": theme, "minutes": minutes}
        with site.test_request_context("/packs/new", method="POST", data=typed):
            form = StartForm()
            form.validate()
            return [*form.minutes.errors, *form.theme.errors]

    (told,) = refused("emotional-abuse", "90")
    assert told.startswith(TOO_LITTLE)
    assert not refused("emotional-abuse", "60")
    assert not refused("neglect", "90")


def test_the_start_page_says_it_before_anything_is_made_and_what_to_choose_instead(user: Person, frames: None) -> None:
    factories.lesson("Board did it", found=FOUND, themes=[THEME])
    for number in range(2):
        factories.lesson(f"Board did more {number}", found=FOUND, themes=["was-not-brought"])
    db.session.commit()

    page = user.get("packs.new", theme=THEME, minutes=90)
    assert TOO_LITTLE in page.text

    refused = page.submit("Make a draft")
    (told,) = refused.errors
    assert told.startswith(f"{TOO_LITTLE} Choose 7 minutes, 30 minutes")
    assert "or a theme near to it, such as “" in told
    assert db.session.scalars(select(Pack)).all() == []

    refused.submit("Make a draft", minutes="60")
    assert db.session.scalars(select(Pack.minutes)).all() == [60]


def test_it_is_said_of_a_start_from_the_theme_alone(user: Person, frames: None) -> None:
    material.session(material.block(fill="lessons"), themes=[THEME]).slug = "a-session"
    factories.lesson("Board did it", found=FOUND, themes=[THEME])
    db.session.commit()

    assert TOO_LITTLE in user.get("packs.new", theme=THEME).text
    assert TOO_LITTLE not in user.get("packs.new", theme=THEME, session="a-session").text


def test_what_to_choose_instead_takes_few_statements_however_many_themes_are_near(user: Person, frames: None) -> None:
    def counted() -> int:
        db.session.commit()
        user.get("packs.new", theme=THEME)  # what is kept between requests is read
        with statements() as made:
            assert TOO_LITTLE in user.get("packs.new", theme=THEME).text
        return len(made)

    factories.lesson("Board did it", found=FOUND, themes=[THEME])
    factories.lesson("Board did more", found=FOUND, themes=["was-not-brought"])
    first = counted()
    for number in subject().neighbours:
        factories.lesson(f"Board did more on {number}", themes=[labels().themes[number].slug])

    assert counted() == first <= 12
