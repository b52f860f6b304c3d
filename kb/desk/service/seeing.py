"""Notes that somebody of the editorial team has a text before them."""

from kb.access.actors import Actor
from kb.core.db import transaction
from kb.desk.seeing import has_seen, see
from kb.lessons.models.lesson import Revision


def note_sight(who: Actor, revision: Revision) -> None:
    """Note it, as reading is noted: it changes nothing but what is shown to the same person later.

    It is looked up first: whoever opens a page again has nobody wait, and what was read of the text stays read.
    """
    if has_seen(who, revision):
        return
    with transaction():
        see(who, revision)
