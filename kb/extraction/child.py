"""Runs the reading of one file in a process of its own, and ends it when it takes too much.

The process gets the file through a pipe, a bare environment and the limits; it leads a group of its own, and the whole
group is killed at the end, whatever happened.
"""

import json
import os
import selectors
import signal
import subprocess
import sys
import threading
import time
from contextlib import suppress
from dataclasses import asdict
from pathlib import Path
from typing import IO, cast

from kb.extraction.parts import Limits, Refused

ROOT = Path(__file__).resolve().parents[2]
START = (
    "import runpy, sys, types; kb = types.ModuleType('kb'); kb.__path__ = [sys.argv.pop(1)]; sys.modules['kb'] = kb; "
    "runpy.run_module('kb.extraction', run_name='__main__')"
)
"""As `python -m kb.extraction`, but without the application, which importing `kb` loads: it takes a second."""
PIECE = 1 << 16


def run(task: str, data: bytes, name: str, limits: Limits) -> bytes:
    """What the child writes for this task; refused if it ends badly or takes more than it may."""
    if len(data) > limits.size:
        raise Refused("too-large")
    command = [sys.executable, "-P", "-s", "-B", "-c", START, str(ROOT / "kb"), task, name, json.dumps(asdict(limits))]
    command = [argument.replace("\x00", "").encode("utf-8", "replace").decode() for argument in command]
    child = subprocess.Popen(  # noqa: S603 - our own interpreter, and no shell
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
        cwd="/", env=_environment(), start_new_session=True,
    )  # fmt: skip
    file, answers = cast("IO[bytes]", child.stdin), cast("IO[bytes]", child.stdout)
    feeder = threading.Thread(target=_feed, args=(file, data), daemon=True)
    feeder.start()
    try:
        message = _listen(answers, limits)
        with suppress(subprocess.TimeoutExpired):
            child.wait(1)  # it ends by itself, and its code says how
    finally:
        _end(child)
        feeder.join()
        answers.close()
    if child.returncode:
        raise _why(child.returncode)
    return message


def _environment() -> dict[str, str]:
    kept = {name: os.environ[name] for name in ("PATH", "LD_LIBRARY_PATH", "SYSTEMROOT") if name in os.environ}
    return {**kept, "LC_ALL": "C.UTF-8", "PYTHONHASHSEED": "0"}


def _feed(file: IO[bytes], data: bytes) -> None:
    with suppress(OSError):
        file.write(data)
    with suppress(OSError):
        file.close()


def _listen(answers: IO[bytes], limits: Limits) -> bytes:
    """What it writes until it closes its end, at most so many bytes in so many seconds."""
    ends = time.monotonic() + limits.wall_seconds
    pieces: list[bytes] = []
    read = 0
    with selectors.DefaultSelector() as selector:
        selector.register(answers, selectors.EVENT_READ)
        while selector.select(max(0.0, ends - time.monotonic())):
            piece = os.read(answers.fileno(), PIECE)
            if not piece:
                return b"".join(pieces)
            pieces.append(piece)
            read += len(piece)
            if read > limits.output:
                raise Refused("too-large")
    raise Refused("too-long")


def _end(child: subprocess.Popen[bytes]) -> None:
    with suppress(ProcessLookupError, PermissionError):
        os.killpg(child.pid, signal.SIGKILL)
    child.wait()


def _why(code: int) -> Refused:
    """What the way in which a child ended says about the file."""
    if code in (-signal.SIGXCPU, -signal.SIGALRM):
        return Refused("too-long")
    if -code in (signal.SIGKILL, signal.SIGABRT, signal.SIGTRAP, signal.SIGILL):  # PDFium stops so for want of memory
        return Refused("too-much-memory")
    return Refused("damaged")
