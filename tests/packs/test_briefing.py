"""The seven-minute briefing of a pack: why its theme matters, what was found as a whole, and in whose words."""

from sqlalchemy import update

from kb.access.actors import Actor
from kb.briefings.boxes import plan
from kb.core import db
from kb.lessons.models.vocabulary import Theme
from kb.packs.content import Outcome
from kb.packs.layouts.briefing import briefing
from kb.packs.models import Pack
from tests import factories
from tests.editorial.kinds import ON_SQLITE
from tests.packs.on_a_theme import theme
from tests.packs.packing import a_pack
from tests.packs.taking import held, of

COURSE = "People hear what reviews found, and work on a case."


def box(pack: Pack, key: str) -> str:
    """What a box says, with its small print."""
    found = briefing(of(pack))
    assert found
    wanted = next(each for each in found.boxes if each.key == key)
    said = " ".join(f"{unit.text} ({unit.note})" if unit.note else unit.text for unit in wanted.parts[0].units)
    return f"{said} {wanted.small_print}".strip()


def on_theme(who: Actor, *found: str, done: str = "done", introduction: str = "") -> Pack:
    """A pack on a theme with a lesson for each of these findings."""
    theme_id = theme("neglect").id
    db.session.execute(update(Theme).where(Theme.id == theme_id).values(introduction=introduction))
    status = f"done-statuses/{done}"
    lessons = [factories.lesson(themes=["neglect"], found=each, done_status_key=status) for each in found]
    db.session.commit()
    fields = {"summary": COURSE, "theme_ids": (theme_id,), "outcomes": (Outcome("ask", "ask again"),)}
    return a_pack(who, lessons=tuple(map(held, lessons)), **fields)


@ON_SQLITE
def test_its_background_is_why_the_theme_matters_and_not_what_the_course_is(who: Actor) -> None:
    pack = on_theme(who, "A board met.", introduction="Neglect is a slow harm. Each event looks small. Begin with one.")

    assert box(pack, "background") == (
        "Neglect is a slow harm. Each event looks small. From: introduction of the theme (theme Neglect)."
    )


@ON_SQLITE
def test_a_pack_without_a_theme_says_what_it_is_about(who: Actor) -> None:
    lesson = factories.lesson(found="A board met.")
    db.session.commit()

    assert box(a_pack(who, summary=COURSE, lessons=(held(lesson),)), "background") == COURSE


@ON_SQLITE
def test_what_was_found_is_not_called_recommended(who: Actor) -> None:
    said = box(on_theme(who, "A review was held.\n\n- Staff had no chronology.", done="recommended"), "what_was_found")

    assert "Staff had no chronology. (LB-" in said
    assert "recommended" not in said


@ON_SQLITE
def test_no_sentence_stands_without_the_one_that_it_leans_on(who: Actor) -> None:
    found = "A review was held.\n\nEvery one of them was known to social care.\n\n- Files had no chronology."
    said = box(on_theme(who, found), "what_was_found")

    assert "Every one of them" not in said
    assert "Files had no chronology." in said


@ON_SQLITE
def test_a_finding_that_has_no_room_gives_way_to_another_and_where_none_has_its_place_is_said(who: Actor) -> None:
    long = "A review was held.\n\n" + "Staff wrote down what they saw, and " * 20 + "that was all."
    pack = on_theme(who, long, "A review was held.\n\n- Files had no chronology.")

    assert box(pack, "what_was_found").startswith("Files had no chronology.")
    assert len(box(pack, "what_was_found").split()) <= plan("what_was_found").most


@ON_SQLITE
def test_where_no_finding_has_room_it_says_where_they_are(who: Actor) -> None:
    long = "A review was held.\n\n" + "Staff wrote down what they saw, and " * 20 + "that was all."

    assert box(on_theme(who, long), "what_was_found").startswith("See the lesson")
