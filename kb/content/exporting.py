"""Writes the database as content files: the same bytes for the same words, whoever writes them and when."""

import csv
import io
import os
import shutil
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from kb.content import fields, stored
from kb.content.contents import Contents, Values
from kb.content.fields import LISTS, Field, Kind, ordered
from kb.content.fields_figures import COUNT, PERIOD
from kb.content.fields_training import FORM, QUIZ_ITEM, SAFETY, SESSION, VIGNETTE
from kb.content.folders import EVIDENCE_FILES, LOADED_FILES

LINE_WIDTH = 110
WORK = ".exporting"
"""Folder in which the files are written before they are moved into place."""


class ExportRefused(Exception):
    """The folder is not one to write into; the text says why and what to do."""


@dataclass(frozen=True, slots=True)
class Written:
    """What an export did to a folder."""

    files: int
    changed: int
    left: list[str]
    """Lessons and reviews in the folder that the database does not publish."""


class _Dumper(yaml.SafeDumper):
    """Writes every value out, where PyYAML would refer back to an equal one."""

    def ignore_aliases(self, data: Any) -> bool:
        return True


def yaml_text(data: Any) -> str:
    """YAML in the layout of the content files."""
    text: str = yaml.dump(data, Dumper=_Dumper, sort_keys=False, allow_unicode=True, width=LINE_WIDTH)
    return text


def lesson_text(values: Values) -> str:
    """The file of a lesson."""
    sections = [f"\n## {title}\n\n{values[key]}\n" for key, title in fields.SECTIONS.items() if values.get(key)]
    return f"---\n{yaml_text(ordered(values, fields.LESSON))}---\n{''.join(sections)}"


def table_text(rows: Iterable[Values], form: tuple[Field, ...]) -> str:
    """A table whose columns are these fields."""
    stream = io.StringIO(newline="")
    table = csv.writer(stream, lineterminator="\n")
    table.writerow(fields.keys(form))
    for values in rows:
        table.writerow([_cell(values.get(field.key), field.kind) for field in form])
    return stream.getvalue()


def _cell(value: Any, kind: Kind) -> str:
    if value is None:
        return ""
    return " ".join(value) if kind in LISTS else str(value)


def texts(contents: Contents) -> Iterator[tuple[str, str]]:
    """Every file, as its path in the folder and its text."""
    yield "vocabularies.yaml", yaml_text(ordered(contents.vocabularies, fields.VOCABULARIES))
    yield "themes.yaml", yaml_text(ordered(contents.themes, fields.THEMES))
    yield "glossary.yaml", yaml_text(ordered(contents.glossary, fields.GLOSSARY))
    yield "organisations.csv", table_text((v for _, v in sorted(contents.organisations.items())), fields.ORGANISATION)
    yield "evaluations.csv", table_text(contents.periods, PERIOD)
    yield "reviews-per-year.csv", table_text(contents.counts, COUNT)
    for slug, values in sorted(contents.reviews.items()):
        yield f"reviews/{slug}.yaml", yaml_text(ordered(values, fields.REVIEW))
    for slug, values in sorted(contents.lessons.items()):
        yield f"lessons/{slug}.md", lesson_text(values)
    yield from _training_texts(contents)


def _training_texts(contents: Contents) -> Iterator[tuple[str, str]]:
    """The trainers' material; a file that would say nothing is not written."""
    folders = (("vignettes", VIGNETTE, contents.vignettes), ("sessions", SESSION, contents.sessions))
    for folder, form, records in folders:
        for slug, values in sorted(records.items()):
            yield f"training/{folder}/{slug}.yaml", yaml_text(ordered(values, form))
    if contents.quiz:
        yield "training/quiz.yaml", yaml_text([ordered(item, QUIZ_ITEM) for item in contents.quiz])
    if contents.forms:
        yield "training/evaluation-forms.yaml", yaml_text([ordered(form, FORM) for form in contents.forms])
    if contents.safety:
        yield "training/safety.yaml", yaml_text(ordered(contents.safety, SAFETY))


def export_to(folder: Path) -> Written:
    """Write what the database says into a folder that is new, empty, or has content files already.

    Every file is complete before the first is moved into place, and each is moved at once. Other files in the folder
    stay. Raises ExportRefused.
    """
    _require_suitable(folder)
    found = dict(texts(stored.contents()))
    work = folder / WORK
    try:
        folder.mkdir(parents=True, exist_ok=True)
        if work.exists():
            shutil.rmtree(work)  # left by an export that was broken off
        changed = [path for path, text in found.items() if not _is_there(folder / path, text)]
        for path in changed:
            _write(work / path, found[path])
        for path in changed:
            (folder / path).parent.mkdir(parents=True, exist_ok=True)
            os.replace(work / path, folder / path)
        shutil.rmtree(work, ignore_errors=True)
    except OSError as problem:
        raise ExportRefused(
            f"{problem.filename or folder}: {problem.strerror}; choose a folder you may write"
        ) from None
    known = {*found, *EVIDENCE_FILES}
    left = [
        path.relative_to(folder).as_posix() for pattern in ("lessons/*", "reviews/*", "training/*.yaml", "training/*/*")
        for path in sorted(folder.glob(pattern)) if path.relative_to(folder).as_posix() not in known
    ]  # fmt: skip
    return Written(len(found), len(changed), left)


def _require_suitable(folder: Path) -> None:
    if not folder.exists():
        return
    if not folder.is_dir():
        raise ExportRefused(f"{folder} is a file; name a folder")
    others = [path.name for path in folder.iterdir() if path.name != WORK]
    if others and not set(LOADED_FILES) <= set(others):
        raise ExportRefused(f"{folder} holds other files; name a folder that is new, empty or an earlier export")


def _is_there(path: Path, text: str) -> bool:
    return path.is_file() and path.read_bytes() == text.encode()


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("wb") as stream:
        stream.write(text.encode())
        stream.flush()
        os.fsync(stream.fileno())
