"""The site in a process of its own, as on a real machine."""

import contextlib
import os
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import IO

from config import HERE
from tests.conftest import SETTINGS


def free_port() -> int:
    """A port on which nothing listens, as the system gives it."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def environment(folder: Path, **settings: str) -> dict[str, str]:
    """What a process of the site finds around it; nothing of what this machine has set for the site."""
    others = {name: value for name, value in os.environ.items() if not name.startswith("KB_")}
    ours = {"KB_INSTANCE_FOLDER": str(folder), "KB_EXIT_URL": SETTINGS.exit_url, "KB_SECRET_KEY": SETTINGS.secret_key}
    return {**others, **ours, **settings}


@contextlib.contextmanager
def running(folder: Path, *options: str, output: IO[str] | int = subprocess.DEVNULL, **settings: str) -> Iterator[str]:
    """The address of a server that keeps everything in this folder, until the block ends. It prints into `output`."""
    port = free_port()
    server = subprocess.Popen(
        [sys.executable, "-m", "kb.cli", "run", "--port", str(port), *options],
        cwd=HERE,
        env=environment(folder, **settings),
        stdout=output,
    )
    try:
        _wait_for(f"http://127.0.0.1:{port}/health/live", server)
        yield f"http://127.0.0.1:{port}"
    finally:
        server.terminate()
        server.wait()


def _wait_for(url: str, server: subprocess.Popen[bytes]) -> None:
    for _ in range(600):
        assert server.poll() is None, "the server has ended"
        with contextlib.suppress(OSError), urllib.request.urlopen(url, timeout=5):
            return
        time.sleep(0.1)
    raise AssertionError("the server does not answer")
