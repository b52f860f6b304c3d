"""What is agreed is removed in the end, whatever happens to the database, the list and the processes meanwhile."""

from datetime import timedelta

import pytest

from kb.access.actors import SITE, Actor
from kb.accounts.models.organisation import Organisation
from kb.core import db
from kb.core.db import transaction, utc_now
from kb.core.work import run_due
from kb.expunging import kept_list, service
from kb.expunging.carrying_out import apply_again, enter_missing, remove
from kb.expunging.models import Expunge
from kb.lessons.models.lesson import Lesson
from tests import factories
from tests.expunging.everywhere import WORDS, acting
from tests.pages import Person


@pytest.fixture
def lesson(board: Organisation) -> Lesson:
    made = factories.lesson("A team", organisation=board, found=f"It was said of {WORDS}.")
    db.session.commit()
    return made


def agreed(reviewer: Actor, admin: Actor) -> Expunge:
    made = service.ask(reviewer, None, words=WORDS)
    service.agree(admin, made)
    return made


def found_in(lesson: Lesson) -> str:
    db.session.expire_all()
    assert lesson.live_revision
    return lesson.live_revision.found


def put_back(lesson: Lesson) -> None:
    """As in a copy from before."""
    with transaction():
        assert lesson.live_revision
        lesson.live_revision.found = f"It was said of {WORDS}."


def test_a_copy_from_between_asking_and_agreeing_has_it_removed(
    lesson: Lesson, identity_reviewer: Person, admin: Person
) -> None:
    made = agreed(acting(identity_reviewer.user), acting(admin.user))
    run_due()
    put_back(lesson)
    with transaction():
        made.agreed_at = made.agreed_by_id = made.done_at = None
        made.words = WORDS

    assert apply_again() == 1

    assert found_in(lesson) == "It was said of [removed]."
    assert (made.agreed_by_id, made.words) == (admin.user.id, None)


def test_a_start_that_was_cut_off_is_made_up_for_by_the_next(
    lesson: Lesson, identity_reviewer: Person, admin: Person
) -> None:
    made = agreed(acting(identity_reviewer.user), acting(admin.user))
    remove(made)
    put_back(lesson)
    with transaction():
        db.session.delete(made)
    enter_missing(SITE, None)  # and then the process ended

    assert apply_again() == 1
    assert found_in(lesson) == "It was said of [removed]."


def test_what_was_entered_and_not_removed_is_removed_by_the_hourly_job(
    lesson: Lesson, identity_reviewer: Person, admin: Person
) -> None:
    made = agreed(acting(identity_reviewer.user), acting(admin.user))
    remove(made)
    put_back(lesson)
    with transaction():
        db.session.delete(made)
    run_due()
    run_due(utc_now() + timedelta(hours=2))

    assert found_in(lesson) == "It was said of [removed]."


def test_a_line_that_was_cut_off_does_not_keep_the_others_from_being_read(
    lesson: Lesson, identity_reviewer: Person, admin: Person
) -> None:
    first = agreed(acting(identity_reviewer.user), acting(admin.user))
    remove(first)
    with kept_list.path().open("a") as file:
        file.write('{"token": "cut o')

    assert [each["token"] for each in kept_list.entries()] == [first.token]
    second = service.ask(acting(identity_reviewer.user), None, words="Another Sentence")
    service.agree(acting(admin.user), second)
    remove(second)

    assert {each["token"] for each in kept_list.entries()} == {first.token, second.token}


def test_a_line_in_the_middle_that_cannot_be_read_stops_everything(lesson: Lesson) -> None:
    kept_list.path().write_text('{"token": "cut o\n{"token": "b"}\n')

    with pytest.raises(ValueError, match=r"delimiter|Unterminated|Invalid"):
        kept_list.entries()
