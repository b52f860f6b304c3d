"""Commands that run the site, and those about its tables."""

import os

import click
from flask import Flask

import config
from kb import create_app
from kb.cli.application import application, kb, with_tables
from kb.content import commands as content_commands
from kb.core import versions
from kb.core.settings import settings
from kb.operations import server, tables
from kb.search import commands as index_commands
from kb.search import worker


@kb.command()
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen on.")
@click.option("--port", default=5000, show_default=True, help="Port to listen on.")
@click.option("--set-up", is_flag=True, help="First bring tables, starter content and index up to date.")
def run(host: str, port: int, set_up: bool) -> None:
    """Serve the site for development."""
    # Where nothing else is said, citations lead to this server.
    here = {"KB_SITE_URL": f"http://{host}:{port}"} if port else {}
    app = application.app = create_app(config.from_environment({**here, **os.environ}))
    if server.taken(host, port):
        raise SystemExit(f"Port {port} is in use. Choose another one: --port {port + 1}")
    if set_up:
        _set_up(app)
    with with_tables():
        pass
    raise SystemExit(server.serve(app, host, port, click.echo))


def _set_up(app: Flask) -> None:
    """What a new machine needs before the first page; quick where nothing is to do."""
    with app.app_context():
        click.echo(tables.upgrade())
        if content_commands.load(settings().content_folder, click.echo):
            raise SystemExit(1)
        if index_commands.index_rebuild(click.echo, if_needed=True):
            raise SystemExit(1)


@kb.command()
def work() -> None:
    """Do what the web process leaves for later: keep this machine's index up to date."""
    with with_tables():
        pass
    worker.run(application())


@kb.group()
def db() -> None:
    """The database's tables."""


@db.command()
def upgrade() -> None:
    """Bring the tables to the newest form."""
    with application().app_context():
        click.echo(tables.upgrade())


@db.command()
@click.argument("message")
def revision(message: str) -> None:
    """Write a migration for what was changed in the models; MESSAGE says what it does."""
    with with_tables():
        tables.draft(message)


@db.command()
def touch() -> None:
    """Have every process read anew what was changed with another program, such as psql."""
    with with_tables():
        versions.touch()
