"""Did you mean: typing errors in words that hardly any lesson has, corrected by words that lessons have.

Compared are the words that begin with the same letter, and those one step away at the first letter: nearly all errors
come later in a word, and a twentieth of the words can be compared in a moment.
"""

import math
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import pairwise
from string import ascii_lowercase
from typing import Protocol

import numpy as np
from rapidfuzz import process
from rapidfuzz.distance import OSA

from kb.search.expression import Word
from kb.search.parsing import PHRASE, PLAIN, Typed, pieces, runs
from kb.search.query import Hits, Understood
from kb.search.snapshot import Snapshot
from kb.search.whoosh_index import stem

FEW = 3
"""Lessons with all words from which on nothing is suggested."""
RARE = 2
MUCH_MORE = 20
"""A word that so few lessons have is taken for an error where so many times more have another."""
SHORTEST = 4
SHORTEST_PART = 3
LONG = 8
"""Letters from which on two errors are looked for in a word."""
MOST_WORDS = 3
SAME_FINGER = ("qwertyuiop", "asdfghjkl", "zxcvbnm")


class Words(Protocol):
    """The words of the index, in the form in which they stand in texts, folded."""

    def words(self, beginning: str = "") -> Iterator[str]:
        """Those that begin so; words that only withdrawn lessons have may be among them."""


Lessons = Callable[[str], int]
"""How many lessons have a word; those that were withdrawn do not count."""


@dataclass(frozen=True, slots=True)
class Correction:
    """A text that finds more, and how many lessons have all its words."""

    text: str
    with_all: int


def correction(snapshot: Snapshot, hits: Hits, hidden: Collection[int]) -> Correction | None:
    """What may have been meant, where hardly a lesson has all words and a text with errors corrected finds more.

    Raises Damaged.
    """
    index, scoring = snapshot.index, snapshot.scoring
    if index is None or scoring is None or hits.with_all >= FEW or not hits.understood.expression.clauses:
        return None
    visible = snapshot.visible(hidden)

    def having(word: str) -> int:
        found = scoring.found(Word(word))
        return int(np.count_nonzero(visible[found.at] & (found.met > 0)))

    def exactly(word: str) -> int:
        if word not in index.lexicon:
            return 0  # so is nearly everything that is tried
        rows = snapshot.rows[index.with_word(word)]
        return int(np.count_nonzero(visible[rows[rows >= 0]]))

    text = correct(hits.understood, index.lexicon, having, exactly)
    if text is None:
        return None
    _, with_all = snapshot.totals(replace(hits.query, text=text, page=1), hidden)
    return Correction(text, with_all) if with_all > hits.with_all else None


def correct(understood: Understood, known: Words, having: Lessons, exactly: Lessons) -> str | None:
    """The text with its errors corrected, all else as it was typed; None where none is seen.

    `having` counts the lessons that have a word in any form, `exactly` those that have this very one: nothing is
    suggested that no lesson has.
    """
    typed = list(_typed(understood))
    doubtful = [word for word in typed if having(word.folded) <= RARE]
    joined = list(_joined(understood.text, exactly))
    changes = [join for join in joined if any(_inside(word, join) for word in doubtful)]
    rest = [word for word in doubtful if not any(_inside(word, join) for join in changes)]
    looked_at = list(dict.fromkeys(word.folded for word in rest))[:MOST_WORDS]
    better = {word: _better(word, having(word), known, exactly) for word in looked_at}
    changes += [(word.start, word.end, other) for word in rest if (other := better.get(word.folded))]
    if changes:
        sound = [word for word in typed if word not in doubtful][:MOST_WORDS]
        changes += [(w.start, w.end, other) for w in sound if (other := _finished(w.folded, known, exactly))]
    text = understood.text
    for start, end, other in sorted(changes or joined[:1], reverse=True):
        text = text[:start] + other + text[end:]
    return text if text != understood.text else None


def _inside(word: Typed, change: tuple[int, int, str]) -> bool:
    return change[0] <= word.start and word.end <= change[1]


