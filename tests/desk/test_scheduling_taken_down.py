"""No clock brings back what was taken down: no time is taken then, and what was scheduled before comes back."""

from datetime import timedelta

import pytest
import time_machine

from kb.core import db
from kb.core.db import utc_now
from kb.core.work import run_due
from kb.desk.service import archiving, hiding, publishing
from kb.lessons.models.lesson import Revision
from tests.desk.reviewing import Team, now
from tests.editorial.drafting import acting
from tests.mailbox import messages
from tests.pages import words


def second_text(team: Team) -> Revision:
    """Another text, with both signatures, of a lesson that is public."""
    lesson = team.published().lesson
    return team.sign(team.claim(team.submit(team.next_text(lesson, "Two teams read every referral within a day"))))


def take_down(team: Team, revision: Revision, state: str) -> None:
    """An editor hides or archives the lesson of a text."""
    verb = hiding.hide if state == "hidden" else archiving.archive
    verb(acting(team.editor.user), now(revision).lesson, reason="The guidance was replaced.")


@pytest.mark.parametrize("state", ["hidden", "archived"])
def test_no_time_is_taken_while_the_lesson_is_taken_down(team: Team, state: str) -> None:
    second = second_text(team)
    take_down(team, second, state)

    page = team.page(team.editor, second, "desk.publish")
    page = page.submit("Publish", when="later", day="2035-01-31", time="9:30", change_note="Two teams.")

    assert page.errors == [f"The lesson is {state}. Publish it now, which makes it public again"]
    assert "Two teams." in page.text
    assert now(second).state == "in_review"
    assert [each.template for each in messages("contributor@example.org") if each.template == "desk/scheduled"] == []


@pytest.mark.parametrize("state", ["hidden", "archived"])
def test_what_was_taken_down_meanwhile_is_not_public_again_by_a_clock_and_it_is_said_why(
    team: Team, state: str
) -> None:
    second = second_text(team)
    due = utc_now() + timedelta(hours=1)
    publishing.schedule(acting(team.editor.user), now(second), at=due, change_note="Two teams.")
    take_down(team, second, state)

    db.session.rollback()
    with time_machine.travel(due + timedelta(minutes=1), tick=True):
        run_due()
        assert (now(second).state, now(second).lesson.state) == ("in_review", state)
    db.session.rollback()
    page = team.page(team.editor, second)
    assert f"The lesson is {state}." in words(page.soup.select_one(".kb-steps-taken__step"))
