"""Names of people for lists that know only their numbers."""

from collections.abc import Iterable

from sqlalchemy import select

from kb.accounts.models.user import User
from kb.core.db import session


def names_of(numbers: Iterable[int | None]) -> dict[int, str]:
    """Names by number, of those who still have one."""
    wanted = {number for number in numbers if number is not None}
    rows = session.execute(select(User.id, User.name).where(User.id.in_(wanted))) if wanted else ()
    return {number: name for number, name in rows if name}
