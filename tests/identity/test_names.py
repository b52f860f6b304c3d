"""Names of people are found by lists and by the words around them; words that only look like names pass."""

import pytest

from kb.identity.check import check_text
from tests.identity.finding import LISTS, found


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Chair: Mrs P. Oakenfold; minutes followed.", "Mrs P. Oakenfold"),
        ("Her brother Quillon had seen it.", "Quillon"),
        ("The reviewers met Dr Haitham al-Zubayri, who agreed.", "Dr Haitham al-Zubayri"),
        ("Nobody asked Agnieszka about home.", "Agnieszka"),
        ("Neighbours had always known him as Zaff, they said.", "Zaff"),
        ("Please find attached: Agnieszka_chronology_v2.docx", "Agnieszka"),
        ("The family of Ａｂｅｎａ was told.", "Ａｂｅｎａ"),
    ],
)
def test_names_are_found_in_many_forms(text: str, name: str) -> None:
    assert found(text, "person-name") == [name]


@pytest.mark.parametrize(
    "text",
    [
        "Child K and Mother were seen together.",
        "May and June are busy months; hope is no plan.",
        "Will the board mark the end of the pilot?",
        "The Hackett continuum helped teams.",
        "Sarah's Law was explained in a leaflet.",
        "Leeds and Bradford compared their front doors.",
        "Multi-agency audits found gaps in supervision.",
    ],
)
def test_words_that_only_look_like_names_pass(text: str) -> None:
    assert found(text, "person-name") == []


def test_a_pseudonym_of_the_review_passes_in_its_own_lesson() -> None:
    text = "Agnieszka was three when the review began."
    assert check_text(text, LISTS.allowing(["Agnieszka"])) == []


@pytest.mark.parametrize(
    "text", ["It asked what it would take to tell GPs too.", "GPs said so.", "Roadshows took it further."]
)
def test_several_of_what_capitals_stand_for_are_nobody(text: str) -> None:
    assert found(text, "person-name") == []
