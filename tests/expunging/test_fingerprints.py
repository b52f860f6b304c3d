"""Words are known again by a fingerprint that does not tell them."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kb.expunging.fingerprints import REMOVED, fingerprint_of, kept_fingerprint

KNOWN = fingerprint_of("Zylphargo Quembrint")


@pytest.mark.parametrize(
    ("text", "without"),
    [
        ("of Zylphargo Quembrint.", f"of {REMOVED}."),
        ("ZYLPHARGO  quembrint", REMOVED),
        ("zylphargo-quembrint-was-heard", f"{REMOVED}-was-heard"),
        ("**Zylphargo** *Quembrint*", f"**{REMOVED}*"),
        ("Zyl\u00adphargo\u200b Quembrint", REMOVED),
        ("Zylphárgo Quembrint", REMOVED),
        ("Zylphargo_Quembrint twice: Zylphargo, Quembrint", f"{REMOVED} twice: {REMOVED}"),
        ("Zylphargo and Quembrint", "Zylphargo and Quembrint"),
        ("Quembrint Zylphargo", "Quembrint Zylphargo"),
        ("Zylphargos Quembrint", "Zylphargos Quembrint"),
        ("", ""),
    ],
)
def test_words_are_found_whatever_their_case_and_the_signs_between_them(text: str, without: str) -> None:
    assert KNOWN.without(text) == without


def test_nothing_that_is_kept_holds_the_words_and_what_is_kept_is_enough() -> None:
    kept = KNOWN.as_mapping()

    assert "zylphargo" not in repr(kept).lower()
    assert kept_fingerprint(kept).without("Zylphargo Quembrint") == REMOVED


def test_the_same_words_have_another_fingerprint_each_time() -> None:
    assert fingerprint_of("Zylphargo").as_mapping() != fingerprint_of("Zylphargo").as_mapping()


def test_a_text_without_words_has_none() -> None:
    with pytest.raises(ValueError, match="no words"):
        fingerprint_of(" ... ")


@given(before=st.text(max_size=40), after=st.text(max_size=40))
@settings(max_examples=60)
def test_whatever_stands_around_them_the_words_go_and_the_rest_stays(before: str, after: str) -> None:
    left = KNOWN.without(f"{before} Zylphargo Quembrint {after}")

    assert left == KNOWN.without(left)
    assert REMOVED in left
    assert "zylphargo" not in left.replace(before, "").lower() or "zylphargo" in before.lower()
