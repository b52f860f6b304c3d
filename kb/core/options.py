"""Options that an admin changes while the site runs; `config.py` has what belongs to the machine it runs on."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select, update
from sqlalchemy.orm import Mapped, mapped_column

from kb.core.clock import months_before, start_of, today
from kb.core.db import Base, session
from kb.core.errors import Conflict
from kb.core.uniqueness import being_first
from kb.core.versions import kept


class SiteOption(Base):
    """An option that was changed from its default."""

    __tablename__ = "site_option"

    name: Mapped[str] = mapped_column(primary_key=True)
    value: Mapped[str]


@dataclass(frozen=True, slots=True)
class Option:
    """What may be chosen: yes or no ("1" or ""), or a whole number within limits."""

    name: str
    label: str
    hint: str
    default: int
    lowest: int = 0
    highest: int = 1
    unit: str = ""
    """What is counted; empty for yes or no."""


OPTIONS = (
    Option(
        "registration", "People may register by themselves",
        "If not, accounts are made by invitation, or by single sign-on.", 1,
    ),
    Option(
        "invitation_days", "An invitation is good for", "After that the lead sends a new one.", 14, 1, 90, "days",
    ),
    Option(
        "answer_days", "Boards are promised an answer to a lesson within",
        "Counted from its submission, without weekends and the bank holidays of England and Wales.", 20, 1, 120,
        "working days",
    ),
    Option(
        "dormant_months", "The owner of an unused account is written to after",
        "30 days later the account is closed, unless it is used. With 0, accounts are not closed for that.",
        18, 0, 120, "months",
    ),
    Option(
        "quiet_from", "Quiet hours begin at",
        "Mail that can wait is not sent in quiet hours. Times are those of the United Kingdom.", 0, 0, 23, "o'clock",
    ),
    Option(
        "quiet_until", "Quiet hours end at",
        "With the hour at which they begin, there are no quiet hours.", 0, 0, 23, "o'clock",
    ),
    Option(
        "kept_months", "Used links and invitations, sent mail and finished jobs are kept for",
        "Older ones are removed each night. The audit trail stays.", 3, 1, 24, "months",
    ),
)  # fmt: skip
BY_NAME = {option.name: option for option in OPTIONS}


@kept
def _changed() -> dict[str, int]:
    rows = session.execute(select(SiteOption.name, SiteOption.value))
    return {name: int(value) for name, value in rows if name in BY_NAME}


def option(name: str) -> int:
    """The value of an option; yes is 1 and no is 0. Raises KeyError for a name that is none."""
    return _changed().get(name, BY_NAME[name].default)


def kept_from() -> datetime:
    """What was over before this moment is removed."""
    return start_of(months_before(today(), option("kept_months")))


def choose(name: str, value: int) -> None:
    """Change an option, in the current transaction. The caller has checked that the value is within its limits."""
    change = update(SiteOption).where(SiteOption.name == name).values(value=str(value))
    if session.scalar(change.returning(SiteOption.name)) is None:
        try:
            with being_first():
                session.add(SiteOption(name=name, value=str(value)))
        except Conflict:  # somebody else has changed it for the first time just now
            session.execute(change)
