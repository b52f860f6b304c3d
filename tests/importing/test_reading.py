"""What is sent: how it is read, and what is said of what cannot be read."""

import io
import zipfile
from collections.abc import Mapping
from datetime import date

import pytest

from kb.extraction.front_matter import ABOVE
from kb.extraction.parts import Refused
from kb.importing import reading
from kb.importing.reading import Received, received
from tests.extraction.files import PREPARED
from tests.importing.sheets import csv_of, sheet_of, xlsx_of


def read(data: bytes, name: str = "lessons.csv") -> Received:
    return received({name: data})


def refused(data: bytes, name: str = "lessons.csv") -> str:
    with pytest.raises(Refused) as problem:
        read(data, name)
    return problem.value.says


def cells(found: Received) -> list[tuple[str, ...]]:
    return [row.cells for row in found.rows]


def zipped(files: Mapping[str, str]) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        for name, text in files.items():
            archive.writestr(name, text)
    return made.getvalue()


@pytest.mark.parametrize(
    ("encoding", "named"),
    [("utf-8", "UTF-8"), ("utf-8-sig", "UTF-8"), ("utf-16", "UTF-16"), ("cp1252", "Windows-1252")],
)
@pytest.mark.parametrize(("separator", "called"), [(",", "commas"), (";", "semicolons"), ("\t", "tabs")])
def test_letters_and_separators_are_told_and_named(encoding: str, named: str, separator: str, called: str) -> None:
    found = read(csv_of(("Title", "Found"), ("Café – “early help”", "a, b; c"), separator=separator, encoding=encoding))

    assert found.headings == ["Title", "Found"]
    assert cells(found) == [("Café – “early help”", "a, b; c")]
    assert list(found.notes) == [f"Read as {named}, with {called} between the cells."]


def test_the_line_by_which_spreadsheets_name_their_separator_is_no_row() -> None:
    found = read(b"sep=;\r\nTitle;Found\r\nA;b,c\r\n")

    assert (found.headings, cells(found)) == (["Title", "Found"], [("A", "b,c")])


def test_empty_rows_are_left_out_and_the_others_keep_their_numbers() -> None:
    found = read(b"Title,Found\n\nA,b\n,\n\nC,d\n")

    assert [(row.number, row.cells) for row in found.rows] == [(3, ("A", "b")), (6, ("C", "d"))]


def test_a_cell_may_have_several_lines() -> None:
    assert cells(read(b'Title,Found\nA,"one\ntwo ""three"""\nB,c\n')) == [("A", 'one\ntwo "three"'), ("B", "c")]


def test_a_quotation_mark_that_is_not_closed_is_named_with_its_row() -> None:
    says = refused(b'Title,Found\nA,b\nC,"never closed\nE,f\n')

    assert "In row 3 a quotation mark opens before “never closed" in says


def test_signs_that_no_text_has_are_named_with_their_cell() -> None:
    found = read(b"Title,Found\nA,b\0c\nD,e\n")

    assert [found.faults(row) for row in found.rows] == [[[1, "no-text", "B2"]], []]


def test_letters_that_could_not_be_read_are_named_with_their_cell() -> None:
    found = read("Title,Found\nCafé,b".encode("cp1252") + b"\x81\n")

    assert found.faults(found.rows[0]) == [[1, "no-letter", "B2"]]


def test_a_row_that_ends_early_is_noted() -> None:
    found = read(b"Title,Found,Done\nA,b\n")

    assert found.faults(found.rows[0]) == [[-2, "short", "2"]]


def test_more_rows_than_can_be_taken_are_counted() -> None:
    rows = (f"Lesson {number},x\n" for number in range(5_120))

    assert refused(("Title,Found\n" + "".join(rows)).encode()).startswith("There are 5,120 rows; at most 5,000")


def test_as_many_rows_as_can_be_taken_are() -> None:
    rows = (f"Lesson {number},x\n" for number in range(5_000))

    assert len(read(("Title,Found\n" + "".join(rows)).encode()).rows) == 5_000


def test_one_row_too_many_is_too_many() -> None:
    rows = (f"Lesson {number},x\n" for number in range(5_001))

    assert refused(("Title,Found\n" + "".join(rows)).encode()).startswith("There are 5,001 rows; at most 5,000")


def test_too_large_a_file_is_not_read() -> None:
    assert refused(b"Title\n" + b"x" * reading.LARGEST).startswith("This is larger than 20 MB")


def test_sixty_columns_are_read_and_more_than_two_hundred_are_named() -> None:
    assert len(read(csv_of([f"Column {number}" for number in range(60)], ["x"] * 60)).headings) == 60

    says = refused(csv_of([f"Column {number}" for number in range(201)], ["x"] * 201))
    assert says.startswith("Row 1 has something in column GS; at most 200 columns are read")


