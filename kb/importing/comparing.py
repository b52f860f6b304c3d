"""Compares what a row says with a text that is there: what differs, and what somebody has written by hand since."""

from collections.abc import Mapping
from dataclasses import dataclass

from kb.core.folding import folded_name
from kb.editorial.draft_values import digest
from kb.editorial.service.citing import MOST_SOURCES, Citation, citation_of
from kb.importing.models import ImportedLesson
from kb.importing.values import Meant
from kb.lessons.field_values import Value, value_of
from kb.lessons.models.lesson import Revision
from kb.lessons.models.source import Source
from kb.lessons.tagging import labels_in

CITED = "source"
"""Under this name the digest of an imported source is kept."""


@dataclass(frozen=True, slots=True)
class Difference:
    """What would be written into a text, and what keeps it from being written."""

    changes: Mapping[str, Value]
    citation: Citation | None
    """The source to be written; None where the text has it already, or the row names none."""
    replaces: Source | None
    """The source in whose place it comes."""
    by_hand: tuple[str, ...]
    """Fields that hold something else, which somebody has written here."""
    full: bool
    """Whether the text has as many sources as it may have."""

    def __bool__(self) -> bool:
        """Whether the row says anything else than the text."""
        return bool(self.changes or self.citation or self.by_hand)


def difference(revision: Revision, imported: ImportedLesson | None, meant: Meant) -> Difference:
    """What of a row differs from a text.

    What was last imported may be replaced, and what is empty filled; what somebody has written by hand is left.
    """
    written = imported.written if imported is not None else {}
    changes: dict[str, Value] = {}
    by_hand = []
    for field, value in meant.values.items():
        now = value_of(revision, field)
        if alike(field, now, value):
            continue
        last = written.get(field)
        if digest(now) == last or (last is None and not now):
            changes[field] = value
        else:
            by_hand.append(field)
    citation, replaces = _source(revision, written.get(CITED), meant.citation)
    full = citation is not None and replaces is None and len(revision.sources) >= MOST_SOURCES
    return Difference(changes, citation, replaces, tuple(by_hand), full)


def alike(field: str, now: Value, value: Value) -> bool:
    """Whether two values of a field are the same to a reader."""
    if field == "tags":
        return [folded_name(each) for each in labels_in(str(now))] == [
            folded_name(each) for each in labels_in(str(value))
        ]
    if isinstance(now, tuple) and field != "themes":
        return set(now) == set(value)  # the order of these says nothing
    return now == value


def digest_of(citation: Citation) -> str:
    """Names what is said of a source, without what is added by itself or by hand."""
    parts = (citation.title, citation.publisher, citation.year, citation.url, citation.kind_key, citation.pages)
    return digest(tuple("" if each is None else str(each) for each in parts))


def _source(revision: Revision, last: str | None, wanted: Citation | None) -> tuple[Citation | None, Source | None]:
    """The source to be written and the one in whose place it comes; none where it is there already."""
    if wanted is None:
        return None, None
    now = {digest_of(citation_of(source)): source for source in revision.sources}
    if digest_of(wanted) in now:
        return None, None
    return wanted, now.get(last) if last else None
