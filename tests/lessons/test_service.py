"""Hiding a lesson, and showing it again."""

import pytest
from apiflask import APIFlask

from kb.access.actors import ANONYMOUS, OPERATOR
from kb.core import db
from kb.core.errors import Conflict, Denied, NotFound
from kb.lessons import service
from kb.search import commands as index_commands
from tests import factories
from tests.conftest import quiet
from tests.pages import Person


def test_a_hidden_lesson_is_gone_at_once_and_before_any_index_knows(app: APIFlask, reader: Person) -> None:
    lesson = factories.lesson("Zebras taught the board to count", slug="zebras")
    db.session.commit()
    index_commands.index_rebuild(quiet)
    assert "Zebras taught" in reader.open("/search?q=zebras").text

    service.hide(OPERATOR, lesson)

    assert reader.open("/lessons/zebras").status == 404
    assert "Zebras taught" not in reader.open("/search?q=zebras").text
    assert "No lessons found" in reader.open("/search?q=zebras").text


def test_a_lesson_shown_again_is_found_again(app: APIFlask, reader: Person) -> None:
    lesson = factories.lesson("Zebras taught the board to count", slug="zebras")
    service.hide(OPERATOR, lesson)
    service.unhide(OPERATOR, lesson)
    index_commands.index_rebuild(quiet)

    assert reader.open("/lessons/zebras").status == 200
    assert "Zebras taught" in reader.open("/search?q=zebras").text


def test_what_is_not_public_cannot_be_hidden_and_what_is_not_hidden_not_shown(app: APIFlask) -> None:
    with pytest.raises(NotFound):  # it has never been seen: as a lesson it does not exist
        service.hide(OPERATOR, factories.lesson(state="draft"))
    with pytest.raises(Conflict):
        service.hide(OPERATOR, factories.lesson(state="hidden"))
    with pytest.raises(Conflict):
        service.unhide(OPERATOR, factories.lesson())


def test_readers_cannot_hide_a_lesson(app: APIFlask) -> None:
    with pytest.raises(Denied):
        service.hide(ANONYMOUS, factories.lesson())
