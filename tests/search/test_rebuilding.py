"""What makes the index be built anew, and how the old one answers and is kept up to date meanwhile."""

import json
import logging
import threading
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from apiflask import APIFlask
from sqlalchemy import delete, func, select, update

from kb.core import db
from kb.core.db import utc_now
from kb.lessons.models.vocabulary import ClosedValue, Theme
from kb.search import change_log, indexing, local_index, verifying, whoosh_index
from kb.search.backend import Progress
from kb.search.folder import CURRENT
from kb.search.indexing import Indexer
from kb.search.models import IndexChange, IndexFollower
from tests.search.lessons import catch_up, edit, found, generation, index, indexer, place, publish


def other_form() -> None:
    path = index().folder.path / CURRENT
    kept = json.loads(path.read_text())
    kept["form"]["analyser"] = "older"
    path.write_text(json.dumps(kept))


def changed_label() -> None:
    with db.transaction():
        db.session.execute(update(Theme).where(Theme.slug == "domestic-abuse").values(label="Abuse at home"))


def another_database() -> None:
    with db.transaction():
        db.session.execute(delete(IndexFollower))


def restored_backup() -> None:
    with db.transaction():
        newest = db.session.scalar(select(func.max(IndexChange.sequence)))
        moved = {"lesson_id": 1, "made_at": utc_now() + timedelta(seconds=1)}
        db.session.execute(update(IndexChange).where(IndexChange.sequence == newest).values(**moved))


def position_beyond_the_log() -> None:
    with db.transaction():
        db.session.execute(delete(IndexChange).where(IndexChange.sequence > 3))


def pruned_past_it() -> None:
    with db.transaction():
        change_log.append(1, "published")
        db.session.execute(delete(IndexChange).where(IndexChange.sequence <= index().position()))


def truncated_contents() -> None:
    contents = next(place().glob("*.toc"))
    contents.write_bytes(contents.read_bytes()[:50])


def missing_contents() -> None:
    next(place().glob("*.toc")).unlink()


def missing_file() -> None:
    next(place().glob("*.trm")).unlink()


def truncated_postings() -> None:
    postings = next(place().glob("*.pst"))
    postings.write_bytes(postings.read_bytes()[:-30])


def missing_generation() -> None:
    for entry in place().iterdir():
        entry.unlink()
    place().rmdir()


def missing_pointer() -> None:
    (index().folder.path / CURRENT).unlink()


def truncated_pointer() -> None:
    (index().folder.path / CURRENT).write_bytes(b'{"generation')


def asked_for() -> None:
    index().folder.ask_for_rebuild("somebody wants it")


def other_order() -> None:
    with db.transaction():
        db.session.execute(update(ClosedValue).where(ClosedValue.key == "regions/london").values(position=99))


def moved_theme() -> None:
    with db.transaction():
        db.session.execute(update(Theme).where(Theme.slug == "thresholds-and-referrals").values(broader_id=None))


FAULTS = [
    other_form, changed_label, other_order, moved_theme, another_database, restored_backup,
    position_beyond_the_log, pruned_past_it,
    truncated_contents, missing_contents, missing_file, truncated_postings, missing_generation, missing_pointer,
    truncated_pointer, asked_for,
]  # fmt: skip


@pytest.mark.filterwarnings("ignore::ResourceWarning")
@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: fault.__name__)
def test_it_is_built_anew_while_the_old_one_answers(lessons: list[int], fault: Callable[[], None]) -> None:
    before = found("bruising")
    fault()
    answers = []

    def meanwhile(_progress: Progress) -> None:
        answers.append(found("bruising"))

    with indexer() as writer:
        reason = writer._reason_to_rebuild() or "the log does not hold its position"
        writer.rebuild(reason, meanwhile)
    index().reader.refresh()
    assert answers
    assert all(answer.ids == before.ids for answer in answers)
    assert found("bruising").ids == before.ids
    assert index().problem() is None
    assert index().verify().clean


@pytest.mark.filterwarnings("ignore::ResourceWarning")
@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: fault.__name__)
def test_a_step_notices_by_itself_and_catches_up(lessons: list[int], fault: Callable[[], None]) -> None:
    before = generation()
    fault()
    added = publish("One more on bruising")
    catch_up()
    assert generation() > before
    assert added in found("bruising").ids
    assert index().verify().clean
    assert index().problem() is None


