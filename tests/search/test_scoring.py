"""Which lessons match, and how well, compared with the reference; how much is done for it."""

import random
from typing import Any

import numpy as np
import pytest

from kb.search import scoring, whoosh_index
from kb.search.backend import SearchDocument
from kb.search.expression import Expression, Phrase, Prefix, Widening, Word
from kb.search.parsing import understand
from kb.search.scoring import Scoring, needed, parts
from kb.search.whoosh_segments import Opened, open_index
from tests.search import corpora, reference


@pytest.mark.parametrize(
    ("clauses", "expected"),
    [(0, 0), (1, 1), (2, 1), (3, 2), (4, 2), (5, 3), (6, 3), (12, 3), (13, 4), (32, 8)],
)
def test_half_of_up_to_four_clauses_are_needed_and_three_or_a_quarter_of_more(clauses: int, expected: int) -> None:
    assert needed(clauses) == expected


def test_a_further_clause_never_lowers_what_is_needed() -> None:
    assert [needed(n) for n in range(33)] == sorted(needed(n) for n in range(33))


def test_clauses_with_a_widening_are_taken_together() -> None:
    a, b, c, d = (Word(letter) for letter in "abcd")
    first = Widening(1, 2, "b c", ("x",), (Word("x"),))
    assert list(parts(Expression((a, b, c, d), widenings=(first,)))) == [((a,), None), ((b, c), first), ((d,), None)]
    assert list(parts(Expression((a,)))) == [((a,), None)]
    assert list(parts(Expression())) == []


# --- compared with the reference


def expression(chance: random.Random) -> Expression:
    """Of any kind, with widenings wherever they may be."""
    asked = corpora.asked(chance)
    clauses, widenings, at = tuple(asked.clauses), [], 0
    while at < len(clauses):
        last = min(len(clauses) - 1, at + chance.choice((0, 0, 1, 2)))
        others = tuple(term for _ in range(3) for term in corpora.phrase(corpora.text(chance, 3)))
        if others and chance.random() < 0.4 and not any(isinstance(c, Phrase) for c in clauses[at : last + 1]):
            words = [clause.folded for clause in clauses[at : last + 1] if isinstance(clause, Word)]
            together = Phrase(tuple(words)) if len(words) == last + 1 - at > 1 else None
            widenings.append(Widening(at, last, "", ("",) * len(others), others, together))
        at = last + 1
    return Expression(clauses, tuple(asked.excluded), widenings=tuple(widenings))


