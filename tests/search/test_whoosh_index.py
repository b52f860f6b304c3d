"""Writing an index: what is committed is there, what is not is not, segments stay few."""

import random
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

import pytest
from whoosh.index import open_dir

from kb.search import whoosh_index
from kb.search.backend import SearchDocument
from kb.search.whoosh_index import Damaged, stem, write
from kb.search.whoosh_segments import files, open_index
from tests.search import indexes
from tests.search.indexes import both_ways, known, replace_all

__all__ = ["both_ways"]


def test_what_was_written_is_there_with_its_fingerprint(tmp_path: Path) -> None:
    documents = indexes.documents(20, 1)
    index = open_index(indexes.built(tmp_path / "index", documents), {})
    held = {number: fingerprint for number, _, fingerprint in index.documents()}
    assert held == {document.id: document.fingerprint for document in documents}


def test_an_index_may_hold_nothing(tmp_path: Path) -> None:
    place = indexes.built(tmp_path / "index", [])
    assert list(open_index(place, {}).documents()) == []
    assert open_index(place, {}).postings("text", "anything")[0].tolist() == []
    write(place, (), [indexes.document(5)])  # and a document no word
    assert [number for number, _, _ in open_index(place, {}).documents()] == [5]


@pytest.mark.usefixtures("both_ways")
def test_segments_stay_few_and_nothing_is_lost_in_many_commits(tmp_path: Path) -> None:
    chance = random.Random(2)
    documents = {document.id: document for document in indexes.documents(30, 2)}
    place = indexes.built(tmp_path / "index", list(documents.values()))
    index = open_index(place, {})
    for turn in range(40):
        changed = [
            replace(documents[i], text=f"round{turn} {documents[i].text}") for i in chance.sample(range(1, 31), 2)
        ]
        documents.update((document.id, document) for document in changed)
        index = replace_all(place, changed, known(index))
        assert len(index.segments) <= whoosh_index.MOST_SEGMENTS
    assert {number: print_ for number, _, print_ in index.documents()} == {
        document.id: document.fingerprint for document in documents.values()
    }
    for field in whoosh_index.FIELDS:
        for stemmed in ("referr", "child", "round39", "prebirth"):
            found = zip(*index.places(field, stemmed), strict=True)
            assert sorted(
                (int(index.ids[number]), int(place_)) for number, place_ in found if index.alive[number]
            ) == indexes.placed(sorted(documents.values(), key=lambda document: document.id), field, stemmed)
    assert set(indexes.ids_of(index, index.beginning("round"))) == indexes.beginning(
        documents.values(), "round", title=False
    )


def test_a_commit_of_deletions_alone_is_a_commit(tmp_path: Path) -> None:
    place = indexes.built(tmp_path / "index", indexes.documents(10, 1))
    write(place, [0, 3], ())
    assert [number for number, _, _ in open_index(place, {}).documents()] == [2, 3, 5, 6, 7, 8, 9, 10]
    write(place, range(10), ())
    assert open_index(place, {}).segments == ()


def test_files_that_are_no_part_of_the_last_commit_are_removed_by_the_next(tmp_path: Path) -> None:
    documents = indexes.documents(10, 1)
    place = indexes.built(tmp_path / "index", documents)
    for _ in range(12):
        replace_all(place, documents[:3], {})
    present = {entry.name for entry in place.iterdir() if entry.name.startswith(("MAIN_", "_MAIN_"))}
    assert present - {"MAIN_WRITELOCK"} == files(place)


def test_an_error_while_writing_leaves_the_index_as_it_was_and_unlocked(tmp_path: Path) -> None:
    documents = indexes.documents(5, 1)
    place = indexes.built(tmp_path / "index", documents)

    def broken() -> Iterable[SearchDocument]:
        yield documents[0]
        raise RuntimeError("the database went away")

    with pytest.raises(RuntimeError):
        write(place, [0, 1], broken())
    assert len(list(open_index(place, {}).documents())) == 5
    write(place, [0], ())
    assert len(list(open_index(place, {}).documents())) == 4


@pytest.mark.filterwarnings("ignore::ResourceWarning", "ignore::pytest.PytestUnraisableExceptionWarning")
def test_an_index_that_cannot_be_written_to_is_called_damaged(tmp_path: Path) -> None:
    place = indexes.built(tmp_path / "index", indexes.documents(5, 1))
    contents = next(place.glob("*.toc"))
    contents.write_bytes(contents.read_bytes()[:50])
    with pytest.raises(Damaged, match="the index in index cannot be used"):
        write(place, (), indexes.documents(1, 2))


def test_whoosh_itself_finds_the_same_documents(tmp_path: Path) -> None:
    documents = indexes.documents(60, 3)
    place = indexes.built(tmp_path / "index", documents)
    ours = open_index(place, {})
    index = open_dir(str(place))
    with index.reader() as theirs:
        for term in {stem(word.lower()) for word in indexes.WORDS if word.isalpha()}:
            matcher = theirs.postings("text", term) if ("text", term) in theirs else None
            found = sorted(set(matcher.all_ids())) if matcher else []
            assert ours.postings("text", term)[0].tolist() == found
    index.close()


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("referrals", "referral"), ("bruising", "bruise"), ("policies", "policy"), ("children", "child"),
        ("men", "man"), ("behaviour", "behavior"),
    ],
)  # fmt: skip
def test_forms_of_a_word_have_one_stem(one: str, other: str) -> None:
    assert stem(one) == stem(other)
