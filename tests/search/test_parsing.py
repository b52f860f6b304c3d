"""How a query's text is read: words, phrases, what is unwanted, beginnings, filters; and that any text can be read."""

import time

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from kb.search.expression import Expression, Phrase, Prefix, Word
from kb.search.parsing import WORDS_LIMIT, runs, term_of, understand
from kb.search.query import TEXT_LIMIT, Understood
from kb.search.words import STOP_WORDS
from tests.search.texts import TEXTS, read, resolve


def words(*folded: str) -> tuple[Word, ...]:
    return tuple(map(Word, folded))


# --- words


def test_words_are_folded_and_stop_words_are_left_out_and_named() -> None:
    understood = read("Who has fixed unclear Thresholds, and how?")
    assert understood.expression == Expression(words("fixed", "unclear", "thresholds"))
    assert understood.too_common == ("who", "has", "and", "how")


def test_a_repeated_word_is_kept() -> None:
    assert read("audit audit").expression.clauses == words("audit", "audit")


@pytest.mark.parametrize("text", ["police AND school", "police OR school", "police NOT school", "police && school"])
def test_operators_have_no_meaning(text: str) -> None:
    assert read(text).expression == Expression(words("police", "school"))


def test_the_parts_of_a_hyphenated_word_are_words() -> None:
    assert read("pre-birth").expression.clauses == words("pre", "birth")


@pytest.mark.parametrize(
    "text", ["LB-0007", "lb-0007", "LB-7", "lb 7", " LB 0007 ", "LB7", "LB\u20117", "lb\u20137", '"LB-7"', '"lb 7"']
)
def test_a_reference_is_read_however_it_is_written(text: str) -> None:
    assert read(text).expression.clauses == (Phrase(("lb", "0007")),)


@pytest.mark.parametrize("text", ["-LB-7", "-lb7", "-LB-0007", '-"LB-7"', '-"lb 7"', "-LB\u20137"])
def test_an_unwanted_reference_too(text: str) -> None:
    assert read(text).expression.excluded == (Phrase(("lb", "0007")),)


def test_with_a_blank_a_reference_is_all_that_was_asked_for_but_filters() -> None:
    assert read("baby 7 lb 8 oz").expression.clauses == words("baby", "7", "lb", "8", "oz")
    assert read("lb 8 oz").expression.clauses == words("lb", "8", "oz")
    assert read("lb -8").expression == Expression(words("lb"), words("8"))
    for text in ("lb 7 theme:neglect", "-theme:neglect lb 7", "lb theme:neglect 7", "lb region:atlantis 7"):
        assert read(text).expression.clauses == (Phrase(("lb", "0007")),), text
        assert read(read(text).text).expression == read(text).expression


def test_a_code_is_read_as_a_phrase() -> None:
    assert read("G-0012").expression.clauses == (Phrase(("g", "0012")),)


@pytest.mark.parametrize("text", ["2008-09", "10-a", "section 47", "LB-00*"])
def test_other_numbers_are_words(text: str) -> None:
    assert not any(isinstance(clause, Phrase) for clause in read(text).expression.clauses)


def test_blank_text_is_no_search() -> None:
    assert read(" \t ") == Understood(text=" \t ")


# --- phrases


@pytest.mark.parametrize("text", ['"safety plan"', "“safety plan”", "„safety plan“", "«safety plan»", '"safety plan”'])
def test_words_in_quotation_marks_are_a_phrase(text: str) -> None:
    assert read(text).expression.clauses == (Phrase(("safety", "plan")),)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('"wishes and feelings"', (Phrase(("wishes", None, "feelings")),)),
        ('"the safety plan of"', (Phrase(("safety", "plan")),)),
        ('"was not brought"', (Word("brought"),)),
        ('"Police"', (Word("police"),)),
        ('"pre-birth assessment"', (Phrase(("pre", "birth", "assessment")),)),
        ('""', ()),
        ('"of the"', ()),
        ('risk "safety plan"audit', (Word("risk"), Phrase(("safety", "plan")), Word("audit"))),
    ],
)
def test_a_phrase_begins_and_ends_with_a_word(text: str, expected: tuple[object, ...]) -> None:
    assert read(text).expression.clauses == expected


def test_stop_words_inside_a_phrase_are_not_left_out_and_those_at_its_ends_are() -> None:
    assert read('"wishes and feelings"').too_common == ()
    assert read('"the wishes and feelings of"').too_common == ("the", "of")
    assert read('"of the"').too_common == ("of", "the")


@pytest.mark.parametrize("text", ['"safety plan', 'safety" plan', 'safety plan"', '“safety "plan" ”"'])
def test_a_quotation_mark_without_a_partner_is_a_blank(text: str) -> None:
    understood = read(text)
    assert understood.lone_quote
    assert set(understood.expression.clauses) == set(words("safety", "plan"))


# --- what is unwanted


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("-police", words("police")),
        ("\u2212police", words("police")),
        ("risk -police", words("police")),
        ('-"safety plan"', (Phrase(("safety", "plan")),)),
        ("-safeg*", (Prefix("safeg"),)),
        ("-pre-birth", (Phrase(("pre", "birth")),)),
        ("-police/probation", (Phrase(("police", "probation")),)),
        ("-child's", words("child")),
        ("-10:30", (Phrase(("10", "30")),)),
        ("-the", ()),
        ("-police -police", words("police")),
    ],
)
def test_a_minus_before_a_word_or_a_phrase_means_without(text: str, expected: tuple[object, ...]) -> None:
    assert read(text).expression.excluded == expected
    assert Word("police") not in read(text).expression.clauses


