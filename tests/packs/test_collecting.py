"""Lessons that somebody has found are put into a pack."""

import pytest
from sqlalchemy import select

from kb.core import db
from kb.packs.models import Pack
from tests import factories
from tests.pages import Person
from tests.training import material


def the_pack() -> Pack:
    return db.session.scalars(select(Pack).execution_options(populate_existing=True)).one()


@pytest.fixture
def frame_of_30() -> None:
    """A session of half an hour for any theme."""
    blocks = material.block(fill="lessons", minutes=20), material.block(fill="self-check", minutes=10)
    material.session(*blocks, any_theme=True).slug = "any-theme-30-minutes"


def test_add_to_pack_stands_beside_a_lesson_and_in_lists(reader: Person, user: Person) -> None:
    lesson = factories.lesson("A team reads every referral", themes=("thresholds-and-referrals",))
    db.session.commit()
    words = "Add to pack : A team reads every referral"

    assert reader.get("lessons.show", slug=lesson.slug).link(words) == f"/packs/add?lesson={lesson.reference}"
    assert user.get("lessons.theme", slug="thresholds-and-referrals").link(words).endswith(f"={lesson.reference}")


def test_who_is_not_signed_in_is_asked_to_and_comes_back_with_the_whole_shortlist(reader: Person) -> None:
    lessons = [factories.lesson(f"Lesson number {number}") for number in range(2)]
    db.session.commit()
    for each in lessons:
        reader.get("lessons.show", slug=each.slug).submit("Add to shortlist")

    page = reader.get("shortlist.show").follow("Make a training pack of these")

    assert page.heading == "Sign in"
    assert all(str(each.reference) in page.html for each in lessons), "signing in leads back to them"


@pytest.mark.parametrize(("minutes", "parts"), [("0", 0), ("30", 2)])
def test_a_new_pack_has_the_lessons_and_if_wanted_a_whole_session_around_them(
    user: Person, frame_of_30: None, minutes: str, parts: int
) -> None:
    first, second = factories.lesson("First"), factories.lesson("Second")
    db.session.commit()

    page = user.get("packs.add", lesson=[first.reference, second.reference])
    done = page.submit("Add", pack="new", minutes=minutes, title="What we learned")

    assert done.heading == "What we learned"
    assert "with 2 lessons" in done.text
    assert [each.lesson_id for each in the_pack().now.lessons] == [first.id, second.id]
    assert len(the_pack().now.blocks) == parts


def test_lessons_are_added_to_a_pack_once_and_it_can_be_undone(user: Person) -> None:
    first, second = factories.lesson("First"), factories.lesson("Second")
    db.session.commit()
    user.get("packs.add", lesson=first.reference).submit("Add", pack="new", minutes="0", title="What we learned")
    slug = the_pack().slug

    again = user.get("packs.add", lesson=first.reference).submit("Add", pack=slug)
    assert "it is in this pack already" in again.text
    added = user.get("packs.add", lesson=second.reference).submit("Add", pack=slug)
    assert f"Added to “What we learned”: {second.reference}." in added.text

    added.submit("Undo")
    assert [each.lesson_id for each in the_pack().now.lessons] == [first.id]


def test_a_pack_of_somebody_else_is_no_choice(user: Person, member: Person) -> None:
    lesson = factories.lesson("First")
    db.session.commit()
    member.get("packs.add", lesson=lesson.reference).submit("Add", pack="new", minutes="0", title="Not yours")

    page = user.get("packs.add", lesson=lesson.reference)
    assert "Not yours" not in page.text
    refused = page.submit("Add", pack=the_pack().slug)
    assert refused.errors == ["Choose one of these packs, or a new one"]


def test_a_lesson_that_is_not_public_is_not_added(user: Person) -> None:
    hidden = factories.lesson("Hidden", state="hidden")
    db.session.commit()

    assert "There is no lesson to add" in user.get("packs.add", lesson=hidden.reference).text


def test_a_title_that_is_too_long_is_said_at_the_field_and_stays(user: Person) -> None:
    lesson = factories.lesson("First")
    db.session.commit()

    page = user.get("packs.add", lesson=lesson.reference).submit("Add", pack="new", minutes="0", title="x" * 121)

    assert page.errors == ["A title has at most 120 characters"]
    assert "x" * 121 in page.html
