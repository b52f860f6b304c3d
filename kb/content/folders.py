"""Which files a content folder has, read and taken apart; files that do not belong there are faults."""

from dataclasses import dataclass, field
from pathlib import Path

from kb.content.documents import Document, document_of
from kb.content.faults import Faults, File
from kb.content.fields import ORGANISATION, Field
from kb.content.fields_evidence import EVIDENCE
from kb.content.fields_figures import COUNT, PERIOD
from kb.content.fields_plain import PLAIN_LISTS
from kb.content.reading import LONGEST_SLUG, Entries, Series, is_slug, text_of, yaml_of
from kb.content.tables import rows_of

WORD_FILES = ("themes.yaml", "vocabularies.yaml", "glossary.yaml")
EVIDENCE_FILES = ("lessons/facts.yaml", "lessons/evidence.csv")
"""What lessons rest on. Nobody reads it but the check; a folder has both or neither."""
TRAINING_FILES = ("training/quiz.yaml", "training/evaluation-forms.yaml", "training/safety.yaml")
TABLES: dict[str, tuple[Field, ...]] = {
    "organisations.csv": ORGANISATION,
    "evaluations.csv": PERIOD,
    "reviews-per-year.csv": COUNT,
    "lessons/evidence.csv": EVIDENCE,
}
"""The columns of each table."""
LOADED_FILES = ("organisations.csv", *WORD_FILES)
"""Files that every folder to load has, and by which an earlier export is known."""
FOLDERS = {
    "lessons": ".md",
    "reviews": ".yaml",
    "pages": ".md",
    "training/vignettes": ".yaml",
    "training/sessions": ".yaml",
}
LISTS = "lists"
LISTS_END = (".txt", ".yaml", ".md")
NOT_CONTENT = ("README.md",)
STANDING_PAGES = ("about", "accessibility", "contact", "cookies", "help", "privacy", "terms")
SITE_FILES = {
    **{f"pages/{name}.md": f"the site shows it at /{name}" for name in STANDING_PAGES},
    "support-lines.yaml": "lessons about harm show whom a reader can call",
    LISTS: "the identity check looks for the names and places in it, so that nobody is recognised",
}
"""Files and folders without which the site does not work as it should, and what for."""
SINGLE_FILES = (*TABLES, *WORD_FILES, *PLAIN_LISTS, *EVIDENCE_FILES, *TRAINING_FILES)
"""Files that are there once, under this path."""


@dataclass(slots=True)
class Parsed:
    """The files taken apart, nothing in them checked yet. What could not be read is absent."""

    trees: dict[str, Entries | Series] = field(default_factory=dict)
    """YAML files by their path."""
    documents: dict[str, Document] = field(default_factory=dict)
    """Markdown files by their path."""
    tables: dict[str, list[Entries]] = field(default_factory=dict)
    """CSV files by their path."""
    slugs: dict[str, set[str]] = field(default_factory=lambda: {name: set() for name in FOLDERS})
    """Names of the files in each folder, those that could not be read included."""


def parse(folder: Path, faults: Faults) -> Parsed:
    """Read every file of a content folder."""
    parsed = Parsed()
    _parse_folder(folder, "", parsed, faults)
    for name in LOADED_FILES:
        if not (folder / name).exists():
            faults.add(name, 1, "is missing; the README of the content folder says what it holds")
    return parsed


def is_of_site(folder: Path) -> bool:
    """Whether it has any file that the site reads as it is, or says of itself what it is; an export has none."""
    return any((folder / name).exists() for name in ("pages", *PLAIN_LISTS, LISTS, *NOT_CONTENT))


def require_site_files(folder: Path, faults: Faults) -> None:
    """Note every file that a site cannot do without."""
    for name, purpose in SITE_FILES.items():
        if not (folder / name).exists():
            faults.add(name, 1, f"is missing; {purpose}")


def _parse_folder(folder: Path, inside: str, parsed: Parsed, faults: Faults) -> None:
    """Read what belongs into a folder; `inside` is its path in the content folder, with a slash at the end."""
    ending = FOLDERS.get(inside.rstrip("/"))
    for path in sorted(folder.iterdir()):
        name = f"{inside}{path.name}"
        if path.is_dir() and any(f"{other}/".startswith(f"{name}/") for other in FOLDERS):
            _parse_folder(path, f"{name}/", parsed, faults)
        elif path.is_dir() and name == LISTS:
            _read_lists(path, faults)
        elif path.is_file() and name in SINGLE_FILES:
            _parse_file(path, name, parsed, faults)
        elif path.is_file() and ending and path.suffix == ending:
            _require_address(path.stem, name, faults)
            parsed.slugs[inside.rstrip("/")].add(path.stem)
            _parse_file(path, _printable(name), parsed, faults)
        elif not (path.is_file() and name in NOT_CONTENT):
            _stray(path, name, faults)


def _read_lists(folder: Path, faults: Faults) -> None:
    """Lists of words are read by the identity check as they are; here they only have to be text, or YAML."""
    for path in sorted(folder.rglob("*")):
        name = f"{LISTS}/{path.relative_to(folder).as_posix()}"
        if path.is_file() and path.suffix in LISTS_END:
            file = File(_printable(name), faults)
            text = text_of(path, file)
            if text is not None and path.suffix == ".yaml":
                yaml_of(text, file)
        elif not path.is_dir():
            _stray(path, name, faults)


def _require_address(stem: str, name: str, faults: Faults) -> None:
    if not is_slug(stem):
        right = f"use a-z, 0-9 and single hyphens, at most {LONGEST_SLUG}"
        faults.add(_printable(name), 1, f"the file name is no address; {right}")


def _parse_file(path: Path, name: str, parsed: Parsed, faults: Faults) -> None:
    file = File(name, faults)
    text = text_of(path, file)
    if text is None:
        return
    if path.suffix == ".md":
        if document := document_of(text, file):
            parsed.documents[name] = document
    elif path.suffix == ".csv":
        rows = rows_of(text, TABLES[name], file)
        if rows is not None:
            parsed.tables[name] = rows
    elif (tree := yaml_of(text, file)) is not None:
        parsed.trees[name] = tree


def _stray(path: Path, name: str, faults: Faults) -> None:
    what = "folder" if path.is_dir() else "file"
    faults.add(_printable(name), 1, f"is a {what} that does not belong here; take it out or correct its name")


def _printable(name: str) -> str:
    """A file name for a message: names may hold any byte but a slash."""
    return name if name.isprintable() and name.isascii() else name.encode("unicode_escape").decode()
