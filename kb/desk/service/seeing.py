"""Notes that somebody of the editorial team has a text before them."""

from kb.access.actors import Actor
from kb.core.db import transaction
from kb.desk.seeing import see
from kb.lessons.models.lesson import Revision


def note_sight(who: Actor, revision: Revision) -> None:
    """Note it, as reading is noted: it changes nothing but what is shown to the same person later."""
    with transaction():
        see(who, revision)
