"""Contents that are kept piece by piece, so that never all of one is in memory."""

from collections.abc import Iterator
from typing import Any

from sqlalchemy import select

from kb.core.db import session


def contents(of: Any, **owner: int) -> Iterator[bytes]:
    """The pieces of one owner in their order. `of` is a table of pieces, with columns `position` and `content`."""
    pieces, position = select(of.position, of.content).filter_by(**owner).order_by(of.position).limit(1), -1
    while found := session.execute(pieces.where(of.position > position)).one_or_none():
        position, content = found
        yield content
