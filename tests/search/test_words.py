"""Where words begin and end, and how they are folded."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st
from whoosh.lang.snowball.english import EnglishStemmer

from kb.search.words import BEGINNINGS, IRREGULAR, LONGEST_WORD, SPELLINGS, fold, one_spelling, places, plain, words


def folded(text: str) -> list[str]:
    return [word.folded for word in words(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Referral THRESHOLDS", ["referral", "thresholds"]),
        ("pre-birth", ["pre", "birth"]),
        ("the mother's partner", ["the", "mother", "partner"]),
        ("the mother’s partner", ["the", "mother", "partner"]),
        ("didn't, didn’t", ["didnt", "didnt"]),
        ("O'Brien’s", ["obrien"]),
        ("'quoted'", ["quoted"]),
        ("Zoë cafe\u0301", ["zoe", "cafe"]),
        ("safe\u00adguarding", ["safeguarding"]),
        ("snake_case", ["snake", "case"]),
        ("2008/09", ["2008", "09"]),
        ("ﬁle ½", ["file", "12"]),
        ("日本語", ["日本語"]),
        ("🙂 -- * ** \x00", []),
        ("a\x00b", ["a", "b"]),
    ],
)
def test_words_are_folded(text: str, expected: list[str]) -> None:
    assert folded(text) == expected


def test_a_word_knows_its_place() -> None:
    found = list(words("The audit, again"))
    assert [(word.start, word.end, word.number) for word in found] == [(0, 3, 0), (4, 9, 1), (11, 16, 2)]


def test_stop_words_are_too_common_and_others_are_not() -> None:
    assert [word.too_common for word in words("who has fixed it")] == [True, True, False, True]
    assert next(words("Don’t")).too_common


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Seen by the police", [("seen",), (), (), ("police",)]),
        ("pre-birth plan", [("pre", "prebirth"), ("birth",), ("plan",)]),
        ("follow\u2011up", [("follow", "followup"), ()]),
        ("the-plan", [(), ("plan",)]),
        ("step - down, step--down", [("step",), (), ("step",), ()]),
        ("", []),
        ("?!", []),
    ],
)
def test_words_have_places_and_a_hyphenated_one_stands_joined_too(text: str, expected: list[tuple[str, ...]]) -> None:
    assert list(places(text)) == expected


@given(st.text(alphabet="ab -\u2011.'the", max_size=80))
def test_each_word_has_one_place(text: str) -> None:
    found = list(places(text))
    assert [here[0] if here else "" for here in found] == [
        "" if word.too_common else word.folded for word in words(text)
    ]


def test_a_word_of_any_length_is_kept_short() -> None:
    assert len(fold("a" * 1_000_000)) == LONGEST_WORD


def stem(word: str) -> str:
    """The form that the index keeps a word in."""
    return str(EnglishStemmer().stem(one_spelling(fold(word))))


@pytest.mark.parametrize(
    "forms",
    [
        "child children child's children's",
        "man men",
        "woman women",
        "person people persons",
        "analysis analyses",
        "crisis crises",
        "diagnosis diagnoses",
        "knife knives",
        "tooth teeth",
        "stepchild stepchildren",
        "organise organize organised organized organises organizing organisation organization organisations",
        "recognise recognized",
        "analyse analyze analysed analyzing",
        "behaviour behavior behaviours behaviors",
        "neighbour neighbor neighbours",
        "honour honor",
        "labour labor laboured labored",
        "paediatric pediatric",
        "paediatrician pediatrician paediatricians",
        "foetal fetal",
        "haemorrhage hemorrhage",
        "judgement judgment judgements judgments",
        "acknowledgement acknowledgment",
        "programme program programmes programs",
        "centre center centres centers centred centered",
        "counselling counseling",
        "counsellor counselor counsellors counselors",
        "travelling traveling travelled",
        "labelling labeling labelled",
        "cancelled canceled",
        "adviser advisor advisers advisors",
        "enquiry inquiry enquiries inquiries",
        "enquire inquire",
        "practise practice practised practiced practising",
        "licence license licensed licenced",
        "defence defense",
        "offence offense offences offenses",
        "focused focussed focusing focussing",
        "fulfilment fulfillment",
        "sceptical skeptical",
        "learned learnt",
        "benefited benefitted",
        "SCR SCRs scrs",
        "GP GPs gps",
        "LSCB LSCBs lscb's",
        "MASH MASHs",
        "threshold thresholds",
        "baby babies",
        "bruise bruises bruising bruised",
    ],
)
def test_forms_and_spellings_of_a_word_are_one(forms: str) -> None:
    assert len({stem(form) for form in forms.split()}) == 1


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("telling", "teling"),
        ("spelling", "speling"),
        ("hour", "hor"),
        ("four", "for"),
        ("court", "cort"),
        ("resource", "resorce"),
        ("bus", "bu"),
        ("horizon", "horison"),
        ("police", "policy"),
        ("advisory", "adviser"),
    ],
)
def test_other_words_stay_apart(one: str, other: str) -> None:
    assert stem(one) != stem(other)


@pytest.mark.parametrize("word", ["abdomen", "hours", "calling", "cells", "ms", "日本s", "çs", "citizen", "tournament"])
def test_other_words_are_spelt_as_they_are(word: str) -> None:
    assert one_spelling(word) == word


def test_what_is_kept_is_itself_kept() -> None:
    for kept in (*IRREGULAR.values(), *SPELLINGS.values()):
        assert stem(kept) == stem(one_spelling(kept))
    for written, kept in BEGINNINGS.items():
        assert one_spelling(f"{written}xyz") == one_spelling(f"{kept}xyz")


@given(st.text(max_size=100))
def test_any_word_has_one_spelling(text: str) -> None:
    for word in words(text):
        assert bool(one_spelling(word.folded)) == bool(word.folded)


@given(st.text())
def test_any_text_has_words_that_stand_in_it(text: str) -> None:
    end = 0
    for number, word in enumerate(words(text)):
        assert end <= word.start < word.end <= len(text)
        assert word.number == number
        end = word.end


@pytest.mark.parametrize(
    ("markdown", "expected"),
    [
        ("### A heading\n\nText *with* **weight**.", "A heading Text with weight ."),
        ("- one\n- two\n  1. three", "one two three"),
        ("see [the report](https://example.org/a) now", "see the report now"),
        ("> said\n> so", "said so"),
        ("a <b>bold</b> claim &amp; more", "a bold claim & more"),
        ("| a | b |\n|---|---|", "a b --- ---"),
        ("snake_case stays, _this_ goes", "snake_case stays, this goes"),
        ("2009 was the year", "2009 was the year"),
    ],
)
def test_marks_of_markdown_are_no_words(markdown: str, expected: str) -> None:
    assert plain(markdown) == expected


HARD = {
    "underscores inside a word": "a" + "_" * 200_000 + "a",
    "underscores between blanks": " " + "_ " * 100_000,
    "opening brackets": "[" * 200_000,
    "links without an end": "[a](" * 50_000,
    "angle brackets": "<" * 200_000,
    "blanks": " " * 200_000 + "a",
    "quotes": ">" * 200_000,
    "numbers of characters": "&#" + "9" * 200_000,
    "accents on one letter": "a" + "\u0301\u0316" * 100_000,
}


@pytest.mark.parametrize("text", HARD.values(), ids=HARD)
def test_200_000_characters_are_read_in_a_moment(text: str) -> None:
    begun = time.process_time()
    list(words(plain(text)))
    assert time.process_time() - begun < 2, "a run that is tried again at each of its characters takes minutes"


@pytest.mark.parametrize("text", ["a_b", "a__b_c", "a_____b"])
def test_underscores_inside_a_word_stay(text: str) -> None:
    assert plain(text) == text


@pytest.mark.parametrize("text", ["__a__", "_a_", "a___ ___", "___ a", "a_"])
def test_underscores_around_a_word_go(text: str) -> None:
    assert plain(text) == "a"


@given(st.text(alphabet="[](<>*_`#-> \na1.", max_size=2000))
def test_any_markdown_is_made_plain(markdown: str) -> None:
    assert "\n" not in plain(markdown)
