"""What goes wrong while an index is written: nothing is left of it, and what is damaged is built anew."""

import errno
import random
from pathlib import Path

import pytest

from kb.search import folder as folder_module
from kb.search.whoosh_index import MOST_SEGMENTS, Damaged
from tests.search.lessons import catch_up, found, generation, index, indexer, publish


def test_what_a_rebuild_left_that_was_killed_is_removed_before_the_next(lessons: list[int]) -> None:
    folder = index().folder
    for _ in range(3):
        (folder.place(folder.new_generation()) / "half").write_text("half a segment")
    at_work: list[list[str]] = []
    with indexer() as writer:
        writer.rebuild("to see", lambda _progress: at_work.append(folder.generations()))
    assert at_work[0] == ["g-000001", "g-000002"]


def test_a_rebuild_that_fails_again_and_again_leaves_nothing(
    lessons: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(folder_module, "_made_durable", no_space)
    index().folder.ask_for_rebuild("to see")
    with indexer() as writer:
        for _ in range(3):
            with pytest.raises(OSError, match="No space"):
                writer.step()
    assert index().folder.generations() == ["g-000001"]
    assert found("bruising").total == 6


def no_space(_path: Path) -> list[int]:
    raise OSError(errno.ENOSPC, "No space left on device")


@pytest.mark.filterwarnings("ignore::ResourceWarning")
def test_damage_that_is_met_while_segments_are_merged_leads_to_a_rebuild(lessons: list[int]) -> None:
    """What was written looks right by its size, and no search has read it: only the merge stumbles over it."""
    before = generation()
    for turn in range(MOST_SEGMENTS - 1):
        publish(f"More on bruising {turn}")
        catch_up()
    with indexer() as writer:
        publish("One more on bruising")
        writer.step()
        index().reader.refresh()
        for postings in index().folder.place(before).glob("*.pst"):
            with postings.open("r+b") as file:
                file.write(random.Random(1).randbytes(postings.stat().st_size))
        assert index().problem() is None, "nobody has noticed yet"
        with pytest.raises(Damaged):
            writer.tidy()
        assert generation() == before
        writer.step()
        assert generation() > before
    index().reader.refresh()
    assert index().verify().clean
    assert found("bruising").total == 6 + MOST_SEGMENTS
