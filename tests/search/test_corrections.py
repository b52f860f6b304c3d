"""Did you mean: which words are taken for errors, what is suggested for them, and what never is."""

import random
from array import array
from collections.abc import Iterator, Mapping
from dataclasses import replace
from string import ascii_lowercase

import pytest
from apiflask import APIFlask
from hypothesis import given

from kb.search import service
from kb.search.corrections import Correction, correct, correction
from kb.search.lexicon import Lexicon, Words, packed
from kb.search.parsing import understand
from kb.search.query import Query, Understood
from kb.search.synonyms import Group, Synonyms
from kb.search.whoosh_index import stem
from tests.search.lessons import catch_up, publish
from tests.search.texts import TEXTS

FREQUENCIES = {
    "2009": 30, "abuse": 400, "abused": 30, "audit": 300, "baby": 200, "birth": 40, "board": 500, "bruise": 80,
    "bruising": 100, "domestic": 300, "escalation": 60, "guarding": 1, "information": 700, "kingfisher": 1,
    "neglect": 100, "neglected": 20, "notes": 10, "plan": 300, "police": 400, "policy": 9, "pre": 9, "safe": 100,
    "safeguarding": 900, "saveguarding": 1, "sharing": 200, "supervision": 250, "the": 900, "threshold": 80, "zoe": 3,
}  # fmt: skip
WITHDRAWN = {"quillfeather"}


def lexicon(frequencies: Mapping[str, int]) -> Lexicon:
    size = max(frequencies.values())
    return Lexicon([Words(packed(size, {w: array("I", range(n)) for w, n in frequencies.items()}, {}))])


KNOWN = lexicon({**FREQUENCIES, **dict.fromkeys(WITHDRAWN, 5)})
FORMS = {stem(word): 0 for word in FREQUENCIES}
for _word, _count in FREQUENCIES.items():
    FORMS[stem(_word)] = max(FORMS[stem(_word)], _count)


def having(word: str) -> int:
    return FORMS.get(stem(word), 0)


def exactly(word: str) -> int:
    return FREQUENCIES.get(word, 0)


def read(text: str) -> Understood:
    values = {"neglect", "north-west"}
    return understand(text, lambda facet, typed: typed if typed in values else None)[0]


def meant(text: str, synonyms: Synonyms | None = None) -> str | None:
    understood = read(text)
    return correct(synonyms.widen(understood) if synonyms else understood, KNOWN, having, exactly)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("domstic", "domestic"),  # a letter left out
        ("domesstic", "domestic"),  # a letter too many
        ("domrstic", "domestic"),  # the key beside
        ("domsetic", "domestic"),  # letters swapped
        ("omestic", "domestic"),  # the first letter left out
        ("odmestic", "domestic"),
        ("fomestic", "domestic"),
        ("xdomestic", "domestic"),
        ("safegaurdign", "safeguarding"),  # two errors in a long word
        ("informtion", "information"),
        ("Supervison", "supervision"),
        ("kingfshr", "kingfisher"),
        ("zoé's pln", None),  # too short
    ],
)
def test_a_typing_error_is_corrected(text: str, expected: str | None) -> None:
    assert meant(text) == expected


@pytest.mark.parametrize(
    "text", ["domestic", "thresholds", "bruised", "neglecting", "the", "xqzzyw", "", "?!", "zz zz"]
)
def test_a_word_that_lessons_have_in_any_form_and_one_like_no_other_stay(text: str) -> None:
    assert meant(text) is None


@pytest.mark.parametrize("text", ["2008", "2o09", "auidt2", "pln", "bab"])
def test_numbers_and_short_words_stay(text: str) -> None:
    assert meant(text) is None


def test_two_errors_in_a_short_word_are_too_many() -> None:
    assert meant("adiut") is None


def test_a_word_that_only_withdrawn_lessons_have_is_not_suggested() -> None:
    for text in ("quillfeathr", "quilfeather", "uqillfeather", "quillfeather"):
        assert meant(text) is None


def test_all_else_stays_as_it_was_typed() -> None:
    assert meant('  Audit "domstic abuse" -infrmation safeg* region:atlantis -theme:neglect supervison?') == (
        '  Audit "domestic abuse" -infrmation safeg* region:atlantis -theme:neglect supervision?'
    )


def test_no_more_than_three_words_are_looked_at() -> None:
    assert meant("domstic supervison infrmation escaltion") == "domestic supervision information escaltion"
    assert meant("domstic domstic domstic domstic xqzzyw") == "domestic domestic domestic domestic xqzzyw"
    assert meant("xqzzyw xqzzyx xqzzyv domstic") is None


