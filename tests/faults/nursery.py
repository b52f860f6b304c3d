"""Processes to be killed, forked from one that has everything imported: to start each by itself would take seconds."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress

from config import HERE

GONE_WITHIN = 30.0
"""Seconds from a signal to the end of the process."""


def bear(work: Callable[[list[str]], None]) -> None:
    """Fork a process for each line of the input, which does what its words say; print the number of each."""
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # a process that ended is gone
    for line in sys.stdin:
        child = os.fork()  # there is no thread and no connection yet
        if child == 0:
            work(line.split())
            os._exit(0)
        print(child, flush=True)  # noqa: T201 - the test reads it


@contextmanager
def nursery(module: str, **settings: str) -> Iterator[Callable[[str], int]]:
    """Gives the number of a new process of this module for each line; those that are left are killed at the end."""
    others = {name: value for name, value in os.environ.items() if not name.startswith("KB_")}
    made: list[int] = []
    with subprocess.Popen(
        [sys.executable, "-m", module],
        cwd=HERE, env={**others, **settings, "PYTHONPATH": str(HERE)},
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
    ) as program:  # fmt: skip

        def make(line: str) -> int:
            assert program.stdin is not None
            assert program.stdout is not None
            program.stdin.write(f"{line}\n")
            program.stdin.flush()
            made.append(int(program.stdout.readline()))
            return made[-1]

        try:
            yield make
        finally:
            for number in made:
                with suppress(ProcessLookupError):
                    os.kill(number, signal.SIGKILL)
            program.kill()


def end(number: int, last: signal.Signals) -> None:
    """Send a process its last signal, and wait until it is gone."""
    with suppress(ProcessLookupError):
        os.kill(number, last)
        begun = time.monotonic()
        while time.monotonic() - begun < GONE_WITHIN:
            os.kill(number, 0)
            time.sleep(0.005)
