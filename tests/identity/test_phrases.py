"""Terms of a list are found whole, whatever letter case and hyphens."""

from kb.identity.normalising import Reading
from kb.identity.phrases import Phrases


def found(text: str, *terms: str) -> list[str]:
    return [text[each.start : each.end] for each in Phrases(terms).find(Reading(text))]


def test_letter_case_accents_and_hyphens_make_no_difference() -> None:
    assert found("The Signs-of-safety and ZURICH", "Signs of Safety", "Zürich") == ["Signs-of-safety", "ZURICH"]


def test_the_longest_term_counts() -> None:
    assert found("Great Ormond Street Hospital", "Great", "Great Ormond Street") == ["Great Ormond Street"]


def test_a_possessive_ending_is_no_part_of_a_term() -> None:
    assert found("Leeds’s partners and Barnardo's", "Leeds", "Barnardo's") == ["Leeds", "Barnardo"]


def test_parts_of_words_are_no_terms() -> None:
    assert found("Bathing in Bath", "Bath") == ["Bath"]


def test_a_term_does_not_go_on_in_the_next_part_of_a_sentence() -> None:
    assert found("He felt ill. Will came, Jack, Russell too", "ill will", "Jack Russell") == []
    assert found("In St. Helens (Working\nTogether)", "St Helens", "Working Together") == [
        "St. Helens",
        "Working\nTogether",
    ]
    assert found("An Education, Health and Care plan", "Education, Health and Care") == ["Education, Health and Care"]
