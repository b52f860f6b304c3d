"""What tests of curation share."""

import pytest

from kb.access.actors import Actor
from tests.pages import Person


@pytest.fixture
def who(editor: Person) -> Actor:
    """The editor as use cases see one."""
    return Actor(user_id=editor.user.id, site_roles=frozenset({"editor"}), kind="person")
