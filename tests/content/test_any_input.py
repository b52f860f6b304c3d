"""Whatever stands in a lesson file is checked to the end, and any text comes back as it was written."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kb.content.checking import check_folder
from kb.content.exporting import lesson_text
from kb.content.reading import HIDDEN
from tests.content.small_folder import AUDIT, SMALL, TODAY, SmallFolder


def lesson_faults(text: bytes, folder: Path) -> list[str]:
    """What the check says of a folder that has this lesson."""
    (folder / AUDIT).write_bytes(text)
    return [str(fault) for fault in check_folder(folder, TODAY).faults]


@pytest.fixture(scope="module")
def played_with(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small folder whose second lesson is written over and over."""
    return SmallFolder(tmp_path_factory.mktemp("played") / "small").path


WHOLE = (SMALL / AUDIT).read_bytes()
PIECES = st.sampled_from(
    [
        b"---\n", b"## Found\n", b"#", b": ", b"- ", b"'", b'"', b"[", b"{", b"&a ", b"*a", b"!!", b"|\n", b"\t", b"\r",
        b"%YAML 9\n", b"? ", b"\xc2\x85", b"<<: ", b"=", b"~", b"0x", b"1_0", b"2026-99-99", b"12:30:45", b"9" * 5000,
    ]
)  # fmt: skip


@settings(max_examples=100)
@given(text=st.binary(max_size=300))
def test_any_bytes_for_a_lesson_are_named_and_not_stumbled_over(played_with: Path, text: bytes) -> None:
    assert lesson_faults(text, played_with)


@settings(max_examples=100)
@given(at=st.integers(0, len(WHOLE)), piece=PIECES | st.binary(max_size=8), cut=st.integers(0, 40))
def test_a_lesson_damaged_anywhere_is_checked_to_the_end(played_with: Path, at: int, piece: bytes, cut: int) -> None:
    for fault in lesson_faults(WHOLE[:at] + piece + WHOLE[at + cut :], played_with):
        assert "\n" not in fault


SHOWN = st.characters(exclude_categories=["C", "Zl", "Zp"]).filter(lambda c: not HIDDEN.search(c))
TEXTS = st.text(SHOWN, min_size=50, max_size=300).map(str.strip)


@settings(max_examples=100)
@given(text=TEXTS.filter(lambda text: len(text) >= 50))
def test_any_text_comes_back_from_the_file_it_was_written_to(played_with: Path, text: str) -> None:
    values = check_folder(SMALL, TODAY).contents.lessons["southbridge-audit"] | {"summary": text, "people": text}
    (played_with / AUDIT).write_text(lesson_text(values), encoding="utf-8")
    checked = check_folder(played_with, TODAY)
    assert checked.faults == []
    assert checked.contents.lessons["southbridge-audit"] == values
