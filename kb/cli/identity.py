"""Commands about the identity check."""

from pathlib import Path

import click

from kb.cli.application import application, kb
from kb.core.settings import settings
from kb.identity import commands

LISTS_OF = click.option(
    "--content",
    "content",
    type=click.Path(path_type=Path, file_okay=False, exists=True),
    help="The content folder whose lists are used, instead of that of the site.",
)


@kb.group()
def identity() -> None:
    """The check that no child can be recognised."""


def _content_folder(given: Path | None) -> Path:
    if given is not None:
        return given
    with application().app_context():
        return settings().content_folder


@identity.command()
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path))
@LISTS_OF
def check(files: tuple[Path, ...], content: Path | None) -> None:
    """Print what may point at a child in text files and documents, and what to write instead.

    Exit code 1 if anything has to be changed, answered, opened or decided, or a file cannot be checked.
    """
    raise SystemExit(commands.identity_check(files, _content_folder(content), click.echo))


@identity.command()
@click.argument("labelled", nargs=-1, required=True, type=click.Path(path_type=Path, dir_okay=False, exists=True))
@click.option("--part", type=click.Choice(("all", "seen", "unseen")), default="all", help="A third is kept unseen.")
@click.option(
    "--name", default=0, metavar="N", help="Print N missed texts and N wrong findings; not of the unseen part."
)
@LISTS_OF
def evaluate(labelled: tuple[Path, ...], part: str, name: int, content: Path | None) -> None:
    """Print precision and recall by level, rule and community of names over labelled files (JSON lines)."""
    raise SystemExit(commands.identity_evaluate(labelled, _content_folder(content), click.echo, part=part, name=name))
