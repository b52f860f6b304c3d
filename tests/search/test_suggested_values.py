"""Themes and kinds of change that fit a text: by their names, by words that are said of them, by lessons like it."""

from collections.abc import Mapping, Sequence
from typing import Any

import pytest
from apiflask import APIFlask
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from kb.core import db
from kb.lessons.models.vocabulary import ThemeLabel
from kb.search import drafts, service
from kb.search.suggested_values import MOST, Suggested, SuggestedValue
from kb.search.value_names import Named, Passage, ValueNames, value_names
from tests.search.lessons import catch_up, move, publish
from tests.search.starter_texts import HALVES, Starter, starter_lessons
from tests.search.texts import TEXTS

FINDING = (
    "Ferrets quarrelled beside the marzipan trombone, and nobody polished the velvet submarine or the walnut kite."
)
"""Says nothing of any theme."""


def suggested(texts: Mapping[str, str], without: int | None = None) -> Suggested:
    """What is answered now, in a transaction of its own, as a request would have."""
    db.session.rollback()
    return service.suggested(texts, without=without)


def reasons(values: Sequence[SuggestedValue]) -> dict[str, str]:
    return {value.slug: value.reason for value in values}


def lesson(title: str, found: str = FINDING, **fields: Any) -> int:
    return publish(title, summary="Alpha.", found=found, done="Beta.", **fields)


# --- the starter content


def share_with_a_true_one(answers: Sequence[tuple[Sequence[SuggestedValue], frozenset[str]]]) -> float:
    """Of the lessons that have a value, how many are offered one of theirs."""
    known = [bool({value.slug for value in offered} & true) for offered, true in answers if true]
    return sum(known) / len(known)


def answers(half: str) -> list[tuple[Starter, Suggested]]:
    """For each lesson of a half what is suggested for its text, without itself."""
    return [(one, suggested(one.texts, one.id)) for one in starter_lessons() if one.half == half]


@pytest.mark.usefixtures("starter")
@pytest.mark.parametrize("half", HALVES)
def test_a_true_theme_is_among_the_first_five(half: str) -> None:
    found = answers(half)
    assert share_with_a_true_one([(offered.themes, one.themes) for one, offered in found]) >= 0.95


@pytest.mark.usefixtures("starter")
@pytest.mark.parametrize("half", HALVES)
def test_half_of_the_true_themes_are_among_the_first_five(half: str) -> None:
    shares = [
        len(one.themes & {value.slug for value in offered.themes}) / min(MOST, len(one.themes))
        for one, offered in answers(half)
    ]
    assert sum(shares) / len(shares) >= 0.5


@pytest.mark.usefixtures("starter")
@pytest.mark.parametrize("half", HALVES)
def test_a_true_kind_of_change_is_among_the_first_five(half: str) -> None:
    found = answers(half)
    assert share_with_a_true_one([(offered.kinds_of_change, one.kinds_of_change) for one, offered in found]) >= 0.8


@pytest.mark.usefixtures("starter")
def test_every_suggestion_says_why() -> None:
    for one in starter_lessons():
        found = suggested(one.texts)
        assert all(value.reason for value in (*found.themes, *found.kinds_of_change))
        assert len(found.themes) <= MOST >= len(found.kinds_of_change)


@pytest.mark.usefixtures("starter")
def test_a_hidden_name_finds_its_theme_and_is_never_said() -> None:
    hidden = db.session.scalars(select(ThemeLabel.label).where(ThemeLabel.hidden)).all()
    assert hidden
    for name in hidden:
        found = suggested({"found": f"They wrote that it was {name}."}).themes
        assert any("another word" in value.reason for value in found), name
        said = [value.reason.partition("As in")[0].casefold() for value in found]
        assert not any(f"“{name.casefold()}”" in one for one in said)


@pytest.mark.usefixtures("starter")
@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.dictionaries(st.sampled_from(sorted(drafts.PARTS)), TEXTS, max_size=4))
def test_any_text_has_an_answer(texts: Mapping[str, str]) -> None:
    found = service.suggested(texts)
    assert all(value.reason for value in (*found.themes, *found.kinds_of_change))


# --- what speaks for a value


