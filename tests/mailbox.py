"""The messages that the site has written, as the people who get them would see them."""

import re
from urllib.parse import urlsplit

from sqlalchemy import select

from kb.core.db import session
from kb.core.settings import settings
from kb.mail.models import Delivery


def messages(to: str | None = None) -> list[Delivery]:
    """All messages, or those to one address; the newest is the last."""
    session.commit()  # what the test made counts, and what another session has committed is seen
    statement = select(Delivery).order_by(Delivery.id)
    if to is not None:
        statement = statement.where(Delivery.to == to)
    return list(session.scalars(statement))


def link_in(delivery: Delivery) -> str:
    """Path and query of the one link in a message. Raises AssertionError where there is none, or more than one.

    The address of the site in the closing line does not count.
    """
    site = settings().site_url
    lines = [line.strip() for line in (delivery.text or "").splitlines()]
    found = [line for line in lines if re.fullmatch(r"https?://\S+", line) and line.rstrip("/") != site]
    assert len(found) == 1, f"one link, not {found} in {delivery.text!r}"
    assert found[0].startswith(f"{site}/"), f"{found[0]} leads away from {site}"
    parts = urlsplit(found[0].removeprefix(site))
    return parts.path + (f"?{parts.query}" if parts.query else "")
