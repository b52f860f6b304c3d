"""What `kb index` prints, and its exit codes."""

import threading

from apiflask import APIFlask

from kb.core import db
from kb.search import commands, whoosh_index
from tests.search.lessons import catch_up, index, indexer, publish


def test_a_rebuild_says_how_far_it_is_and_what_is_in_use(app: APIFlask, lines: list[str]) -> None:
    publish()
    assert commands.index_rebuild(lines.append) == 0
    assert lines[-2:] == ["Indexed 1 of 1 lesson", "The index g-000001 is in use: 1 lesson."]


def test_where_nothing_is_wrong_only_changes_are_taken_in(app: APIFlask, lines: list[str]) -> None:
    publish()
    catch_up()
    publish()
    assert commands.index_rebuild(lines.append, if_needed=True) == 0
    assert lines == ["The index is in order; 1 lesson that changed taken in."]


def test_where_there_is_no_index_it_is_needed(app: APIFlask, lines: list[str]) -> None:
    publish()
    assert commands.index_rebuild(lines.append, if_needed=True) == 0
    assert lines[-1] == "The index g-000001 is in use: 1 lesson."


def test_status_says_how_the_index_stands(app: APIFlask, lines: list[str]) -> None:
    assert commands.index_status(lines.append) == 1
    assert lines == ["Index: none yet", "Writer: none is running", "Needs a rebuild: there is no index yet"]
    publish()
    catch_up()
    lines.clear()
    db.session.rollback()
    assert commands.index_status(lines.append) == 0
    assert lines[0].startswith("Index: g-000001, 1 lesson, 1 segments, ")
    assert lines[1].endswith("0 changes waiting")


def test_verify_is_clean_or_names_what_is_wrong(app: APIFlask, lines: list[str]) -> None:
    number = publish()
    catch_up()
    assert commands.index_verify(lines.append) == 0
    assert lines == ["Clean: 1 lesson."]
    lines.clear()
    whoosh_index.write(index().folder.place("g-000001"), [0], ())
    assert commands.index_verify(lines.append) == 1
    assert lines[0] == f"Missing from the index: lesson {number}"
    assert lines[-1] == "Not clean. 'kb index rebuild' makes it so."


def test_a_running_worker_is_asked_to_rebuild(app: APIFlask, lines: list[str]) -> None:
    publish()
    catch_up()

    def work() -> None:
        with app.app_context():
            while not asked.is_set():
                writer.step()
                asked.wait(0.05)
            db.session.remove()

    asked = threading.Event()
    with indexer() as writer:
        worker = threading.Thread(target=work)
        worker.start()
        assert commands.index_rebuild(lines.append) == 0
        asked.set()
        worker.join()
    assert lines[0] == "A worker is running; it was asked to rebuild the index."
    assert lines[-1] == "The index g-000002 is in use."


def test_a_folder_that_will_not_do_is_named(app: APIFlask, lines: list[str]) -> None:
    index().folder.path.touch()
    assert commands.index_rebuild(lines.append) == 1
    assert "set KB_INDEX_FOLDER" in lines[0]
