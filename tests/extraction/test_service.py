"""Each prepared file is read, or refused, as its name says; nothing but `Refused` is ever raised."""

import time
from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook

from kb.extraction.parts import Extracted, Limits, PartKind, Refused
from kb.extraction.service import cleaned, extract
from tests.extraction import office_files, pdf_files, workbook_files, zip_files
from tests.extraction.files import PREPARED

REFUSED = {
    "huge picture": "bomb",
    "encrypted PDF": "encrypted",
    "PDF with JavaScript": "macros",
    "PDF that starts a program": "macros",
    "encrypted document": "encrypted",
    "document with macros": "macros",
    "workbook with XLM macros": "macros",
    "document with an OLE object": "macros",
    "OpenDocument with macros": "macros",
    "encrypted OpenDocument": "encrypted",
    "zip bomb": "bomb",
    "zip bomb that lies about its size": "bomb",
    "zip of very many entries": "bomb",
    "entity expansion": "bomb",
    "old document": "wrong-type",
    "damaged document": "damaged",
    "damaged PDF": "damaged",
    "PDF called a document": "wrong-type",
    "program": "wrong-type",
}
FOUND = [
    ("plain text", PartKind.TEXT, "born 2 March 2009"),
    ("table as CSV", PartKind.TEXT, "Nantwich Vale"),
    ("photograph with a place", PartKind.PHOTO_LOCATION, "53.50000, -1.25000"),
    ("photograph as PNG", PartKind.PROPERTY, "Orla Quillfeather"),
    ("picture with words beside it", PartKind.PROPERTY, "Orla Quillfeather"),
    ("document", PartKind.TEXT, "Name\tBryony Pennycress"),
    ("document", PartKind.HEADER_FOOTER, "Wenlow Street"),
    ("document", PartKind.PROPERTY, "Orla Quillfeather"),
    ("document", PartKind.LINK, "orla@quillfeather.example"),
    ("document with comments", PartKind.COMMENT, "Is this Bryony?"),
    ("document with comments", PartKind.REVISION_AUTHOR, "Tamsin Oakhollow"),
    ("document with tracked changes", PartKind.TRACKED_CHANGE, "in Quernmore"),
    ("document with hidden text", PartKind.HIDDEN, "Wenlow Street"),
    ("document with notes and boxes", PartKind.TEXT, "Bryony in a box"),
    ("document with notes and boxes", PartKind.TEXT, "Told by Tamsin"),
    ("document with notes and boxes", PartKind.LINK, "pages.example/jory"),
    ("document with a photograph", PartKind.ALT_TEXT, "Bryony at the lake"),
    ("document with a photograph", PartKind.PHOTO_LOCATION, "53.50000"),
    ("slides", PartKind.NOTES, "Say nothing of Bryony"),
    ("slides", PartKind.HIDDEN, "Quernmore"),
    ("slides", PartKind.TEXT, "Wenlow Street"),
    ("slides with a chart", PartKind.TEXT, "Nantwich Vale"),
    ("workbook", PartKind.TEXT, "2009-03-02"),
    ("workbook", PartKind.COMMENT, "Sister of Bryony"),
    ("workbook", PartKind.HIDDEN, "Pennycress_family"),
    ("workbook", PartKind.HEADER_FOOTER, "Nantwich Vale"),
    ("workbook with hidden sheets", PartKind.HIDDEN, "Child K is Bryony"),
    ("workbook with hidden sheets", PartKind.HIDDEN, "Wenlow Street"),
    ("workbook with hidden sheets", PartKind.HIDDEN, "Quernmore"),
    ("workbook with threaded comments", PartKind.COMMENT, "Is it Bryony?"),
    ("workbook with threaded comments", PartKind.REVISION_AUTHOR, "Tamsin Oakhollow"),
    ("workbook with a pivot table", PartKind.HIDDEN, "Bryony Pennycress"),
    ("OpenDocument text", PartKind.TEXT, "Jory Pennycress was seen."),
    ("OpenDocument text", PartKind.COMMENT, "Is this Bryony?"),
    ("OpenDocument text", PartKind.TRACKED_CHANGE, "of Nantwich Vale"),
    ("OpenDocument text", PartKind.HIDDEN, "Hidden Wenlow Street"),
    ("PDF", PartKind.TEXT, "Jory Pennycress\nwas seen."),
    ("PDF", PartKind.TEXT, "Wenlow Street"),
    ("PDF", PartKind.PROPERTY, "Tamsin Oakhollow"),
    ("PDF with notes", PartKind.COMMENT, "Quernmore"),
    ("PDF with notes", PartKind.LINK, "pages.example/jory"),
    ("PDF with a form", PartKind.FORM_FIELD, "Bryony Pennycress"),
    ("PDF with an attachment", PartKind.ATTACHMENT_NAME, "bryony-school-report.txt"),
    ("500 pages", PartKind.TEXT, "Page 500, line 39"),
]
READ = [prepared for prepared in PREPARED if prepared not in REFUSED]
PLAIN = ("plain text", "table as CSV")
SEEDS = [office_files.document(), pdf_files.with_notes(), zip_files.opendocument()]


