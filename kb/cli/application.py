"""What all commands stand on: the application, the group they belong to, refusals as lines of the terminal."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager

import click
from flask import Flask

import config
from kb import create_app
from kb.core.errors import Refusal
from kb.operations import tables


class _Once:
    """The application, built when a command first needs it, so that `kb --help` needs no settings."""

    def __init__(self) -> None:
        self.app: Flask | None = None

    def __call__(self) -> Flask:
        if self.app is None:
            self.app = create_app(config.from_environment())
        return self.app


application = _Once()


@contextmanager
def with_tables() -> Iterator[None]:
    """Inside the application, with a database that has the tables of this version; otherwise says what to type."""
    with application().app_context():
        if tables.behind():
            raise SystemExit("The database has not the tables that this version needs. Type: kb db upgrade")
        yield


@contextmanager
def saying(words: Mapping[type[Refusal], str]) -> Iterator[None]:
    """Turn refusals into a line of the terminal."""
    try:
        yield
    except tuple(words) as refusal:
        raise SystemExit(words[type(refusal)]) from None


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
def kb() -> None:
    """Lessonbank: a knowledge base of lessons from serious case reviews."""
