"""How templates are rendered."""

from collections.abc import Callable
from datetime import date

import pytest
from apiflask import APIFlask
from flask import render_template_string
from hypothesis import given
from hypothesis import strategies as st
from jinja2 import UndefinedError
from markupsafe import Markup, escape

from kb.core.clock import long_date
from kb.lessons.queries.labels import Label
from kb.web.environment import PageEnvironment
from kb.web.templates import MOST_PIECES, Pieces, count
from tests.pages import Page, Person, words


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


def test_dates_are_written_in_full() -> None:
    assert long_date(date(2009, 10, 5)) == "5 October 2009"


# --- what makes pages quick changes nothing in them


@given(st.one_of(st.text(), st.integers(), st.none(), st.booleans(), st.floats(), st.builds(Markup, st.text())))
def test_values_are_written_out_as_jinja_does(value: object) -> None:
    assert str(PageEnvironment.escaped(value)) == str(escape(value))


MACRO = """{% macro row(name, count, text, on) %}<p{% if on %} class="on"{% endif %}>{{ name }}
{%- if count %} ({{ count }}){% endif %}{% if text %}: {{ text }}{% endif %}</p>{% endmacro %}"""
ROWS = st.tuples(
    st.text("a<&\"' 7"), st.integers(0, 9), st.one_of(st.none(), st.builds(Markup, st.text("a<&"))), st.booleans()
)


@given(st.lists(ROWS, max_size=8))
def test_a_macro_that_is_filled_makes_what_it_makes_when_it_is_called(
    site: APIFlask, rows: list[tuple[object, ...]]
) -> None:
    called = MACRO + "{% for a, b, c, d in rows %}{{ row(a, b, c, d) }}{% endfor %}"
    filled = MACRO + "{% for a, b, c, d in rows %}{{ filled(row, a, b, c, d) }}{% endfor %}"

    with site.test_request_context():
        assert render_template_string(filled, rows=rows) == render_template_string(called, rows=rows)


@given(st.lists(st.builds(Label, st.text("ab<"), st.text("ab&")), max_size=5))
def test_a_macro_for_each_thing_makes_what_calling_it_for_each_does(site: APIFlask, things: list[Label]) -> None:
    macro = (
        "{% macro one(form, slug, label) %}<i title='{{ form }}'>{{ slug }}"
        "{% if label %}={{ label }}{% endif %}</i>{% endmacro %}"
    )
    called = macro + "{% for thing in things %}{{ one('f', thing.slug, thing.label) }}{% endfor %}"
    each = macro + "{{ each(one, ('f',), things, ('slug', 'label')) }}"

    with site.test_request_context():
        assert render_template_string(each, things=things) == render_template_string(called, things=things)


def test_a_kept_piece_tells_text_from_html(site: APIFlask) -> None:
    button = (
        "{% from 'govuk_frontend_jinja/components/button/macro.html' import govukButton %}"
        "{{ kept(govukButton, {'text': t}) }}"
    )

    with site.test_request_context():
        assert "&lt;b&gt;" in render_template_string(button, t="<b>")
        assert "<b>" in render_template_string(button, t=Markup("<b>"))
        assert "&lt;b&gt;" in render_template_string(button, t="<b>")


def test_macros_of_the_same_name_are_not_taken_for_each_other(site: APIFlask) -> None:
    pieces = Pieces()
    one, other = (
        site.jinja_env.from_string(f"{{% macro row(n) %}}{mark}{{{{ n }}}}{{% endmacro %}}").module.row  # type: ignore[attr-defined]
        for mark in "ab"
    )

    assert (pieces.kept(one, 1), pieces.kept(other, 1)) == ("a1", "b1")
    assert (pieces.filled(one, "x"), pieces.filled(other, "x")) == ("ax", "bx")


def test_pieces_that_are_kept_have_an_end(site: APIFlask) -> None:
    pieces = Pieces()
    macro = site.jinja_env.from_string("{% macro one(n) %}{{ n }}{% endmacro %}").module.one  # type: ignore[attr-defined]

    for number in range(MOST_PIECES + 10):
        assert pieces.kept(macro, number) == str(number)

    assert len(pieces._made) <= MOST_PIECES


def test_the_frame_of_a_page_says_where_the_reader_is(anonymous: Person) -> None:
    home, themes, theme = (anonymous.open(address) for address in ("/", "/themes", "/themes/neglect"))

    def marked(page: Page) -> list[tuple[str, str | None]]:
        items = page.soup.select(".govuk-service-navigation__item--active")
        return [(words(item), item.find(["a", "strong"]).get("aria-current")) for item in items]  # type: ignore[union-attr,misc]

    assert [text for text, _ in marked(home)] == []
    assert [text for text, _ in marked(themes)] == [text for text, _ in marked(theme)] == ["Themes"]
    assert themes.soup.select('[aria-current="page"]')
    assert not theme.soup.select('nav [aria-current="page"]')


@pytest.mark.parametrize(
    ("kind", "doors"),
    [
        ("user", []), ("member", []), ("contributor", ["Workspace"]), ("lead", ["Workspace"]), ("editor", ["Desk"]),
        ("admin", ["Admin"]),
    ],
)  # fmt: skip
def test_whoever_is_signed_in_finds_at_the_top_where_there_is_work_for_them(
    people: Callable[[str], Person], kind: str, doors: list[str]
) -> None:
    page = people(kind).open("/themes")

    assert [words(door) for door in page.soup.select(".kb-header__doors a")][1:] == doors
