"""Which rows of lessons a page of the public depends on: what somebody drafts must not show, not even by its time.

Rows that are written as objects are looked at one by one (`kb.core.versions`). Where it is not known of one, it counts.
"""

from typing import Any

from sqlalchemy import inspect
from sqlalchemy.orm import object_session
from sqlalchemy.orm.util import identity_key

from kb.core.db import table_of
from kb.core.versions import shown_if
from kb.lessons.models.vocabulary import Tag

_UNSEEN = frozenset({"draft", "submitted", "returned", "in_review", "scheduled", "discarded"})
"""States in which no reader sees a revision, unlike those of a text that is or was public."""

_OF_DRAFTS = frozenset({"open_revision_id", "open_revision", "holder_id", "holder", "revisions"})
"""Of a lesson, what nobody sees but those who write and edit it."""


def _of_state(revision: Any) -> bool:
    """Whether a revision is or was public, or becomes so or stops being so now."""
    is_new, state = inspect(revision).key is None, inspect(revision).attrs.state.load_history()
    states = {*state.added, *state.unchanged, *state.deleted}
    if not is_new and (not states or (state.added and not state.deleted)):
        return True
    return not states <= _UNSEEN  # a new one without any begins as a draft


def _of_revision(part: Any) -> bool:
    """Whether a part belongs to such a revision, or moves from one to another, or belongs to something else."""
    from kb.lessons.models.lesson import Revision  # that module needs this one to be made

    row, session = inspect(part), object_session(part)
    number = row.dict.get("revision_id")
    if session is None or number is None or any(row.attrs.revision_id.history.deleted):
        return True
    revision = session.identity_map.get(identity_key(Revision, number))
    if revision is None:  # it may be written together with its parts
        revision = next((each for each in session.new if isinstance(each, Revision) and each.id == number), None)
    return revision is None or _of_state(revision)


def _of_lesson(lesson: Any) -> bool:
    """Whether a lesson that has an address changes in more than who drafts what for it."""
    row, session = inspect(lesson), object_session(lesson)
    changed = {each.key for each in row.attrs if each.history.has_changes()}
    if changed <= _OF_DRAFTS and (session is None or lesson not in session.deleted):
        return False
    addresses = row.attrs.slug.load_history()
    known = [*addresses.added, *addresses.unchanged, *addresses.deleted]
    return any(each is not None for each in known) or not (known or row.key is None)


def _of_word(tag: Any) -> bool:
    """Whether a tag is called otherwise; one that is made or removed is on no page but through a revision's."""
    return inspect(tag).key is not None and bool(inspect(tag).attrs.label.history.deleted)


OF_LESSON, BY_STATE, OF_REVISION = shown_if(_of_lesson), shown_if(_of_state), shown_if(_of_revision)
table_of(Tag).info.update(shown_if(_of_word))  # the vocabulary knows nothing of revisions
