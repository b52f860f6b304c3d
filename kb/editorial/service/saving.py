"""Saves what was typed into a draft; whatever happens, every text stays somewhere its writers can see."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from kb.access.actors import Actor, Permission
from kb.access.use_case import use_case
from kb.core.db import session, utc_now
from kb.core.errors import Invalid
from kb.editorial import checking_files
from kb.editorial.draft_values import TYPED, digest, put
from kb.editorial.models import SavedText
from kb.editorial.queries.saved_texts import Contested, contested, last_text, saved_text_at, writer_of
from kb.editorial.reconciling import reconcile
from kb.identity.holding import hold
from kb.lessons.authorship import take_part
from kb.lessons.field_values import Value, value_of
from kb.lessons.models.lesson import Revision


@dataclass(frozen=True, slots=True)
class Page:
    """What a page of the form sends."""

    values: Mapping[str, Value]
    """Every field of it as it is there now."""
    opened_with: Mapping[str, str]
    """Digests of what its fields held when it was opened (`kb.editorial.draft_values.digest`)."""
    token: str
    """Names the opened page."""
    turn: int | None = None
    """How often it has saved itself, this time included; None where somebody has pressed a button."""


@dataclass(frozen=True, slots=True)
class Saved:
    """What became of a page."""

    version: int
    changed: tuple[str, ...]
    contested: tuple[Contested, ...]
    replaced: tuple[str, ...]
    """Fields in which the same person had written something else in another window; it is among the earlier texts."""
    problems: Mapping[str, str]
    """Fields whose choice cannot be saved, with what to do."""

    def __bool__(self) -> bool:
        """Whether anything was written."""
        return bool(self.changed or self.contested)


@use_case(Permission.REVISION_EDIT, where_done=True)
def save(who: Actor, revision: Revision, *, page: Page) -> Saved:
    """Save the fields of a page that were changed on it and by nobody else since it was opened.

    What somebody else has changed meanwhile, too, is left as it is and comes back as contested; what was typed for it
    is among the saved texts.
    """
    hold(who, Permission.REVISION_EDIT, revision)
    now = {field: value_of(revision, field) for field in page.values}
    own = _own(who, revision, page, now)
    found = reconcile(now, page.values, {**page.opened_with, **{field: digest(now[field]) for field in own}})
    problems: dict[str, str] = {}
    changed: list[str] = []
    for field, value in found.changes.items():
        try:
            put(revision, field, value)
        except Invalid as refusal:
            problems.update(refusal.problems)
            continue
        changed.append(field)
        _keep(who, revision, field, value, page, before=now[field])
    for field, value in found.contested.items():
        _keep(who, revision, field, value, page)
    if changed:
        revision.version += 1
        take_part(who, revision)
    if "review" in changed:
        checking_files.begin_again(revision)  # they are read with the pseudonym of the review
    session.flush()
    both = tuple(contested(revision, field, value) for field, value in found.contested.items())
    replaced = tuple(field for field in changed if own.get(field, page.token) != page.token)
    return Saved(revision.version, tuple(changed), both, replaced, problems)


@use_case(Permission.SAVED_TEXT_KEEP)
def keep_aside(who: Actor, revision: Revision, *, page: Page) -> Sequence[str]:
    """Keep what was typed for a text that can no longer be changed; returns the fields of which something was kept."""
    kept = []
    for field, value in page.values.items():
        if field in TYPED and value and value != value_of(revision, field):
            _keep(who, revision, field, value, page)
            kept.append(field)
    return kept


@use_case(Permission.REVISION_EDIT)
def put_earlier(who: Actor, revision: Revision, *, number: int) -> str:
    """Put a saved text in place of the one that stands in its field now; returns the field.

    Raises NotFound where the draft has no such text.
    """
    hold(who, Permission.REVISION_EDIT, revision)
    found = saved_text_at(revision, number)
    _keep(who, revision, found.field, found.text, _NO_PAGE, before=value_of(revision, found.field))
    put(revision, found.field, found.text)
    revision.version += 1
    take_part(who, revision)
    take_part(Actor(found.saved_by_id), revision)  # whose words they are
    session.flush()
    return found.field


@use_case(Permission.REVISION_EDIT)
def forget(_who: Actor, revision: Revision, *, number: int) -> None:
    """Remove a saved text for good, as somebody wants who typed a name. What stands in the field stays.

    Raises NotFound where the draft has no such text.
    """
    session.delete(saved_text_at(revision, number))


def _own(who: Actor, revision: Revision, page: Page, now: Mapping[str, Value]) -> dict[str, str]:
    """Fields that were changed on the page and in which the same person wrote last, with the page from which that was.

    Nobody chooses between own words: the last ones win, and the others stay among the earlier texts. What the page sent
    before something else that it sent is not the last.
    """
    own = {}
    for field, value in page.values.items():
        if field not in TYPED or digest(value) == page.opened_with.get(field):
            continue
        last = last_text(revision, field)
        if last is None or last.saved_by_id != who.user_id or who.user_id is None or last.text != now[field]:
            continue
        if last.page == page.token and page.turn is not None and last.turn > page.turn:
            continue
        own[field] = last.page
    return own


_NO_PAGE = Page({}, {}, "")


def _keep(who: Actor, revision: Revision, field: str, value: Value, page: Page, *, before: Value | None = None) -> None:
    """Keep a typed text, in place of what the same page has saved by itself before, if no other text came after that.

    `before` is what it replaces in the field: that is kept too, if it is not yet. A text that has shrunk to a half does
    not take the place of the whole one: it may have been emptied by a slip.
    """
    if field not in TYPED or isinstance(value, tuple):
        return
    if isinstance(before, str) and before and writer_of(revision, field, before) is None:
        _add(revision, field, before, _NO_PAGE, None)
    last = last_text(revision, field)
    mine = last is not None and last.saved_by_id == who.user_id
    if last is not None and mine and last.text == value:
        last.saved_at = utc_now()
    elif last is not None and mine and _goes_on(last, value, page):
        last.text, last.saved_at = value, utc_now()
        last.turn, last.by_itself = page.turn or last.turn, page.turn is not None
    elif value:
        _add(revision, field, value, page, who.user_id)


def _goes_on(last: SavedText, value: str, page: Page) -> bool:
    """Whether a text is what the same page has saved by itself before, written on."""
    same = last.by_itself and last.page == page.token and (page.turn is None or page.turn >= last.turn)
    return same and 2 * len(value) > len(last.text)


def _add(revision: Revision, field: str, text: str, page: Page, by: int | None) -> None:
    session.add(
        SavedText(
            revision_id=revision.id,
            field=field,
            text=text,
            page=page.token,
            turn=page.turn or 0,
            by_itself=page.turn is not None and bool(page.token),
            saved_by_id=by,
        )
    )
    session.flush()