@pytest.mark.parametrize(
    ("name", "data", "says"),
    [
        ("lessons.csv", b"", "The file is empty"),
        ("lessons.csv", b" \n\n", "The file is empty"),
        ("lessons.csv", b"Title,Found\n", "There are headings and no row below them"),
        ("lessons.pdf", b"%PDF-1.7 ...", "This is no table. Send a sheet"),
        ("lessons.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1...", "Save it as .xlsx"),
        ("lessons.ods", b"whatever", "Save it as .xlsx"),
        ("lessons.xlsx", b"PK\x03\x04 cut off", "damaged or not complete"),
        ("lessons.csv", bytes(range(256)) * 4 + b"\0" * 900, "Save it as “CSV UTF-8”"),
        ("lessons.zip", zipped({"plan.txt": "x"}), "There is no file of Markdown"),
    ],
)
def test_what_is_no_table_is_said_to_be_none(name: str, data: bytes, says: str) -> None:
    assert says in refused(data, name)


@pytest.mark.parametrize("kind", ["encrypted PDF", "document", "slides", "photograph with a place"])
def test_other_kinds_of_file_are_refused(kind: str) -> None:
    name, data = PREPARED[kind]()

    assert "Send a sheet" in refused(data, name)


def test_headings_may_stand_below_a_line_that_says_what_the_sheet_is() -> None:
    found = read(b"Lessons of the board,,\n,,\nRef,Title,Found\n1,A,b\n")

    assert found.headings == ["Ref", "Title", "Found"]
    assert "Row 3 was taken for the headings" in " ".join(found.notes)


def test_cells_of_a_workbook_are_read_as_they_are_shown() -> None:
    book, _ = sheet_of(["Title", "Measured", "Year", "Named"], ["A", date(2009, 12, 31), 2009, True])

    assert cells(read(xlsx_of(book), "lessons.xlsx")) == [("A", "2009-12-31", "2009", "yes")]


def test_cells_with_formulas_and_errors_are_named() -> None:
    book, sheet = sheet_of(["Title", "Found", "Done"], ["A", "b", "=1+1"], ["C", "d", "e"])
    sheet["B3"].value, sheet["B3"].data_type = "#REF!", "e"
    found = read(xlsx_of(book), "lessons.xlsx")

    assert [found.faults(row) for row in found.rows] == [[[2, "formula", "C2"]], [[1, "error", "B3 (#REF!)"]]]


def test_merged_cells_are_named_in_every_row_below_the_first_and_where_they_hide_a_column() -> None:
    book, sheet = sheet_of(["Title", "Found", "Done"], ["A", "b", "c"], ["D", "", "e"], ["F", "g", ""])
    sheet.merge_cells("B2:B3")
    sheet.merge_cells("B4:C4")
    found = read(xlsx_of(book), "lessons.xlsx")

    assert [found.faults(row) for row in found.rows] == [
        [],
        [[1, "merged", "B2:B3"]],
        [[2, "merged", "B4:C4"]],
    ]


def test_a_hidden_row_is_named_and_a_hidden_column_noted() -> None:
    book, sheet = sheet_of(["Title", "Found"], ["A", "b"], ["C", "d"])
    sheet.row_dimensions[3].hidden = True
    sheet.column_dimensions["B"].hidden = True
    found = read(xlsx_of(book), "lessons.xlsx")

    assert [found.faults(row) for row in found.rows] == [[], [[-1, "hidden", "3"]]]
    assert list(found.hidden) == [1]


def test_of_several_sheets_the_first_that_is_shown_is_read_and_the_others_are_named() -> None:
    book, sheet = sheet_of(["secret"], ["x"])
    sheet.sheet_state = "hidden"
    for name in ("Lessons", "Notes"):
        book.create_sheet(name).append(["Title"])
        book[name].append([f"of {name}"])
    found = read(xlsx_of(book), "lessons.xlsx")

    assert cells(found) == [("of Lessons",)]
    assert list(found.notes) == [
        "The sheet “Lessons” was read.",
        "Not read: “Notes”. To import another sheet, move it to the first place.",
        "Sheets that are hidden were not read: 1.",
    ]


LESSON = "---\ntitle: A\nthemes:\n- neglect\n- home\nyear: 2009\n---\n\n## Found\n\nOne.\n\n### Part\n\n## Done\nTwo.\n"


