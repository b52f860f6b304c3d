"""Drafts of somebody who leaves an organisation are handed over."""

import pytest
from apiflask import APIFlask

from kb.accounts.models.organisation import Organisation
from kb.accounts.models.user import User
from kb.core import db
from kb.core.db import transaction
from kb.core.events import MemberRemoved, WritingEnded, publish
from kb.lessons.models.lesson import Lesson
from tests import factories


def go(user: User, board: Organisation, successor: User | None) -> None:
    """Tell that somebody has left."""
    db.session.commit()
    with transaction():
        publish(MemberRemoved(user.id, board.id, successor.id if successor else None))


def held_by(user: User, board: Organisation, state: str) -> Lesson:
    """A lesson that somebody has in hand."""
    lesson = factories.lesson(state=state, organisation=board)
    lesson.holder = user
    db.session.flush()
    return lesson


def test_who_can_no_longer_write_hands_over_alike(app: APIFlask, board: Organisation) -> None:
    writer, successor = factories.user(), factories.user()
    lesson = held_by(writer, board, "draft")
    db.session.commit()

    with transaction():
        publish(WritingEnded(writer.id, board.id, successor.id))

    db.session.refresh(lesson)
    assert lesson.holder_id == successor.id


@pytest.mark.parametrize("state", ["draft", "returned", "submitted", "in_review"])
def test_what_is_being_worked_on_goes_to_the_successor(app: APIFlask, board: Organisation, state: str) -> None:
    leaver, successor = factories.user(), factories.user()
    lesson = held_by(leaver, board, state)

    go(leaver, board, successor)

    db.session.refresh(lesson)
    assert lesson.holder_id == successor.id


def test_without_a_successor_nobody_has_it_in_hand(app: APIFlask, board: Organisation) -> None:
    leaver = factories.user()
    lesson = held_by(leaver, board, "draft")

    go(leaver, board, None)

    db.session.refresh(lesson)
    assert lesson.holder_id is None


def test_nothing_else_changes_hands(app: APIFlask, board: Organisation, other_board: Organisation) -> None:
    leaver, successor, colleague = factories.user(), factories.user(), factories.user()
    elsewhere = held_by(leaver, other_board, "draft")
    of_a_colleague = held_by(colleague, board, "draft")
    published = held_by(leaver, board, "published")

    go(leaver, board, successor)

    for lesson, holder in ((elsewhere, leaver), (of_a_colleague, colleague), (published, leaver)):
        db.session.refresh(lesson)
        assert lesson.holder_id == holder.id