@pytest.mark.parametrize(
    "text", ["-", "--police", "- police", "2008 - 2014", "safe-guarding", "(-police)", '"a"-police']
)
def test_any_other_minus_is_a_hyphen(text: str) -> None:
    assert read(text).expression.excluded == ()


# --- beginnings of words


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("safeg*", (Prefix("safeg"),)),
        ("Zoë*", (Prefix("zoe"),)),
        ("the*", (Prefix("the"),)),
        ("ab**", (Prefix("ab"),)),
        ("multi-ag*", (Word("multi"), Prefix("ag"))),
        ("sa*fe", words("sa", "fe")),
        ("* safe", words("safe")),
        ('"safe* plan"', (Phrase(("safe", "plan")),)),
    ],
)
def test_a_star_after_two_letters_is_any_ending(text: str, expected: tuple[object, ...]) -> None:
    assert read(text).expression.clauses == expected


@pytest.mark.parametrize(
    ("text", "clauses", "short"),
    [
        ("a*", (), ("a*",)),
        ("x*", words("x"), ("x*",)),
        ("* * *", (), ("*",)),
        ("x* x* *", words("x", "x"), ("x*", "*")),
    ],
)
def test_too_short_a_beginning_is_a_word_or_nothing(
    text: str, clauses: tuple[object, ...], short: tuple[str, ...]
) -> None:
    understood = read(text)
    assert understood.expression.clauses == clauses
    assert understood.short_prefixes == short
    assert understood.too_common == ()


# --- long and strange text


def test_text_without_a_word_says_so() -> None:
    for text in ("?! 🙂", "the who", "* * *", '"', "-"):
        assert read(text).nothing_to_search, text


def test_a_search_for_what_is_unwanted_is_one() -> None:
    assert not read("-police").nothing_to_search
    assert not read("-theme:neglect").nothing_to_search


@pytest.mark.parametrize(
    "text", ["audit " * 1000, "audit OR " * 500, "-audit " * 60, "au* " * 60, '"' + "audit " * 60 + '"']
)
def test_long_text_is_cut_and_said_to_be(text: str) -> None:
    understood = read(text)
    assert understood.cut
    assert understood.text == text
    assert size(understood.expression) <= WORDS_LIMIT


HARD = {
    "quotes": '"' * 200_000,
    "minus signs": "-" * 200_000,
    "stars": "*" * 200_000,
    "colons": "a:" * 100_000,
    "quoted values": 'theme:"' * 50_000,
    "blanks": " " * 200_000,
    "words": "a1 " * 100_000,
    "one word": "a" * 200_000,
    "codes": "a-1" * 100_000,
    "accents": "a" + "\u0301" * 200_000,
}


@pytest.mark.parametrize("text", HARD.values(), ids=HARD)
def test_200_000_characters_are_read_in_a_moment(text: str) -> None:
    begun = time.process_time()
    read(text)
    assert time.process_time() - begun < 0.5


def size(expression: Expression) -> int:
    """How many words an expression has."""
    terms = (*expression.clauses, *expression.excluded)
    return sum(sum(map(bool, term.words)) if isinstance(term, Phrase) else 1 for term in terms)


@given(TEXTS)
@example('theme:neglect"a" -b')
@example('"theme:neglect" theme:neglect -"')
@example("- theme:neglect audit")
def test_any_text_is_understood_and_understood_again_as_the_same(text: str) -> None:
    understood, found = understand(text, resolve)
    assert (understood, found) == understand(text, resolve)
    expression = understood.expression
    assert understood.cut or len(text) <= TEXT_LIMIT
    assert size(expression) <= WORDS_LIMIT
    for term in (*expression.clauses, *expression.excluded):
        if isinstance(term, Phrase):
            assert len([word for word in term.words if word]) > 1
            assert term.words[0]
            assert term.words[-1]
        elif isinstance(term, Word):
            assert term.folded
            assert term.folded not in STOP_WORDS
        else:
            assert len(term.folded) > 1
    again, none = understand(understood.text, resolve)
    assert again.expression == expression
    assert not none
    assert again.ignored == understood.ignored


@given(TEXTS)
def test_runs_of_words_are_numbered_as_the_clauses_are(text: str) -> None:
    clauses = read(text).expression.clauses
    for run in runs(read(text).text):
        numbers = [number for _, number in run if number is not None]
        assert numbers == list(range(numbers[0], numbers[0] + len(numbers))) if numbers else True
        for word, number in run:
            assert number is None or clauses[number] == Word(word.folded)


def test_a_run_ends_at_what_is_no_plain_word() -> None:
    found = [
        [word.shown for word, _ in run] for run in runs('was not brought "safety plan" DV -police the MASH safe* hub')
    ]
    assert found == [["was", "not", "brought"], ["DV"], ["the", "MASH"], ["hub"]]


@given(st.lists(st.sampled_from(["the", "of", "audit", "police", ""]), max_size=6))
def test_words_one_after_the_other_are_a_phrase_a_word_or_nothing(folded: list[str]) -> None:
    wanted = [word for word in folded if word in ("audit", "police")]
    term = term_of(folded)
    match len(wanted):
        case 0:
            assert term is None
        case 1:
            assert term == Word(wanted[0])
        case _:
            assert isinstance(term, Phrase)
            assert [word for word in term.words if word] == wanted
