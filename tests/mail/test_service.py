"""What admins see and do."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from sqlalchemy import select

from kb.access.actors import ANONYMOUS, OPERATOR, SITE, Actor
from kb.core import work
from kb.core.audit import AuditEvent
from kb.core.db import session, transaction, utc_now
from kb.core.errors import Conflict, Denied, NotFound, Unavailable
from kb.core.jobs import Job, Task
from kb.core.options import choose
from kb.core.settings import MailSettings
from kb.mail import sender, service
from kb.mail.models import STATES, Delivery
from kb.mail.posting import SEND, Recipient, post
from kb.mail.queries import bounce_at, counts, delivery_by_number, own_messages
from tests import factories
from tests.mail.conftest import LINK, Sending
from tests.mail.mail_servers import HOST, MailServer, Taking, free_port

ADMIN = Actor(user_id=7, site_roles=frozenset({"admin"}), kind="person")
NOW = datetime(2027, 1, 10, 12, 0, tzinfo=UTC)


def in_state(state: str, to: str = "ann@example.org", user_id: int | None = None) -> Delivery:
    with transaction():
        delivery = post(Recipient(to, user_id), "mail/plain", link=LINK)
        delivery.state = state
        delivery.sent_at = NOW if state == "sent" else None
        if state in {"sent", "bounced", "cancelled"}:
            delivery.text = delivery.html = None
    return delivery


def test_a_failed_message_is_sent_again(sending: Sending) -> None:
    with MailServer(Taking()) as server:
        sending(MailSettings(server=HOST, port=server.port, security="none"))
        delivery = in_state("failed")
        service.send_again(ADMIN, delivery)
        work.run_due()
    session.rollback()
    assert delivery.state == "sent"
    assert server.taking.message_ids == [delivery.message_id]


def test_a_waiting_message_is_tried_at_once(sending: Sending) -> None:
    port = free_port()
    sending(MailSettings(server=HOST, port=port, security="none"))
    delivery = in_state("waiting")
    work.run_due()
    with MailServer(Taking(), port) as server:
        work.run_due()
        assert server.taking.tries == 0, "the next try is later"
        service.send_again(ADMIN, delivery)
        work.run_due()
    session.rollback()
    assert delivery.state == "sent"


def test_a_message_that_waits_for_quiet_hours_to_end_is_sent_at_once(sending: Sending) -> None:
    with MailServer(Taking()) as server, time_machine.travel(NOW, tick=False):
        sending(MailSettings(server=HOST, port=server.port, security="none"))
        with transaction():
            choose("quiet_from", 9)
            choose("quiet_until", 20)
        delivery = in_state("waiting")
        work.run_due()
        assert server.taking.tries == 0
        service.send_again(ADMIN, delivery)
        work.run_due()
    session.rollback()
    assert delivery.state == "sent"


def test_a_message_that_was_given_up_is_never_sent(sending: Sending) -> None:
    with MailServer(Taking()) as server:
        sending(MailSettings(server=HOST, port=server.port, security="none"))
        for state in ("waiting", "failed"):
            delivery = in_state(state)
            service.give_up(ADMIN, delivery)
            work.run_due()
            session.rollback()
            assert (delivery.state, delivery.text, delivery.html) == ("cancelled", None, None)
    assert server.taking.tries == 0


@pytest.mark.usefixtures("posting_app")
@pytest.mark.parametrize("state", ["sent", "bounced", "cancelled"])
def test_a_message_whose_text_is_gone_cannot_be_sent_again(state: str) -> None:
    delivery = in_state(state)
    for verb in (service.send_again, service.give_up):
        with pytest.raises(Conflict):
            verb(ADMIN, delivery)
    assert delivery.state == state


@pytest.mark.usefixtures("posting_app")
@pytest.mark.parametrize("who", [ANONYMOUS, SITE, Actor(user_id=8, site_roles=frozenset({"editor"}), kind="person")])
def test_only_admins_decide_about_messages(who: Actor) -> None:
    delivery = in_state("failed")
    for verb in (service.send_again, service.give_up):
        with pytest.raises((Denied, NotFound)):
            verb(who, delivery)
    with pytest.raises((Denied, NotFound)):
        service.note_bounce(who, delivery.message_id, reason="No such mailbox")


@pytest.mark.usefixtures("posting_app")
@pytest.mark.parametrize("written", ["{}", " {} ", "{[1:-1]}"])
def test_a_message_that_came_back_is_marked(written: str) -> None:
    delivery = in_state("sent")
    message_id = delivery.message_id[1:-1] if "[" in written else written.format(delivery.message_id)
    service.note_bounce(OPERATOR, message_id, reason="550 No such\nmailbox " + "x" * 500)
    assert delivery.state == "bounced"
    assert delivery.error
    assert delivery.error.startswith("550 No such mailbox xxx")
    assert len(delivery.error) == 300
    assert delivery.sent_at == NOW
    service.note_bounce(OPERATOR, message_id, reason="Once more")
    assert delivery.error.startswith("550 No such mailbox"), "the first reason stays"


@pytest.mark.usefixtures("posting_app")
def test_only_a_sent_message_can_come_back() -> None:
    with pytest.raises(NotFound):
        service.note_bounce(OPERATOR, "<1@elsewhere.example.org>", reason="No such mailbox")
    for state in ("waiting", "failed", "cancelled"):
        with pytest.raises(Conflict):
            service.note_bounce(OPERATOR, in_state(state).message_id, reason="No such mailbox")


@pytest.mark.usefixtures("posting_app")
def test_what_admins_do_is_in_the_audit_trail_without_an_address() -> None:
    delivery = in_state("failed")
    service.give_up(ADMIN, delivery)
    entry = session.scalars(select(AuditEvent).order_by(AuditEvent.id)).all()[-1]
    assert (entry.permission, entry.thing_kind, entry.thing_id) == ("WORK_CHANGE", "delivery", delivery.id)


@pytest.mark.usefixtures("posting_app")
def test_messages_are_counted_by_state_none_left_out() -> None:
    for state in ("sent", "failed", "waiting", "waiting"):
        in_state(state)
    assert counts() == {**dict.fromkeys(STATES, 0), "sent": 1, "failed": 1, "waiting": 2}


@pytest.mark.usefixtures("posting_app")
def test_a_message_is_found_by_its_number() -> None:
    delivery = in_state("sent")
    assert delivery_by_number(delivery.id) is delivery
    with pytest.raises(NotFound):
        delivery_by_number(4711)


@pytest.mark.usefixtures("posting_app")
def test_own_data_names_the_messages_to_oneself() -> None:
    with transaction():
        user = factories.user()
    in_state("sent", "ann@example.org", user.id)
    in_state("sent", "ben@example.org")
    (message,) = own_messages(user.id)["messages"]
    assert message["to"] == "ann@example.org"
    assert set(message) == {"written", "to", "subject", "state"}


def test_sending_again_has_the_failed_job_do_it_and_leaves_none_behind(sending: Sending) -> None:
    port = free_port()
    sending(MailSettings(server=HOST, port=port, security="none"))
    delivery = in_state("failed")
    (job,) = session.scalars(select(Job).where(Job.kind == SEND)).all()
    with transaction():
        job.state, job.finished_at = "failed", utc_now()
        session.add(Job(kind=SEND, key=job.key, state="failed", finished_at=utc_now()))
    with MailServer(Taking(), port) as server:
        service.send_again(ADMIN, delivery)
        work.run_due()
    session.rollback()
    assert (delivery.state, server.taking.tries) == ("sent", 1)
    left = session.scalars(select(Job.seen_at).where(Job.kind == SEND, Job.state == "failed")).all()
    assert len(left) == 1, "the older of two failures stays"
    assert None not in left, "and needs no attention"


@pytest.mark.usefixtures("posting_app")
def test_many_are_sent_again_at_once_as_far_as_they_can_be() -> None:
    made = [in_state(state) for state in ("failed", "sent", "failed")]
    with transaction():
        made[2].good_until = utc_now() - timedelta(seconds=1)
    assert service.send_all_again(ADMIN, [each.id for each in made]) == 1
    assert [each.state for each in made] == ["waiting", "sent", "failed"]
    assert service.send_all_again(ADMIN, [made[1].id]) == 0
    verbs = session.scalars(select(AuditEvent.verb).order_by(AuditEvent.id)).all()
    assert verbs == ["mail.send_again", "mail.send_all_again"], "what did nothing is not entered"


@pytest.mark.usefixtures("posting_app")
@pytest.mark.parametrize("state", ["failed", "bounced", "lapsed"])
def test_that_a_message_did_not_arrive_is_noted_once(state: str) -> None:
    delivery = in_state(state)
    service.mark_seen(ADMIN, delivery)
    assert delivery.seen_at is not None
    with pytest.raises(Conflict):
        service.mark_seen(ADMIN, delivery)
    assert service.mark_all_seen(ADMIN, [delivery.id]) == 0


@pytest.mark.usefixtures("posting_app")
@pytest.mark.parametrize("state", ["waiting", "sent", "cancelled"])
def test_only_what_did_not_arrive_is_noted(state: str) -> None:
    with pytest.raises(Conflict):
        service.mark_seen(ADMIN, in_state(state))


@pytest.mark.usefixtures("posting_app")
def test_a_message_whose_link_has_ended_is_not_sent_again_but_can_be_given_up() -> None:
    delivery = in_state("failed")
    with transaction():
        delivery.good_until = utc_now() - timedelta(seconds=1)
    with pytest.raises(Conflict):
        service.send_again(ADMIN, delivery)
    service.give_up(ADMIN, delivery)
    assert delivery.state == "cancelled"


@pytest.mark.usefixtures("posting_app")
def test_an_address_is_known_as_bouncing_until_a_later_message_is_taken() -> None:
    assert bounce_at("ann@example.org") is None
    bounced = in_state("bounced")
    in_state("waiting")
    assert bounce_at("ann@example.org") is bounced
    assert bounce_at("ben@example.org") is None
    in_state("sent")
    assert bounce_at("ann@example.org") is None


def test_a_failure_that_was_noted_needs_attention_again_when_it_fails_anew(sending: Sending) -> None:
    sending(MailSettings(server=HOST, port=free_port(), security="none"))
    delivery = in_state("failed")
    service.mark_seen(ADMIN, delivery)
    with pytest.raises(Unavailable):
        sender.send(Task(1, SEND, str(delivery.id), is_last=True))
    session.rollback()
    assert delivery.needs_attention
