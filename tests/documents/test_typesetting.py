"""The process that makes the pages: its limits, its warnings, and what it may read."""

import json
from pathlib import Path

import pytest
import typst

import kb.documents.printable
from kb.core.errors import Unavailable
from kb.documents.typesetting import typeset

HERE = Path(kb.documents.printable.__file__).parent
SAID = json.dumps(
    {
        "name": "Title", "title": "Title", "mark": "DRAFT", "running": "Running", "note": "Note",
        "language": "en", "region": "GB", "logo": [], "blocks": [], "compact": False,
    }
)  # fmt: skip


def test_a_document_that_takes_too_long_is_refused() -> None:
    with pytest.raises(Unavailable, match="too long"):
        typeset("document.typ", SAID, seconds=0)


def test_a_document_that_takes_too_much_memory_is_refused() -> None:
    with pytest.raises(Unavailable, match="too much memory"):
        typeset("document.typ", SAID, memory=64 << 20)


def test_what_typst_refuses_is_an_error() -> None:
    with pytest.raises(RuntimeError, match="does not contain key"):
        typeset("document.typ", "{}")


def test_a_layout_elsewhere_is_not_read() -> None:
    with pytest.raises(RuntimeError, match="project root"):
        typeset("../printable.py", SAID)


def test_typst_has_no_warning_about_the_layout() -> None:
    _, warnings = typst.compile_with_warnings(
        HERE / "layouts/document.typ",
        font_paths=[HERE / "fonts"],
        ignore_system_fonts=True,
        sys_inputs={"document": SAID},
        pdf_standards=["ua-1"],
    )
    assert [warning.message for warning in warnings] == []


def test_our_faces_come_with_their_licence() -> None:
    assert len(list((HERE / "fonts").glob("AtkinsonHyperlegibleNext*.ttf"))) == 4
    assert "SIL OPEN FONT LICENSE" in (HERE / "fonts/LICENSE").read_text()
