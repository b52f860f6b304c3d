"""Names of files are read as words, whatever runs them together; findings point at the name as given."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from config import HERE
from kb.identity.file_names import check_name
from tests.identity.finding import LISTS


def found(name: str) -> list[tuple[str, str]]:
    return [(finding.rule, finding.text) for finding in check_name(name, LISTS)]


@pytest.mark.parametrize(
    ("name", "rule", "words"),
    [
        ("minutes_JKowalski_2014-03-02.docx", "person-name", "JKowalski"),
        ("Chronology_BryonySmith.docx", "person-name", "BryonySmith"),
        ("Chronology - Bryony Smith.docx", "person-name", "Bryony Smith"),
        ("chronology-bryony-smith.docx", "person-name", "bryony-smith"),
        ("CHRONOLOGY_BRYONY_SMITH.PDF", "person-name", "BRYONY_SMITH"),
        ("kowalski.chronology.v2.docx", "person-name", "kowalski"),
        ("McDonald_A.docx", "person-name", "McDonald_A"),
        ("referral%20form%20Mohammed%20Khan.pdf", "person-name", "Mohammed%20Khan"),
        ("born_02032009.xlsx", "exact-date", "02032009"),
        ("DOB_20090302.xlsx", "exact-date", "20090302"),
        ("dob-02.03.2009.xlsx", "exact-date", "02.03.2009"),
        ("nhs_943_476_5919.pdf", "nhs-number", "943_476_5919"),
        ("calls 07700_900123.csv", "telephone", "07700_900123"),
        ("StMarysPrimarySchool.docx", "school", "StMarysPrimarySchool"),
        ("from p.oakenfold@example.org.txt", "email", "p.oakenfold@example.org"),
        ("PostcodeM14_5XY.csv", "postcode", "M14_5XY"),
    ],
)
def test_what_identifies_is_found_in_a_name(name: str, rule: str, words: str) -> None:
    assert (rule, words) in found(name)


@pytest.mark.parametrize(
    "name",
    [
        "report.docx", "WorkingTogether2018.pdf", "Working_Together_2018.pdf", "audit-tool-v1.2.xlsx",
        "Domestic_Abuse_Pathway_NorthWest.pdf", "grace_period_policy.docx", "mark_scheme_rose_review.pdf",
        "Graded Care Profile 2.pdf", "Child_K_timeline.docx", "norfolk-case-q-2016.md",
        "Lessons_Learned_From_Young_People.docx",
        "Section 47 flowchart.pptx", "SafeguardingChildrenBoard_Annual_Report_2013-14.pdf", ".docx", "", "__", "%20",
    ],
)  # fmt: skip
def test_plain_names_pass(name: str) -> None:
    assert found(name) == []


def test_the_names_of_our_own_modules_pass() -> None:
    names = [file.name for file in (HERE / "kb").rglob("*.py")]
    assert [name for name in names if found(name)] == []


PIECES = [
    "Bryony",
    "smith",
    "JKowalski",
    "_",
    "-",
    ".",
    "%20",
    "2014",
    "02032009",
    "ﬃ",
    "ǅ",
    "İ",
    "\u200b",
    "é",
    " ",
    "Mc",
]


@given(st.one_of(st.text(max_size=60), st.lists(st.sampled_from(PIECES), max_size=12).map("".join)))
def test_findings_point_at_the_name_as_given(name: str) -> None:
    for finding in check_name(name, LISTS):
        assert 0 <= finding.start < finding.end <= len(name)
        assert finding.text == name[finding.start : finding.end]
