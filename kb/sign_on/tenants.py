"""Tenants and domains whose people belong to an organisation, in the form in which they are kept and compared."""

import re
from uuid import UUID

from email_validator import EmailNotValidError, validate_email

from kb.core.errors import Invalid

KINDS = {"domain": "Domain of e-mail addresses", "tenant": "Tenant of the sign-on provider"}
OPEN_TO_ALL = frozenset(
    {
        "aol.com", "btinternet.com", "gmail.com", "gmx.co.uk", "gmx.com", "googlemail.com", "hotmail.co.uk",
        "hotmail.com", "icloud.com", "live.co.uk", "live.com", "mail.com", "me.com", "msn.com", "outlook.com",
        "proton.me", "protonmail.com", "sky.com", "talktalk.net", "virginmedia.com", "yahoo.co.uk", "yahoo.com",
    }
)  # fmt: skip
"""Domains where anybody can have an address, so that they say nothing about where somebody works."""


def tenant(typed: str) -> str:
    """Identifier of a tenant (RFC 9562), or an issuer's address where the provider has no tenants.

    Raises Invalid(value=...).
    """
    typed = typed.strip()
    if re.fullmatch(r"https://[^\s]{1,250}", typed):
        return typed
    try:
        return str(UUID(typed))
    except ValueError:
        raise Invalid(
            value="Enter the identifier of the tenant, such as 72f988bf-0000-41af-91ab-2d7cd011db47"
        ) from None


def domain(typed: str) -> str:
    """A domain as it stands in addresses. Raises Invalid(value=...), also for one where anybody can have an address."""
    typed = typed.strip().removeprefix("@")
    try:
        found = validate_email(f"somebody@{typed[:254]}", check_deliverability=False)
    except EmailNotValidError:
        raise Invalid(value="Enter a domain such as northbridge.gov.uk") from None
    name = found.normalized.lower().rpartition("@")[2]
    if name in OPEN_TO_ALL:
        raise Invalid(value="Anybody can have an address at this domain, so it proves nothing")
    return name
