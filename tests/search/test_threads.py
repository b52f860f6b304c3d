"""Threads search while lessons come and go: they never find one that is gone, and miss none that is there."""

import random
import threading
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field

from apiflask import APIFlask

from kb.core import db
from kb.search.documents import documents
from kb.search.filterables import filterables
from kb.search.indexing import Indexer
from kb.search.query import Hits, Query
from tests import factories
from tests.search.lessons import found, index, indexer, move
from tests.search.reference import Reference

LESSONS = 500
AT_ONCE = 10
"""Lessons that are published in one transaction; half as many are archived after it, each in one of its own."""
SUBJECTS = 100
"""Each lesson is on one of so many subjects: few enough lessons on one for a page."""
THREADS = 8
PAUSE = 0.1
"""Seconds between two searches of a thread, so that the one that writes gets on."""


@dataclass
class Known:
    """What is true of lessons, as far as a thread that looks at it can rely on it."""

    subject: dict[int, int] = field(default_factory=dict)
    published: set[int] = field(default_factory=set)
    """In the index from then on."""
    leaving: set[int] = field(default_factory=set)
    gone: set[int] = field(default_factory=set)


def test_threads_never_find_a_lesson_that_is_gone_or_miss_one_that_is_there(app: APIFlask) -> None:
    known, over, wrong = Known(), threading.Event(), []
    searches: dict[int, int] = defaultdict(int)

    def look(chance: random.Random, number: int) -> None:
        with app.app_context():
            while not over.wait(PAUSE) and not wrong:
                subject = chance.randrange(SUBJECTS)
                there, gone = set(known.published), set(known.gone)
                hits = found(question(chance, subject))
                there -= known.leaving
                wanted = {n for n in there if known.subject[n] == subject}
                wrong.extend(faults(hits, subject, wanted, gone, known))
                searches[number] += 1
            db.session.remove()

    threads = [threading.Thread(target=look, args=(random.Random(n), n)) for n in range(THREADS)]
    with indexer() as writer:
        writer.step()
        for thread in threads:
            thread.start()
        try:
            publish_and_archive(known, writer, lambda: bool(wrong))
        finally:
            over.set()
            for thread in threads:
                thread.join()
    assert wrong == []
    assert sum(searches.values()) > THREADS * 5
    in_the_end_it_is_what_the_reference_finds(known)


def question(chance: random.Random, subject: int) -> str:
    word = f"subject{subject}"
    return chance.choice((word, f'"lesson on {word}"', f"{word} lesso* -nowhere", f"Lesson on {word}"))


def faults(hits: Hits, subject: int, wanted: set[int], gone: set[int], known: Known) -> list[str]:
    """What is wrong with an answer, given what was there and gone before it was asked for."""
    ids = set(hits.ids[: hits.with_all])
    others = {number for number in ids if known.subject.get(number, subject) != subject}
    return [
        f"{hits.query.text}: {text} {sorted(numbers)}"
        for text, numbers in (
            ("gone", set(hits.ids) & gone),
            ("missed", wanted - ids),
            ("not on it", others),
        )
        if numbers
    ] + [f"{hits.query.text}: {hits}" for _ in range(hits.stale or len(set(hits.ids)) < len(hits.ids))]


def publish_and_archive(known: Known, writer: Indexer, stop: Callable[[], bool]) -> None:
    """Lessons are published; half of them are archived some time later, some of these before the index knows."""
    chance = random.Random(1)
    for turn in range(LESSONS // AT_ONCE):
        subjects = [chance.randrange(SUBJECTS) for _ in range(AT_ONCE)]
        with db.transaction():
            titles = [(f"Lesson on subject{n}", f"Something on subject{n} was found.") for n in subjects]
            made = [factories.lesson(title, found=text).id for title, text in titles]
        known.subject.update(zip(made, subjects, strict=True))
        for _ in range(AT_ONCE // 2):
            archive(chance.choice(sorted(known.subject.keys() - known.gone)), known)
        if turn % 2:
            writer.step()
            index().reader.refresh()
            known.published.update(known.subject)
        if stop():
            return


def archive(number: int, known: Known) -> None:
    known.leaving.add(number)
    move(number, "archived")
    known.gone.add(number)


def in_the_end_it_is_what_the_reference_finds(known: Known) -> None:
    theirs = Reference(documents(), filterables())
    snapshot = index().reader.snapshot()
    for subject in range(SUBJECTS):
        for text in (f"subject{subject}", f"Lesson on subject{subject}", "found"):
            hits = snapshot.answer(Query(text), ())
            expected = theirs.answer(hits.understood.expression, hits.query)
            assert (hits.total, hits.ids) == (len(expected.ids), expected.page(1)), text
    assert found("lesson").total == len(known.subject) - len(known.gone) == LESSONS - len(known.gone)
