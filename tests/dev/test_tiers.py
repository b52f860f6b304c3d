"""What `dev.py test` says of tests that it left out, in a small project with a test of each kind."""

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
TESTS = """
import pytest

def test_plain(): pass

@pytest.mark.browser
def test_one(): pass

@pytest.mark.faults
def test_two(): pass
"""
MARKERS = "".join(f"    {name}: x\n" for name in ("browser", "postgresql", "faults", "machine"))


@pytest.fixture
def project(tmp_path: Path) -> Path:
    (tmp_path / "pytest.ini").write_text(f"[pytest]\nmarkers =\n{MARKERS}")
    (tmp_path / "test_small.py").write_text(TESTS)
    return tmp_path


def pytest_in(project: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "pytest", "-p", "tests.tiers", "-p", "no:randomly", "-p", "no:cacheprovider"]
    environment = {"PYTHONPATH": str(ROOT), "PATH": "/usr/bin:/bin", "HOME": str(project)}
    return subprocess.run([*command, *arguments], cwd=project, env=environment, capture_output=True, text=True)


@pytest.mark.parametrize("workers", ["0", "2"])
def test_lists_what_was_left_out_and_why_above_the_closing_line(project: Path, workers: str) -> None:
    done = pytest_in(project, "-n", workers, "-m", "not (browser or faults)")
    assert "    1 browser: drives Chromium" in done.stdout
    assert "    1 faults: kills processes, for minutes" in done.stdout
    assert "postgresql" not in done.stdout.split("not run")[1]
    assert "1 passed" in done.stdout.splitlines()[-1]
    assert done.returncode == 0


@pytest.mark.parametrize("workers", ["0", "2"])
def test_fails_on_a_test_left_out_where_all_must_run(project: Path, workers: str) -> None:
    done = pytest_in(project, "-n", workers, "-m", "not faults", "--nothing-left-out")
    assert "nothing may be left out" in done.stdout
    assert done.returncode == 1


@pytest.mark.parametrize("workers", ["0", "2"])
def test_fails_on_a_skip_where_all_must_run(project: Path, workers: str) -> None:
    (project / "test_skipped.py").write_text("import pytest\n\ndef test_later():\n    pytest.skip('no wish')\n")
    assert pytest_in(project, "-n", workers).returncode == 0
    done = pytest_in(project, "-n", workers, "--nothing-left-out")
    assert "1 skipped" in done.stdout
    assert done.returncode == 1


def test_passes_where_all_must_run_and_all_did(project: Path) -> None:
    done = pytest_in(project, "-n", "0", "--nothing-left-out")
    assert "not run" not in done.stdout
    assert done.returncode == 0
