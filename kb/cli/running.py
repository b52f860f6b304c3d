"""Commands that run the site, and those about its tables."""

import os
from dataclasses import replace

import click
from flask import Flask

import config
from kb import create_app
from kb.access.actors import OPERATOR
from kb.accounts.passwords import NoPasswords
from kb.accounts.service import registering
from kb.cli.application import application, kb, with_tables
from kb.cli.people import THROUGH_PROVIDER
from kb.content import commands as content_commands
from kb.core import versions, work
from kb.core.errors import Conflict
from kb.core.settings import settings
from kb.expunging.carrying_out import apply_again
from kb.operations import demo as demonstration
from kb.operations import demo_lessons, server, tables
from kb.search import commands as index_commands
from kb.search import worker


@kb.command()
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen on.")
@click.option("--port", default=5000, show_default=True, help="Port to listen on.")
@click.option("--set-up", is_flag=True, help="First bring tables, starter content and index up to date.")
@click.option("--demo", is_flag=True, help="Have one fictional user for each role, with a password that is printed.")
def run(host: str, port: int, set_up: bool, demo: bool) -> None:
    """Serve the site for development."""
    # Where nothing else is said, citations lead to this server.
    here = {"KB_SITE_URL": f"http://{host}:{port}"} if port else {}
    found = config.from_environment({**here, **os.environ})
    if demo and found.environment == "production":
        raise SystemExit("A demonstration has users whose password everybody can see. It does not run in production.")
    if demo and not found.local_accounts:
        raise SystemExit("The people of a demonstration sign in with passwords, so it takes KB_LOCAL_ACCOUNTS=yes.")
    app = application.app = create_app(replace(found, demo=demo))
    if server.taken(host, port):
        raise SystemExit(f"Port {port} is in use. Choose another one: --port {port + 1}")
    if set_up:
        _set_up(app)
    with with_tables():
        _apply_again()
        if demo:
            _show_people()
        elif set_up:
            _show_first_admin_link()
    raise SystemExit(server.serve(app, host, port, click.echo))


def _set_up(app: Flask) -> None:
    """What a new machine needs before the first page; quick where nothing is to do."""
    with app.app_context():
        click.echo(tables.upgrade())
        if content_commands.load(settings().content_folder, click.echo):
            raise SystemExit(1)
        if index_commands.index_rebuild(click.echo, if_needed=True):
            raise SystemExit(1)


def _apply_again() -> None:
    """A copy of the database that was restored still has what was expunged."""
    number = apply_again()
    if number:
        click.echo(f"Removed again what was expunged since this copy of the database was made: {number}.")


def _show_people() -> None:
    people = demonstration.add_people(OPERATOR, None)
    demo_lessons.add_lessons(OPERATOR, None)
    click.secho("DEMONSTRATION: these people are invented, and everybody who can read this can be them.", fg="red")
    for person in people:
        click.echo(f"  {person.email:<32} {person.password}")


def _show_first_admin_link() -> None:
    try:
        link = registering.first_admin_link(OPERATOR, None)
    except Conflict:
        return
    except NoPasswords:
        click.echo(f"There is no admin yet. {THROUGH_PROVIDER}")
    else:
        click.echo(f"There is no admin yet. Whoever opens this link first becomes one: {link}")


@kb.command("work")
@click.option("--once", is_flag=True, help="Do what is due now, and end.")
def work_command(once: bool) -> None:
    """Do what the web process leaves for later: jobs, mail, and this machine's index."""
    with with_tables():
        _apply_again()
        if once:
            click.echo(f"{work.run_due()} done.")
            return
    jobs = work.start(application())
    try:
        worker.run(application())
    finally:
        jobs.stop()


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
