"""Keeps themes as they are while somebody changes them: what one change reads holds until its transaction ends."""

from collections.abc import Collection

from sqlalchemy import select, text

from kb.core.db import engine, session
from kb.core.errors import Conflict
from kb.lessons.models.vocabulary import Theme


def hold_themes(numbers: Collection[int] = ()) -> None:
    """Have others wait who change themes, or give one of these to a lesson. On SQLite they wait anyway.

    Raises Conflict where one of them is gone.
    """
    if engine().dialect.name == "postgresql":
        session.execute(text(f"LOCK TABLE {Theme.__tablename__} IN SHARE ROW EXCLUSIVE MODE"))
    held = select(Theme).where(Theme.id.in_(numbers)).order_by(Theme.id).with_for_update()
    if numbers and len(session.scalars(held.execution_options(populate_existing=True)).all()) != len(set(numbers)):
        raise Conflict
