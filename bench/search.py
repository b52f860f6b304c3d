"""Times a page of results beside other engines, in the same run: `python -m bench.search [LESSONS] [--short]`.

Every engine answers the same 200 queries over the same made-up lessons with the whole page. Processor milliseconds;
compare the ratios, not the times. Prints Markdown for docs/performance.md.
"""

import argparse
import os
import platform
import statistics
import tempfile
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path

from bench import lessons
from bench.engines.page import Page, keep, kept
from bench.measuring import Measured, build, measure, percentile
from bench.queries import KINDS, queries

OURS = "ours.Ours"
ENGINES = {
    OURS: "Lessonbank",
    "tantivy.Tantivy": "tantivy, all but two words",
    "tantivy.TantivyAllWords": "tantivy, all words",
    "fts5.Fts5": "FTS5 + SQL facets, all words",
    "fts5.Fts5AnyWord": "FTS5 + SQL facets, any word",
    "tutorial.Tutorial": "Whoosh as in its tutorial",
}
SHARED = {"tantivy.TantivyAllWords": "tantivy.Tantivy", "fts5.Fts5AnyWord": "fts5.Fts5"}
"""Engines that ask the index of another one differently."""
TUTORIAL_UP_TO = 10_000
"""Lessons beyond which Whoosh as in its tutorial does not finish in reasonable time."""


def main() -> None:
    """Measure and print."""
    arguments = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    arguments.add_argument("lessons", nargs="?", type=int, default=2000)
    arguments.add_argument("--short", action="store_true", help="400 characters a lesson instead of 3,000")
    arguments.add_argument("--only", nargs="*", default=list(ENGINES), help="engines beside ours, as in ENGINES")
    arguments.add_argument("--seconds", type=float, default=40, help="processor time for a round of queries")
    given = arguments.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        keep(folder, lessons.lessons(given.lessons, short=given.short))
        kinds = [kind for kind, _ in queries(kept(folder))]
        print(f"### {_what(folder)}\n\n{machine()}\n", *HEAD, sep="\n", flush=True)
        found: list[Measured] = []
        for engine in _measured(folder, given):
            found.append(engine)
            print(page_row(engine, found[0]), flush=True)
    for table in (by_kind(found[0], kinds), builds(found)):
        print("", *table, sep="\n")


def machine() -> str:
    """What it was measured on, and when."""
    cpu = Path("/proc/cpuinfo").read_text(encoding="utf-8").partition("model name\t: ")[2].partition("\n")[0]
    today = date.today()
    return (
        f"{today.day} {today:%B %Y}; {os.cpu_count()} cores, {cpu or platform.machine()}; "
        f"Python {platform.python_version()}; {_load()}"
    )


def _load() -> str:
    return f"load when it began {os.getloadavg()[0]:.1f}"


def _what(folder: Path) -> str:
    sizes = [len(made.document.text) for made in kept(folder)]
    return f"{len(sizes):,} lessons of {statistics.mean(sizes):,.0f} characters, {len(KINDS)} queries"


def _measured(folder: Path, given: argparse.Namespace) -> Iterator[Measured]:
    built = {}
    for name in ENGINES:
        too_many = name.startswith("tutorial") and given.lessons > TUTORIAL_UP_TO
        if name != OURS and (name not in given.only or too_many):
            continue
        owner = SHARED.get(name, name)
        if owner not in built:
            built[owner] = build(owner, folder)
        yield measure(name, folder, built[owner], given.seconds)


# --- tables


HEAD = (
    "| engine | page p50 / p95 / p99 | first sight | without extracts | × ours p50 / p95 | queries | same totals |",
    "| --- | --- | --- | --- | --- | --- | --- |",
)


def page_row(engine: Measured, ours: Measured) -> str:
    """Time of a page, beside ours for the same queries; and how often the totals agree with ours."""
    common = ours.again[: len(engine.again)]
    ratio = [percentile(engine.again, share) / percentile(common, share) for share in (0.5, 0.95)]
    return (
        f"| {ENGINES[engine.name]} | {three(engine.again)} | {three(engine.first)} | {three(engine.bare)} | "
        f"{ratio[0]:.1f} / {ratio[1]:.1f} | {len(engine.again)} | {_agreement(engine, ours)} |"
    )


def _agreement(engine: Measured, ours: Measured) -> str:
    pairs = list(zip(ours.answers, engine.answers, strict=False))
    if engine is ours:
        return ""
    if engine.name == "tantivy.Tantivy":
        same = [(mine, other) for mine, other in pairs if mine.total == other.total]
        return f"{len(same)} of {len(pairs)}; their counts in {sum(_same_counts(*pair) for pair in same)}"
    if engine.name in {"tantivy.TantivyAllWords", "fts5.Fts5"}:
        return f"{sum(mine.with_all == other.total for mine, other in pairs)} of {len(pairs)}"
    return "other rule"


def _same_counts(mine: Page, other: Page) -> bool:
    """Whether every count that both show is the same."""
    return all(
        count == mine.counts[facet].get(slug, count)
        for facet, values in other.counts.items()
        for slug, count in values.items()
    )


def by_kind(ours: Measured, kinds: Sequence[str]) -> list[str]:
    """Our times for each kind of query."""
    rows = ["| kind of query | number | page p50 / p95 / p99 | first sight |", "| --- | --- | --- | --- |"]
    for kind in dict.fromkeys(KINDS):
        again = [time for time, name in zip(ours.again, kinds, strict=False) if name == kind]
        first = [time for time, name in zip(ours.first, kinds, strict=False) if name == kind]
        rows.append(f"| {kind} | {len(again)} | {three(again)} | {three(first)} |")
    return rows


def builds(found: Sequence[Measured]) -> list[str]:
    """Building, size, memory, one changed lesson until it is found; suggestions."""
    rows = [
        "| engine | built per CPU s | index MB | process MB | update p50 / p95 | by the clock | suggest p50 / p95 |",
        "| --- | --- | --- | --- | --- | --- | --- |",
    ]
    for engine in found:
        if engine.name in SHARED:
            continue
        suggested = two(engine.suggestions) if engine.suggestions else ""
        rows.append(
            f"| {ENGINES[engine.name]} | {engine.per_second:,.0f} | {engine.megabytes:.0f} | {engine.memory:.0f} | "
            f"{two(engine.updates)} | {two(engine.waited)} | {suggested} |"
        )
    return rows


def two(times: Sequence[float]) -> str:
    """Median and 95th percentile."""
    return f"{_ms(percentile(times, 0.5))} / {_ms(percentile(times, 0.95))}"


def three(times: Sequence[float]) -> str:
    """Median, 95th and 99th percentile."""
    return f"{two(times)} / {_ms(percentile(times, 0.99))}"


def _ms(time: float) -> str:
    return f"{time:,.0f}" if time >= 100 else f"{time:.1f}"


if __name__ == "__main__":
    main()
