"""Names that no list has, where only a place or a setting can stand."""

import pytest

from kb.identity.check import check_text
from tests.identity.finding import LISTS, found

ASKED = frozenset({"place", "school", "nursery", "ward", "gp-practice", "hospital", "hostel"})


@pytest.mark.parametrize(
    ("rule", "text", "words"),
    [
        ("place", "The family came back from Thrumbleigh after the funeral.", "Thrumbleigh"),
        ("place", "He was stabbed near Ostlerwick by an older boy.", "Ostlerwick"),
        ("hospital", "He was seen at Quillmere Infirmary with a burn.", "Quillmere Infirmary"),
        ("hospital", "Mum was transferred to Tarnbrook General that night.", "Tarnbrook General"),
        ("school", "Attendance at Brindlecombe Juniors fell to half.", "Brindlecombe Juniors"),
        ("hostel", "The key worker at Osmanthus House rang the duty desk.", "Osmanthus House"),
        ("nursery", "His key person at Wiggletots had kept a diary.", "Wiggletots"),
    ],
)
def test_a_name_is_found_by_the_words_around_it(rule: str, text: str, words: str) -> None:
    assert words in " ".join(found(text, rule))


@pytest.mark.parametrize(
    "text",
    [
        "The pilot in Thrumbleigh was evaluated by the university.",
        "Practitioners asked for more time in Supervision.",
        "The app from Inspire Quillmere is used by several maternity systems.",
        "Staff at Ofsted asked the nursery for its policy.",
        "The school uses Liquidlogic and Mosaic.",
        "In Re Z the court asked who had parental responsibility.",
        "The family were told about Childline.",
        "A hospital told Cafcass in Quarter 4.",
        "Thresholds differ in Bristol, Bath and South Gloucestershire, which confuses hospital staff.",
        "## Learning For Schools And Nurseries",
    ],
)
def test_bodies_systems_works_and_headings_pass(text: str) -> None:
    assert not [each for each in check_text(text, LISTS) if each.rule in ASKED]
