"""Marks: every form of what was asked for is found, nothing else is, and the text stays what it was."""

import html
import re
from collections import defaultdict
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from config import HERE
from kb.search.expression import Expression, Phrase, Prefix, Term, Widening, Word
from kb.search.marking import marked_titles, places, wanted_in
from kb.search.whoosh_index import stem
from kb.search.words import BEGINNINGS, IRREGULAR, SPELLINGS, words

STARTER = [
    path.read_text("utf-8")
    for path in sorted((HERE / "content").rglob("*.*"))
    if path.suffix != ".csv" and HERE / "content/lists" not in path.parents  # no page shows these
]


def marks(text: str, *clauses: Term, widenings: tuple[Widening, ...] = ()) -> list[str]:
    """What is marked in a text."""
    shown = marked_titles([text], Expression(clauses, widenings=widenings))[0]
    return [html.unescape(found) for found in re.findall(r"<mark>(.*?)</mark>", shown, re.DOTALL)]


@pytest.mark.parametrize(
    ("text", "word", "found"),
    [
        ("Bruises were seen; a Bruise was not reported.", "bruising", ["Bruises", "Bruise"]),
        ("Children’s views; one child, two CHILDREN", "child", ["Children’s", "child", "CHILDREN"]),
        ("People who help a person", "people", ["People", "person"]),
        ("Zoë met Zoe", "zoe", ["Zoë", "Zoe"]),
        ("a pre-birth plan", "birth", ["birth"]),
        ("a pre-birth plan", "prebirth", ["pre-birth"]),
        ("Mrs O'Brien and Brien", "brien", ["Brien"]),
        ("Mrs O'Brien and Mrs O’Brien", "obrien", ["O'Brien", "O’Brien"]),
        ("DV and MARAC", "dv", ["DV"]),
        ("Organization or organisations", "organise", ["Organization", "organisations"]),
        ("Behavior, behaviours", "behaviour", ["Behavior", "behaviours"]),
        ("Paediatricians, a pediatrician", "paediatrician", ["Paediatricians", "pediatrician"]),
        ("Two SCRs, an SCR", "scr", ["SCRs", "SCR"]),
        ("snake_case and _case", "case", ["case", "case"]),
        ("Reports of 2009/10", "2009", ["2009"]),
        ("The cat, scattered", "cat", ["cat"]),
        ("con\u00adcern", "concern", ["con\u00adcern"]),
        ("Надзор", "надзор", ["Надзор"]),
    ],
)
def test_a_word_is_marked_in_every_form_and_only_as_a_whole(text: str, word: str, found: list[str]) -> None:
    assert marks(text, Word(word)) == found


def test_a_beginning_marks_whole_words_and_no_word_that_every_text_has() -> None:
    assert marks("With wide views", Prefix("wi")) == ["wide"]
    assert marks("With wide views, O'Wide", Prefix("wi")) == ["wide"]


def test_a_phrase_is_one_mark_and_needs_its_words_in_order() -> None:
    phrase = Phrase(("core", "group"))
    assert marks("Core groups; a group, core", phrase) == ["Core groups"]
    assert marks("The child who was not brought", Phrase(("child", None, None, None, "brought"))) == [
        "child who was not brought"
    ]


def test_a_word_inside_a_phrase_does_not_break_its_mark() -> None:
    assert marks("The core group met", Phrase(("core", "group")), Word("group")) == ["core group"]


def test_other_names_are_marked_too() -> None:
    dv = Widening(0, 0, "dv", ("Domestic abuse",), (Phrase(("domestic", "abuse")), Word("ipv")))
    assert marks("DV is domestic abuse, or IPV, but not abuse", Word("dv"), widenings=(dv,)) == [
        "DV",
        "domestic abuse",
        "IPV",
    ]


def test_nothing_but_marks_is_added_and_everything_is_escaped() -> None:
    shown = marked_titles(['<b>Audit</b> & "audit" <mark>'], Expression((Word("audit"),)))[0]
    assert shown == ("&lt;b&gt;<mark>Audit</mark>&lt;/b&gt; &amp; &#34;<mark>audit</mark>&#34; &lt;mark&gt;")


def test_without_anything_asked_for_a_title_is_only_escaped() -> None:
    assert marked_titles(["A & B"], Expression())[0] == "A &amp; B"


def forms() -> dict[str, set[str]]:
    """Every word of the starter content, and every word that is spelt in two ways, by its stem."""
    found: dict[str, set[str]] = defaultdict(set)
    for text in STARTER:
        for word in words(text):
            if not word.too_common and word.folded:
                found[stem(word.folded)].add(text[word.start : word.end])
    for spelt in (*IRREGULAR, *SPELLINGS, *(f"{begun}ic" for begun in BEGINNINGS)):
        found[stem(spelt)] |= {spelt, f"{BEGINNINGS[spelt[:-2]]}ic"} if spelt[:-2] in BEGINNINGS else {spelt}
    return found


def test_every_word_of_the_starter_content_is_found_by_its_stem() -> None:
    missed = {
        form
        for stemmed, spellings in forms().items()
        for form in spellings
        if marks(f"The {form} it was", Word(next(iter(words(min(spellings)))).folded)) != [form]
    }
    assert not missed


ENDINGS = [
    "", "s", "es", "ies", "y", "ied", "ing", "ed", "ly", "ational", "ization", "iveness", "biliti", "ability", "ogist",
    "abilities", "enci", "ously", "fulness", "e", "ee", "ying", "eedly", "ize", "izing", "ised", "our", "ors", "ouring",
    "ellor", "eling", "yze", "ysed",
]  # fmt: skip


@given(st.text("abcdeginorstuvy", min_size=1, max_size=8), st.sampled_from(ENDINGS), st.sampled_from(ENDINGS))
def test_two_words_with_one_stem_mark_each_other(root: str, one: str, other: str) -> None:
    word, asked = root + one, root + other
    found = [place for place in places(f"x {word} x", wanted_in(Expression((Word(asked),)))) if place.start == 2]
    there = next(words(word))
    assert bool(found) == (stem(asked) == stem(word) and not there.too_common)


def slowly(text: str, asked: str) -> list[str]:
    """The naive way: every word of the text, one by one."""
    return [text[w.start : w.end] for w in words(text) if not w.too_common and stem(w.folded) == stem(asked)]


TEXTS = st.lists(
    st.sampled_from(["refer", "Referral", "referred", "the", "ß", "é", "’", "'", " ", " ", "\n", "&", "<",
                     "_", "o'", "’s", "\u0301", "children", "5", "ﬁ", "İ"]), max_size=30
).map("".join)  # fmt: skip


@given(TEXTS, st.sampled_from(["refer", "referral", "child", "s", "o", "5", "orefer", "fi", "i"]))
def test_the_fast_way_marks_what_the_slow_way_would(text: str, asked: str) -> None:
    assert marks(text, Word(asked)) == slowly(text, asked)


def pieces(shown: str) -> Iterator[str]:
    yield from re.split(r"</?mark>", shown)


@given(st.text(max_size=300), st.sampled_from([Word("a0"), Prefix("ab"), Phrase(("b", "c")), Word("b")]))
def test_without_its_marks_a_marked_text_is_the_text(text: str, clause: Term) -> None:
    shown = marked_titles([text], Expression((clause,)))[0]
    assert html.unescape("".join(pieces(str(shown).replace("&lt;mark", "&lt;MARK")))).replace("<MARK", "<mark") == text


def test_a_text_of_one_word_over_and_over_is_bounded() -> None:
    found = places("audit " * 20_000, wanted_in(Expression((Word("audit"), Word("audits")))))
    assert len(found) == 2_000
