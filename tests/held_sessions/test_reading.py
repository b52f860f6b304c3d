"""Files of answers: what they say, what of it is not understood, and which are refused."""

from typing import Any

import pytest

from kb.core.spreadsheets import csv_lines
from kb.extraction.parts import Refused
from kb.held_sessions.exports import empty_sheet
from kb.held_sessions.models import SCALE, YES_NO
from kb.held_sessions.queries.questions import Counted, Point
from kb.held_sessions.reading import Sheets, sheets_in
from tests.importing.sheets import sheet_of, xlsx_of

SURE = "How sure are you of what you would do first if you met a worry?"
USED = "Have you used a lesson from a review in your own work?"
BEFORE = Point("before", "Before the session", [
    Counted(1, SURE, SCALE, low="Not at all sure", high="Very sure"), Counted(3, USED, YES_NO),
])  # fmt: skip
END = Point("end", "At the end", [
    Counted(1, SURE, SCALE), Counted(2, "How useful was this session for the work that you do?", SCALE),
])  # fmt: skip


def read(*rows: tuple[Any, ...], name: str = "answers.csv") -> Sheets:
    return sheets_in(csv_lines(rows).encode(), name, BEFORE, [END])


def refusal(*rows: tuple[Any, ...]) -> str:
    with pytest.raises(Refused) as refused:
        read(*rows)
    return refused.value.says


def test_each_row_is_a_form_and_what_is_empty_was_not_answered() -> None:
    found = read(("Q1", "Q3"), (4, "Yes"), (4, ""), ("", "No"), (5, "partly"))

    assert found.rows == 4
    assert found.counts == {1: (0, 0, 0, 2, 1), 3: (1, 1, 1)}
    assert (found.problems, found.lacking, found.passed_over) == ([], [], [])


@pytest.mark.parametrize("heading", ["Q1", "q1", "1", "Question 1", SURE, f"1. {SURE}", SURE.upper(), SURE[:40],
                                     f"{SURE} (1 = not at all, 5 = very)"])  # fmt: skip
def test_a_heading_is_the_number_or_the_words_of_a_question(heading: str) -> None:
    assert read((heading,), (3,)).counts == {1: (0, 0, 1, 0, 0)}


@pytest.mark.parametrize(
    ("cell", "step"),
    [
        ("4", 4),
        ("4.0", 4),
        ("5 - Very sure", 5),
        ("5 Very sure", 5),
        ("5: very sure", 5),
        ("1 (Not at all sure)", 1),
        ("very sure", 5),
        ("Not at all sure", 1),
    ],
)
def test_answers_are_read_as_survey_tools_write_them(cell: str, step: int) -> None:
    assert read(("Q1",), (cell,)).counts[1][step - 1] == 1


@pytest.mark.parametrize(
    "cell", ["0", "6", "-1", "4.5", "fairly", "4 5", "44", "４", "4/10", "4 / 10", "4 of 10", "4 -"]
)
def test_what_is_not_from_1_to_5_is_named_with_its_place_and_not_counted(cell: str) -> None:
    found = read(("Name", "Q1"), ("", 3), ("x", cell))

    assert found.counts == {1: (0, 0, 1, 0, 0)}
    assert len(found.problems) == 1
    assert found.problems[0].startswith("Row 3, column B: “")
    assert "is not a whole number from 1 to 5" in found.problems[0]


def test_a_word_that_is_no_answer_to_yes_partly_no_is_named() -> None:
    assert read(("Q3",), ("yes",), ("perhaps",)).problems == ["Row 3, column A: “perhaps” is not Yes, Partly or No"]


def test_a_column_in_which_many_are_not_understood_is_named_once() -> None:
    found = read(("Q1", "Q3"), (3, "yes"), *[(4, "sometimes")] * 6, (7, "no"))

    assert found.not_understood == 7
    assert found.problems == [
        "Column B: 6 answers, the first in row 3: “sometimes” is not Yes, Partly or No",
        "Row 9, column A: “7” is not a whole number from 1 to 5",
    ]


