"""The people of tests of the desk."""

from collections.abc import Callable

import pytest
from apiflask import APIFlask

from kb.accounts.models.organisation import Organisation
from kb.core import db
from tests.desk.reviewing import Team
from tests.pages import Person
from tests.people import a_user, sign_in


@pytest.fixture
def colleague(app: APIFlask, board: Organisation, other_board: Organisation) -> Person:
    """A second editor."""
    person = Person(app)
    person.user = a_user("editor", board, other_board, name="A colleague", email="colleague@example.org")
    return sign_in(person, person.user)


@pytest.fixture
def team(people: Callable[[str], Person], board: Organisation, colleague: Person) -> Team:
    """A board with somebody who writes, two editors and an identity reviewer."""
    made = Team(board, people("contributor"), people("editor"), colleague, people("identity_reviewer"))
    db.session.commit()
    return made
