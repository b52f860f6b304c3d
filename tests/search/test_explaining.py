"""The numbers of an explanation add up to the score by which a lesson was placed."""

import random
from dataclasses import replace
from pathlib import Path

import pytest

from kb.search import whoosh_index
from kb.search.backend import Position
from kb.search.explaining import explain, lines, spelled
from kb.search.expression import Phrase, Prefix, Word
from kb.search.query import Query
from kb.search.scoring import K1
from kb.search.snapshot import Snapshot, without_index
from kb.search.synonyms import Synonyms
from tests.search import corpora


@pytest.fixture(scope="module")
def snapshot(tmp_path_factory: pytest.TempPathFactory) -> Snapshot:
    made = corpora.lessons(90, 11)
    place = corpora.built(tmp_path_factory.mktemp("explaining") / "index", made[30:])
    whoosh_index.write(place, (3, 4), [lesson.document for lesson in made[:30]])
    return replace(corpora.snapshot(place, made), synonyms=Synonyms.of(corpora.NAMES))


def test_the_numbers_add_up_to_the_score_that_was_used(snapshot: Snapshot) -> None:
    chance = random.Random(4)
    widened = 0
    for query in [Query("DV"), Query("audit thresholds"), *(corpora.asked(chance).query for _ in range(80))]:
        explanation = explain(snapshot, query, 3, {7})
        hits = snapshot.answer(replace(query, page=1), {7})
        assert [result.id for result in explanation.results] == list(hits.ids[:3])
        assert explanation.total == hits.total
        scores = snapshot.matched(hits.understood.expression, {7}).scores
        for result in explanation.results:
            row = int(snapshot.table.rows_of([result.id])[0])  # type: ignore[arg-type]
            assert result.score == scores[row]
            assert sum(part.score for part in result.parts) == pytest.approx(result.score, rel=1e-12)
            widened += sum(part.widened > part.own for part in result.parts)
            for scored in (term for part in result.parts for term in (*part.typed, *part.others)):
                f = scored.frequency
                assert scored.idf * f * (K1 + 1) / (f + K1) == pytest.approx(scored.score, rel=1e-6)
                assert bool(scored.places) == bool(scored.score)
    assert widened


def test_results_beyond_the_first_page_are_explained_too(snapshot: Snapshot) -> None:
    total = snapshot.answer(Query("abuse"), ()).total
    assert total > 20
    assert len(explain(snapshot, Query("abuse"), 1000).results) == total


def test_without_words_or_index_there_is_nothing_to_add_up(snapshot: Snapshot) -> None:
    bare = without_index(Position(), snapshot.table, snapshot.synonyms)
    for asked, query in ((snapshot, Query()), (bare, Query("abuse"))):
        for result in explain(asked, query, 2).results:
            assert (result.score, result.parts, result.complete) == (0.0, (), True)


def test_a_term_is_shown_as_it_would_be_typed() -> None:
    assert spelled(Word("abuse")) == "abuse"
    assert spelled(Prefix("abu")) == "abu*"
    assert spelled(Phrase(("voice", None, None, "child"))) == '"voice … … child"'


def test_the_lines_name_field_count_idf_and_other_names(tmp_path: Path) -> None:
    made = [
        corpora.made(1, "Child abuse", "abuse and abuse"),
        corpora.made(2, "DV", "dv"),
        corpora.made(3, "Other", "text"),
    ]
    snapshot = corpora.snapshot(corpora.built(tmp_path / "index", made), made)
    snapshot = replace(snapshot, synonyms=Synonyms.of(corpora.NAMES))
    explanation = explain(snapshot, Query("DV abuse"), 2)
    text = "\n".join(lines(explanation, ["Child abuse", "DV"]))
    assert text.startswith("1. Child abuse\n")
    assert "in title" in text
    assert "in text" in text
    assert "1 × 2 / " in text
    assert "by another name" in text
    assert "abuse: not here" in text
