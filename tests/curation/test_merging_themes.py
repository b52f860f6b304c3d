"""Merging themes: lessons, names, relations and addresses move to the one that stays, and nothing goes in a circle."""

import pytest
from sqlalchemy import ForeignKey, select

from kb.access.actors import Actor
from kb.core import db
from kb.core.db import Base
from kb.core.errors import Conflict, Invalid
from kb.curation.queries.themes import words_of
from kb.curation.service.merging_themes import merge
from kb.lessons.models.lesson import STATES
from kb.lessons.models.parts import RevisionTheme
from kb.lessons.models.vocabulary import FormerThemeSlug, Theme
from kb.search.synonyms import Synonyms
from kb.training.models import SessionTemplate, Vignette, VignetteTheme
from tests import factories
from tests.curation.words import ABUSE, NEGLECT, announced_since, change, last_sequence, theme, themes_of, with_theme
from tests.pages import Person
from tests.search.lessons import catch_up, found, publish, suggested
from tests.training import material

HARM, PARENTS, HIDDEN_MEN = "forms-of-harm", "parents-and-household", "fathers-and-hidden-men"


@pytest.mark.parametrize("state", STATES)
def test_a_text_of_any_state_has_the_one_that_stays(who: Actor, state: str) -> None:
    lesson = factories.lesson(state=state, themes=["early-help", NEGLECT, "recording"])
    db.session.commit()
    merge(who, theme(NEGLECT), into=theme(ABUSE))
    assert themes_of(lesson) == ["early-help", ABUSE, "recording"]


@pytest.mark.parametrize(
    "before", [[NEGLECT, "recording", ABUSE], [ABUSE, "recording", NEGLECT]], ids=["goes first", "stays first"]
)
def test_a_text_with_both_has_one_at_the_first_place(who: Actor, before: list[str]) -> None:
    lesson = factories.lesson(themes=before)
    db.session.commit()
    merge(who, theme(NEGLECT), into=theme(ABUSE))
    assert themes_of(lesson) == [ABUSE, "recording"]


def test_lessons_are_found_with_the_one_that_stays_and_by_the_old_names(who: Actor, reader: Person) -> None:
    number = publish("Nobody asked", themes=[HIDDEN_MEN], found="Nobody wrote about domestic abuse.")
    catch_up()
    merge(who, theme(HIDDEN_MEN), into=theme(ABUSE))
    catch_up()
    assert with_theme(ABUSE) == (number,)
    assert with_theme(HIDDEN_MEN) == (number,)  # a link that somebody has kept
    assert number in found("hidden men").ids
    assert suggested("hidden men", "theme") == ["Domestic abuse"]
    page = reader.get("lessons.theme", slug=ABUSE)
    assert "Nobody asked" in page.text
    assert "Fathers and hidden men" in page.text.partition("Also called:")[2]


def test_filters_offer_the_one_that_stays_with_its_count(who: Actor) -> None:
    publish(themes=[NEGLECT])
    publish(themes=[ABUSE, NEGLECT])
    catch_up()
    merge(who, theme(NEGLECT), into=theme(ABUSE))
    catch_up()
    values = {value.slug: value.count for facet in found().facets if facet.key == "themes" for value in facet.values}
    assert values[ABUSE] == 2
    assert NEGLECT not in values


def test_published_lessons_are_announced_and_drafts_are_not(who: Actor) -> None:
    shown = factories.lesson(themes=[NEGLECT])
    factories.lesson(themes=[NEGLECT], state="submitted")
    factories.lesson(themes=[ABUSE])
    db.session.commit()
    last = last_sequence()
    merge(who, theme(NEGLECT), into=theme(ABUSE))
    assert announced_since(last) == {shown.id}


def test_names_that_both_have_stand_once(who: Actor) -> None:
    change(who, NEGLECT, label="Domestic abuses and more", alternative=("zebra",), hidden=("quagga",))
    merge(who, theme(NEGLECT), into=theme(ABUSE))
    now = words_of(theme(ABUSE))
    assert now.alternative[-2:] == ("Domestic abuses and more", "zebra")
    assert now.hidden[-1] == "quagga"
    Synonyms.load(db.session())  # which would refuse two of a kind


def test_relations_move_both_ways_and_once(who: Actor) -> None:
    change(who, NEGLECT, related=(ABUSE, "early-help", "recording"))
    change(who, ABUSE, related=(NEGLECT, "early-help"))
    merge(who, theme(NEGLECT), into=theme(ABUSE))
    assert words_of(theme(ABUSE)).related == ("early-help", "recording")
    assert words_of(theme("recording")).related.count(ABUSE) == 1
    assert words_of(theme("early-help")).related.count(ABUSE) == 1


def test_trainers_material_follows(who: Actor) -> None:
    vignettes = [
        Vignette(
            slug=f"v{n}", title="A case", summary="-", age_band_key="child-age-bands/under-1", minutes=5, changed="-",
            details={}, theme_links=[VignetteTheme(theme_id=theme(slug).id, position=at) for at, slug in enumerate(of)],
        )
        for n, of in enumerate(([NEGLECT], [NEGLECT, ABUSE]))
    ]  # fmt: skip
    session = SessionTemplate(
        slug="s", title="-", summary="-", minutes=5, format_key="session-formats/room",
        details={"themes": [NEGLECT, "recording", ABUSE], "audience": "all"},
    )  # fmt: skip
    db.session.add_all([*vignettes, session])
    db.session.commit()
    merge(who, theme(NEGLECT), into=theme(ABUSE))
    assert [link.theme.slug for made in vignettes for link in made.theme_links] == [ABUSE, ABUSE]
    assert session.details == {"themes": [ABUSE, "recording"], "audience": "all"}


