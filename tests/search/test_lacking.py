"""Which of the typed words lessons lack: all of them, and each that was found."""

import pytest

from kb.search.lacking import Lacking, lacking
from kb.search.query import Query
from kb.search.snapshot import Snapshot
from tests.search import corpora

LESSONS = (
    ("Supervision", "Of health visitors."),
    ("Audit", "Of supervision with the police."),
    ("Police", "At schools."),
    ("Quillfeather", "At night."),
)


@pytest.fixture(scope="module")
def snapshot(tmp_path_factory: pytest.TempPathFactory) -> Snapshot:
    made = [corpora.made(number, title, text) for number, (title, text) in enumerate(LESSONS, 1)]
    return corpora.snapshot(corpora.built(tmp_path_factory.mktemp("lacking") / "index", made), made)


def found(snapshot: Snapshot, text: str, hidden: tuple[int, ...] = ()) -> Lacking:
    return lacking(snapshot, snapshot.answer(Query(text), hidden), hidden)


@pytest.mark.parametrize("text", ["", "supervision", "supervision police audit", "-police", "the"])
def test_where_lessons_have_all_words_those_lack_nothing(snapshot: Snapshot, text: str) -> None:
    answer = found(snapshot, text)
    assert answer.everywhere == ()
    assert 2 not in answer.by_lesson


def test_each_lesson_is_said_to_be_without_the_words_as_they_were_typed(snapshot: Snapshot) -> None:
    assert found(snapshot, "Supervisions of Police").by_lesson == {1: ("Police",), 3: ("Supervisions",)}
    assert found(snapshot, "audit poli* visit*").by_lesson == {2: ("visit*",)}


def test_a_repeated_word_is_said_once(snapshot: Snapshot) -> None:
    assert found(snapshot, "audits AUDIT visitors visitors").by_lesson == {1: ("audits", "AUDIT"), 2: ("visitors",)}
    assert found(snapshot, "Visitors visitors police schools").by_lesson == {1: ("police", "schools"), 3: ("Visitors",)}


def test_words_that_no_lesson_has_are_said_in_the_order_typed(snapshot: Snapshot) -> None:
    answer = found(snapshot, "police xqzzyw zzz* audit")
    assert answer.everywhere == ("xqzzyw", "zzz*")
    assert answer.by_lesson[2] == ("xqzzyw", "zzz*")
    assert found(snapshot, "xqzzyw").everywhere == ("xqzzyw",)
    assert found(snapshot, '"police supervision"').everywhere == ("police supervision",)


@pytest.mark.parametrize("word", ["quillfeather", "xqzzyw"])
def test_a_word_that_only_hidden_lessons_have_is_one_that_no_lesson_has(snapshot: Snapshot, word: str) -> None:
    assert found(snapshot, f"{word} police schools", (4,)) == Lacking((word,), {3: (word,), 2: (word, "schools")})
