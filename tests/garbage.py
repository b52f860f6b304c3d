"""When Python collects garbage while tests run."""

import gc
from collections.abc import Iterator

import pytest

SWEPT = pytest.StashKey[bool]()
"""Whether garbage was collected after the last test."""
gc.disable()  # while modules and tests are loaded nothing of them is garbage, and looking takes a third of the time


def pytest_collection_finish() -> None:
    """Keep what is loaded, and the tests themselves, out of the garbage collector's sight: a fifth of a run."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000, 20, 20)
    gc.enable()


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_setup(item: pytest.Item) -> None:
    """Before a test that leaves files open, put what is there already out of sight: only its own is looked through."""
    if leaves_files_open(item):
        if not item.config.stash.get(SWEPT, False):
            gc.collect()
        gc.freeze()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_teardown(item: pytest.Item) -> Iterator[None]:
    """Have files that a test left open, as it said that it would, closed before the next test hears of them."""
    yield
    item.config.stash[SWEPT] = leaves_files_open(item)
    if item.config.stash[SWEPT]:
        gc.collect()


def leaves_files_open(item: pytest.Item) -> bool:
    """Whether a test says that it does."""
    return any("ResourceWarning" in ignored for mark in item.iter_markers("filterwarnings") for ignored in mark.args)
