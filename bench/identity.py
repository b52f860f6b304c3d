"""Processor time of the identity check, and of rendering the same text: `python -m bench.identity [WORDS]`."""

import argparse
import itertools
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

from markdown import markdown

from bench.search import machine
from kb.identity.check import check_text, families
from kb.identity.lists import Lists, read_lists
from kb.identity.normalising import Reading

CONTENT = Path(__file__).resolve().parent.parent / "content"
ROUNDS = 5
HOSTILE = {
    "no word": "A",
    "one-letter words": "a ",
    "digits": "1",
    "dates": "1 May 2011 ",
    "names": "Mr John Smith ",
    "line ends": "\n",
    "dashes": "-",
    "table": "| a ",
}
"""Shapes that invite a pattern to go back again and again; 50,000 characters of each, and twice as many."""


def main() -> None:
    """Measure and print."""
    arguments = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    arguments.add_argument("words", nargs="?", type=int, default=20_000)
    words = arguments.parse_args().words
    lists, text = read_lists(CONTENT / "lists"), starter_text(words)
    check_text(text[:5000], lists)  # patterns are made of the lists once
    whole = _least(lambda: check_text(text, lists))
    rendered = _least(lambda: markdown(text))
    print(f"{machine()}\n\n{words:,} words of lessons: {whole:.2f} s, {words / whole:,.0f} words a second;")
    print(f"rendering the same text by Markdown: {rendered:.2f} s, so x {whole / rendered:.1f}.\n")
    print("| family | seconds |\n| --- | --- |")
    for name, seconds in _by_family(text, lists).items():
        print(f"| {name} | {seconds:.3f} |")
    print("\n| shape | 50,000 characters | twice as many |\n| --- | --- | --- |")
    for name, piece in HOSTILE.items():
        once, twice = (_least(partial(check_text, part, lists), 1) for part in _two_lengths(piece))
        print(f"| {name} | {once:.2f} s | x {twice / once:.1f} |")


def starter_text(words: int) -> str:
    """So many words of the starter lessons, from the beginning again where they end."""
    bodies = (path.read_text("utf-8").split("\n---\n", 1)[1] for path in sorted((CONTENT / "lessons").glob("*.md")))
    lines = itertools.cycle("\n".join(bodies).splitlines(keepends=True))
    text, number = [], 0
    while number < words:
        text.append(next(lines))
        number += len(text[-1].split())
    return "".join(text)


def _two_lengths(piece: str) -> tuple[str, str]:
    return piece * (50_000 // len(piece)), piece * (100_000 // len(piece))


def _least(act: Callable[[], object], rounds: int = ROUNDS) -> float:
    """Seconds of processor time of the quickest round."""
    times = []
    for _ in range(rounds):
        began = time.process_time()
        act()
        times.append(time.process_time() - began)
    return min(times)


def _by_family(text: str, lists: Lists) -> dict[str, float]:
    """Seconds of each family, in their order, in one round; what all need (words, sentences) counts for the first."""
    reading, found = Reading(text), {}
    for family in families():
        began = time.process_time()
        reading.take(family.find(reading, lists))
        found[family.__name__.rpartition(".")[2]] = time.process_time() - began
    return found


if __name__ == "__main__":
    main()
