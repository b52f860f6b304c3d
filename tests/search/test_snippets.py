"""Extracts: the right place, the words marked, nothing else let through."""

import re

import pytest
from apiflask import APIFlask
from hypothesis import given
from hypothesis import strategies as st

from kb.core import db
from kb.search.snippets import LENGTH, extract, snippets
from kb.search.whoosh_index import stem
from tests.search.lessons import publish

LONG = "Nothing of interest is said in this sentence at all. " * 30


def stems(*words: str) -> frozenset[str]:
    return frozenset(stem(word) for word in words)


def test_matched_words_are_marked_whatever_their_form() -> None:
    found = extract({"summary": "Bruises were seen; a Bruise was not reported."}, stems("bruising", "report"))
    assert found.text == ("<mark>Bruises</mark> were seen; a <mark>Bruise</mark> was not <mark>reported</mark>.")


def test_the_section_with_most_of_the_words_is_shown_and_named() -> None:
    texts = {"summary": "About an audit.", "why": "The audit had no threshold.", "how": "Audit, audit, audit."}
    found = extract(texts, stems("audit", "threshold"))
    assert found.section == "Why it happened"
    assert found.text == "The <mark>audit</mark> had no <mark>threshold</mark>."


def test_of_equally_good_sections_the_first_is_shown() -> None:
    assert extract({"summary": "An audit.", "why": "An audit."}, stems("audit")).section == "Summary"


def test_a_long_section_is_cut_around_the_words_at_blanks() -> None:
    found = extract(
        {"summary": "", "found": LONG + "Then an escalation policy was made. " + LONG}, stems("escalation", "policy")
    )
    plain = re.sub("</?mark>", "", str(found.text))
    assert plain.startswith("… ")
    assert plain.endswith(" …")
    assert len(plain) <= LENGTH + 4
    assert plain.strip("… ") in LONG + "Then an escalation policy was made. " + LONG
    assert "<mark>escalation</mark> <mark>policy</mark>" in found.text


def test_without_words_the_summary_is_shown_as_it_is() -> None:
    found = extract({"summary": LONG, "found": "audit"}, frozenset())
    assert (found.text, found.section) == (LONG.strip(), "Summary")


def test_where_no_section_has_a_word_the_summary_is_shown() -> None:
    assert extract({"summary": "In short.", "found": "x"}, stems("audit")).text == "In short."


def test_markdown_is_shown_as_words_and_html_is_not_let_through() -> None:
    found = extract({"summary": '**Audit** of <script>alert(1)</script> a < b & "c"'}, stems("audit", "script"))
    assert "<script" not in found.text
    assert found.text == "<mark>Audit</mark> of alert(1) a &lt; b &amp; &#34;c&#34;"


@pytest.mark.parametrize("words", [("ß",), ("\u202e",), ("a" * 64,)])
def test_odd_words_are_no_trouble(words: tuple[str, ...]) -> None:
    assert extract({"summary": "Straße " + "a" * 300 + " \u202e end"}, stems(*words)).section == "Summary"


@given(st.text(max_size=2000), st.lists(st.sampled_from(["a", "audit", "0", "é"]), max_size=4))
def test_an_extract_is_the_text_with_marks(text: str, words: list[str]) -> None:
    found = str(extract({"summary": text}, stems(*words)).text)
    assert not re.search(r"<(?!/?mark>)", found)
    assert found.count("<mark>") == found.count("</mark>")


def test_the_part_that_was_only_recommended_is_named_so(app: APIFlask) -> None:
    done = publish(done="Weigh every infant.")
    advised = publish(done="Weigh every infant.", done_status_key="done-statuses/recommended")
    found = snippets([done, advised], ["infants"])
    assert found[done].section == "What was done"
    assert found[advised].section == "What was recommended"


def test_the_part_that_was_only_agreed_is_named_so(app: APIFlask) -> None:
    agreed = publish(done="Weigh every infant.", done_status_key="done-statuses/agreed")
    assert snippets([agreed], ["infants"])[agreed].section == "What was agreed"


def test_a_lesson_that_is_not_published_has_no_extract(app: APIFlask) -> None:
    number = publish()
    with db.transaction():
        db.session.connection().exec_driver_sql("UPDATE revision SET state = 'hidden'")
    assert snippets([number], ["referral"]) == {}
