"""Of each prepared file the identity check finds what its name says, or says why it was refused; nothing is raised."""

import io
from functools import cache
from pathlib import Path

import pytest

from kb.extraction.parts import Limits
from kb.extraction.service import cleaned
from kb.identity.catalogue import RULES
from kb.identity.files import CHECKED, WHOLE, CheckedFile, check_file
from kb.identity.findings import Level
from tests.extraction import office_files, pdf_files, workbook_files, zip_files
from tests.extraction.files import PREPARED, photograph
from tests.extraction.test_service import REFUSED
from tests.identity.finding import LISTS
from tests.identity.prepared_findings import FOUND

FILE_RULES = {"file-author", "file-comment", "tracked-change", "photo-location"}
"""What a cleaned copy is without."""
NOTHING = {"500 pages"}


@cache
def checked(prepared: str) -> CheckedFile:
    name, data = PREPARED[prepared]()
    return check_file(data, name, LISTS)


def shown(file: CheckedFile) -> set[tuple[str, str, str]]:
    return {(where, finding.rule, finding.text) for where, finding in file.findings}


def named(data: bytes, name: str, limits: Limits = CHECKED) -> set[tuple[str, str, str]]:
    return shown(check_file(data, name, LISTS, limits))


def test_every_prepared_file_has_its_line_in_a_table() -> None:
    assert FOUND.keys() | REFUSED.keys() == PREPARED.keys()
    assert len(PREPARED) >= 30


@pytest.mark.parametrize("prepared", FOUND)
def test_what_a_file_holds_is_found_where_it_stands(prepared: str) -> None:
    assert not checked(prepared).refused
    assert set(FOUND[prepared]) <= shown(checked(prepared))
    assert bool(checked(prepared).open_ends) == (prepared not in NOTHING)


@pytest.mark.parametrize("prepared", REFUSED)
def test_a_refused_file_has_a_reason_in_words_and_no_findings(prepared: str) -> None:
    refused = checked(prepared)
    assert refused.reason == REFUSED[prepared]
    assert refused.refused.endswith(".")
    assert not refused.parts
    assert refused.open_ends == 1


@pytest.mark.parametrize("prepared", FOUND)
def test_findings_have_their_level_and_point_at_the_text_of_their_part(prepared: str) -> None:
    for part in checked(prepared).parts:
        assert part.findings
        for finding in part.findings:
            assert finding.level is RULES[finding.rule].level
            assert finding.text == part.text[finding.start : finding.end]
            assert (finding.start < finding.end) != (finding.level is Level.OPEN)


@pytest.mark.parametrize("prepared", FOUND)
def test_a_cleaned_copy_has_no_finding_any_more_of_what_it_is_without(prepared: str) -> None:
    name, data = PREPARED[prepared]()
    copy = cleaned(data, name=name)
    if copy is None:
        assert prepared in ("plain text", "table as CSV")
        assert not {rule for _, rule, _ in shown(checked(prepared))} & FILE_RULES
        return
    assert not {rule for _, rule, _ in named(copy.data, name)} & FILE_RULES


def test_a_list_of_thousands_of_people_is_refused_as_one() -> None:
    refused = check_file(b"Mrs Agnieszka Oakenfold came.\n" * 5_001, "people.txt", LISTS)
    assert refused.reason == "too-many-findings"
    assert "Name of a person" in refused.refused


def test_a_long_text_is_found_to_its_end_with_its_own_offsets() -> None:
    text = "Nothing was learned here.\n" * 5_000 + "Mrs Agnieszka Oakenfold came."
    (part,) = check_file(text.encode(), "long.txt", LISTS).parts
    assert [(finding.start, finding.text) for finding in part.findings] == [(130_000, "Mrs Agnieszka Oakenfold")]


def test_a_line_without_end_is_cut_between_words() -> None:
    text = "word " * 9_999 + "for Mrs Agnieszka Oakenfold came. " + "word " * 9_999
    assert ("text", "person-name", "Mrs Agnieszka Oakenfold") in named(text.encode(), "long.txt")


def test_facts_in_different_parts_are_decided_together() -> None:
    book = office_files._document()
    book.add_paragraph("The boy was 27 months old and lived in Nantwich.")
    book.core_properties.subject = "The child died in March 2014."
    book.core_properties.comments = "He is the third of four siblings."
    kinds = {fact.kind for fact in check_file(office_files.saved(book), "case.docx", LISTS).combination}
    assert len(kinds) >= 3


def test_an_addition_by_somebody_is_a_tracked_change_even_if_nothing_was_deleted() -> None:
    name, data = office_files.changed()
    text = zip_files.entries(data)["word/document.xml"]
    assert isinstance(text, bytes)
    before, _, rest = text.partition(b"<w:del ")
    added = before + rest.partition(b"</w:del>")[2]
    found = named(zip_files.changed(data, word__document_dot_xml=added), name)
    assert ("tracked change in the document", "tracked-change", "Tamsin Oakhollow") in found


def test_the_program_that_wrote_a_pdf_is_no_author() -> None:
    writer = pdf_files._report()
    writer.add_metadata({"/Creator": "Writer"})
    assert "Creator" not in {where for where, _, _ in named(pdf_files.written(writer), "a.pdf")}


def test_hidden_rows_of_a_sheet_are_answered_together() -> None:
    book = workbook_files._book()
    for row in (3, 5, 6, 7):
        book["Cases"].cell(row, 1, f"Row of the number {row}")
        book["Cases"].row_dimensions[row].hidden = True
    found = named(workbook_files.saved(book), "cases.xlsx")
    (hidden,) = [where for where, rule, _ in found if rule == "hidden-part"]
    assert hidden == "hidden row of sheet “Cases”, row 3, 5 to 7"


def test_pages_without_text_among_others_are_named_together() -> None:
    writer = pdf_files._report()
    for _ in range(3):
        writer.add_blank_page(595, 842)
    found = named(pdf_files.written(writer), "report.pdf")
    assert ("page 2 to 4", "no-readable-text", "") in found


def test_a_document_with_nothing_in_it_is_opened_by_a_person() -> None:
    empty = workbook_files.Workbook()
    book = zip_files.entries(workbook_files.saved(empty))
    main = book["xl/workbook.xml"]
    assert isinstance(main, bytes)
    found = named(zip_files.zipped({**book, "xl/workbook.xml": main.replace(b'name="Sheet"', b'name=""')}), "a.xlsx")
    assert (WHOLE, "no-readable-text", "") in found


def test_a_name_of_a_picture_is_read_as_the_name_of_a_file() -> None:
    made = office_files._document()
    made.add_picture(io.BytesIO(photograph()))
    made.inline_shapes[0]._inline.docPr.set("descr", "visit_JKowalski.jpg")
    assert ("person-name", "JKowalski") in {(rule, text) for _, rule, text in named(office_files.saved(made), "a.docx")}


def test_the_path_of_a_file_is_no_part_of_its_name(tmp_path: Path) -> None:
    assert not named(b"words", "home/bryony smith/report.txt")
    assert not named(b"words", "C:\\Bryony Smith\\report.txt")
