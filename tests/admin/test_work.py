"""Jobs that wait or went wrong."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from kb.core import db
from kb.core.audit import AuditEvent
from kb.core.db import transaction, utc_now
from kb.core.jobs import Job
from kb.mail.models import Delivery
from kb.mail.posting import SEND, Recipient, post
from kb.operations import service
from tests.pages import Person, statements


def job(**fields: object) -> Job:
    row = Job(**{"kind": "audit.export", "key": "1", **fields})
    db.session.add(row)
    db.session.commit()
    return row


def failed(key: str = "1", **fields: object) -> Job:
    return job(key=key, **{"state": "failed", "finished_at": utc_now(), "error": "OSError at kb.x:1", **fields})


def message(to: str = "somebody@example.org") -> Delivery:
    with transaction():
        return post(Recipient(to), "accounts/reopened", link="https://lessons.example.org/sign-in")


def state_of(*jobs: Job) -> list[str]:
    return [db.session.get_one(Job, each.id, populate_existing=True).state for each in jobs]


def test_jobs_are_listed_by_state(admin: Person) -> None:
    job(state="failed", finished_at=utc_now(), error="OSError kb.mail.sender:30", key="broken")

    page = admin.get("admin.jobs", state="failed")

    assert page.rows('td[data-name="Job"]') == ["Export the audit trail audit.export broken"]
    assert page.rows('td[data-name="Fault"]') == ["OSError kb.mail.sender:30 Not seen yet"]
    assert "Failed (1)" in page.text


def test_after_trying_one_again_the_same_list_is_shown(admin: Person) -> None:
    one, other = failed("1"), failed("2")

    page = admin.get("admin.jobs", state="failed", kind="audit.export").submit("Try again")

    assert "The job is tried again." in page.text
    assert page.soup.select_one('a[aria-current]:-soup-contains("Failed (1)")')
    assert sorted(state_of(one, other)) == ["failed", "waiting"]


def test_all_failed_jobs_of_a_kind_are_tried_again_after_asking_with_the_number(admin: Person) -> None:
    ours, foreign = [failed(str(number)) for number in range(3)], failed(kind="accounts.prune")
    job(key="1")  # the same waits already

    asked = (
        admin.get("admin.jobs", state="failed").submit("Apply filters", kind="audit.export").follow("Try all 3 again")
    )

    assert asked.heading == "Try 3 failed jobs again?"
    assert "Kind: Export the audit trail" in asked.text
    assert state_of(*ours) == ["failed"] * 3, "it only asked"
    done = asked.submit("Try 3 failed jobs again")
    assert "2 jobs are tried again. 1 were not: the same waits already." in done.text
    assert state_of(*ours, foreign) == ["waiting", "failed", "waiting", "failed"]
    things = select(AuditEvent.verb, AuditEvent.thing_id).where(AuditEvent.act == "did").order_by(AuditEvent.id)
    assert [tuple(row) for row in db.session.execute(things)][-3:] == [
        ("operations.retry", ours[0].id), ("operations.retry", ours[2].id), ("operations.retry_all", None),
    ]  # fmt: skip


def test_of_very_many_some_are_tried_at_a_time(admin: Person, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(service, "MOST_AT_ONCE", 2)
    jobs = [failed(str(number)) for number in range(3)]

    asked = admin.get("operations.jobs_at_once", act="retry")

    assert "The oldest 2 failed jobs of 3" in asked.text
    asked.submit("Try 2 failed jobs again")
    assert state_of(*jobs) == ["waiting", "waiting", "failed"]


def test_failures_are_marked_as_seen_one_by_one_or_all_after_asking(admin: Person) -> None:
    jobs = [failed(str(number)) for number in range(3)]

    page = admin.get("admin.index").follow("3 failed jobs").submit("Mark as seen")
    assert "The failure is marked as seen." in page.text
    asked = page.follow("Mark all 2 as seen")
    assert asked.heading == "Mark 2 failed jobs as seen?"
    assert "2 jobs are marked as seen." in asked.submit("Mark 2 failed jobs as seen").text

    assert "0 failed jobs" in admin.get("admin.index").text
    assert "Failed (3)" in admin.get("admin.jobs", state="failed").text, "they stay in the list"
    assert state_of(*jobs) == ["failed"] * 3
    seen = admin.get("operations.job", number=jobs[0].id)
    assert "Marked as seen" in seen.text
    assert [button.get_text(strip=True) for button in seen.soup.select("main button")] == ["Try again"]


def test_with_nothing_left_to_try_the_list_is_shown(admin: Person) -> None:
    assert admin.get("operations.jobs_at_once", act="retry").heading == "Jobs"


def test_running_jobs_say_how_far_they_are_and_can_be_stopped(admin: Person) -> None:
    running = job(state="running", progress=1200, progress_total=4000, lease_until=utc_now() + timedelta(minutes=1))

    page = admin.get("admin.jobs", state="running")

    assert page.rows('td[data-name="Progress"]') == ["1,200 of 4,000"]
    page.submit("Stop")
    assert "was asked to stop" in admin.get("admin.jobs", state="running").text
    assert state_of(running) == ["running"]


def test_a_waiting_job_is_stopped_and_that_of_a_message_leads_to_giving_it_up(admin: Person) -> None:
    made, other = message("cai@example.org"), job(due_at=utc_now() + timedelta(hours=1))

    page = admin.get("admin.jobs")

    assert made.subject in page.text
    assert "to cai@example.org" in page.text
    asked = page.follow(f"Give up the message : {made.subject} to cai@example.org")
    assert asked.heading == "Give up this message?"
    page.submit("Stop")
    assert state_of(other) == ["cancelled"]
    assert db.session.scalars(select(Job.state).where(Job.kind == SEND)).all() == ["waiting"]


def test_a_kind_that_nothing_does_is_named(admin: Person) -> None:
    job(kind="later.kind")
    assert "Nothing here does jobs of this kind." in admin.get("admin.jobs").text


def test_a_list_takes_as_many_statements_however_long_it_is(admin: Person) -> None:
    counted = []
    for number in range(2):
        message(f"{number}@example.org")
        admin.get("admin.jobs")
        with statements() as made:
            admin.get("admin.jobs")
        counted.append(len(made))
        for each in range(15):
            message(f"{number}.{each}@example.org")
    assert counted[0] == counted[1]


def test_a_state_that_is_none_shows_what_waits(admin: Person) -> None:
    assert admin.get("admin.jobs", state="nonsense").soup.select_one('a[aria-current]:-soup-contains("Waiting")')
    assert admin.get("admin.mail", state="nonsense").status == 200
