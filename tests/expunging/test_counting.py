"""Before somebody agrees it is counted in the same places from which it is removed afterwards."""

from collections.abc import Callable

import pytest

from kb.accounts.models.organisation import Organisation
from kb.core import db
from kb.core.work import run_due
from kb.expunging import service
from kb.expunging.models import Expunge
from kb.lessons.models.attachment import Attachment
from kb.lessons.models.lesson import Lesson
from tests.expunging.everywhere import WORDS, acting, fill
from tests.expunging.whole_lesson import a_lesson, beside
from tests.pages import Person

MADE_ANEW = {"revision_rendering"}
"""Pages that the site prepares again as the texts change: of them there may be more or fewer."""


@pytest.fixture
def counted(identity_reviewer: Person, admin: Person) -> Callable[[Expunge], tuple[dict[str, int], dict[str, int]]]:
    """What is counted of something that was asked for, and what is removed of it once somebody has agreed."""

    def both(made: Expunge) -> tuple[dict[str, int], dict[str, int]]:
        run_due()
        db.session.expire_all()
        before = dict(made.places)
        service.agree(acting(admin.user), made)
        run_due()
        db.session.expire_all()
        assert made.done_at is not None
        return _kept(before), _kept(dict(made.places))

    return both


def _kept(places: dict[str, int]) -> dict[str, int]:
    return {name: number for name, number in places.items() if name.removeprefix("quoted:") not in MADE_ANEW}


Counted = Callable[[Expunge], tuple[dict[str, int], dict[str, int]]]


def test_of_words(board: Organisation, contributor: Person, identity_reviewer: Person, counted: Counted) -> None:
    fill(board, contributor.user.id)

    before, removed = counted(service.ask(acting(identity_reviewer.user), None, words=WORDS))

    assert before.keys() >= {"heading", "imported_lesson", "lesson", "message", "stored_file", "tag"}
    assert before == removed


def test_of_a_file(board: Organisation, contributor: Person, identity_reviewer: Person, counted: Counted) -> None:
    fill(board, contributor.user.id)
    file = db.session.query(Attachment).filter(Attachment.file_id.is_not(None)).first()
    assert file

    before, removed = counted(service.ask_for_file(acting(identity_reviewer.user), file))

    assert before == removed != {}


def test_of_a_lesson(board: Organisation, contributor: Person, identity_reviewer: Person, counted: Counted) -> None:
    lesson = a_lesson(board, contributor.user.id)
    beside(board)
    db.session.commit()
    text = db.session.get_one(Lesson, lesson.id).live_revision
    assert text

    before, removed = counted(service.ask_for_lesson(acting(identity_reviewer.user), lesson, revision=text))

    assert before.keys() >= {"lesson", "stored_file", "tag", "quoted:message"}
    assert before == removed
