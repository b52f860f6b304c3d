"""Our own sentences, wherever they stand in the content, each with its file and line."""

from collections.abc import Iterator
from dataclasses import dataclass

from kb.content.checking_fields import Record
from kb.content.documents import Section
from kb.content.faults import File
from kb.content.fields import Field, Kind
from kb.core.statements import Statement, sentences, statements_of


@dataclass(frozen=True, slots=True)
class Passage:
    """The text of one key, or one section of a lesson."""

    file: File
    key: str
    line: int
    statements: list[Statement]
    pseudonyms: frozenset[str] = frozenset()
    """Words by which the review is published that the text may speak of."""


def passages_of(
    record: Record, form: tuple[Field, ...], file: File, pseudonyms: frozenset[str] = frozenset()
) -> Iterator[Passage]:
    """Everything in a record that is prose, that of the records inside it too; what is wrong with it goes to `file`."""
    for field in form:
        value = record.values.get(field.key)
        if field.kind in {Kind.ENTRIES, Kind.ENTRY}:
            for part in record.parts.get(field.key, []):
                yield from passages_of(part, field.fields, file, pseudonyms)
        elif field.prose and value:
            texts = value if isinstance(value, list) else [value]
            for at, text in enumerate(texts):
                line = record.line_of(field.key, at if isinstance(value, list) else None)
                found = [Statement(sentence, line) for sentence in sentences(text)]
                yield Passage(file, field.key, line, found, pseudonyms)


def section_passages(sections: dict[str, Section], file: File, pseudonyms: frozenset[str]) -> Iterator[Passage]:
    """The sections of a lesson."""
    for key, section in sections.items():
        found = statements_of(section.text.split("\n"), section.first_line)
        yield Passage(file, key, section.line, found, pseudonyms)
