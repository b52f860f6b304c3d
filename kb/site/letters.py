"""The message that the editorial team gets when somebody could be recognised."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy import select

from kb.accounts.links import page_at
from kb.accounts.queries.users import holders_of
from kb.core.db import session, utc_now
from kb.core.jobs import enqueue
from kb.mail.models import Delivery
from kb.mail.posting import Recipient, post
from kb.site.clock import clock_of
from kb.site.models import ProblemReport
from kb.site.queries import about_identity_since

TELL = "site.tell"
"""Kind of the job that tells of reports which came soon after others."""
PAUSE = timedelta(minutes=15)
"""Between two such messages: a flood of reports must not become a flood of messages that nobody reads any more."""


def reported(report: ProblemReport) -> None:
    """Tell every editor at once that a report came in by which somebody could be recognised; not what it says.

    Where they have just been told of another, they are told of all that come in meanwhile together, a little later.
    """
    if report.subject != "identity":
        return
    last = _last_told()
    if last is not None and utc_now() < last + PAUSE:
        enqueue(TELL, "", due=last + PAUSE)
    else:
        _tell(about_identity_since(last))


def of_others() -> bool:
    """Tell editors of what came in since they were told last and is still open; returns whether anything is."""
    return _tell(about_identity_since(_last_told()))


def _last_told() -> datetime | None:
    told = select(Delivery.made_at).where(Delivery.template == "site/identity-report")
    return session.scalars(told.order_by(Delivery.made_at.desc()).limit(1)).first()


def _tell(reports: Sequence[ProblemReport]) -> bool:
    clock = clock_of(reports[0]) if reports else None
    if clock is None:
        return False
    link = page_at(f"/desk/reports/{reports[0].id}" if len(reports) == 1 else "/desk/reports")
    for user in holders_of("editor"):
        if user.email:
            to = Recipient(user.email, user.id)
            post(to, "site/identity-report", urgent=True, number=len(reports), by=clock.by, link=link)
    return True