def test_withdrawn_words_take_no_place_from_others() -> None:
    withdrawn = {f"domest{letter}{other}c": 900 for letter in ascii_lowercase for other in ascii_lowercase}
    known = lexicon({**FREQUENCIES, **withdrawn})
    assert correct(read("domestzc"), known, having, exactly) == "domestic"


def test_a_known_word_without_its_last_letter_is_finished_where_another_is_corrected() -> None:
    assert meant("domestc abus") == "domestic abuse"
    assert meant("domstic abus neglecting") == "domestic abuse neglecting"
    assert meant("abus") is None


def test_the_end_of_a_word_is_no_word() -> None:
    assert meant("*omestic") is meant("safe *omestic") is None


def test_the_more_frequent_of_two_words_is_suggested() -> None:
    assert meant("abusec") == "abuse"


def test_a_rare_word_is_taken_for_an_error_where_many_lessons_have_another() -> None:
    assert meant("saveguarding") == "safeguarding"
    assert meant("kingfisher") is None


def test_a_blank_left_out_is_put_in() -> None:
    assert meant("domesticabuse") == "domestic abuse"
    assert meant("prebirth plan") == "pre birth plan"


def test_a_blank_too_many_is_taken_out() -> None:
    assert meant("safe guarding board") == "safeguarding board"
    assert meant("domstic safe guarding supervison") == "domestic safeguarding supervision"
    assert meant("safe, guarding") is None
    assert meant('"safe guarding"') is None


def test_a_name_that_is_known_is_no_error() -> None:
    names = Synonyms.of([Group("Domestic abuse", ("polize",))])
    assert meant("polize") == "police"
    assert meant("polize", names) is None


@given(TEXTS)
def test_any_text_may_be_corrected_and_only_in_its_words(text: str) -> None:
    better = meant(text)
    if better is not None:
        before, after = read(text), read(better)
        assert better != text
        assert after.expression.excluded == before.expression.excluded
        assert after.ignored == before.ignored


class Watched:
    """Counts what is asked of a lexicon."""

    def __init__(self, words: Lexicon) -> None:
        self.lexicon, self.compared, self.looked_up = words, 0, 0

    def exactly(self, word: str) -> int:
        self.looked_up += 1
        return int(word in self.lexicon)

    def words(self, beginning: str = "") -> Iterator[str]:
        found = list(self.lexicon.words(beginning))
        self.compared += len(found)
        return iter(found)


@pytest.mark.parametrize(
    "text",
    [
        "safegaurdign",
        "domstic",
        "zqxjkvbw " * 30,
        " ".join(f"qzx{letter}{letter}jkvb" for letter in ascii_lowercase),
        '"' + "abcdefgh" * 8 + '" ' + "ab" * 170,
    ],
)
def test_among_20_000_words_few_are_compared(text: str) -> None:
    chance = random.Random(1)
    words = {"".join(chance.choices(ascii_lowercase, k=chance.randint(4, 12))): 1 for _ in range(20_000)}
    watched = Watched(lexicon({**words, "safeguarding": 900, "domestic": 300}))
    correct(read(text), watched, lambda word: 0, watched.exactly)
    assert watched.compared <= 4 * 1_000
    assert watched.looked_up <= 4 * 300


def test_the_text_understood_is_what_is_corrected() -> None:
    understood = replace(read("region:north-west domstic"), lone_quote=True)
    assert correct(understood, KNOWN, having, exactly) == "domestic"


# --- with an index


def test_a_correction_has_to_find_more_and_what_was_withdrawn_a_moment_ago_does_not_count(app: APIFlask) -> None:
    shown, going = publish("Kingfisher team"), publish("Quillfeather team")
    publish("Domestic abuse", region_key="regions/london")
    catch_up()
    snapshot = service.backend().reader.snapshot()  # type: ignore[attr-defined]

    def offered(text: str, hidden: tuple[int, ...] = (), **filters: tuple[str, ...]) -> Correction | None:
        return correction(snapshot, snapshot.answer(Query(text, filters), hidden), hidden)

    assert offered("kingfsher") == Correction("kingfisher", 1)
    assert offered("quilfeather teem") == Correction("quillfeather team", 1)
    assert offered("quilfeather", (going,)) is None
    assert offered("kingfsher", (shown,)) is None
    assert offered("domstic", regions=("london",)) == Correction("domestic", 1)
    assert offered("domstic", regions=("north-west",)) is None, "it would find nothing here"
    assert offered("kingfisher") is offered("") is offered("-kingfsher") is offered("xqzzyw") is None
