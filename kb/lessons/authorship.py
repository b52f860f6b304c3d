"""Notes who has part in a text."""

from kb.access.actors import Actor
from kb.lessons.models.lesson import Revision
from kb.lessons.models.parts import RevisionAuthor


def take_part(who: Actor, revision: Revision) -> None:
    """From now on somebody is one of the authors of a revision, who neither sign it nor decide about it."""
    if who.user_id is not None and who.user_id not in {author.user_id for author in revision.authors}:
        revision.authors.append(RevisionAuthor(user_id=who.user_id))
