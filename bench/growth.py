"""How much longer a page takes when there are more lessons: `python -m bench.growth [FEWER MORE] [--full]`."""

import argparse
import tempfile
from pathlib import Path

from bench import lessons
from bench.engines.page import keep
from bench.measuring import Measured, build, measure, percentile
from bench.search import OURS, machine, three


def main() -> None:
    """Measure and print."""
    arguments = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    arguments.add_argument("sizes", nargs="*", type=int, default=[10_000, 60_000])
    arguments.add_argument("--full", action="store_true", help="3,000 characters a lesson instead of 400")
    given = arguments.parse_args()
    found = [_measured(size, short=not given.full) for size in given.sizes]
    print(f"{machine()}\n\n| lessons | page p50 / p95 / p99 | first sight | process MB |\n| --- | --- | --- | --- |")
    for size, engine in zip(given.sizes, found, strict=True):
        print(f"| {size:,} | {three(engine.again)} | {three(engine.first)} | {engine.memory:.0f} |")
    grown = [percentile(found[-1].again, share) / percentile(found[0].again, share) for share in (0.5, 0.95)]
    print(f"\nFrom the first to the last: × {grown[0]:.2f} (p50), × {grown[1]:.2f} (p95).")


def _measured(size: int, *, short: bool) -> Measured:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        keep(folder, lessons.lessons(size, short=short))
        return measure(OURS, folder, build(OURS, folder), 60)


if __name__ == "__main__":
    main()