def read(prepared: str) -> Extracted:
    name, data = PREPARED[prepared]()
    return extract(data, name=name)


@pytest.mark.parametrize(("prepared", "of", "words"), FOUND)
def test_what_a_file_holds_is_found_where_it_is(prepared: str, of: PartKind, words: str) -> None:
    assert [part for part in read(prepared).parts if part.of is of and words in part.text]


def test_cells_stand_below_their_heading_where_others_are_empty_or_hidden() -> None:
    book = Workbook()
    sheet = book["Sheet"]
    for cell, text in {"A1": "Ref", "B1": "Key", "D1": "Name", "A2": "1", "D2": "Jory", "AZ3": "far"}.items():
        sheet[cell] = text
    sheet.column_dimensions["B"].hidden = True
    (text,) = [part.text for part in extract(workbook_files.saved(book), name="a.xlsx").parts if "Jory" in part.text]
    assert text == "Ref\t\tName\n1\t\tJory\nfar"


@pytest.mark.parametrize("prepared", REFUSED)
def test_a_file_that_cannot_be_checked_is_refused_with_what_to_do(prepared: str) -> None:
    with pytest.raises(Refused) as refused:
        read(prepared)
    assert refused.value.reason == REFUSED[prepared]
    assert any(word in refused.value.says for word in ("Save", "save", "Print", "Make", "send"))


def test_every_prepared_file_that_is_not_refused_is_looked_at() -> None:
    assert {prepared for prepared, _, _ in FOUND} | {"scan", "document of pictures only"} == set(READ)


def test_places_without_words_are_named() -> None:
    assert read("scan").unreadable == ("page 1",)
    assert not [part for part in read("scan").parts if part.of is PartKind.TEXT]
    assert "picture in the document (image1.jpg)" in read("document of pictures only").unreadable


@pytest.mark.parametrize("prepared", [prepared for prepared in READ if prepared not in PLAIN])
def test_a_cleaned_copy_has_nothing_left_of_what_is_removed_and_all_of_its_text(prepared: str) -> None:
    name, data = PREPARED[prepared]()
    before, copy = extract(data, name=name), cleaned(data, name=name)
    assert copy is not None
    after = extract(copy.data, name=name)
    gone = {PartKind.COMMENT, PartKind.TRACKED_CHANGE, PartKind.PROPERTY, PartKind.PHOTO_LOCATION}
    assert not [part for part in after.parts if part.of in gone | {PartKind.REVISION_AUTHOR}]
    shown = [[part for part in one.parts if part.of is PartKind.TEXT] for one in (before, after)]
    assert shown[0] == shown[1]


@pytest.mark.parametrize("prepared", PLAIN)
def test_of_plain_text_there_is_no_cleaned_copy(prepared: str) -> None:
    name, data = PREPARED[prepared]()
    assert cleaned(data, name=name) is None


def test_a_file_that_makes_the_child_spin_is_given_up_in_time() -> None:
    began = time.monotonic()
    with pytest.raises(Refused):
        extract(pdf_files.that_spins()[1], name="spin.pdf", limits=Limits(cpu_seconds=3, wall_seconds=6))
    assert time.monotonic() - began < 60, "it would spin for ever"


@settings(max_examples=40)
@given(st.binary(max_size=400), st.sampled_from(["a.pdf", "a.docx", "a.txt", "a.png", "a", "\x00/..", "a.xlsx"]))
def test_arbitrary_bytes_are_read_or_refused(data: bytes, name: str) -> None:
    with suppress(Refused):
        extract(data, name=name)


@settings(max_examples=40)
@given(st.sampled_from(SEEDS), st.lists(st.tuples(st.floats(0, 0.999), st.integers(0, 255)), min_size=1, max_size=12))
def test_a_file_with_wrong_bytes_is_read_or_refused(seed: tuple[str, bytes], wrong: list[tuple[float, int]]) -> None:
    name, data = seed[0], bytearray(seed[1])
    for at, byte in wrong:
        data[int(at * len(data))] = byte
    with suppress(Refused):
        extract(bytes(data), name=name)
