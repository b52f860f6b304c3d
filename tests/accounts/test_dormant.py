"""Accounts that nobody uses, and what is removed at night."""

from datetime import datetime, timedelta

import pytest
import time_machine
from apiflask import APIFlask
from sqlalchemy import func, select

from kb.accounts.models.credentials import OneTimeLink, SlowDown, UserSession
from kb.accounts.models.user import SiteRole, User
from kb.accounts.service.dormant import LOOK, look_for_dormant
from kb.accounts.service.upkeep import PRUNE, prune
from kb.core import db, events, jobs
from kb.core.audit import AuditEvent
from kb.core.db import transaction, utc_now
from kb.core.events import AccountClosed
from kb.core.jobs import Task
from kb.core.options import choose
from tests import factories
from tests.accounts.own import sessions_of
from tests.mailbox import messages
from tests.pages import Person, statements
from tests.people import sign_in

DAY = timedelta(days=1)


def look(*, after: timedelta = timedelta(0)) -> list[str]:
    """What the job does so long from now: the addresses that are written to, with what."""
    db.session.commit()
    before = len(messages())
    with time_machine.travel(utc_now() + after, tick=False):
        look_for_dormant(Task(1, LOOK, "every"))
    return [f"{each.to}: {each.subject.split(' on ')[0]}" for each in messages()[before:]]


def unused(**fields: object) -> User:
    """Somebody who was here two years ago."""
    day = utc_now() - 730 * DAY
    return factories.user(**{"email": "old@example.org", "created_at": day, "last_seen_on": day.date(), **fields})


WARNED, CLOSED = "old@example.org: Your account will be closed", "old@example.org: Your account is closed"


@pytest.mark.walks("uses the account for months not at all", "old@example.org")
@pytest.mark.walks("does not sign in after that", "old@example.org")
def test_an_unused_account_is_reminded_once_and_closed_30_days_later(app: APIFlask) -> None:
    user, heard = unused(), []
    events.subscribe({AccountClosed: [heard.append]})

    assert look() == [WARNED]
    assert look() == []
    assert look(after=29 * DAY) == []
    assert user.open
    assert look(after=31 * DAY) == [CLOSED]
    assert not user.open
    assert heard == [AccountClosed(user.id)]
    assert look(after=32 * DAY) == []


def test_the_message_says_when(app: APIFlask) -> None:
    unused()
    look()

    day = (utc_now() + 30 * DAY).date()
    assert messages()[0].subject.endswith(f"{day.day} {day:%B %Y}")


@pytest.mark.parametrize("days", [530, 0])
def test_an_account_that_is_used_is_left_alone(app: APIFlask, days: int) -> None:
    unused(last_seen_on=(utc_now() - days * DAY).date())

    assert look() == []


def test_an_account_that_was_never_used_counts_from_when_it_was_made(app: APIFlask) -> None:
    unused(last_seen_on=None)
    factories.user(email="new@example.org")

    assert look() == [WARNED]


def test_signing_in_keeps_the_account(app: APIFlask) -> None:
    user = unused()
    look()
    person = sign_in(Person(app), user)
    sessions_of(user)[0].seen_at -= timedelta(hours=2)

    person.get("accounts.account")

    db.session.refresh(user)
    assert user.reminded_at is None
    assert look(after=31 * DAY) == []


def test_the_number_of_months_is_an_option_and_with_none_nothing_is_done(app: APIFlask) -> None:
    unused(last_seen_on=(utc_now() - 100 * DAY).date())
    with transaction():
        choose("dormant_months", 0)
    assert look() == []

    with transaction():
        choose("dormant_months", 3)
    assert look() == [WARNED]
    assert "for 3 months or longer" in str(messages()[0].text)


def test_the_last_admin_is_reminded_and_never_closed(app: APIFlask) -> None:
    user = unused(site_roles=[SiteRole(role="admin")])

    assert look() == [WARNED]
    assert look(after=40 * DAY) == []
    assert user.open

    factories.user(site_roles=[SiteRole(role="admin")])
    assert look(after=40 * DAY) == [CLOSED]


