"""People who make packs."""

import pytest

from kb.access.actors import Actor
from kb.core import db
from tests.editorial.drafting import acting
from tests.pages import Person


@pytest.fixture
def who(user: Person) -> Actor:
    """Somebody with an account and no more."""
    db.session.commit()
    return acting(user.user)


@pytest.fixture
def colleague(member: Person) -> Actor:
    """Somebody else, who belongs to the board."""
    db.session.commit()
    return acting(member.user)


@pytest.fixture
def lead_of_board(lead: Person) -> Actor:
    """The lead of the board."""
    db.session.commit()
    return acting(lead.user)
