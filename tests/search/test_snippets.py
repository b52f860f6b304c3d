"""Extracts: the right place, the right section, cut between words, nothing but marks added."""

import re

import pytest
from apiflask import APIFlask
from hypothesis import given
from hypothesis import strategies as st

from kb.core import db
from kb.search.expression import NO_WORDS, Expression, Phrase, Prefix, Term, Widening, Word
from kb.search.snippets import LENGTH, extract, snippets
from tests.search.lessons import publish

LONG = "Nothing of interest is said in this sentence at all. " * 30


def words(*folded: str) -> Expression:
    return Expression(tuple(Word(word) for word in folded))


def asking(*clauses: Term, widenings: tuple[Widening, ...] = ()) -> Expression:
    return Expression(clauses, widenings=widenings)


def test_the_section_with_most_of_the_words_is_shown_and_named() -> None:
    texts = {"summary": "About an audit.", "why": "The audit had no threshold.", "how": "Audit, audit, audit."}
    found = extract(texts, words("audit", "threshold"))
    assert found.section == "Why it happened"
    assert found.text == "The <mark>audit</mark> had no <mark>threshold</mark>."


def test_of_equally_good_sections_the_first_is_shown() -> None:
    assert extract({"summary": "An audit.", "why": "An audit."}, words("audit")).section == "Summary"


def test_a_phrase_that_stands_there_as_it_is_outweighs_its_words_and_another() -> None:
    texts = {"summary": "A group of cores met to audit.", "why": "The core group met."}
    found = extract(texts, asking(Phrase(("core", "group")), Word("audit")))
    assert found.text == "The <mark>core group</mark> met."


def test_the_words_of_a_phrase_are_marked_one_by_one_where_nothing_else_is_found() -> None:
    only_apart = extract({"summary": "The group met, the core of it."}, asking(Phrase(("core", "group"))))
    assert only_apart.text == "The <mark>group</mark> met, the <mark>core</mark> of it."
    with_another = extract({"summary": "The group met. An audit."}, asking(Phrase(("core", "group")), Word("audit")))
    assert with_another.text == "The group met. An <mark>audit</mark>."


def test_no_phrase_reaches_into_the_next_section() -> None:
    found = extract({"summary": "It was the core.", "found": "Group of four."}, asking(Phrase(("core", "group"))))
    assert found.text == "It was the <mark>core</mark>."


def test_another_name_counts_for_every_word_that_it_stands_for() -> None:
    query = asking(
        Word("domestic"),
        Word("violence"),
        Word("audit"),
        widenings=(Widening(0, 1, "domestic violence", ("Domestic abuse",), (Phrase(("domestic", "abuse")),)),),
    )
    found = extract({"summary": "An audit of violence.", "why": "Domestic abuse, an audit."}, query)
    assert found.text == "<mark>Domestic abuse</mark>, an <mark>audit</mark>."


def test_a_beginning_is_marked_to_the_end_of_the_word() -> None:
    found = extract({"summary": "Referrals were refused."}, asking(Prefix("refe")))
    assert found.text == "<mark>Referrals</mark> were refused."


def test_a_long_section_is_cut_around_the_words_at_blanks() -> None:
    texts = {"summary": "", "found": LONG + "Then an escalation policy was made. " + LONG}
    found = extract(texts, words("escalation", "policy"))
    plain = re.sub("</?mark>", "", str(found.text))
    assert plain.startswith("… ")
    assert plain.endswith(" …")
    assert len(plain) <= LENGTH + 4
    assert plain.strip("… ") in LONG + "Then an escalation policy was made. " + LONG
    assert "<mark>escalation</mark> <mark>policy</mark>" in found.text


def test_an_extract_begins_with_the_sentence_of_the_first_word() -> None:
    before = "The board met in May 2014, as it always had. "
    found = extract({"found": LONG + before + "It had no escalation policy. " + LONG}, words("escalation"))
    assert str(found.text).startswith("… It had no <mark>escalation</mark> policy. ")


