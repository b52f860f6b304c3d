"""The snapshot of a process changes over as a whole, soon after CURRENT does, and nobody waits for that."""

import threading
from typing import Any

import pytest
from apiflask import APIFlask
from sqlalchemy import select

from kb.core import db
from kb.core.versions import site_version
from kb.lessons.models.vocabulary import Theme, ThemeLabel
from kb.search import facets, reading
from kb.search.query import Query
from kb.search.reading import Reader
from kb.search.snapshot import Snapshot
from kb.search.whoosh_index import Damaged
from tests.search.lessons import catch_up, edit, index, indexer, move, place, publish


@pytest.fixture
def reader(lessons: list[int], monkeypatch: pytest.MonkeyPatch) -> Reader:
    """That of another process, which looks at CURRENT every time."""
    monkeypatch.setattr(reading, "LOOK_EVERY", 0.0)
    monkeypatch.setattr(reading, "RETRY_EVERY", 0.0)
    return Reader(index().folder)


def total(reader: Reader, text: str) -> int:
    return reader.snapshot().answer(Query(text), ()).total


def test_a_commit_is_seen_at_the_next_look(reader: Reader) -> None:
    assert total(reader, "escalations") == 0
    publish("Escalations are counted")
    catch_up()
    assert total(reader, "escalations") == 1


def test_between_two_looks_the_snapshot_stays(reader: Reader, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "LOOK_EVERY", 3600.0)
    before = reader.snapshot()
    publish()
    catch_up()
    assert reader.snapshot() is before
    reader.refresh()
    assert reader.snapshot() is not before


def test_while_nothing_changes_the_snapshot_stays_with_all_that_it_has_worked_out(reader: Reader) -> None:
    assert reader.snapshot() is reader.snapshot()


def test_who_searches_while_another_thread_opens_a_snapshot_gets_the_one_before(
    reader: Reader, lessons: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    before = reader.snapshot()
    publish()
    catch_up()
    opening, go_on = threading.Event(), threading.Event()
    found: list[Snapshot] = []

    def slow(*given: Any) -> Any:
        opening.set()
        assert go_on.wait(30)
        return before.index

    monkeypatch.setattr(reading, "open_index", slow)
    monkeypatch.setattr(reading, "_from_database", lambda *given: reading._FromDatabase.of(before))
    thread = threading.Thread(target=lambda: found.append(reader.snapshot()))
    thread.start()
    assert opening.wait(30)
    assert reader.snapshot() is before
    go_on.set()
    thread.join()
    assert found[0] is not before
    assert reader.snapshot() is found[0]


def test_a_new_index_is_opened_by_the_thread_that_leads_and_not_by_who_searches(reader: Reader) -> None:
    before = reader.snapshot()
    with indexer() as writer:
        writer.rebuild("to see")
    reader.led = True
    assert reader.snapshot() is before
    reader.refresh()
    assert reader.snapshot() is not before


def test_where_a_thread_leads_commits_are_still_seen_by_who_searches(reader: Reader) -> None:
    before = reader.snapshot()
    reader.led = True
    publish("Escalations are counted")
    catch_up()
    assert reader.snapshot() is not before
    assert total(reader, "escalations") == 1


def test_where_there_is_nothing_to_answer_from_who_searches_opens_the_index(reader: Reader) -> None:
    reader.led = True
    assert reader.snapshot().index is not None


def test_after_a_commit_only_what_changed_is_read_again(
    reader: Reader, lessons: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    before = reader.snapshot()
    asked: list[Any] = []
    load = facets.load
    monkeypatch.setattr(facets, "load", lambda *given: (asked.append(given), load(*given))[1])
    edit(lessons[2], why="Another reason.")
    move(lessons[3], "archived")
    catch_up()
    db.session.rollback()
    after = reader.snapshot()
    assert [(table, sorted(changed)) for table, changed in asked if table is before.table] == [
        (before.table, [lessons[2], lessons[3]])
    ]
    assert after.synonyms is before.synonyms
    assert after.table.size == 5


def test_other_names_are_read_anew_with_a_new_index(reader: Reader) -> None:
    before = reader.snapshot()
    with db.transaction():
        theme = db.session.scalars(select(Theme).where(Theme.slug == "domestic-abuse")).one()
        theme.alternative_labels.append(ThemeLabel(position=99, label="Kitchenfight"))
    with indexer() as writer:
        writer.rebuild("other names")
    after = reader.snapshot()
    assert after.synonyms is not before.synonyms
    assert after.read(Query("kitchenfight"), ())[1].expression.widenings


def test_a_snapshot_names_the_version_of_the_site_from_which_all_of_it_was_read(
    reader: Reader, lessons: list[int]
) -> None:
    version = site_version()
    first = reader.snapshot()
    assert first.version == version
    edit(lessons[2], why="Another reason.")
    catch_up()
    db.session.rollback()
    assert site_version() != version
    assert reader.snapshot().version == version, "the rest is said by the position"
    with indexer() as writer:
        writer.rebuild("to see")
    assert reader.snapshot().version == site_version() != version


def test_what_was_read_while_the_site_changed_is_of_no_version(
    reader: Reader, lessons: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    load = facets.load

    def slow(*given: Any) -> facets.FacetTable:
        table = load(*given)
        edit(lessons[2], why="Meanwhile.")
        return table

    version = site_version()
    monkeypatch.setattr(facets, "load", slow)
    found = reader.snapshot().version
    db.session.rollback()
    assert found not in {version, site_version()}


def test_a_snapshot_that_turns_out_to_be_damaged_is_not_used_again(reader: Reader, lessons: list[int]) -> None:
    broken = reader.snapshot()
    reader.forget(broken, Damaged("noise"))
    found = reader._snapshot
    assert found is not None
    assert found.index is None
    assert found.answer(Query("nowhere"), ()).total == len(lessons)
    assert index().folder.asked_for_rebuild() == "noise"


def test_an_index_that_cannot_be_opened_leaves_the_one_before_in_use(
    reader: Reader, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = reader.snapshot()
    publish()
    catch_up()

    def damaged(*given: Any) -> Any:
        raise Damaged("cut off")

    with monkeypatch.context() as broken:
        broken.setattr(reading, "open_index", damaged)
        assert reader.snapshot() is before
    assert index().folder.asked_for_rebuild() == "cut off"
    assert reader.snapshot() is not before


def test_without_an_index_all_lessons_are_answered_until_there_is_one(app: APIFlask) -> None:
    number = publish()
    reader = Reader(index().folder)
    bare = reader.snapshot()
    assert bare.index is None
    assert bare.answer(Query("nowhere"), ()).ids == (number,)
    catch_up()
    reader.refresh()
    assert reader.snapshot().index is not None
    assert reader.snapshot().answer(Query("nowhere"), ()).ids == ()


def test_the_files_of_a_snapshot_in_use_are_kept(reader: Reader) -> None:
    before = reader.snapshot()
    held = place()
    with indexer() as writer:
        writer.rebuild("to see")
        index().reader.refresh()
        assert held.exists()
        assert before.answer(Query("bruising"), ()).total == 6
        reader.refresh()
        del before
        writer.rebuild("again")
    assert not held.exists()
