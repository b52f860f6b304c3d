"""Reading an index: each answer as it is found out the slow way, from arrays that are small and do not change."""

import random
import threading
import time
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from kb.search import whoosh_segments
from kb.search.whoosh_index import FIELDS, Damaged, stem, write
from kb.search.whoosh_segments import Kept, Opened, open_index
from tests.search import indexes
from tests.search.indexes import both_ways, known, numbers

__all__ = ["both_ways"]

STEMS = sorted({stem(word) for word in ("referral", "child", "the", "prebirth", "pre", "run", "zoe", "none")})


@pytest.fixture
def several(tmp_path: Path) -> tuple[Opened, list[indexes.SearchDocument]]:
    """An index of three segments with deleted documents in two of them, and the documents that are alive."""
    documents = indexes.documents(90, 4)
    place = indexes.built(tmp_path / "index", documents[:50])
    write(place, [3, 4, 49], documents[50:80])
    write(place, [0, 55], documents[80:])
    gone = {1, 4, 5, 50, 56}
    return open_index(place, {}), [document for document in documents if document.id not in gone]


Several = tuple[Opened, list[indexes.SearchDocument]]


@pytest.mark.usefixtures("both_ways")
@pytest.mark.parametrize("field", FIELDS)
@pytest.mark.parametrize("stemmed", STEMS)
def test_postings_and_places_are_those_of_the_documents(several: Several, field: str, stemmed: str) -> None:
    index, documents = several
    found, counts = index.postings(field, stemmed)
    assert (found.dtype, counts.dtype) == (np.int32, np.float32)
    assert np.all(np.diff(found) > 0)
    pairs = zip(found.tolist(), counts.tolist(), strict=True)
    assert {int(index.ids[number]): count for number, count in pairs if index.alive[number]} == indexes.counted(
        documents, field, stemmed
    )
    found, places = index.places(field, stemmed)
    assert (found.dtype, places.dtype) == (np.int32, np.int32)
    pairs = zip(found.tolist(), places.tolist(), strict=True)
    alive = [(int(index.ids[number]), place) for number, place in pairs if index.alive[number]]
    assert alive == indexes.placed(documents, field, stemmed)


@pytest.mark.parametrize("title", [False, True])
@pytest.mark.parametrize("prefix", ["re", "referral", "s", "zu", "2", "pre", "prebirth", "xyz", "policies", ""])
def test_words_and_beginnings_are_those_of_the_documents(several: Several, prefix: str, *, title: bool) -> None:
    index, documents = several
    found = index.beginning(prefix, title=title)
    assert found.dtype == np.int32
    assert indexes.ids_of(index, found) == sorted(indexes.beginning(documents, prefix, title=title))
    exactly = {d.id for d in documents for f in (["title"] if title else FIELDS) if prefix in indexes._words(d, f)}
    assert indexes.ids_of(index, index.with_word(prefix, title=title)) == sorted(exactly)


def test_lengths_are_numbers_of_places_that_have_a_word(tmp_path: Path) -> None:
    given = [indexes.document(1, "An audit of the pre-birth team", "", "the of"), indexes.document(2, "", "run", "x y")]
    index = open_index(indexes.built(tmp_path / "index", given), {})
    assert index.lengths.tolist() == [[4.0, 0.0], [0.0, 1.0], [0.0, 2.0]]
    assert index.places("title", "birth")[1].tolist() == [5]  # stop words leave their places empty
    assert index.places("title", "prebirth")[1].tolist() == index.places("title", "pre")[1].tolist() == [4]


def test_a_document_may_be_longer_than_two_bytes_can_count(tmp_path: Path) -> None:
    text = "filler " * 70_000 + "needle"
    index = open_index(indexes.built(tmp_path / "index", [indexes.document(1, body=text)]), {})
    assert index.places("text", "needl")[1].tolist() == [70_000]
    assert index.postings("text", "filler")[1].tolist() == [70_000.0]


def test_a_segment_that_is_open_is_used_again(several: Several, tmp_path: Path) -> None:
    index, documents = several
    write(tmp_path / "index", numbers(index, [7]), [replace(documents[3], id=7)])
    after = open_index(tmp_path / "index", known(index))
    assert after.segments[:3] == index.segments
    assert len(after.segments) == 4


def test_an_opened_index_does_not_change_with_the_next_commit(several: Several, tmp_path: Path) -> None:
    index, documents = several
    before = index.postings("text", "child")[0].tolist()
    write(tmp_path / "index", range(80), ())
    open_index(tmp_path / "index", known(index))
    assert len(list(index.documents())) == len(documents)
    assert index.postings("text", "child")[0].tolist() == before


# --- what is kept


def test_what_many_threads_look_for_at_once_is_decoded_once(tmp_path: Path) -> None:
    place = indexes.built(tmp_path / "index", indexes.documents(60, 3))
    (alone,), (shared,) = open_index(place, {}).segments, open_index(place, {}).segments
    alone.postings("text", "abus")
    start = threading.Barrier(8)
    decoded = []
    plain = shared._decoded

    def look() -> None:
        start.wait()
        shared.postings("text", "abus")

    shared._decoded = lambda *term: decoded.append(term) or plain(*term)  # type: ignore[func-returns-value,method-assign]
    shared._lock.acquire()  # until all of them have missed
    threads = [threading.Thread(target=look) for _ in range(8)]
    for thread in threads:
        thread.start()
    time.sleep(0.2)
    shared._lock.release()
    for thread in threads:
        thread.join()
    assert len(decoded) == 1
    assert shared.kept.bytes == alone.kept.bytes > 0


