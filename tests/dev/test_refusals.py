"""What `dev.py` says, in one line, where it cannot do what was typed."""

import ast
import os
import shutil
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
DEV = ROOT / "dev.py"
AS_TYPED = "import runpy, sys; sys.argv = {argv!r}; runpy.run_path({path!r}, run_name='__main__')"
OVERRIDE_PERMISSIONS, DROP = 1, 24  # CAP_DAC_OVERRIDE and PR_CAPBSET_DROP of Linux


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A folder with `dev.py` in it and nothing else."""
    folder = tmp_path / "a new folder"
    folder.mkdir()
    shutil.copy(DEV, folder)
    return folder


@pytest.fixture
def taken() -> Iterator[int]:
    """A port on which somebody listens."""
    with socket.create_server(("127.0.0.1", 0)) as listening:
        yield listening.getsockname()[1]


def type_in(folder: Path, *words: str, before: str = "") -> subprocess.CompletedProcess[str]:
    """Run `python3 dev.py ...`, after this Python code."""
    code = before + "\n" + AS_TYPED.format(argv=["dev.py", *words], path=str(folder / "dev.py"))
    return subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)


def only_line(done: subprocess.CompletedProcess[str]) -> str:
    """The one line that it ended with, having failed."""
    assert done.returncode == 1, done.stdout + done.stderr
    assert len(done.stderr.splitlines()) == 1, done.stderr
    return done.stderr.strip()


def test_an_old_python_is_told_which_one_is_needed(project: Path) -> None:
    line = only_line(type_in(project, "run", before="import sys; sys.version_info = (3, 8, 1, 'final', 0)"))
    assert line.startswith("dev.py: This is Python 3.8; Lessonbank needs 3.11 or newer. ")
    assert line.endswith("dev.py run")


def test_an_old_python_is_told_of_a_newer_one_on_the_machine(project: Path, tmp_path: Path) -> None:
    newer = tmp_path / "python3.12"
    newer.write_text("#!/bin/sh\n")
    newer.chmod(0o755)
    old = f"import os, sys; sys.version_info = (3, 8, 1, 'final', 0); os.environ['PATH'] = {str(tmp_path)!r}"
    assert only_line(type_in(project, "test", "-x", before=old)).endswith("Type: python3.12 dev.py test -x")


def test_python_3_6_can_read_the_file() -> None:
    tree = ast.parse(DEV.read_text(encoding="utf-8"), feature_version=(3, 6))
    functions = [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)]
    annotations = [each for f in functions for each in [f.returns, *(a.annotation for a in f.args.args)] if each]
    assert [ast.unparse(each) for each in annotations if isinstance(each, ast.Subscript | ast.BinOp)] == []


def test_a_taken_port_is_named_with_one_that_is_free(project: Path, taken: int) -> None:
    line = only_line(type_in(project, "run", "--port", str(taken)))
    assert line.startswith(
        f"dev.py: Port {taken} cannot be used (Address already in use). Type: python3 dev.py run --port "
    )
    with socket.create_server(("127.0.0.1", int(line.split()[-1]))):
        pass
    assert sorted(file.name for file in project.iterdir()) == ["dev.py"]


@pytest.mark.parametrize("port", ["0", "65536", "eighty", "-1", "5000.5", ""])
def test_what_is_no_port_is_refused(project: Path, port: str) -> None:
    done = type_in(project, "run", f"--port={port}")
    assert done.returncode == 2
    assert done.stderr.splitlines()[-1].endswith("is not a port; use a number from 1024 to 65535")


def test_a_missing_venv_module_is_named_with_the_package_that_brings_it(project: Path) -> None:
    line = only_line(type_in(project, "lint", before="import sys; sys.modules['ensurepip'] = None"))
    assert line.startswith(
        "dev.py: Python's venv module is missing. On Debian and Ubuntu type: sudo apt install python3-venv"
    )
    assert line.endswith("python3 dev.py lint")


def test_a_folder_that_cannot_be_written_is_named(project: Path) -> None:
    """Root may write anywhere, so as root the process first gives up that one power."""
    project.chmod(0o555)
    give_up = ""
    if os.geteuid() == 0:
        give_up = (
            "import ctypes, os, sys\n"
            "if 'GIVEN_UP' not in os.environ:\n"
            f"    assert ctypes.CDLL(None).prctl({DROP}, {OVERRIDE_PERMISSIONS}, 0, 0, 0) == 0\n"
            "    os.environ['GIVEN_UP'] = '1'\n"
            "    os.execv(sys.executable, sys.orig_argv)\n"
        )
    line = only_line(type_in(project, "lint", before=give_up))
    assert line == (
        f"dev.py: Cannot write in {project} (Permission denied). Copy the project to a folder of your own, go there, "
        "and type: python3 dev.py lint"
    )


def test_an_unknown_word_is_refused(project: Path) -> None:
    for words in (["serve"], ["run", "fast"], ["lint", "--all"], []):
        done = type_in(project, *words)
        assert done.returncode == 2, words
        assert "usage: dev.py" in done.stderr
    assert sorted(file.name for file in project.iterdir()) == ["dev.py"]


def test_help_lists_the_commands(project: Path) -> None:
    done = type_in(project, "--help")
    assert done.returncode == 0
    assert all(f"\n    {word} " in done.stdout for word in ("run", "test", "lint"))


@pytest.mark.parametrize(("words", "expected"), [((), []), (("--demo",), ["--demo"])])
def test_the_switch_for_a_demonstration_is_handed_on(words: tuple[str, ...], expected: list[str]) -> None:
    """With the environment taken for made, and the last step, which becomes another program, printed."""
    with socket.create_server(("127.0.0.1", 0)) as listening:
        port = str(listening.getsockname()[1])
    code = (
        "import os, runpy, sys\n"
        f"sys.argv = {['dev.py', 'run', '--port', port, *words]!r}\n"
        "os.execve = lambda program, command, environment: print(command)\n"
        f"dev = runpy.run_path({str(DEV)!r})\n"
        "dev['main'].__globals__['environment'] = lambda lock: None\n"
        "dev['main']()\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    assert done.stdout.splitlines()[-1:] == [str(["kb", "run", "--set-up", "--port", port, *expected])], done.stderr
