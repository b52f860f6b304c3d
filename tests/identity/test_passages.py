"""A finding is shown in its sentence, found again by its digest, and replaced without a trace."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kb.identity.check import check_texts
from kb.identity.findings import Finding, Level
from kb.identity.passages import Passage, passages_in, passages_of, pieces, with_all_replaced, with_replaced
from tests.identity.finding import LISTS


def passages(text: str) -> list[Passage]:
    return list(passages_in({"found": text}, check_texts({"found": text}, LISTS)))


def only(text: str) -> Passage:
    found = passages(text)
    assert len(found) == 1
    return found[0]


def test_the_sentence_is_the_one_around_the_finding_and_no_other() -> None:
    found = only("They met twice. Staff could ring 01632 960123 at night. It was noted.")

    assert found.sentence == "Staff could ring 01632 960123 at night."
    assert (found.before, found.finding.text, found.after) == ("Staff could ring ", "01632 960123", " at night.")


def test_of_an_endless_sentence_the_nearest_part_is_shown() -> None:
    found = only("and so on " * 200 + "ring 01632 960123 " + "and so on " * 200)

    assert found.before.startswith("…")
    assert found.after.endswith("…")
    assert len(found.before) < 400


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("They met. A 31-month-old child fell.", "It was cold. A 31-month-old child fell."),
        ("A 31-month-old  child\tfell.", "A 31-month-old child fell."),
    ],
)
def test_the_same_sentence_is_found_again_wherever_it_stands(before: str, after: str) -> None:
    assert passages(before)[0].digest == passages(after)[0].digest


@pytest.mark.parametrize("other", ["A 31-month-old child slept.", "A 32-month-old child fell."])
def test_another_sentence_or_other_words_are_another_passage(other: str) -> None:
    assert passages("A 31-month-old child fell.")[0].digest != passages(other)[0].digest


def test_the_suggested_words_are_put_in_place() -> None:
    assert only("A 5-month-old was seen.").replaced() == "An infant was seen."


@pytest.mark.parametrize(
    ("text", "words", "left"),
    [
        ("They rang 01632 960123.", "01632 960123", "They rang."),
        ("They rang 01632 960123 twice.", "01632 960123", "They rang twice."),
        ("They rang (01632 960123) twice.", "01632 960123", "They rang twice."),
        ("01632 960123 was rung.", "01632 960123", "was rung."),
    ],
)
def test_with_what_is_left_out_goes_the_space_beside_it(text: str, words: str, left: str) -> None:
    start = text.index(words)

    assert with_replaced(text, start, start + len(words), "") == left


@given(st.text(), st.text(min_size=1), st.text(), st.text(min_size=1))
def test_nothing_else_of_the_text_changes(before: str, found: str, after: str, instead: str) -> None:
    text = before + found + after

    assert with_replaced(text, len(before), len(before) + len(found), instead) == before + instead + after


@given(st.text(max_size=60), st.integers(0, 59), st.integers(0, 59))
def test_every_finding_lies_in_its_sentence_whatever_the_text(text: str, first: int, last: int) -> None:
    start, end = sorted((min(first, len(text)), min(last, len(text))))
    finding = Finding(start, end, "place", Level.ASK, text[start:end], "Write the region.")
    found = next(passages_of("found", text, [finding]))

    assert found.start <= start <= end <= found.end
    assert found.before.lstrip("…") + finding.text + found.after.rstrip("…") == found.sentence or len(text) > 600


@pytest.mark.parametrize(
    ("text", "can"),
    [
        ("They rang (01632 960123) twice.", True),
        ("Duty team: day and night, 01632 960123.", True),
        ("Ring 01632 960123.", False),
        ("Her number is 01632 960123 and his is not known.", False),
    ],
)
def test_words_are_left_out_only_where_the_sentence_stays_whole(text: str, can: bool) -> None:
    assert only(text).can_be_replaced is can


def test_all_that_is_suggested_is_put_in_place_at_once() -> None:
    found = passages("A 5-month-old was seen. A 31-month-old child was not.")

    assert with_all_replaced(found) == ("An infant was seen. A young child was not.", 2)


@given(st.lists(st.tuples(st.integers(0, 40), st.integers(1, 9)), max_size=6), st.text(min_size=50, max_size=60))
def test_the_pieces_of_a_text_are_the_text(places: list[tuple[int, int]], text: str) -> None:
    findings = [Finding(at, at + long, "place", Level.ASK, text[at : at + long], "") for at, long in places]

    assert "".join(piece.words for piece in pieces(text, passages_of("found", text, findings))) == text
