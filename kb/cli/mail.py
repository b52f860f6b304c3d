"""Commands about messages."""

import click

from kb.access.actors import OPERATOR
from kb.cli.application import kb, saying, with_tables
from kb.core.errors import Conflict, NotFound
from kb.mail import service


@kb.group()
def mail() -> None:
    """Messages that went out."""


@mail.command()
@click.argument("message")
@click.argument("reason")
def bounced(message: str, reason: str) -> None:
    """Note that a message came back; MESSAGE is its header Message-ID, REASON what the mail server said."""
    refused = {NotFound: f"There is no message {message}.", Conflict: f"{message} was never sent."}
    with with_tables(), saying(refused):
        service.note_bounce(OPERATOR, message, reason=reason)
        click.echo(f"It is noted that {message} came back.")
