"""From the row to the mail server, again and again if need be."""

import threading
from collections import Counter
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
import time_machine
from sqlalchemy import select

from kb.core import job_steps, work
from kb.core.db import session, transaction, utc_now
from kb.core.jobs import Job, Task
from kb.core.options import choose
from kb.core.settings import MailSettings
from kb.mail import folder, sender
from kb.mail.models import Delivery
from kb.mail.posting import SEND, Recipient, post
from tests.mail.conftest import LINK, Sending
from tests.mail.mail_servers import HOST, LOST, TAKEN, MailServer, Taking, free_port
from tests.mailbox import messages

NOW = datetime(2027, 7, 10, 12, 0, tzinfo=UTC)


def posted(to: str = "ann@example.org", *, urgent: bool = False) -> Delivery:
    with transaction():
        return post(Recipient(to), "mail/plain", urgent=urgent, link=LINK)


def by(server: MailServer) -> MailSettings:
    return MailSettings(server=HOST, port=server.port, security="none")


def work_until_idle(longest: timedelta = timedelta(days=3)) -> None:
    """Do all jobs, each try at its time."""
    now = utc_now()
    end = now + longest
    while True:
        work.run_due(now)
        session.rollback()
        waiting = session.scalar(
            select(Job.due_at).where(Job.kind == SEND, Job.state == "waiting").order_by(Job.due_at).limit(1)
        )
        if waiting is None or waiting > end:
            return
        now = waiting


def job_of(delivery: Delivery) -> Job:
    session.rollback()
    return session.scalars(select(Job).where(Job.kind == SEND, Job.key == str(delivery.id)).order_by(Job.id)).all()[-1]


def test_a_message_is_sent_and_its_text_forgotten(sending: Sending) -> None:
    with MailServer(Taking()) as server:
        sending(by(server))
        posted("zoe@example.org")
        work.run_due()
    (delivery,) = messages("zoe@example.org")
    assert (delivery.state, delivery.attempts, delivery.error) == ("sent", 1, None)
    assert (delivery.text, delivery.html) == (None, None)
    assert delivery.sent_at
    (taken,) = server.taking.taken
    assert taken["Message-ID"] == delivery.message_id
    assert job_of(delivery).state == "done"


def test_without_a_server_each_message_becomes_a_file(sending: Sending, tmp_path: Path) -> None:
    sending(MailSettings(folder=tmp_path / "mail"))
    posted()
    posted("ben@example.org")
    work.run_due()
    assert [(file.to, file.subject) for file in folder.message_files(1)] == [
        ("ben@example.org", "Hello"),
        ("ann@example.org", "Hello"),
    ]
    assert [delivery.state for delivery in messages()] == ["sent", "sent"]


def test_a_folder_that_cannot_be_written_to_is_tried_again(sending: Sending, tmp_path: Path) -> None:
    (tmp_path / "mail").write_text("a file")
    sending(MailSettings(folder=tmp_path / "mail"))
    posted()
    work.run_due()
    (delivery,) = messages()
    assert (delivery.state, delivery.error) == ("waiting", "The folder for mail cannot be written to: File exists")
    (tmp_path / "mail").unlink()
    work_until_idle()
    assert [delivery.state for delivery in messages()] == ["sent"]


