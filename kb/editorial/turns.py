"""Whose turn it is with a lesson, and how long it has been so, in words."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime, timedelta

from kb.access.policy import AT_THE_DESK, DRAFTS
from kb.core.clock import day_of, long_date
from kb.core.db import utc_now
from kb.core.options import option
from kb.core.text import joined
from kb.core.working_days import Promise, promise_since
from kb.editorial.queries.workspace import UNTOUCHED, WorkspaceRow, Writer
from kb.editorial.upkeep import KEPT_DAYS
from kb.lessons.models.lesson import Revision


def age(submitted_at: datetime) -> Promise:
    """How long ago something was submitted, as it counts for the promise."""
    return promise_since(submitted_at, option("answer_days"))


def age_of(revision: Revision) -> Promise | None:
    """The same for a text; None where it is not with the editors."""
    return age(revision.submitted_at or revision.state_since) if revision.state in AT_THE_DESK else None


def what_waits(row: WorkspaceRow, *, leads: bool, agrees: bool) -> Sequence[str]:
    """What the writers of a lesson are to do about it; nothing where it is not their turn.

    `leads`: whether it is the lead who asks; `agrees`: whether the lead agrees to what is submitted.
    """
    if row.state not in DRAFTS or (row.lead_asked and agrees and not leads):
        return ()
    if row.lead_asked and agrees:
        return ["Agree, or send it back"]
    found = []
    if row.state == "returned":
        said = "1 comment to answer" if row.comments == 1 else f"{row.comments} comments to answer"
        found.append(said if row.comments else "Look at what the editors said")
    if row.holder_id is None:
        found.append("Nobody has it in hand")
    untouched = utc_now() - row.changed_at
    if untouched > UNTOUCHED:
        found.append(f"Not changed for {untouched.days} days")
    return found


def where_it_stands(revision: Revision, asked_by: str = "", leads: Sequence[Writer] = ()) -> str:
    """State of a lesson, since when, and whose turn it is.

    `asked_by`: name of who asked the lead to agree, and `leads` who is asked, where it waits for that.
    """
    if asked_by:
        return _with_lead(revision, asked_by, leads)
    return _STANDS[revision.state](revision)


def _with_lead(revision: Revision, asked_by: str, leads: Sequence[Writer]) -> str:
    on = f" on {long_date(revision.lead_asked_at)}" if revision.lead_asked_at else ""
    if not leads:
        return f"{asked_by} asked the lead{on} to agree, but nobody leads your organisation now."
    return f"{asked_by} asked{on} that {joined([each.name for each in leads], 'or')} agrees. It waits for that."


def _promised(revision: Revision) -> str:
    counted = age_of(revision)
    assert counted is not None  # noqa: S101 - it is with the editors
    by = long_date(counted.by)
    if counted.late:
        days = "1 working day" if counted.late == 1 else f"{counted.late} working days"
        return f"An answer was promised by {by}: it is {days} late."
    return f"An answer is promised by {by}: {counted.words} have passed."


def _since(revision: Revision) -> str:
    return long_date(revision.state_since)


_STANDS: Mapping[str, Callable[[Revision], str]] = {
    "draft": lambda it: f"A draft, begun on {long_date(it.created_at)}. Nobody outside your organisation can read it.",
    "returned": lambda it: f"It came back from the editors on {_since(it)}. Now it is your turn.",
    "submitted": lambda it: (
        f"Submitted on {long_date(it.submitted_at or it.state_since)}. It waits for an editor. {_promised(it)}"
    ),
    "in_review": lambda it: f"An editor has had it on the desk since {_since(it)}. {_promised(it)}",
    "scheduled": lambda it: f"Accepted on {_since(it)}. It will be published at the time that the editors have set.",
    "published": lambda it: f"Published on {long_date(it.lesson.first_published_on or it.state_since)}.",
    "hidden": lambda it: f"The editorial team has hidden it since {_since(it)}. Nobody else can read it now.",
    "archived": lambda it: f"Archived on {_since(it)}. Its page says so, and where to look instead.",
    "superseded": lambda it: f"A newer version took its place on {_since(it)}.",
    "discarded": lambda it: (
        f"Discarded on {_since(it)}. Until {long_date(day_of(it.state_since) + timedelta(days=KEPT_DAYS))} "
        "it can be got back; then it is removed for good."
    ),
    "expunged": lambda it: f"Removed for good on {_since(it)}.",
}
