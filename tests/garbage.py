"""When Python collects garbage while tests run."""

import gc
from collections.abc import Iterator

import pytest


def pytest_collection_finish() -> None:
    """Keep what is loaded, and the tests themselves, out of the garbage collector's sight: a fifth of a run."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000, 20, 20)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_teardown(item: pytest.Item) -> Iterator[None]:
    """Have files that a test left open, as it said that it would, closed before the next test hears of them."""
    yield
    if any("ResourceWarning" in ignored for mark in item.iter_markers("filterwarnings") for ignored in mark.args):
        gc.collect()
