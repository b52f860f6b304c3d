"""What is different between two public versions of a lesson, of what everybody may see of each."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from operator import itemgetter
from typing import Any

from kb.lessons.comparing import FieldChange, field_changes
from kb.lessons.field_values import SEVERAL_OF
from kb.lessons.frozen import SOURCES
from kb.lessons.models.attachment import Attachment, about_file
from kb.lessons.models.lesson import SECTIONS, Revision
from kb.lessons.places import public_place, public_review, public_sources, small_places
from kb.lessons.queries.labels import labels
from kb.lessons.queries.public_versions import (
    Step,
    Version,
    archivings_of,
    files_at,
    texts_at,
    versions_of,
)
from kb.lessons.queries.published import OF_SOURCE
from kb.lessons.sections import NEEDS, TITLES

SHARED = "shared"
"""The files that go with a version, each with its kind and size."""
LABELS: Mapping[str, str] = {
    "title": "Title",
    "summary": "Summary",
    **TITLES,
    **NEEDS,
    "cost_band": "What it costs",
    "kind": "Kind of lesson",
    "done_status": "How far it has gone",
    "evidence_stage": "How far it was tested",
    "evidence_reason": "What shows that",
    "evidence_measure": "What was measured",
    "evidence_on": "When it was measured",
    "result": "What came out",
    "themes": "Themes",
    "kinds_of_change": "Kinds of change",
    "agencies": "Agencies",
    "harm_types": "Type of harm",
    "child_age_bands": "Age of the children",
    "outcomes": "Outcome",
    "causes": "Causes",
    "tags": "Tags",
    "place": "Place",
    "year": "Year",
    "review": "Review",
    SOURCES: "Where this comes from",
    SHARED: "Files you can use",
}
"""What is compared, in this order, and what it is called."""
_TEXTS = ("title", "summary", *SECTIONS, *NEEDS, "evidence_reason", "evidence_measure")
_ONE = ("kind", "done_status", "evidence_stage", "result", "cost_band")


@dataclass(frozen=True, slots=True)
class History:
    """The past of a lesson."""

    versions: Sequence[Version]
    archivings: Sequence[Step]

    @property
    def told(self) -> Sequence[tuple[datetime, Version | Step]]:
        """All of it, the newest first."""
        told: list[tuple[datetime, Version | Step]] = [(each.published_at, each) for each in self.versions]
        told += [(each.at, each) for each in self.archivings]
        return sorted(told, key=itemgetter(0), reverse=True)

    def pair(self, before: int | None, after: int | None) -> tuple[Version, Version] | None:
        """Two versions to compare, the earlier first, by the numbers asked for: if one is missing the neighbour of the
        other, if both are the last two. None where there are no such two, or the words of one are not to be read."""
        numbered = {each.number: each for each in self.versions}
        if after is None:
            after = before + 1 if before is not None else len(self.versions)
        if before is None:
            before = after - 1
        one, other = numbered.get(min(before, after)), numbered.get(max(before, after))
        if one is None or other is None or one is other or not (one.is_open and other.is_open):
            return None
        return one, other


def history_of(lesson_id: int) -> History:
    """The past of a published lesson; as many statements however long it is."""
    versions = versions_of(lesson_id)
    told = {each.revision_id for each in versions if each.is_open}
    return History(versions, archivings_of(lesson_id, told))


def changes_between(one: Version, other: Version) -> Sequence[FieldChange]:
    """What is different in the later of two versions; as many statements whatever they hold."""
    return changes_of_each({0: (one, other)})[0]


def changes_of_each(pairs: Mapping[int, tuple[Version, Version]]) -> Mapping[int, Sequence[FieldChange]]:
    """The same for several pairs, by whatever number they have, in as many statements."""
    numbers = {version.revision_id for pair in pairs.values() for version in pair}
    if not numbers:
        return {}
    texts, files = texts_at(numbers), files_at(numbers)
    said = {number: _said(texts[number], files[number]) for number in numbers}
    return {
        name: field_changes(said[one.revision_id], said[other.revision_id], LABELS, lambda _field, value: value)
        for name, (one, other) in pairs.items()
    }


def _said(revision: Revision, files: Sequence[Attachment]) -> Mapping[str, Any]:
    """What everybody may see of a version, in words; of an organisation not to be named nothing that could tell it."""
    lesson, known = revision.lesson, labels()
    named, review = lesson.organisation_named, public_review(lesson, revision)
    place = public_place(named, revision.region_key, revision.nation_key, small_places(), known.values)
    one = {field: known.values.get(getattr(revision, f"{field}_key") or "") for field in _ONE}
    return {
        **{field: getattr(revision, field) for field in _TEXTS},
        **{field: value.label if value else "" for field, value in one.items()},
        **{field: _values(revision, of_list) for field, of_list in SEVERAL_OF.items()},
        "themes": [known.themes[each.theme_id].label for each in revision.theme_links],
        "tags": ", ".join(revision.tags),
        "evidence_on": str(revision.evidence_on or ""),
        "place": place or "",
        "year": str(revision.year or ""),
        "review": review.title if review else "",
        SOURCES: [{name: getattr(each, name) for name in OF_SOURCE} for each in public_sources(lesson, revision)],
        SHARED: [_file(each) for each in files if named and each.state == "checked" and each.file is not None],
    }


def _values(revision: Revision, of_list: str) -> Sequence[str]:
    known = labels().values
    keys = (each.value_key for each in revision.value_links)
    return [known[key].label for key in keys if key.startswith(f"{of_list}/")]


def _file(attachment: Attachment) -> str:
    assert attachment.file is not None  # noqa: S101 - others are left out
    return f"{attachment.title} ({about_file(attachment.file.kind, attachment.file.size)})"
