"""Hiding a lesson, and showing it again."""

import pytest
from apiflask import APIFlask
from sqlalchemy import select

from kb.access.actors import ANONYMOUS, OPERATOR
from kb.core import db
from kb.core.errors import Conflict, Denied, Invalid, NotFound
from kb.desk.service.hiding import hide, unhide
from kb.lessons.models.step import RevisionStep
from kb.search import commands as index_commands
from tests import factories
from tests.conftest import quiet
from tests.editorial.drafting import acting
from tests.pages import Person

WHY = "A relative asked us to."


def test_a_hidden_lesson_is_gone_at_once_and_before_any_index_knows(app: APIFlask, reader: Person) -> None:
    lesson = factories.lesson("Zebras taught the board to count", slug="zebras")
    db.session.commit()
    index_commands.index_rebuild(quiet)
    assert "Zebras taught" in reader.open("/search?q=zebras").text

    hide(OPERATOR, lesson, reason=WHY)

    assert reader.open("/lessons/zebras").status == 404
    assert "Zebras taught" not in reader.open("/search?q=zebras").text
    assert "No lessons found" in reader.open("/search?q=zebras").text


def test_a_lesson_shown_again_is_found_again(app: APIFlask, reader: Person) -> None:
    lesson = factories.lesson("Zebras taught the board to count", slug="zebras")
    hide(OPERATOR, lesson, reason=WHY)
    unhide(OPERATOR, lesson, reason=WHY)
    index_commands.index_rebuild(quiet)

    assert reader.open("/lessons/zebras").status == 200
    assert "Zebras taught" in reader.open("/search?q=zebras").text


def test_what_is_not_public_cannot_be_hidden_and_what_is_not_hidden_not_shown(app: APIFlask) -> None:
    with pytest.raises(NotFound):  # it has never been seen: as a lesson it does not exist
        hide(OPERATOR, factories.lesson(state="draft"), reason=WHY)
    with pytest.raises(Conflict):
        hide(OPERATOR, factories.lesson(state="hidden"), reason=WHY)
    with pytest.raises(Conflict):
        unhide(OPERATOR, factories.lesson(), reason=WHY)


def test_readers_cannot_hide_a_lesson(app: APIFlask) -> None:
    with pytest.raises(Denied):
        hide(ANONYMOUS, factories.lesson(), reason=WHY)


def test_who_hid_it_and_why_is_kept(app: APIFlask, editor: Person) -> None:
    lesson = factories.lesson()
    hide(acting(editor.user), lesson, reason="  A relative\nasked us to. ")

    step = db.session.scalars(select(RevisionStep)).one()
    assert (step.step, step.before, step.after, step.reason) == ("hide", "published", "hidden", WHY)
    assert step.taken_by_id == editor.user.id


@pytest.mark.parametrize(
    ("reason", "said"),
    [
        ("  ", "Give a reason"),
        ("a" * 501, "500 characters"),
        ("The mother, Tamsin Ockford, asked us.", "leads to somebody"),
    ],
)
def test_a_reason_is_needed_and_names_nobody(app: APIFlask, reason: str, said: str) -> None:
    lesson = factories.lesson()
    db.session.commit()
    with pytest.raises(Invalid) as refused:
        hide(OPERATOR, lesson, reason=reason)
    assert said in refused.value.problems["reason"]
    assert lesson.state == "published"