def test_a_file_in_which_nothing_is_understood_is_refused_with_its_first_place() -> None:
    assert refusal(("Q1",), ("good",)) == (
        "No answer in it was understood. Row 2, column A: “good” is not a whole number from 1 to 5."
    )


def test_a_workbook_that_is_named_as_text_is_read() -> None:
    workbook = xlsx_of(sheet_of(("Q1", "Q3"), ("4", "Yes"))[0])

    assert sheets_in(workbook, "answers.csv", BEFORE, [END]).counts == {1: (0, 0, 0, 1, 0), 3: (1, 0, 0)}


@pytest.mark.parametrize("ending", ["xls", "ods"])
def test_a_sheet_of_a_kind_that_is_not_read_says_how_to_save_it(ending: str) -> None:
    with pytest.raises(Refused, match=rf"Files of the kind \.{ending} cannot be read\. Open it, and save it as"):
        sheets_in(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), f"answers.{ending}", BEFORE, [END])


def test_columns_with_names_and_texts_are_said_and_nothing_of_them_is_read() -> None:
    found = read(("ID", "Name", "Q1", "What helped?"), (1, "Somebody", 3, "Their own words"))

    assert found.passed_over == ["A “ID”", "B “Name”", "D “What helped?”"]
    assert "Somebody" not in repr(found)
    assert "Their own words" not in repr(found)
    assert found.lacking == [3]


def test_a_row_without_an_answer_is_said() -> None:
    assert read(("ID", "Q1"), (1, 3), (2, "")).empty == 1


def test_headings_may_stand_below_other_rows_and_above_a_second_row_of_a_survey_tool() -> None:
    assert read(("Our survey", "", ""), ("ID", "Q1", "Q3"), ("", "Response", "Response"), (1, 3, "No")).rows == 1


def test_two_columns_with_one_question_are_two_forms() -> None:
    assert refusal(("Q1", "Q3", SURE), (1, "Yes", 2)) == (
        "Columns A and C both have question 1: it looks as if there are two forms in the file. "
        "Send a file of its own for each form."
    )


def test_headings_that_come_again_are_two_forms() -> None:
    assert refusal(("Q1", "Q3"), (1, "Yes"), ("Q1", "Q3"), (2, "No")).startswith("Row 3 has headings again")


def test_a_question_of_another_form_is_said_with_its_column() -> None:
    says = refusal((SURE, "How useful was this session for the work that you do?"), (1, 2))

    assert says.startswith("Column B has question 2 of the form “At the end”.")


@pytest.mark.parametrize(
    ("rows", "beginning"),
    [
        (
            [("Colour", "Shape"), ("red", "round")],
            "No heading in row 1 is a question of the form “Before the session”.",
        ),
        ([("Q1",)], "There are headings and no answers below them"),
        ([("Q1", "Q3"), ("", "")], "There are headings and no answers below them"),
    ],
)
def test_a_file_without_answers_says_what_is_missing(rows: list[tuple[str, ...]], beginning: str) -> None:
    assert refusal(*rows).startswith(beginning)


@pytest.mark.parametrize(
    ("data", "name"), [(b"%PDF-1.7", "a.csv"), (b"---\ntitle: x\n---\ntext", "a.md"), (b"\xff\xd8\xff\xe0", "a.jpg")]
)
def test_a_file_of_another_kind_says_which_kind_is_wanted(data: bytes, name: str) -> None:
    with pytest.raises(Refused, match="Send a sheet") as refused:
        sheets_in(data, name, BEFORE, [END])
    assert "Markdown" not in refused.value.says


def test_an_empty_sheet_is_understood_when_it_is_filled_in() -> None:
    filled = empty_sheet(BEFORE) + csv_lines([(2, "Yes")])

    found = sheets_in(filled.encode(), "answers.csv", BEFORE, [END])
    assert found.counts == {1: (0, 1, 0, 0, 0), 3: (1, 0, 0)}
