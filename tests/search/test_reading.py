"""What a snapshot answers, compared with the reference; nothing hidden shows anywhere."""

import random
import threading
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kb.search import whoosh_index
from kb.search.query import PAGE_SIZE, PARAMETERS, Hits, Query
from kb.search.reading import Snapshot
from tests.search import corpora, reference


def counts(hits: Hits) -> dict[str, dict[str, int]]:
    return {facet.key: {value.slug: value.count for value in facet.values if value.count} for facet in hits.facets}


@pytest.mark.parametrize("seed", range(12))
def test_answers_equal_those_of_the_reference_order_included(seed: int, tmp_path: Path) -> None:
    chance = random.Random(seed)
    documents = corpora.documents(chance.choice((1, 7, 60)), seed)
    snapshot = corpora.snapshot(corpora.built(tmp_path / "index", documents), documents)
    for _ in range(15):
        query = corpora.query(chance)
        hidden = set(chance.sample(range(1, len(documents) + 1), chance.choice((0, 0, 1))))
        expected, hits = reference.search(documents, query, hidden), snapshot.answer(query, hidden)
        assert hits.total == len(expected.ids), query
        assert hits.with_all == expected.with_all, query
        assert hits.ids == expected.page(hits.page), query
        assert counts(hits) == {facet: dict(found) for facet, found in expected.counts.items()}, query


@pytest.mark.parametrize("seed", range(6))
def test_a_count_is_the_total_with_that_value_alone_in_its_facet(seed: int, tmp_path: Path) -> None:
    chance = random.Random(seed)
    documents = corpora.documents(50, seed)
    snapshot = corpora.snapshot(corpora.built(tmp_path / "index", documents), documents)
    for _ in range(5):
        query = corpora.query(chance)
        for facet in snapshot.answer(query, ()).facets:
            for value in facet.values:
                assert snapshot.answer(query.with_chosen(facet.key, [value.slug]), ()).total == value.count


def test_values_of_one_facet_widen_and_several_facets_narrow(tmp_path: Path) -> None:
    documents = corpora.documents(60, 3)
    snapshot = corpora.snapshot(corpora.built(tmp_path / "index", documents), documents)
    one = snapshot.answer(Query(themes=("harm",)), ())
    two = snapshot.answer(Query(themes=("harm", "work")), ())
    narrower = snapshot.answer(Query(themes=("harm", "work"), regions=("london",)), ())
    assert one.total < two.total
    assert narrower.total < two.total
    assert two.total == sum(bool({"harm", "work"} & set(document.themes)) for document in documents)


def test_the_pages_of_an_answer_make_up_its_total(tmp_path: Path) -> None:
    documents = corpora.documents(65, 4)
    snapshot = corpora.snapshot(corpora.built(tmp_path / "index", documents), documents)
    first = snapshot.answer(Query(), ())
    pages = [snapshot.answer(Query(page=number), ()).ids for number in range(1, -(-first.total // PAGE_SIZE) + 1)]
    assert sorted(number for page in pages for number in page) == list(range(1, 66))


def test_a_page_beyond_the_last_shows_the_last(tmp_path: Path) -> None:
    documents = corpora.documents(25, 4)
    snapshot = corpora.snapshot(corpora.built(tmp_path / "index", documents), documents)
    hits = snapshot.answer(Query(page=10_000), ())
    assert (hits.page, len(hits.ids)) == (2, 5)


def test_without_words_the_newest_come_first(tmp_path: Path) -> None:
    documents = corpora.documents(15, 9)
    snapshot = corpora.snapshot(corpora.built(tmp_path / "index", documents), documents)
    newest_first = sorted(documents, key=lambda document: (document.first_published_on, document.id), reverse=True)
    assert snapshot.answer(Query(), ()).ids == tuple(document.id for document in newest_first)


def test_a_value_that_does_not_exist_is_left_out_and_named(tmp_path: Path) -> None:
    documents = corpora.documents(9, 9)
    snapshot = corpora.snapshot(corpora.built(tmp_path / "index", documents), documents)
    hits = snapshot.answer(Query(themes=("nowhere", "harm"), regions=("atlantis",)), ())
    assert hits.understood.ignored == (("theme", "nowhere"), ("region", "atlantis"))
    assert hits.total == snapshot.answer(Query(themes=("harm",)), ()).total


def test_a_lesson_that_the_index_holds_and_the_database_does_not_is_in_nothing(tmp_path: Path) -> None:
    documents = corpora.documents(12, 1)
    place = corpora.built(tmp_path / "index", documents)
    snapshot = corpora.snapshot(place, documents[:-1])
    hits = snapshot.answer(Query(), ())
    assert hits.total == 11
    assert 12 not in hits.ids
    assert counts(hits) == {f: dict(c) for f, c in reference.search(documents[:-1], Query()).counts.items()}


@pytest.fixture(scope="module")
def snapshot(tmp_path_factory: pytest.TempPathFactory) -> Snapshot:
    documents = corpora.documents(40, 5)
    return corpora.snapshot(corpora.built(tmp_path_factory.mktemp("any") / "index", documents), documents)


@settings(deadline=2000, max_examples=300, suppress_health_check=[HealthCheck.too_slow])
@given(
    text=st.one_of(
        st.text(max_size=600),
        st.text(alphabet="\"'()*?:-~^[]{}\\/%_;\x00\u200f\u202e\u0301é🙂 ab", max_size=500),
        st.sampled_from(corpora.WORDS).flatmap(lambda word: st.just(f"{word} " * 200)),
    ),
    values=st.lists(st.text(max_size=200), max_size=60),
)
def test_any_text_and_any_values_have_an_answer(snapshot: Snapshot, text: str, values: list[str]) -> None:
    hits = snapshot.answer(Query(text=text, themes=tuple(values), regions=tuple(values)), ())
    assert hits.total <= 40
    assert len(hits.ids) == min(hits.total, PAGE_SIZE)
    assert hits.with_all <= hits.total
    assert {facet.key for facet in hits.facets} == set(PARAMETERS.values())


def test_a_megabyte_of_text_is_cut_before_it_is_read(snapshot: Snapshot) -> None:
    hits = snapshot.answer(Query(text="abuse " * 200_000), ())
    assert hits.understood.cut
    assert len(hits.understood.words) == 32


def test_threads_get_the_same_answers_from_one_snapshot(tmp_path: Path) -> None:
    documents = corpora.documents(80, 8)
    place = corpora.built(tmp_path / "index", documents[:40])
    whoosh_index.write(place, (), documents[40:])
    snapshot = corpora.snapshot(place, documents)
    chance = random.Random(8)
    queries = [corpora.query(chance) for _ in range(60)]
    expected = [corpora.snapshot(place, documents).answer(query, ()) for query in queries]
    wrong: list[Query] = []

    def ask(order: list[int]) -> None:
        wrong.extend(queries[i] for i in order if snapshot.answer(queries[i], ()) != expected[i])

    threads = [threading.Thread(target=ask, args=(random.Random(n).sample(range(60), 60),)) for n in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert wrong == []
