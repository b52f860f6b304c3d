"""What a lesson can be found by is what its page shows, in a number of statements that does not grow."""

from contextlib import closing
from datetime import date
from typing import Any

import pytest
from apiflask import APIFlask

from kb.core import db
from kb.lessons.models.lesson import Lesson
from kb.lessons.models.use import LessonUse
from kb.lessons.models.vocabulary import Theme
from kb.lessons.queries import organisations as organisation_queries
from kb.search.facet_values import TITLES, vocabulary
from kb.search.filterables import Filterable, filterables
from kb.search.query import PARAMETERS
from tests import factories
from tests.pages import statements
from tests.search.lessons import publish

STATES = ("draft", "submitted", "returned", "in_review", "scheduled", "hidden", "archived", "superseded", "discarded")


def only() -> Filterable:
    """The one lesson there is."""
    (found,) = filterables()
    return found


def test_a_lesson_is_found_by_everything_that_its_page_shows(app: APIFlask) -> None:
    with db.transaction():
        board = factories.organisation("Northbridge Board")
        review = factories.review(kind_key="review-types/learning-review")
    number = publish(
        organisation=board,
        review_id=review.id,
        themes=("domestic-abuse",),
        values=("kinds-of-change/audit", "kinds-of-change/training", "agencies/police", "harm-types/neglect",
                "child-age-bands/under-1", "causes/tool-or-form"),
        tags=("front door", "MASH"),
        year=2011,
        region_key="regions/london",
        published_on=date(2026, 3, 4),
    )  # fmt: skip
    group = db.session.query(Theme).filter_by(slug="domestic-abuse").one().broader
    assert group is not None
    found = only()
    assert (found.id, found.first_published_on, found.uses) == (number, date(2026, 3, 4), 0)
    assert {facet: set(slugs) for facet, slugs in found.values.items()} == {
        "themes": {"domestic-abuse", group.slug},
        "kinds_of_change": {"audit", "training"},
        "kinds": {"good-practice"},
        "done_statuses": {"done"},
        "evidence_stages": {"1"},
        "results": {"not-measured"},
        "nations": {"england"},
        "regions": {"london"},
        "organisations": {board.slug},
        "review_types": {"learning-review"},
        "agencies": {"police"},
        "harm_types": {"neglect"},
        "age_bands": {"under-1"},
        "years": {"2011"},
        "tags": {"front door", "MASH"},
    }
    assert found.values.keys() == set(PARAMETERS.values())
    assert found.names == {board.slug: "Northbridge Board"}


def test_what_is_not_said_or_not_known_is_no_value(app: APIFlask) -> None:
    publish(themes=(), values=("agencies/unknown", "harm-types/unknown"), year=None, region_key=None, result_key=None)
    assert set(only().values) == {"kinds", "done_statuses", "evidence_stages", "nations"}


@pytest.mark.parametrize("state", STATES)
def test_what_is_not_published_is_found_by_nothing(app: APIFlask, state: str) -> None:
    with db.transaction():
        lesson = factories.lesson(state=state, tags=("secret",))
    assert list(filterables()) == []
    assert list(filterables([lesson.id])) == []


def test_an_open_revision_of_a_published_lesson_gives_no_value(app: APIFlask) -> None:
    with db.transaction():
        lesson = factories.lesson()
        factories.revision(lesson, "Draft", state="draft", number=2, tags=("secret",), year=1999)
        lesson.open_revision = lesson.revisions[-1]
    assert "tags" not in only().values
    assert only().values["years"] == ("2014",)


def test_an_organisation_that_is_not_named_stands_in_no_facet_nor_does_its_review(app: APIFlask) -> None:
    with db.transaction():
        board = factories.organisation("Quietshire Board")
        review = factories.review(organisation_id=board.id)
    publish(organisation=board, named=False, review_id=review.id)
    found = only()
    assert "organisations" not in found.values
    assert "review_types" not in found.values
    assert found.names == {}


def test_a_lesson_is_found_by_every_organisation_whose_page_lists_it(app: APIFlask) -> None:
    with db.transaction():
        shire = factories.organisation("Shire", slug="shire")
        old, new = factories.organisation("Old Board", slug="old"), factories.organisation("New Board", slug="new")
        latest = factories.organisation("Partnership", slug="latest")
        other = factories.organisation("Elsewhere Board", slug="elsewhere")
        old.areas, latest.areas, other.areas = ["shire", "not-here"], ["shire"], ["elsewhere-shire"]
        old.successors, new.successors, latest.successors = [new], [latest], [new]  # a circle ends
    of_old, of_shire = publish(organisation=old), publish(organisation=shire)
    of_other, unnamed = publish(organisation=other), publish(organisation=old, named=False)
    found = {one.id: set(one.values.get("organisations", ())) for one in filterables()}
    assert found == {
        of_old: {"old", "new", "latest", "shire"}, of_shire: {"shire", "old", "latest"},
        of_other: {"elsewhere"}, unnamed: set(),
    }  # fmt: skip
    for organisation in (shire, old, new, latest, other):
        listing = {number for number, slugs in found.items() if organisation.slug in slugs}
        family = organisation_queries.with_predecessors(organisation)
        area = organisation_queries.of_the_same_area(organisation)
        page = organisation_queries.lessons_of([*family, *area], 1)
        assert {card.id for card in page.items} == listing, organisation.slug


