"""The engine on disk: what is written is found, verified and kept apart from what is damaged."""

import json
import random
from pathlib import Path

import pytest
from apiflask import APIFlask
from sqlalchemy import select

from kb.core import db
from kb.lessons.models.lesson import Lesson
from kb.lessons.models.vocabulary import Theme, ThemeLabel
from kb.search import change_log, whoosh_index
from kb.search.documents import documents
from kb.search.folder import CURRENT
from kb.search.local_index import LocalIndex
from kb.search.query import Change, Position, Query
from kb.search.whoosh_index import Damaged
from tests import factories
from tests.search.lessons import catch_up, edit, found, index, indexer, move, place, publish, withdraw_name


def test_a_published_lesson_is_found_by_title_text_and_labels(app: APIFlask) -> None:
    number = publish("Escalations are counted", how="Weigh every infant.", themes=("domestic-abuse",), tags=("icon",))
    publish()
    catch_up()
    for words in ("escalation", "weighing infants", "domestic abuse", "ICON"):
        assert found(words).ids == (number,), words


def test_changes_are_taken_in_once_however_often_they_are_named(lessons: list[int]) -> None:
    for turn in range(3):
        for number in lessons:
            edit(number, why=f"Reason turn{turn}.")
            edit(number, why=f"Reason turn{turn} again.")
        catch_up()
    assert found("turn2").total == 6
    assert found("turn1").total == 0
    assert index().verify().documents == 6


def test_what_did_not_change_is_not_written_again(lessons: list[int]) -> None:
    before = whoosh_index.open_index(place(), {}).commit
    edit(lessons[0], version=2)
    catch_up()
    assert whoosh_index.open_index(place(), {}).commit == before
    assert index().position() == change_log.newest().sequence


def test_taking_the_same_changes_in_again_changes_nothing(lessons: list[int]) -> None:
    changes = [Change(document.id, document) for document in documents()]
    for _ in range(2):
        index().apply([*changes, Change(999_999, None)], change_log.newest())
    assert index().verify().clean
    assert index().verify().documents == 6


def test_a_withdrawn_lesson_is_out_of_the_index(lessons: list[int]) -> None:
    move(lessons[0], "hidden")
    catch_up()
    assert lessons[0] not in {number for number, _, _ in whoosh_index.open_index(place(), {}).documents()}
    move(lessons[0], "published")
    catch_up()
    assert found("bruising").total == 6


def test_a_lesson_withdrawn_a_moment_ago_is_in_no_id_total_or_count(lessons: list[int]) -> None:
    theme = next(facet for facet in found().facets if facet.key == "themes")
    before = next(value.count for value in theme.values if value.slug == "thresholds-and-referrals")
    move(lessons[0], "archived")  # and no index work since
    for words in ("", "bruising"):
        hits = found(words)
        assert lessons[0] not in hits.ids
        assert (hits.total, hits.with_all) == (5, 5)
        counts = {v.slug: v.count for facet in hits.facets if facet.key == "themes" for v in facet.values}
        assert counts["thresholds-and-referrals"] == before - 1


def test_a_lesson_is_not_found_by_a_name_that_was_withdrawn_a_moment_ago(app: APIFlask) -> None:
    with db.transaction():
        board = factories.organisation("Quietshire Board")
    number = publish("Lesson on bruising", organisation=board)
    catch_up()
    assert found("quietshire").ids == (number,)
    withdraw_name(number)  # and no index work since
    assert found("quietshire").total == 0
    catch_up()
    assert found("quietshire").total == 0
    assert found("bruising").ids == (number,)


def test_a_lesson_is_found_by_every_label_of_its_themes(app: APIFlask) -> None:
    with db.transaction():
        theme = db.session.scalars(select(Theme).where(Theme.slug == "domestic-abuse")).one()
        theme.alternative_labels.append(ThemeLabel(position=99, label="Kitchenfight", hidden=True))
    number = publish("Lesson on bruising", themes=("domestic-abuse",))
    thresholds = publish("Another lesson on bruising", themes=("thresholds-and-referrals",))
    catch_up()
    assert found("DV").ids == found("kitchenfight").ids == (number,)
    assert found("NFA").ids == (thresholds,)
    assert found("level of need").ids == (thresholds,)


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


