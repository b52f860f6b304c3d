"""The starter content, for tests that read it without a page; a plugin of fixtures."""

from collections.abc import Iterator

import pytest
from apiflask import APIFlask

from kb.core import db


@pytest.fixture
def starter(site: APIFlask) -> Iterator[None]:
    """The starter content, for reading."""
    with site.app_context():
        yield
        db.session.remove()
