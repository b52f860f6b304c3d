#!/usr/bin/env python3
"""Sets up what Lessonbank needs, then runs, tests or checks it. Needs nothing but Python."""

# A Python that is too old must be able to read this file to say so: its grammar is that of Python 3.6.

import argparse
import csv
import hashlib
import os
import re
import shlex
import shutil
import socket
import subprocess
import sys
import tempfile
from pathlib import Path
from subprocess import DEVNULL, PIPE, STDOUT

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
BIN = VENV / "bin"
PYTHON = BIN / "python"
STAMP = VENV / "lessonbank-stamp"
OLDEST = (3, 11)
RUN_LOCK = "requirements.lock"
TEST_LOCK = "requirements-test.lock"  # holds everything of RUN_LOCK as well
LATER = "browser or postgresql or faults or machine or office"
CHECKS = (
    ("ruff check", ["-m", "ruff", "check", "."]),
    ("ruff format", ["-m", "ruff", "format", "--check", "."]),
    ("mypy", ["-m", "mypy"]),
    ("import-linter", [str(BIN / "lint-imports"), "--no-logo"]),
    ("djlint", ["-m", "djlint", "kb", "--lint", "--quiet"]),
)
BROWSERS = (os.environ.get("CHROMIUM", ""), "chromium-headless-shell", "chromium", "google-chrome")
PROGRAMS = (
    ("chromium-headless-shell", BROWSERS),
    ("git", ("git",)),
    ("libreoffice-writer libreoffice-impress", ("soffice",)),
    ("poppler-utils", ("pdftoppm",)),
)
KB_COMMAND = '#!/bin/sh\nPYTHONPATH={root} exec {python} -P -m kb.cli "$@"\n'


class Stop(Exception):
    """Why it cannot go on, in one line that says what to type."""


def say(text: str) -> None:
    """One line of progress."""
    print(text, flush=True)


def again() -> str:
    """The command that was typed, to be typed once more."""
    return " ".join(["python3 dev.py"] + sys.argv[1:])


def main() -> int:
    """Do what was typed; returns the exit code."""
    options, extra = parser().parse_known_args()
    if extra and options.command != "test":
        parser().error("unknown: " + " ".join(extra))
    try:
        check_python()
        if options.command == "run":
            return run(options.port, options.demo)
        return test(options.all, extra) if options.command == "test" else lint()
    except Stop as reason:
        print(f"dev.py: {reason}", file=sys.stderr)
    except OSError as problem:
        print(f"dev.py: {problem.filename or 'a file'}: {problem.strerror}", file=sys.stderr)
    except KeyboardInterrupt:
        print(f"\ndev.py: stopped. To go on, type: {again()}", file=sys.stderr)
    return 1


def parser() -> argparse.ArgumentParser:
    """What may be typed."""
    whole = argparse.ArgumentParser(prog="dev.py", description=__doc__, allow_abbrev=False)
    commands = whole.add_subparsers(dest="command", metavar="command")
    commands.required = True
    run_parser = commands.add_parser("run", help="the site with its starter content, on this machine")
    run_parser.add_argument("--port", type=port_number, default=5000, help="port to listen on (default: 5000)")
    run_parser.add_argument("--demo", action="store_true", help="add one fictional user per role, and print a password")
    about = "everything that needs only Python packages; further arguments go to pytest"
    test_parser = commands.add_parser("test", help=about, description=about, allow_abbrev=False)
    test_parser.add_argument("--all", action="store_true", help="also lint, browser, databases, office; no skips")
    commands.add_parser("lint", help="style, types, layers and templates")
    return whole


def port_number(text: str) -> int:
    """A port as typed."""
    if not re.match("[0-9]{1,5}$", text) or not 1 <= int(text) <= 65535:
        raise argparse.ArgumentTypeError(f"{text} is not a port; use a number from 1024 to 65535")
    return int(text)


