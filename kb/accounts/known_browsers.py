"""Browsers in which somebody has signed in before: a signed cookie for each user, so that strangers who try passwords
for an account do not slow down its owner."""

import secrets
from collections.abc import Iterable

from itsdangerous import BadSignature, URLSafeTimedSerializer

from kb.accounts import slow_down
from kb.accounts.digests import keyed_digest
from kb.accounts.slow_down import Counted
from kb.core.settings import settings

PREFIX = "known-"
"""How the names of the cookies begin; the rest differs from user to user and tells nobody who it is."""
LASTS = 365 * 24 * 60 * 60
"""Seconds."""
MOST = 20
"""Cookies that are looked at."""


def cookie_name(number: int) -> str:
    """Name of the cookie for the user with this number."""
    return PREFIX + keyed_digest("known browser", str(number))[:12]


def new_cookie(number: int) -> str:
    """A cookie that makes a browser known to a user."""
    return _signer().dumps([number, secrets.token_hex(16)])


def counted(cookies: Iterable[str], number: int | None) -> Counted | None:
    """As what the tries of a browser for a user are counted, if one of its cookies says that it is known."""
    for cookie in list(cookies)[:MOST]:
        try:
            owner, name = _signer().loads(cookie, max_age=LASTS)
        except (BadSignature, ValueError, TypeError):
            continue
        if owner == number:
            return slow_down.browser(owner, name)
    return None


def _signer() -> URLSafeTimedSerializer:
    return URLSafeTimedSerializer(settings().secret_key, salt="lessonbank known browser")
