"""Pages are the same with Jinja's own way and with ours, and a Jinja that works otherwise is noticed."""

import logging
from typing import Any

import pytest

from kb.web import environment
from kb.web.environment import PageEnvironment, PageGenerator, StrictEnvironment, page_environment


@pytest.fixture(autouse=True)
def anew() -> Any:
    page_environment.cache_clear()
    yield
    page_environment.cache_clear()


def test_pages_are_made_in_the_quick_way_with_the_jinja_that_is_installed() -> None:
    assert page_environment() is PageEnvironment


def test_the_trial_fills_in_escapes_calls_and_imports() -> None:
    made = environment._tried(StrictEnvironment)
    assert made is not None
    assert made.split() == [
        *("<b", 'title="&lt;a&gt;">11&lt;A&gt;5</b>', "<b", 'title="&lt;a&gt;">&lt;a&gt;!5</b>'),
        *("<b", 'title="<i>">12<I>5</b>', "<b", 'title="<i>">&lt;i&gt;!5</b>', "None1.5"),
    ]


def no_escaping(self: PageGenerator, *_given: Any) -> None:
    self.write("(")


def gone(*_given: Any) -> None:
    raise AttributeError("_output_child_pre")


@pytest.mark.parametrize("otherwise", [no_escaping, gone])
def test_where_jinja_works_otherwise_pages_are_made_in_its_own_way(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture, otherwise: Any
) -> None:
    monkeypatch.setattr(PageGenerator, "_output_child_pre", otherwise)
    with caplog.at_level(logging.WARNING):
        assert page_environment() is StrictEnvironment
    assert "pages are made without" in caplog.text
