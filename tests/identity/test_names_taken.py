"""Names that look like a setting or a place, in capitals or in small letters; and what only looks like them."""

import pytest

from kb.identity.check import check_text
from tests.identity.finding import LISTS, found


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("The ward sister, Perpetua Quillonby, found the bed empty.", "Perpetua Quillonby"),
        ("The school nurse, Agnieszka Zvyatik Oakenfold, kept the chart.", "Agnieszka Zvyatik Oakenfold"),
        ("The college nurse (Jia Wen) had not met her.", "Jia Wen"),
        ("His headteacher, Bronwen Church, wrote to the board.", "Bronwen Church"),
        ("The pupil, Long Meixiu, had stopped eating.", "Long Meixiu"),
        ("The paediatric registrar, Wei Jun, was new.", "Wei Jun"),
        ("Granny Bea minded the little ones.", "Granny Bea"),
        ("Madam Oakenfold paid the rent.", "Madam Oakenfold"),
        ("No agency wrote to Old Ezra Oakenfold.", "Old Ezra Oakenfold"),
    ],
)
def test_a_person_beside_a_setting_is_a_person(text: str, name: str) -> None:
    assert [(each.rule, each.text) for each in check_text(text, LISTS)] == [("person-name", name)]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Her half-brothers Ashton, Lincoln and Preston were never seen.", ["Ashton", "Lincoln", "Preston"]),
        ("Her flatmates Amber, Paris and Devon moved out.", ["Amber", "Paris", "Devon"]),
        ("Present: J. Ward, T. Hall, S. Park", ["J. Ward", "T. Hall", "S. Park"]),
    ],
)
def test_a_place_in_a_row_of_names_is_a_name(text: str, names: list[str]) -> None:
    assert found(text, "person-name") == names


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("PATEL, Zvyatik | mother | spoke to worker", ["PATEL, Zvyatik"]),
        ("Household: OKONJO, Ebelechukwu; OKONJO, Tobenna", ["OKONJO, Ebelechukwu", "OKONJO, Tobenna"]),
        ("Assessment, QUILLON, Agnieszka, deferred", ["QUILLON, Agnieszka"]),
        ("GENOGRAM – OKAFOR / HARDCASTLE", ["OKAFOR", "HARDCASTLE"]),
        ("OKAFOR family: core group notes", ["OKAFOR family"]),
        ("have you got a number for agnieszkas dad", ["agnieszkas"]),
        ("ellie's mum rang at 4, wont come in", ["ellie"]),
        ("zvyatik not in again today", ["zvyatik"]),
    ],
)
def test_names_in_capitals_and_in_small_letters(text: str, names: list[str]) -> None:
    assert found(text, "person-name") == names


@pytest.mark.parametrize(
    "text",
    [
        "The lead school, Ash Grove, wrote to the board.",
        "The hostel, Albion House, closed in spring.",
        "Families in Leeds, Lincoln and Preston took part.",
        "Brothers moved between Bolton, Preston and Burnley.",
        "childrens mums were asked to fill in forms",
        "teenagers not in school were counted",
        "UNICEF, Unesco, and WHO agreed.",
        "CAFCASS, Ofsted | joint letter",
        "GENOGRAM – HOW TO DRAW ONE",
        "HOUSEHOLD: ADULTS / CHILDREN",
        "The student, Child Protection, and family teams were there.",
        "Will the plan Grant time and Bill the right budget?",
        "Hazel and willow dens were built in the wood.",
        "She understood more French than Arabic.",
    ],
)
def test_what_only_looks_like_them_is_nobody(text: str) -> None:
    assert found(text, "person-name") == []


@pytest.mark.parametrize(
    "text",
    [
        "Hazel (Mrs Agnieszka Oakenfold) dens were built.",
        "Does the plan Grant Mrs Oakenfold the time?",
        "The school, Mrs Oakenfold Ward, kept no log.",
    ],
)
def test_what_is_passed_over_hides_nobody(text: str) -> None:
    assert any("Oakenfold" in name for name in found(text, "person-name"))


@pytest.mark.parametrize(
    ("text", "dates"),
    [
        ("v2.3 – 9 May 2021 – typo in table 2 mended", []),
        ("Papers must reach the office by noon on Thursday 6 October.", []),
        ("Her father died on 9 May 2021.", ["9 May 2021"]),
    ],
)
def test_days_of_versions_and_of_papers_pass(text: str, dates: list[str]) -> None:
    assert found(text, "exact-date") == dates
