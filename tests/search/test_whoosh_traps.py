"""Three traps of Whoosh, each shown where it is one, and that this engine does not step into it.

These tests and those of the index also run on Whoosh 2.7.4 (`test_older_whoosh`).
"""

import random
import threading
import tracemalloc
from dataclasses import replace
from pathlib import Path

import pytest
from whoosh.fields import ID, TEXT, Schema
from whoosh.index import create_in, open_dir
from whoosh.query import Every

from kb.search.whoosh_index import ENGINE, stem, write
from kb.search.whoosh_segments import files, open_index
from tests.search import indexes
from tests.search.indexes import known, numbers, replace_all

OLDER = "whoosh 2."


# --- Searcher.refresh() brings back documents that were deleted, and those of segments that were merged


def test_forty_documents_replaced_three_times_are_forty(tmp_path: Path) -> None:
    documents = indexes.documents(40, 1)
    place = indexes.built(tmp_path / "index", documents)
    index = open_index(place, {})
    for turn in range(3):
        texts = [replace(document, text=f"{document.text} turn{turn}") for document in documents]
        index = replace_all(place, texts, known(index))
    assert sorted(number for number, _, _ in index.documents()) == list(range(1, 41))
    assert len(index.postings("text", "turn2")[0]) == 40
    assert not index.alive[index.postings("text", "turn1")[0]].any()


def test_a_document_that_was_taken_out_is_not_alive_in_a_segment_that_was_open_before(tmp_path: Path) -> None:
    place = indexes.built(tmp_path / "index", indexes.documents(40, 1))
    before = open_index(place, {})
    write(place, numbers(before, [7]), ())
    after = open_index(place, known(before))
    assert after.segments == before.segments
    assert 7 not in {number for number, _, _ in after.documents()}
    assert 7 in {number for number, _, _ in before.documents()}


def test_the_searcher_of_whoosh_would_have_seen_a_hundred_and_sixty(tmp_path: Path) -> None:
    """The trap itself: should an upgrade repair it, this test says so, and the rule may go."""
    index = create_in(str(tmp_path), Schema(id=ID(unique=True, stored=True), text=TEXT))

    def replaced(turn: int) -> None:
        writer = index.writer()
        for number in range(40):
            writer.update_document(id=str(number), text=f"word turn{turn}")
        writer.commit()

    replaced(0)
    searcher = index.searcher()
    for turn in range(1, 4):
        replaced(turn)
        searcher = searcher.refresh()
    with index.searcher() as fresh:
        assert len(fresh.search(Every(), limit=None)) == 40
    assert searcher.doc_count() == (40 if ENGINE.startswith(OLDER) else 160)
    searcher.close()
    index.close()


# --- a reader shared by threads gives wrong results


@pytest.mark.parametrize("way", ["by block", "one by one"])
def test_threads_that_share_segments_read_what_one_alone_reads(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, way: str
) -> None:
    monkeypatch.setattr("kb.search.whoosh_postings.reads_blocks", lambda: way == "by block")
    chance = random.Random(3)
    given = [indexes.document(n, indexes.text(chance, 8), indexes.text(chance, 40)) for n in range(1, 400)]
    place = indexes.built(tmp_path / "index", given)
    write(place, (), [replace(document, id=document.id + 1000) for document in given[:50]])
    terms = [(field, stem(word.lower())) for word in indexes.WORDS for field in ("title", "text")]
    alone = open_index(place, {})
    expected = {term: [part.tolist() for part in (*alone.postings(*term), *alone.places(*term))] for term in terms}
    shared = open_index(place, {})
    for segment in shared.segments:
        segment.kept.limit = 0  # each time it is asked for, it is read from the file
    wrong: list[object] = []

    def read(seed: int) -> None:
        for term in random.Random(seed).sample(terms, len(terms)) * 2:
            try:
                found = [part.tolist() for part in (*shared.postings(*term), *shared.places(*term))]
            except Exception as problem:
                wrong.append(problem)
            else:
                wrong.extend([term] if found != expected[term] else [])

    threads = [threading.Thread(target=read, args=(seed,)) for seed in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert wrong == []


# --- compound segments are copied into memory


def test_no_compound_segment_is_made(tmp_path: Path) -> None:
    documents = indexes.documents(60, 1)
    place = indexes.built(tmp_path / "index", documents)
    for turn in range(10):  # merging makes none either
        replace_all(place, [replace(document, title=f"turn{turn}") for document in documents[:9]], {})
    assert not [name for name in files(place) if name.endswith(".seg")]
    assert {Path(name).suffix for name in files(place)} == {".toc", ".trm", ".pst", ".col", ".words"}


def test_an_index_that_is_opened_is_not_copied_into_memory(tmp_path: Path) -> None:
    chance = random.Random(1)
    texts = [" ".join(f"w{chance.randint(0, 400)}" for _ in range(1000)) for _ in range(150)]
    given = [indexes.document(number, body=text) for number, text in enumerate(texts, 1)]
    place = indexes.built(tmp_path / "index", given)
    on_disk = sum(entry.stat().st_size for entry in place.iterdir() if entry.suffix in {".pst", ".trm"})
    tracemalloc.start()
    index = open_index(place, {})
    assert len(index.postings("text", "w7")[0])
    taken, _ = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    words = next(place.glob("*.words")).stat().st_size
    assert taken < words + on_disk / 4


def test_an_index_stays_readable_by_whoosh(tmp_path: Path) -> None:
    index = open_dir(str(indexes.built(tmp_path / "index", indexes.documents(5, 1))))
    assert index.doc_count() == 5
    index.close()
