"""Changing themes: labels, addresses, names and groups; lessons, pages and the search follow at once."""

from dataclasses import replace

import pytest
from apiflask import APIFlask

from kb.access.actors import Actor
from kb.core import db
from kb.core.errors import Conflict, Invalid, NotFound
from kb.curation.queries.themes import words_of
from kb.curation.service import themes as service
from kb.lessons.models.vocabulary import FormerThemeSlug
from tests import factories
from tests.curation.words import (
    ABUSE,
    INTRODUCTION,
    NEGLECT,
    QUESTIONS,
    add,
    announced_since,
    change,
    last_sequence,
    theme,
    with_theme,
)
from tests.pages import Person
from tests.search.lessons import catch_up, found, publish, suggested

HARM, PARENTS = "forms-of-harm", "parents-and-household"


def test_a_lesson_is_found_under_the_new_label_and_shows_it(who: Actor, reader: Person) -> None:
    number = publish(themes=[NEGLECT], slug="the-lesson")
    catch_up()
    change(who, NEGLECT, label="Unmet zebra needs")
    catch_up()
    assert number in found("zebra").ids
    assert "Unmet zebra needs" in reader.get("lessons.show", slug="the-lesson").text
    assert reader.get("lessons.theme", slug=NEGLECT).heading == "Unmet zebra needs"


def test_every_published_lesson_of_the_theme_is_announced_and_no_other(who: Actor) -> None:
    shown = factories.lesson(themes=[NEGLECT])
    factories.lesson(themes=[NEGLECT], state="draft")
    factories.lesson(themes=[ABUSE])
    db.session.commit()
    last = last_sequence()
    change(who, NEGLECT, label="Unmet needs")
    assert announced_since(last) == {shown.id}


def test_lessons_of_a_group_that_is_renamed_are_announced(who: Actor) -> None:
    shown = factories.lesson(themes=[NEGLECT])
    db.session.commit()
    last = last_sequence()
    change(who, HARM, label="Kinds of harm")
    assert announced_since(last) == {shown.id}


def test_an_old_address_leads_to_the_new_one(who: Actor, reader: Person) -> None:
    change(who, NEGLECT, slug="unmet-needs")
    answer = reader.open("/themes/neglect")
    assert answer.status == 301
    assert answer.response.headers["Location"] == "/themes/unmet-needs"
    assert reader.open("/themes/unmet-needs").heading == "Neglect"


def test_a_search_with_the_old_address_still_narrows(who: Actor) -> None:
    number = publish(themes=[NEGLECT])
    publish(themes=[ABUSE])
    catch_up()
    change(who, NEGLECT, slug="unmet-needs")
    for _ in range(2):  # before the index has followed, and after
        hits = found(filters={"themes": (NEGLECT,)})  # type: ignore[arg-type]
        assert hits.ids == (number,)
        catch_up()
    assert hits.query.chosen("themes") == ("unmet-needs",)
    assert found("theme:neglect").ids == (number,)


def test_a_theme_can_have_its_old_address_back(who: Actor, reader: Person) -> None:
    change(who, NEGLECT, slug="unmet-needs")
    change(who, "unmet-needs", slug=NEGLECT)
    assert reader.open("/themes/neglect").status == 200
    assert reader.open("/themes/unmet-needs").response.headers["Location"] == "/themes/neglect"
    assert [row.slug for row in db.session.query(FormerThemeSlug)] == ["unmet-needs"]


def test_searches_are_widened_by_a_new_name_at_once(who: Actor) -> None:
    number = publish("Nobody asked about meals", themes=[NEGLECT], found="Signs of neglect were not seen.")
    catch_up()
    assert found("quagga poverty").ids == ()
    before = words_of(theme(NEGLECT)).alternative
    change(who, NEGLECT, alternative=(*before, "quagga poverty"))
    catch_up()
    assert number in found("quagga poverty").ids
    assert "Neglect" in suggested("quagga", "theme")


def test_a_name_that_was_taken_out_widens_no_more(who: Actor) -> None:
    number = publish("Nobody asked about meals", themes=[NEGLECT], found="Signs of neglect were not seen.")
    change(who, NEGLECT, alternative=("quagga poverty",))
    catch_up()
    assert number in found("quagga poverty").ids
    change(who, NEGLECT, alternative=())
    catch_up()
    assert number not in found("quagga poverty").ids


def test_a_theme_moves_to_another_group_with_its_lessons(who: Actor, reader: Person) -> None:
    number = publish(themes=[NEGLECT])
    catch_up()
    change(who, NEGLECT, group=PARENTS)
    catch_up()
    assert with_theme(PARENTS) == (number,)
    assert with_theme(HARM) == ()
    assert "Neglect" in reader.get("lessons.theme", slug=PARENTS).text


def test_whoever_is_related_points_back(who: Actor) -> None:
    change(who, NEGLECT, related=(ABUSE, "early-help"))
    assert NEGLECT in words_of(theme(ABUSE)).related
    change(who, NEGLECT, related=("early-help",))
    assert NEGLECT not in words_of(theme(ABUSE)).related
    assert NEGLECT in words_of(theme("early-help")).related


def test_an_added_theme_can_be_chosen_and_is_counted(who: Actor, reader: Person) -> None:
    add(who, "Faith settings", "faith-settings", group=HARM, alternative=("places of worship",), related=(NEGLECT,))
    publish(themes=["faith-settings"])
    catch_up()
    assert len(with_theme("faith-settings")) == 1
    assert "Also called: places of worship" in reader.get("lessons.theme", slug="faith-settings").text
    assert "Faith settings 1 lesson" in reader.get("lessons.theme", slug=HARM).text