def _typed(understood: Understood) -> Iterator[Typed]:
    """The wanted words that may be errors: no short ones, no numbers, no ends of words, no names that are known."""
    named = {
        number
        for widening in understood.expression.widenings
        if any(widening.names)
        for number in range(widening.first, widening.last + 1)
    }
    clause = 0
    for piece in pieces(understood.text)[0]:
        wanted = piece.term is not None and not piece.unwanted
        if wanted and piece.kind in (PLAIN, PHRASE) and clause not in named:
            for word in piece.words:
                an_end = understood.text[word.start - 1 : word.start] == "*"
                if len(word.folded) >= SHORTEST and word.folded.isalpha() and not (word.too_common or an_end):
                    yield word
        clause += wanted


def _better(word: str, lessons: int, known: Words, exactly: Lessons) -> str | None:
    """The best word, or two words, for one that so many lessons have; None where it is as good as any."""
    candidates = [
        (_cost(word, other, distance, often), other, often)
        for other, distance in {**dict(_same_beginning(word, known)), **dict(_other_beginning(word))}.items()
        if (often := exactly(other))
    ]
    if not lessons:
        candidates += [(1.0 - _worth(often), parts, often) for parts, often in _parts(word, exactly)]
    for _, other, often in sorted(candidates):
        if stem(other) == stem(word):
            return None  # it is known in another form
        if not lessons or often >= MUCH_MORE * lessons:
            return other
    return None


def _finished(word: str, known: Words, exactly: Lessons) -> str | None:
    """The word of which only the last letter is missing, where that makes no difference to what is found: "abus"."""
    if exactly(word):
        return None
    longer = (other for other in known.words(word) if len(other) == len(word) + 1 and not other.endswith("s"))
    return max((other for other in longer if stem(other) == stem(word) and exactly(other)), key=exactly, default=None)


def _same_beginning(word: str, known: Words) -> Iterator[tuple[str, int]]:
    """Words with the same first letter that are one error away, two where the word is long."""
    most = 2 if len(word) >= LONG else 1
    others = list(known.words(word[0]))
    for other, distance, _ in process.extract(word, others, scorer=OSA.distance, score_cutoff=most, limit=None):
        if distance and len(other) >= SHORTEST_PART:
            yield other, int(distance)


def _other_beginning(word: str) -> Iterator[tuple[str, int]]:
    """What is one error away, which is in the first letter; hardly any of it is a word."""
    edits = [word[1:], word[1] + word[0] + word[2:]]
    edits += [letter + rest for rest in (word, word[1:]) for letter in ascii_lowercase]
    return ((other, 1) for other in edits if other[0] != word[0])


def _parts(word: str, exactly: Lessons) -> Iterator[tuple[str, int]]:
    """The two words that one may have been, without the blank between them, and how many lessons have the rarer."""
    for at in range(SHORTEST_PART, len(word) - SHORTEST_PART + 1):
        often = exactly(word[:at]) and min(exactly(word[:at]), exactly(word[at:]))
        if often:
            yield f"{word[:at]} {word[at:]}", often


def _joined(text: str, exactly: Lessons) -> Iterator[tuple[int, int, str]]:
    """Neighbouring words that are one, with a blank too many."""
    behind = 0
    for run in runs(text):
        for (word, _), (after, _) in pairwise(run):
            one = word.folded + after.folded
            apart = word.start >= behind and text[word.end : after.start].isspace()
            if apart and len(one) > SHORTEST and exactly(one):
                behind = after.end
                yield word.start, after.end, one


def _cost(word: str, other: str, distance: int, frequency: int) -> float:
    """How unlikely it is that the other word was meant."""
    easy = distance == 1 and _easy(word, other)
    return distance - 0.3 * easy + 0.5 * (word[0] != other[0]) - _worth(frequency)


def _worth(frequency: int) -> float:
    return 0.15 * math.log10(1 + frequency)


def _easy(word: str, other: str) -> bool:
    """Whether fingers make the error by themselves: letters swapped, doubled or not, or the key beside."""
    if len(word) == len(other):
        first, *more = [(typed, meant) for typed, meant in zip(word, other, strict=True) if typed != meant]
        return bool(more) or any(abs(row.find(first[0]) - row.find(first[1])) == 1 for row in _rows(first))
    return _singled(word) == _singled(other)


def _rows(letters: Iterable[str]) -> list[str]:
    return [row for row in SAME_FINGER if all(letter in row for letter in letters)]


def _singled(word: str) -> str:
    """The word with one letter for each double one."""
    return "".join(letter for letter, after in pairwise(f"{word} ") if letter != after)
