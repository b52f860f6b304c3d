"""Whatever is sent, there is an answer, and no half of anything."""

import io
import zipfile
from types import SimpleNamespace
from unittest.mock import patch

from apiflask import APIFlask
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import func, select

from kb.access.actors import Actor
from kb.accounts.models.organisation import Organisation
from kb.core import db
from kb.extraction import tabular
from kb.extraction.__main__ import done
from kb.extraction.parts import DEFAULT, Refused, Table
from kb.importing import reading
from kb.importing.fields import OF_IMPORT
from kb.importing.models import ImportRow, LessonImport
from kb.importing.reading import received
from tests.importing.sheets import csv_of, drafts, imported, looked_through, rows_of, sheet_of, undone, xlsx_of

WORKBOOK = xlsx_of(sheet_of(["Title", "Found"], ["A title of a lesson", "b"], ["Another title", "=1+1"])[0])
NAMES = st.sampled_from(["lessons.csv", "lessons.xlsx", "lessons.md", "lessons.zip", "lessons", "Lëssons.TSV"])
CELLS = st.text(max_size=30) | st.sampled_from(["Neglect", "2014", "31/12/2014", "yes", "=1+1", "a" * 300])


def read(data: bytes, name: str) -> Table | None:
    """What the child process would do, without one: it takes a tenth of a second to begin."""
    try:
        return tabular.read(data, name, DEFAULT)
    except Refused as refused:
        if not refused.says.endswith((".", "?")):
            raise
        return None


@given(st.binary(max_size=400), NAMES)
def test_any_bytes_are_a_table_or_refused_with_a_sentence(data: bytes, name: str) -> None:
    read(data, name)


@given(st.text(max_size=300), st.sampled_from(["utf-8", "utf-16", "utf-8-sig", "latin-1"]), NAMES)
def test_any_text_is_a_table_or_refused_with_a_sentence(text: str, encoding: str, name: str) -> None:
    read(text.encode(encoding, "replace"), name)


@settings(max_examples=60)
@given(st.data())
def test_any_damage_to_a_workbook_is_noticed_or_does_no_harm(data: st.DataObject) -> None:
    at = data.draw(st.integers(0, len(WORKBOOK) - 1))
    damaged = WORKBOOK[:at] + data.draw(st.binary(max_size=20)) + WORKBOOK[at + data.draw(st.integers(0, 40)) :]
    with patch("sys.stdin", SimpleNamespace(buffer=io.BytesIO(damaged))):
        answer = done("table", "lessons.xlsx", DEFAULT)
    assert isinstance(answer, Refused | Table)


@given(st.dictionaries(st.text("abc./", min_size=1, max_size=6).map(lambda name: f"{name}.md"), st.text(max_size=80)))
def test_any_folder_of_texts_has_a_row_for_each_or_is_refused(files: dict[str, str]) -> None:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        for name, text in files.items():
            archive.writestr(name, text.encode("utf-8", "replace"))
    table = read(made.getvalue(), "a.zip")
    assert table is None or len(table.rows) <= len(files) + 1


@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(st.sampled_from(list(OF_IMPORT)), min_size=1, max_size=5, unique=True),
    st.lists(st.lists(CELLS, min_size=1, max_size=6), min_size=1, max_size=4),
)
def test_any_sheet_is_imported_whole_or_refused_row_by_row_and_can_be_undone(
    app: APIFlask, who: Actor, board: Organisation, fields: list[str], rows: list[list[str]]
) -> None:
    headings = ["Title", *(OF_IMPORT[field] for field in fields if field != "title")]
    data = csv_of(headings, *(["A title of a lesson", *row] for row in rows))
    try:
        found = looked_through(who, board, data)
    except Refused:
        return
    rest = {row.outcome for row in rows_of(found)}
    assert rest <= {"new", "changed", "unchanged", "refused"}
    if rest & {"new", "changed"}:
        found = imported(who, board, data)
        written = [row for row in rows_of(found) if row.state == "done"]
        assert len(drafts(board)) == len(written)
        undone(who, found)
    assert drafts(board) == []


def test_what_is_refused_leaves_nothing(who: Actor, board: Organisation) -> None:
    for data in (b"", b"Title\n", b"%PDF-1.4", b"PK\x03\x04"):
        try:
            received({"a.csv": data})
        except Refused:
            continue
        raise AssertionError("that is no table")
    assert db.session.scalar(select(func.count()).select_from(LessonImport)) == 0
    assert db.session.scalar(select(func.count()).select_from(ImportRow)) == 0
    assert reading.LARGEST == 20 * 1024 * 1024
