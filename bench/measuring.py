"""Measures engines on the same lessons and queries, each in processes of its own: one that builds, one that answers."""

import multiprocessing
import random
import time
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field, replace
from importlib import import_module
from itertools import islice
from pathlib import Path
from typing import Any, TypeVar

import bench.lessons
from bench.engines.page import Page, kept
from bench.queries import queries
from kb.search.query import Query

Answer = TypeVar("Answer")
ASKED = tuple[str, Query]
UPDATES = 60


@dataclass(frozen=True)
class Measured:
    """Processor times in milliseconds, in the order of the queries; fewer where they took too long."""

    name: str
    first: Sequence[float]
    """When each word was seen for the first time."""
    again: Sequence[float]
    bare: Sequence[float]
    """Again, without extracts."""
    answers: Sequence[Page]
    memory: float
    """Megabytes of the whole process."""
    updates: Sequence[float] = ()
    waited: Sequence[float] = ()
    """The updates by the clock."""
    suggestions: Sequence[float] = ()
    per_second: float = 0.0
    """Lessons built in a second of processor time."""
    megabytes: float = 0.0
    extra: dict[str, Any] = field(default_factory=dict)


def measure(name: str, folder: Path, built: tuple[float, float], seconds: float) -> Measured:
    """What the engine of this name does in a process of its own; it was built there before.

    After so many seconds of processor time no further query of a round is asked, and no further lesson changed.
    """
    found: Measured = _apart(_measured, name, folder, seconds)
    return replace(found, per_second=built[0], megabytes=built[1])


def build(name: str, folder: Path) -> tuple[float, float]:
    """Build it in a process of its own; lessons per second of processor time, and megabytes on disk."""
    return _apart(_built, name, folder)


def percentile(times: Iterable[float], share: float) -> float:
    """The time that this share of them does not exceed."""
    ordered = sorted(times)
    return ordered[min(len(ordered) - 1, int(len(ordered) * share))] if ordered else float("nan")


def engine(name: str) -> Any:
    """The class that is called so: module, dot, class."""
    module, _, kind = name.partition(".")
    return getattr(import_module(f"bench.engines.{module}"), kind)


def _apart(function: Callable[..., Answer], *given: Any) -> Answer:
    with ProcessPoolExecutor(1, multiprocessing.get_context("spawn")) as process:
        return process.submit(function, *given).result()


def _built(name: str, folder: Path) -> tuple[float, float]:
    given = list(kept(folder))
    before = _bytes(folder)
    begun = time.process_time()
    engine(name).build(folder, given)
    seconds = time.process_time() - begun
    if hasattr(engine(name), "prepare"):
        engine(name).prepare(folder, given)
    return len(given) / seconds, (_bytes(folder) - before) / 1e6


def _bytes(folder: Path) -> int:
    """Size of what is there; the table of texts beside ours is not part of it."""
    return sum(file.stat().st_size for file in folder.rglob("*") if file.is_file() and file.name != "texts.db")


def _measured(name: str, folder: Path, seconds: float) -> Measured:
    opened = engine(name)(folder)
    asked = [query for _, query in queries(kept(folder))]
    first, answers = _times(opened.page, asked, seconds)
    again, _ = _times(opened.page, asked, seconds)
    bare, _ = _times(lambda query: opened.page(query, extracts=False), asked, seconds)
    memory = _memory()
    suggestions = _suggested(opened, folder) if hasattr(opened, "suggest") else []
    updates, waited = _updated(opened, folder, seconds)
    return Measured(name, first, again, bare, answers, memory, updates, waited, suggestions)


def _times(ask: Callable[[Query], Page], asked: Sequence[Query], seconds: float) -> tuple[list[float], list[Page]]:
    times: list[float] = []
    answers = []
    for query in asked:
        begun = time.process_time()
        answers.append(ask(query))
        times.append((time.process_time() - begun) * 1000)
        if sum(times) > seconds * 1000:
            break
    return times, answers


def _updated(opened: Any, folder: Path, seconds: float) -> tuple[list[float], list[float]]:
    """One lesson after the other gets another text; what an engine tidies up when it is found is not counted."""
    made = list(islice(kept(folder), 1000))
    short = "why" not in made[0].sections
    chance = random.Random(3)
    changed = [bench.lessons.lesson(chance.choice(made).id, seed=2, short=short) for _ in range(UPDATES)]
    spent, waited = [], []
    for lesson in changed:
        begun, clock = time.process_time(), time.perf_counter()
        opened.update(lesson)
        spent.append((time.process_time() - begun) * 1000)
        waited.append((time.perf_counter() - clock) * 1000)
        if hasattr(opened, "tidy"):
            opened.tidy()
        if sum(spent) > seconds * 1000:
            break
    return spent, waited


def _suggested(opened: Any, folder: Path) -> list[float]:
    """What 200 readers see as they type the title of a lesson: after one to eight letters."""
    chance = random.Random(4)
    times = []
    for made in islice(kept(folder), 200):
        typed = made.title[: chance.randint(1, 8)].rstrip()
        begun = time.process_time()
        opened.suggest(typed)
        times.append((time.process_time() - begun) * 1000)
    return times


def _memory() -> float:
    status = Path("/proc/self/status").read_text(encoding="ascii")
    return int(status.partition("VmRSS:")[2].split()[0]) / 1000