def check_python() -> None:
    """Refuse a Python or a system that the project does not run on, naming one that it does."""
    if os.name != "posix":
        raise Stop(f"Lessonbank needs Linux or macOS. On Windows type: wsl --install - and in WSL: {again()}")
    if sys.version_info < OLDEST:
        this = "This is Python {}.{}; Lessonbank needs {}.{} or newer.".format(*(tuple(sys.version_info[:2]) + OLDEST))
        newer = [name for name in (f"python3.{minor}" for minor in range(14, 10, -1)) if shutil.which(name)]
        if newer:
            raise Stop(f"{this} Type: {again().replace('python3', newer[0], 1)}")
        raise Stop(f"{this} Install one from python.org or your system's packages, then type: {again()}")


def environment(lock_name: str) -> None:
    """Make `.venv` hold what the lock file lists; a stamp in it tells whether it already does."""
    import fcntl

    folder = os.open(str(ROOT), os.O_RDONLY)
    try:
        fcntl.flock(folder, fcntl.LOCK_EX)  # two commands at once do not set up the same folder
        if VENV.exists() and damaged():
            say("The folder .venv is damaged or was made by an older Python: making it anew.")
            writable(ROOT)
            shutil.rmtree(str(VENV))
        if not VENV.exists():
            make_environment()
        if stamp_lines()[:1] not in ([digest(lock_name)], [digest(TEST_LOCK)]):
            install(lock_name)
        write_kb_command()
    finally:
        os.close(folder)


def damaged() -> bool:
    """Whether the environment cannot be used: no Python that starts, no pip, or installed files that are gone."""
    probe = [str(PYTHON), "-c", f"import sys, pip; sys.exit(sys.version_info < {OLDEST})"]
    try:
        if subprocess.run(probe, stdout=DEVNULL, stderr=DEVNULL).returncode:
            return True
    except OSError:
        return True
    expected = stamp_lines()[1:2]
    return bool(expected) and (len(records()) < int(expected[0]) or any(map(incomplete, records())))


def records() -> "list[Path]":
    """The list of files of each package in the environment."""
    return list(VENV.glob("lib/python*/site-packages/*.dist-info/RECORD"))


def incomplete(record: Path) -> bool:
    """Whether a file that this package installed is gone; compiled files do not count, Python writes them itself."""
    with record.open(encoding="utf-8", newline="") as lines:
        names = [row[0] for row in csv.reader(lines) if row and not row[0].endswith(".pyc")]
    return not all(os.path.exists(os.path.join(str(record.parent.parent), name)) for name in names)


def make_environment() -> None:
    """An empty environment with pip in it."""
    writable(ROOT)
    try:
        import ensurepip  # noqa: F401
        import venv  # noqa: F401
    except ImportError:
        advice = f"On Debian and Ubuntu type: sudo apt install python3-venv - then: {again()}"
        raise Stop(f"Python's venv module is missing. {advice}")
    say("Making an environment in .venv")
    command = [sys.executable, "-m", "venv", str(VENV)]
    made = subprocess.run(command, stdout=PIPE, stderr=STDOUT, encoding="utf-8", errors="replace")
    if made.returncode:
        shutil.rmtree(str(VENV), ignore_errors=True)
        show_end(made.stdout.splitlines())
        raise Stop(f"Python could not make an environment; see above. When that is mended, type: {again()}")


def install(lock_name: str) -> None:
    """Have pip install exactly what the lock file lists, checked by hash, and leave the stamp."""
    writable(VENV)
    pinned = re.findall(r"^[a-z0-9][^ ;\\]*==", (ROOT / lock_name).read_text(encoding="utf-8"), re.MULTILINE)
    say(f"Installing {len(pinned)} packages from {lock_name} (the first time takes a minute)")
    if STAMP.exists():
        STAMP.unlink()
    command = [str(PYTHON), "-m", "pip", "install", "--no-input", "--disable-pip-version-check", "--require-hashes"]
    command += ["--only-binary", ":all:", "--no-deps", "--requirement", str(ROOT / lock_name)]
    own = dict(os.environ, PIP_USER="0")
    pip = subprocess.Popen(command, stdout=PIPE, stderr=STDOUT, encoding="utf-8", errors="replace", env=own)
    lines, found = [], 0  # type: list[str], int
    for line in pip.stdout or ():
        lines.append(line.rstrip())
        found += line.startswith(("Collecting ", "Requirement already"))
        if sys.stdout.isatty():
            print(f"\r  {found} of {len(pinned)} packages ", end="\r", flush=True)
    if pip.wait():
        show_end(lines)
        raise Stop(f"pip could not install the packages; see above. Check the network, then type: {again()}")
    STAMP.write_text(f"{digest(lock_name)}\n{len(records())}\n", encoding="utf-8")