def test_without_an_index_the_newest_lessons_are_answered_and_it_is_said(app: APIFlask) -> None:
    first, second = publish("First"), publish("Second")
    hits = found("nowhere")
    assert hits.stale
    assert hits.understood.not_yet
    assert hits.ids == (second, first)
    move(second, "hidden")
    assert found("nowhere").ids == (first,)


def test_a_rebuild_gives_the_same_answers_in_a_new_generation(lessons: list[int]) -> None:
    before = found("bruising")
    with indexer() as writer:
        generation = writer.rebuild("to see")
    index().reader.refresh()
    assert generation.name == "g-000002"
    assert found("bruising") == before


def test_a_rebuild_that_goes_wrong_leaves_the_index_in_use_as_it_is(lessons: list[int]) -> None:
    def broken():  # type: ignore[no-untyped-def]
        yield next(iter(documents()))
        raise RuntimeError("the database went away")

    with indexer(), pytest.raises(RuntimeError):
        index().rebuild(broken(), Position())
    assert index().folder.generations() == ["g-000001"]
    assert index().verify().clean
    assert found("bruising").total == 6
    with indexer() as writer:
        writer.rebuild("again")
    assert index().folder.generations() in (["g-000001", "g-000002"], ["g-000002"])


def test_a_rebuild_that_is_not_what_was_given_is_not_put_in_use(lessons: list[int]) -> None:
    twice = [*documents(), next(iter(documents()))]
    with indexer(), pytest.raises(Damaged, match="not put in use"):
        index().rebuild(twice, Position())
    current = index().folder.current()
    assert current is not None
    assert current.generation == "g-000001"
    assert index().folder.generations() == ["g-000001"]


def test_searching_a_damaged_index_answers_and_asks_for_a_rebuild(lessons: list[int]) -> None:
    postings = next(place().glob("*.pst"))
    size = postings.stat().st_size
    damaged = LocalIndex(index().folder.path)  # a process that has decoded nothing yet
    damaged.reader.snapshot()
    with postings.open("r+b") as file:  # the same file, as a fault of the disk would
        file.write(random.Random(1).randbytes(size))
    hits = damaged.search(Query("bruising something"))
    assert hits.stale
    assert hits.total == 6
    assert damaged.folder.asked_for_rebuild() is not None
    catch_up()
    db.session.rollback()
    damaged.reader.refresh()
    assert damaged.search(Query("number3")).ids == (lessons[3],)


def test_another_form_is_named(lessons: list[int]) -> None:
    assert index().problem() is None
    path = index().folder.path / CURRENT
    kept = json.loads(path.read_text())
    for name in kept["form"]:
        path.write_text(json.dumps({**kept, "form": {**kept["form"], name: "other"}}))
        assert index().problem() == f"it was made with another {name}"


def test_open_files_do_not_grow_with_commits(lessons: list[int]) -> None:
    def open_files() -> int:
        return len(list(Path("/proc/self/fd").iterdir()))

    counts = []
    for turn in range(30):
        edit(lessons[turn % 6], why=f"Reason {turn}.")
        catch_up()
        found(f"reason {turn}")
        counts.append(open_files())
    assert max(counts) <= counts[0] + 4 * whoosh_index.MOST_SEGMENTS


def test_health_says_how_the_index_stands(lessons: list[int]) -> None:
    publish()
    db.session.rollback()
    health = index().health()
    assert (health.generation, health.documents, health.changes_behind) == ("g-000001", 6, 1)
    assert health.bytes > 1000
    assert health.problem is None
    assert not health.worker
    with indexer():
        assert index().health().worker
