"""`kb content check | load | export`: prints what the library part finds, and gives the exit code."""

from collections.abc import Callable
from pathlib import Path

from sqlalchemy import inspect

from kb.access.actors import OPERATOR
from kb.content import fields
from kb.content.checking import Checked, check_folder
from kb.content.checking_identity import check_identity
from kb.content.checking_prose import age_of
from kb.content.exporting import ExportRefused, export_to
from kb.content.faults import Fault
from kb.content.folders import is_of_site
from kb.content.loading import load as load_contents
from kb.content.outcomes import LoadRefused, Tally
from kb.core import db
from kb.lessons import renderings

Echo = Callable[[str], None]


def check(folder: Path, echo: Echo, *, for_site: bool = False) -> int:
    """Name every fault of every file; 0 where there is none. Warnings are printed and count for nothing.

    The files that are not loaded have to be there `for_site`, and where any of them is there.
    """
    checked = _checked(folder, echo, for_site=for_site or is_of_site(folder), prose=True)
    if checked is None:
        return 1
    faults = sorted([*checked.faults, *checked.editorial, *check_identity(folder, checked.passages)])
    _name(faults, folder, echo)
    shown = _from_here(folder)
    for warning in checked.warnings:
        echo(f"Warning: {shown}{warning}")
    if faults:
        return 1
    warned = f", {_count(len(checked.warnings), 'warning')}" if checked.warnings else ""
    echo(f"{checked.files} files checked, nothing wrong{warned}.")
    return 0


def reading_ages(folder: Path, echo: Echo) -> int:
    """Print the reading age of every section of every lesson, hardest first."""
    checked = _checked(folder, echo, prose=False)
    if checked is None:
        return 1
    ages = [(age_of(passage), passage) for passage in checked.passages if passage.key in fields.SECTIONS]
    for age, passage in sorted(((a, p) for a, p in ages if a is not None), key=lambda found: -found[0]):
        echo(f"{age:5.1f}  {passage.file.path}:{passage.line}  {passage.key}")
    return 0


def load(folder: Path, echo: Echo) -> int:
    """Put the files into the database, all or nothing; 0 where that was done."""
    checked = _checked(folder, echo, prose=False)
    if checked is not None:
        _name(checked.faults, folder, echo)
    if checked is None or checked.faults:
        echo("Nothing was loaded.")
        return 1
    if not inspect(db.engine()).has_table("lesson"):
        echo("The database has no tables yet, so nothing was loaded. First type: kb db upgrade")
        return 1
    notes: list[str] = []

    def report(tally: Tally) -> None:
        echo(str(tally))
        notes.extend(tally.notes)

    try:
        written = load_contents(OPERATOR, checked.contents, report=report)
    except LoadRefused as refused:
        for reason in refused.reasons:
            echo(f"Refused: {reason}")
        echo("Nothing was loaded.")
        return 1
    renderings.catch_up()  # a term of the glossary shows in lessons whose files are as before
    for note in notes:
        echo(f"Note: {note}")
    echo("Loaded." if written else "Nothing to do: the database already says what the files say.")
    return 0


def export(folder: Path, echo: Echo) -> int:
    """Write the database as content files; 0 where that was done."""
    try:
        written = export_to(folder)
    except ExportRefused as refused:
        echo(f"Nothing was written: {refused}")
        return 1
    for path in written.left:
        echo(f"Note: {path} is not from the database and was left as it is")
    echo(f"{written.files} files are in {folder}, {written.changed} of them new or changed.")
    return 0


def _checked(folder: Path, echo: Echo, *, prose: bool, for_site: bool = False) -> Checked | None:
    """What the check of the folder found; None where it is no folder."""
    if folder.is_dir():
        return check_folder(folder, for_site=for_site, prose=prose)
    echo(f"{folder} is not a folder; give the folder that holds lessons/, reviews/ and organisations.csv.")
    return None


def _name(faults: list[Fault], folder: Path, echo: Echo) -> None:
    """Print each fault, and how many there are."""
    shown = _from_here(folder)
    for fault in faults:
        echo(f"{shown}{fault}")
    if faults:
        paths = {fault.path for fault in faults}
        echo(f"{_count(len(faults), 'fault')} in {_count(len(paths), 'file')} of {folder}")


def _count(number: int, what: str) -> str:
    return f"{number} {what}" if number == 1 else f"{number} {what}s"


def _from_here(folder: Path) -> str:
    """The folder as a prefix of paths that a terminal can open."""
    try:
        near = folder.resolve().relative_to(Path.cwd())
    except ValueError:
        near = folder.resolve()
    return "" if near == Path() else f"{near.as_posix()}/"
