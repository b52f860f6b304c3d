"""What the addresses of pages about a draft name."""

from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import selectinload

from kb.core.db import session
from kb.lessons.models.lesson import Revision
from kb.lessons.models.parts import RevisionTag, RevisionTheme, RevisionValue
from kb.lessons.queries.revisions import revision_at


def draft_at(number: int, **_of_it: Any) -> Revision:
    """The revision of this number; what else the address names of it is its page's business. Raises NotFound.

    Nothing more is read before it is known whether somebody may see it: else the number of statements would tell.
    """
    return revision_at(number)


def read_whole(revision: Revision) -> None:
    """Read all that is written in a revision, in as many statements whatever that is."""
    session.execute(
        select(Revision)
        .where(Revision.id == revision.id)
        .options(
            selectinload(Revision.theme_links).joinedload(RevisionTheme.theme),
            selectinload(Revision.tag_links).joinedload(RevisionTag.tag),
            selectinload(Revision.value_links).joinedload(RevisionValue.value),
            selectinload(Revision.sources),
            selectinload(Revision.ladder),
        )
    ).all()
