"""The page that shows how far a long job is."""

from datetime import timedelta

import pytest
from apiflask import APIFlask
from sqlalchemy import select

from kb.access.actors import OPERATOR
from kb.core import db
from kb.core.db import transaction, utc_now
from kb.core.errors import Conflict
from kb.core.job_outputs import JobOutput
from kb.core.jobs import Job
from kb.mail.models import Delivery
from kb.mail.posting import SEND, Recipient, post
from kb.operations import service
from tests.pages import Person


def job(owner: Person, **fields: object) -> Job:
    row = Job(**{"kind": "audit.export", "key": "1", "owner_id": owner.user.id, **fields})
    db.session.add(row)
    db.session.commit()
    return row


def test_a_job_that_works_says_how_far_it_is_and_asks_for_the_page_again(user: Person) -> None:
    number = job(user, state="running", progress=1200, progress_total=4000).id

    page = user.get("operations.job", number=number)

    assert "1,200 of 4,000 done" in page.text
    assert page.soup.select_one("progress")["max"] == "4000"
    assert page.soup.select_one('head noscript meta[http-equiv="refresh"]')
    assert page.response.headers["Cache-Control"] == "no-store"


@pytest.mark.parametrize(
    ("state", "heading"), [("done", "Done"), ("failed", "It did not work"), ("cancelled", "Stopped")]
)
def test_a_finished_job_is_not_asked_for_again(user: Person, state: str, heading: str) -> None:
    page = user.get("operations.job", number=job(user, state=state, finished_at=utc_now()).id)

    assert page.heading == heading
    assert 'http-equiv="refresh"' not in page.html


def test_its_owner_stops_a_job(user: Person) -> None:
    number = job(user).id

    page = user.get("operations.job", number=number).submit("Stop it")

    assert page.heading == "Stopped"


def test_what_was_made_takes_what_making_it_took(admin: Person) -> None:
    made = job(admin, state="done", finished_at=utc_now())
    db.session.add(JobOutput(job_id=made.id, position=0, content=b"id,at"))
    page = admin.get("operations.job", number=made.id)
    assert admin.open(page.link("Download audit-trail.csv")).html == "id,at"

    admin.user.site_roles = []

    page = admin.get("operations.job", number=made.id)
    assert (page.heading, "Download" in page.text) == ("Done", False)
    assert admin.get("operations.job_file", number=made.id).status == 404


def test_an_admin_has_a_failed_job_tried_again_and_its_owner_does_not(user: Person, admin: Person) -> None:
    number = job(user, state="failed", finished_at=utc_now()).id
    assert "Try again" not in user.get("operations.job", number=number).text

    page = admin.get("operations.job", number=number).submit("Try again")

    assert page.heading == "Waiting to begin"


def test_somebody_elses_job_does_not_exist(user: Person, lead: Person) -> None:
    number = job(user).id

    theirs, none = lead.get("operations.job", number=number), lead.get("operations.job", number=999_999)

    assert theirs.status == none.status == 404
    assert lead.get("operations.job_file", number=number).status == 404


def test_there_is_no_file_before_it_is_made(app: APIFlask, user: Person) -> None:
    assert user.get("operations.job_file", number=job(user).id).status == 404


def test_what_repeats_says_when_it_begins_and_is_not_waited_for(admin: Person) -> None:
    row = job(admin, kind="accounts.prune", key="every", owner_id=None, due_at=utc_now() + timedelta(hours=5))

    page = admin.get("operations.job", number=row.id)

    assert "It begins on" in page.text
    assert "stopping it leaves out one time" in page.text
    assert 'http-equiv="refresh"' not in page.html


def test_an_admin_sees_what_a_job_is_about_who_asked_and_what_went_wrong(user: Person, admin: Person) -> None:
    now = utc_now()
    made = job(
        user,
        state="failed",
        attempts=8,
        error="OperationalError at kb.admin.exporting:41",
        begun_at=now,
        finished_at=now,
    )

    page = admin.get("operations.job", number=made.id)

    facts = page.rows("dl.kb-facts > div")
    for words in (
        "Kind audit.export 1", "Tries 8", "Fault OperationalError at kb.admin.exporting:41",
        f"Asked for by {user.user.name}",
    ):  # fmt: skip
        assert words in facts
    assert [fact for fact in facts if fact.startswith("Last begun")] != ["Last begun Not yet"]
    assert "We can see why" not in page.text
    theirs = user.get("operations.job", number=made.id)
    assert "We can see why" in theirs.text
    assert "OperationalError" not in theirs.text


def test_the_job_of_a_message_leads_to_it_and_is_not_stopped(admin: Person) -> None:
    with transaction():
        made = post(Recipient("cai@example.org"), "accounts/reopened", link="https://lessons.example.org/sign-in")
    number = db.session.scalars(select(Job.id).where(Job.kind == SEND)).one()

    page = admin.get("operations.job", number=number)

    assert "Stop it" not in page.text
    assert page.follow(made.subject).heading == made.subject
    assert page.follow("give up the message").heading == "Give up this message?"
    with pytest.raises(Conflict):
        service.cancel(OPERATOR, db.session.get_one(Job, number))
    assert db.session.get_one(Delivery, made.id, populate_existing=True).state == "waiting"


def test_a_job_of_a_kind_that_nothing_does_says_so(admin: Person) -> None:
    page = admin.get("operations.job", number=job(admin, kind="later.kind").id)
    assert "Nothing on this site does work of this kind" in page.text


def test_an_admin_notes_that_a_job_failed(admin: Person) -> None:
    number = job(admin, state="failed", finished_at=utc_now()).id

    page = admin.get("operations.job", number=number).submit("Mark as seen")

    assert "Marked as seen" in page.text
    with pytest.raises(Conflict):
        service.mark_seen(OPERATOR, db.session.get_one(Job, number))
