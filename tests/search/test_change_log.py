"""The log: nothing missed, nothing out of order, nothing pruned too early."""

import threading
import time
from datetime import timedelta

import pytest
from apiflask import APIFlask
from sqlalchemy import func, select, update

from kb.core import db
from kb.core.db import utc_now
from kb.core.events import LessonPublished
from kb.search import change_log, subscribers
from kb.search.backend import Position
from kb.search.models import IndexChange, IndexFollower
from tests.pages import statements
from tests.search.lessons import move, publish, withdraw_name


def append(*lessons: int) -> None:
    with db.transaction():
        for number in lessons:
            change_log.append(number, "published")


def grow_old(before: int) -> None:
    with db.transaction():
        db.session.execute(
            update(IndexChange)
            .where(IndexChange.sequence < before)
            .values(made_at=utc_now() - change_log.KEEP_FOR - timedelta(hours=1))
        )


def entries() -> int:
    return db.session.scalar(select(func.count()).select_from(IndexChange)) or 0


def test_the_log_begins_empty(app: APIFlask) -> None:
    assert change_log.newest() == Position()
    assert change_log.since(Position()) == ([], Position())


def test_changes_are_read_once_for_each_lesson(app: APIFlask) -> None:
    append(5, 6, 5, 7, 6)
    found = change_log.since(Position())
    assert found == ([5, 6, 7], change_log.newest())


def test_only_what_came_after_a_place_is_read(app: APIFlask) -> None:
    append(5, 6)
    place = change_log.newest()
    append(7)
    assert change_log.since(place) == ([7], change_log.newest())
    assert change_log.since(change_log.newest()) == ([], change_log.newest())


def test_what_a_transaction_entered_is_told_once(app: APIFlask) -> None:
    with db.transaction():
        assert change_log.appended() is None
        change_log.append(5, "published")
        change_log.append(6, "published")
        assert change_log.appended() == 2
        assert change_log.appended() is None
    assert change_log.newest_sequence() == change_log.newest().sequence == 2


def test_what_was_rolled_back_is_not_told(app: APIFlask) -> None:
    with pytest.raises(ZeroDivisionError):
        fail_after_an_entry()
    assert change_log.appended() is None
    assert change_log.newest_sequence() == 0


def fail_after_an_entry() -> None:
    with db.transaction():
        change_log.append(5, "published")
        _ = 1 / 0


def test_a_long_log_is_read_in_parts(app: APIFlask) -> None:
    append(*range(1, change_log.BATCH + 11))
    first = change_log.since(Position())
    assert first is not None
    assert len(first[0]) == change_log.BATCH
    assert change_log.since(first[1]) == (list(range(change_log.BATCH + 1, change_log.BATCH + 11)), change_log.newest())


def test_a_place_that_the_log_does_not_hold_is_not_followed(app: APIFlask) -> None:
    append(5, 6)
    here = change_log.newest()
    assert change_log.since(Position(here.sequence + 1, here.mark)) is None, "beyond the end"
    assert change_log.since(Position(here.sequence, "another mark")) is None, "restored, and gone another way"


def test_an_entry_stands_or_falls_with_its_transaction(app: APIFlask) -> None:
    def fails() -> None:
        with db.transaction():
            change_log.append(5, "published")
            raise RuntimeError

    with pytest.raises(RuntimeError):
        fails()
    assert change_log.since(Position()) == ([], Position())


def test_a_lesson_withdrawn_after_a_place_is_hidden_there(app: APIFlask) -> None:
    stays, goes, returns = (publish() for _ in range(3))
    place = change_log.newest()
    move(goes, "hidden")
    move(returns, "archived")
    move(returns, "published")
    assert change_log.hidden_since(place) == {goes}
    assert change_log.hidden_since(change_log.newest()) == frozenset()
    assert change_log.changed_since(place) == {goes, returns}
    assert stays not in change_log.changed_since(place)


def test_an_unnamed_lesson_with_a_change_is_hidden_until_it_is_taken_in(app: APIFlask) -> None:
    publish()
    asked, unnamed = publish(), publish(named=False)
    place = change_log.newest()
    withdraw_name(asked)
    with statements() as made:
        assert change_log.hidden_since(place) == {asked}
    assert len([line for line in made if line != "BEGIN"]) == 1
    assert change_log.hidden_since(change_log.newest()) == frozenset()
    assert unnamed not in change_log.hidden_since(place)


def test_how_far_an_index_is_behind_is_said_in_entries_and_seconds(app: APIFlask) -> None:
    append(5, 6)
    rows, seconds = change_log.behind(Position())
    assert rows == 2
    assert 0 <= seconds < 60
    assert change_log.behind(change_log.newest()) == (0, 0.0)


def test_entries_that_every_index_has_passed_are_pruned_when_they_are_old(app: APIFlask) -> None:
    append(*range(1, 11))
    places = [Position(n, "") for n in db.session.scalars(select(IndexChange.sequence).order_by(IndexChange.sequence))]
    change_log.register("quick", "here", places[9])
    change_log.register("slow", "there", places[4])
    grow_old(before=places[7].sequence)
    assert change_log.prune() == 4
    assert db.session.scalar(select(func.min(IndexChange.sequence))) == places[4].sequence
    change_log.report("slow", places[9])
    assert change_log.prune() == 3, "younger ones stay"


def test_the_place_of_the_last_index_can_still_be_followed_after_pruning(app: APIFlask) -> None:
    append(*range(1, 6))
    place = change_log.newest()
    change_log.register("only", "here", place)
    grow_old(before=place.sequence)
    assert change_log.prune() == 4
    append(9)
    assert change_log.since(place) == ([9], change_log.newest())
    assert change_log.since(Position(place.sequence - 1, "1/x")) is None


def test_without_an_index_nothing_is_pruned(app: APIFlask) -> None:
    append(1, 2, 3)
    grow_old(before=1000)
    assert change_log.prune() == 0
    assert entries() == 3


def test_an_index_that_was_not_seen_for_long_is_not_waited_for(app: APIFlask) -> None:
    append(1, 2, 3)
    change_log.register("lost", "there", Position(1, ""))
    with db.transaction():
        db.session.execute(update(IndexFollower).values(seen_at=utc_now() - change_log.FORGET_AFTER * 2))
    change_log.register("new", "here", change_log.newest())
    assert not change_log.is_followed_by("lost")
    assert change_log.is_followed_by("new")
    grow_old(before=1000)
    assert change_log.prune() == 2


def test_numbers_appear_in_their_order_whoever_commits_first(app: APIFlask) -> None:
    """On PostgreSQL a second change waits for the first; were it not so, a follower at 2 would never see 1."""
    first_has_number, seen = threading.Event(), list[tuple[list[int], Position] | None]()

    def slow() -> None:
        with app.app_context(), db.transaction():
            subscribers.log_published(LessonPublished(1))
            first_has_number.set()
            time.sleep(0.5)

    def quick() -> None:
        with app.app_context():
            first_has_number.wait(5)
            with db.transaction():
                subscribers.log_published(LessonPublished(2))
            seen.append(change_log.since(Position()))

    threads = [threading.Thread(target=work) for work in (slow, quick)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert seen[0] is not None
    assert seen[0][0] == [1, 2]
