"""What happens to lessons, as the site would do it: rows, events, one transaction; and an index that follows."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from kb.core import db, events
from kb.core.settings import settings
from kb.lessons.models.lesson import Lesson
from kb.lessons.models.use import LessonUse
from kb.search import local_index, service
from kb.search.indexing import Indexer
from kb.search.local_index import LocalIndex
from kb.search.query import Hits, Query
from tests import factories


def publish(title: str = "Board set up a team that reads every referral", **fields: Any) -> int:
    """A lesson is published; returns its id."""
    with db.transaction():
        return factories.lesson(title, **fields).id


def edit(number: int, **fields: Any) -> None:
    """The live text of a lesson changes."""
    with db.transaction():
        lesson = db.session.get_one(Lesson, number)
        for name, value in fields.items():
            setattr(lesson.live_revision, name, value)
        events.publish(events.LessonPublished(number))


def move(number: int, state: str) -> None:
    """A lesson is hidden, archived, or made public again."""
    with db.transaction():
        revision = db.session.get_one(Lesson, number).live_revision
        assert revision is not None
        revision.state = state
        shown = state == "published"
        events.publish(events.LessonPublished(number) if shown else events.LessonWithdrawn(number))


def withdraw_name(number: int) -> None:
    """The organisation of a lesson asks not to be named."""
    with db.transaction():
        db.session.get_one(Lesson, number).organisation_named = False
        events.publish(events.LessonPublished(number))


def use(number: int, times: int) -> None:
    """So many people say that they used a lesson."""
    with db.transaction():
        db.session.add_all([LessonUse(lesson_id=number, kind="training") for _ in range(times)])
        events.publish(events.LessonPublished(number))


def index() -> LocalIndex:
    """The index of the current application."""
    return local_index.at(settings().index_folder)


def generation() -> str:
    """Name of the generation in use."""
    current = index().folder.current()
    assert current is not None
    return current.generation


def place() -> Path:
    """Folder of the generation in use."""
    return index().folder.place(generation())


@contextmanager
def indexer() -> Iterator[Indexer]:
    """The one writer of the current application's index."""
    index().folder.prepare()
    made = Indexer(index())
    assert made.acquire()
    try:
        yield made
    finally:
        made.release()


def catch_up() -> int:
    """Bring the index up to date; returns how many changed lessons were taken in."""
    with indexer() as writer:
        taken = writer.step()
    index().reader.refresh()
    return taken


def found(text: str = "", **filters: tuple[str, ...]) -> Hits:
    """What a search answers now, in a transaction of its own, as a request would have."""
    db.session.rollback()
    return index().search(Query(text=text, **filters))  # type: ignore[arg-type]


def suggested(typed: str, kind: str = "") -> list[str]:
    """What is suggested, in a transaction of its own, as a request would have."""
    db.session.rollback()
    return [found.text for found in service.suggest(typed) if kind in {"", found.kind}]
