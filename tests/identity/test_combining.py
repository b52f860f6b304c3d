"""Facts of the free text that point at one child together."""

import pytest

from kb.identity.check import check_texts
from tests.identity.finding import LISTS


def kinds(*texts: str) -> set[str]:
    checked = check_texts({str(number): text for number, text in enumerate(texts)}, LISTS)
    return {fact.kind for fact in checked.combination}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "The boy, aged seven, was stabbed near his home in Grimsby.",
            {"exact age", "injury", "place below region"},
        ),
        (
            "Her twin sister is deaf. She was aged nine when the child was scalded.",
            {"sibling pattern", "disability", "exact age", "injury"},
        ),
    ],
)
def test_three_kinds_go_to_the_identity_reviewer(text: str, expected: set[str]) -> None:
    assert kinds(text) >= expected


def test_facts_of_several_texts_count_together() -> None:
    assert len(kinds("A twin was hurt.", "The family lived in Grimsby.", "The girl had a skull fracture.")) == 3


@pytest.mark.parametrize(
    "text",
    [
        "A seven-year-old boy was stabbed.",
        "Children aged 5 to 11 were asked about burns, drowning and disability.",
        "The training covers skull fractures, autism and children aged 4.",
    ],
)
def test_fewer_kinds_and_general_words_do_not(text: str) -> None:
    assert kinds(text) == set()
