"""Lessons that are published and indexed, and what commands print."""

import pytest
from apiflask import APIFlask

from tests.search.lessons import catch_up, publish


@pytest.fixture
def lessons(app: APIFlask) -> list[int]:
    """Six lessons, published and indexed; returns their ids."""
    made = [publish(f"Lesson number{n} on bruising", found=f"Something {n} was found.") for n in range(6)]
    catch_up()
    return made


@pytest.fixture
def lines() -> list[str]:
    """What a command printed: it is given `lines.append` to print with."""
    return []
