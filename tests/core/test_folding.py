"""Names as they are searched and ordered."""

import pytest

from kb.core.folding import folded_name


@pytest.mark.parametrize(
    ("name", "folded"),
    [
        ("Siân", "sian"),
        ("Si\N{LATIN SMALL LETTER A}\N{COMBINING CIRCUMFLEX ACCENT}n", "sian"),
        ("ZOË", "zoe"),
        ("Łukasz Ørsted", "lukasz orsted"),
        ("Đorđe", "dorde"),
        ("Weiß", "weiss"),
        ("STRASSE", "strasse"),
        ("Ægir Þórsson", "aegir thorsson"),
        ("İnci Işık", "inci isik"),
        ("O\N{RIGHT SINGLE QUOTATION MARK}Neill", "o'neill"),
        ("  Ann \N{NO-BREAK SPACE} Other ", "ann other"),
        ("Ŵyn-Jones", "wyn-jones"),
        ("Νίκος", "νικοσ"),
        ("Наталья", "наталья"),
        ("محمد", "محمد"),
        ("हिन्दी", "हिनदी"),
        ("王", "王"),
        ("", ""),
    ],
)
def test_a_name_is_folded_to_what_anybody_can_type(name: str, folded: str) -> None:
    assert folded_name(name) == folded


def test_folding_twice_changes_nothing() -> None:
    for name in ("Siân", "Weiß", "Ægir Þórsson", "O\N{RIGHT SINGLE QUOTATION MARK}Neill", "हिन्दी"):
        assert folded_name(folded_name(name)) == folded_name(name)
