"""Postings of Whoosh as arrays: whole blocks and the public way give the same, and the trial tells when not."""

import logging
import random
from pathlib import Path

import numpy as np
import pytest
from whoosh.codec.whoosh3 import W3LeafMatcher
from whoosh.filedb.filestore import FileStorage
from whoosh.index import TOC
from whoosh.reading import SegmentReader

from kb.search import whoosh_postings
from kb.search.whoosh_index import NAME, write
from kb.search.whoosh_postings import by_block, occurrences, one_by_one, reads_blocks
from kb.search.whoosh_segments import open_index
from tests.search import indexes


def test_both_ways_give_the_same_for_every_word(tmp_path: Path) -> None:
    chance = random.Random(5)
    given = [
        indexes.document(n, body=indexes.text(chance, 40)) for n in range(1, 1500)
    ]  # several blocks for some words
    place = indexes.built(tmp_path / "index", given)
    contents = TOC.read(FileStorage(str(place)), NAME)
    reader = SegmentReader(FileStorage(str(place)), contents.schema, contents.segments[0])
    lengths = []
    for field, stemmed in reader.all_terms():
        fast, slow = (list(way(reader.postings(field, stemmed))) for way in (by_block, one_by_one))
        assert np.array_equal(np.concatenate([numbers for numbers, _ in fast]), slow[0][0])
        assert b"".join(places for _, places in fast) == slow[0][1]
        lengths.append(len(fast))
    reader.close()
    assert max(lengths) > 2
    assert min(lengths) == 1


def test_deleted_documents_are_read_too(tmp_path: Path) -> None:
    place = indexes.built(tmp_path / "index", [indexes.document(n, "audit") for n in range(1, 9)])
    write(place, [0, 1, 5], ())
    contents = TOC.read(FileStorage(str(place)), NAME)
    reader = SegmentReader(FileStorage(str(place)), contents.schema, contents.segments[0])
    assert occurrences(reader.postings("title", "audit"))[0].tolist() == list(range(8))
    reader.close()
    assert int(open_index(place, {}).alive.sum()) == 5


def test_the_whoosh_that_is_pinned_lets_whole_blocks_be_read() -> None:
    assert reads_blocks()


@pytest.mark.parametrize("fault", ["gone", "other", "fewer"])
def test_a_whoosh_with_other_private_members_is_read_one_by_one(
    fault: str, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture, tmp_path: Path
) -> None:
    if fault == "gone":
        monkeypatch.delattr(W3LeafMatcher, "_next_block")
    else:
        plain = W3LeafMatcher._read_data

        def read(matcher: W3LeafMatcher) -> None:
            plain(matcher)
            steps, weights, places = matcher._data
            matcher._data = (steps[::-1], weights, places) if fault == "other" else (steps[1:], weights, places)

        monkeypatch.setattr(W3LeafMatcher, "_read_data", read)
    monkeypatch.setattr(whoosh_postings, "reads_blocks", reads_blocks.__wrapped__)
    with caplog.at_level(logging.WARNING, "kb.search"):
        assert not whoosh_postings.reads_blocks()
    assert "one by one" in caplog.text
    if fault != "gone":  # Whoosh itself needs them too
        monkeypatch.setattr(W3LeafMatcher, "_read_data", plain)
        documents = indexes.documents(30, 1)
        index = open_index(indexes.built(tmp_path / "index", documents), {})
        monkeypatch.setattr(whoosh_postings, "reads_blocks", lambda: False)
        found = zip(*(part.tolist() for part in index.places("text", "child")), strict=True)
        assert [(int(index.ids[n]), place) for n, place in found] == indexes.placed(documents, "text", "child")