def test_a_folder_of_markdown_has_a_row_for_each_file() -> None:
    found = read(
        zipped({"a/one.md": LESSON, "a/two.md": "# B\n\n## Found\nThree.\n", "a/x.jpg": "", "__MACOSX/a.md": ""}),
        "a.zip",
    )

    assert found.headings == ["title", "themes", "year", "found", "done"]
    assert [(row.name, row.cells) for row in found.rows] == [
        ("a/one.md", ("A", "neglect; home", "2009", "One.\n\n### Part", "Two.")),
        ("a/two.md", ("B", "", "", "Three.", "")),
    ]
    assert list(found.notes) == ["2 files were read.", "Left out, because it is no Markdown: “a/x.jpg”."]


def markdown(*texts: str) -> Received:
    """Files of Markdown with these texts, sent at once."""
    return received({f"{number}.md": text.encode() for number, text in enumerate(texts, 1)})


def test_names_of_fields_are_one_column_however_they_are_written() -> None:
    found = markdown(
        "---\nTitle: A\nThemes: neglect\nKind of_lesson: x\n---\n## Found\nOne.\n",
        "---\ntitle: B\nthemes: home\nkind-of lesson: y\nfound: Two.\n---\n",
    )

    assert found.headings == ["Title", "Themes", "Kind of_lesson", "found"]
    assert cells(found) == [("A", "neglect", "x", "One."), ("B", "home", "y", "Two.")]


def test_two_columns_of_a_sheet_with_one_heading_stay_two() -> None:
    assert read(b"Title,title\nA,b\n").headings == ["Title", "title"]


def test_a_field_that_stands_twice_in_one_file_in_other_capitals_is_named() -> None:
    found = markdown("---\nTitle: A\ntitle: B\n---\n", LESSON)

    assert found.faults(found.rows[0]) == [[0, "twice", "title"]]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("# A title\n\nA line.\n\n## Found\nOne.\n", {"title": "A title", ABOVE: "A line.", "found": "One."}),
        ("---\nyear: 2009\n---\nBefore.\n\n# A title\n", {"year": "2009", "title": "A title", ABOVE: "Before."}),
        ("---\nTitle:\n---\n# A title\n", {"Title": "A title"}),
        ("---\ntitle: A title\n---\n# A Title\nA line.\n", {"title": "A title", ABOVE: "A line."}),
        ("---\ntitle: A title\n---\n# Found\nOne.\n", {"title": "A title", "Found": "One."}),
        ("---\ntitle: A title\n---\n# Else\n## Found\nOne.\n", {"title": "A title", "found": "One.", ABOVE: "Else"}),
        ("# Found\nOne.\n# Why\nTwo.\n", {"Found": "One.", "Why": "Two."}),
    ],
)  # fmt: skip
def test_a_heading_of_the_first_level_is_the_title_where_none_is_at_the_top(text: str, said: dict[str, str]) -> None:
    found = markdown(text)

    assert dict(zip(found.headings, found.rows[0].cells, strict=True)) == said
    assert found.faults(found.rows[0]) == []


def test_files_that_say_what_is_in_a_folder_are_left_out_and_named() -> None:
    found = read(zipped({"a/ReadMe.md": "# Our lessons\n", "a/one.md": LESSON}), "a.zip")
    assert [row.name for row in found.rows] == ["a/one.md"]
    assert "Left out, because it says what is in the folder: “a/readme.md”." in found.notes

    assert [row.name for row in received({"README.md": LESSON.encode()}).rows] == ["README.md"]


def test_several_files_of_markdown_are_sent_at_once_but_no_two_sheets() -> None:
    found = received({"one.md": LESSON.encode(), "two.md": LESSON.encode()})
    assert [row.name for row in found.rows] == ["one.md", "two.md"]

    with pytest.raises(Refused, match=r"“b\.csv” is not"):
        received({"one.md": b"x", "b.csv": b"Title\nA\n"})


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("---\ntitle: [\n---\n", ["front-matter", "line 3"]),
        ("---\n- a\n---\n", ["front-matter", "line 2"]),
        ("---\ntitle: A\nfound: {a: {b: c}}\n---\n", ["nested", "found a"]),
        ("---\ntitle: A\nfound: B\n---\n## found\nC\n", ["twice", "found"]),
        ("---\ntitle: A\nsources:\n- {title: a}\n- {title: b}\n---\n", ["several", "2"]),
        ("---\ntitle: A\n---\n\0", ["no-text", ""]),
    ],
)
def test_what_cannot_be_read_of_a_file_of_markdown_is_named(text: str, fault: list[str]) -> None:
    found = received({"one.md": text.encode(), "two.md": LESSON.encode()})

    assert fault in [each[1:] for each in found.faults(found.rows[0])]
    assert found.faults(found.rows[1]) == []
