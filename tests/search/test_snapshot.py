"""What a snapshot answers: one page of an order, a total, how the text was read; nothing hidden shows anywhere."""

import random
import threading
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kb.search import whoosh_index
from kb.search.backend import Position, SearchDocument
from kb.search.expression import Prefix, Word
from kb.search.filterables import Filterable
from kb.search.parsing import WORDS_LIMIT
from kb.search.query import PAGE_SIZE, PARAMETERS, SORTS, Hits, Query
from kb.search.snapshot import Snapshot, without_index
from kb.search.synonyms import Synonyms
from tests.search import corpora, reference
from tests.search.corpora import Made


@pytest.fixture(scope="module")
def made() -> list[Made]:
    return corpora.lessons(130, 5)


@pytest.fixture(scope="module")
def snapshot(made: list[Made], tmp_path_factory: pytest.TempPathFactory) -> Snapshot:
    return corpora.snapshot(corpora.built(tmp_path_factory.mktemp("snapshot") / "index", made), made)


def chosen(**filters: tuple[str, ...]) -> Query:
    return Query(filters=filters)


def all_pages(snapshot: Snapshot, query: Query) -> list[int]:
    pages = -(-snapshot.answer(query, ()).total // PAGE_SIZE)
    return [n for page in range(1, pages + 1) for n in snapshot.answer(replace(query, page=page), ()).ids]


# --- order and pages


@pytest.mark.parametrize("sort", SORTS)
@pytest.mark.parametrize("text", ["", "abuse", "referral child school", '"the child" audit', "re* -police"])
def test_the_pages_joined_are_the_order_of_the_reference(
    snapshot: Snapshot, made: list[Made], text: str, sort: str
) -> None:
    query = Query(text, sort=sort)
    expression = snapshot.read(query, ())[1].expression
    expected = reference.Reference([m.document for m in made], [m.filterable for m in made]).answer(expression, query)
    assert all_pages(snapshot, query) == expected.ids
    hits = snapshot.answer(query, ())
    assert (hits.total, hits.with_all) == (len(expected.ids), expected.with_all)
    assert hits.total > PAGE_SIZE or text.startswith('"')


def test_without_words_the_newest_come_first(snapshot: Snapshot, made: list[Made]) -> None:
    newest_first = sorted(made, key=lambda m: (m.filterable.first_published_on, m.document.id), reverse=True)
    assert all_pages(snapshot, Query()) == [m.document.id for m in newest_first]


def test_most_used_come_first_where_that_is_asked_for(snapshot: Snapshot, made: list[Made]) -> None:
    uses = {m.document.id: m.filterable.uses for m in made}
    shown = [uses[number] for number in all_pages(snapshot, Query("abuse", sort="most-used"))]
    assert shown == sorted(shown, reverse=True)


def test_lessons_with_the_same_score_stand_newest_first(tmp_path: Path) -> None:
    same = [
        Made(SearchDocument(n, "Same", "text", ""), Filterable(n, date(2026, 1, 1 + n % 7), {})) for n in range(1, 64)
    ]
    snapshot = corpora.snapshot(corpora.built(tmp_path / "index", same), same)
    assert all_pages(snapshot, Query("same text")) == all_pages(snapshot, Query())


def test_a_page_beyond_the_last_shows_the_last(snapshot: Snapshot) -> None:
    for text in ("", "abuse"):
        total = snapshot.answer(Query(text), ()).total
        hits = snapshot.answer(Query(text, page=10_000), ())
        assert (hits.page, len(hits.ids)) == (-(-total // PAGE_SIZE), total % PAGE_SIZE or PAGE_SIZE)
    assert snapshot.answer(Query("nowhere", page=7), ()).page == 1


def test_totals_are_those_of_the_answer(snapshot: Snapshot) -> None:
    chance = random.Random(3)
    for _ in range(60):
        query = corpora.asked(chance).query
        hits = snapshot.answer(query, {1, 2})
        assert snapshot.totals(query, {1, 2}) == (hits.total, hits.with_all)


# --- how the text is read


def test_filters_in_the_text_are_among_those_of_the_query_and_out_of_its_text(snapshot: Snapshot) -> None:
    query = replace(chosen(themes=("harm",)), text="abuse theme:work region:london", page=2)
    hits = snapshot.answer(query, ())
    assert hits.query.text == hits.understood.text == "abuse"
    assert hits.query.filters == {"themes": ("harm", "work"), "regions": ("london",)}
    boxes = replace(chosen(themes=("harm", "work"), regions=("london",)), text="abuse", page=2)
    assert hits == replace(snapshot.answer(boxes, ()), facets=hits.facets)


def test_values_that_must_not_be_there_are_no_filters_of_the_query(snapshot: Snapshot, made: list[Made]) -> None:
    hits = snapshot.answer(Query("-theme:harm -year:2009..2011"), ())
    assert hits.query.filters == {}
    assert hits.total == sum(
        "harm" not in m.filterable.values["themes"] and not {"2009", "2011"} & set(m.filterable.values["years"])
        for m in made
    )


def test_a_value_that_does_not_exist_is_left_out_and_named(snapshot: Snapshot) -> None:
    query = replace(chosen(themes=("nowhere", "harm"), regions=("atlantis",)), text="organisation:nobody")
    hits = snapshot.answer(query, ())
    assert hits.understood.ignored == (("organisation", "nobody"), ("theme", "nowhere"), ("region", "atlantis"))
    assert hits.total == snapshot.answer(chosen(themes=("harm",)), ()).total


def test_a_value_that_does_not_exist_is_named_once_wherever_it_stands(snapshot: Snapshot) -> None:
    hits = snapshot.answer(Query("theme:nowhere -theme:nowhere", {"themes": ("nowhere",)}), ())
    assert hits.understood.ignored == (("theme", "nowhere"),)


def test_other_names_are_looked_for_unless_exactly_these_words_are_wanted(snapshot: Snapshot) -> None:
    wide = replace(snapshot, synonyms=Synonyms.of(corpora.NAMES))
    query, exact = Query("DV"), Query("DV", exact=True)
    assert wide.answer(query, ()).understood.expression.widenings
    assert wide.answer(query, ()).total > wide.answer(exact, ()).total > 0
    assert answered(wide, exact) == answered(snapshot, exact) == answered(snapshot, query)


def test_without_an_index_words_are_not_looked_for_and_values_are(snapshot: Snapshot, made: list[Made]) -> None:
    bare = without_index(Position(), snapshot.table, snapshot.synonyms)
    hits = bare.answer(Query("abuse -child -theme:harm", page=2), ())
    assert hits.understood.not_yet
    assert hits.total == sum("harm" not in m.filterable.values["themes"] for m in made)
    assert not bare.answer(chosen(themes=("harm",)), ()).understood.not_yet
    assert bare.answer(Query(), ()).ids == snapshot.answer(Query(), ()).ids


# --- what is hidden


def shown(hits: Hits) -> dict[str, dict[str, int]]:
    return {facet.key: {value.slug: value.count for value in facet.values if value.count} for facet in hits.facets}


@pytest.mark.parametrize("text", ["", "abuse", "child school police"])
def test_hidden_lessons_are_in_nothing_that_is_answered(snapshot: Snapshot, made: list[Made], text: str) -> None:
    hidden = {m.document.id for m in made if m.filterable.values["tags"]}
    hits = snapshot.answer(Query(text), hidden)
    without = reference.Reference([m.document for m in made], [m.filterable for m in made])
    expected = without.answer(hits.understood.expression, hits.query, hidden)
    assert not hidden & set(hits.ids)
    assert (hits.total, hits.with_all) == (len(expected.ids), expected.with_all)
    assert "tags" not in {facet.key for facet in hits.facets if len(facet.values)}  # which tags these have is not told
    assert snapshot.matched(hits.understood.expression, hidden).matching.sum() == hits.total


def test_a_lesson_that_the_index_holds_and_the_database_does_not_is_in_nothing(
    made: list[Made], tmp_path: Path
) -> None:
    snapshot = corpora.snapshot(corpora.built(tmp_path / "index", made), made[:-1])
    hits = snapshot.answer(Query(), ())
    assert hits.total == len(made) - 1
    assert made[-1].document.id not in all_pages(snapshot, Query())
    assert snapshot.answer(Query("abuse"), ()).total < corpora_total(made, "abuse") + 1


def corpora_total(made: list[Made], word: str) -> int:
    return len(reference.Reference([m.document for m in made], [m.filterable for m in made]).scores(Word(word)))


def test_a_lesson_that_the_database_holds_and_the_index_does_not_is_in_nothing(
    made: list[Made], tmp_path: Path
) -> None:
    snapshot = corpora.snapshot(corpora.built(tmp_path / "index", made[:-1]), made)
    assert made[-1].document.id not in all_pages(snapshot, Query())
    assert snapshot.answer(Query("-nowhere"), ()).total == len(made) - 1


# --- anything may be typed


@settings(deadline=2000, max_examples=300, suppress_health_check=[HealthCheck.too_slow])
@given(
    text=st.one_of(
        st.text(max_size=600),
        st.text(alphabet="\"'()*?:-~^[]{}\\/%_;\x00\u200f\u202e\u0301é🙂 ab", max_size=500),
        st.sampled_from(corpora.WORDS).flatmap(lambda word: st.just(f"{word} " * 200)),
        st.sampled_from(list(PARAMETERS)).flatmap(lambda name: st.text(max_size=40).map(lambda v: f"-{name}:{v}")),
    ),
    values=st.lists(st.text(max_size=200), max_size=60),
    sort=st.sampled_from(SORTS),
)
def test_any_text_and_any_values_have_an_answer(snapshot: Snapshot, text: str, values: list[str], sort: str) -> None:
    query = replace(Query(text, sort=sort).with_chosen("themes", values).with_chosen("years", values), page=3)
    hits = snapshot.answer(query, ())
    assert hits.total <= 130
    assert len(hits.ids) == min(PAGE_SIZE, hits.total - (hits.page - 1) * PAGE_SIZE)
    assert hits.with_all <= hits.total
    assert {facet.key for facet in hits.facets} == set(PARAMETERS.values())


def test_a_megabyte_of_text_is_cut_before_it_is_read(snapshot: Snapshot) -> None:
    hits = snapshot.answer(Query(text="abuse " * 200_000), ())
    assert hits.understood.cut
    assert len(hits.understood.expression.clauses) == WORDS_LIMIT
    assert snapshot.answer(Query("ab* " * 200_000), ()).understood.expression.clauses == (Prefix("ab"),) * WORDS_LIMIT


def test_threads_get_the_same_answers_from_one_snapshot(made: list[Made], tmp_path: Path) -> None:
    place = corpora.built(tmp_path / "index", made[:70])
    whoosh_index.write(place, (), [m.document for m in made[70:]])
    snapshot = corpora.snapshot(place, made)
    chance = random.Random(8)
    queries = [corpora.asked(chance).query for _ in range(60)]
    expected = [answered(corpora.snapshot(place, made), query) for query in queries]
    wrong: list[Query] = []

    def ask(order: list[int]) -> None:
        wrong.extend(queries[i] for i in order if answered(snapshot, queries[i]) != expected[i])

    threads = [threading.Thread(target=ask, args=(random.Random(n).sample(range(60), 60),)) for n in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert wrong == []


def answered(snapshot: Snapshot, query: Query) -> tuple[object, ...]:
    hits = snapshot.answer(query, ())
    return hits.ids, hits.total, hits.with_all, hits.understood, shown(hits)
