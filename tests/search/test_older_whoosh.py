"""The engine on Whoosh 2.7.4, the version to fall back on: the same files pass the tests of index and traps."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from config import HERE

pytestmark = pytest.mark.machine

LOCK = HERE / "requirements-whoosh2.lock"
TESTS = ("test_whoosh_traps", "test_whoosh_index", "test_whoosh_segments", "test_whoosh_postings", "test_matching")


@pytest.fixture(scope="module")
def older(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the older Whoosh, to come before everything that is installed."""
    folder = tmp_path_factory.mktemp("whoosh2")
    install = [
        "-m",
        "pip",
        "install",
        "--quiet",
        "--no-deps",
        "--require-hashes",
        "--target",
        str(folder),
        "-r",
        str(LOCK),
    ]
    subprocess.run([sys.executable, *install], check=True, timeout=300)
    return folder


def run(older: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "PYTHONPATH": str(older)}
    command = [sys.executable, *arguments]
    return subprocess.run(command, cwd=HERE, env=environment, capture_output=True, text=True, timeout=900, check=False)


def test_it_is_the_older_one_that_is_tried(older: Path) -> None:
    ran = run(older, "-c", "from kb.search.whoosh_index import ENGINE; print(ENGINE)")
    assert ran.stdout.strip() == "whoosh 2.7.4"


def test_the_tests_of_index_and_traps_pass(older: Path, tmp_path: Path) -> None:
    files = [f"tests/search/{name}.py" for name in TESTS]
    options = ["-q", "-n0", "-p", "no:cacheprovider", f"--basetemp={tmp_path / 'tests'}"]
    ran = run(older, "-m", "pytest", *options, *files)
    assert ran.returncode == 0, ran.stdout[-3000:] + ran.stderr[-1000:]
    assert " passed" in ran.stdout
