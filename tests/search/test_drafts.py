"""How a draft is read and compared: what counts, how much is looked at, what chance would bring."""

import random
from pathlib import Path

import pytest

from kb.search import drafts
from kb.search.drafts import PARTS, Draft, compared
from kb.search.similar import ALIKE, neighbours
from kb.search.snapshot import Snapshot
from tests.search import corpora


def snapshot(place: Path, *texts: str) -> Snapshot:
    """Lessons with these texts, numbered from 1."""
    made = [corpora.made(number, "", text) for number, text in enumerate(texts, 1)]
    return corpora.snapshot(corpora.built(place / "index", made), made)


def test_words_are_stems_in_the_order_of_the_parts_as_first_written() -> None:
    draft = Draft.of({"found": "Bruises and a BRUISE.", "title": "The **baby**"})
    assert {stem: written for stem, (_, written) in draft.words.items()} == {"babi": "baby", "bruis": "Bruises"}


def test_what_was_done_counts_half_of_what_was_found() -> None:
    draft = Draft.of({"found": "bruise bruise", "done": "audit audit", "title": "record"})
    assert {stem: times for stem, (times, _) in draft.words.items()} == {"record": 1, "bruis": 2, "audit": 1}
    assert [*PARTS][:4] == ["title", "summary", "found", "why"]


def test_drafts_with_other_texts_or_the_same_in_other_parts_differ() -> None:
    texts = [{"found": "a bruise"}, {"found": "a bruise."}, {"why": "a bruise"}, {"found": "a", "why": "bruise"}]
    assert len({Draft.of(one).key for one in texts}) == len(texts)
    assert Draft.of({"found": "a bruise", "why": " "}).key == Draft.of({"found": "a bruise"}).key


def test_a_rare_word_tells_more_than_one_that_many_have(tmp_path: Path) -> None:
    known = snapshot(tmp_path, "bruise baby", "bruise", "bruise", "audit")
    found = compared(known, Draft.of({"found": "A baby with a bruise"}), frozenset())
    assert [word.written for word in found.telling] == ["baby", "bruise"]
    assert found.scores[0] > found.scores[1] > found.scores[3] == 0


def test_lessons_left_out_have_no_part_in_what_a_word_tells(tmp_path: Path) -> None:
    texts = ["bruise baby", "bruise", "audit", "record"]
    with_more = snapshot(tmp_path / "more", *texts, "bruise baby audit", "baby")
    draft = Draft.of({"found": "A baby with a bruise"})
    found = compared(with_more, draft, frozenset({5, 6}))
    assert (
        found.scores[:4].tolist() == compared(snapshot(tmp_path / "less", *texts), draft, frozenset()).scores.tolist()
    )
    assert found.scores[4:].tolist() == [0, 0]


def test_what_is_asked_again_is_answered_the_same(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    known = snapshot(tmp_path, "bruise baby", "bruise", "audit")
    draft = Draft.of({"found": "A baby with a bruise"})
    first = compared(known, draft, frozenset())
    monkeypatch.setattr(drafts, "MOST_ROWS", 0)  # nothing that is kept is used any more
    again = [compared(known, draft, left_out) for left_out in (frozenset(), frozenset({3}), frozenset[int]())]
    assert again[2].scores.tolist() == again[0].scores.tolist() == first.scores.tolist()
    assert again[1].scores.tolist() != first.scores.tolist()


def test_common_words_alone_are_no_finding(tmp_path: Path) -> None:
    chance, vocabulary = random.Random(6), [f"{a}{b}{c}" for a in "bdfg" for b in "aeiou" for c in range(20)]
    known = snapshot(tmp_path, *(" ".join(chance.sample(vocabulary, 60)) for _ in range(800)))
    for _ in range(20):
        found = neighbours(known, Draft.of({"found": " ".join(chance.sample(vocabulary, 25))}), frozenset())
        assert found.nearest[-1][1] > ALIKE
        assert found.similar.times <= 2


@pytest.mark.parametrize("filler", ["x", "word ", "\u0301", "[(<&#", "new1 "])
def test_of_a_long_text_the_beginning_is_read(tmp_path: Path, filler: str) -> None:
    text = "A baby with a bruise. " + (filler * 100_000)[:100_000]
    draft = Draft.of(dict.fromkeys(PARTS, text))
    assert all(len(passage.text) <= drafts.MOST_READ for passage in draft.parts.values())
    assert draft.parts.keys() == PARTS.keys()
    assert {"babi", "bruis"} <= draft.words.keys()


def test_of_many_different_words_the_most_telling_are_looked_for(tmp_path: Path) -> None:
    many = [f"{a}{b}{c}" for a in "bcdfghklmn" for b in "aeiou" for c in range(100)]
    known = snapshot(tmp_path, " ".join(many), "bruise")
    draft = Draft.of({"title": "bruise", "found": " ".join(many)})
    assert len(draft.words) == drafts.MOST_STEMS
    assert len(compared(known, draft, frozenset()).telling) == drafts.MOST_LOOKED_FOR
