"""The engine on disk: what is written is found, verified and kept apart from what is damaged."""

import ast
import json
import random
from dataclasses import replace
from importlib import import_module
from importlib.machinery import ModuleSpec
from importlib.util import find_spec
from pathlib import Path
from types import ModuleType

import pytest
from apiflask import APIFlask
from sqlalchemy import select

from kb.core import db
from kb.lessons.models.vocabulary import Theme, ThemeLabel
from kb.search import change_log, local_index
from kb.search.backend import Change, Position
from kb.search.documents import documents
from kb.search.folder import CURRENT
from kb.search.local_index import LocalIndex
from kb.search.query import Hits, Query
from kb.search.whoosh_index import MOST_SEGMENTS, Damaged
from kb.search.whoosh_segments import open_index
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
    before = open_index(place(), {}).commit
    edit(lessons[0], version=2)
    catch_up()
    assert open_index(place(), {}).commit == before
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
    assert lessons[0] not in {number for number, _, _ in open_index(place(), {}).documents()}
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


def test_a_tag_that_only_a_withdrawn_lesson_has_is_as_unknown_as_any_other(lessons: list[int]) -> None:
    number = publish("Lesson on bruising", tags=["quiet-word"])
    catch_up()
    assert found(filters={"tags": ("quiet-word",)}).ids == (number,)
    move(number, "hidden")  # and no index work since
    for hits in (found(filters={"tags": ("quiet-word",)}), found("tag:quiet-word")):
        assert hits.understood.ignored == (("tag", "quiet-word"),)
        assert hits.query.filters == {}


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


def test_without_an_index_the_newest_lessons_are_answered_and_it_is_said(app: APIFlask) -> None:
    first, second = publish("First"), publish("Second")
    hits = found("nowhere")
    assert hits.stale
    assert hits.understood.not_yet
    assert hits.ids == (second, first)
    move(second, "hidden")
    assert found("nowhere").ids == (first,)


def test_a_rebuild_gives_the_same_answers_in_a_new_generation(lessons: list[int]) -> None:
    before = shown(found("bruising"))
    with indexer() as writer:
        generation = writer.rebuild("to see")
    index().reader.refresh()
    assert generation.name == "g-000002"
    assert shown(found("bruising")) == before


def shown(hits: Hits) -> object:
    """An answer with its counts, to be compared."""
    return replace(hits, facets=()), [(facet.key, [*facet.values]) for facet in hits.facets]


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


def test_small_segments_are_merged_when_there_are_many_of_them(lessons: list[int]) -> None:
    for turn in range(1, MOST_SEGMENTS):
        assert not index().tidy()
        publish(f"One more on bruising, number{turn}")
        catch_up()
    before, stamp = shown(found("bruising reason")), index().folder.stamp()
    assert len(index().reader.known()) == MOST_SEGMENTS
    assert index().tidy()
    assert index().folder.stamp() != stamp, "by that a process sees that there is something to open"
    index().reader.refresh()
    assert len(index().reader.known()) < MOST_SEGMENTS
    assert shown(found("bruising reason")) == before
    assert index().verify().clean
    assert index().problem() is None


def test_segments_stay_few_where_nobody_finds_the_time_to_merge_them(lessons: list[int]) -> None:
    for turn in range(3 * MOST_SEGMENTS):
        edit(lessons[turn % 6], why=f"Reason turn{turn}.")
        catch_up()
        assert len(index().reader.known()) <= 2 * MOST_SEGMENTS
    assert index().verify().clean


NEUTRAL = (
    "kb.core.db",
    "kb.core.versions",
    "kb.accounts",
    "kb.lessons.models",
    "kb.lessons.queries",
    "kb.search.backend",
)
"""Rows and what is handed over: they have no say in how a document reads."""


def imported(module: ModuleType, known: set[str]) -> set[str]:
    """Adds the modules of this project that a module imports, and those that these import."""
    tree = ast.parse(Path(str(module.__file__)).read_text())
    for line in (node for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)):
        for name in (str(line.module), *(f"{line.module}.{what.name}" for what in line.names)):
            wanted = name.startswith("kb.") and not name.startswith(NEUTRAL) and name not in known
            if wanted and (spec := find_spec_or_none(name)) and not spec.submodule_search_locations:
                known.add(name)
                imported(import_module(name), known)
    return known


def find_spec_or_none(name: str) -> ModuleSpec | None:
    """The module of this name; None where it is something in a module."""
    try:
        return find_spec(name)
    except ModuleNotFoundError:
        return None


def test_the_form_covers_every_module_that_has_a_say_in_documents() -> None:
    named = {module.__name__ for module in local_index.MADE_BY}
    needed: set[str] = set()
    for module in local_index.MADE_BY:
        imported(module, needed)
    assert needed <= named


def test_what_is_being_typed_is_completed(lessons: list[int]) -> None:
    assert any(suggestion.kind == "lesson" for suggestion in index().suggest("brui", 10))


def test_open_files_do_not_grow_with_commits(lessons: list[int]) -> None:
    def open_files() -> int:
        return len(list(Path("/proc/self/fd").iterdir()))

    counts = []
    for turn in range(30):
        edit(lessons[turn % 6], why=f"Reason {turn}.")
        catch_up()
        found(f"reason {turn}")
        counts.append(open_files())
    assert max(counts) <= counts[0] + 3 * 2 * MOST_SEGMENTS


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
