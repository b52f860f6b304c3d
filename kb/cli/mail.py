"""Commands about messages."""

import sys

import click

from kb.access.actors import OPERATOR
from kb.cli.application import kb, saying, with_tables
from kb.core.errors import Conflict, NotFound
from kb.mail import service
from kb.mail.returned import LARGEST, NotReturned, returned


@kb.group()
def mail() -> None:
    """Messages that went out."""


@mail.command()
@click.argument("message")
@click.argument("reason", required=False)
def bounced(message: str, reason: str | None) -> None:
    """Note that a message came back; MESSAGE is its header Message-ID, REASON what the mail server said.

    With - as MESSAGE a returned message is read from standard input, as mail servers send them.
    """
    if message == "-":
        message, reason = _read()
    elif not reason:
        raise click.UsageError("Say what the mail server said, or give - and the returned message on standard input.")
    refused = {NotFound: f"There is no message {message}.", Conflict: f"{message} was never sent."}
    with with_tables(), saying(refused):
        service.note_bounce(OPERATOR, message, reason=reason)
        click.echo(f"It is noted that {message} came back.")


def _read() -> tuple[str, str]:
    try:
        found = returned(sys.stdin.buffer.read(LARGEST + 1))
    except NotReturned as refusal:
        raise SystemExit(f"Nothing is noted. {refusal}") from None
    return found.message_id, found.reason
