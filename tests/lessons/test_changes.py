"""How the differences of two texts look on a page: nothing lost, nothing trusted, nothing told by colour alone."""

from collections.abc import Mapping
from typing import Any

import pytest
from apiflask import APIFlask
from bs4 import BeautifulSoup
from flask import render_template_string

from kb.lessons.comparing import field_changes

MACRO = '{% from "components/changes.html" import changes %}{{ changes(found, {"done": "Done", "causes": "Causes"}) }}'


@pytest.fixture
def shown(app: APIFlask) -> Any:
    """A function that gives what a page shows of two texts."""

    def show(before: Mapping[str, Any], after: Mapping[str, Any]) -> BeautifulSoup:
        with app.test_request_context():
            found = field_changes(before, after, ("done", "causes"), lambda _field, value: value)
            return BeautifulSoup(render_template_string(MACRO, found=found), "html.parser")

    return show


def _without(page: BeautifulSoup, tag: str) -> str:
    for element in page.select(f"{tag}, .govuk-visually-hidden"):
        element.decompose()
    found = page.select_one(".kb-change__text")
    return found.get_text() if found else ""


BEFORE = "The team met monthly.\n\nIt kept no notes."
AFTER = "The team met every week.\n\nIt kept notes, and shared them."


def test_both_texts_can_be_read_from_it_to_the_letter(shown: Any) -> None:
    assert _without(shown({"done": BEFORE}, {"done": AFTER}), "del") == AFTER
    assert _without(shown({"done": BEFORE}, {"done": AFTER}), "ins") == BEFORE


def test_it_is_said_in_words_what_was_added_and_what_was_removed(shown: Any) -> None:
    page = shown({"done": "They met monthly."}, {"done": "They met weekly."})
    assert page.select_one("del").get_text() == "[removed: monthly]"
    assert page.select_one("ins").get_text() == "[added: weekly]"
    assert page.select_one(".kb-change__size").get_text() == "1 word added and 1 word removed"


def test_a_paragraph_that_was_divided_is_seen(shown: Any) -> None:
    page = shown({"done": "One. Two."}, {"done": "One.\nTwo."})
    assert "a new line" in page.select_one("ins").get_text()


def test_what_was_typed_is_never_taken_for_html(shown: Any) -> None:
    page = shown({"done": "<b>one</b>", "causes": []}, {"done": "<i>one</i>", "causes": ["<script>"]})
    assert not page.select("b, i, script")
    assert _without(page, "del") == "<i>one</i>"


def test_values_are_listed_with_those_that_stay(shown: Any) -> None:
    page = shown({"causes": ["workload", "training"]}, {"causes": ["training", "pay"]})
    said = [element.get_text(" ", strip=True) for element in page.select("li")]
    assert said == ["removed: workload", "added: pay", "training"]


def test_an_order_that_was_changed_is_named_as_such(shown: Any) -> None:
    page = shown({"causes": ["workload", "training"]}, {"causes": ["training", "workload"]})
    assert page.select_one(".kb-change__size").get_text() == "In another order"