def test_an_extract_ends_with_a_sentence_where_one_ends_late_enough() -> None:
    assert str(extract({"found": "An audit was made. " + LONG}, words("audit")).text).endswith("at all. …")
    short = "An audit. " + "of one sentence that goes on and on and " * 20
    assert str(extract({"found": short}, words("audit")).text).endswith("of one …")


def test_where_a_section_ends_soon_more_is_shown_of_what_stands_before() -> None:
    found = extract({"found": LONG + "It met. It agreed. There was an audit."}, words("audit"))
    assert str(found.text).endswith("at all. It met. It agreed. There was an <mark>audit</mark>.")


def test_a_section_that_begins_close_to_the_word_is_shown_from_its_beginning() -> None:
    found = extract(
        {"found": "In this county there were no rules on the escalation of worries. " + LONG}, words("escalation")
    )
    assert str(found.text).startswith("In this county")


@pytest.mark.parametrize("short", ["e.g. the", "Dr. Who on", "(i.e. an", "no. 7 of"])
def test_no_sentence_begins_behind_an_abbreviation(short: str) -> None:
    found = extract({"found": f"{LONG}They wrote {short} escalation policy. {LONG}"}, words("escalation"))
    assert str(found.text).startswith("… They wrote")


def test_a_sentence_that_is_too_long_is_cut_between_words() -> None:
    found = extract({"found": "of one sentence that goes on " * 30 + "escalation " + LONG}, words("escalation"))
    plain = re.sub("</?mark>", "", str(found.text))
    assert plain.startswith("… ")
    assert "<mark>escalation</mark>" in found.text
    assert len(plain) <= LENGTH + 4


def test_without_words_the_summary_is_shown_as_it_is() -> None:
    found = extract({"summary": LONG, "found": "audit"}, NO_WORDS)
    assert (found.text, found.section) == (LONG.strip(), "Summary")


def test_where_no_section_has_a_word_the_summary_is_shown() -> None:
    assert extract({"summary": "In short.", "found": "x"}, words("audit")).text == "In short."


def test_what_must_not_be_there_is_not_marked() -> None:
    query = Expression((Word("audit"),), excluded=(Word("threshold"),))
    assert extract({"summary": "An audit of a threshold."}, query).text == "An <mark>audit</mark> of a threshold."


def test_markdown_is_shown_as_words_and_html_is_not_let_through() -> None:
    found = extract({"summary": '**Audit** of <script>alert(1)</script> a < b & "c"'}, words("audit", "script"))
    assert "<script" not in found.text
    assert found.text == "<mark>Audit</mark> of alert(1) a &lt; b &amp; &#34;c&#34;"


@pytest.mark.parametrize("word", ["ß", "\u202e", "a" * 64])
def test_odd_words_are_no_trouble(word: str) -> None:
    assert extract({"summary": "Straße " + "a" * 300 + " \u202e end"}, words(word)).section == "Summary"


@given(st.text(max_size=2000), st.lists(st.sampled_from(["a", "audit", "0", "é"]), max_size=4))
def test_an_extract_is_the_text_with_marks(text: str, asked: list[str]) -> None:
    found = str(extract({"summary": text}, words(*asked)).text)
    assert not re.search(r"<(?!/?mark>)", found)
    assert found.count("<mark>") == found.count("</mark>")


def test_the_part_that_was_only_recommended_is_named_so(app: APIFlask) -> None:
    done = publish(done="Weigh every infant.")
    advised = publish(done="Weigh every infant.", done_status_key="done-statuses/recommended")
    found = snippets([done, advised], words("infants"))
    assert found[done].section == "What was done"
    assert found[advised].section == "What was recommended"


def test_the_part_that_was_only_agreed_is_named_so(app: APIFlask) -> None:
    agreed = publish(done="Weigh every infant.", done_status_key="done-statuses/agreed")
    assert snippets([agreed], words("infants"))[agreed].section == "What was agreed"


def test_a_lesson_that_is_not_published_has_no_extract(app: APIFlask) -> None:
    number = publish()
    with db.transaction():
        db.session.connection().exec_driver_sql("UPDATE revision SET state = 'hidden'")
    assert snippets([number], words("referral")) == {}
