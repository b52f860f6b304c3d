"""Addresses and references are given once, are free, and can be pasted into a mail."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date
from threading import Barrier

import pytest
from apiflask import APIFlask

from kb.core import db
from kb.lessons.models.lesson import FormerSlug, Lesson
from kb.lessons.naming import LONGEST, give_name, review_day
from tests import factories


def named(title: str) -> Lesson:
    made = Lesson()
    db.session.add(made)
    db.session.flush()
    give_name(made, title)
    return made


def reference(number: int) -> str:
    return f"LB-{number:04d}"


def test_the_first_lesson_of_all_is_number_one(app: APIFlask) -> None:
    assert named("A team reads every referral").reference == reference(1)


def test_each_gets_the_next_number_even_beyond_four_digits(app: APIFlask) -> None:
    old = factories.lesson()
    old.reference = "LB-9999"
    db.session.flush()

    assert [named(f"A team, part {each}").reference for each in range(2)] == ["LB-10000", "LB-10001"]


@pytest.mark.parametrize(
    ("title", "slug"),
    [
        ("A team reads every referral", "a-team-reads-every-referral"),
        ("Café Ŵyn: “naïve” questions", "cafe-wyn-naive-questions"),
        ("李小龍", "lesson"),
        ("!!!", "lesson"),
        ("LB-0042", "lesson-lb-0042"),
        ("LB 42", "lesson-lb-42"),
    ],
)
def test_an_address_is_made_of_the_title(app: APIFlask, title: str, slug: str) -> None:
    assert named(title).slug == slug


def test_where_a_lesson_has_or_had_the_address_it_gets_a_number(app: APIFlask) -> None:
    first = named("A team reads")
    first.former_slugs = [FormerSlug(slug="a-team-writes"), FormerSlug(slug="a-team-writes-2")]
    db.session.flush()

    assert [named("A team reads").slug for _ in range(2)] == ["a-team-reads-2", "a-team-reads-3"]
    assert named("A team writes").slug == "a-team-writes-3"


def test_one_that_only_begins_alike_takes_nothing_away(app: APIFlask) -> None:
    named("A team reads every referral")

    assert named("A team reads").slug == "a-team-reads"


@pytest.mark.parametrize("title", ["referral " * 14, "a" * 120, f"{'a' * 79} team"])
def test_an_address_has_eighty_characters_at_most_whatever_the_title_and_its_number(app: APIFlask, title: str) -> None:
    slugs = [named(title).slug or "" for _ in range(12)]

    assert [each for each in slugs if len(each) > LONGEST or each.endswith("-")] == []
    assert len(set(slugs)) == len(slugs)


def test_a_name_stays_for_good(app: APIFlask) -> None:
    lesson = named("A team reads")
    give_name(lesson, "Another title")

    assert (lesson.slug, lesson.reference) == ("a-team-reads", reference(1))


@pytest.mark.parametrize(
    ("published", "to_review"),
    [(date(2026, 11, 30), date(2028, 11, 30)), (date(2028, 2, 29), date(2030, 2, 28))],
)
def test_it_is_to_be_looked_at_again_two_years_later(published: date, to_review: date) -> None:
    assert review_day(published) == to_review


def test_many_that_are_named_at_once_all_get_their_own(app: APIFlask) -> None:
    number, together = 6, Barrier(6)
    made = [Lesson() for _ in range(number)]
    db.session.add_all(made)
    db.session.commit()
    ids = [each.id for each in made]

    def name(of: int) -> tuple[str | None, str | None]:
        with app.app_context():
            together.wait(10)
            with db.transaction():
                lesson = db.session.get_one(Lesson, of)
                give_name(lesson, "A team reads")
                return lesson.slug, lesson.reference

    with ThreadPoolExecutor(number) as pool:
        names = list(pool.map(name, ids))

    assert sorted(each or "" for _, each in names) == [reference(each) for each in range(1, number + 1)]
    assert sorted(slug or "" for slug, _ in names) == ["a-team-reads", *(f"a-team-reads-{n}" for n in range(2, 7))]
