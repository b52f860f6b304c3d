"""Rows of which there may be one: where two write it at the same moment, the database says which came first."""

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.exc import IntegrityError

from kb.core.db import session
from kb.core.errors import Conflict

_OF_SQLITE = {"SQLITE_CONSTRAINT_UNIQUE", "SQLITE_CONSTRAINT_PRIMARYKEY"}


@contextmanager
def being_first() -> Iterator[None]:
    """Write what is done inside, within the current transaction.

    Raises Conflict where there is a row of the same key by now; then nothing that was done inside is written, and what
    the other has written can be read.
    """
    try:
        with session.begin_nested():
            yield
    except IntegrityError as refused:
        if _is_second(refused):
            raise Conflict from None
        raise


def _is_second(refused: IntegrityError) -> bool:
    """Whether a row was refused because of another of its key, and not for what is in it."""
    at_postgresql, at_sqlite = (getattr(refused.orig, name, None) for name in ("sqlstate", "sqlite_errorname"))
    return at_postgresql == "23505" or at_sqlite in _OF_SQLITE
