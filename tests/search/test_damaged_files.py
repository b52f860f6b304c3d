"""Files that are cut, gone or full of noise: search answers or says that it is rebuilt, and is right afterwards."""

import errno
import fcntl
import os
import random
import resource
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from whoosh.filedb.structfile import StructFile
from whoosh.index import LockError

from kb.core import db
from kb.search.backend import Change
from kb.search.change_log import newest
from kb.search.documents import documents
from kb.search.folder import LOCK, SEAL
from kb.search.local_index import LocalIndex
from kb.search.query import Hits, Query
from kb.search.whoosh_index import MOST_SEGMENTS, NAME, Damaged
from kb.search.whoosh_segments import files, open_index
from tests.search.lessons import catch_up, edit, found, generation, index, indexer, place, publish

pytestmark = pytest.mark.filterwarnings("ignore::ResourceWarning", "ignore::pytest.PytestUnraisableExceptionWarning")


@pytest.fixture
def database_url(sqlite_file: str) -> str:
    """On one kind of database: files are the same on both."""
    return sqlite_file


def restarted() -> LocalIndex:
    """A process that begins now and has opened nothing yet."""
    db.session.rollback()
    return LocalIndex(index().folder.path)


def answered(engine: LocalIndex, text: str) -> Hits:
    """What it answers: right, or saying that the words were not looked for and listing everything."""
    hits = engine.search(Query(text))
    assert not hits.stale or hits.understood.not_yet
    return hits


def newest_files(before: set[str]) -> list[Path]:
    """Files of the last commit: those that a power cut may leave without content."""
    return sorted(place() / name for name in files(place()) - before)


ENDINGS = (".toc", ".pst", ".trm", ".words", "record.col")


def cut_to_nothing(content: bytes) -> bytes:
    return content[:0]


