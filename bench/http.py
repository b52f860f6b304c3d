"""Processor time of a page under the real server: `python -m bench.http [LESSONS]`.

Makes a database with generated full-length lessons, builds the index, starts gunicorn with two workers and production
settings, and asks for pages over one kept connection. What counts is the time that the workers' processes took, as the
kernel counts it, divided by the number of requests. Addresses vary, so that no page was rendered before; "again" and
"unchanged" ask for one address many times. A folder given as KB_TEST_BENCH_FOLDER is kept and used again.
"""

import os
import platform
import random
import re
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from http.client import HTTPConnection
from itertools import count as numbers
from itertools import islice
from pathlib import Path
from urllib.parse import urlencode

import bench.lessons
from bench.database import HERE, environment, prepare
from bench.queries import queries

WORKERS, THREADS = 2, 4
TICKS = os.sysconf("SC_CLK_TCK")
ASKED = 200


# --- the server and its processes


@dataclass
class Server:
    """A running gunicorn and the numbers of its workers."""

    port: int
    workers: list[int]

    def processor(self) -> float:
        """Seconds of processor time that the workers have taken."""
        fields = [Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split() for pid in self.workers]
        return sum(int(of[11]) + int(of[12]) for of in fields) / TICKS

    def memory(self, kind: str) -> float:
        """Megabytes of the workers together: `Rss`, or `Pss`, in which pages that they share are counted once."""
        texts = [Path(f"/proc/{pid}/smaps_rollup").read_text() for pid in self.workers]
        return sum(int(re.search(rf"^{kind}:\s+(\d+)", text, re.M)[1]) for text in texts) / 1024  # type: ignore[index]


@contextmanager
def serving(folder: Path) -> Iterator[Server]:
    """Gunicorn as the README starts it, on a port of its own."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [sys.executable, "-m", "gunicorn", "--no-control-socket", "--workers", str(WORKERS)]
    process = subprocess.Popen(
        [*command, "--threads", str(THREADS), "--log-level", "warning", "--bind", f"127.0.0.1:{port}", "wsgi:app"],
        cwd=HERE,
        env={**os.environ, **environment(folder)},
    )
    try:
        yield Server(port, _workers(process.pid, port))
    finally:
        process.terminate()
        process.wait(30)


def _workers(master: int, port: int) -> list[int]:
    """The workers' process numbers, once they answer."""
    for _ in range(300):
        time.sleep(0.1)
        found = [int(pid) for pid in Path(f"/proc/{master}/task/{master}/children").read_text().split()]
        try:
            Reader(port).get("/health/live")
        except OSError:
            continue
        if len(found) == WORKERS:
            return found
    raise SystemExit("the server did not start")


class Reader:
    """A browser without cookies that keeps its connection."""

    def __init__(self, port: int) -> None:
        self.connection = HTTPConnection("127.0.0.1", port, timeout=60)

    def get(self, address: str, **headers: str) -> tuple[int, dict[str, str], bytes]:
        self.connection.request("GET", address, headers=headers)
        answer = self.connection.getresponse()
        return answer.status, {name.lower(): value for name, value in answer.getheaders()}, answer.read()


# --- what is asked


@dataclass(frozen=True)
class Row:
    """A kind of request: how many were made, milliseconds of processor time of each, bytes of an answer."""

    name: str
    requests: int
    milliseconds: float
    size: float


def searches(*, filtered: bool) -> Iterator[str]:
    """Addresses of searches of mixed kinds, with one or two filters or without any; no two are the same."""
    seen = set()
    for seed in numbers(1):
        for _, query in queries(bench.lessons.lessons(500), seed):
            address = "/search?" + urlencode(query.to_args())
            if bool(query.filters) == filtered and address not in seen:
                seen.add(address)
                yield address


def measure(server: Server, name: str, addresses: Iterable[str], **headers: str) -> Row:
    """Ask for all of these, one after the other; each process has had a few of them before."""
    reader, wanted = Reader(server.port), list(addresses)
    size, before = 0, server.processor()
    for address in wanted:
        status, _, body = reader.get(address, **headers)
        if status != (304 if headers else 200):
            raise SystemExit(f"{address} was answered with {status}")
        size += len(body)
    return Row(name, len(wanted), (server.processor() - before) * 1000 / len(wanted), size / len(wanted))


def rows(server: Server, count: int) -> Iterator[Row]:
    """Everything that is measured, in turn."""
    chance = random.Random(2)
    lessons = [f"/lessons/made-up-{n}" for n in chance.sample(range(1, count + 1), min(400, count))]
    plain, filtered = (list(islice(searches(filtered=f), 2 * ASKED)) for f in (False, True))
    themes = ("neglect", "domestic-abuse", "voice-of-the-child", "recording")
    for n, address in enumerate(
        [*plain[ASKED:], *filtered[ASKED:]]
    ):  # words are seen for the first time by both workers
        for turn in range(2):
            Reader(server.port).get(f"{address}&n={turn}")
            Reader(server.port).get(f"{lessons[n % len(lessons)]}?n={turn}")
    for n in range(10):
        Reader(server.port).get(f"/?w={n}")
        Reader(server.port).get(f"/themes/{themes[n % len(themes)]}?w={n}")
    yield measure(server, "nothing (/health/live)", ["/health/live"] * 1000)
    yield measure(server, "home", (f"/?n={n}" for n in range(ASKED)))
    yield measure(server, "lesson", lessons)
    yield measure(server, "search", plain[:ASKED])
    yield measure(server, "search with filters", filtered[:ASKED])
    typed = [word[:n] for word in chance.choices(bench.lessons.words_of_the_content(), k=80) for n in (2, 3, 4, 5)]
    yield measure(server, "suggestions", (f"/search/suggestions?{urlencode({'q': word})}" for word in typed))
    yield measure(server, "theme", (f"/themes/{theme}?page={n}" for n in range(1, 26) for theme in themes))
    for name, address in (("home", "/"), ("lesson", lessons[0]), ("search", plain[0])):
        yield measure(server, f"{name}, again", [address] * 400)
        tag = Reader(server.port).get(address)[1]["etag"]
        yield measure(server, f"{name}, unchanged (304)", [address] * 400, **{"If-None-Match": tag})


def main(count: int) -> None:
    """Print the table."""
    kept = os.environ.get("KB_TEST_BENCH_FOLDER")
    folder = Path(kept or tempfile.mkdtemp(prefix="bench-http-"))
    folder.mkdir(exist_ok=True)
    try:
        prepare(folder, count)
        print(f"#### {count:,} lessons, gunicorn with {WORKERS} workers\n")
        print(f"{date.today().day} {date.today():%B %Y}; {os.cpu_count()} cores, {platform.machine()}; Python "
              f"{platform.python_version()}; load when it began {os.getloadavg()[0]:.1f}\n")  # fmt: skip
        print("| request | number | processor ms each | kB |\n| --- | --- | --- | --- |")
        with serving(folder) as server:
            for row in rows(server, count):
                print(f"| {row.name} | {row.requests} | {row.milliseconds:.2f} | {row.size / 1000:.1f} |", flush=True)
            whole, once = server.memory("Rss"), server.memory("Pss")
            print(f"\nBoth workers together take {whole:.0f} MB; {once:.0f} MB where what they share is counted once.")
    finally:
        if not kept:
            shutil.rmtree(folder)


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 10_000)
