"""Made-up lessons and queries are the same for the same seed, as long as they should be, and like real ones."""

from collections import Counter
from statistics import mean

import pytest

from bench import lessons
from bench.queries import KINDS, queries
from kb.search.query import PARAMETERS
from kb.search.words import STOP_WORDS, words


def test_the_same_seed_gives_the_same_lessons_and_another_one_others() -> None:
    assert list(lessons.lessons(5, seed=3)) == list(lessons.lessons(5, seed=3))
    assert lessons.lesson(4, seed=3) == list(lessons.lessons(5, seed=3))[3]
    assert lessons.lesson(4, seed=3).document.text != lessons.lesson(4, seed=4).document.text


@pytest.mark.parametrize(("short", "least", "most"), [(False, 2800, 3600), (True, 330, 450)])
def test_lessons_have_the_length_that_is_meant(short: bool, least: int, most: int) -> None:
    given = list(lessons.lessons(200, short=short))

    assert least < mean(len(made.document.text) for made in given) < most
    assert all(10 <= len(made.title) <= 120 for made in given)


def test_every_filter_has_values_of_which_few_are_frequent() -> None:
    given = list(lessons.lessons(400, short=True))
    of_lessons = {
        facet: Counter(slug for made in given for slug in made.values[facet]) for facet in PARAMETERS.values()
    }

    assert all(of_lessons.values())
    assert len(lessons.labels()["organisations"]) == 220
    (_, first), *_, (_, last) = of_lessons["themes"].most_common()
    assert first > 10 * last


def test_there_are_more_different_words_the_more_lessons_there_are() -> None:
    def vocabulary(count: int) -> int:
        return len({word.folded for made in lessons.lessons(count) for word in words(made.document.text)})

    assert vocabulary(200) > 1.3 * vocabulary(100)


def test_two_hundred_queries_of_four_kinds_a_third_of_them_filtered() -> None:
    found = queries(lessons.lessons(100))

    assert found == queries(lessons.lessons(100))
    assert Counter(kind for kind, _ in found) == Counter(KINDS)
    assert 50 <= sum(bool(query.filters) for _, query in found) <= 90
    assert not [query.text for kind, query in found if kind == "words" and STOP_WORDS & set(query.text.split())]
