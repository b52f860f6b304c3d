"""Addresses of other websites, as people type them."""

from urllib.parse import urlsplit

from kb.core.characters import one_line

LONGEST = 2000
"""Characters of an address."""
WANTED = "Enter the whole address, such as https://www.example.org/report.pdf"


class NoAddress(ValueError):
    """What was typed is no address that a reader could open; the words say what to do."""


def web_address(typed: str) -> str:
    """The address that somebody typed, as it is kept; empty where nothing was.

    What follows the name of the site stays as it is, trackers included: it may be what opens the page. Raises
    NoAddress.
    """
    text = one_line(typed)
    if text.lower().startswith("www."):
        text = f"https://{text}"
    if not text:
        return ""
    if len(text) > LONGEST:
        raise NoAddress(f"The address must have {LONGEST:,} characters or fewer")
    try:
        parts = urlsplit(text)
        host, _ = parts.hostname or "", parts.port
    except ValueError:
        raise NoAddress(WANTED) from None
    if parts.scheme not in ("http", "https") or " " in text or "\\" in text or "." not in host.strip("."):
        raise NoAddress(WANTED)
    if parts.username is not None or parts.password is not None:
        raise NoAddress("Leave out the user name and the password that stand before the @ in the address")
    return text
