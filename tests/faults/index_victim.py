"""A process that works on an index without end, until the test kills it: says on its output what it is about to do."""

import itertools
import os
import sys
import time
from pathlib import Path

from flask import Flask

from config import from_environment
from kb import create_app
from kb.core import db, events
from kb.lessons.models.lesson import Lesson
from kb.search import local_index
from kb.search.documents import published_ids
from kb.search.indexing import Indexer
from tests.faults.nursery import bear


def say(word: str) -> None:
    """One line, at once."""
    print(word, flush=True)  # noqa: T201 - the test reads it


def change(number: int, turn: int) -> None:
    """One lesson gets other text."""
    with db.transaction():
        revision = db.session.get_one(Lesson, number).live_revision
        assert revision is not None
        revision.why = f"Reason number{turn}."
        events.publish(events.LessonPublished(number))


def work(indexer: Indexer) -> None:
    """Change lessons and take the changes in."""
    ids = published_ids()
    for turn in itertools.count(1000 * os.getpid()):  # never the text that a victim before left
        for number in ids[turn % 7 :: 7]:
            change(number, turn)
        say("busy")
        indexer.step()
        indexer.index.reader.refresh()
        indexer.tidy()
        say("idle")


def rebuild(indexer: Indexer) -> None:
    """Build the index anew, again and again."""
    while True:
        say("busy")
        indexer.rebuild("the test wants it")
        say("idle")


def slow_disk() -> None:
    """It takes long until something is durable, so that a kill falls before that more often."""
    plain = os.fsync

    def fsync(descriptor: int) -> None:
        time.sleep(0.04)
        plain(descriptor)

    os.fsync = fsync


def do(app: Flask, words: str, what: str, *slow: str) -> None:
    """Get the lock and do what is asked for, on a slow disk if need be; what it says goes into the pipe `words`."""
    sys.stdout = Path(words).open("w")  # noqa: SIM115 - open until the process is killed
    with app.app_context():
        index = local_index.at(app.extensions["kb.settings"].index_folder)
        index.folder.prepare()
        indexer = Indexer(index)
        while not indexer.acquire():
            pass
        indexer.step()
        say("ready")
        if slow:
            slow_disk()
        {"work": work, "rebuild": rebuild}[what](indexer)


def main() -> None:
    """Be the nursery."""
    app = create_app(from_environment())
    bear(lambda line: do(app, *line))


if __name__ == "__main__":
    main()
