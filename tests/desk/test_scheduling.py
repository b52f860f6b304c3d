"""A text is published at its time by the worker, unless it was cancelled or something stands in the way by then."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta

import pytest
import time_machine
from apiflask import APIFlask
from sqlalchemy import update

from kb.core import db
from kb.core.clock import long_moment
from kb.core.db import utc_now
from kb.core.errors import Conflict, NotFound
from kb.core.jobs import Job
from kb.core.work import run_due
from kb.desk.service import publishing, returning, signing
from kb.desk.service.publishing import LONGEST_WAIT, NEXT_TRY, NOT_READY
from kb.editorial import checking_files
from kb.editorial.checking_files import CHECK
from kb.editorial.service import submitting
from kb.lessons.models.lesson import Revision
from tests.desk.reviewing import Team, at_once, found, now, refusal, steps
from tests.editorial.attaching import checked, table
from tests.editorial.drafting import acting
from tests.editorial.kinds import ON_SQLITE
from tests.mailbox import messages
from tests.pages import words

HOUR, MINUTE = timedelta(hours=1), timedelta(minutes=1)
SAYS = "Referrals came back from the velvet wood without an answer."
EDITOR, REVIEWER, WRITER = "editor@example.org", "identity_reviewer@example.org", "contributor@example.org"


def schedule(team: Team, revision: Revision, after: timedelta = HOUR) -> datetime:
    """The editor has a text published some time from now."""
    at = utc_now().replace(microsecond=0) + after
    publishing.schedule(acting(team.editor.user), now(revision), at=at)
    return at


@contextmanager
def at(moment: datetime) -> Iterator[None]:
    """It is so late, and the worker has done what was due."""
    db.session.rollback()
    with time_machine.travel(moment, tick=True):
        run_due()
        yield
    db.session.rollback()


def with_file(team: Team, words: str = "They read each referral.", **fields: str) -> Revision:
    """A text with both signatures and a file."""
    revision = team.draft(**fields)
    checked(team.writer, revision, table(words))
    claimed = team.claim(team.submit(now(revision)))
    run_due()
    return team.sign(now(claimed))


@ON_SQLITE
def test_a_day_and_a_time_are_chosen_and_nothing_is_public_before(team: Team) -> None:
    revision = team.signed()
    tomorrow = utc_now() + timedelta(days=1)

    page = team.page(team.editor, revision, "desk.publish")
    told = page.submit("Publish", when="later", day=f"{tomorrow:%Y-%m-%d}", time="9.30 am")

    fresh = now(revision)
    assert fresh.scheduled_for is not None
    assert f"It will be public on {long_moment(fresh.scheduled_for)}" in told.text
    assert (fresh.state, fresh.lesson.slug, fresh.claimed_by_id) == ("scheduled", None, team.editor.user.id)
    assert long_moment(fresh.scheduled_for) in (messages(WRITER)[-1].text or "")


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ({"day": "", "time": "9:30"}, ["Enter the day on which it is to be public"]),
        ({"day": "2026-01-31", "time": "9:30"}, ["The day must be today or later"]),
        ({"day": "2035-01-31", "time": "soon"}, ["Enter the time as hours and minutes, such as 9:30"]),
        ({"day": "2035-01-31", "time": ""}, ["Enter a time, such as 9:30"]),
    ],
)
@ON_SQLITE
def test_what_is_no_time_to_come_is_said_and_stays_typed(team: Team, typed: dict[str, str], says: list[str]) -> None:
    revision = team.signed()

    page = team.page(team.editor, revision, "desk.publish").submit("Publish", when="later", **typed)

    assert page.errors == says
    assert page.soup.select_one("[name=time]")["value" if typed["time"] else "name"] == (typed["time"] or "time")  # type: ignore[index]
    assert now(revision).state == "in_review"


@pytest.mark.parametrize("typed", [{"day": "2035-01-31"}, {"time": "9:30"}])
@ON_SQLITE
def test_who_types_a_time_and_leaves_now_chosen_is_asked_which_and_nothing_is_public(
    team: Team, typed: dict[str, str]
) -> None:
    revision = team.signed()

    page = team.page(team.editor, revision, "desk.publish").submit("Publish", **typed)

    assert page.errors == ["You chose now, and entered a day or a time. Choose “At a time”, or empty them"]
    assert now(revision).state == "in_review"


@ON_SQLITE
def test_a_time_of_today_that_is_past_is_said(team: Team) -> None:
    revision = team.signed()
    today = f"{utc_now():%Y-%m-%d}"

    page = team.page(team.editor, revision, "desk.publish").submit("Publish", when="later", day=today, time="0:00")

    assert page.errors == ["Choose a time that is still to come, or publish it now"]
    assert now(revision).state == "in_review"


def test_the_worker_publishes_it_at_its_time_and_not_before(team: Team) -> None:
    revision = team.signed()
    due = schedule(team, revision)

    with at(due - MINUTE):
        assert now(revision).state == "scheduled"
    with at(due + MINUTE):
        fresh = now(revision)
        assert (fresh.state, fresh.lesson.slug) == ("published", "a-team-reads-every-referral-within-a-day")
        assert fresh.published_at is not None
        assert fresh.published_at >= due
    assert steps(revision)[-1] == "publish_on_time"
    assert [each.template for each in messages(WRITER)][-2:] == ["desk/scheduled", "desk/published"]


def test_what_was_cancelled_is_back_with_both_signatures_and_stays_unpublished(team: Team) -> None:
    revision = team.signed()
    due = schedule(team, revision)

    told = team.page(team.colleague, revision).submit("Do not publish it then")

    assert "It will not be published at that time." in told.text
    fresh = now(revision)
    assert (fresh.state, fresh.scheduled_for) == ("in_review", None)
    assert (fresh.content_signed_by_id, fresh.identity_signed_by_id) == (team.editor.user.id, team.reviewer.user.id)
    with at(due + MINUTE):
        assert now(revision).state == "in_review"


@pytest.mark.parametrize("after", [2 * HOUR, HOUR / 2])
def test_another_time_counts_in_place_of_the_one_before(team: Team, after: timedelta) -> None:
    revision = team.signed()
    first = schedule(team, revision)
    publishing.cancel(acting(team.editor.user), now(revision))
    second = schedule(team, revision, after)

    with at(min(first, second) + MINUTE):
        assert now(revision).state == ("scheduled" if second > first else "published")
    with at(max(first, second) + MINUTE):
        assert now(revision).state == "published"
    assert steps(revision).count("publish_on_time") == 1


def test_a_job_that_is_done_again_publishes_nothing_twice(team: Team) -> None:
    revision = team.signed()
    due = schedule(team, revision)
    with at(due + MINUTE):
        publishing.publish_due(publishing.Task(1, publishing.PUBLISH, str(revision.id)))

    assert steps(revision).count("publish_on_time") == 1


def test_where_something_stands_in_the_way_it_comes_back_and_who_reviewed_it_is_told(team: Team) -> None:
    revision = team.signed(found=SAYS)
    due = schedule(team, revision)
    team.add_word("velvet wood")

    with at(due + MINUTE):
        fresh = now(revision)
        assert (fresh.state, fresh.scheduled_for, fresh.lesson.slug) == ("in_review", None, None)
    assert steps(revision)[-1] == "put_back"
    page = team.page(team.editor, revision)
    assert NOT_READY in page.text
    assert "velvet wood" not in words(page.soup.select_one(".kb-steps-taken"))  # what was found is nobody's reason
    told = messages()[-2:]
    assert sorted((each.to, each.template) for each in told) == [(EDITOR, "desk/put-back"), (REVIEWER, "desk/put-back")]
    assert "The identity check finds 1 passage now" in team.page(team.editor, revision, "desk.publish").text


def test_files_that_were_checked_before_a_word_was_added_are_checked_again_and_then_it_is_published(
    team: Team,
) -> None:
    revision = with_file(team)
    due = schedule(team, revision)
    team.add_word("velvet wood")

    with at(due + timedelta(seconds=1)):
        assert now(revision).state == "scheduled"
    with at(due + 2 * NEXT_TRY):
        assert now(revision).state == "published"


def test_what_the_new_word_finds_in_a_file_keeps_it_from_being_published(team: Team) -> None:
    revision = with_file(team, "They met in the velvet wood.")
    due = schedule(team, revision)
    team.add_word("velvet wood")

    with at(due + timedelta(seconds=1)):
        assert now(revision).state == "scheduled"
    with at(due + 2 * NEXT_TRY):
        assert now(revision).state == "in_review"
    assert steps(revision)[-1] == "put_back"


def test_a_check_that_was_given_up_is_begun_again(team: Team) -> None:
    revision = with_file(team)
    due = schedule(team, revision)
    with db.transaction():
        for each in publishing.attachments_of(now(revision)):
            each.state, each.checked_at = "waiting", None
        db.session.execute(update(Job).where(Job.kind == CHECK).values(state="cancelled", finished_at=utc_now()))

    with at(due + MINUTE):
        assert now(revision).state == "scheduled"
    with at(due + 2 * MINUTE):
        assert now(revision).state == "published"


def test_a_check_that_never_ends_is_not_waited_for_longer_than_an_hour(team: Team) -> None:
    revision = with_file(team)
    due = schedule(team, revision)
    with db.transaction():  # as if a worker had it that never comes to an end
        for each in publishing.attachments_of(now(revision)):
            each.state, each.checked_at = "waiting", None
            checking_files.begin(each)
        never = {"state": "running", "lease_until": due + timedelta(days=1), "lease_holder": "another machine"}
        db.session.execute(update(Job).where(Job.kind == CHECK, Job.finished_at.is_(None)).values(**never))

    with at(due + LONGEST_WAIT - MINUTE):
        assert now(revision).state == "scheduled"
    with at(due + LONGEST_WAIT + MINUTE):
        assert now(revision).state == "in_review"


def test_nobody_but_the_worker_has_it_come_due(team: Team) -> None:
    revision = team.signed()
    schedule(team, revision)

    for person in (team.editor, team.reviewer, team.writer):
        assert refusal(lambda: publishing.come_due(acting(person.user), now(revision))) is not None  # noqa: B023
    assert now(revision).state == "scheduled"


def test_what_waits_for_its_time_is_neither_taken_back_nor_returned_nor_signed(team: Team) -> None:
    revision = team.signed()
    schedule(team, revision)
    writer, editor = acting(team.writer.user), acting(team.editor.user)

    for act in (
        lambda: submitting.withdraw(writer, now(revision)),
        lambda: returning.send_back(editor, now(revision), reasons={"": "Say who."}),
        lambda: signing.sign_content(editor, now(revision), digest=""),
        lambda: publishing.publish_now(editor, now(revision)),
    ):
        assert type(refusal(act)) is Conflict
    assert now(revision).state == "scheduled"


def test_of_the_worker_and_somebody_who_cancels_at_the_same_moment_one_comes_first(app: APIFlask, team: Team) -> None:
    revision = team.signed()
    schedule(team, revision)
    number, editor = revision.id, acting(team.editor.user)

    done = at_once(
        app,
        lambda: publishing.come_due(publishing.SITE, found(number)),
        lambda: publishing.cancel(editor, found(number)),
    )

    fresh = now(revision)
    assert done.count("done") == 1
    assert (fresh.state, bool(fresh.lesson.slug)) in (("published", True), ("in_review", False))
    assert {"publish_on_time", "cancel"} & set(steps(revision)) == {steps(revision)[-1]}


def test_what_is_not_there_does_not_keep_the_worker_from_its_work(app: APIFlask) -> None:
    with db.transaction():
        publishing.enqueue(publishing.PUBLISH, "987654")

    run_due()

    assert db.session.query(Job.state).filter(Job.kind == publishing.PUBLISH).scalar() == "done"


def test_a_stranger_does_not_hear_of_it(team: Team, other_contributor: object) -> None:
    revision = team.signed()
    schedule(team, revision)
    who = acting(other_contributor.user)  # type: ignore[attr-defined]

    assert type(refusal(lambda: publishing.cancel(who, now(revision)))) is NotFound
