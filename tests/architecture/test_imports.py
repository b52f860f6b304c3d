"""The import contracts of `pyproject.toml` hold, and each is seen to fail when it is broken."""

import os
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
LINTER = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"]
NAMES = {contract["id"]: contract["name"] for contract in LINTER["contracts"]}

BREACHES = {
    "a lower layer imports a higher one": ("layers", "kb/core/text.py", "import kb.lessons.cards"),
    "an import inside a function counts": ("layers", "kb/web/paging.py", "def late():\n    import kb.site.pages"),
    "two packages of one layer": ("layers", "kb/site/pages.py", "import kb.content.commands"),
    "a package without a layer": ("layers", "kb/novelty/__init__.py", '"""New."""'),
    "tables import reads": ("inside", "kb/lessons/models/source.py", "import kb.lessons.queries"),
    "a helper imports pages": ("inside", "kb/lessons/citations.py", "import kb.lessons.routes"),
    "a file name that says nothing": ("inside", "kb/lessons/utils.py", '"""Odds and ends."""'),
    "a read looks at the request": ("request", "kb/lessons/queries/lessons.py", "from flask import request"),
    "a table knows a form": ("request", "kb/site/models.py", "import wtforms"),
    "a helper makes a response": ("request", "kb/shortlist/exports.py", "from werkzeug.wrappers import Response"),
    "a use case knows Whoosh": ("whoosh", "kb/search/service.py", "from whoosh.fields import Schema"),
    "a page knows the sign-on protocol": (
        "authlib",
        "kb/sign_on/routes.py",
        "import authlib.integrations.flask_client",
    ),
    "plain text is written by Word": ("word", "kb/documents/plain_text.py", "import docx"),
    "a deck is written elsewhere": ("pptx", "kb/documents/on_slides.py", "import pptx"),
    "a use case opens a file": ("files", "kb/lessons/citations.py", "import pypdf"),
    "pages are imported by a command": ("routes", "kb/cli/running.py", "import kb.site.routes"),
    "pages are imported by pages above": ("routes", "kb/site/routes.py", "import kb.lessons.routes"),
}


def lint_imports(folder: Path) -> subprocess.CompletedProcess[str]:
    """Run import-linter on the copy of the code in this folder."""
    script = Path(sys.executable).with_name("lint-imports")
    command = [sys.executable, str(script), "--config", str(ROOT / "pyproject.toml"), "--no-cache", "--no-logo"]
    environment = {**os.environ, "PYTHONPATH": str(folder), "COLUMNS": "300", "PYTHONDONTWRITEBYTECODE": "1"}
    return subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True)


@pytest.fixture
def copied(tmp_path: Path) -> Path:
    """A copy of the code, to break."""
    shutil.copytree(ROOT / "kb", tmp_path / "kb", ignore=shutil.ignore_patterns("static", "templates", "__pycache__"))
    return tmp_path


def test_the_contracts_hold(copied: Path) -> None:
    done = lint_imports(copied)
    assert done.returncode == 0, done.stdout + done.stderr
    assert all(f"{name} KEPT" in done.stdout for name in NAMES.values())


@pytest.mark.parametrize("breach", BREACHES)
def test_a_breach_is_caught(copied: Path, breach: str) -> None:
    contract, file, line = BREACHES[breach]
    changed = copied / file
    changed.parent.mkdir(exist_ok=True)
    with changed.open("a", encoding="utf-8") as text:
        text.write(f"\n{line}\n")
    done = lint_imports(copied)
    assert done.returncode == 1, done.stdout + done.stderr
    assert f"{NAMES[contract]} BROKEN" in done.stdout


def test_each_contract_has_a_breach_that_it_catches() -> None:
    assert {contract for contract, _, _ in BREACHES.values()} == set(NAMES)


def test_no_contract_has_exceptions() -> None:
    assert not [contract["id"] for contract in LINTER["contracts"] if "ignore_imports" in contract]
