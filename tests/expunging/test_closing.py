"""Nothing of a lesson is left open once it is being removed, though somebody begins a text in that moment."""

import pytest
from apiflask import APIFlask

from kb.access.actors import SITE
from kb.accounts.models.organisation import Organisation
from kb.core import db
from kb.expunging import lessons
from kb.lessons.models.lesson import Lesson, Revision
from tests import factories
from tests.meanwhile import meanwhile


@pytest.mark.parametrize("database_url", [pytest.param("postgresql", marks=pytest.mark.postgresql)], indirect=True)
def test_a_text_that_is_begun_while_a_lesson_is_closed_is_closed_too(app: APIFlask, board: Organisation) -> None:
    number = factories.lesson("A team", organisation=board).id
    db.session.commit()

    def begin() -> None:
        lesson = db.session.get_one(Lesson, number)
        lesson.open_revision = factories.revision(lesson, "A team, again", state="draft", number=2)
        db.session.commit()

    with meanwhile(app, begin, "SELECT revision.id") as came:
        closed = lessons.close(SITE, db.session.get_one(Lesson, number))

    db.session.expire_all()
    assert (len(came), closed) == (1, 2)
    assert {each.state for each in db.session.query(Revision)} == {"expunged"}
    assert db.session.get_one(Lesson, number).open_revision_id is None
