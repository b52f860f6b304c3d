"""A process that does jobs until the test kills it: writes into a file when it begins and ends one.

The tables of effects are the test's; effects outside of the database are written into the file "diary" of the
instance's folder.
"""

import os
import random
import signal
import threading
import time
from collections.abc import Callable, Mapping
from datetime import timedelta
from pathlib import Path

from flask import Flask
from sqlalchemy import text

from config import from_environment
from kb import create_app
from kb.core import jobs
from kb.core.db import session
from kb.core.jobs import Handler, Task, enqueue
from kb.core.work import Worker
from tests.faults.nursery import bear

ONCE, CHAIN, MIRROR, OUTSIDE, LONG = "test.once", "test.chain", "test.mirror", "test.outside", "test.long"
STEPS = 5
FOLDER = Path(os.environ.get("KB_INSTANCE_FOLDER", ""))


def write(file: str, line: str) -> None:
    """Add a line to a file, at once and whole, whoever else does."""
    opened = os.open(FOLDER / file, os.O_WRONLY | os.O_APPEND | os.O_CREAT)
    os.write(opened, f"{line}\n".encode())
    os.close(opened)


def some_time(most: float) -> None:
    """Long enough to be killed in."""
    time.sleep(random.uniform(0.0, most))


def once(task: Task) -> None:
    """An effect that is counted."""
    some_time(0.01)
    session.execute(text("INSERT INTO effect (key) VALUES (:key)"), {"key": task.key})
    some_time(0.02)


def chain(task: Task) -> None:
    """An effect, and another job."""
    once(task)
    enqueue(ONCE, f"after {task.key}")


def mirror(task: Task) -> None:
    """Copies a number that the test changes again and again."""
    number = session.scalar(text("SELECT number FROM original WHERE key = :key"), {"key": task.key})
    some_time(0.02)
    session.execute(text("UPDATE mirrored SET number = :number WHERE key = :key"), {"key": task.key, "number": number})


def outside(task: Task) -> None:
    """An effect outside of the database."""
    some_time(0.1)
    write("diary", task.key)
    some_time(0.1)


def long(task: Task) -> None:
    """Several steps, each with a piece of output."""
    for step in range(1, STEPS + 1):
        some_time(0.2)
        task.append_output(f"{step} ".encode())
        task.progress(step, STEPS)
    write("diary", task.key)


def watched(run: Callable[[Task], None]) -> Callable[[Task], None]:
    """Says when it begins and ends."""

    def watch(task: Task) -> None:
        say("busy")
        try:
            run(task)
        finally:
            say("idle")

    return watch


def say(word: str) -> None:
    """What this thread is about to do."""
    write(f"words-{os.getpid()}", f"{threading.current_thread().name} {word}")


HANDLERS: Mapping[str, Handler] = {
    ONCE: Handler(watched(once)),
    CHAIN: Handler(watched(chain)),
    MIRROR: Handler(watched(mirror)),
    OUTSIDE: Handler(watched(outside), outside=True),
    LONG: Handler(watched(long), outside=True, long=True),
}


def work(app: Flask, lease: timedelta) -> None:
    """Do jobs until the process is killed, or asked to end."""
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    try:
        worker = Worker(app, lease=lease)
        worker.start()
        threading.Event().wait()
    except KeyboardInterrupt:
        worker.stop()
        say("stopped")


def main() -> None:
    """Be the nursery: the words of a line are the seconds of a lease."""
    app = create_app(from_environment())
    jobs.connect(HANDLERS, {})
    bear(lambda words: work(app, timedelta(seconds=float(words[0]))))


if __name__ == "__main__":
    main()
