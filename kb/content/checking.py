"""Checks a whole content folder, and hands on what is in it once nothing is wrong."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path, PurePosixPath
from typing import Any

from kb.content import fields
from kb.content.checking_fields import Record, record_of
from kb.content.checking_records import Places, check_lesson, check_organisations, check_references, check_review
from kb.content.checking_words import check_glossary, check_themes, check_vocabularies, no_repeats, whole
from kb.content.contents import Contents, Values
from kb.content.documents import check_headings, sections_of
from kb.content.faults import Fault, Faults, File
from kb.content.folders import Parsed, parse, require_site_files
from kb.content.known import Known, gather
from kb.content.links import Links
from kb.content.reading import Entries, Series


@dataclass(frozen=True, slots=True)
class Checked:
    """The contents of a folder, complete only where there are no faults."""

    contents: Contents
    faults: list[Fault]
    files: int


def check_folder(folder: Path, today: date | None = None, *, for_site: bool = False) -> Checked:
    """Read and check every file of a content folder. Touches nothing but the files, and only to read them.

    A folder to load may have any of the files that are not loaded; one for a site to run on has to have them.
    """
    faults = Faults()
    parsed = parse(folder, faults)
    if for_site:
        require_site_files(folder, faults)
    checker = _FolderChecker(parsed, gather(parsed, today or date.today()), faults)
    contents = checker.contents()
    files = len(parsed.trees) + len(parsed.documents) + (parsed.organisations is not None)
    return Checked(contents, faults.sorted(), files)


class _FolderChecker:
    """Goes through the files in the order in which they build on one another."""

    def __init__(self, parsed: Parsed, known: Known, faults: Faults) -> None:
        self.parsed = parsed
        self.known = known
        self.faults = faults
        self.links = Links({
            "lessons": sorted(parsed.slugs["lessons"]) or None,  # a folder of words alone still has its pages
            "reviews": sorted(parsed.slugs["reviews"]),
            "pages": sorted(parsed.slugs["pages"]),
            "themes": _all_or_none(known.choices("@themes"), known.choices("@groups")),
            "organisations": known.choices("@organisations"),
        })  # fmt: skip

    def contents(self) -> Contents:
        found = Contents()
        vocabularies = self.words("vocabularies.yaml", check_vocabularies)
        places = Places.of(vocabularies)
        found.vocabularies = vocabularies.values if vocabularies else {}
        themes = self.words("themes.yaml", check_themes)
        found.themes = themes.values if themes else {}
        glossary = self.words("glossary.yaml", check_glossary)
        found.glossary = glossary.values if glossary else {}
        found.organisations = self.organisations(places)
        found.reviews = self.reviews(found, places)
        found.lessons = self.lessons(found, places)
        for path, (form, name) in fields.PLAIN_LISTS.items():
            self.plain_list(path, form, name)
        self.pages()
        return found

    def words(self, path: str, check: Any) -> Record | None:
        tree = self.parsed.trees.get(path)
        record: Record | None = check(tree, File(path, self.faults), self.known) if tree is not None else None
        return record

    def organisations(self, places: Places) -> dict[str, Values]:
        file = File("organisations.csv", self.faults)
        rows = self.parsed.organisations or []
        records = [record_of(row, fields.ORGANISATION, file, self.known) for row in rows]
        check_organisations(records, places)
        for record in records:
            if "successors" in record.values:
                record.values["successors"].sort()
        return {record.values["slug"]: record.values for record in records if "slug" in record.values}

    def reviews(self, found: Contents, places: Places) -> dict[str, Values]:
        records: dict[str, Record] = {}
        for path, tree in self.parsed.trees.items():
            if path.startswith("reviews/"):
                record = whole(tree, fields.REVIEW, File(path, self.faults), self.known)
                if record:
                    records[_slug(path)] = record
        for record in records.values():
            check_review(record, found.organisations, places)
        return {slug: record.values for slug, record in records.items()}

    def lessons(self, found: Contents, places: Places) -> dict[str, Values]:
        records: dict[str, Record] = {}
        for path, document in self.parsed.documents.items():
            if not path.startswith("lessons/"):
                continue
            file = File(path, self.faults)
            record = records[path] = record_of(document.values, fields.LESSON, file, self.known)
            record.values.update({key: part.text for key, part in sections_of(document, file).items()})
            self.links.check(document.lines, document.first_line, file)
            check_lesson(record, found.organisations, found.reviews, places)
        check_references(records)
        return {_slug(path): record.values for path, record in records.items()}

    def plain_list(self, path: str, form: tuple[fields.Field, ...], name: str) -> None:
        tree = self.parsed.trees.get(path)
        if tree is None:
            return
        file = File(path, self.faults)
        if not isinstance(tree, Series):
            file.fault(tree.line, f"has keys; it is a list of entries that begin with '- {form[0].key}:'")
            return
        wrapper = fields.Field(path, fields.Kind.ENTRIES, fields=form)
        record = record_of(Entries(tree.line, {path: tree}), (wrapper,), file, self.known)
        no_repeats(record.parts.get(path, []), name)

    def pages(self) -> None:
        for path, document in self.parsed.documents.items():
            if path.startswith("pages/"):
                file = File(path, self.faults)
                record_of(document.values, fields.PAGE, file, self.known)
                if not any(line.strip() for line in document.lines):
                    file.fault(document.first_line - 1, "has no text below the front matter; write some")
                check_headings(document.lines, document.first_line, 2, file)
                self.links.check(document.lines, document.first_line, file)


def _slug(path: str) -> str:
    return PurePosixPath(path).stem


def _all_or_none(*lists: list[str] | None) -> list[str] | None:
    """The lists together, or None if one of them cannot be told."""
    whole_list: list[str] = []
    for part in lists:
        if part is None:
            return None
        whole_list += part
    return whole_list
