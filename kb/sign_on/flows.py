"""What a browser keeps between leaving for the provider and coming back, in its signed session cookie."""

from collections.abc import MutableMapping
from dataclasses import asdict, dataclass
from datetime import timedelta
from typing import Any

from kb.core.db import utc_now
from kb.sign_on.identities import Identity
from kb.sign_on.refusals import Reason, Refused

LASTS = timedelta(minutes=15)
"""Time for signing in at the provider, a second factor there included; and for deciding whether to link."""
MOST_AT_ONCE = 3
"""Windows in which one browser may be on its way; a cookie has no room for many."""
LEFT, FOUND = "sign_on_left", "sign_on_found"

Cookie = MutableMapping[str, Any]


@dataclass(frozen=True, slots=True)
class Flow:
    """One way to the provider and back."""

    nonce: str
    """Word that the token has to carry, so that no other token serves."""
    verifier: str
    """Secret whose digest went ahead (PKCE, RFC 7636): who has only caught the code can do nothing with it."""
    after: str
    """Where to go on afterwards: a path of this site. Empty where somebody who is signed in links an account."""
    linking: int | None = None
    """Number of the user whose account is to be linked; None for signing in."""
    began: float = 0.0
    """Seconds since 1970."""


def remember(cookie: Cookie, state: str, flow: Flow) -> None:
    """Keep what is needed when the browser comes back with this state; the oldest gives way."""
    left = list(_left(cookie).items())[1 - MOST_AT_ONCE :]
    cookie[LEFT] = dict([*left, (state, {**asdict(flow), "began": utc_now().timestamp()})])


def taken(cookie: Cookie, state: str) -> Flow:
    """What was kept under a state; it serves once. Raises Refused for one that is unknown, used or too old."""
    left = dict(_left(cookie))
    kept = left.pop(state, None)
    if kept is None:
        raise Refused(Reason.STALE)
    cookie[LEFT] = left
    flow = Flow(**kept)
    if _past(flow.began):
        raise Refused(Reason.STALE)
    return flow


def put_aside(cookie: Cookie, user_id: int, identity: Identity) -> None:
    """Keep whom the provider named, until the user says whether to link the account to that person."""
    cookie[FOUND] = {"user_id": user_id, "at": utc_now().timestamp(), "identity": asdict(identity)}


def put_aside_for(cookie: Cookie, user_id: int) -> Identity | None:
    """Whom the provider named for this user a short while ago."""
    kept = cookie.get(FOUND)
    if kept is None or kept["user_id"] != user_id or _past(kept["at"]):
        return None
    return Identity(**kept["identity"])


def forget(cookie: Cookie) -> None:
    """Keep no longer whom the provider named."""
    cookie.pop(FOUND, None)


def _left(cookie: Cookie) -> dict[str, Any]:
    found: dict[str, Any] = cookie.get(LEFT, {})
    return found


def _past(began: float) -> bool:
    return utc_now().timestamp() - began > LASTS.total_seconds()
