"""A text is claimed by one editor, who wrote nothing of it, and given back to the queue."""

import pytest
from apiflask import APIFlask

from kb.accounts.models.user import Membership
from kb.core import db
from kb.core.errors import Conflict, Denied, NotFound
from kb.desk.models import Sight
from kb.desk.service import claiming
from kb.desk.service.seeing import note_sight
from kb.editorial.submissions import last_submission
from kb.lessons.models.lesson import Revision
from tests.desk.reviewing import Team, at_once, found, now, refusal, steps
from tests.editorial.drafting import acting, draft
from tests.pages import Person


def test_a_claimed_text_is_with_who_claimed_it(team: Team) -> None:
    revision = team.submitted()

    told = team.editor.get("desk.queue").submit("Claim")

    assert "You have claimed it." in told.text
    assert (now(revision).state, now(revision).claimed_by_id) == ("in_review", team.editor.user.id)


def test_of_two_who_claim_at_once_one_is_told(app: APIFlask, team: Team) -> None:
    number, people = team.submitted().id, [acting(each.user) for each in (team.editor, team.colleague)]

    done = at_once(app, *(lambda who=each: claiming.claim(who, found(number)) for each in people))

    assert done == ["Conflict", "done"]
    assert steps(found(number)).count("claim") == 1
    assert found(number).claimed_by_id in {each.user_id for each in people}


def test_of_two_who_claim_the_next_at_once_nobody_gets_what_the_other_has(app: APIFlask, team: Team) -> None:
    numbers = {team.submitted().id, team.submitted().id}
    people = [acting(each.user) for each in (team.editor, team.colleague)]

    done = at_once(app, *(lambda who=each: claiming.claim_next(who, None) for each in people))

    claimed = [found(number).claimed_by_id for number in numbers]
    assert done in (["Conflict", "done"], ["done", "done"])
    assert len([each for each in claimed if each]) == done.count("done")
    assert len({each for each in claimed if each}) == done.count("done")


def test_who_was_too_slow_is_told_on_the_page(team: Team) -> None:
    revision = team.submitted()
    page = team.page(team.colleague, revision)
    team.claim(revision)

    assert "You cannot claim it: somebody has it already" in page.submit("Claim it").text
    assert now(revision).claimed_by_id == team.editor.user.id


def test_the_next_in_line_is_the_one_that_waits_longest(team: Team) -> None:
    first, second = team.submitted(), team.submitted()
    now(first).submitted_at = db.utc_now()
    db.session.commit()

    told = team.editor.get("desk.queue").submit("Claim the next lesson")

    assert "You have claimed it. It waited longest." in told.text
    assert (now(first).state, now(second).state) == ("submitted", "in_review")


def test_the_next_in_line_is_never_ones_own(team: Team) -> None:
    team.editor.user.memberships = [Membership(organisation=team.board, role="contributor")]
    db.session.commit()
    own = team.draft()
    Team(team.board, team.editor, team.editor, team.colleague, team.reviewer).submit(own)
    other = team.submitted()

    team.editor.get("desk.queue").submit("Claim the next lesson")

    assert not [each for each in team.editor.get("desk.queue").rows("main button") if each.startswith("Claim")]
    assert (now(own).state, now(other).state) == ("submitted", "in_review")
    assert type(refusal(lambda: claiming.claim(acting(team.editor.user), now(own)))) is Denied


def test_where_nothing_waits_that_is_said(team: Team) -> None:
    page = team.editor.get("desk.queue") if team.submitted() else None
    team.claim(db.session.query(Revision).one())

    assert page is not None
    assert "Nothing waits that you could claim." in page.submit("Claim the next lesson").text


def test_an_identity_reviewer_claims_nothing_and_a_stranger_hears_of_nothing(
    team: Team, other_contributor: Person
) -> None:
    revision = team.submitted()

    assert type(refusal(lambda: claiming.claim(acting(team.reviewer.user), revision))) is Denied
    assert type(refusal(lambda: claiming.claim(acting(other_contributor.user), now(revision)))) is NotFound
    assert type(refusal(lambda: claiming.claim_next(acting(team.writer.user), None))) is NotFound


def test_any_editor_gives_it_back_and_its_place_in_the_queue_is_as_before(team: Team) -> None:
    revision = team.claimed()
    submitted = now(revision).submitted_at

    team.page(team.colleague, revision).submit("Give it back to the queue")

    fresh = now(revision)
    assert (fresh.state, fresh.claimed_by_id, fresh.submitted_at) == ("submitted", None, submitted)
    assert type(refusal(lambda: claiming.release(acting(team.editor.user), fresh))) is Conflict


def test_a_text_from_before_submissions_were_kept_is_kept_when_it_is_claimed(team: Team) -> None:
    revision = draft(team.board, state="submitted")
    db.session.commit()

    claiming.claim(acting(team.editor.user), revision)

    kept = last_submission(now(revision))
    assert kept is not None
    assert (kept.number, kept.said["title"]) == (1, now(revision).title)


def test_that_somebody_has_a_text_before_them_is_noted_once_however_often_and_at_once(
    app: APIFlask, team: Team
) -> None:
    number, who = team.submitted().id, acting(team.reviewer.user)

    done = at_once(app, *[lambda: note_sight(who, found(number))] * 4)

    assert done == ["done"] * 4
    assert db.session.query(Sight).count() == 1


@pytest.mark.parametrize("act", ["claim", "release"])
def test_what_was_taken_back_is_neither_claimed_nor_given_back(team: Team, act: str) -> None:
    revision = team.withdraw(team.claimed())

    assert type(refusal(lambda: getattr(claiming, act)(acting(team.editor.user), revision))) is NotFound
    assert now(revision).state == "draft"
