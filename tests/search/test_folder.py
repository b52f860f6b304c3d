"""The index folder: what names the generation in use, who may write, what has reached the disk."""

import json
import os
import stat
from pathlib import Path

import pytest

from kb.search.backend import Position, Progress
from kb.search.folder import CURRENT, Current, IndexFolder, UnsuitableFolder, broken_seals, seal, sealed

CURRENT_NOW = Current("g-000001", {"schema": "1"}, "f" * 32, Position(7, "mark"))


@pytest.fixture
def folder(tmp_path: Path) -> IndexFolder:
    made = IndexFolder(tmp_path / "index")
    made.prepare()
    return made


def test_the_folder_is_for_its_user_only(folder: IndexFolder) -> None:
    assert stat.S_IMODE(folder.path.stat().st_mode) == 0o700
    assert list(folder.path.iterdir()) == []


def test_a_folder_that_cannot_be_made_is_named_with_what_to_do(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(UnsuitableFolder, match="set KB_INDEX_FOLDER to a folder on a local disk"):
        IndexFolder(tmp_path / "file" / "index").prepare()


def test_what_is_said_of_a_folder_that_will_not_do_is_one_line(tmp_path: Path) -> None:
    (tmp_path / "index").touch()
    with pytest.raises(UnsuitableFolder) as refused:
        IndexFolder(tmp_path / "index").prepare()
    assert len(str(refused.value).splitlines()) == 1
    assert str(refused.value).startswith(f"The index folder {tmp_path / 'index'} cannot be used (")


def test_a_generation_in_use_is_not_discarded(folder: IndexFolder) -> None:
    for _ in range(2):
        folder.new_generation()
    folder.point_at(CURRENT_NOW)
    for name in folder.generations():
        folder.discard(name)
    assert folder.generations() == ["g-000001"]


def test_current_is_read_as_it_was_written(folder: IndexFolder) -> None:
    folder.point_at(CURRENT_NOW)
    assert folder.current() == CURRENT_NOW


@pytest.mark.parametrize(
    "content", ["", "{", "[]", "null", "{}", '{"generation": "g-000001", "form": {}, "position": 3}']
)
def test_a_current_that_cannot_be_read_is_as_none(folder: IndexFolder, content: str) -> None:
    (folder.path / CURRENT).write_text(content)
    assert folder.current() is None


def test_the_stamp_changes_with_current(folder: IndexFolder) -> None:
    stamps = [folder.stamp()]
    for _ in range(3):
        folder.point_at(CURRENT_NOW)
        stamps.append(folder.stamp())
    assert len(set(stamps)) == 4


def test_generations_are_numbered_on(folder: IndexFolder) -> None:
    assert [folder.new_generation() for _ in range(3)] == ["g-000001", "g-000002", "g-000003"]


def test_only_one_writer_gets_the_lock_and_the_next_one_gets_it_afterwards(folder: IndexFolder) -> None:
    first = folder.writer_lock()
    assert first is not None
    assert folder.writer_lock() is None
    assert folder.has_writer()
    os.close(first)
    assert not folder.has_writer()
    second = folder.writer_lock()
    assert second is not None
    os.close(second)


def test_a_generation_that_is_read_is_not_removed(folder: IndexFolder) -> None:
    for _ in range(3):
        folder.new_generation()
    reading = folder.hold("g-000001")
    assert folder.remove_unused(keep="g-000003") == ["g-000002"]
    os.close(reading)
    assert folder.remove_unused(keep="g-000003") == ["g-000001"]
    assert folder.generations() == ["g-000003"]


def test_progress_is_seen_only_while_a_writer_lives(folder: IndexFolder) -> None:
    writer = folder.writer_lock()
    assert writer is not None
    with folder.rebuilding():
        folder.tell(Progress(3, 10))
        assert folder.progress() == Progress(3, 10)
    assert folder.progress() is None
    folder.tell(Progress(4, 10))
    os.close(writer)
    assert folder.progress() is None


def test_a_rebuild_is_asked_for_until_it_is_answered(folder: IndexFolder) -> None:
    assert folder.asked_for_rebuild() is None
    folder.ask_for_rebuild("a file is missing")
    assert folder.asked_for_rebuild() == "a file is missing"
    folder.rebuild_answered()
    assert folder.asked_for_rebuild() is None


def test_seals_tell_a_file_that_changed_from_one_that_did_not(tmp_path: Path) -> None:
    for name in ("same", "shorter", "other", "gone"):
        (tmp_path / name).write_text("content")
    seal(tmp_path, ["same", "shorter", "other", "gone"])
    (tmp_path / "shorter").write_text("cont")
    (tmp_path / "other").write_text("CONTENT")
    (tmp_path / "gone").unlink()
    assert [line.split()[0] for line in broken_seals(tmp_path, read=False)] == ["gone", "shorter"]
    assert [line.split()[0] for line in broken_seals(tmp_path, read=True)] == ["gone", "other", "shorter"]


def test_seals_forget_files_that_are_no_part_any_more(tmp_path: Path) -> None:
    for name in ("old", "new"):
        (tmp_path / name).write_text(name)
    seal(tmp_path, ["old"])
    seal(tmp_path, ["new"])
    assert list(sealed(tmp_path)) == ["new"]


def test_a_file_is_replaced_as_a_whole(folder: IndexFolder) -> None:
    folder.point_at(CURRENT_NOW)
    assert [entry.name for entry in folder.path.iterdir()] == [CURRENT]
    assert json.loads((folder.path / CURRENT).read_text())["position"] == {"sequence": 7, "mark": "mark"}
