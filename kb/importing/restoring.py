"""What a draft held before a row was written into it, as it is kept, and how it is put back."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from sqlalchemy import select

from kb.core.db import session
from kb.core.errors import Invalid
from kb.editorial import checking_files
from kb.editorial.draft_values import digest, put
from kb.editorial.service.citing import Citation, citation_of
from kb.importing.comparing import CITED, digest_of
from kb.importing.models import ImportedLesson, ImportRow
from kb.lessons.field_values import Value, value_of
from kb.lessons.models.lesson import Revision


@dataclass(slots=True)
class Before:
    """A draft before a row was written."""

    fields: dict[str, list[Any]]
    """What a field held, and the digest of what was written in its place."""
    version: int
    new_author_id: int | None
    """Who imported it, if they had no part in it until then."""
    imported: dict[str, Any] | None
    """What had been imported into it before."""
    source: dict[str, Any] | None = None
    """The source that was written, by number; what it was before, or None where it was added."""

    @property
    def kept(self) -> dict[str, Any]:
        """As its row keeps it."""
        return asdict(self)


def as_kept(value: Value) -> Any:
    """A value as JSON has it."""
    return list(value) if isinstance(value, tuple) else value


def as_value(citation: Citation, withdrawn_on: date | None) -> dict[str, Any]:
    """What is said of a source, as JSON has it."""
    said = {**asdict(citation), "withdrawn_on": withdrawn_on}
    return {name: str(each) if isinstance(each, date) else each for name, each in said.items()}


def imported_before(known: ImportedLesson | None) -> dict[str, Any] | None:
    """What is known of earlier imports of a lesson, as JSON has it."""
    return {"reference": known.reference, "written": dict(known.written)} if known is not None else None


def put_back(row: ImportRow, revision: Revision) -> Mapping[str, str]:
    """Give a draft back what it held before a row was written, as far as nobody has changed that since.

    Returns which fields cannot get it back by now, and why.
    """
    before: Mapping[str, Any] = row.before or {}
    later = _written_later(row)
    untouched = revision.version == row.version
    if later and revision.version == later[-1].version:  # since then nobody has written in it: that stays true
        later[-1].version = revision.version + 1
        later[0].before = {**(later[0].before or {}), "version": before["version"]}
    left, refused = _put_fields_back(revision, before["fields"])
    if before["source"] and not _put_source_back(revision, before["source"]):
        left.append(CITED)
    revision.version = before["version"] if untouched else revision.version + 1
    if untouched:
        revision.authors = [each for each in revision.authors if each.user_id != before["new_author_id"]]
    session.flush()
    if later:
        _leave_to_later(revision, before, [*left, *refused], later)
    else:
        _put_memory_back(revision, before, refused)
    return refused


def _put_fields_back(revision: Revision, fields: Mapping[str, Any]) -> tuple[list[str], dict[str, str]]:
    """Which fields are left, because they hold something else by now; and which cannot hold what they did, and why."""
    left: list[str] = []
    refused: dict[str, str] = {}
    for field, (was, written) in fields.items():
        if digest(value_of(revision, field)) != written:
            left.append(field)
            continue
        try:
            put(revision, field, tuple(was) if isinstance(was, list) else was)
        except Invalid as problem:  # it has gone from its list meanwhile, or the lesson was published
            refused |= problem.problems
    if "review" in fields.keys() - {*left, *refused}:
        checking_files.begin_again(revision)  # they are read with the pseudonym of the review
    return left, refused


def _written_later(row: ImportRow) -> Sequence[ImportRow]:
    """The rows of later imports that wrote into the same draft and are not undone, in their order."""
    of_draft = (ImportRow.revision_id == row.revision_id, ImportRow.state == "done", ImportRow.before.is_not(None))
    wanted = select(ImportRow).where(*of_draft, ImportRow.import_id > row.import_id)
    return session.scalars(wanted.order_by(ImportRow.import_id)).all()


def _leave_to_later(
    revision: Revision, before: Mapping[str, Any], left: Sequence[str], later: Sequence[ImportRow]
) -> None:
    """Have later imports, once they are undone, go back to before this one; what they have written is still known."""
    first = later[0]
    first.before = {**(first.before or {}), "imported": before["imported"]}
    if CITED in left:
        _leave_source_to(later, before["source"])
    for field in left:
        over = next((each for each in later if field in (each.before or {})["fields"]), None)
        if over is not None:
            kept: dict[str, Any] = dict(over.before or {})
            was, written = before["fields"][field][0], kept["fields"][field][1]
            over.before = {**kept, "fields": {**kept["fields"], field: [was, written]}}
    known = session.get(ImportedLesson, revision.lesson_id)
    if known is not None:
        said = (before["imported"] or {}).get("written", {})
        gone = {*before["fields"], *([CITED] if before["source"] else [])} - set(left)
        others = {field: each for field, each in known.written.items() if field not in gone}
        known.written = {**others, **{field: said[field] for field in gone & said.keys()}}
    session.flush()


def _leave_source_to(later: Sequence[ImportRow], kept: Mapping[str, Any]) -> None:
    """Have the import that wrote over a source put back what it was before both."""
    for row in later:
        before: dict[str, Any] = dict(row.before or {})
        if before["source"] and before["source"]["id"] == kept["id"]:
            row.before = {**before, "source": {**before["source"], "was": kept["was"]}}
            return


def _put_source_back(revision: Revision, kept: Mapping[str, Any]) -> bool:
    """Whether it was as it was written, so that it could be put back."""
    source = next((each for each in revision.sources if each.id == kept["id"]), None)
    if source is None or digest_of(citation_of(source)) != kept["now"]:
        return False
    if kept["was"] is None:
        revision.sources.remove(source)
        return True
    for name, each in kept["was"].items():
        is_day = name in ("accessed", "withdrawn_on") and each is not None
        setattr(source, name, date.fromisoformat(each) if is_day else each)
    return True


def _put_memory_back(revision: Revision, before: Mapping[str, Any], refused: Collection[str]) -> None:
    known, was = session.get(ImportedLesson, revision.lesson_id), before["imported"]
    if known is None:
        return
    if was is None:
        session.delete(known)
    else:
        still = {field: before["fields"][field][1] for field in refused}  # nobody has written these by hand
        known.reference, known.written = was["reference"], {**was["written"], **still}
    session.flush()
