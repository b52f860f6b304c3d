"""The message that the editorial team gets when somebody could be recognised."""

from kb.accounts.links import page_at
from kb.accounts.queries.users import holders_of
from kb.mail.posting import Recipient, post
from kb.site.clock import clock_of
from kb.site.models import ProblemReport


def reported(report: ProblemReport) -> None:
    """Tell every editor at once that a report came in by which somebody could be recognised; not what it says."""
    clock = clock_of(report)
    if clock is None:
        return
    for user in holders_of("editor"):
        if user.email:
            link = page_at(f"/desk/reports/{report.id}")
            post(Recipient(user.email, user.id), "site/identity-report", urgent=True, by=clock.by, link=link)
