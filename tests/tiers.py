"""A pytest plugin: says which tests were left out and why, and with `--nothing-left-out` fails when any was."""

from collections import Counter
from typing import Any

import pytest

TIERS = {
    "browser": "drives Chromium",
    "postgresql": "starts a PostgreSQL server",
    "faults": "kills processes, for minutes",
    "machine": "builds an environment from nothing, for minutes",
    "office": "opens files with LibreOffice and poppler",
}
LEFT_OUT = pytest.StashKey[Counter[str]]()


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--nothing-left-out", action="store_true", help="fail if a test is skipped or left out")


def pytest_configure(config: pytest.Config) -> None:
    config.stash[LEFT_OUT] = Counter()


def pytest_deselected(items: list[pytest.Item]) -> None:
    for item in items:
        tier = next((name for name in TIERS if item.get_closest_marker(name)), "not chosen")
        item.config.stash[LEFT_OUT][tier] += 1


@pytest.hookimpl(optionalhook=True)
def pytest_testnodedown(node: Any) -> None:
    """Where pytest-xdist runs the tests, its workers choose them; each makes the same choice."""
    found = getattr(node, "workeroutput", {}).get("left_out")
    if found:
        node.config.stash[LEFT_OUT] = Counter(found)


@pytest.hookimpl(trylast=True)
def pytest_sessionfinish(session: pytest.Session) -> None:
    config = session.config
    if hasattr(config, "workeroutput"):
        config.workeroutput["left_out"] = dict(config.stash[LEFT_OUT])
        return
    reporter = config.pluginmanager.get_plugin("terminalreporter")
    if config.getoption("nothing_left_out") and session.exitstatus == pytest.ExitCode.OK:
        missed = sum(len(reporter.stats.get(kind, [])) for kind in ("skipped", "xfailed"))
        if missed or config.stash[LEFT_OUT]:
            session.exitstatus = pytest.ExitCode.TESTS_FAILED


def pytest_terminal_summary(terminalreporter: Any, config: pytest.Config) -> None:
    left_out = config.stash[LEFT_OUT]
    tiers = [(name, left_out[name]) for name in TIERS if left_out[name]]
    skipped = len(terminalreporter.stats.get("skipped", []))
    if tiers or skipped or left_out["not chosen"]:
        terminalreporter.section("not run")
    for name, number in tiers:
        terminalreporter.line(f"{number:5} {name}: {TIERS[name]}")
    if skipped:
        terminalreporter.line(f"{skipped:5} skipped: reasons above")
    if left_out["not chosen"]:
        terminalreporter.line(f"{left_out['not chosen']:5} not chosen on the command line")
    if tiers:
        terminalreporter.line("They all run with: python3 dev.py test --all")
    if config.getoption("nothing_left_out") and (skipped or left_out):
        terminalreporter.line("FAILED: nothing may be left out here.", red=True)
