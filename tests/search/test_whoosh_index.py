"""The inverted index in files, and the traps of Whoosh that it has to keep out of."""

import random
import threading
import time
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

import pytest
from whoosh.index import open_dir

from kb.search import whoosh_index
from kb.search.query import SearchDocument
from kb.search.whoosh_index import Damaged, Opened, Segment, files, open_index, spaced, stem, write
from tests.search import corpora


def numbers(index: Opened, ids: Iterable[int]) -> list[int]:
    wanted = set(ids)
    return [number for found, number, _ in index.documents() if found in wanted]


def replace_all(place: Path, documents: list[SearchDocument], known: dict[str, Segment]) -> Opened:
    """One commit that takes the documents out and puts them in again."""
    index = open_index(place, known)
    write(place, numbers(index, [document.id for document in documents]), documents)
    return open_index(place, {segment.key: segment for segment in index.segments})


def test_forty_documents_replaced_three_times_are_forty(tmp_path: Path) -> None:
    """The trap: `Searcher.refresh()`, which keeps deleted and merged documents, would see 160."""
    documents = corpora.documents(40, 1)
    place = corpora.built(tmp_path / "index", documents)
    index = open_index(place, {})
    for turn in range(3):
        texts = [replace(document, text=f"{document.text} turn{turn}") for document in documents]
        index = replace_all(place, texts, {segment.key: segment for segment in index.segments})
    assert sorted(number for number, _, _ in index.documents()) == list(range(1, 41))
    assert len(index.postings("text", "turn2")[0]) == 40
    assert not index.alive[index.postings("text", "turn1")[0]].any()


def test_a_document_that_was_taken_out_is_not_alive_in_a_segment_that_was_open_before(tmp_path: Path) -> None:
    place = corpora.built(tmp_path / "index", corpora.documents(40, 1))
    before = open_index(place, {})
    write(place, numbers(before, [7]), ())
    after = open_index(place, {segment.key: segment for segment in before.segments})
    assert after.segments == before.segments
    assert 7 not in {number for number, _, _ in after.documents()}
    assert 7 in {number for number, _, _ in before.documents()}


def test_segments_stay_few_and_nothing_is_lost_in_many_commits(tmp_path: Path) -> None:
    chance = random.Random(2)
    documents = {d.id: d for d in corpora.documents(30, 2)}
    place = corpora.built(tmp_path / "index", list(documents.values()))
    index = open_index(place, {})
    for turn in range(40):
        changed = [replace(documents[i], text=f"round{turn}") for i in chance.sample(sorted(documents), 2)]
        documents.update((document.id, document) for document in changed)
        index = replace_all(place, changed, {segment.key: segment for segment in index.segments})
        assert len(index.segments) <= whoosh_index.MOST_SEGMENTS
    assert {number: print_ for number, _, print_ in index.documents()} == {
        document.id: document.fingerprint for document in documents.values()
    }


def test_files_that_are_no_part_of_the_last_commit_are_removed_by_the_next(tmp_path: Path) -> None:
    documents = corpora.documents(10, 1)
    place = corpora.built(tmp_path / "index", documents)
    for _ in range(12):
        replace_all(place, documents[:3], {})
    present = {entry.name for entry in place.iterdir() if entry.name.startswith(("MAIN_", "_MAIN_"))}
    assert present - {"MAIN_WRITELOCK"} == files(place)


def test_no_compound_segment_is_made(tmp_path: Path) -> None:
    place = corpora.built(tmp_path / "index", corpora.documents(10, 1))
    assert not any(name.endswith(".seg") for name in files(place))


def test_an_error_while_writing_leaves_the_index_as_it_was_and_unlocked(tmp_path: Path) -> None:
    documents = corpora.documents(5, 1)
    place = corpora.built(tmp_path / "index", documents)

    def broken() -> Iterable[SearchDocument]:
        yield documents[0]
        raise RuntimeError("the database went away")

    with pytest.raises(RuntimeError):
        write(place, [0, 1], broken())
    assert len(list(open_index(place, {}).documents())) == 5
    write(place, [0], ())
    assert len(list(open_index(place, {}).documents())) == 4