def cut_in_the_middle(content: bytes) -> bytes:
    return content[: len(content) // 2]


def zeros(content: bytes) -> bytes:
    return bytes(len(content))


def noise(content: bytes) -> bytes:
    return random.Random(1).randbytes(len(content))


def noise_at_the_end(content: bytes) -> bytes:
    return content[: len(content) // 2] + random.Random(2).randbytes(len(content) - len(content) // 2)


@pytest.mark.parametrize("ending", ENDINGS)
@pytest.mark.parametrize(
    "fault", [cut_to_nothing, cut_in_the_middle, zeros, noise, noise_at_the_end], ids=lambda fault: fault.__name__
)
@pytest.mark.parametrize("sealed_before", [True, False], ids=["durable", "not made durable"])
def test_a_newest_file_that_did_not_reach_the_disk(
    lessons: list[int], ending: str, fault: Callable[[bytes], bytes], *, sealed_before: bool
) -> None:
    """As after a power cut: the process is gone, files of the last commit have not the content that was written."""
    seal, before = (place() / SEAL).read_bytes(), files(place())
    number = publish("Escalations are counted", found="Weighing of infants.")
    catch_up()
    if not sealed_before:
        (place() / SEAL).write_bytes(seal)
    for file in newest_files(before):
        if file.name.endswith(ending):
            file.write_bytes(fault(file.read_bytes()))
    damaged = restarted()
    answered(damaged, "escalations")
    answered(damaged, "infants wei*")
    assert catch_up() == 0
    damaged.reader.refresh()
    for engine in (index(), damaged):
        db.session.rollback()
        hits = engine.search(Query("escalations"))
        assert (hits.ids, hits.stale) == ((number,), False)
        assert engine.search(Query("bruising")).total == 6
    assert index().verify().clean
    assert generation() == "g-000002"


def test_a_table_of_contents_that_is_gone(lessons: list[int]) -> None:
    for contents in place().glob("*.toc"):
        contents.unlink()
    damaged = restarted()
    hits = answered(damaged, "bruising")
    assert hits.stale
    assert hits.total == 6
    catch_up()
    damaged.reader.refresh()
    assert answered(damaged, "number3").ids == (lessons[3],)
    assert index().verify().clean


def test_a_lock_left_behind_is_none(lessons: list[int]) -> None:
    for left in (index().folder.path / LOCK, place() / f"{NAME}_WRITELOCK"):
        left.write_text("12345")
    number = publish("Escalations are counted")
    assert catch_up() == 1
    assert found("escalations").ids == (number,)


def test_a_lock_of_whoosh_that_another_process_holds_is_no_reason_to_rebuild(
    lessons: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("whoosh.writing.try_for", lambda acquire, **_: acquire())
    held = os.open(place() / f"{NAME}_WRITELOCK", os.O_RDWR | os.O_CREAT)
    fcntl.flock(held, fcntl.LOCK_EX)
    number = publish("Escalations are counted")
    with indexer() as writer, pytest.raises(LockError):
        writer.step()
    assert index().folder.asked_for_rebuild() is None
    os.close(held)
    assert catch_up() == 1
    assert found("escalations").ids == (number,)
    assert generation() == "g-000001"


# --- a disk that fails or is full, at any point of a commit

Files = tuple[str, ...]


class Failing:
    """Writes of Whoosh's files work so many times, then fail; or reads do."""

    def __init__(self, operation: str, number: int) -> None:
        self.operation, self.left, self.number = operation, 0, number

    def __enter__(self) -> "Failing":
        plain = getattr(StructFile, self.operation)

        def do(file: StructFile, *arguments: object) -> object:
            self.left += 1
            if self.left > self.number >= 0:
                raise OSError(self.number_of_the_error(), os.strerror(self.number_of_the_error()))
            return plain(file, *arguments)

        self.plain = plain
        setattr(StructFile, self.operation, do)
        return self

    def number_of_the_error(self) -> int:
        return errno.ENOSPC if self.operation == "write" else errno.EIO

    def __exit__(self, *_: object) -> None:
        setattr(StructFile, self.operation, self.plain)


def test_a_commit_that_finds_the_disk_full_leaves_the_index_as_it_was(lessons: list[int]) -> None:
    with Failing("write", -1) as counted:
        edit(lessons[0], why="Reason of the first.")
        catch_up()
    assert counted.left > 100
    chance = random.Random(1)
    for number in [0, 1, counted.left // 2, counted.left - 2, *chance.sample(range(counted.left), 12)]:
        before = open_index(place(), {}).commit
        edit(lessons[1], why=f"Reason after{number}.")
        with indexer() as writer, Failing("write", number), pytest.raises(OSError, match="No space"):
            writer.step()
        assert open_index(place(), {}).commit == before
        assert found("bruising").total == 6
        assert found(f"after{number}").total == 0
        assert index().folder.asked_for_rebuild() is None
        catch_up()
        assert found(f"after{number}").ids == (lessons[1],)
    assert index().verify().clean
    assert generation() == "g-000001"


def test_a_rebuild_that_finds_the_disk_full_leaves_the_index_as_it_was(lessons: list[int]) -> None:
    for number in (0, 3, 50, 200):
        with indexer() as writer, Failing("write", number), pytest.raises(OSError, match="No space"):
            writer.rebuild("to see")
        assert index().folder.generations() == ["g-000001"]
        assert found("bruising").total == 6
    with indexer() as writer:
        writer.rebuild("to see")
    assert index().verify().clean


@contextmanager
def no_room_beyond(size: int) -> Iterator[None]:
    """No file of this process can become larger: the operating system itself refuses it."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


@pytest.mark.parametrize("size", [0, 100, 1000, 2500])
def test_where_the_operating_system_gives_no_room_the_index_stays_as_it_was(lessons: list[int], size: int) -> None:
    edit(lessons[0], why="Reason that is new.")
    changes = [Change(document.id, document) for document in documents([lessons[0]])]
    given = list(documents())
    with indexer(), no_room_beyond(size):
        with pytest.raises(OSError, match="too large"):
            index().apply(changes, newest())
        with pytest.raises(OSError, match="too large"):
            index().rebuild(given, newest())
    assert found("bruising").total == 6
    assert index().problem() is None
    assert index().folder.generations() == ["g-000001"]
    catch_up()
    assert found("reason new").ids == (lessons[0],)
    assert index().verify().clean


def fill_with_small_segments() -> None:
    """So many that the writer merges them next."""
    for turn in range(MOST_SEGMENTS):
        publish(f"More on bruising {turn}")
        catch_up()


def assert_all_are_found_in(name: str) -> None:
    index().reader.refresh()
    assert found("bruising").total == 6 + MOST_SEGMENTS
    assert generation() == name
    assert index().verify().clean


@pytest.mark.parametrize("number", [0, 5, 40, 100])
def test_a_file_that_cannot_be_read_while_segments_are_merged_leads_to_a_rebuild(
    lessons: list[int], number: int
) -> None:
    fill_with_small_segments()
    with indexer() as writer:
        with Failing("read", number), pytest.raises(Damaged, match="cannot be read"):
            writer.tidy()
        assert found("bruising").total == 6 + MOST_SEGMENTS
        assert writer.step() == 0
    assert_all_are_found_in("g-000002")


@pytest.mark.parametrize("number", [0, 5, 60, 200])
def test_a_merge_that_finds_the_disk_full_leaves_the_index_as_it_was(lessons: list[int], number: int) -> None:
    fill_with_small_segments()
    with indexer() as writer:
        with Failing("write", number), pytest.raises(OSError, match="No space"):
            writer.tidy()
        assert found("bruising").total == 6 + MOST_SEGMENTS
        assert writer.tidy()
    assert_all_are_found_in("g-000001")


def test_a_commit_that_was_not_made_durable_is_not_trusted(lessons: list[int]) -> None:
    """A process died between the commit and the seal; whether the machine did too cannot be known."""
    before = (place() / SEAL).read_bytes()
    edit(lessons[0], why="Another reason.")
    index().apply([Change(document.id, document) for document in documents([lessons[0]])], newest())
    (place() / SEAL).write_bytes(before)
    assert restarted().problem() == "its last commit was not made durable"
    catch_up()
    assert generation() == "g-000002"


def test_a_commit_at_this_moment_is_no_problem(lessons: list[int]) -> None:
    before = (place() / SEAL).read_bytes()
    edit(lessons[0], why="Another reason.")
    with indexer() as writer:
        writer.step()
        after = (place() / SEAL).read_bytes()
        (place() / SEAL).write_bytes(before)
        sealing = threading.Timer(0.15, (place() / SEAL).write_bytes, [after])
        sealing.start()
        assert restarted().health().problem is None
        sealing.join()
