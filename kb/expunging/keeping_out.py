"""Keeps out what was expunged: a page that was opened before, an import that is undone, a text that is typed again.

Words are replaced as an object is written, so that no use case has to think of it. The few places that write such
columns past the objects ask `without_expunged`, or have a reason not to (a test names them). Free words have no gaps:
one that has such words is not written at all. A file that was expunged is refused, with words for whoever sent it.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import event, inspect
from sqlalchemy.orm import Session, object_mapper

from kb.core.db import Base
from kb.core.errors import Invalid
from kb.expunging.columns import SWEPT
from kb.expunging.fingerprints import AnyOf, Fingerprint
from kb.expunging.queries import expunged_files, kept_fingerprints
from kb.expunging.sweeping import blanked
from kb.lessons.models.attachment import StoredFile
from kb.lessons.models.vocabulary import Tag

GONE_FILE = "This file was removed from the site for good, because of what was in it. Choose another file"


@event.listens_for(Session, "before_flush")
def _keep_out(session: Session, _context: Any, _instances: Any) -> None:
    written = [
        (each, name) for each in (*session.new, *session.dirty) if isinstance(each, Base) for name in _written(each)
    ]
    _refuse_files(session)
    tags = [each for each in session.new if isinstance(each, Tag)]
    known = kept_fingerprints() if written or tags else ()
    if not known:
        return
    for tag in tags:
        if AnyOf(known).spans(tag.label):
            session.expunge(tag)
    for each, name in written:
        given = getattr(each, name)
        kept = _without(_table_name(each), name, given, known)
        if kept != given:
            setattr(each, name, kept)


def _refuse_files(session: Session) -> None:
    sent = {each.digest for each in session.new if isinstance(each, StoredFile)}
    if sent and not sent.isdisjoint(expunged_files()):
        raise Invalid(file=GONE_FILE)


def without_expunged(table: str, row: Mapping[str, Any]) -> dict[str, Any]:
    """The values of a row, by their columns, without what was expunged: for whoever writes rows past the objects."""
    known = kept_fingerprints()
    swept = {name for name in SWEPT.get(table, ()) if known and row.get(name)}
    return {name: _without(table, name, value, known) if name in swept else value for name, value in row.items()}


def _written(of: Base) -> Sequence[str]:
    """Its swept columns that hold something and are new or changed."""
    state = inspect(of)
    return [
        name
        for name in SWEPT.get(_table_name(of), ())
        if name in state.dict and state.dict[name] and state.attrs[name].history.has_changes()
    ]


def _table_name(of: Base) -> str:
    return str(object_mapper(of).local_table.name)  # type: ignore[attr-defined]


def _without(table: str, name: str, value: Any, known: Sequence[Fingerprint]) -> Any:
    return blanked(table, name, value, AnyOf(known))
