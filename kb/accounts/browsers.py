"""What a browser says it is, in words that its owner knows it by."""

from ua_parser import parse

LONGEST = 500
"""Characters that are looked at."""


def described(user_agent: str) -> str:
    """Such as "Firefox on Windows"; "An unknown browser" where it says nothing that is understood."""
    found = parse(user_agent[:LONGEST])
    browser = found.user_agent.family if found.user_agent else "An unknown browser"
    return f"{browser} on {found.os.family}" if found.os else browser
