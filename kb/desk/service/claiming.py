"""Takes a text to one's desk, and gives it back to the queue."""

from kb.access.actors import Actor, Permission
from kb.access.use_case import use_case
from kb.desk.queries.queue import next_in_line
from kb.desk.seeing import see
from kb.editorial import checking_files, submissions, workflow
from kb.identity.holding import hold
from kb.identity.standing import standing_of
from kb.lessons.models.lesson import Revision


@use_case(Permission.REVISION_CLAIM)
def claim(who: Actor, revision: Revision) -> None:
    """Take a text from the queue to look after it. Its files are checked anew while it is read.

    Raises Conflict where somebody has claimed it, or its writers took it back, in the meantime.
    """
    hold(who, Permission.REVISION_CLAIM, revision)
    revision.claimed_by_id = who.user_id
    workflow.move(who, revision, "claim")
    if submissions.last_submission(revision) is None:  # from before submissions were kept
        submissions.keep(revision, standing_of(revision))
    checking_files.begin_again(revision)
    see(who, revision)


@use_case(Permission.DESK_READ, where_done=True)
def claim_next(who: Actor, _desk: None) -> Revision | None:
    """Take the text to one's desk that waits longest of those that one may claim; None where there is none."""
    found = next_in_line(who)
    if found is not None:
        claim(who, found)
    return found


@use_case(Permission.REVISION_RELEASE)
def release(who: Actor, revision: Revision) -> None:
    """Give a text back to the queue, whoever has it. Signatures stay, because nothing in it changes.

    Raises Conflict where nobody has it at the desk any more.
    """
    hold(who, Permission.REVISION_RELEASE, revision)
    revision.claimed_by_id = None
    workflow.move(who, revision, "release")