def test_a_name_is_said_as_the_text_has_it(app: APIFlask) -> None:
    found = suggested({"found": "Thresholds were not clear. An Audit showed it."})
    assert reasons(found.themes)["thresholds-and-referrals"] == "Your text says “Thresholds”."
    assert reasons(found.kinds_of_change)["audit"] == "Your text says “Audit”."
    assert found.themes[0].label == "Thresholds and referrals"


def test_the_longer_of_two_names_in_one_place_is_said(app: APIFlask) -> None:
    found = reasons(suggested({"found": "The child was not brought."}).themes)
    assert found["was-not-brought"] == "Your text says “was not brought”."


def test_a_lesson_like_it_speaks_for_its_values(app: APIFlask) -> None:
    lesson("Gamma", themes=["online-harm"], values=["kinds-of-change/training"])
    lesson("Delta", "Something else entirely.", themes=["neglect"], values=["kinds-of-change/audit"])
    catch_up()
    found = suggested({"found": FINDING})
    assert reasons(found.themes) == {"online-harm": "As in “Gamma”."}
    assert reasons(found.kinds_of_change) == {"training": "As in “Gamma”."}


def test_name_and_lesson_are_said_together(app: APIFlask) -> None:
    lesson("Gamma", themes=["neglect"])
    catch_up()
    found = reasons(suggested({"found": f"{FINDING} Neglect was overlooked."}).themes)
    assert found["neglect"] == "Your text says “Neglect”. As in “Gamma”."


def test_without_an_index_names_still_speak(app: APIFlask) -> None:
    lesson("Gamma", themes=["online-harm"])
    assert [*reasons(suggested({"found": "Neglect."}).themes)][:1] == ["neglect"]
    assert suggested({"found": FINDING}) == Suggested()


@pytest.mark.parametrize("texts", [{}, {"found": ""}, {"found": "the of and"}, {"notes": "Neglect."}])
def test_a_text_without_words_has_no_suggestions(app: APIFlask, texts: Mapping[str, str]) -> None:
    assert suggested(texts) == Suggested()


# --- what has no influence


@pytest.mark.parametrize("state", ["draft", "submitted", "hidden", "archived"])
def test_a_lesson_that_is_not_public_changes_nothing(app: APIFlask, state: str) -> None:
    lesson("Gamma", themes=["online-harm"])
    catch_up()
    before = suggested({"found": FINDING})
    made = lesson("Delta", themes=["neglect"], values=["kinds-of-change/audit"], state=state)
    catch_up()
    assert suggested({"found": FINDING}) == before
    assert suggested({"found": FINDING}, made) == before


def test_a_lesson_that_was_hidden_changes_nothing_at_once(app: APIFlask) -> None:
    lesson("Gamma", themes=["online-harm"])
    catch_up()
    before = suggested({"found": FINDING})
    made = lesson("Delta", themes=["neglect"])
    catch_up()
    assert "neglect" in reasons(suggested({"found": FINDING}).themes)
    move(made, "hidden")
    assert suggested({"found": FINDING}) == before


def test_the_lesson_itself_says_nothing_for_its_values(app: APIFlask) -> None:
    own = lesson("Gamma", themes=["online-harm"])
    catch_up()
    assert suggested({"found": FINDING}).themes
    assert suggested({"found": FINDING}, own) == Suggested()


# --- names in a text


def named(text: str, *values: Named) -> list[tuple[str, str]]:
    return [(name.slug, written) for name, written in ValueNames(values).named(Passage.of(text))]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Bruises on a baby", [("bruises", "Bruises")]),
        ("a BRUISE", [("bruises", "BRUISE")]),
        ("It was a threshold document.", [("threshold", "threshold document")]),
        ("document of thresholds", []),
        ("We send letters", []),
        ("SEND reforms", [("send", "SEND")]),
        ("a new team, a new post", [("post", "new team")]),
    ],
)
def test_a_name_is_met_in_any_form_where_its_words_stand_together(text: str, expected: list[tuple[str, str]]) -> None:
    values = (
        Named("bruises", "Bruise"),
        Named("threshold", "Threshold documents"),
        Named("send", "Disabled children", ("SEND",)),
        Named("post", "New team or post"),
    )
    assert named(text, *values) == expected


def test_groups_of_themes_are_not_suggested(app: APIFlask) -> None:
    assert "child-at-the-centre" not in value_names()["themes"].values
    assert "voice-of-the-child" in value_names()["themes"].values
