"""The one writer: it follows the log, and builds anew what it cannot follow."""

from datetime import timedelta

from apiflask import APIFlask
from sqlalchemy import func, select, update

from kb.core import db
from kb.core.db import utc_now
from kb.search import change_log
from kb.search.indexing import Indexer
from kb.search.models import IndexChange, IndexFollower
from tests.search.lessons import catch_up, edit, generation, index, indexer, publish


def test_the_first_step_builds_an_index_and_enters_it_in_the_database(app: APIFlask) -> None:
    publish()
    catch_up()
    current = index().folder.current()
    assert current is not None
    assert current.position == change_log.newest()
    assert db.session.scalars(select(IndexFollower.id)).all() == [current.follower]


def test_a_step_takes_in_every_change_and_then_nothing(lessons: list[int]) -> None:
    publish("Another on bruising")
    edit(lessons[0], why="Reason.")
    with indexer() as writer:
        assert writer.step() == 2
        assert writer.step() == 0
    assert generation() == "g-000001"


def test_a_log_longer_than_a_batch_is_taken_in_whole(lessons: list[int]) -> None:
    with db.transaction():
        for number in range(1, 2 * change_log.BATCH + 2):
            change_log.append(number + 10_000, "withdrawn")
    catch_up()
    assert index().position() == change_log.newest().sequence


def test_a_second_writer_waits_until_the_first_is_gone(lessons: list[int]) -> None:
    second = Indexer(index())
    with indexer():
        assert not second.acquire()
    assert second.acquire()
    second.release()


def test_the_log_is_pruned_behind_the_index(lessons: list[int]) -> None:
    with db.transaction():
        db.session.execute(update(IndexChange).values(made_at=utc_now() - timedelta(days=3)))
    index().folder.ask_for_rebuild("somebody asked")
    catch_up()  # reports its new position, then prunes
    assert db.session.scalar(select(func.count()).select_from(IndexChange)) == 1
    edit(lessons[0], why="Reason.")
    before = generation()
    catch_up()
    assert generation() == before
    assert index().verify().clean
