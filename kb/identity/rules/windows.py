"""The sentences that a rule has to look at: most have none of its words, and nothing costs less than not to look."""

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from weakref import WeakKeyDictionary

from kb.identity.normalising import Reading

_LONGEST = 600
"""Characters of a sentence that are read together; in a list without full stops a sentence has no end."""
_OVERLAP = 120
_STEM = 4
"""Letters by which a word is looked up."""
_WORD = re.compile(r"[^\W\d_]+")
_LITERAL = re.compile(r"(?<!\\)[a-z]{2,}\??|(?<![\\a-z])[A-Z](?![A-Za-z])", re.ASCII)
_ENDINGS = frozenset(
    "ed es ies in ing ted ned led ped ting ping ning ling to of the his her on up at an or and out for".split()
)
"""Parts of patterns that are no beginnings of words that matter."""
_CAPITAL = re.compile(r"(?<![\\?])[A-ZÀ-Þ]")
"""A capital letter of a pattern that stands for itself."""
_FLAGS_INSIDE = re.compile(r"\(\?[a-zA-Z]*-?i")
_BEGINNINGS: WeakKeyDictionary[Reading, list[frozenset[str]]] = WeakKeyDictionary()


@lru_cache(maxsize=64)
def _stems_in(pattern: re.Pattern[str]) -> frozenset[str]:
    """The beginnings of all words that a pattern of plain words can find, and some more."""
    stems = set()
    for word in _LITERAL.findall(re.sub(r"[A-Z]{2,}|[A-Z][a-z]", lambda match: match.group().lower(), pattern.pattern)):
        stems |= {word.rstrip("?").lower()[:_STEM], word[:-2][:_STEM] if word.endswith("?") else word.lower()[:_STEM]}
    return frozenset(stems) - _ENDINGS


def _beginnings(reading: Reading) -> list[frozenset[str]]:
    """The beginnings of the words of each sentence, and its short words as they are."""
    found = _BEGINNINGS.get(reading)
    if found is None:
        found = []
        for sentence in reading.sentences:
            words = set(_WORD.findall(sentence.text.lower()))
            found.append(frozenset((*words, *(word[:3] for word in words), *(word[:_STEM] for word in words))))
        _BEGINNINGS[reading] = found
    return found


@lru_cache(maxsize=128)
def _in_small(pattern: re.Pattern[str]) -> re.Pattern[str] | None:
    """The same pattern for a text in small letters, which is some times faster than one that takes any letter case."""
    if not pattern.flags & re.IGNORECASE or _FLAGS_INSIDE.search(pattern.pattern):
        return None
    small = _CAPITAL.sub(lambda match: match.group().lower(), pattern.pattern)
    return re.compile(small, pattern.flags & ~re.IGNORECASE)


def search(reading: Reading, pattern: re.Pattern[str], start: int, end: int) -> bool:
    """Whether a pattern is anywhere in a stretch of the text."""
    small = _in_small(pattern)
    if small is None:
        return pattern.search(reading.text, start, end) is not None
    return small.search(reading.small, start, end) is not None


def merged(spans: Iterable[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Spans in order, those that overlap as one."""
    last: tuple[int, int] | None = None
    for start, end in sorted(spans):
        if last and start < last[1]:
            last = (last[0], max(last[1], end))
            continue
        if last:
            yield last
        last = (start, end)
    if last:
        yield last


def windows(
    reading: Reading,
    *needed: re.Pattern[str],
    but: re.Pattern[str] | None = None,
    words: tuple[re.Pattern[str], ...] = (),
) -> Iterator[tuple[int, int]]:
    """Where each sentence that has all of these begins and ends; long ones in pieces that overlap.

    `words` are patterns of whole words, each beginning with letters: they are needed too, and cost less.
    """
    stems = [_stems_in(pattern) for pattern in words]
    beginnings = _beginnings(reading) if words else []
    for number, sentence in enumerate(reading.sentences):
        if stems and any(each.isdisjoint(beginnings[number]) for each in stems):
            continue
        start = sentence.start
        while True:
            end = min(sentence.end, start + _LONGEST)
            if all(search(reading, pattern, start, end) for pattern in (*needed, *words)) and not (
                but and search(reading, but, start, end)
            ):
                yield start, end
            if end == sentence.end:
                break
            start = end - _OVERLAP
