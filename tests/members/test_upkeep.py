"""What is removed at night."""

from datetime import timedelta

from sqlalchemy import select

from kb.accounts.models.organisation import Organisation
from kb.core import db, jobs
from kb.core.db import utc_now
from kb.core.jobs import EVERY, Task
from kb.core.options import choose
from kb.members.models import Invitation
from kb.members.upkeep import PRUNE, prune
from tests.members.inviting import invited
from tests.pages import Person


def left() -> list[str]:
    """Addresses that are invited still, after the night."""
    db.session.commit()
    prune(Task(1, PRUNE, EVERY))
    return list(db.session.scalars(select(Invitation.email).order_by(Invitation.id)))


def test_invitations_that_were_over_long_ago_are_removed_and_the_rest_is_kept(
    lead: Person, board: Organisation
) -> None:
    now, long_ago = utc_now(), utc_now() - timedelta(days=100)
    ends = {
        "accepted-long-ago": {"accepted_at": long_ago},
        "withdrawn-long-ago": {"withdrawn_at": long_ago},
        "expired-long-ago": {"expires_at": long_ago},
        "accepted": {"accepted_at": now},
        "withdrawn": {"withdrawn_at": now},
        "expired": {"expires_at": now},
        "open": {},
    }
    for name, fields in ends.items():
        made = invited(lead, board, f"{name}@example.org")
        for field, value in fields.items():
            setattr(made, field, value)

    assert left() == ["accepted@example.org", "withdrawn@example.org", "expired@example.org", "open@example.org"]


def test_how_long_they_are_kept_is_an_option(lead: Person, board: Organisation) -> None:
    invited(lead, board).withdrawn_at = utc_now() - timedelta(days=40)
    assert len(left()) == 1
    choose("kept_months", 1)
    assert left() == []


def test_it_is_done_each_night(lead: Person) -> None:
    assert jobs.handlers()[PRUNE].run is prune
