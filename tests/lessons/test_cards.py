"""Lessons as lists show them."""

from datetime import date

import pytest
from apiflask import APIFlask
from sqlalchemy import update

from kb.core.db import session, transaction
from kb.lessons.cards import Card, cards
from kb.lessons.models.vocabulary import ClosedValue, Theme
from kb.lessons.queries.labels import Label
from tests import factories
from tests.pages import statements


def card(**fields: object) -> Card:
    """The card of a lesson that has these."""
    (made,) = cards([factories.lesson(**fields).id])  # type: ignore[arg-type]
    return made


def words(labels: tuple[Label, ...]) -> list[str]:
    return [label.label for label in labels]


def test_a_card_says_what_a_list_shows(app: APIFlask) -> None:
    board = factories.organisation("Northbridge Safeguarding Children Board", slug="northbridge")

    made = card(
        title="Board reads every referral",
        slug="reads-every-referral",
        organisation=board,
        themes=["neglect", "recording"],
        values=["kinds-of-change/training", "harm-types/neglect", "kinds-of-change/audit"],
        why="",
        effect="Fewer came back.",
        published_on=date(2020, 2, 29),
    )

    assert (made.title, made.slug) == ("Board reads every referral", "reads-every-referral")
    assert (made.organisation and made.organisation.slug, made.place, made.year) == ("northbridge", "North West", 2014)
    assert [theme.slug for theme in made.themes] == ["neglect", "recording"]
    assert [kind.slug for kind in made.kinds_of_change] == ["training", "audit"]
    assert (made.kind.label, made.done_status.slug, made.evidence_stage.slug) == ("Good practice", "done", "1")
    assert made.result is not None
    assert made.told == (True, False, True, True, False)
    assert made.first_published_on == date(2020, 2, 29)


def test_cards_come_in_the_order_asked_for_without_those_that_are_not_published(app: APIFlask) -> None:
    first, second, third = (factories.lesson(f"Lesson number {n} of three").id for n in range(3))
    hidden = factories.lesson(state="hidden").id

    assert [made.id for made in cards([third, hidden, first, 999_999, second])] == [third, first, second]
    assert cards([]) == cards([hidden]) == []


@pytest.mark.parametrize(
    ("region", "place"), [("north-west", "North West"), ("northern-ireland", "United Kingdom"), (None, "England")]
)
def test_an_organisation_that_is_not_to_be_named_is_not_named_and_not_told_by_its_place(
    app: APIFlask, region: str | None, place: str
) -> None:
    made = card(
        organisation=factories.organisation(),
        named=False,
        region_key=f"regions/{region}" if region else None,
        nation_key=f"nations/{'northern-ireland' if region == 'northern-ireland' else 'england'}",
    )

    assert made.organisation is None
    assert made.place == place


def test_labels_that_change_show_at_once(app: APIFlask) -> None:
    lesson = factories.lesson(themes=["neglect"], values=["kinds-of-change/audit"]).id
    session.commit()
    assert words(cards([lesson])[0].themes) == ["Neglect"]

    with transaction():
        session.execute(update(Theme).where(Theme.slug == "neglect").values(label="Neglected"))
        session.execute(update(ClosedValue).where(ClosedValue.key == "kinds-of-change/audit").values(label="Counting"))

    (made,) = cards([lesson])
    assert words(made.themes) == ["Neglected"]
    assert words(made.kinds_of_change) == ["Counting"]


def test_cards_take_three_statements_however_many_there_are(app: APIFlask) -> None:
    ids = [factories.lesson(f"Lesson number {n}", tell=False).id for n in range(25)]
    session.commit()
    cards(ids)
    for wanted in (ids[:1], ids):
        session.rollback()
        with statements() as made:
            assert len(cards(wanted)) == len(wanted)
        assert len(made) == 4  # the number of what the site shows is asked for too
