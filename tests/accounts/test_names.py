"""Names of people."""

import pytest

from kb.accounts.names import name_of
from kb.core.errors import Invalid


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("  Ada   Fielding ", "Ada Fielding"),
        ("O'Neill", "O'Neill"),
        ("J.R.R. Hill", "J.R.R. Hill"),
        ("St.John Grey-Marsh", "St.John Grey-Marsh"),
        ("Zoe\u0308", "Zoë"),
        ("Zo\u200be\ufeff", "Zoe"),
        ("Ada\u202eFielding", "AdaFielding"),
        ("Ada\nFielding\t", "Ada Fielding"),
        ("Ada\x00", "Ada"),
        ("सौम्‍या", "सौम्‍या"),
        ("می‌نا", "می‌نا"),
        ("山田 太郎", "山田 太郎"),
        ("x" * 100, "x" * 100),
    ],
)
def test_a_name_is_kept_as_typed_with_single_spaces(typed: str, name: str) -> None:
    assert name_of(typed) == name


@pytest.mark.parametrize(
    "typed",
    [
        "", "   ", "...", "123", "\u200d", "\u200b\u3164", "\u2800",
        "Ada\ud800", "https://example.org", "Win at WWW.example", "free-money.com", "Ada example.co.uk", "x" * 101,
    ],
)  # fmt: skip
def test_what_is_no_name_is_refused(typed: str) -> None:
    with pytest.raises(Invalid) as refused:
        name_of(typed)
    assert list(refused.value.problems) == ["name"]
