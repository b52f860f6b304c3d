"""People who hold sessions, and the forms that they give out."""

import pytest
from apiflask import APIFlask

from tests.held_sessions.held import add_forms
from tests.packs.conftest import colleague as colleague
from tests.packs.conftest import who as who


@pytest.fixture
def forms(app: APIFlask) -> None:
    """The three forms for each person."""
    add_forms()