def test_it_costs_the_same_however_many_accounts_wait_for_their_day(app: APIFlask) -> None:
    for number in range(20):
        unused(email=f"old-{number}@example.org")
    assert len(look()) == 20

    with statements() as made:
        assert look() == []
    assert len(made) < 8  # with those of the test


def test_who_deletes_or_uses_the_account_while_the_job_is_at_work_is_not_written_to(app: APIFlask) -> None:
    deleted, used, kept = (unused(email=f"{name}@example.org") for name in ("deleted", "used", "old"))
    db.session.commit()

    def meanwhile(_done: int, _total: int | None) -> None:
        with transaction():
            deleted.email, deleted.name, deleted.closed_at, deleted.deleted_at = None, "", utc_now(), utc_now()
            used.last_seen_on = utc_now().date()

    look_for_dormant(Task(1, LOOK, "every", report=meanwhile))

    assert [each.to for each in messages()] == ["old@example.org"]
    assert [user.reminded_at is not None for user in (deleted, used, kept)] == [False, False, True]
    found = db.session.scalars(select(AuditEvent.thing_id).where(AuditEvent.verb == "dormant.remind"))
    assert found.all() == [kept.id]


def test_who_uses_the_account_while_it_is_to_be_closed_keeps_it(app: APIFlask) -> None:
    user = unused()
    look()

    def meanwhile(_done: int, _total: int | None) -> None:
        with transaction():
            user.last_seen_on, user.reminded_at = utc_now().date(), None

    with time_machine.travel(utc_now() + 31 * DAY, tick=False):
        look_for_dormant(Task(1, LOOK, "every", report=meanwhile))
    assert user.open


def test_the_job_does_not_keep_mail_waiting() -> None:
    assert jobs.handlers()[LOOK].long


def test_closed_deleted_and_fictional_accounts_are_left_alone(app: APIFlask) -> None:
    unused(closed_at=utc_now())
    unused(email=None, name="", closed_at=utc_now(), deleted_at=utc_now())
    unused(email="demo@example.org", demo=True)

    assert look() == []


def count(table: type[db.Base]) -> int:
    return db.session.scalar(select(func.count()).select_from(table)) or 0


def run_prune() -> None:
    db.session.commit()
    prune(Task(1, PRUNE, "every"))


def link(user: User, made: datetime, **fields: object) -> None:
    digest = f"digest {count(OneTimeLink)}"
    db.session.add(OneTimeLink(kind="reset", token_digest=digest, user=user, made_at=made, **fields))
    db.session.flush()


def test_ended_sessions_and_faded_counts_are_removed(user: Person, editor: Person, member: Person) -> None:
    for person, ago in ((user, timedelta(days=3)), (editor, timedelta(hours=12)), (member, timedelta(hours=13))):
        row = sessions_of(person.user)[0]
        row.began_at, row.seen_at = row.began_at - ago, row.seen_at - ago
    member.user.password_hash = "x"  # who has none signs in again each day
    now = utc_now()
    db.session.add_all(
        [SlowDown(key="old", failures=9, last_at=now - DAY), SlowDown(key="new", failures=1, last_at=now)]
    )

    run_prune()

    assert db.session.scalars(select(UserSession.user_id)).all() == [member.user.id]
    assert db.session.scalars(select(SlowDown.key)).all() == ["new"]


def test_links_that_were_over_long_ago_are_removed_and_the_rest_is_kept(app: APIFlask) -> None:
    user, now = factories.user(), utc_now()
    long_ago = now - 100 * DAY
    link(user, long_ago, expires_at=long_ago + DAY)
    link(user, long_ago, expires_at=now + DAY, used_at=long_ago)
    link(user, now, expires_at=now + DAY)
    link(user, now, expires_at=now - DAY)

    run_prune()

    assert count(OneTimeLink) == 2


def test_how_long_things_are_kept_is_an_option(app: APIFlask) -> None:
    user, now = factories.user(), utc_now()
    link(user, now - 40 * DAY, expires_at=now - 39 * DAY)
    run_prune()
    assert count(OneTimeLink) == 1

    with transaction():
        choose("kept_months", 1)
    run_prune()
    assert count(OneTimeLink) == 0


def test_the_jobs_are_known_by_their_names() -> None:
    known = jobs.handlers()

    assert known[LOOK].run is look_for_dormant
    assert known[PRUNE].run is prune
