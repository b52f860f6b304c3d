"""A message whose link or words end is not sent after that: every one of them says when."""

import ast
import re
from datetime import UTC, datetime, timedelta
from pathlib import Path

import time_machine
from apiflask import APIFlask
from sqlalchemy import select

from kb.access.actors import ANONYMOUS, SITE
from kb.accounts.models.organisation import Organisation
from kb.accounts.service import dormant, registering, resetting
from kb.core import work
from kb.core.db import session, transaction, utc_now
from kb.core.jobs import Job
from kb.core.settings import MailSettings
from kb.mail.models import Delivery
from kb.mail.posting import SEND, Recipient, post
from kb.members.letters import invitation
from kb.members.models import Invitation
from tests import factories
from tests.mail.conftest import LINK, Sending
from tests.mail.mail_servers import HOST, MailServer, Taking, free_port
from tests.mailbox import messages

NOW = datetime(2027, 7, 10, 12, 0, tzinfo=UTC)
ROOT = Path(__file__).resolve().parents[2]
ENDS = re.compile(r"\{\{[^}]*\b(hours|days|day|until)\b")
"""Words by which a template says how long something is good for."""


def posted_with_an_end(source: str) -> dict[str, bool]:
    """For each template that this source posts, whether it says until when that makes sense."""
    calls = [node for node in ast.walk(ast.parse(source)) if isinstance(node, ast.Call) and len(node.args) == 2]
    return {
        str(node.args[1].value): any(word.arg == "good_until" for word in node.keywords)
        for node in calls
        if getattr(node.func, "id", "") == "post" and isinstance(node.args[1], ast.Constant)
    }


def test_what_says_how_long_it_is_good_for_is_posted_with_that_end() -> None:
    posted: dict[str, bool] = {}
    for file in ROOT.glob("kb/**/*.py"):
        posted |= posted_with_an_end(file.read_text(encoding="utf-8"))
    ending = {
        f"{file.parts[-4]}/{file.stem}"
        for file in ROOT.glob("kb/*/templates/mail/*.md")
        if ENDS.search(file.read_text(encoding="utf-8"))
    }
    assert {template for template, with_end in posted.items() if with_end} == ending
    assert len(ending) >= 6


def test_a_message_without_an_end_would_be_noticed() -> None:
    assert posted_with_an_end('post(to, "a/b", hours=1)\npost(to, "c/d", good_until=end)') == {
        "a/b": False,
        "c/d": True,
    }


def lasts(delivery: Delivery) -> timedelta:
    """How long from its writing, to the minute."""
    assert delivery.good_until is not None
    return timedelta(minutes=round((delivery.good_until - delivery.made_at) / timedelta(minutes=1)))


def test_messages_make_sense_as_long_as_the_links_in_them(app: APIFlask, board: Organisation) -> None:
    with transaction():
        user = factories.user(email="ann@example.org")
        user.password_hash, user.created_at = "a hash", utc_now() - timedelta(days=1000)
    resetting.ask(ANONYMOUS, "ann@example.org")
    registering.ask(ANONYMOUS, "new@example.org")
    ends = utc_now() + timedelta(days=14)
    with transaction():
        made = Invitation(organisation=board, email="cai@example.org", role="member", token_digest="d", expires_at=ends)
        session.add(made)
        session.flush()
        invitation(made, "token")
    dormant.remind(SITE, user, months=18)

    reset, register, invited, reminder = messages()
    assert [lasts(each) for each in (reset, register)] == [resetting.LASTS, registering.LASTS]
    assert invited.good_until == ends
    assert lasts(reminder) == dormant.NOTICE


def test_a_message_whose_link_ends_before_it_is_taken_is_not_sent_any_more(sending: Sending) -> None:
    port = free_port()
    sending(MailSettings(server=HOST, port=port, security="none"))
    with time_machine.travel(NOW, tick=False) as clock:
        with transaction():
            post(
                Recipient("ann@example.org"), "mail/plain", urgent=True, good_until=NOW + timedelta(hours=1), link=LINK
            )
        work.run_due()
        assert messages()[0].state == "waiting"
        clock.shift(timedelta(hours=1))
        with MailServer(Taking(), port) as server:
            work.run_due()
    (delivery,) = messages()
    assert (delivery.state, delivery.text, delivery.html) == ("lapsed", None, None)
    assert server.taking.tries == 0
    assert session.scalars(select(Job.state).where(Job.kind == SEND)).all() == ["done"]


def test_a_message_that_makes_sense_for_some_time_is_sent_within_it(sending: Sending) -> None:
    with MailServer(Taking()) as server, time_machine.travel(NOW, tick=False):
        sending(MailSettings(server=HOST, port=server.port, security="none"))
        with transaction():
            post(Recipient("ann@example.org"), "mail/plain", good_until=NOW + timedelta(minutes=1), link=LINK)
        work.run_due()
    assert messages()[0].state == "sent"
