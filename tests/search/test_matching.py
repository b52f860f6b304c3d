"""Where terms occur, compared with looking through every document."""

import random
from collections.abc import Mapping, Sequence
from pathlib import Path

import pytest

from kb.search import whoosh_index
from kb.search.backend import SearchDocument
from kb.search.expression import Phrase, Prefix, Term, Word
from kb.search.matching import ANYWHERE, occurrences
from kb.search.whoosh_index import FIELDS
from kb.search.whoosh_segments import Opened, open_index
from tests.search import corpora, reference


def opened(place: Path, *batches: Sequence[SearchDocument]) -> Opened:
    """An index of these documents, each batch a segment of its own."""
    place.mkdir(parents=True)
    whoosh_index.create(place)
    for batch in batches:
        whoosh_index.write(place, (), batch)
    return open_index(place, {})


def found(index: Opened, term: Term) -> dict[str, dict[int, int]]:
    """By field, how often each document has the term, by its id."""
    return {
        part.field: {
            int(index.ids[number]): int(count) for number, count in zip(part.numbers, part.counts, strict=True)
        }
        for part in occurrences(index, term)
    }


def expected(documents: Sequence[SearchDocument], term: Term) -> Mapping[str, Mapping[int, int]]:
    counts: dict[str, dict[int, int]] = {}
    for document in map(reference.read, documents):
        if isinstance(term, Prefix):
            words = {ANYWHERE: document.words, "title": document.title_words}
            own = {name: int(any(w.startswith(term.folded) for w in some)) for name, some in words.items()}
        else:
            own = {field: reference.occurrences(term, document.stems[field]) for field in FIELDS}
        for field, count in own.items():
            if count:
                counts.setdefault(field, {})[document.id] = count
    return counts


def term(chance: random.Random) -> Term:
    word = chance.choice(corpora.WORDS)
    kind = chance.choice(("word", "prefix", "phrase", "phrase"))
    if kind == "prefix":
        return Prefix(word.lower()[: chance.randint(2, 6)])
    terms = corpora.phrase(corpora.text(chance, 4)) if kind == "phrase" else []
    return terms[0] if terms else Word(word.lower())


@pytest.mark.parametrize("seed", range(4))
def test_every_kind_of_term_occurs_where_looking_through_all_documents_finds_it(seed: int, tmp_path: Path) -> None:
    chance = random.Random(seed)
    documents = [made.document for made in corpora.lessons(chance.choice((1, 40, 90)), seed)]
    cut = len(documents) // 3
    index = opened(tmp_path / "index", documents[cut:], documents[:cut])
    for _ in range(120):
        wanted = term(chance)
        assert found(index, wanted) == expected(documents, wanted), wanted


def one(place: Path, title: str = "", text: str = "", labels: str = "") -> Opened:
    return opened(place / "index", [SearchDocument(1, title, text, labels)])


def test_a_phrase_is_found_as_often_as_it_stands_there(tmp_path: Path) -> None:
    index = one(tmp_path, "A safety plan", "Safety plans: the safety plan. A plan for safety.", "Plan")
    assert found(index, Phrase(("safety", "plan"))) == {"title": {1: 1}, "text": {1: 2}}


def test_a_phrase_may_say_that_any_word_stands_between(tmp_path: Path) -> None:
    index = one(tmp_path, text="The voice of the child. A voice for every child. A voice, child!")
    assert found(index, Phrase(("voice", None, None, "child"))) == {"text": {1: 2}}


def test_a_phrase_of_the_same_word_twice_needs_it_twice(tmp_path: Path) -> None:
    assert found(one(tmp_path, text="risk, risk, risk"), Phrase(("risk", "risk"))) == {"text": {1: 2}}


def test_a_phrase_does_not_begin_in_one_field_or_document_and_end_in_another(tmp_path: Path) -> None:
    documents = [SearchDocument(1, "safety", "plan safety", "plan"), SearchDocument(2, "plan", "plan", "plan")]
    assert found(opened(tmp_path / "index", documents), Phrase(("safety", "plan"))) == {}


def test_a_phrase_goes_across_a_hyphen(tmp_path: Path) -> None:
    index = one(tmp_path, text="A pre-birth plan.")
    assert found(index, Phrase(("pre", "birth", "plan"))) == {"text": {1: 1}}
    assert found(index, Phrase(("prebirth", None, "plan"))) == {"text": {1: 1}}


def test_a_word_that_stands_twice_at_one_place_is_one_beginning_of_a_phrase(tmp_path: Path) -> None:
    index = one(tmp_path, text="A run-s plan.")  # "runs" has the stem of "run", and both are at the place of "run"
    assert found(index, Word("run")) == {"text": {1: 2}}
    assert found(index, Phrase(("run", "s"))) == {"text": {1: 1}}


def test_the_beginning_of_a_word_is_that_of_the_word_as_written(tmp_path: Path) -> None:
    index = one(tmp_path, "Reviews", "We supervised pre-birth work.")
    assert found(index, Prefix("supervise")) == {ANYWHERE: {1: 1}}
    assert found(index, Prefix("prebi")) == {ANYWHERE: {1: 1}}
    assert found(index, Prefix("review")) == {ANYWHERE: {1: 1}, "title": {1: 1}}
    assert found(index, Prefix("supervisor")) == {}


def test_no_document_has_what_no_document_has(tmp_path: Path) -> None:
    index = one(tmp_path, text="bruising")
    for wanted in (Word("nowhere"), Phrase(("bruising", "nowhere")), Prefix("nowhere")):
        assert occurrences(index, wanted) == []
    assert occurrences(opened(tmp_path / "empty"), Word("bruising")) == []
