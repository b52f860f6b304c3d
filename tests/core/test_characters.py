"""Characters that show, and those that do not."""

import pytest
from hypothesis import given
from hypothesis import strategies as some

from kb.core.characters import one_line, visible


@pytest.mark.parametrize(
    "unseen",
    [
        "\u200b",
        "\u2060",
        "\ufeff",
        "\u00ad",
        "\u200e",
        "\u202e",
        "\u2066",
        "\x00",
        "\x1b",
        "\u3164",
        "\u2800",
        "\ufe0f",
    ],
)
def test_what_nobody_sees_is_taken_out(unseen: str) -> None:
    assert one_line(f"{unseen}Zo{unseen}e{unseen}") == "Zoe"
    assert one_line(unseen * 3) == ""


@pytest.mark.parametrize("name", ["सौम्‍या", "می‌نا", "Siân", "山田", "O’Neill"])
def test_what_is_spelling_stays(name: str) -> None:
    assert one_line(name) == name


def test_joiners_stay_only_where_letters_are_joined() -> None:
    assert one_line("Zo\u200de \u200c") == "Zoe"


def test_breaks_and_blanks_become_single_spaces() -> None:
    assert one_line(" Ada\r\n\tFielding\u00a0\u2003Moor ") == "Ada Fielding Moor"


@given(some.text())
def test_what_shows_is_shown_again_as_it_is(text: str) -> None:
    assert visible(visible(text)) == visible(text)
