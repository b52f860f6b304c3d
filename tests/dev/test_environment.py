"""How `dev.py` makes, keeps and mends the environment, in a small project whose one package lies beside it.

These tests use no network: the package is built here, and pip is told to look nowhere else.
"""

import hashlib
import os
import shutil
import socket
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
COMMANDS = """
import os, sys

def main():
    import small
    print("kb", *sys.argv[1:], os.environ.get("KB_SITE_URL", ""), flush=True)
    sys.exit(os.environ.get("FAIL"))

if __name__ == "__main__":
    main()
"""
INSTALLING = "Installing 1 packages from "
pytestmark = pytest.mark.machine


def wheel(folder: Path, version: str) -> str:
    """Build the package `small`; returns its line for a lock file."""
    file = folder / f"small-{version}-py3-none-any.whl"
    about = f"small-{version}.dist-info"
    files = {
        "small/__init__.py": f"VERSION = {version!r}\n",
        f"{about}/METADATA": f"Metadata-Version: 2.1\nName: small\nVersion: {version}\n",
        f"{about}/WHEEL": "Wheel-Version: 1.0\nGenerator: here\nRoot-Is-Purelib: true\nTag: py3-none-any\n",
    }
    record = "".join(f"{name},,\n" for name in files) + f"{about}/RECORD,,\n"
    with zipfile.ZipFile(file, "w") as archive:
        for name, text in {**files, f"{about}/RECORD": record}.items():
            archive.writestr(zipfile.ZipInfo(name), text)  # without the time of day: the same bytes each time
    return f"small=={version} \\\n    --hash=sha256:{hashlib.sha256(file.read_bytes()).hexdigest()}\n"


class Project:
    """A folder with `dev.py`, lock files and a `kb` command that only tells how it was called."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder / "a project"
        self.wheels = folder / "wheels"
        (self.folder / "kb").mkdir(parents=True, exist_ok=True)
        self.wheels.mkdir(exist_ok=True)
        shutil.copy(ROOT / "dev.py", self.folder)
        (self.folder / "kb/__init__.py").touch()
        (self.folder / "kb/cli.py").write_text(COMMANDS)
        self.lock("1.0")

    def lock(self, version: str) -> None:
        """Have these lock files ask for a version of the package."""
        line = wheel(self.wheels, version)
        (self.folder / "requirements.lock").write_text(line)
        (self.folder / "requirements-test.lock").write_text(line + "# and the tools\n")

    def run(self, **environment: str) -> subprocess.CompletedProcess[str]:
        """Type `python3 dev.py run`, with a port that nobody uses."""
        with socket.create_server(("127.0.0.1", 0)) as listening:
            self.port = str(listening.getsockname()[1])
        return self.dev("run", "--port", self.port, **environment)

    def dev(self, *words: str, **environment: str) -> subprocess.CompletedProcess[str]:
        """Type `python3 dev.py ...` in another folder."""
        settings = {
            **os.environ,
            "PIP_CONFIG_FILE": os.devnull,
            "PIP_NO_INDEX": "1",
            "PIP_FIND_LINKS": str(self.wheels).replace(" ", "%20"),
            **environment,
        }
        command = [sys.executable, str(self.folder / "dev.py"), *words]
        return subprocess.run(command, cwd=self.wheels, env=settings, capture_output=True, text=True)


@pytest.fixture
def project(tmp_path: Path) -> Project:
    """A project whose environment is not made yet."""
    return Project(tmp_path)


@pytest.fixture(scope="session")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a project that was run once; to be copied, as making an environment takes seconds."""
    folder = tmp_path_factory.mktemp("made")
    assert Project(folder).run().returncode == 0
    return folder


@pytest.fixture
def started(made: Path, tmp_path: Path) -> Project:
    """A project that was run once, and then moved to where it is now."""
    shutil.copytree(made, tmp_path, symlinks=True, dirs_exist_ok=True)
    return Project(tmp_path)


def test_the_first_start_makes_everything_and_ends_as_the_server(project: Project) -> None:
    done = project.run()
    assert done.returncode == 0, done.stdout + done.stderr
    address = f"http://127.0.0.1:{project.port}"
    assert done.stdout.splitlines() == [
        "Making an environment in .venv",
        f"{INSTALLING}requirements.lock (the first time takes a minute)",
        f"kb run --set-up --port {project.port} {address}",
    ]


def test_a_second_start_installs_nothing_and_keeps_the_address_that_was_set(started: Project) -> None:
    done = started.run(KB_SITE_URL="https://lessons.example.org")
    assert done.stdout == f"kb run --set-up --port {started.port} https://lessons.example.org\n"


def test_the_kb_command_can_be_typed_alone(started: Project) -> None:
    started.run()
    command = [str(started.folder / ".venv/bin/kb"), "index", "status"]
    assert subprocess.run(command, capture_output=True, text=True).stdout == "kb index status \n"


def test_an_environment_with_the_test_tools_serves_for_running(started: Project) -> None:
    assert f"{INSTALLING}requirements-test.lock" in started.dev("lint").stdout
    assert INSTALLING not in started.run().stdout


def test_a_changed_lock_file_is_installed(started: Project) -> None:
    started.lock("1.1")
    assert INSTALLING in started.run().stdout
    installed = (started.folder / ".venv/lib").glob("python*/site-packages/small/__init__.py")
    assert [file.read_text() for file in installed] == ["VERSION = '1.1'\n"]


def test_an_environment_whose_python_is_gone_is_made_anew(started: Project) -> None:
    python = started.folder / ".venv/bin/python"
    python.unlink()
    python.symlink_to("/nowhere/python3")
    done = started.run()
    assert done.stdout.splitlines()[:2] == [
        "The folder .venv is damaged or was made by an older Python: making it anew.",
        "Making an environment in .venv",
    ]
    assert done.returncode == 0


@pytest.mark.parametrize("lost", ["small/__init__.py", "small-1.0.dist-info/RECORD"])
def test_an_environment_that_lost_a_file_is_made_anew(started: Project, lost: str) -> None:
    (file,) = (started.folder / ".venv/lib").glob(f"python*/site-packages/{lost}")
    file.unlink()
    done = started.run()
    assert "damaged" in done.stdout
    assert done.returncode == 0


def test_an_installation_that_was_broken_off_is_finished(started: Project) -> None:
    (started.folder / ".venv/lessonbank-stamp").unlink()
    done = started.run()
    assert done.stdout.startswith(INSTALLING)
    assert done.returncode == 0


def test_a_failure_of_pip_shows_its_last_words_and_what_to_type(project: Project) -> None:
    done = project.run(PIP_FIND_LINKS=str(project.folder))
    assert done.returncode == 1
    assert "    ERROR: No matching distribution found for small==1.0" in done.stdout
    assert done.stderr == (
        "dev.py: pip could not install the packages; see above. Check the network, "
        f"then type: python3 dev.py run --port {project.port}\n"
    )
    assert project.run().returncode == 0


def test_a_package_that_differs_from_its_hash_is_not_installed(project: Project) -> None:
    with (project.wheels / "small-1.0-py3-none-any.whl").open("ab") as file:
        file.write(b"more")
    done = project.run()
    assert done.returncode == 1
    assert "hash" in done.stdout.lower()
    assert not list((project.folder / ".venv/lib").glob("python*/site-packages/small"))


def test_a_site_that_cannot_start_ends_with_its_own_words(started: Project) -> None:
    assert started.run(FAIL="This setting is wrong: ...").stderr == "This setting is wrong: ...\n"
    assert started.run(FAIL="This setting is wrong: ...").returncode == 1