def test_what_was_not_asked_for_longest_goes_first() -> None:
    kept = Kept(3 * (whoosh_segments.ENTRY_BYTES + 80))
    arrays = np.zeros(5, np.int64), np.zeros(5, np.int64)
    for name in "abc":
        kept.put((name,), arrays)
    kept.get(("a",))
    kept.put(("d",), arrays)
    assert [name for name in "abcd" if kept.get((name,))] == ["a", "c", "d"]
    assert kept.bytes == kept.limit


def test_all_segments_together_keep_no_more_than_the_limit(several: Several, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(whoosh_segments, "CACHE_BYTES", 20_000)
    first, _ = several
    index = Opened(first.segments, {segment.key: () for segment in first.segments}, 1)
    for word in indexes.WORDS * 2:
        for field in FIELDS:
            index.postings(field, stem(word.lower()))
            index.places(field, stem(word.lower()))
    assert 10_000 < sum(segment.kept.bytes for segment in index.segments) <= 20_000


def test_postings_are_kept_in_few_bytes(tmp_path: Path) -> None:
    index = open_index(indexes.built(tmp_path / "index", indexes.documents(200, 3)), {})
    found, _ = index.postings("text", "referr")
    assert index.segments[0].kept.bytes - whoosh_segments.ENTRY_BYTES == 2 * len(found)


def test_frequent_words_are_decoded_before_they_are_asked_for(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(whoosh_segments, "WARM_SEGMENT", 50)
    monkeypatch.setattr(whoosh_segments, "WARMED", 3)
    place = indexes.built(tmp_path / "index", indexes.documents(60, 3))
    write(place, (), indexes.documents(2, 4))
    index = open_index(place, {})
    turns = 1
    while index.warm(0.0):
        turns += 1
    assert turns == 4, "one at a time, where there is no time for more"
    large, small = index.segments
    assert large.kept.get(("postings", "text", "referr"))
    assert small.kept.bytes == 0
    assert not index.warm(1.0)


def test_warming_stops_before_it_pushes_out_what_was_asked_for(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(whoosh_segments, "WARM_SEGMENT", 50)
    monkeypatch.setattr(whoosh_segments, "CACHE_BYTES", 3_000)
    index = open_index(indexes.built(tmp_path / "index", indexes.documents(60, 3)), {})
    index.postings("labels", "audit")
    index.warm(5.0)
    (segment,) = index.segments
    assert 2_400 < segment.kept.bytes <= 3_000
    assert segment.kept.get(("postings", "labels", "audit"))


# --- damage


@pytest.mark.filterwarnings("ignore::ResourceWarning")
@pytest.mark.parametrize("ending", [".toc", ".trm", ".pst", ".col", ".words"])
def test_a_missing_file_is_noticed_on_opening(tmp_path: Path, ending: str) -> None:
    place = indexes.built(tmp_path / "index", indexes.documents(10, 1))
    for entry in [entry for entry in place.iterdir() if entry.name.endswith(ending)]:
        entry.unlink()
    with pytest.raises(Damaged):
        open_index(place, {})


@pytest.mark.filterwarnings("ignore::ResourceWarning")
@pytest.mark.parametrize("length", [0, 1, 40, 300])
@pytest.mark.parametrize("ending", [".toc", ".words", ".record.col"])
def test_a_truncated_file_is_noticed_on_opening(tmp_path: Path, ending: str, length: int) -> None:
    place = indexes.built(tmp_path / "index", indexes.documents(20, 1))
    file = next(entry for entry in place.iterdir() if entry.name.endswith(ending))
    assert file.stat().st_size > length
    file.write_bytes(file.read_bytes()[:length])
    with pytest.raises(Damaged):
        open_index(place, {})


@pytest.mark.filterwarnings("ignore::ResourceWarning", "ignore::pytest.PytestUnraisableExceptionWarning")
@pytest.mark.usefixtures("both_ways")
@pytest.mark.parametrize("ending", [".pst", ".trm"])
def test_noise_in_a_file_is_noticed_on_reading_everything(tmp_path: Path, ending: str) -> None:
    place = indexes.built(tmp_path / "index", indexes.documents(10, 1))
    (segment,) = open_index(place, {}).segments
    file = next(place.glob(f"*{ending}"))
    with file.open("r+b") as opened:  # the same file, as the segment has it open
        opened.write(random.Random(1).randbytes(file.stat().st_size))
    with pytest.raises(Damaged):
        segment.read_everything()


def test_words_of_documents_that_are_not_there_are_noticed_on_opening(tmp_path: Path) -> None:
    documents = indexes.documents(10, 1)
    place = indexes.built(tmp_path / "index", documents)
    other = indexes.built(tmp_path / "other", documents + indexes.documents(30, 2)[10:])
    next(place.glob("*.words")).write_bytes(next(other.glob("*.words")).read_bytes())
    with pytest.raises(Damaged, match="words name documents that are not there"):
        open_index(place, {})


@pytest.mark.parametrize("seed", range(30))
def test_noise_anywhere_in_the_words_is_noticed_on_opening_or_can_be_read(tmp_path: Path, seed: int) -> None:
    place = indexes.built(tmp_path / "index", indexes.documents(10, 1))
    file, chance = next(place.glob("*.words")), random.Random(seed)
    content = bytearray(file.read_bytes())
    at = chance.randrange(len(content))
    content[at : at + 40] = chance.randbytes(len(content[at : at + 40]))
    file.write_bytes(content)
    try:
        index = open_index(place, {})
    except Damaged:
        return
    list(index.lexicon.words())
    for word in ("", "re", "zoe", "x"):
        index.lexicon.beginning(word, 5)
        index.beginning(word, title=True)
        index.with_word(word)