@pytest.mark.parametrize("named", [True, False])
def test_a_place_that_would_point_at_an_unnamed_board_is_no_value(app: APIFlask, named: bool) -> None:
    publish(named=named, region_key="regions/northern-ireland", nation_key="nations/northern-ireland")
    assert ("regions" in only().values) is named
    assert ("nations" in only().values) is named


def test_a_place_with_many_boards_is_a_value_though_the_board_is_not_named(app: APIFlask) -> None:
    publish(named=False, region_key="regions/london", nation_key="nations/england")
    assert only().values["regions"] == ("london",)
    assert only().values["nations"] == ("england",)


def test_a_person_who_used_a_lesson_several_times_counts_once(app: APIFlask) -> None:
    used = publish()
    with db.transaction():
        people = [factories.user(), factories.user()]
        for person, times in zip(people, (3, 1), strict=True):
            db.session.add_all([LessonUse(lesson_id=used, kind="training", user_id=person.id) for _ in range(times)])
    assert only().uses == 2


def test_uses_are_counted(app: APIFlask) -> None:
    used, other = publish(), publish()
    with db.transaction():
        person = factories.user()
        db.session.add_all([LessonUse(lesson_id=used, kind="training", user_id=user) for user in (person.id, None)])
    assert {found.id: found.uses for found in filterables()} == {used: 2, other: 0}
    with db.transaction():
        db.session.delete(person)
    assert {found.id: found.uses for found in filterables([used])} == {used: 2}


def test_those_asked_for_come_in_the_order_of_their_ids(app: APIFlask) -> None:
    made = [publish(f"Lesson {number}", tags=(f"tag {number}",), themes=()) for number in range(5)]
    assert [found.id for found in filterables()] == made
    asked = [made[3], 999_999, made[1]]
    assert [(found.id, *found.values["tags"]) for found in filterables(asked)] == [
        (made[1], "tag 1"), (made[3], "tag 3"),
    ]  # fmt: skip
    assert list(filterables([])) == []


def test_the_number_of_statements_does_not_grow_with_the_lessons(app: APIFlask) -> None:
    publish()
    with statements() as few:
        list(filterables())
    for _ in range(12):
        publish(values=("kinds-of-change/audit", "agencies/police"), tags=("a", "b"))
    with statements() as many:
        list(filterables())
    assert len(many) == len(few)


def test_the_vocabulary_offers_every_value_of_the_lists_in_their_order(app: APIFlask) -> None:
    with db.transaction():
        factories.organisation("Aardvark Board", slug="aardvark")
        factories.lesson(tags=("secret of a draft",), state="draft", year=1999)
    words = vocabulary()
    slugs: dict[str, list[Any]] = {
        facet: [words.values[code][1].slug for code in words.codes(facet, listed=True)] for facet in TITLES
    }
    assert slugs["evidence_stages"] == ["0", "1", "2", "3", "4"]
    assert slugs["done_statuses"] == ["recommended", "agreed", "done"]
    assert "aardvark" in slugs["organisations"]
    assert slugs["years"] == slugs["tags"] == []
    assert not any("unknown" in found for found in slugs.values())
    groups = {theme.slug for theme in db.session.query(Theme).filter(Theme.broader_id.is_(None))}
    assert not groups & set(slugs["themes"])
    assert groups < {words.values[code][1].slug for code in words.codes("themes")}


def test_a_theme_is_known_by_all_its_names_and_a_group_by_its_own(app: APIFlask) -> None:
    words = vocabulary()
    assert words.slugs_named("themes", "DV") == ["domestic-abuse"]
    assert words.slugs_named("themes", "disguised compliance") == ["reluctant-engagement"]
    assert words.slugs_named("themes", "Forms of harm")[0] == "forms-of-harm"


def test_a_lesson_that_is_published_while_others_are_read_makes_no_trouble(app: APIFlask) -> None:
    publish(tags=("first",))
    with closing(filterables()) as reading:
        first = next(reading)
        publish(tags=("second",))
        others = list(reading)
    assert list(first.values["tags"]) == ["first"]
    assert db.session.query(Lesson).count() == 2
    assert len(others) <= 1
