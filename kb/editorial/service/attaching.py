"""Files that a board shares with a lesson: added, replaced, described, removed, checked again."""

from dataclasses import astuple, dataclass

from kb.access.actors import Actor, Permission
from kb.access.use_case import use_case
from kb.core.db import session, utc_now
from kb.core.errors import Conflict, Invalid, NotFound
from kb.editorial import checking_files
from kb.editorial.draft_values import digest
from kb.identity.holding import hold
from kb.lessons.authorship import take_part
from kb.lessons.files import MOST_FILES, Received, forget, next_position, store
from kb.lessons.models.attachment import Attachment
from kb.lessons.models.lesson import Revision
from kb.lessons.queries.attachments import attachment_at, attachments_of

FULL = f"A lesson has at most {MOST_FILES} files: remove one first"
HAS_IT = "“{title}” has this very content already: choose another file"


@dataclass(frozen=True, slots=True)
class Words:
    """What readers are told of a file."""

    title: str
    purpose: str
    licence: str
    """Key of a value of the closed list."""

    @property
    def digest(self) -> str:
        """Names them as they are, so that a page can say what it was opened with."""
        return digest(astuple(self))


def words_of(attachment: Attachment) -> Words:
    """What is said of a file now."""
    return Words(attachment.title, attachment.purpose, attachment.licence_key)


@use_case(Permission.REVISION_EDIT)
def attach(
    who: Actor, revision: Revision, *, sent: Received, title: str, purpose: str, licence: str
) -> Attachment:  # fmt: skip
    """Add a file to a lesson, and have it checked. The last three are as in `Words`.

    Raises Invalid(file=...) where the lesson has as many files as it may have, or has this one already, or where
    this one was removed from the site for good.
    """
    hold(who, Permission.REVISION_EDIT, revision)
    known = attachments_of(revision)
    if len(known) >= MOST_FILES:
        raise Invalid(file=FULL)
    file = store(revision, sent)
    _is_new(revision, file.id)
    made = Attachment(
        revision_id=revision.id,
        position=next_position(revision),
        file_id=file.id,
        title=title,
        purpose=purpose,
        licence_key=licence,
        file_name=sent.name,
        added_by_id=who.user_id,
    )
    session.add(made)
    _changed(who, revision)
    checking_files.begin(made)
    return made


@use_case(Permission.REVISION_EDIT)
def replace(who: Actor, revision: Revision, *, attachment: int, sent: Received) -> Attachment:
    """Put another file in place of one, under the same title, and have it checked.

    Raises Conflict where that file is gone, Invalid(file=...) where the lesson has the new one already, or where that
    was removed from the site for good.
    """
    found = _held(who, revision, attachment)
    file = store(revision, sent)
    _is_new(revision, file.id)
    return _put_content(who, revision, found, file.id, sent.name)


@use_case(Permission.REVISION_EDIT)
def use_cleaned_copy(
    who: Actor, revision: Revision, *, attachment: int, copy_of: int | None, sent: Received
) -> Attachment:  # fmt: skip
    """Put a copy without what people do not see in place of a file, and have it checked.

    Raises Conflict where the file is gone, or is not that any more of which the copy was made, Invalid(file=...) where
    the copy was removed from the site for good.
    """
    found = _held(who, revision, attachment)
    if found.file_id is None or found.file_id != copy_of:
        raise Conflict
    return _put_content(who, revision, found, store(revision, sent).id, sent.name)


@use_case(Permission.REVISION_EDIT)
def describe(
    who: Actor, revision: Revision, *, attachment: int, words: Words, opened_with: str
) -> Attachment:  # fmt: skip
    """Say anew what a file is called, what it is for and how others may use it.

    `opened_with`: digest of what was said of it when the page was opened (`Words.digest`). Raises Conflict where the
    file is gone, or somebody has said something else of it meanwhile.
    """
    found = _held(who, revision, attachment)
    if words_of(found).digest != opened_with:
        raise Conflict
    found.title, found.purpose, found.licence_key = words.title, words.purpose, words.licence
    _changed(who, revision)
    return found


@use_case(Permission.REVISION_EDIT)
def remove(who: Actor, revision: Revision, *, attachment: int) -> None:
    """Take a file away from a lesson; its content goes with the last revision that has it.

    Raises Conflict where it is gone already.
    """
    found = _held(who, revision, attachment)
    file_id = found.file_id
    session.delete(found)
    _changed(who, revision)
    forget(file_id)


@use_case(Permission.REVISION_EDIT)
def check_again(who: Actor, revision: Revision, *, attachment: int) -> Attachment:
    """Have a file read and scanned anew: words may have been added to the lists, or the scanner is back.

    Raises Conflict where it is gone, or its content was removed.
    """
    found = _held(who, revision, attachment)
    if found.file_id is None:
        raise Conflict
    checking_files.begin(found)
    return found


def _held(who: Actor, revision: Revision, attachment: int) -> Attachment:
    """The file as it is once nobody else can change it meanwhile."""
    hold(who, Permission.REVISION_EDIT, revision)
    try:
        return attachment_at(revision, attachment)
    except NotFound:
        raise Conflict from None


def _is_new(revision: Revision, file_id: int) -> None:
    for each in attachments_of(revision):
        if each.file_id == file_id:
            raise Invalid(file=HAS_IT.format(title=each.title))


def _put_content(who: Actor, revision: Revision, attachment: Attachment, file_id: int, name: str) -> Attachment:
    before = attachment.file_id
    attachment.file_id, attachment.file_name = file_id, name
    attachment.added_by_id, attachment.added_at = who.user_id, utc_now()
    attachment.findings, attachment.facts = [], []
    attachment.opened_by_id = attachment.opened_at = None
    _changed(who, revision)
    checking_files.begin(attachment)
    if before != file_id:
        forget(before)
    return attachment


def _changed(who: Actor, revision: Revision) -> None:
    revision.version += 1
    take_part(who, revision)
    session.flush()
