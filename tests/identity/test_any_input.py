"""Whatever the text: nothing raises, offsets point at the text as given, and the work grows with its length alone."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kb.identity.check import check_text, check_texts
from tests.identity.finding import LABELLED, LISTS

CLEAN = [each.text for each in LABELLED if not each.marks and not each.unseen]
IDENTIFIERS = [
    ("nhs-number", "943 476 5919"),
    ("national-insurance", "AB 12 34 56 C"),
    ("telephone", "07700 900123"),
    ("email", "p.oakenfold@example.org"),
    ("postcode", "SW1A 1AA"),
    ("person-name", "Mrs Agnieszka Oakenfold"),
]
PIECES = st.one_of(
    st.text(max_size=12),
    st.sampled_from(
        [*CLEAN, *(text for _, text in IDENTIFIERS), "died on 2nd of Feb '09", "«»", "\u200b", "\n- ", "| "]
    ),
)


@given(st.lists(PIECES, max_size=6).map("".join))
def test_findings_point_at_the_text_as_given(text: str) -> None:
    checked = check_texts({"a": text, "b": text[::-1]}, LISTS)
    for name, original in (("a", text), ("b", text[::-1])):
        for finding in checked.findings[name]:
            assert 0 <= finding.start < finding.end <= len(original)
            assert finding.text == original[finding.start : finding.end]


@given(st.binary(max_size=200))
def test_arbitrary_bytes_read_as_text_raise_nothing(data: bytes) -> None:
    check_text(data.decode("latin-1"), LISTS)
    check_text(data.decode("utf-8", "replace"), LISTS)


@given(st.sampled_from(CLEAN), st.sampled_from(IDENTIFIERS), st.data())
def test_an_identifier_in_a_clean_text_is_found(text: str, identifier: tuple[str, str], data: st.DataObject) -> None:
    rule, written = identifier
    gaps = [0, *(at + 1 for at, sign in enumerate(text) if sign == " "), len(text)]
    at = data.draw(st.sampled_from(gaps))
    together = f"{text[:at].rstrip()} ({written}) {text[at:]}"
    start = together.index(written)
    found = [each for each in check_text(together, LISTS) if each.start < start + len(written) and start < each.end]
    assert any(each.level == "stop" for each in found), (rule, together)


def test_a_name_between_a_board_and_a_year_is_found() -> None:
    text = "The Safeguarding Board for Northern Ireland reviewed a case (Mrs Agnieszka Oakenfold) of 2012."

    found = check_text(text, LISTS)

    assert ("person-name", "Mrs Agnieszka Oakenfold") in [(each.rule, each.text) for each in found]


SHAPES = [
    "A", "1", "a ", "Aa ", "\n", " ", "-", '"', ". ", "| a ", "snap: ", "a at b dot ", "1 May 2011 ", "Mr Oak ",
    "a, the ", "Safeguarding Board 2018 ", "salt of the ", "aged 3 and ", "St ", "@a", "0", "12 Acre Lane ", "a\u0301",
]  # fmt: skip


@pytest.mark.parametrize("shape", SHAPES)
def test_the_work_grows_with_the_length_alone(shape: str) -> None:
    short, long = (shape * (letters // len(shape)) for letters in (3_000, 12_000))
    work = {text: min(_work(text) for _ in range(3)) for text in (short, long)}
    assert work[long] < 10 * work[short] + 0.01  # four times the length; sixteen times would be its square


def _work(text: str) -> float:
    began = time.process_time()
    check_text(text, LISTS)
    return time.process_time() - began
