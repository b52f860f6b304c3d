"""How templates are rendered."""

from datetime import date

import pytest
from apiflask import APIFlask
from flask import render_template_string
from jinja2 import UndefinedError

from kb.web.templates import count, joined, long_date


@pytest.mark.parametrize(
    "template", ["{{ lessson }}", "{% if lessson %}x{% endif %}", "{% for x in lessson %}{% endfor %}"]
)
def test_a_name_that_was_not_given_is_an_error(site: APIFlask, template: str) -> None:
    with site.test_request_context(), pytest.raises(UndefinedError):
        render_template_string(template)


def test_options_of_components_that_nobody_set_stay_empty(site: APIFlask) -> None:
    with site.test_request_context():
        assert render_template_string("{{ params.classes }}{{ htmlClasses }}", params={}) == ""


@pytest.mark.parametrize(
    ("number", "words"), [(0, "0 lessons"), (1, "1 lesson"), (2, "2 lessons"), (1204, "1,204 lessons")]
)
def test_numbers_agree_with_their_noun(number: int, words: str) -> None:
    assert count(number, "lesson") == words


@pytest.mark.parametrize(
    ("given", "words"), [([], ""), (["a"], "a"), (["a", "b"], "a and b"), (list("abc"), "a, b and c")]
)
def test_words_are_joined_as_one_speaks(given: list[str], words: str) -> None:
    assert joined(given) == words


def test_dates_are_written_in_full() -> None:
    assert long_date(date(2009, 10, 5)) == "5 October 2009"
