"""References of lessons: LB-0042, however people write them; and which lesson somebody means."""

import re

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from kb.core.db import session
from kb.lessons.models.lesson import EXPUNGED, Lesson, Revision
from kb.lessons.queries.elsewhere import named

PATTERN = r"(?i:lb)[-\u2010-\u2013]?[0-9]{1,8}"
"""A reference within other words; with a blank in it, it may be a weight."""
_ALONE = re.compile(r"\s*(?i:lb)[\s\-\u2010-\u2013]*([0-9]{1,8})\s*")
_IN_ADDRESS = re.compile(r"\blessons/([\w-]+)")


def written(number: int) -> str:
    """The reference of a lesson by its number."""
    return f"LB-{number:04d}"


def read(text: str) -> str | None:
    """The reference that a text is, with a blank or without; None where it is anything else."""
    found = _ALONE.fullmatch(text)
    return written(int(found[1])) if found else None


def lesson_meant(typed: str) -> Lesson | None:
    """The lesson that somebody names by its reference, by the address of any of its pages, whole or not, or by one that
    it had; among other words, too. None where they name none that is or was public, or all of it was removed for good.
    """
    words = typed.strip()
    found = _IN_ADDRESS.search(words)
    name = (found[1] if found else words).lower()
    name = read(name) or name
    wanted = select(Lesson).where(named(name), Lesson.live_revision.has(Revision.state != EXPUNGED))
    wanted = wanted.options(joinedload(Lesson.live_revision)).order_by((Lesson.slug == name).desc())
    return session.scalars(wanted.limit(1)).first()
