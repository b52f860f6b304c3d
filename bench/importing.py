"""Imports lessons and undoes the import: progress, time and memory. `python -m bench.importing [ROWS]`."""

import argparse
import contextlib
import csv
import io
import random
import resource
import tempfile
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from apiflask import APIFlask
from sqlalchemy import func, select

from bench.search import machine
from config import HERE
from kb import create_app
from kb.access.actors import Actor
from kb.accounts.models.organisation import Organisation
from kb.accounts.models.user import Membership, User
from kb.content import commands as content_commands
from kb.core import db
from kb.core.db import transaction
from kb.core.jobs import Job
from kb.core.settings import Settings
from kb.core.work import run_due
from kb.importing.columns import columns_of, guessed
from kb.importing.fields import OF_IMPORT
from kb.importing.known import choices_of
from kb.importing.models import LessonImport
from kb.importing.reading import received
from kb.importing.service import sending, undoing, writing
from kb.lessons.models.lesson import Lesson
from kb.operations import tables

BAD_EACH = 125
"""One row of so many is wrong: 40 of 5,000."""
SHORT = {"source_title": 200, "source_publisher": 100}
"""Characters of some texts; others have 250 at most, so that a row has some 400 words."""
TOLD_EACH = 5.0
"""Seconds between two lines of progress."""


def main() -> None:
    """Measure and print."""
    arguments = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    arguments.add_argument("rows", nargs="?", type=int, default=2_000)
    rows = arguments.parse_args().rows
    print(f"{machine()}\n")
    with tempfile.TemporaryDirectory() as folder, site(Path(folder)) as app:
        who, board = _somebody()
        lessons = _lessons()
        data = sheet(rows)
        print(f"{rows:,} rows of {len(OF_IMPORT) + 21} columns, {len(data) / 1e6:.1f} MB of CSV in Windows-1252\n")
        with _timed("sent and read"):
            found = sending.send(who, board, received=received({"lessons.csv": data}))
        with _timed("columns matched"):
            sending.match(who, found, columns=guessed(found, columns_of(found)))
        _job(app, found, "looked through")
        print(f"    {found.counts}")
        writing.begin(who, found)
        _job(app, found, "imported")
        print(f"    {_lessons() - lessons:,} lessons more")
        undoing.begin(who, found, with_edited=None)
        _job(app, found, "undone")
        print(f"    {_lessons() - lessons:,} lessons more")


@contextlib.contextmanager
def site(folder: Path) -> Iterator[APIFlask]:
    """A site with all starter content."""
    settings = Settings(
        environment="testing", secret_key="for-a-bench-only-for-a-bench-only", index_folder=folder / "index",
        database_url=f"sqlite:///{folder / 'lessonbank.db'}", instance_folder=folder, content_folder=HERE / "content",
        site_url="https://lessons.example.org", exit_url="https://www.example.com", contact_email="",
        run_worker=False, testing=True,
    )  # fmt: skip
    app = create_app(settings)
    with app.app_context():
        tables.upgrade()
        content_commands.load(HERE / "content", lambda _line: None)
        yield app
        db.session.remove()
        db.engine().dispose()


def _somebody() -> tuple[Actor, Organisation]:
    with transaction():
        board = db.session.scalars(select(Organisation).order_by(Organisation.id).limit(1)).one()
        user = User(name="Cai Bevan", email="cai.bevan@example.org")
        user.memberships = [Membership(organisation=board, role="contributor")]
        db.session.add(user)
    return Actor(user.id, frozenset(), {board.id: "contributor"}, "person"), board


def sheet(rows: int, seed: int = 1) -> bytes:
    """A sheet with all columns and twenty others, with texts of starter lessons and one wrong row in `BAD_EACH`."""
    chance, paragraphs = random.Random(seed), _paragraphs()
    labels = {field: [label for _, label in choices_of(field)] for field in OF_IMPORT}
    text = io.StringIO()
    written = csv.writer(text)
    written.writerow([*OF_IMPORT.values(), *(f"Other {number}" for number in range(21))])
    for number in range(rows):
        cells = [_cell(field, labels[field], number, paragraphs, chance) for field in OF_IMPORT]
        written.writerow([*cells, *["x"] * 21])
    return text.getvalue().encode("cp1252", "replace")


def _cell(field: str, labels: list[str], number: int, paragraphs: list[str], chance: random.Random) -> str:
    wrong = number % BAD_EACH == 0
    plain: dict[str, Any] = {
        "reference": f"R-{number}", "title": f"Lesson {number}: {chance.choice(paragraphs)[:60]}",
        "year": "1914" if wrong else str(chance.randint(2005, 2024)), "unnamed": "no", "region": "", "nation": "",
        "tags": f"word {number % 300}, word {number % 17}", "source_year": "2014", "source_pages": "page 3",
        "source_url": f"https://www.example.org/{number}", "evidence_on": "31/12/2014", "review": "",
    }  # fmt: skip
    if field in plain:
        return str(plain[field])
    if field == "themes" or field == "kinds_of_change":
        return "; ".join(chance.sample(labels, 2))
    if labels:
        return chance.choice(labels)
    if field in ("identified", "action_agreed", "action_done", "effect_shown", "still_in_place"):
        return "1 May 2014"
    return chance.choice(paragraphs)[: SHORT.get(field, 250)]


def _paragraphs() -> list[str]:
    """Paragraphs of the starter lessons."""
    files = sorted((HERE / "content/lessons").glob("*.md"))
    bodies = (file.read_text("utf-8").split("\n---\n", 1)[1] for file in files)
    return [each for body in bodies for each in body.split("\n\n") if len(each) > 80]


def _lessons() -> int:
    return db.session.scalar(select(func.count()).select_from(Lesson)) or 0


def _job(app: APIFlask, found: LessonImport, words: str) -> None:
    """Do the job that waits, and tell how far it is."""
    over = threading.Event()

    def tell() -> None:
        with app.app_context():
            while not over.wait(TOLD_EACH):
                job = db.session.scalar(select(Job).where(Job.key == str(found_id)).order_by(Job.id.desc()).limit(1))
                if job is not None and job.progress_total:
                    print(f"    {job.progress:,} of {job.progress_total:,}")
                db.session.rollback()

    found_id = found.id
    watching = threading.Thread(target=tell)
    watching.start()
    try:
        with _timed(words):
            run_due()
    finally:
        over.set()
        watching.join()
    db.session.refresh(found)


@contextlib.contextmanager
def _timed(words: str) -> Iterator[None]:
    begun, worked = time.perf_counter(), time.process_time()
    yield
    seconds, peak = time.process_time() - worked, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"{words}: {time.perf_counter() - begun:.1f} s, {seconds:.1f} s at work; at most {peak:,.0f} MB so far")


if __name__ == "__main__":
    main()