def test_a_link_to_questions_on_the_one_that_went_shows_those_on_the_one_that_stays(who: Actor, reader: Person) -> None:
    material.quiz_item(factories.lesson(themes=[NEGLECT]), "What do you check first?")
    material.quiz_item(factories.lesson(themes=["recording"]), "Who reads the record?")
    db.session.commit()
    merge(who, theme(NEGLECT), into=theme(ABUSE))
    assert reader.get("training.quiz", theme=NEGLECT).rows(".kb-quiz__item h3") == ["Question 1"]


def test_nothing_is_left_that_points_to_what_is_gone(who: Actor) -> None:
    columns = [
        column
        for table in Base.metadata.tables.values()
        for column in table.c
        if any(isinstance(key, ForeignKey) and key.target_fullname == "theme.id" for key in column.foreign_keys)
    ]
    factories.lesson(themes=[NEGLECT])
    change(who, NEGLECT, slug="unmet-needs")
    number = theme("unmet-needs").id
    merge(who, theme("unmet-needs"), into=theme(ABUSE))
    assert {column.table.name for column in columns} == {
        "theme", "theme_label", "theme_relation", "former_theme_slug", "revision_theme", "vignette_theme",
    }  # fmt: skip
    left = [column for column in columns if db.session.scalar(select(column).where(column == number))]
    assert left == []


def test_every_address_leads_straight_to_the_one_that_stays(who: Actor, reader: Person) -> None:
    change(who, NEGLECT, slug="unmet-needs")
    merge(who, theme("unmet-needs"), into=theme(ABUSE))
    merge(who, theme(ABUSE), into=theme("recording"))
    for slug in (NEGLECT, "unmet-needs", ABUSE):
        assert reader.open(f"/themes/{slug}").response.headers["Location"] == "/themes/recording"
    assert {row.theme_id for row in db.session.query(FormerThemeSlug)} == {theme("recording").id}


def test_a_group_goes_into_another_with_its_themes(who: Actor) -> None:
    number = publish(themes=[NEGLECT])
    catch_up()
    merge(who, theme(HARM), into=theme(PARENTS))
    catch_up()
    assert words_of(theme(NEGLECT)).group == PARENTS
    assert with_theme(PARENTS) == (number,)
    assert with_theme(HARM) == (number,)


@pytest.mark.parametrize(
    ("slug", "into", "says"),
    [
        (NEGLECT, NEGLECT, "A theme cannot be merged into itself"),
        (HARM, NEGLECT, "“Neglect” stands in the group “Forms of harm”. A group cannot be merged into one of its own"),
        (NEGLECT, HARM, "“Forms of harm” is a group and “Neglect” is a theme"),
        (PARENTS, NEGLECT, "“Parents, carers and household” is a group and “Neglect” is a theme"),
    ],
)
def test_what_cannot_be_one_is_refused(who: Actor, slug: str, into: str, says: str) -> None:
    with pytest.raises(Invalid) as refused:
        merge(who, theme(slug), into=theme(into))
    assert refused.value.problems["into"].startswith(says)
    assert db.session.scalar(select(FormerThemeSlug)) is None


def test_what_has_gone_meanwhile_cannot_be_merged(who: Actor) -> None:
    goes, stays = theme(NEGLECT), theme(ABUSE)
    merge(who, stays, into=goes)
    with pytest.raises(Conflict):
        merge(who, goes, into=stays)
    assert db.session.scalars(select(Theme.slug).where(Theme.slug == NEGLECT)).all() == [NEGLECT]


def test_a_merge_in_a_circle_is_said_and_changes_nothing(who: Actor, editor: Person) -> None:
    opened = editor.get("curation.merge_theme", slug=NEGLECT, into=ABUSE)
    merge(who, theme(ABUSE), into=theme(NEGLECT))
    refused = opened.submit("Merge for good")
    assert refused.errors == [
        f"“{ABUSE}” was merged into “Neglect” meanwhile. Merging it back would go in a circle, so nothing was changed"
    ]
    assert theme(NEGLECT).label == "Neglect"


def test_the_one_that_stays_has_gone_into_a_third(who: Actor, editor: Person) -> None:
    opened = editor.get("curation.merge_theme", slug=NEGLECT, into=ABUSE)
    merge(who, theme(ABUSE), into=theme("recording"))
    refused = opened.submit("Merge for good")
    assert refused.errors == [f"“{ABUSE}” is part of “Recording and records” by now. Choose again which one stays"]


def test_the_page_says_how_many_lessons_are_concerned_and_merges(editor: Person) -> None:
    for state in ("published", "draft", "returned", "in_review", "superseded"):
        factories.lesson(state=state, themes=[NEGLECT])
    page = editor.get("curation.merge_theme", slug=NEGLECT).submit("Go on", into=ABUSE)
    assert page.heading == "Merge Neglect into Domestic abuse"
    assert page.rows("main .govuk-list--bullet:first-of-type li")[:4] == [
        "1 published lesson", "1 lesson at the desk", "2 drafts that organisations are writing",
        "1 earlier or hidden text",
    ]  # fmt: skip
    after = page.submit("Merge for good")
    assert after.heading == "Domestic abuse"
    assert "“Neglect” is part of “Domestic abuse” now." in after.text
    assert db.session.scalar(select(RevisionTheme).join(Theme).where(Theme.slug == NEGLECT)) is None


def test_a_merge_of_a_theme_that_was_merged_away_leads_to_nothing(who: Actor, editor: Person) -> None:
    opened = editor.get("curation.merge_theme", slug=NEGLECT, into="recording")
    merge(who, theme(NEGLECT), into=theme(ABUSE))
    assert opened.submit("Merge for good").status == 409
    assert theme(ABUSE).label == "Domestic abuse"