def test_a_server_that_fails_every_third_time_gets_every_message(sending: Sending) -> None:
    faults = ["421 4.3.2 Busy", "451 4.3.0 Try again", LOST]
    taking = Taking(lambda number, _recipient: faults[number // 3 % 3] if number % 3 == 0 else TAKEN)
    with MailServer(taking) as server:
        sending(by(server))
        for number in range(60):
            posted(f"person-{number}@example.org")
        work_until_idle()
    found = messages()
    assert {delivery.state for delivery in found} == {"sent"}
    arrived = Counter(taking.message_ids)
    assert set(arrived) == {delivery.message_id for delivery in found}, "each arrives, and repeats are known as such"
    assert max(arrived.values()) > 1, "the lost answers had it sent twice"
    assert {pair for pair in zip(taking.recipients, taking.message_ids, strict=True)} == {
        (delivery.to, delivery.message_id) for delivery in found
    }
    assert sum(delivery.attempts for delivery in found) == taking.tries


def test_a_repeated_message_is_the_same_in_all_its_headers(sending: Sending) -> None:
    taking = Taking(lambda number, _recipient: LOST if number < 3 else TAKEN)
    with MailServer(taking) as server:
        sending(by(server))
        posted()
        work_until_idle()
    headers = [{name: text for name, text in taken.items() if name != "Content-Type"} for taken in taking.taken]
    assert len(headers) == 3
    assert headers[0] == headers[1] == headers[2]


def test_a_refused_recipient_is_not_asked_again(sending: Sending) -> None:
    taking = Taking(refuse=lambda recipient: "550 5.1.1 No such mailbox" if recipient.startswith("gone") else None)
    with MailServer(taking) as server:
        sending(by(server))
        posted("gone@example.org")
        posted("here@example.org")
        work_until_idle()
    gone, here = messages()
    assert (gone.state, gone.error, gone.attempts, gone.text) == ("bounced", "550 5.1.1 No such mailbox", 1, None)
    assert here.state == "sent"
    assert job_of(gone).state == "done"


def test_what_is_no_address_bounces(sending: Sending) -> None:
    with MailServer(Taking()) as server:
        sending(by(server))
        posted("a@example.org, b@example.org")
        work_until_idle()
    (delivery,) = messages()
    assert (delivery.state, delivery.error) == ("bounced", "This is not an e-mail address.")
    assert server.taking.tries == 0


def test_a_server_that_was_away_gets_what_waited(sending: Sending) -> None:
    port = free_port()
    sending(MailSettings(server=HOST, port=port, security="none"))
    posted()
    work.run_due()
    (delivery,) = messages()
    assert (delivery.state, delivery.attempts) == ("waiting", 1)
    assert delivery.error
    assert "Connection refused" in delivery.error
    assert delivery.text
    with MailServer(Taking(), port) as server:
        work_until_idle()
    (delivery,) = messages()
    assert (delivery.state, delivery.attempts, delivery.error) == ("sent", 2, None)
    assert server.taking.message_ids == [delivery.message_id]


def test_a_server_that_stays_away_for_a_day_leaves_the_message_to_the_admins(sending: Sending) -> None:
    sending(MailSettings(server=HOST, port=free_port(), security="none"))
    posted()
    began = utc_now()
    work_until_idle()
    (delivery,) = messages()
    assert (delivery.state, delivery.attempts) == ("failed", sender.ATTEMPTS)
    assert delivery.text, "it can be sent again"
    job = job_of(delivery)
    assert (job.state, job.attempts) == ("failed", sender.ATTEMPTS)
    assert job.finished_at
    assert timedelta(hours=17) < job.finished_at - began < timedelta(hours=30)


def test_an_answer_of_the_server_is_kept_in_its_row_and_not_in_the_job(sending: Sending) -> None:
    taking = Taking(lambda _number, recipient: f"451 4.3.0 {recipient} is over quota")
    with MailServer(taking) as server:
        sending(by(server))
        delivery = posted()
        work.run_due()
    error = job_of(delivery).error
    assert error
    assert "ann@example.org" not in error
    assert messages()[0].error == "451 4.3.0 ann@example.org is over quota"


def test_quiet_hours_over_a_change_of_clocks(sending: Sending) -> None:
    """In the night of 28 March 2027 clocks go forward: seven in the morning is 06:00 UTC, and not 07:00."""
    with MailServer(Taking()) as server:
        sending(by(server))
        with transaction():
            choose("quiet_from", 20)
            choose("quiet_until", 7)
        with time_machine.travel(datetime(2027, 3, 27, 21, 0, tzinfo=UTC), tick=False):
            posted("later@example.org")
            posted("now@example.org", urgent=True)
            work.run_due()
            assert server.taking.recipients == ["now@example.org"]
        with time_machine.travel(datetime(2027, 3, 28, 5, 59, 59, tzinfo=UTC), tick=False):
            work.run_due()
            assert server.taking.recipients == ["now@example.org"]
        with time_machine.travel(datetime(2027, 3, 28, 6, 0, tzinfo=UTC), tick=False):
            work.run_due()
    assert server.taking.recipients == ["now@example.org", "later@example.org"]


def test_a_further_try_waits_for_the_end_of_quiet_hours_too(sending: Sending) -> None:
    port = free_port()
    sending(MailSettings(server=HOST, port=port, security="none"))
    with transaction():
        choose("quiet_from", 20)
        choose("quiet_until", 7)
    with time_machine.travel(datetime(2027, 1, 10, 19, 59, 55, tzinfo=UTC), tick=False):
        delivery = posted()
        work.run_due()
    with MailServer(Taking(), port) as server:
        with time_machine.travel(datetime(2027, 1, 10, 20, 1, tzinfo=UTC), tick=False):
            work.run_due()
            assert server.taking.tries == 0
            assert job_of(delivery).due_at == datetime(2027, 1, 11, 7, 0, tzinfo=UTC)
        with time_machine.travel(datetime(2027, 1, 11, 7, 0, tzinfo=UTC), tick=False):
            work.run_due()
            assert server.taking.tries == 1
    assert messages()[0].state == "sent"


def test_the_database_is_free_while_a_server_is_slow(sending: Sending) -> None:
    with MailServer(Taking()) as server:
        app = sending(by(server))
        posted()

        def meanwhile(_number: int, _recipient: str) -> str:
            def change() -> None:
                with app.app_context(), transaction():
                    choose("quiet_from", 5)

            other = threading.Thread(target=change)
            other.start()
            other.join(5)
            return "451 The database was held up" if other.is_alive() else TAKEN

        server.taking.answer = meanwhile
        work.run_due()
    assert messages()[0].state == "sent"


def test_a_message_cancelled_while_it_is_sent_stays_cancelled(sending: Sending) -> None:
    with MailServer(Taking()) as server:
        app = sending(by(server))
        number = posted().id

        def meanwhile(_number: int, _recipient: str) -> str:
            def cancel() -> None:
                with app.app_context(), transaction():
                    session.get_one(Delivery, number).cancel()

            other = threading.Thread(target=cancel)
            other.start()
            other.join(5)
            return TAKEN

        server.taking.answer = meanwhile
        work.run_due()
    (delivery,) = messages()
    assert (delivery.state, delivery.attempts) == ("cancelled", 1)


@pytest.mark.parametrize("state", ["sent", "bounced", "cancelled"])
def test_what_is_sent_or_given_up_is_not_sent_again(sending: Sending, state: str) -> None:
    with MailServer(Taking()) as server:
        sending(by(server))
        delivery = posted()
        with transaction():
            delivery.state, delivery.sent_at, delivery.text = state, NOW, None
        work.run_due()
    assert server.taking.tries == 0
    assert job_of(delivery).state == "done"


def test_a_job_about_a_message_that_is_gone_is_done(sending: Sending) -> None:
    sending(MailSettings(server=HOST, port=1, security="none"))
    sender.send(Task(1, SEND, "4711"))
    assert messages() == []


def test_an_admin_who_retries_the_job_has_the_message_sent(sending: Sending) -> None:
    port = free_port()
    sending(MailSettings(server=HOST, port=port, security="none"))
    delivery = posted()
    work_until_idle()
    with transaction():
        job_steps.retry(job_of(delivery))
    with MailServer(Taking(), port) as server:
        work.run_due()
    assert server.taking.tries == 1
    assert messages()[0].state == "sent"
