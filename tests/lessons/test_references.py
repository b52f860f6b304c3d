"""References of lessons, as they are written and as people write them."""

import pytest

from kb.lessons.references import read, written


def test_a_reference_has_at_least_four_digits() -> None:
    assert [written(number) for number in (7, 1234, 56789)] == ["LB-0007", "LB-1234", "LB-56789"]


@pytest.mark.parametrize("text", ["LB-7", "lb 7", " lb7 ", "LB-0007", "lb - 007", "LB\u20117", "lb\u20137"])
def test_a_reference_is_read_however_it_is_written(text: str) -> None:
    assert read(text) == "LB-0007"


@pytest.mark.parametrize("text", ["", "7", "LB", "LB-", "LB-7a", "xLB-7", "LB-7 8", "-LB-7", "LB-123456789", "LB-٧"])
def test_anything_else_is_no_reference(text: str) -> None:
    assert read(text) is None
