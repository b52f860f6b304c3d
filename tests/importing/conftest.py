"""Somebody who imports lessons for the board."""

import pytest

from kb.access.actors import Actor
from kb.core import db
from tests.editorial.drafting import acting
from tests.pages import Person


@pytest.fixture
def who(contributor: Person) -> Actor:
    """A contributor of the board, as the use cases know them."""
    db.session.commit()
    return acting(contributor.user)