@pytest.mark.parametrize(
    ("fields", "field", "says"),
    [
        ({"label": ""}, "label", "Enter the label"),
        ({"label": "x" * 121}, "label", "Label must have 120 characters or fewer"),
        ({"label": "domestic  Abuse"}, "label", "is the label of the theme “Domestic abuse”"),
        ({"label": "Domestic violence"}, "label", "is another name of the theme “Domestic abuse”"),
        ({"alternative": ("Domestic-abuse",)}, "alternative", "is the label of the theme “Domestic abuse”"),
        ({"alternative": ("MARAC",)}, "alternative", "is another name of the theme “Domestic abuse”"),
        ({"hidden": ("family violence",)}, "hidden", "is another name of the theme “Domestic abuse”"),
        ({"alternative": ("NEGLECT",)}, "alternative", "is there twice"),
        ({"alternative": ("one", "One")}, "alternative", "is there twice"),
        ({"alternative": ("y" * 121,)}, "alternative", "120 characters or fewer"),
        ({"alternative": tuple(f"name {n}" for n in range(501))}, "alternative", "Enter at most 500 names"),
        ({"scope_note": ""}, "scope_note", "Enter the scope note"),
        ({"slug": "Unmet Needs"}, "slug", "Enter an address of a to z"),
        ({"slug": ""}, "slug", "Enter an address of a to z"),
        ({"slug": ABUSE}, "slug", "is the address of the theme “Domestic abuse”"),
        ({"group": ""}, "group", "Choose the group"),
        ({"group": ABUSE}, "group", "Choose the group"),
        ({"related": (NEGLECT,)}, "related", "A theme is not related to itself"),
        ({"related": ("no-such",)}, "related", "“no-such” is not a theme any more"),
        ({"related": (HARM,)}, "related", "is not a theme any more"),
        ({"introduction": "Too short."}, "introduction", "must have 60 to 120 words. This one has 2"),
        ({"introduction": "word " * 121}, "introduction", "must have 60 to 120 words. This one has 121"),
        ({"introduction": "unbelievably-long " * 60}, "introduction", "must have 1,000 characters or fewer"),
        ({"self_check": QUESTIONS[:4]}, "self_check", "Enter 5 questions, each on a line, or none. You have entered 4"),
        ({"self_check": (*QUESTIONS[:4], "x" * 301)}, "self_check", "A question must have 300 characters or fewer"),
    ],
)
def test_what_cannot_be_is_said_and_nothing_changes(
    who: Actor, fields: dict[str, object], field: str, says: str
) -> None:
    before = words_of(theme(NEGLECT))
    with pytest.raises(Invalid) as refused:
        change(who, NEGLECT, **fields)
    assert says in refused.value.problems[field]
    assert words_of(theme(NEGLECT)) == before


def test_the_former_address_of_another_theme_is_not_free(who: Actor) -> None:
    change(who, ABUSE, slug="abuse-of-a-partner")
    with pytest.raises(Invalid, match="was an address of “Domestic abuse” and still leads there"):
        change(who, NEGLECT, slug=ABUSE)
    with pytest.raises(Invalid, match="still leads there"):
        add(who, "Another", ABUSE, group=HARM)


def test_a_group_gets_none_of_what_only_a_theme_has(who: Actor) -> None:
    with pytest.raises(Invalid) as refused:
        change(who, HARM, group=PARENTS, related=(NEGLECT,), introduction=INTRODUCTION, self_check=QUESTIONS)
    assert set(refused.value.problems) == {"group", "related", "introduction", "self_check"}


def test_a_theme_is_introduced_and_asks_what_an_editor_wrote(who: Actor, reader: Person) -> None:
    before = reader.get("lessons.theme", slug=NEGLECT).text
    change(who, NEGLECT, introduction=INTRODUCTION.strip(), self_check=QUESTIONS)
    page = reader.get("lessons.theme", slug=NEGLECT)
    assert INTRODUCTION.strip() in page.text
    for question in QUESTIONS:
        assert question in page.text
        assert question not in before
    change(who, NEGLECT, introduction="", self_check=())
    page = reader.get("lessons.theme", slug=NEGLECT)
    assert INTRODUCTION.strip() not in page.text
    assert "Could this happen here?" not in page.text


def test_an_added_theme_has_its_introduction_and_questions(who: Actor) -> None:
    add(who, "Faith settings", "faith-settings", group=HARM, introduction=INTRODUCTION, self_check=QUESTIONS)
    now = words_of(theme("faith-settings"))
    assert (now.introduction, now.self_check) == (INTRODUCTION, QUESTIONS)


def test_who_comes_second_is_refused_and_changes_nothing(who: Actor) -> None:
    before = words_of(theme(NEGLECT))
    change(who, NEGLECT, label="Unmet needs")
    with pytest.raises(Conflict):
        service.change(who, theme(NEGLECT), words=replace(before, scope_note="Other."), before=before)
    assert theme(NEGLECT).label == "Unmet needs"


def test_only_editors_change_themes(app: APIFlask, admin: Person) -> None:
    who = Actor(user_id=admin.user.id, site_roles=frozenset({"admin"}), kind="person")
    with pytest.raises(NotFound):
        change(who, NEGLECT, label="Unmet needs")
