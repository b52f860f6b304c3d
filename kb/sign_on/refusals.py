"""Why signing in through the provider may come to nothing, and what the person is told in each case."""

from dataclasses import dataclass
from enum import Enum

from kb.core.errors import Refusal


@dataclass(frozen=True, slots=True)
class Words:
    """An answer in plain words: what happened, and the way on. Nothing of what the provider said is in it."""

    status: int
    title: str
    text: str
    again: bool
    """Whether trying again may help."""


class Reason(Enum):
    """What went wrong."""

    DOWN = Words(
        503,
        "Your organisation's sign-in cannot be reached",
        "It does not answer just now, so we cannot find out who you are. Try again in a few minutes.",
        True,
    )
    DENIED = Words(
        403,
        "You were not signed in",
        "You chose to stop, or your organisation's sign-in did not let you go on. If you did not choose to stop, "
        "your work account may have been closed: ask your IT service desk.",
        True,
    )
    STALE = Words(
        400,
        "Please begin again",
        "This sign-in took too long, was used before, or began in another browser. Nothing has changed.",
        True,
    )
    UNTRUSTED = Words(
        502,
        "We could not check who you are",
        "The answer from your organisation's sign-in was not as it must be, so we did not use it.",
        True,
    )
    CLOCK = Words(
        502,
        "The clocks do not agree",
        "The clock of your organisation's sign-in and ours are more than two minutes apart, so we did not use its "
        "answer. The clock of your own computer plays no part in this. Tell your IT service desk if it happens again.",
        True,
    )
    TENANT = Words(
        403,
        "Your organisation has not been set up here",
        "You proved who you are, but people of your organisation cannot sign in here in this way. Ask the lead for "
        "your area to have it set up.",
        False,
    )
    INCOMPLETE = Words(
        403,
        "Your organisation did not say enough about you",
        "Its sign-in must tell us a number that stands for you, and it did not. Show this page to your IT service "
        "desk: the claims sub, or tid and oid, are needed.",
        False,
    )
    NO_ADDRESS = Words(
        403,
        "Your organisation did not tell us your e-mail address",
        "An account here needs one. Ask your IT service desk to put your e-mail address into your work account and "
        "to let this site see it, then sign in again.",
        True,
    )
    UNPROVEN = Words(
        403,
        "Your organisation has not confirmed your e-mail address",
        "It did not say that the address is yours, so we cannot make an account with it. Confirm your address there "
        "or ask your IT service desk: the claim email_verified or xms_edov is needed. Then sign in again.",
        True,
    )
    CLOSED = Words(
        403,
        "Your account here is closed",
        "Nobody can sign in with it. If you need it again, ask the lead of your organisation here, or ask us.",
        False,
    )
    TAKEN = Words(
        409,
        "That work account is linked to another account here",
        "Whoever your organisation says you are signs in to another account here already. Sign in with your work "
        "account, and on the page of that account unlink it, or delete that account if you do not need it. Then link "
        "your work account to this one.",
        False,
    )
    LAST = Words(
        409,
        "This is your only way to sign in",
        "Without it nobody could sign in to this account. Choose a password or link another work account first.",
        False,
    )


class Refused(Refusal):
    """Signing in, linking or unlinking did not come about, for a reason that its page explains."""

    def __init__(self, reason: Reason) -> None:
        super().__init__(reason.name)
        self.reason = reason