def test_an_index_that_is_worn_is_built_anew_at_the_next_check(
    lessons: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(indexing, "CHECK_EVERY", 0.0)
    monkeypatch.setattr(local_index, "WORN_FROM", 3)
    with indexer() as writer:
        for number in lessons[:2]:
            edit(number, why="Another reason.")
        writer.step()
        index().reader.refresh()
        writer.step()
        assert generation() == "g-000001", "two of eight documents"
        edit(lessons[2], why="Another reason.")
        writer.step()
        index().reader.refresh()
        writer.step()
    assert generation() == "g-000002"
    index().reader.refresh()
    assert index().worn() is None


def test_content_that_changed_on_the_disk_is_noticed_by_who_becomes_the_writer(lessons: list[int]) -> None:
    for ending in (".pst", ".trm", ".words", "record.col"):
        file = next(entry for entry in place().iterdir() if entry.name.endswith(ending))
        content = bytearray(file.read_bytes())
        content[len(content) // 2] ^= 0xFF
        file.write_bytes(content)
        before = generation()
        catch_up()
        assert generation() > before
        assert index().verify().clean


def test_what_changed_during_a_rebuild_is_taken_in_after_it(lessons: list[int]) -> None:
    added = []

    def meanwhile(progress: Progress) -> None:
        if progress.done == progress.total:
            edit(lessons[0], title="Changed meanwhile")
            added.append(publish("Added meanwhile"))

    with indexer() as writer:
        writer.rebuild("to see", meanwhile)
    index().reader.refresh()
    assert set(found("meanwhile").ids) == {lessons[0], added[0]}
    assert index().verify().clean


def test_the_index_in_use_is_kept_up_to_date_during_a_rebuild(lessons: list[int]) -> None:
    answers = []

    def meanwhile(progress: Progress) -> None:
        if progress.done == 1:
            publish("Added meanwhile")
        if progress.done == progress.total:
            index().reader.refresh()
            answers.append((generation(), found("meanwhile").total))

    with indexer() as writer:
        for _ in range(3):  # lets the test see every document pass
            publish("Filler on nothing")
        writer.rebuild("to see", meanwhile)
    assert answers == [("g-000001", 1)]


def test_the_index_in_use_is_kept_up_to_date_while_the_other_one_is_committed(
    lessons: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    """After the last document was taken, which may last as long as all before."""
    monkeypatch.setattr(indexing, "FOLLOW_EVERY", 0.0)
    commit, verify = whoosh_index._New.finish, verifying.faults_of_new
    answers = []

    def publish_first(new: whoosh_index._New) -> None:
        monkeypatch.setattr(whoosh_index._New, "finish", commit)
        publish("Added meanwhile")
        commit(new)

    def look_first(*arguments: Any) -> list[str]:
        index().reader.refresh()
        answers.append((generation(), found("meanwhile").total))
        return verify(*arguments)

    monkeypatch.setattr(whoosh_index._New, "finish", publish_first)
    monkeypatch.setattr(verifying, "faults_of_new", look_first)
    with indexer() as writer:
        writer.rebuild("to see")
    assert answers == [("g-000001", 1)]


def test_what_cannot_be_taken_in_during_a_rebuild_does_not_spoil_it(
    lessons: list[int], monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(Indexer, "has_work", lambda _self: 1 / 0)
    with caplog.at_level(logging.CRITICAL, "kb.search"), indexer() as writer:
        writer.rebuild("to see")
    assert generation() == "g-000002"
    assert index().verify().clean


def test_an_old_generation_goes_when_nobody_reads_it(lessons: list[int]) -> None:
    found()
    with indexer() as writer:
        writer.rebuild("to see")
        assert index().folder.generations() == ["g-000001", "g-000002"], "this process still reads the first"
        index().reader.refresh()
        writer.rebuild("again")
    assert "g-000001" not in index().folder.generations()


def test_readers_that_come_and_go_during_rebuilds_never_miss_a_lesson(app: APIFlask, lessons: list[int]) -> None:
    wrong: list[object] = []
    done = threading.Event()

    def read() -> None:
        with app.app_context():
            while not done.is_set():
                hits = found("bruising")
                if hits.total != 6 or hits.stale:
                    wrong.append(hits)
            db.session.remove()

    thread = threading.Thread(target=read)
    thread.start()
    with indexer() as writer:
        for _ in range(8):
            writer.rebuild("to see")
    done.set()
    thread.join()
    assert wrong == []
