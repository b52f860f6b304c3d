"""Names of people and organisations for lists that know only their numbers."""

from collections.abc import Iterable

from sqlalchemy import select

from kb.accounts.models.organisation import Organisation
from kb.accounts.models.user import User
from kb.core.db import session


def names_of(numbers: Iterable[int | None]) -> dict[int, str]:
    """Names by number, of those who still have one."""
    wanted = {number for number in numbers if number is not None}
    rows = session.execute(select(User.id, User.name).where(User.id.in_(wanted))) if wanted else ()
    return {number: name for number, name in rows if name}


def organisations_of(numbers: Iterable[int | None]) -> dict[int, Organisation]:
    """Organisations by number, in the order of their names."""
    wanted = {number for number in numbers if number is not None}
    found = select(Organisation).where(Organisation.id.in_(wanted)).order_by(Organisation.name)
    return {row.id: row for row in session.scalars(found)} if wanted else {}
