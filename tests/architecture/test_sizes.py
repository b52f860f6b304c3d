"""Modules and functions stay short, and every package begins with one line that says what it is."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
MODULE, FUNCTION, FACTORY, CONFTEST = 300, 40, 60, 150
NAMES_THAT_SAY_NOTHING = {"utils", "util", "helpers", "helper", "common", "misc", "manager", "managers"}
SOURCES = sorted(
    [ROOT / "config.py", ROOT / "wsgi.py", ROOT / "dev.py"]
    + [file for folder in ("kb", "tests", "bench") for file in (ROOT / folder).rglob("*.py")]
)


def named(file: Path) -> str:
    return str(file.relative_to(ROOT))


def long_functions(source: str) -> Iterator[str]:
    """Names of the functions in this source that are longer than allowed."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            assert node.end_lineno is not None
            if node.end_lineno - node.lineno + 1 > FUNCTION:
                yield node.name


def is_one_docstring_line(source: str) -> bool:
    """Whether there is nothing in this source but one line of docstring."""
    return len(source.splitlines()) == 1 and ast.get_docstring(ast.parse(source)) is not None


@pytest.mark.parametrize("file", SOURCES, ids=named)
def test_modules_and_functions_are_short(file: Path) -> None:
    source = file.read_text(encoding="utf-8")
    limit = {ROOT / "kb/__init__.py": FACTORY, ROOT / "tests/conftest.py": CONFTEST}.get(file, MODULE)
    assert len(source.splitlines()) <= limit
    assert list(long_functions(source)) == []


@pytest.mark.parametrize("file", sorted((ROOT / "kb").rglob("*/__init__.py")), ids=named)
def test_a_package_begins_with_one_line(file: Path) -> None:
    assert is_one_docstring_line(file.read_text(encoding="utf-8"))


@pytest.mark.parametrize("file", sorted((ROOT / "kb").rglob("*.py")), ids=named)
def test_a_module_says_in_one_sentence_what_it_answers_for(file: Path) -> None:
    words = ast.get_docstring(ast.parse(file.read_text(encoding="utf-8"))) or ""
    assert words.split("\n\n")[0].endswith(".")


def test_no_file_has_a_name_that_says_nothing() -> None:
    assert [named(file) for file in SOURCES if file.stem in NAMES_THAT_SAY_NOTHING] == []


def test_a_function_over_the_limit_is_noticed() -> None:
    body = "    pass\n" * FUNCTION
    assert list(long_functions(f"def short():\n{body[:-9]}\ndef long():\n{body}")) == ["long"]


def test_code_in_a_package_file_is_noticed() -> None:
    assert not is_one_docstring_line('"""Words."""\nimport os\n')
    assert not is_one_docstring_line("import os\n")
