"""`kb identity check FILE...` says of each file what is found, where, and what to write instead."""

import os
from pathlib import Path

import pytest

from config import HERE
from kb.identity.commands import NEVER_SAFE, identity_check
from tests.extraction.files import PREPARED
from tests.test_cli import kb


def said(*paths: Path) -> tuple[int, list[str]]:
    lines: list[str] = []
    return identity_check(paths, HERE / "content", lines.append), lines


def prepared(name: str, folder: Path) -> Path:
    called, data = PREPARED[name]()
    path = folder / called
    path.write_bytes(data)
    return path


def test_of_a_document_each_finding_has_its_place_level_rule_text_and_what_to_write(tmp_path: Path) -> None:
    code, lines = said(prepared("document with comments", tmp_path))

    assert code == 1
    assert (
        "report.docx (comment 1): stop: Comment in a file: «Is this Bryony?». "
        "Comments are published with the file. Remove the comments."
    ) in lines
    assert any(line.startswith("report.docx (document): stop: Name of a person: «Jory Pennycress».") for line in lines)
    assert any("(small picture of the first page): open: No readable text." in line for line in lines)
    assert lines[-1] == f"1 file, {len(lines) - 1} findings to deal with. {NEVER_SAFE}"


@pytest.mark.parametrize("ending", ["txt", "md", "csv"])
def test_plain_texts_are_read_in_the_same_way(tmp_path: Path, ending: str) -> None:
    path = tmp_path / f"note.{ending}"
    path.write_text("Mrs Agnieszka Oakenfold rang.", "utf-8")
    code, lines = said(path)
    assert code == 1
    assert "«Mrs Agnieszka Oakenfold»" in lines[0]


def test_the_name_of_a_file_is_read_too(tmp_path: Path) -> None:
    path = tmp_path / "minutes_JKowalski.txt"
    path.write_text("Nothing in it.", "utf-8")
    code, lines = said(path)
    assert code == 1
    assert lines[0].startswith("minutes_JKowalski.txt (file name): stop: Name of a person: «JKowalski».")


def test_a_refused_file_has_its_reason_and_does_not_end_the_command(tmp_path: Path) -> None:
    clean = tmp_path / "clean.txt"
    clean.write_text("Staff were unclear about thresholds.", "utf-8")
    code, lines = said(prepared("zip bomb", tmp_path), clean)
    assert code == 1
    assert lines[0].startswith("report.docx: refused, not checked: The file unpacks to far more")
    assert lines[-1].startswith("2 files, 1 finding to deal with.")


def test_a_clean_file_has_the_code_of_success_and_is_never_called_safe(tmp_path: Path) -> None:
    clean = tmp_path / "clean.txt"
    clean.write_text("Staff were unclear about thresholds.", "utf-8")
    assert said(clean) == (0, [f"1 file, 0 findings to deal with. {NEVER_SAFE}"])


def test_facts_together_are_for_the_identity_reviewer(tmp_path: Path) -> None:
    path = tmp_path / "case.txt"
    path.write_text(
        "The boy, aged 27 months, the third of four siblings, was Latvian and had a skull fracture.", "utf-8"
    )
    _, lines = said(path)
    assert any(line.startswith("case.txt: combination of ") for line in lines)


def test_a_long_passage_is_shortened_and_kept_on_one_line(tmp_path: Path) -> None:
    path = prepared("workbook with hidden sheets", tmp_path)
    _, lines = said(path)
    assert not [line for line in lines if "\n" in line or len(line) > 500]


def test_a_name_that_a_terminal_would_obey_or_could_not_write_is_shown_all_the_same(tmp_path: Path) -> None:
    path = Path(os.fsdecode(bytes(tmp_path) + b"/\x1b[31m\xff.txt"))
    path.write_text("Mrs Agnieszka Oakenfold rang.", "utf-8")
    _, lines = said(path)
    assert lines[0].startswith("?[31m?.txt (text): stop: ")


@pytest.mark.parametrize("name", ["no-such-file.txt", "."])
def test_what_cannot_be_opened_is_said_without_a_traceback(tmp_path: Path, name: str) -> None:
    code, lines = said(tmp_path / name)
    assert code == 1
    assert "cannot be opened" in lines[0]


def test_the_command_as_it_is_typed(tmp_path: Path) -> None:
    found = kb("identity", "check", str(prepared("PDF", tmp_path)), str(tmp_path / "none.pdf"), folder=tmp_path)
    assert found.returncode == 1
    assert "report.pdf (Author): stop: Author in a file: «Orla Quillfeather»." in found.stdout
    assert "none.pdf: cannot be opened: No such file or directory" in found.stdout
    assert "Traceback" not in found.stderr
