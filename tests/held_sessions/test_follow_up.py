"""Six to twelve weeks after a session it is time for the follow-up form, and after eight its owner hears so once."""

from datetime import timedelta

import pytest

from kb.access.actors import Actor
from kb.core import db
from kb.core.clock import today
from kb.core.jobs import Task
from kb.held_sessions import service
from kb.held_sessions.queries.held import in_short, is_to_follow_up
from tests.held_sessions.held import answer, held
from tests.mailbox import messages
from tests.packs.packing import a_pack, user_of

pytestmark = pytest.mark.usefixtures("forms")
STEP = "a session was held eight weeks ago and nothing came back of the follow-up form"


def look() -> None:
    service.remind(Task(0, service.FOLLOW_UP, ""))
    db.session.commit()


@pytest.mark.walks(STEP, "user@example.org")
def test_the_owner_is_told_once_eight_weeks_after_a_session(who: Actor) -> None:
    pack = a_pack(who)
    made = held(who, pack, held_on=today() - timedelta(days=56))

    look()
    look()

    (message,) = messages("user@example.org")
    assert f"/packs/{pack.slug}/sessions/{made.id}" in (message.text or "")
    assert "When do we refer?" in (message.text or "")


@pytest.mark.parametrize("days", [55, 85, 400])
def test_nobody_is_told_before_that_nor_when_it_is_too_late(who: Actor, days: int) -> None:
    held(who, a_pack(who), held_on=today() - timedelta(days=days))

    look()

    assert not messages()


def test_nobody_is_told_once_forms_came_back(who: Actor) -> None:
    answer(who, held(who, a_pack(who), held_on=today() - timedelta(days=60)), "follow-up", {1: (0, 0, 1, 0, 0)})

    look()

    assert not messages()


def test_nobody_is_told_whose_account_is_closed_and_the_job_goes_on_with_others(who: Actor, colleague: Actor) -> None:
    held(who, a_pack(who), held_on=today() - timedelta(days=60))
    held(colleague, a_pack(colleague), held_on=today() - timedelta(days=60))
    user_of(who).closed_at = user_of(who).created_at
    db.session.commit()

    look()

    assert [each.to for each in messages()] == ["member@example.org"]


@pytest.mark.parametrize(("days", "due"), [(41, False), (42, True), (84, True), (85, False)])
def test_the_pages_say_when_it_is_time(who: Actor, days: int, due: bool) -> None:
    pack = a_pack(who)
    made = held(who, pack, held_on=today() - timedelta(days=days))

    assert is_to_follow_up(made, ("before",), today()) is due
    assert [each.id for each in in_short(pack).due] == ([made.id] if due else [])


def test_it_is_time_no_more_once_forms_came_back(who: Actor) -> None:
    pack = a_pack(who)
    made = held(who, pack, held_on=today() - timedelta(days=50))
    answer(who, made, "follow-up", {1: (0, 0, 1, 0, 0)})

    assert not is_to_follow_up(made, ("follow-up",), today())
    assert in_short(pack).due == []
