"""Names of people and organisations, in any script."""

import re
import unicodedata

from kb.core.characters import one_line
from kb.core.errors import Invalid

LONGEST = 100
"""Characters of a name."""

LONGEST_OF_ORGANISATION = 200

_NO_WRITING = frozenset({"Cs", "Co", "Cn"})
"""Kinds of characters that mean nothing."""
_WEB_ADDRESS = re.compile(
    r"://|\bwww\.|[\w-]{2,}\.(?:com|net|org|info|biz|co|uk|eu|io|ru|cn|top|xyz|site|online|shop|club|link|click|app|dev)\b",
    re.IGNORECASE,
)
"""Nobody is called so; whoever enters one wants it to be sent to others in our messages."""


def name_of(typed: str) -> str:
    """The name of a person as it is kept: what shows of it, with single spaces. Raises Invalid(name=...)."""
    name = one_line(typed)
    if any(unicodedata.category(sign) in _NO_WRITING for sign in name):
        raise Invalid(name="Your name has a character that cannot be used in one. Type it again instead of pasting it")
    if not any(sign.isalpha() for sign in name):
        raise Invalid(name="Your name must have a letter in it" if name else "Enter your name")
    if len(name) > LONGEST:
        raise Invalid(name=f"Your name must have {LONGEST} characters or fewer")
    if _WEB_ADDRESS.search(name):
        raise Invalid(name="Enter your name without a web address")
    return name


def organisation_name_of(typed: str) -> str:
    """The name of an organisation as it is kept: what shows of it, with single spaces. Raises Invalid(name=...)."""
    name = one_line(typed)
    if not any(sign.isalpha() for sign in name):
        raise Invalid(name="The name must have a letter in it" if name else "Enter the name of the organisation")
    if any(unicodedata.category(sign) in _NO_WRITING for sign in name):
        raise Invalid(name="The name has a character that cannot be used in one. Type it again instead of pasting it")
    if len(name) > LONGEST_OF_ORGANISATION:
        raise Invalid(name=f"The name must be {LONGEST_OF_ORGANISATION} characters or fewer")
    return name
