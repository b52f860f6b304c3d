"""A process that does the jobs of importing until the test kills it."""

import threading
from datetime import timedelta

from flask import Flask

from config import from_environment
from kb import create_app
from kb.core.work import Worker
from kb.importing.service import undoing, writing
from tests.faults.nursery import bear

ROWS = 3
"""Rows of a batch, so that a kill comes between many of them."""


def work(app: Flask, lease: timedelta) -> None:
    """Do jobs until the process is killed."""
    writing.BATCH = undoing.BATCH = ROWS
    Worker(app, lease=lease).start()
    threading.Event().wait()


def main() -> None:
    """Be the nursery: the words of a line are the seconds of a lease."""
    app = create_app(from_environment())
    bear(lambda words: work(app, timedelta(seconds=float(words[0]))))


if __name__ == "__main__":
    main()
