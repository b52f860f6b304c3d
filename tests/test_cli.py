"""The `kb` command, as a person types it."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from config import HERE


def kb(*words: str, folder: Path, given: str | None = None, **settings: str) -> subprocess.CompletedProcess[str]:
    """What the command answers; `given` stands on its standard input."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith("KB_")}
    return subprocess.run(
        [sys.executable, "-m", "kb.cli", *words],
        cwd=HERE,
        env={**environment, "KB_INSTANCE_FOLDER": str(folder), **settings},
        input=given,
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )


def test_help_needs_no_settings(tmp_path: Path) -> None:
    answer = kb("--help", folder=tmp_path, KB_ENVIRONMENT="nonsense")

    assert answer.returncode == 0
    assert "content" in answer.stdout


def test_wrong_settings_are_named_and_not_raised(tmp_path: Path) -> None:
    answer = kb("db", "upgrade", folder=tmp_path, KB_SITE_URL="x", KB_RUN_WORKER="maybe")

    assert answer.returncode == 1
    assert "KB_SITE_URL" in answer.stderr
    assert "KB_RUN_WORKER" in answer.stderr
    assert "Traceback" not in answer.stderr


def test_serving_without_tables_says_what_to_type(tmp_path: Path) -> None:
    answer = kb("run", "--port", "0", folder=tmp_path)

    assert answer.returncode == 1
    assert "kb db upgrade" in answer.stderr


def test_tables_are_made_once(tmp_path: Path) -> None:
    first = kb("db", "upgrade", folder=tmp_path)
    second = kb("db", "upgrade", folder=tmp_path)

    assert first.stdout.startswith("Database went from None to ")
    assert second.stdout.endswith("as before.\n")


def test_reports_are_shown_and_closed(tmp_path: Path) -> None:
    kb("db", "upgrade", folder=tmp_path)

    assert kb("reports", "list", folder=tmp_path).returncode == 0
    assert "There is no report 7." in kb("reports", "close", "7", folder=tmp_path).stderr
    assert "There is no lesson LB-7." in kb("lessons", "hide", "LB-7", "--reason", "A test", folder=tmp_path).stderr


@pytest.mark.parametrize(
    "words",
    [
        ["content", "check"], ["content", "load"], ["index", "status"], ["work"], ["db", "revision", "add adoption"],
        ["search", "evaluate", "missing.yaml"], ["search", "evaluate", "."], ["search", "explain", "bruising"],
    ],
)  # fmt: skip
def test_every_command_fails_with_words_and_not_with_a_trace(tmp_path: Path, words: list[str]) -> None:
    answer = kb(*words, folder=tmp_path, KB_CONTENT_FOLDER=str(tmp_path))

    assert answer.returncode == 1
    assert "Traceback" not in answer.stderr
    assert answer.stdout + answer.stderr
