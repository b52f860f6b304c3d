"""What a box takes from a text: whole sentences and points from the beginning, and no more than there is room for."""

import pytest

from kb.briefings.fitting import Unit, begun, fitted, room, sentences_of, short_title, together, units_of
from kb.core.text import to_html


def said(text: str) -> list[Unit]:
    return units_of(to_html(text), "LB-0001")


def taken(text: str, most: int, points: int = 0) -> list[str]:
    return [unit.text for unit in fitted(said(text), most, points)[0]]


def test_sentences_are_taken_whole_from_the_first_on() -> None:
    text = "One two three. Four five six. Seven eight."
    assert taken(text, 6) == ["One two three.", "Four five six."]
    assert taken(text, 7) == ["One two three.", "Four five six."]
    assert taken(text, 8) == ["One two three.", "Four five six.", "Seven eight."]


def test_nothing_is_taken_after_what_has_no_room() -> None:
    assert taken("One two.\n\n- A point of very many more words than that.\n- Short.", 6) == ["One two."]


def test_what_is_not_taken_comes_back() -> None:
    units = said("One two. Three four.")
    assert fitted(units, 3) == (units[:1], units[1:])


def test_no_more_points_are_taken_than_are_wanted() -> None:
    assert taken("- One.\n- Two.\n- Three.", 50, points=2) == ["One.", "Two."]


def test_what_leads_to_a_list_is_left_out_with_it() -> None:
    text = "One two.\n\nThese were found:\n\n- A point of very many words, of which there is no room for any."
    assert taken(text, 8) == ["One two."]


def test_what_leads_to_a_list_stays_with_its_first_point() -> None:
    assert taken("These were found:\n\n- One.\n- Two.", 4) == ["These were found:", "One."]


def test_a_first_sentence_that_is_too_long_is_not_taken() -> None:
    assert taken("The board met in the spring, it read all the files, and then it went on.", 8) == []


def test_what_tells_no_findings_ends_at_a_clause_if_it_is_too_long() -> None:
    text = "The board met in the spring, it read all the files that were there, and then it went on."
    assert [unit.text for unit in begun(said(text), 16)] == [
        "The board met in the spring, it read all the files that were there…"
    ]


def test_where_it_has_no_clause_it_ends_at_a_word() -> None:
    units = begun(said("One two three four five six seven eight."), 5)
    assert [unit.text for unit in units] == ["One two three four five…"]


@pytest.mark.parametrize("word", ["a" * 1000, "W" * 1000, "童" * 1000])
def test_a_word_without_end_is_shortened_to_the_room_that_there_is(word: str) -> None:
    (only,) = begun([Unit(word)], 10)
    assert only.text.endswith("…")
    assert room(only.text) <= 10


@pytest.mark.parametrize(
    "caveat", ["There are no figures.", "That is not proved.", "It was soon given up, however.", "But half came back."]
)
def test_a_sentence_is_not_taken_without_what_takes_it_back_in_its_paragraph(caveat: str) -> None:
    text = f"Referrals fell by half. The board was glad. {caveat}"
    assert taken(text, 9) == []
    assert taken(text, 20) == [unit.text for unit in said(text)]


def test_a_paragraph_is_taken_without_what_takes_back_another() -> None:
    assert taken("Referrals fell by half.\n\nThere are no figures on the rest of the board's work.", 6) == [
        "Referrals fell by half."
    ]


def test_a_point_is_left_out_with_the_but_that_has_no_room() -> None:
    assert taken("- One two.\n- Three four.\n- But five six seven eight nine.", 6) == ["One two."]


def test_what_can_stand_alone_is_taken_though_what_comes_before_has_no_room() -> None:
    units = [Unit("One two three four.", alone=True), Unit("Five six.", alone=True)]
    assert fitted(units, 3) == (units[1:], units[:1])


@pytest.mark.parametrize(
    ("text", "pieces"),
    [
        ("Staff were told. They did not listen.", ["Staff were told. They did not listen."]),
        ("Staff were told. Managers were away.", ["Staff were told.", "Managers were away."]),
        ("- Staff were told. Some listened.\n- Managers went.", ["Staff were told. Some listened.", "Managers went."]),
        ("- Some men were a danger.\n- Others were none.", ["Some men were a danger. Others were none."]),
        ("Every one of them was known. Police came.", ["Police came."]),
        ("Staff left. Managers went. There are no figures.", ["Staff left. Managers went. There are no figures."]),
        ("It found that:\n\n- staff left", []),
        ("We found that:\n\n- staff left,\n- nobody came.", ["We found that: staff left; nobody came."]),
        ("These are findings:\n\n- Staff left.", ["Staff left."]),
    ],
)  # fmt: skip
def test_a_text_is_taken_apart_only_where_each_piece_can_stand_alone(text: str, pieces: list[str]) -> None:
    assert [unit.text for unit in together(said(text))] == pieces


def test_where_there_is_no_room_nothing_is_taken() -> None:
    assert taken("One two.", 0) == []


def test_words_of_wide_signs_count_for_more() -> None:
    assert room("Ask who knows the child") == 5
    assert room("WWWWWWW WWWWWWW") > 2
    assert room("童年時代的事情") > 1


def test_points_quotations_and_tables_are_taken_apart_and_headings_left_out() -> None:
    text = "## Heading\n\n> Quoted words.\n\n| A | B |\n| --- | --- |\n| c | d |\n\n1. First. Still first.\n2. Second."
    assert [(unit.text, unit.point) for unit in said(text)] == [
        ("Quoted words.", False),
        ("A, B", True),
        ("c, d", True),
        ("First. Still first.", True),
        ("Second.", True),
    ]


def test_paragraphs_are_known_by_their_first_sentence() -> None:
    assert [unit.begins for unit in said("One. Two.\n\nThree.")] == [True, False, True]


def test_a_text_in_another_script_is_one_sentence() -> None:
    assert [unit.text for unit in sentences_of("孩子說了什麼。", "LB-0001")] == ["孩子說了什麼。"]


@pytest.mark.parametrize(
    ("title", "short"),
    [
        ("A short title", "A short title"),
        (
            "Domestic abuse audit led to a specialist team and safety plans made with children and carers",
            "Domestic abuse audit led to a specialist team…",
        ),
        ("x" * 90, "x" * 69 + "…"),
    ],
)
def test_a_title_is_shortened_at_a_clause_if_it_is_long(title: str, short: str) -> None:
    assert short_title(title, 70) == short
