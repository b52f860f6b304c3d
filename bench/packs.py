"""Makes all files of a large training pack while pages are asked for: `python -m bench.packs [LESSONS]`."""

import argparse
import resource
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from itertools import cycle
from pathlib import Path

from apiflask import APIFlask
from sqlalchemy import select

from bench.importing import site
from bench.measuring import percentile
from bench.search import machine
from kb.access.actors import Actor
from kb.accounts.models.user import User
from kb.core import db
from kb.core.db import transaction
from kb.core.job_outputs import output
from kb.core.jobs import Job
from kb.core.work import run_due
from kb.lessons.models.lesson import Lesson, Revision, live
from kb.packs.content import Block, LessonUse, PackContent, PackLesson
from kb.packs.files import ALL
from kb.packs.queries.resolved import resolved
from kb.packs.service import making
from kb.packs.service.exporting import export
from kb.training.queries.quiz import questions

PAGES = ("/search?q=audit", "/search?q=school", "/themes", "/lessons/{}")
"""What others ask for meanwhile."""
BEFORE = 10.0
"""Seconds for which the same pages are asked for before."""
IN_A_PART = 5
"""Lessons."""


def main() -> None:
    """Measure and print."""
    arguments = argparse.ArgumentParser(description=(__doc__ or "").partition(":")[0])
    arguments.add_argument("lessons", nargs="?", type=int, default=60)
    number = arguments.parse_args().lessons
    print(f"{machine()}\n")
    with tempfile.TemporaryDirectory() as folder, site(Path(folder)) as app:
        job, slug = _asked_for(number)
        addresses = cycle([page.format(slug) for page in PAGES])
        until = time.perf_counter() + BEFORE
        before = list(_asked(app, addresses, lambda: time.perf_counter() < until))
        worker = threading.Thread(target=_work, args=[app])
        steps: set[int] = set()
        begun = time.perf_counter()
        worker.start()
        meanwhile = list(_asked(app, addresses, lambda: _goes_on(worker, job, steps)))
        worker.join()
        _tell(job, number, time.perf_counter() - begun, steps)
        _compare(before, meanwhile)


def _asked_for(number: int) -> tuple[int, str]:
    """A job for all files of a pack with so many lessons, and the address of a lesson."""
    with transaction():
        user = User(name="Cai Bevan", email="cai.bevan@example.org")
        db.session.add(user)
    who = Actor(user.id, kind="person")
    rows = db.session.execute(select(Lesson.id, Revision.id, Lesson.slug).join(Revision, live).limit(number)).all()
    parts = [rows[at : at + IN_A_PART] for at in range(0, len(rows), IN_A_PART)]
    blocks = tuple(
        Block(f"part-{at}", 5, f"Part {at}", lessons=tuple(LessonUse(lesson) for lesson, _, _ in part))
        for at, part in enumerate(parts, 1)
    )
    lessons = tuple(PackLesson(lesson, revision) for lesson, revision, _ in rows)
    quiz = Block("quiz", 10, "Quiz", fill="quiz", questions=tuple(each.slug for each in questions()[:10]))
    content = PackContent(
        "A pack with many lessons", minutes=360, blocks=(*blocks, quiz), lessons=lessons, forms=("before", "end")
    )
    pack = making.begin(who, None, content=content)
    job = export(who, pack, found=resolved(pack, pack.now, pack.version), name=ALL)
    return job.id, str(rows[0].slug)


def _asked(app: APIFlask, addresses: Iterator[str], goes_on: Callable[[], bool]) -> Iterator[float]:
    """Milliseconds by the clock that each page took, one after the other, made anew each time."""
    client = app.test_client()
    client.set_cookie("shortlist", "1")
    while goes_on():
        begun = time.perf_counter()
        assert client.get(next(addresses)).status_code == 200
        yield (time.perf_counter() - begun) * 1000


def _work(app: APIFlask) -> None:
    """What the worker within a web process does: it shares Python's lock with the pages."""
    with app.app_context():
        run_due()


def _goes_on(worker: threading.Thread, job: int, steps: set[int]) -> bool:
    steps.add(db.session.scalar(select(Job.progress).where(Job.id == job)) or 0)
    db.session.rollback()
    return worker.is_alive()


def _tell(job: int, number: int, seconds: float, steps: set[int]) -> None:
    db.session.rollback()
    done = db.session.get_one(Job, job)
    size = sum(map(len, output(job)))
    own, child = (resource.getrusage(of).ru_maxrss / 1024 for of in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    print(f"{number} lessons, all files in a ZIP of {size / 1e6:.1f} MB: {done.state} after {seconds:.1f} s")
    print(f"    progress seen: {len(steps)} of {(done.progress_total or 0) + 1} steps")
    print(f"    memory at most: {own:.0f} MB of the site's process, {child:.0f} MB of the largest beside it\n")


def _compare(before: list[float], meanwhile: list[float]) -> None:
    print("| pages of others | number | p50 ms | p95 ms | longest ms |\n| --- | --- | --- | --- | --- |")
    for name, times in (("before", before), ("meanwhile", meanwhile)):
        told = " | ".join(f"{time_:.0f}" for time_ in (percentile(times, 0.5), percentile(times, 0.95), max(times)))
        print(f"| {name} | {len(times)} | {told} |")
    ratios = [percentile(meanwhile, share) / percentile(before, share) for share in (0.5, 0.95)]
    print(f"| ratio | | {ratios[0]:.1f} | {ratios[1]:.1f} | {max(meanwhile) / max(before):.1f} |")


if __name__ == "__main__":
    main()
