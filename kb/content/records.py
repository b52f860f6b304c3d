"""The records of a content folder: each file held against its form, with its prose set aside for later checks."""

from collections.abc import Callable
from pathlib import PurePosixPath

from kb.content import fields
from kb.content.checking_fields import Record, record_of
from kb.content.checking_words import whole
from kb.content.documents import Document
from kb.content.faults import Faults, File
from kb.content.folders import EVIDENCE_FILES, TABLES, Parsed
from kb.content.known import Known
from kb.content.prose import Passage, passages_of
from kb.content.reading import Entries, Series

Form = tuple[fields.Field, ...]
WordCheck = Callable[[Entries | Series, File, Known], Record | None]


class Records:
    """Hands out what the files say, and remembers the prose of what it handed out."""

    def __init__(self, parsed: Parsed, known: Known, faults: Faults, editorial: Faults) -> None:
        """`faults` is what keeps files from being loaded, `editorial` what is wrong with what they say."""
        self.parsed = parsed
        self.known = known
        self.faults = faults
        self.editorial = editorial
        self.passages: list[Passage] = []
        """Our own sentences, in the order in which the files were asked for."""

    def file(self, path: str) -> File:
        """A file of the folder, and where its faults go: wrong evidence keeps nothing from being loaded."""
        return File(path, self.editorial if path in EVIDENCE_FILES else self.faults)

    def prose(self, path: str) -> File:
        """The same, and where faults of its sentences go."""
        return File(path, self.editorial)

    def words(self, path: str, form: Form, check: WordCheck) -> Record | None:
        """A file of words, checked as a whole by `check`."""
        tree = self.parsed.trees.get(path)
        record = check(tree, self.file(path), self.known) if tree is not None else None
        return self._read(record, form)

    def whole(self, path: str, form: Form) -> Record | None:
        """The record that a YAML file is; None where it cannot be read."""
        tree = self.parsed.trees.get(path)
        record = whole(tree, form, self.file(path), self.known) if tree is not None else None
        return self._read(record, form)

    def folder(self, folder: str, form: Form) -> dict[str, Record]:
        """The records of a folder of YAML files, by slug."""
        paths = [path for path in self.parsed.trees if path.rpartition("/")[0] == folder]
        found = {slug_of(path): self.whole(path, form) for path in paths}
        return {slug: record for slug, record in found.items() if record}

    def table(self, path: str) -> list[Record]:
        """The rows of a CSV file."""
        rows = self.parsed.tables.get(path, [])
        return [record_of(row, TABLES[path], self.file(path), self.known) for row in rows]

    def entries(self, path: str, form: Form) -> list[Record]:
        """The records of a YAML file that is a list of them."""
        tree = self.parsed.trees.get(path)
        if tree is None:
            return []
        if not isinstance(tree, Series):
            self.file(path).fault(tree.line, f"has keys; it is a list of entries that begin with '- {form[0].key}:'")
            return []
        wrapper = fields.Field(path, fields.Kind.ENTRIES, fields=form)
        record = record_of(Entries(tree.line, {path: tree}), (wrapper,), self.file(path), self.known)
        if path not in EVIDENCE_FILES:
            self._read(record, (wrapper,))
        return record.parts.get(path, [])

    def documents(self, folder: str) -> dict[str, Document]:
        """The Markdown files of a folder, by path."""
        return {path: document for path, document in self.parsed.documents.items() if path.startswith(f"{folder}/")}

    def _read(self, record: Record | None, form: Form) -> Record | None:
        if record:
            pseudonyms = pseudonyms_of(record.values) if form is fields.REVIEW else frozenset()
            self.passages += passages_of(record, form, self.prose(record.file.path), pseudonyms)
        return record


def pseudonyms_of(review: dict[str, object]) -> frozenset[str]:
    """The words under which a review was published, so that its summary and its lessons may use them."""
    return frozenset(str(review.get("pseudonym", "")).replace("/", " ").replace(";", " ").split())


def slug_of(path: str) -> str:
    """The slug that a file name is."""
    return PurePosixPath(path).stem
