"""Commands about content, index, search, lessons and reports."""

from collections.abc import Callable
from pathlib import Path

import click

from kb.access.actors import OPERATOR, Permission
from kb.access.use_case import note_reading
from kb.cli.application import application, kb, saying, with_tables
from kb.content import commands as content_commands
from kb.core.errors import Conflict, Invalid, NotFound
from kb.core.settings import settings
from kb.desk.service import hiding
from kb.lessons.references import lesson_meant
from kb.search import commands as index_commands
from kb.site import queries as site_queries
from kb.site import service as site_service


@kb.group()
def content() -> None:
    """The files of content/."""


def _content_folder(given: Path | None) -> Path:
    if given is not None:
        return given
    with application().app_context():
        return settings().content_folder


folder = click.argument("folder", required=False, type=click.Path(path_type=Path, file_okay=False))


@content.command()
@folder
@click.option("--reading-ages", is_flag=True, help="Print how old a reader of each section has to be instead.")
def check(folder: Path | None, reading_ages: bool) -> None:
    """Name every fault of every content file, with its line."""
    for_site = folder is None  # the configured folder has to have the site's own pages too
    if reading_ages:
        raise SystemExit(content_commands.reading_ages(_content_folder(folder), click.echo))
    raise SystemExit(content_commands.check(_content_folder(folder), click.echo, for_site=for_site))


@content.command()
@folder
def load(folder: Path | None) -> None:
    """Put the content files into the database, all or nothing."""
    with with_tables():
        raise SystemExit(content_commands.load(_content_folder(folder), click.echo))


@content.command()
@click.argument("folder", type=click.Path(path_type=Path, file_okay=False))
def export(folder: Path) -> None:
    """Write what is published as content files."""
    with with_tables():
        raise SystemExit(content_commands.export(folder, click.echo))


@kb.group()
def index() -> None:
    """This machine's search index."""


@index.command()
def status() -> None:
    """Say how the index stands."""
    with with_tables():
        raise SystemExit(index_commands.index_status(click.echo))


@index.command()
@click.option("--if-needed", is_flag=True, help="Where the index is in order only take in what changed.")
def rebuild(if_needed: bool) -> None:
    """Build the index anew beside the old one, then change over."""
    with with_tables():
        raise SystemExit(index_commands.index_rebuild(click.echo, if_needed=if_needed))


@index.command()
def verify() -> None:
    """Compare the index with the database."""
    with with_tables():
        raise SystemExit(index_commands.index_verify(click.echo))


@kb.group()
def search() -> None:
    """How good the search is, and why it finds what it finds."""


@search.command()
@click.argument("path", type=click.Path(path_type=Path))
def evaluate(path: Path) -> None:
    """Run judged searches and print nDCG@10, MAP and MRR.

    PATH is a file with searches over the lessons of this site, or a folder with a test collection (SMART, BEIR, TREC).
    """
    if path.is_dir():
        raise SystemExit(index_commands.search_evaluate_collection(path, click.echo))
    with with_tables():
        raise SystemExit(index_commands.search_evaluate(path, click.echo))


@search.command()
@click.argument("words", nargs=-1, required=True)
def explain(words: tuple[str, ...]) -> None:
    """Say how a search is read, and how the first lessons came to their places."""
    with with_tables():
        raise SystemExit(index_commands.search_explain(" ".join(words), click.echo))


@kb.group()
def lessons() -> None:
    """Lessons that are public."""


why = click.option("--reason", prompt="Why", help="For the editorial team and the writers of the lesson.")


@lessons.command()
@click.argument("reference")
@why
def hide(reference: str, reason: str) -> None:
    """Take a lesson (LB-0042) away from the public at once."""
    _change_lesson(hiding.hide, reference, reason, "is hidden from now on", "is not public")


@lessons.command()
@click.argument("reference")
@why
def unhide(reference: str, reason: str) -> None:
    """Show a hidden lesson (LB-0042) again."""
    _change_lesson(hiding.unhide, reference, reason, "is public again", "is not hidden")


def _change_lesson(verb: Callable[..., None], reference: str, reason: str, done: str, refused: str) -> None:
    with with_tables(), saying({NotFound: f"There is no lesson {reference}.", Conflict: f"{reference} {refused}."}):
        try:
            lesson = lesson_meant(reference)
            if lesson is None:
                raise NotFound
            verb(OPERATOR, lesson, reason=reason)
        except Invalid as refused:
            raise SystemExit(f"{refused.problems['reason']}.") from None
        click.echo(f"{lesson.reference} {done}.")


@kb.group()
def reports() -> None:
    """What readers sent with "report a problem"."""


@reports.command("list")
@click.option("--all", "closed_too", is_flag=True, help="Those marked as dealt with, too.")
def list_reports(closed_too: bool) -> None:
    """Show the reports, those about identity first, then the oldest."""
    with with_tables():
        note_reading(OPERATOR, Permission.REPORT_HANDLE, verb="reports.list")
        for report in site_queries.reports(closed_too=closed_too):
            for line in site_queries.lines(report):
                click.echo(line)


@reports.command()
@click.argument("number", type=int)
def close(number: int) -> None:
    """Mark a report as dealt with."""
    with with_tables(), saying({NotFound: f"There is no report {number}.", Conflict: f"Report {number} is closed."}):
        site_service.close(OPERATOR, site_queries.report_by_number(number))
        click.echo(f"Report {number} is marked as dealt with.")


@reports.command()
@click.argument("number", type=int)
@click.confirmation_option(prompt="Delete it for good?")
def delete(number: int) -> None:
    """Remove a report for good."""
    with with_tables(), saying({NotFound: f"There is no report {number}."}):
        site_service.delete(OPERATOR, site_queries.report_by_number(number))
        click.echo(f"Report {number} is deleted.")
