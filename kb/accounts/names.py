"""Names of people, in any script."""

import re
import unicodedata

from kb.core.errors import Invalid

LONGEST = 100
"""Characters of a name."""

_STEERING = frozenset({"Cc", "Cs", "Co", "Cn", "Zl", "Zp"})
"""Kinds of characters that are no writing: they steer devices, or mean nothing."""
_TURNING = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
"""Signs that turn the direction of what follows."""
_WEB_ADDRESS = re.compile(
    r"://|\bwww\.|[\w-]{2,}\.(?:com|net|org|info|biz|co|uk|eu|io|ru|cn|top|xyz|site|online|shop|club|link|click|app|dev)\b",
    re.IGNORECASE,
)
"""Nobody is called so; whoever enters one wants it to be sent to others in our messages."""


def name_of(typed: str) -> str:
    """The name as it is kept, with single spaces. Raises Invalid(name=...)."""
    name = unicodedata.normalize("NFC", " ".join(typed.split(" "))).strip()
    if any(unicodedata.category(sign) in _STEERING or sign in _TURNING for sign in name):
        raise Invalid(name="Your name has a character that cannot be used in one. Type it again instead of pasting it")
    name = " ".join(name.split())
    if not any(sign.isalpha() for sign in name):
        raise Invalid(name="Enter your name")
    if len(name) > LONGEST:
        raise Invalid(name=f"Your name must have {LONGEST} characters or fewer")
    if _WEB_ADDRESS.search(name):
        raise Invalid(name="Enter your name without a web address")
    return name
