"""A newcomer's first minutes: a fresh copy of the project, one command, a working page."""

import os
import re
import resource
import shutil
import signal
import socket
import subprocess
import sys
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
SECOND_START_WITHIN = 10.0
"""Times the work of loading the libraries alone. It was 7.5 times when this was written, two of them for the rules of
the identity check, which are read ahead; fewer where Python keeps no compiled files, as the libraries take longer then.
"""
LIBRARIES = "import apiflask, authlib.integrations.flask_client, flask_migrate, flask_sqlalchemy, whoosh.index, yaml"
ADDRESS = re.compile(r"Lessonbank is at (http://127\.0\.0\.1:\d+)/")
pytestmark = [pytest.mark.machine, pytest.mark.xdist_group("fresh copy")]  # one worker: it is made once


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What a clone of the repository would hold, and nothing of this folder's environment or database."""
    folder = tmp_path_factory.mktemp("fresh") / "lessonbank"
    listed = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    for name in subprocess.run(listed, cwd=ROOT, capture_output=True, text=True, check=True).stdout.split("\0"):
        if name and (ROOT / name).is_file():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(ROOT / name, folder / name)
    return folder


@contextmanager
def running(folder: Path, port: int, **environment: str) -> Iterator[tuple[str, list[str]]]:
    """`python3 dev.py run` until its last line, then its address and what it said; afterwards it is interrupted."""
    command = [sys.executable, str(folder / "dev.py"), "run", "--port", str(port)]
    settings = {name: value for name, value in os.environ.items() if not name.startswith("KB_")} | environment
    # Its own session: only this server is interrupted.
    started = subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, env=settings, start_new_session=True
    )
    said: list[str] = []
    try:
        assert started.stdout is not None
        for line in started.stdout:
            said.append(line.rstrip())
            if found := ADDRESS.search(line):
                yield found[1], said
                break
        else:
            raise AssertionError("\n".join(said))
    finally:
        started.send_signal(signal.SIGINT)
        rest, _ = started.communicate(timeout=30)
    assert started.returncode == 0, rest
    assert "Traceback" not in rest


def page(address: str) -> str:
    with urllib.request.urlopen(address, timeout=30) as answer:
        return str(answer.read().decode("utf-8"))


def work_of(programs: Callable[[], object]) -> float:
    """Seconds of processor time that the programs used which this starts and waits for."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    programs()
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime - before.ru_utime - before.ru_stime


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as listening:
        return int(listening.getsockname()[1])


@pytest.fixture(scope="module")
def installed(copy: Path) -> Path:
    """A fresh copy on which the one command was typed, and which served what a newcomer looks at first."""
    port = free_port()
    with running(copy, port) as (address, _):
        assert address == f"http://127.0.0.1:{port}"
        assert "specialist team" in page(f"{address}/lessons/nw-domestic-abuse-audit-team")
        assert "nw-domestic-abuse-audit-team" in page(f"{address}/search?q=thresholds+domestic+abuse")
        assert f"<loc>{address}/</loc>" in page(f"{address}/sitemap.xml")
    return copy


def test_one_command_leads_from_a_fresh_copy_to_the_founding_lesson(installed: Path) -> None:
    assert (installed / ".venv").is_dir()


def test_the_next_start_is_quick_and_needs_no_network(installed: Path) -> None:
    """Within the limit on any machine: work is counted, and compared with that of loading the libraries alone."""

    def start() -> None:
        nowhere = {"PIP_NO_INDEX": "1", "PIP_FIND_LINKS": "", "PIP_CONFIG_FILE": os.devnull}
        with running(installed, free_port(), **nowhere) as (address, said):
            assert page(f"{address}/health/live") == "ok\n"
            assert not [line for line in said if "Installing" in line]
            assert "Nothing to do: the database already says what the files say." in said
            assert "The index is in order; 0 lessons that changed taken in." in said

    def load_libraries() -> None:
        subprocess.run([installed / ".venv/bin/python", "-c", LIBRARIES], check=True)

    before, started, after = work_of(load_libraries), work_of(start), work_of(load_libraries)
    assert started < SECOND_START_WITHIN * (before + after) / 2


def test_the_packages_that_were_installed_fit_each_other(installed: Path) -> None:
    command = [installed / ".venv/bin/python", "-m", "pip", "check"]
    assert subprocess.run(command, capture_output=True, text=True).stdout == "No broken requirements found.\n"


def test_the_kb_command_works_from_anywhere(installed: Path, tmp_path: Path) -> None:
    command = [installed / ".venv/bin/kb", "index", "status"]
    told = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True)
    assert told.returncode == 0, told.stdout + told.stderr