def write_kb_command() -> None:
    """`.venv/bin/kb`: the command for this folder; written by hand, so that no build tool is needed to install us."""
    text = KB_COMMAND.format(python=shlex.quote(str(PYTHON)), root=shlex.quote(str(ROOT)))
    command = BIN / "kb"
    if not command.exists() or command.read_text(encoding="utf-8") != text:
        command.write_text(text, encoding="utf-8")
        command.chmod(0o755)


def digest(lock_name: str) -> str:
    """SHA-256 of a lock file."""
    return hashlib.sha256((ROOT / lock_name).read_bytes()).hexdigest()


def stamp_lines() -> "list[str]":
    """What the last complete installation left: digest of its lock file, number of packages."""
    return STAMP.read_text(encoding="utf-8").split() if STAMP.exists() else []


def writable(folder: Path) -> None:
    """Refuse a folder in which nothing can be written."""
    try:
        tempfile.TemporaryFile(dir=str(folder)).close()
    except OSError as problem:
        advice = f"Copy the project to a folder of your own, go there, and type: {again()}"
        raise Stop(f"Cannot write in {folder} ({problem.strerror}). {advice}")


def show_end(lines: "list[str]") -> None:
    """The last lines of another program's output, set in."""
    for line in [each for each in lines if each.strip()][-6:]:
        say(f"    {line}")


def run(port: int, demo: bool = False) -> int:
    """Make the environment and become `kb run --set-up`, whose last line is the address."""
    problem = refusal(port)
    if problem:
        free = next((other for other in range(max(port + 1, 5001), 65536) if not refusal(other)), 8000)
        raise Stop(f"Port {port} cannot be used ({problem}). Type: python3 dev.py run --port {free}")
    environment(RUN_LOCK)
    if not os.environ.get("KB_INSTANCE_FOLDER"):
        writable(ROOT)
    changed = dict(os.environ, KB_SITE_URL=os.environ.get("KB_SITE_URL") or f"http://127.0.0.1:{port}")
    command = ["kb", "run", "--set-up", "--port", str(port)] + (["--demo"] if demo else [])
    os.execve(str(BIN / "kb"), command, changed)


def refusal(port: int) -> str:
    """Why this port cannot be listened on; empty if it can."""
    try:
        socket.create_server(("127.0.0.1", port)).close()
    except OSError as problem:
        return os.strerror(problem.errno or 0)
    return ""


def test(everything: bool, extra: "list[str]") -> int:
    """Run the tests; without `everything` those that need more than Python packages are left out and listed."""
    lacking = [name for name, spellings in PROGRAMS if not any(map(shutil.which, spellings))]
    if everything and lacking:
        raise Stop(f"Programs are missing. On Debian and Ubuntu type: sudo apt install {' '.join(lacking)}")
    environment(TEST_LOCK)
    if everything and lint():
        return 1
    choice = ["--nothing-left-out"] if everything else ["-m", f"not ({LATER})"]
    command = [str(PYTHON), "-m", "pytest", "-p", "tests.tiers", "-n", "auto", "--dist", "loadgroup"] + choice + extra
    own = dict(os.environ)
    own.pop("PYTHONDONTWRITEBYTECODE", None)  # each of hundreds of processes would compile all our code for itself
    return subprocess.run(command, cwd=str(ROOT), env=own).returncode


def lint() -> int:
    """Run every checker, and name those that found something."""
    environment(TEST_LOCK)
    unhappy = []
    for name, command in CHECKS:
        say(f"== {name}")
        if subprocess.run([str(PYTHON)] + command, cwd=str(ROOT)).returncode:
            unhappy.append(name)
    say("Needs attention: " + ", ".join(unhappy) if unhappy else "All checks passed.")
    return 1 if unhappy else 0


if __name__ == "__main__":
    sys.exit(main())
