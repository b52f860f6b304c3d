"""nDCG, MAP and MRR against values worked out by hand, and the ranking that is measured."""

from math import log2
from pathlib import Path

import pytest

from kb.search import evaluation
from kb.search.backend import SearchDocument
from kb.search.evaluation import Judged
from kb.search.query import Query


def test_ndcg_discounts_by_the_logarithm_of_the_place() -> None:
    # 3 at the first place, 0 at the second, 2 at the third; the best order has 3, 2, 1
    found = 3 / log2(2) + 0 / log2(3) + 2 / log2(4)
    best = 3 / log2(2) + 2 / log2(3) + 1 / log2(4)

    assert evaluation.ndcg([3, 0, 2], [1, 2, 3]) == pytest.approx(found / best)
    assert found / best == pytest.approx(4 / 4.7618595)


def test_ndcg_of_the_best_order_is_one_and_of_nothing_zero() -> None:
    assert evaluation.ndcg([2, 1, 0], [0, 1, 2]) == 1
    assert evaluation.ndcg([], [1]) == 0
    assert evaluation.ndcg([0, 0], [0, 0]) == 0


def test_ndcg_looks_at_ten_places_of_ranking_and_of_best_order() -> None:
    assert evaluation.ndcg([0] * 10 + [1], [1]) == 0
    assert evaluation.ndcg([1] * 10, [1] * 30) == 1


def test_average_precision_is_the_mean_of_the_precision_at_each_answer() -> None:
    # at places 1, 3 and 6: 1/1, 2/3, 3/6; a fourth answer was never found
    relevant = [True, False, True, False, False, True]

    assert evaluation.average_precision(relevant, 4) == pytest.approx((1 + 2 / 3 + 1 / 2) / 4)
    assert evaluation.average_precision([], 3) == 0


def test_reciprocal_rank_is_that_of_the_first_answer() -> None:
    assert evaluation.reciprocal_rank([False, False, True, True]) == pytest.approx(1 / 3)
    assert evaluation.reciprocal_rank([False]) == 0


def test_measures_are_means_over_the_queries_that_have_an_answer() -> None:
    rankings = {"first": ["a", "b"], "second": ["x", "y", "b"], "third": []}
    judged = [
        Judged("first", {"a": 1}),
        Judged("second", {"b": 1}),
        Judged("third", {"c": 1}),
        Judged("without an answer", {"a": 0}),
    ]

    found = evaluation.evaluate(judged, lambda text: rankings[text])

    assert len(found.queries) == 3
    assert found.mean_reciprocal_rank == pytest.approx((1 + 1 / 3 + 0) / 3)
    assert found.mean_average_precision == pytest.approx((1 + 1 / 3 + 0) / 3)
    assert found.ndcg == found.ndcg_of_equals == pytest.approx((1 + 1 / log2(4) + 0) / 3)
    assert not found.graded


def test_grades_count_in_one_measure_and_not_in_the_other() -> None:
    found = evaluation.evaluate([Judged("q", {"good": 3, "fair": 1})], lambda _text: ["fair", "good"])

    assert found.graded
    assert found.ndcg_of_equals == 1
    assert found.ndcg == pytest.approx((1 + 3 / log2(3)) / (3 + 1 / log2(3)))


def test_nothing_to_measure_is_zero() -> None:
    assert evaluation.evaluate([], lambda _text: []).ndcg == 0


def test_documents_are_ranked_as_the_pages_of_a_search_show_them(tmp_path: Path) -> None:
    wings = [SearchDocument(n, f"Wing {n}", "wing " * (50 - n), "") for n in range(1, 46)]
    given = [*wings, SearchDocument(46, "Slipstream of a wing", "The slipstream of a wing.", "")]
    snapshot = evaluation.snapshot_of_documents(tmp_path, given)

    def search(query: Query) -> object:
        return snapshot.answer(query, ())

    found = evaluation.ranking(search, "slipstream of a wing?")  # type: ignore[arg-type]

    assert found[0] == 46
    assert sorted(found) == list(range(1, 47))
    assert evaluation.ranking(search, "fuselage") == []  # type: ignore[arg-type]
