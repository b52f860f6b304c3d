"""What is set to a time is neither made public against a takedown nor forgotten where its job failed."""

from datetime import timedelta

from sqlalchemy import update

from kb.core import db
from kb.core.db import utc_now
from kb.core.jobs import Job
from kb.core.work import run_due
from kb.desk.service import hiding, publishing
from kb.desk.service.publishing import PUBLISH
from tests import factories
from tests.desk.reviewing import Team, now
from tests.desk.test_scheduling import MINUTE, at, schedule
from tests.editorial.drafting import acting


def test_what_was_taken_down_is_not_made_public_again_by_a_clock(team: Team) -> None:
    revision = team.signed()
    live = factories.revision(now(revision).lesson, "The first", state="published", number=99)
    revision.lesson.slug, revision.lesson.reference, revision.lesson.live_revision = "first", "LB-0999", live
    db.session.commit()
    with db.transaction():
        publishing.schedule(acting(team.editor.user), now(revision), at=utc_now() + MINUTE, change_note="More is said.")
    hiding.hide(acting(team.editor.user), now(revision).lesson, reason="Somebody is named.")

    with at(utc_now() + 2 * MINUTE):
        assert now(revision).state == "in_review"
    assert now(live).state == "hidden"


def test_what_is_overdue_because_its_job_failed_is_found_within_the_hour(team: Team) -> None:
    revision = team.signed()
    due = schedule(team, revision)
    with db.transaction():
        db.session.execute(update(Job).where(Job.kind == PUBLISH).values(state="failed", finished_at=utc_now()))
    run_due()

    with at(due + timedelta(hours=2)):
        assert now(revision).state == "published"
