"""E-mail addresses: one form for each, whatever capitals and spaces were typed."""

from email_validator import EmailNotValidError, validate_email

from kb.core.characters import visible
from kb.core.errors import Invalid

LONGEST = 254
"""Characters of an address (RFC 5321, 4.5.3.1.3, as corrected)."""


def folded(typed: str) -> str:
    """The form in which an address is kept and compared. Raises Invalid(email=...) for what is no address."""
    try:
        found = validate_email(visible(typed).strip()[: LONGEST + 1], check_deliverability=False)
    except EmailNotValidError:
        raise Invalid(email="Enter an e-mail address in the form name@example.org") from None
    return found.normalized.lower()
