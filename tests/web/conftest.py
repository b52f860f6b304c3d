"""A site with one lesson, its visitor, and its other processes."""

from collections.abc import Callable, Iterator
from dataclasses import replace

import pytest
from apiflask import APIFlask

from kb import create_app
from kb.core import db
from kb.core.db import transaction
from kb.search import commands as index_commands
from tests import factories
from tests.conftest import quiet
from tests.web.browsers import Browser
from tests.web.notes import Sent, add_notes


@pytest.fixture
def visitor(app: APIFlask) -> Browser:
    """A reader without cookies, of a site with one lesson."""
    with transaction():
        factories.lesson("The first lesson about referrals", slug="the-first", themes=["neglect"])
    index_commands.index_rebuild(quiet)
    return Browser(app)


@pytest.fixture
def process(app: APIFlask) -> Iterator[Callable[..., APIFlask]]:
    """Makes applications as other processes of the same site have them, with these settings changed."""
    made: list[APIFlask] = []

    def make(**changed: object) -> APIFlask:
        made.append(create_app(replace(app.extensions["kb.settings"], **changed)))  # type: ignore[arg-type]
        return made[-1]

    yield make
    for other in made:
        with other.app_context():
            db.engine().dispose()


@pytest.fixture
def saved(app: APIFlask) -> Sent:
    """What the page /notes, which takes an account, was sent."""
    return add_notes(app)
