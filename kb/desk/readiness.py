"""What stands in the way of a text becoming public, in words that say what to do."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import func, or_, select

from kb.core.db import session
from kb.desk.queries.points import NOT_YET, PARTLY, points_of
from kb.editorial.lacking import lacks
from kb.editorial.queries.comments import threads_of
from kb.identity.models import IdentityTerm
from kb.identity.standing import Standing, standing_of
from kb.lessons.frozen import frozen
from kb.lessons.models.attachment import Attachment
from kb.lessons.models.lesson import Revision
from kb.lessons.queries.attachments import attachments_of
from kb.lessons.signatures import KINDS, holds, is_signed

NOT_AS_SIGNED = {
    "content": "Something in it is not as it was when somebody signed what it says.",
    "identity": "Something in it is not as it was when somebody signed that nobody can be recognised.",
}
SIGNATURES = {
    "content": "Nobody has signed what it says yet.",
    "identity": "No identity reviewer has signed yet that nobody can be recognised.",
}


@dataclass(frozen=True, slots=True)
class Hindrance:
    """One thing that stands in the way."""

    words: str
    passes: bool = False
    """Whether it goes away by itself in a moment."""


def hindrances(revision: Revision) -> Sequence[Hindrance]:
    """What stands in the way of publication now; nothing where it can be published. The identity check is repeated."""
    standing = standing_of(revision)
    for_good = [*_of_signatures(revision), *_of_fields(revision), *_of_check(standing)]
    return [*map(Hindrance, for_good), *_of_files(standing), *_of_outdated(revision, standing)]


def of_identity(revision: Revision) -> Sequence[Hindrance]:
    """What an identity reviewer has to have dealt with, or cannot sign for.

    Files that were checked before words were added do not count: they are read again before publication, and the
    signature is for what they hold, not for what the check found.
    """
    standing = standing_of(revision)
    return [*map(Hindrance, _of_check(standing)), *_of_files(standing)]


def still_open(revision: Revision) -> Sequence[str]:
    """What whoever signs what a text says should know; nothing of it stands in the way."""
    comments = sum(each.is_open for threads in threads_of(revision).values() for each in threads)
    marks = Counter((each.mark, each.earlier is not None) for each in points_of(revision))
    said = []
    if comments:
        said.append(f"{_counted(comments, 'comment is', 'comments are')} not dealt with.")
    for mark, words in ((NOT_YET, "not yet as it should be"), (PARTLY, "could be better")):
        for earlier, of_what in ((False, ""), (True, ", said of what was submitted before")):
            if marks[mark, earlier]:
                said.append(f"{_counted(marks[mark, earlier], 'point', 'points')} of review: {words}{of_what}.")
    waiting = sum(each.state == "waiting" for each in attachments_of(revision))
    if waiting:
        said.append(f"{_counted(waiting, 'file is', 'files are')} still being checked.")
    return said


def outdated_files(revision: Revision, files: Sequence[Attachment]) -> Sequence[Attachment]:
    """Files that were checked before an admin last added to the words that the check looks for."""
    if not files:
        return []
    of_them = or_(IdentityTerm.organisation_id.is_(None), IdentityTerm.organisation_id == revision.organisation_id)
    changed: Any = session.scalar(select(func.max(IdentityTerm.added_at)).where(of_them))
    return [each for each in files if changed and each.checked_at and each.checked_at < changed]


def _of_signatures(revision: Revision) -> Iterator[str]:
    digest = frozen(revision).digest
    for kind in KINDS:
        if not is_signed(revision, kind):
            yield SIGNATURES[kind]
        elif not holds(revision, kind, digest):
            yield f"{NOT_AS_SIGNED[kind]} Perhaps a theme was renamed. Read it once more, and sign it anew."


def _of_fields(revision: Revision) -> Iterator[str]:
    missing = len(lacks(revision))
    if missing:
        yield f"{_counted(missing, 'field does', 'fields do')} not have what publication needs. Return it."


def _of_files(standing: Standing) -> Iterator[Hindrance]:
    if standing.being_checked:
        number = _counted(len(standing.being_checked), "file is", "files are")
        yield Hindrance(f"{number} still being checked. Wait a moment.", passes=True)


def _of_outdated(revision: Revision, standing: Standing) -> Iterator[Hindrance]:
    if outdated_files(revision, [each for each in standing.files if each.state == "checked"]):
        yield Hindrance(
            "Files were checked before new words were added to the check, and are being read again. Wait a moment.",
            passes=True,
        )


def _of_check(standing: Standing) -> Iterator[str]:
    """What the identity check finds now: it may find more than when the text was submitted."""
    if standing.to_change:
        named = ", ".join(dict.fromkeys(f"“{each.finding.text[:60]}”" for each in standing.to_change[:5]))
        number = _counted(len(standing.to_change), "passage", "passages")
        yield f"The identity check finds {number} now that must be changed: {named}. Return it."
    if standing.to_answer:
        number = _counted(len(standing.to_answer), "passage", "passages")
        yield f"The identity check finds {number} now for which no reason was given. Return it."
    if standing.refused:
        number = _counted(len(standing.refused), "file", "files")
        yield f"{number} cannot stay, because of what the check found. Return it."
    for each in standing.not_opened:
        yield f"“{each.title}” has to be opened by an identity reviewer, because rules cannot read all of it."
    found = standing.combination
    if found is not None and found.decision is None:
        yield "An identity reviewer has to decide about facts that may point at one child together."
    elif found is not None and found.decision is not None and found.decision.outcome != "may_stand":
        yield "An identity reviewer decided that facts which point at one child must be changed. Return it."


def _counted(number: int, one: str, many: str) -> str:
    return f"{number} {one if number == 1 else many}"
