"""Signs a text: that what it says may be published, and that nobody can be recognised in it."""

from kb.access.actors import Actor, Permission
from kb.access.use_case import use_case
from kb.core.db import session, utc_now
from kb.core.errors import Conflict, Invalid
from kb.desk import letters
from kb.desk.readiness import of_identity
from kb.desk.service.commenting import WHOLE
from kb.editorial import workflow
from kb.editorial.queries.drafts import read_whole
from kb.editorial.said import written
from kb.identity.holding import hold
from kb.lessons.frozen import frozen
from kb.lessons.models.attachment import Attachment
from kb.lessons.models.lesson import Revision
from kb.lessons.queries.attachments import attachment_at
from kb.lessons.signatures import Kind, holds, sign

SIGNED_ALREADY = "It was signed a moment ago, by somebody else."


class Changed(Conflict):
    """The text is not what was read: it was taken back, changed and submitted again in the meantime."""


@use_case(Permission.REVISION_SIGN_CONTENT)
def sign_content(who: Actor, revision: Revision, *, digest: str) -> None:
    """Sign that what a text says may be published. `digest` names what was read.

    Raises Changed where the text is another one by now, Conflict where somebody has signed it.
    """
    hold(who, Permission.REVISION_SIGN_CONTENT, revision)
    read_whole(revision)
    _sign(who, revision, "content", digest)


@use_case(Permission.REVISION_SIGN_IDENTITY)
def sign_identity(who: Actor, revision: Revision, *, digest: str) -> None:
    """Sign that nobody can be recognised in a text and its files.

    Raises what signing the content does, and Invalid(read=...) where something is left that has to be dealt with
    first.
    """
    hold(who, Permission.REVISION_SIGN_IDENTITY, revision)
    read_whole(revision)
    left = of_identity(revision)
    if left:
        raise Invalid(read=" ".join(each.words for each in left))
    _sign(who, revision, "identity", digest)


@use_case(Permission.REVISION_SIGN_IDENTITY)
def cannot_sign(who: Actor, revision: Revision, *, text: str) -> None:
    """Say why one does not sign that nobody can be recognised: editors read it, and whoever claimed the text is told.

    Raises Invalid(text=...) where it is empty, too long, or says what must be said nowhere, and Conflict where the
    text is signed already.
    """
    hold(who, Permission.REVISION_SIGN_IDENTITY, revision)
    read_whole(revision)
    if holds(revision, "identity", frozen(revision).digest):
        raise Conflict
    made = written(who, revision, WHOLE, text)
    made.for_team = True
    session.add(made)
    session.flush()
    letters.not_signed(revision)


@use_case(Permission.REVISION_SIGN_IDENTITY)
def opened(who: Actor, revision: Revision, *, file: int) -> Attachment:
    """Note that one has opened a file that rules cannot read, and found nobody who could be recognised.

    Raises NotFound where the text has no such file, Conflict where somebody has noted it.
    """
    hold(who, Permission.REVISION_SIGN_IDENTITY, revision)
    found = attachment_at(revision, file)
    if found.opened_at is not None:
        raise Conflict
    found.opened_by_id, found.opened_at = who.user_id, utc_now()
    session.flush()
    return found


def _sign(who: Actor, revision: Revision, kind: Kind, digest: str) -> None:
    if holds(revision, kind, frozen(revision).digest):
        raise Conflict  # one for another content does not count any more: something was renamed or merged since
    if frozen(revision).digest != digest:
        raise Changed
    sign(who, revision, kind, digest)
    workflow.move(who, revision, f"sign_{kind}")
