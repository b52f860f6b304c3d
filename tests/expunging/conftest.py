"""A site that keeps its messages in a folder, where bytes can be looked for."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from apiflask import APIFlask

from kb import create_app
from kb.core import db
from kb.core.settings import MailSettings
from tests.conftest import settings_in


@pytest.fixture
def app(tmp_path: Path, database_url: str) -> Iterator[APIFlask]:
    """A site that keeps its mail in a folder."""
    found = settings_in(tmp_path, database_url)
    made = create_app(replace(found, mail=MailSettings(folder=tmp_path / "mail")))
    with made.app_context():
        yield made
        db.session.remove()
        db.engine().dispose()
