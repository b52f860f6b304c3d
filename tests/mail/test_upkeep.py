"""Messages that lost their job, old ones, and those of deleted accounts."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from sqlalchemy import delete, event, func, select, text

from kb.core import jobs, work
from kb.core.db import session, transaction, utc_now
from kb.core.events import AccountDeleted
from kb.core.jobs import EVERY, Job, Task
from kb.core.settings import MailSettings
from kb.mail import upkeep
from kb.mail.forgetting import forget
from kb.mail.models import Delivery
from kb.mail.posting import SEND, Recipient, post
from kb.mail.sender import PRUNE, SETTLE
from kb.mail.upkeep import prune, settle
from tests import factories
from tests.mail.conftest import LINK, Sending
from tests.mail.mail_servers import HOST, MailServer, Taking
from tests.mailbox import messages
from tests.pages import statements


def posted(to: str = "ann@example.org", user_id: int | None = None, **fields: object) -> Delivery:
    with transaction():
        delivery = post(Recipient(to, user_id), "mail/plain", link=LINK)
        for name, value in fields.items():
            setattr(delivery, name, value)
    return delivery


def job_of(delivery: Delivery) -> Job:
    return session.scalars(select(Job).where(Job.kind == SEND, Job.key == str(delivery.id))).one()


def settled() -> None:
    settle(Task(1, SETTLE, EVERY))
    session.rollback()


def test_a_message_whose_job_vanished_is_sent(sending: Sending) -> None:
    with MailServer(Taking()) as server:
        sending(MailSettings(server=HOST, port=server.port, security="none"))
        delivery = posted()
        with transaction():
            session.execute(delete(Job))
        work.run_due()
        assert server.taking.tries == 0
        work.run_due(utc_now() + timedelta(minutes=11))
        work.run_due()
    session.rollback()
    assert delivery.state == "sent"


@pytest.mark.usefixtures("posting_app")
def test_a_message_whose_job_says_it_is_done_is_not_believed_to_be() -> None:
    delivery = posted()
    with transaction():
        jobs.finish(job_of(delivery), "done", utc_now())
    settled()
    assert session.scalars(select(Job.state).where(Job.kind == SEND).order_by(Job.id)).all() == ["done", "waiting"]


@pytest.mark.usefixtures("posting_app")
@pytest.mark.parametrize(("ended", "state"), [("failed", "failed"), ("cancelled", "cancelled")])
def test_a_message_follows_a_job_that_ended_without_a_word(ended: str, state: str) -> None:
    delivery = posted()
    with transaction():
        jobs.finish(job_of(delivery), ended, utc_now())
    settled()
    assert delivery.state == state
    assert bool(delivery.text) == (state == "failed")
    assert bool(delivery.error) == (state == "failed")


@pytest.mark.usefixtures("posting_app")
def test_messages_on_their_way_and_messages_at_their_end_are_left_alone() -> None:
    posted()
    old = posted("ben@example.org", state="sent", sent_at=utc_now())
    with transaction():
        session.execute(delete(Job).where(Job.key == str(old.id)))
    settled()
    assert len(session.scalars(select(Job)).all()) == 1
    assert [delivery.state for delivery in messages()] == ["waiting", "sent"]


@pytest.mark.usefixtures("posting_app")
def test_old_messages_go_unless_they_wait() -> None:
    long_ago, now = datetime(2026, 1, 1, tzinfo=UTC), utc_now()
    for state in ("waiting", "sent", "bounced", "failed", "cancelled"):
        posted(f"old-{state}@example.org", state=state, sent_at=now, made_at=long_ago)
        posted(f"new-{state}@example.org", state=state, sent_at=now)
    with time_machine.travel(long_ago + timedelta(days=100)):
        prune(Task(1, PRUNE, EVERY))
    left = [delivery.to for delivery in messages()]
    assert len(left) == 6
    assert [to for to in left if to.startswith("old")] == ["old-waiting@example.org"]


@pytest.mark.usefixtures("posting_app")
def test_a_deleted_account_leaves_no_address() -> None:
    with transaction():
        user, other = factories.user(), factories.user()
    theirs = [
        posted("ann@example.org", user.id, state="sent", sent_at=utc_now(), error="450 ann@example.org is busy"),
        posted("ann@example.org", None, state="sent", sent_at=utc_now()),
        posted("ann.before@example.org", user.id, state="bounced"),
        posted("ann@example.org", user.id, state="failed"),
        posted("ann@example.org", user.id),
        posted("ann@example.org", None),
    ]
    at_earlier_address = posted("ann.before@example.org", None)
    foreign = posted("ben@example.org", other.id)
    with transaction():
        forget(AccountDeleted(user.id, "ann@example.org"))
    session.expire_all()
    assert [(each.to, each.error) for each in theirs] == [("", None)] * 6
    assert [each.state for each in theirs] == ["sent", "sent", "bounced", "cancelled", "cancelled", "cancelled"]
    assert [each.text for each in theirs[3:]] == [None, None, None]
    assert (at_earlier_address.to, at_earlier_address.state) == ("ann.before@example.org", "waiting")
    assert (foreign.to, foreign.state) == ("ben@example.org", "waiting")


def test_nothing_is_sent_to_a_deleted_account(sending: Sending) -> None:
    with MailServer(Taking()) as server:
        sending(MailSettings(server=HOST, port=server.port, security="none"))
        with transaction():
            user = factories.user()
        posted("ann@example.org", user.id)
        with transaction():
            forget(AccountDeleted(user.id, "ann@example.org"))
        work.run_due()
        settled()
        work.run_due()
    assert server.taking.tries == 0


@pytest.mark.usefixtures("posting_app")
def test_messages_whose_links_have_ended_lapse_and_their_failures_need_no_attention() -> None:
    ended = utc_now() - timedelta(seconds=1)
    waits, failed = posted(good_until=ended), posted(good_until=ended, state="failed")
    good, sent = posted(good_until=utc_now() + timedelta(hours=1)), posted(good_until=ended, state="bounced")
    with transaction():
        jobs.finish(job_of(failed), "failed", utc_now())
    settled()
    session.expire_all()
    assert [each.state for each in (waits, failed, good, sent)] == ["lapsed", "lapsed", "waiting", "bounced"]
    assert (failed.text, failed.html) == (None, None)
    assert job_of(waits).state == "cancelled"
    assert job_of(failed).seen_at is not None


@pytest.mark.usefixtures("posting_app")
def test_after_a_loss_of_jobs_many_short_transactions_mend_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(upkeep, "BATCH", 3)
    for number in range(10):
        posted(f"{number}@example.org")
    with transaction():
        session.execute(delete(Job))
    commits: list[None] = []
    with statements() as made:
        event.listen(session(), "after_commit", lambda _session: commits.append(None))
        settled()
    assert session.scalars(select(func.count()).select_from(Job)).one() == 10
    assert len(commits) >= 4
    assert len(made) < 60
    settled()
    assert session.scalars(select(func.count()).select_from(Job)).one() == 10


@pytest.mark.usefixtures("posting_app")
def test_how_jobs_of_messages_ended_is_found_by_an_index() -> None:
    explain = {"sqlite": "EXPLAIN QUERY PLAN", "postgresql": "EXPLAIN"}[session.get_bind().dialect.name]
    if explain == "EXPLAIN":
        session.execute(text("SET LOCAL enable_seqscan = off"))  # of a table this small no index is used
    looking = "SELECT state FROM job WHERE kind = 'mail.send' AND key IN ('1', '2') ORDER BY id"
    plan = session.execute(text(f"{explain} {looking}")).all()
    assert "ix_job_kind_key" in str(plan)
