"""Addresses of other websites, as people type them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kb.editorial.addresses import LONGEST, NoAddress, web_address


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("", ""),
        ("  https://www.example.org/a b".replace(" b", ""), "https://www.example.org/a"),
        ("www.example.org/report.pdf", "https://www.example.org/report.pdf"),
        ("HTTP://example.org:8080/x?utm_source=y#page=3", "HTTP://example.org:8080/x?utm_source=y#page=3"),
        ("https://bücher.example/", "https://bücher.example/"),
    ],
)
def test_an_address_stays_as_it_was_typed(typed: str, kept: str) -> None:
    assert web_address(typed) == kept


@pytest.mark.parametrize(
    "typed",
    [
        "report.pdf", "javascript:alert(1)", "data:text/html,x", "https://", "https:///x", "https://nowhere/x",
        "https://a.example/b c", "https://a.example\\b", "https://[x", "https://a.example:x/", "//a.example/x",
        "https://me:secret@a.example/", "https://me@a.example/", f"https://a.example/{'x' * LONGEST}",
    ],
)  # fmt: skip
def test_what_is_no_address_or_holds_a_password_is_refused(typed: str) -> None:
    with pytest.raises(NoAddress):
        web_address(typed)


@given(st.text(max_size=40) | st.text("htps:/.@ex\\ 1#?[]", max_size=30))
def test_any_text_is_an_address_or_refused_and_an_address_stays_one(typed: str) -> None:
    try:
        kept = web_address(typed)
    except NoAddress:
        return
    assert kept == "" or kept.lower().startswith(("http://", "https://"))
    assert web_address(kept) == kept
