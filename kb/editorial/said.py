"""What is said about a text by those who review it and those who write it."""

from kb.access.actors import Actor
from kb.core.db import session
from kb.core.errors import Invalid, NotFound
from kb.editorial.submissions import last_submission
from kb.identity.standing import says_nothing_of_anybody
from kb.lessons.models.comment import RevisionComment
from kb.lessons.models.lesson import Revision

MOST_KEPT = 4_000
"""Characters of a comment."""


def written(who: Actor, revision: Revision, field: str, text: str) -> RevisionComment:
    """A comment that nobody reads yet. Raises Invalid(text=...) as above."""
    text = text.strip()
    if not text:
        raise Invalid(text="Write what you want to say")
    if len(text) > MOST_KEPT:
        raise Invalid(text=f"What you write must have {MOST_KEPT:,} characters or fewer")
    try:
        says_nothing_of_anybody(revision, text)
    except Invalid as refused:
        raise Invalid(text=refused.problems["reason"]) from None
    submitted = last_submission(revision)
    return RevisionComment(
        revision_id=revision.id,
        field=field,
        text=text,
        written_by_id=who.user_id,
        submission_id=submitted.id if submitted else None,
    )


def comment_of(revision: Revision, number: int) -> RevisionComment:
    """A comment on a revision, as it is now. Raises NotFound."""
    found = session.get(RevisionComment, number, populate_existing=True)
    if found is None or found.revision_id != revision.id:
        raise NotFound
    return found


def beginning_of(revision: Revision, number: int) -> RevisionComment:
    """A comment with which a thread begins: it alone is dealt with or open. Raises NotFound, for an answer too."""
    found = comment_of(revision, number)
    if found.parent_id is not None:
        raise NotFound
    return found
