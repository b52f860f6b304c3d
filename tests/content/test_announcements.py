"""A load announces the lessons that show a word, organisation or review which now reads otherwise, and no other."""

import pytest
from apiflask import APIFlask

from tests.content.database import Loads
from tests.content.small_folder import REVIEW, SmallFolder

TEAM, AUDIT = "northbridge-referral-team", "southbridge-audit"
CHANGES = {
    "the label of a closed value": ("vocabularies.yaml", "label: Not measured", "label: Not counted", []),
    "the label of its result": ("vocabularies.yaml", "label: Helped", "label: It helped", [TEAM]),
    "the label of one of its agencies": (
        "vocabularies.yaml", "label: Children's social care", "label: Social care for children", [TEAM],
    ),
    "the description of the nation of both": (
        "vocabularies.yaml", "description: What England means.", "description: England.", [TEAM, AUDIT],
    ),
    "the label of a kind of source": (
        "vocabularies.yaml", "label: Serious case review report", "label: Report", [AUDIT],
    ),
    "the label of a theme": ("themes.yaml", "prefLabel: Domestic abuse", "prefLabel: Abuse at home", [TEAM]),
    "another label of a theme": ("themes.yaml", "- case audit", "- audit of cases", [AUDIT]),
    "a hidden label of a theme": ("themes.yaml", "- paper exercise", "- ticking boxes", [AUDIT]),
    "the label of a group": ("themes.yaml", "prefLabel: Working together", "prefLabel: Joint work", [TEAM, AUDIT]),
    "the name of its organisation": (
        "organisations.csv", "Northbridge Safeguarding Children Board", "Northbridge Board", [TEAM],
    ),
    "the name of the area of its organisation": (
        "organisations.csv", "northbridge,Northbridge,", "northbridge,Northbridge Borough,", [TEAM],
    ),
    "the name of what followed its organisation": (
        "organisations.csv", "Northbridge Safeguarding Children Partnership", "Northbridge Partnership", [TEAM],
    ),
    "the name of another organisation": (
        "organisations.csv", "Southbridge Safeguarding Children Board", "Southbridge Board", [],
    ),
    "what followed its organisation": (
        "organisations.csv", "2019-03-31,northbridge-partnership,", "2019-03-31,,", [TEAM],
    ),
    "the title of its review": (REVIEW, "Serious case review: Child Z", "Child Z, a review", [TEAM]),
    "the grade of its review": (REVIEW, "grade: good", "grade: adequate", [TEAM]),
    "a glossary term": ("glossary.yaml", "meaning: Board of agencies", "meaning: A board of agencies", []),
}  # fmt: skip


@pytest.mark.parametrize("change", CHANGES)
def test_the_lessons_that_show_it_are_announced(empty_app: APIFlask, folder: SmallFolder, change: str) -> None:
    loads = Loads(folder)
    loads.announced()
    name, old, new, expected = CHANGES[change]
    folder.change(name, old, new)
    assert loads.announced() == expected
    assert loads.announced() == []


def test_a_theme_that_changes_its_group_announces_its_lessons(empty_app: APIFlask, folder: SmallFolder) -> None:
    loads = Loads(folder)
    loads.announced()
    folder.change("themes.yaml", "stopped?\n  broader: multi-agency-work", "stopped?\n  broader: forms-of-harm")
    assert loads.announced() == [AUDIT]


def test_another_order_of_the_words_announces_nothing(empty_app: APIFlask, folder: SmallFolder) -> None:
    loads = Loads(folder)
    loads.announced()
    first, second = (
        f"  - slug: {slug}\n    label: {label}\n    description: What {label} means.\n"
        for slug, label in (("helped", "Helped"), ("not-measured", "Not measured"))
    )
    folder.change("vocabularies.yaml", first + second, second + first)
    assert loads.announced() == []
    assert "Closed values in 20 lists: 43 (2 changed)" in loads.said
