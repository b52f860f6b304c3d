"""Headings and labels say what stands in the cells of a table."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kb.identity.tables import check_cells, divider_of, in_lines, rows_of
from tests.identity.finding import LISTS

MEETING = "Objective,Lead agency,By,RAG\nImprove referrals,Children's services,6 months,Green\n"
TOOLS = "Name,Purpose\nGraded Care Profile,Neglect\nSigns of Safety,Assessment\n"
ROLES = "Name,Role\nSocial worker,Assesses\nCAMHS,Treats\nBarnardo's,Helps\n"
FIGURES = "Theme,Reviews,Year\nNeglect,12,2014\nDomestic abuse,30,2015\n"
STAND_INS = "Child,Mother,Social worker\nChild A,Ms A,yes\nChild B,unknown,no\n"


def found(text: str) -> list[tuple[str, str]]:
    cells = check_cells(text, divider_of(text, csv=True), LISTS)
    return [(finding.rule, finding.text) for finding in cells]


@pytest.mark.parametrize(
    ("text", "rule", "cells"),
    [
        ("Child's name;Reason\nJory;Neglect\nHope;Injury", "person-name", ["Jory", "Hope"]),
        ("First name,Surname\nHope,Smith\nWill,Young", "person-name", ["Hope", "Smith", "Will", "Young"]),
        ("Ref\tName\n1\tJory Pennycress", "person-name", ["Jory Pennycress"]),
        ("ref,social worker\n1,Mohammed", "person-name", ["Mohammed"]),
        ("Ref,DOB\n1,02/03/2009\n2,2 March 2009\n3,2009", "exact-date", ["02/03/2009", "2 March 2009"]),
        ("Date of birth\t2 March 2009\nOutcome\tGood", "exact-date", ["2 March 2009"]),
        ('Id,Address\n1,"12 Wenlow Street, Crewe"\n2,withheld', "address", ["12 Wenlow Street, Crewe"]),
        ("Case ref|Outcome\nLA/2231|Closed\nnone|Open", "reference-number", ["LA/2231"]),
        ("School,Reviews\nOakfield,1\nprimary,3", "school", ["Oakfield"]),
        ("Town,Reviews\nReading,1\nany,3", "place", ["Reading"]),
    ],
)
def test_cells_below_a_heading_and_beside_a_label_are_found(text: str, rule: str, cells: list[str]) -> None:
    assert found(text) == [(rule, cell) for cell in cells]


@pytest.mark.parametrize("text", [MEETING, TOOLS, ROLES, FIGURES, STAND_INS, "", ",", "Name", "no table at all"])
def test_tables_about_no_person_pass(text: str) -> None:
    assert found(text) == []


def test_a_paragraph_ends_a_table() -> None:
    text = "Child's name\tReason\nJory\tNeglect\nWhat follows is about the work of agencies.\nBarnardo's\tHelps"
    assert found(text) == [("person-name", "Jory")]


def test_quotation_marks_keep_a_cell_together() -> None:
    rows = [[cell.value for cell in row] for row in rows_of('a,"b, ""c""\nd",e\n"f"g,h', ",")]
    assert rows == [["a", 'b, ""c""\nd', "e"], ['f"g', "h"]]


@given(st.text(alphabet='ab",;\t\n| ', max_size=80), st.sampled_from("\t;,|"))
def test_cells_are_stretches_of_the_text_in_their_order(text: str, divider: str) -> None:
    last = 0
    for cell in (cell for row in rows_of(text, divider) for cell in row):
        assert last <= cell.start <= cell.end <= len(text)
        assert cell.value == text[cell.start : cell.end]
        last = cell.end
    assert len(in_lines(text, divider)) == len(text)


@pytest.mark.parametrize("shape", ['"', '",', '""', ",", "a\t", '"a', "Name,", "Name,Jory\n", '"\n'])
def test_the_work_grows_with_the_length_alone(shape: str) -> None:
    short, long = (shape * (letters // len(shape)) for letters in (20_000, 80_000))
    work = {text: min(_work(text) for _ in range(3)) for text in (short, long)}
    assert work[long] < 10 * work[short] + 0.02


def _work(text: str) -> float:
    began = time.process_time()
    list(check_cells(text, ",", LISTS))
    return time.process_time() - began