@pytest.fixture(scope="module", params=[1, 30, 400])
def compared(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Any:
    """The scoring of an index of several segments, in which a tenth is deleted, and the reference."""
    chance = random.Random(request.param)
    made = corpora.lessons(request.param, request.param)
    given = [lesson.document for lesson in made]
    chance.shuffle(given)
    place = tmp_path_factory.mktemp("scoring")
    whoosh_index.create(place)
    for start in range(0, len(given), 150):
        whoosh_index.write(place, (), given[start : start + 150])
    gone = sorted(chance.sample(range(len(given)), len(given) // 10))
    whoosh_index.write(place, gone, ())
    index = open_index(place, {})
    table = corpora.table(made)
    rows = np.where(index.alive, table.rows_of(index.ids), -1)
    living = set(index.ids[index.alive].tolist())
    documents = [document for document in given if document.id in living]
    return Scoring(index, rows, table.size), reference.Reference(documents, [lesson.filterable for lesson in made])


def test_every_match_and_score_is_that_of_the_reference(compared: tuple[Scoring, reference.Reference]) -> None:
    ours, theirs = compared
    chance = random.Random(7)
    living = sorted(document.id for document in theirs.documents)
    for turn in range(150):
        asked = expression(chance)
        hidden = chance.sample(living, len(living) // 3) if turn % 2 else []
        visible = np.isin(np.arange(1, ours.size + 1), sorted({*living} - {*hidden}))
        matching, complete = ours.matching(asked, visible)
        scores = ours.scores(asked)
        met = theirs.met(asked, hidden)
        assert {int(row) + 1 for row in np.flatnonzero(matching & visible)} == set(met), asked
        for number, clauses in met.items():
            assert complete[number - 1] == (clauses == len(asked.clauses)), asked
            assert round(float(scores[number - 1]), 9) == round(theirs.score(asked, number), 9), asked


def test_what_is_kept_does_not_change_with_the_room_for_it(
    compared: tuple[Scoring, reference.Reference], monkeypatch: pytest.MonkeyPatch
) -> None:
    ours, _ = compared
    asked = [expression(random.Random(seed)) for seed in range(40)]
    expected = [ours.scores(one) for one in asked]
    monkeypatch.setattr(scoring, "CACHE_BYTES", 4000)
    small = Scoring(ours.index, ours._rows, ours.size)
    for one, scores in zip(asked, expected, strict=True):
        assert np.array_equal(small.scores(one), scores)
    assert small._bytes < 4000 + max(found.nbytes for found in ours._found.values())


# --- rules, one by one


LESSONS = (
    ("Domestic abuse", "Police and health met."),
    ("Abuse in the home", "DV, DV and DV."),
    ("Police", "A domestic matter, no abuse."),
    ("Health", "Domestic abuse, domestic abuse."),
    *((f"Lesson {n}", "Nothing of the kind.") for n in range(40)),
)


@pytest.fixture(scope="module")
def rules(tmp_path_factory: pytest.TempPathFactory) -> Scoring:
    place = tmp_path_factory.mktemp("rules")
    whoosh_index.create(place)
    whoosh_index.write(place, (), [SearchDocument(n, title, text, "") for n, (title, text) in enumerate(LESSONS, 1)])
    return Scoring(open_index(place, {}), np.arange(len(LESSONS)), len(LESSONS))


def matches(rules: Scoring, *clauses: Any, **others: Any) -> set[int]:
    everything = np.ones(rules.size, np.bool_)
    return set(np.flatnonzero(rules.matching(Expression(clauses, **others), everything)[0]).tolist())


DOMESTIC, ABUSE, POLICE, HEALTH, DV = map(Word, ("domestic", "abuse", "police", "health", "dv"))
BOTH = Phrase(("domestic", "abuse"))


def test_a_phrase_has_to_be_there_and_of_other_words_most(rules: Scoring) -> None:
    assert matches(rules, BOTH) == {0, 3}
    assert matches(rules, BOTH, POLICE) == {0, 3}
    assert matches(rules, BOTH, POLICE, DV) == {0}
    assert matches(rules, DOMESTIC, ABUSE) == {0, 1, 2, 3}
    assert matches(rules, DOMESTIC, ABUSE, POLICE) == {0, 2, 3}


def test_words_that_no_lesson_has_do_not_count_but_one_of_the_others_does(rules: Scoring) -> None:
    nowhere = [Word(f"nowhere{n}") for n in range(8)]
    assert matches(rules, DV, *nowhere) == {1}
    assert matches(rules, DOMESTIC, POLICE, Prefix("zzz"), *nowhere) == {0, 2, 3}
    assert matches(rules, *nowhere) == set()


def test_a_word_that_only_lessons_out_of_sight_have_is_one_that_no_lesson_has(rules: Scoring) -> None:
    asked = Expression((HEALTH, DV, POLICE))
    visible = np.ones(rules.size, np.bool_)
    assert not rules.matching(asked, visible)[0][3], "it has one of three words"
    visible[1] = False
    same = Expression((HEALTH, Word("nowhere"), POLICE))
    assert np.array_equal(rules.matching(asked, visible)[0] & visible, rules.matching(same, visible)[0] & visible)
    assert rules.matching(asked, visible)[0][3]


def test_what_is_excluded_is_not_there(rules: Scoring) -> None:
    assert matches(rules, ABUSE, excluded=(POLICE,)) == {1, 3}
    assert matches(rules, ABUSE, excluded=(BOTH, DV)) == {2}
    assert matches(rules, ABUSE, excluded=(Prefix("domes"),)) == {1}
    assert len(matches(rules, excluded=(ABUSE,))) == 40


def test_another_name_meets_all_clauses_that_it_stands_for(rules: Scoring) -> None:
    wide = (Widening(0, 1, "domestic abuse", ("DV",), (DV,)),)
    everything = np.ones(rules.size, np.bool_)
    matching, complete = rules.matching(Expression((DOMESTIC, ABUSE, POLICE), widenings=wide), everything)
    assert set(np.flatnonzero(matching)) == {0, 1, 2, 3}
    assert set(np.flatnonzero(complete)) == {0, 2}


def test_the_better_of_typed_and_other_names_counts_and_another_name_counts_less(rules: Scoring) -> None:
    plain, other = rules.scores(Expression((DOMESTIC, ABUSE))), rules.scores(Expression((DV,)))
    wide = (Widening(0, 1, "domestic abuse", ("DV",), (DV,)),)
    widened = rules.scores(Expression((DOMESTIC, ABUSE), widenings=wide))
    assert np.allclose(widened, np.maximum(plain, scoring.WIDENED * other))
    assert widened[1] == pytest.approx(scoring.WIDENED * other[1])
    assert widened[0] == plain[0]


def test_the_words_of_a_name_count_little_where_they_stand_apart(rules: Scoring) -> None:
    plain = rules.scores(Expression((DOMESTIC, ABUSE)))
    wide = (Widening(0, 1, "domestic abuse", ("DV",), (Word("nowhere"),), BOTH),)
    named = rules.scores(Expression((DOMESTIC, ABUSE), widenings=wide))
    together = rules.found(BOTH).mask(rules.size)
    assert together.any()
    assert (plain[~together] > 0).any()
    assert np.allclose(named, np.where(together, plain, scoring.APART * plain))


@pytest.mark.parametrize(("share", "counts"), [(0.0, scoring.APART), (0.9, 1.0)])
def test_the_one_word_that_small_words_leave_of_a_name_counts_little_if_many_lessons_have_it(
    rules: Scoring, monkeypatch: pytest.MonkeyPatch, share: float, counts: float
) -> None:
    monkeypatch.setattr(scoring, "COMMON", share)
    plain = rules.scores(Expression((ABUSE,)))
    wide = (Widening(0, 0, "not the abuse", ("DV",), (Word(f"nowhere{share}"),), small_words=True),)
    assert (plain > 0).any()
    assert np.allclose(rules.scores(Expression((ABUSE,), widenings=wide)), counts * plain)


def test_what_is_asked_twice_counts_twice(rules: Scoring) -> None:
    assert np.allclose(rules.scores(Expression((ABUSE, ABUSE))), 2 * rules.scores(Expression((ABUSE,))))


def test_the_beginning_of_a_word_counts_twice_in_the_title_at_most(rules: Scoring) -> None:
    scores = rules.scores(Expression((Prefix("domes"),)))
    assert scores[0] == scores.max()
    assert 0 < scores[2] == scores[3] < scores[0]


# --- how much is done


class Counted:
    """An index that counts what is read of it."""

    def __init__(self, index: Opened) -> None:
        self.index = index
        self.read = 0

    def __getattr__(self, name: str) -> Any:
        found = getattr(self.index, name)
        if name not in {"postings", "places", "beginning", "with_word"}:
            return found

        def counted(*given: Any, **options: Any) -> Any:
            arrays = found(*given, **options)
            self.read += 1 + (len(arrays[0]) if isinstance(arrays, tuple) else len(arrays))
            return arrays

        return counted


WORST = {
    "500 words between OR": " OR ".join(["abuse", "child", "children", "review", "risks"] * 100),
    "2,000 characters": "".join(f"{word} " for word in corpora.WORDS * 8)[:2000],
    "one word 400 times": "abuse " * 400,
    "a star": "*",
    "stars": "* * *",
    "one letter and a star": "a* c*",
    "32 beginnings": " ".join(sorted({f"{word[:2].lower()}*" for word in corpora.WORDS} | {"ch*", "re*"})[:32]),
    "one beginning 32 times": "re* " * 32,
    "a long phrase": f'"{" ".join(corpora.WORDS)}"',
    "one phrase 80 times": '"abuse" "child risk" ' * 40,
    "everything excluded": " ".join(f"-{word[:2].lower()}*" for word in corpora.WORDS),
}


@pytest.mark.parametrize("name", WORST)
def test_the_worst_text_reads_the_postings_of_each_of_its_terms_once(
    compared: tuple[Scoring, reference.Reference], name: str
) -> None:
    ours, theirs = compared
    index = Counted(ours.index)
    counting = Scoring(index, ours._rows, ours.size)  # type: ignore[arg-type]
    asked = understand(WORST[name], lambda facet, typed: None)[0].expression
    occurring = sum(len(here) for document in theirs.documents for field in document.stems.values() for here in field)
    assert len(asked.clauses) + len(asked.excluded) <= 32
    for turn in range(2):
        counting.matching(asked, np.ones(ours.size, np.bool_))
        counting.scores(asked)
        if not turn:
            first = index.read
    assert first <= 4 * occurring * 10 / 9 + 10 * 32, "a tenth is deleted and read too"
    assert index.read == first, "what was read once is kept"
