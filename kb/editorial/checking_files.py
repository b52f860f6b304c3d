"""The check of files that boards share: for viruses, where there is a scanner, and by the rules of the identity check.

It is a job, because it takes longer than a page, and may be begun several times: what it finds is written once, and
only about the content that it has read.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select, update

from kb.access.actors import SITE, Actor, Permission
from kb.access.use_case import use_case
from kb.core.db import session, utc_now
from kb.core.job_steps import redo
from kb.core.jobs import Job, Task
from kb.core.settings import settings
from kb.core.virus_scanner import ScannerUnavailable, virus_in
from kb.identity.attached import Kept, kept
from kb.identity.files import check_file
from kb.identity.standing import lists_of
from kb.lessons.files import content, forget
from kb.lessons.models.attachment import Attachment
from kb.lessons.models.lesson import Revision

CHECK = "attachments.check"
MOST_SCANS = 4
"""Tries after which a file counts as not scanned, because the scanner does not answer: some two minutes."""
VIRUS = "A virus scanner says that there is a virus in it, so its content was removed. Have your own machine looked at."


def begin(attachment: Attachment) -> None:
    """Have a file checked from the beginning, in the transaction that adds or changes it."""
    attachment.state, attachment.reason, attachment.virus, attachment.checked_at = "waiting", "", "waiting", None
    session.flush()
    redo(CHECK, str(attachment.id))


def begin_again(revision: Revision) -> None:
    """Have all files of a revision checked anew, because it has another review now, whose pseudonym may stay."""
    session.flush()
    of_it = select(Attachment).where(Attachment.revision_id == revision.id, Attachment.file_id.is_not(None))
    held = of_it.order_by(Attachment.id).with_for_update(of=Attachment)  # `note` may be about to write the last check
    for each in session.scalars(held.execution_options(populate_existing=True)).all():
        begin(each)


def checks_given_up(attachments: Iterable[Attachment]) -> Collection[int]:
    """Numbers of the files that wait for a check which nobody is going to do any more; at most one statement."""
    waiting = {str(each.id) for each in attachments if each.state == "waiting"}
    if not waiting:
        return frozenset()
    wanted = select(Job.key).where(Job.kind == CHECK, Job.key.in_(sorted(waiting)), Job.finished_at.is_(None))
    return frozenset(int(key) for key in waiting - set(session.scalars(wanted)))


@dataclass(frozen=True, slots=True)
class Seen:
    """What a check has seen of one content; what is None is not known yet, or was seen by an earlier try."""

    file_id: int
    virus: str | None = None
    kept: Kept | None = None
    review: int | None = None
    """Number of the review whose pseudonym was let pass."""


def check(task: Task) -> None:
    """Check the file whose number is the key of the job. A scanner that does not answer is asked again later."""
    attachment = session.get(Attachment, int(task.key))
    if attachment is None or attachment.state != "waiting" or attachment.file_id is None:
        return
    file_id, name, was_read = attachment.file_id, attachment.file_name, attachment.checked_at is not None
    lists, data, review = lists_of(attachment.revision), content(file_id), attachment.revision.review_id
    session.rollback()  # what follows takes long: nothing is held open meanwhile
    virus, unavailable = None, None
    try:
        virus = _scanned(data)
    except ScannerUnavailable as problem:
        unavailable = problem
        virus = "not_scanned" if task.attempt >= MOST_SCANS else None
    found = None
    if virus != "found" and not was_read:
        task.progress(1, 2)
        found = kept(check_file(data, name, lists))
    note(SITE, None, attachment=int(task.key), seen=Seen(file_id, virus, found, review))
    if virus is None and unavailable is not None:
        raise unavailable


def _scanned(data: bytes) -> str:
    address = settings().clamd
    if not address:
        return "not_scanned"
    return "found" if virus_in(data, address) else "clean"


@use_case(Permission.UPKEEP, where_done=True)
def note(_who: Actor, _nothing: None, *, attachment: int, seen: Seen) -> Revision | None:
    """Write down what a check has seen of a file, unless that was replaced or removed meanwhile.

    Where another review was chosen meanwhile, the file is being read anew, and what was found before counts no more.
    """
    wanted = select(Attachment).where(Attachment.id == attachment).with_for_update(of=Attachment)
    found = session.scalar(wanted.execution_options(populate_existing=True))
    if found is None or found.file_id != seen.file_id or found.state != "waiting":
        return None
    if seen.virus == "found":
        _remove_content(seen.file_id)
        return found.revision
    if seen.kept is not None and seen.review != found.revision.review_id:
        return None
    if seen.kept is not None:
        found.findings, found.facts, found.reason = seen.kept.findings, seen.kept.facts, seen.kept.refused
        found.checked_at = utc_now()
    if seen.virus is not None and found.checked_at is not None:  # else somebody has it read anew meanwhile
        found.virus = seen.virus
        found.state = "refused" if found.reason else "checked"
    session.flush()
    return found.revision


def _remove_content(file_id: int) -> None:
    """Take a content away from every attachment that has it."""
    refused: dict[str, Any] = {
        "state": "refused",
        "reason": VIRUS,
        "virus": "found",
        "file_id": None,
        "findings": [],
        "facts": [],
    }
    session.execute(update(Attachment).where(Attachment.file_id == file_id).values(**refused))
    session.expire_all()
    forget(file_id)
