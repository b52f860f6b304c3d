"""What a comparison of an index with its database and its files finds."""

import pytest
from apiflask import APIFlask

from kb.core import db
from kb.lessons.models.lesson import Lesson
from kb.search import whoosh_index
from kb.search.documents import documents
from tests.search.lessons import edit, index, move, place, publish


def test_verify_is_clean_after_work(lessons: list[int]) -> None:
    report = index().verify()
    assert report.clean
    assert report.documents == 6


def test_verify_finds_a_lesson_that_is_missing(lessons: list[int]) -> None:
    whoosh_index.write(place(), [2], ())
    assert index().verify().missing == (lessons[2],)


def test_verify_finds_a_lesson_that_should_not_be_there(lessons: list[int]) -> None:
    with db.transaction():
        revision = db.session.get_one(Lesson, lessons[3]).live_revision
        assert revision is not None
        revision.state = "hidden"  # and no event: a fault in another part
    assert index().verify().extra == (lessons[3],)


def test_verify_finds_a_lesson_that_is_there_twice(lessons: list[int]) -> None:
    whoosh_index.write(place(), (), documents([lessons[1]]))
    assert index().verify().extra == (lessons[1],)


def test_verify_finds_a_lesson_with_old_text(lessons: list[int]) -> None:
    with db.transaction():
        revision = db.session.get_one(Lesson, lessons[4]).live_revision
        assert revision is not None
        revision.why = "Changed without an event."
    assert index().verify().stale == (lessons[4],)


def test_verify_does_not_hold_against_an_index_what_it_has_yet_to_take_in(lessons: list[int]) -> None:
    publish()
    edit(lessons[0], why="Another reason.")
    move(lessons[1], "hidden")
    assert index().verify().clean


def test_verify_finds_a_file_that_changed(lessons: list[int]) -> None:
    postings = next(place().glob("*.pst"))
    content = bytearray(postings.read_bytes())
    content[-20] ^= 0xFF
    postings.write_bytes(content)
    assert any("another content" in line for line in index().verify().damaged)


@pytest.mark.filterwarnings("ignore::ResourceWarning")
def test_verify_says_so_where_nothing_can_be_opened(lessons: list[int]) -> None:
    next(place().glob("*.toc")).unlink()
    assert not index().verify().clean


def test_verify_says_so_where_there_is_no_index(app: APIFlask) -> None:
    assert index().verify().damaged == ("there is no index",)
