"""Somebody else acts in the middle of what a test does, with a connection of their own."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from threading import Thread
from typing import Any

from apiflask import APIFlask
from sqlalchemy import event

from kb.core import db


@contextmanager
def meanwhile(app: APIFlask, act: Callable[[], object], read: str) -> Iterator[list[object]]:
    """Have somebody else act, once, after a statement that begins so; what came of it is in the list."""
    came: list[object] = []
    begun: list[str] = []

    def run() -> None:
        with app.app_context():
            came.append(act())

    def after(_connection: Any, _cursor: Any, statement: str, *_more: Any) -> None:
        if statement.startswith(read) and not begun:
            begun.append(statement)
            other = Thread(target=run)
            other.start()
            other.join(30)

    event.listen(db.engine(), "after_cursor_execute", after)
    try:
        yield came
    finally:
        event.remove(db.engine(), "after_cursor_execute", after)