def test_what_many_threads_look_for_at_once_is_counted_once(tmp_path: Path) -> None:
    place = corpora.built(tmp_path / "index", corpora.documents(60, 3))
    (alone,), (shared,) = open_index(place, {}).segments, open_index(place, {}).segments
    alone.postings("text", "abus")
    start = threading.Barrier(8)

    def look() -> None:
        start.wait()
        shared.postings("text", "abus")

    shared._lock.acquire()  # until all of them have missed
    threads = [threading.Thread(target=look) for _ in range(8)]
    for thread in threads:
        thread.start()
    time.sleep(0.2)
    shared._lock.release()
    for thread in threads:
        thread.join()
    assert shared._bytes == alone._bytes > 0


@pytest.mark.filterwarnings("ignore::ResourceWarning", "ignore::pytest.PytestUnraisableExceptionWarning")
def test_an_index_that_cannot_be_written_to_is_called_damaged(tmp_path: Path) -> None:
    place = corpora.built(tmp_path / "index", corpora.documents(5, 1))
    contents = next(place.glob("*.toc"))
    contents.write_bytes(contents.read_bytes()[:50])
    with pytest.raises(Damaged, match="the index in index cannot be used"):
        write(place, (), corpora.documents(1, 2))


def test_whoosh_itself_finds_the_same_documents(tmp_path: Path) -> None:
    documents = corpora.documents(60, 3)
    place = corpora.built(tmp_path / "index", documents)
    ours = open_index(place, {})
    index = open_dir(str(place))
    with index.reader() as theirs:
        for term in {stem(word.lower()) for word in corpora.WORDS if word.isalpha()}:
            matcher = theirs.postings("text", term) if ("text", term) in theirs else None
            assert ours.postings("text", term)[0].tolist() == (list(matcher.all_ids()) if matcher else [])


def test_stop_words_leave_a_gap_and_hyphenated_words_are_found_joined_too() -> None:
    assert spaced("An audit of the pre-birth team") == (" audit   pre|prebirth birth team", 4)


@pytest.mark.parametrize(
    ("one", "other"),
    [("referrals", "referral"), ("bruising", "bruise"), ("policies", "policy"), ("children", "child"), ("men", "man")],
)
def test_forms_of_a_word_have_one_stem(one: str, other: str) -> None:
    assert stem(one) == stem(other)


@pytest.mark.filterwarnings("ignore::ResourceWarning")
@pytest.mark.parametrize("ending", [".toc", ".trm", ".col"])
def test_a_missing_file_is_noticed_on_opening(tmp_path: Path, ending: str) -> None:
    place = corpora.built(tmp_path / "index", corpora.documents(10, 1))
    next(entry for entry in place.iterdir() if entry.name.endswith(ending)).unlink()
    with pytest.raises(Damaged):
        open_index(place, {})


@pytest.mark.filterwarnings("ignore::ResourceWarning")
@pytest.mark.parametrize("length", [0, 1, 40, 300])
def test_a_truncated_table_of_contents_is_noticed_on_opening(tmp_path: Path, length: int) -> None:
    place = corpora.built(tmp_path / "index", corpora.documents(10, 1))
    contents = next(place.glob("*.toc"))
    contents.write_bytes(contents.read_bytes()[:length])
    with pytest.raises(Damaged):
        open_index(place, {})


def test_noise_in_the_postings_is_noticed_on_reading(tmp_path: Path) -> None:
    place = corpora.built(tmp_path / "index", corpora.documents(10, 1))
    postings = next(place.glob("*.pst"))
    postings.write_bytes(random.Random(1).randbytes(postings.stat().st_size))
    (segment,) = open_index(place, {}).segments
    with pytest.raises(Damaged):
        segment.read_everything()
