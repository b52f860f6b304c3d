"""Whose people belong to an organisation, as the sign-on provider tells: tenants and domains that were verified."""

import re
from uuid import UUID

from email_validator import EmailNotValidError, validate_email
from sqlalchemy import select

from kb.access.actors import Actor, Permission
from kb.access.use_case import use_case
from kb.accounts.models.organisation import Organisation
from kb.core.db import session
from kb.core.errors import Invalid
from kb.members.models import OrganisationSignOn

KINDS = {"domain": "Domain of e-mail addresses", "tenant": "Tenant of the sign-on provider"}
OPEN_TO_ALL = frozenset(
    {
        "aol.com", "btinternet.com", "gmail.com", "gmx.co.uk", "gmx.com", "googlemail.com", "hotmail.co.uk",
        "hotmail.com", "icloud.com", "live.co.uk", "live.com", "mail.com", "me.com", "msn.com", "outlook.com",
        "proton.me", "protonmail.com", "sky.com", "talktalk.net", "virginmedia.com", "yahoo.co.uk", "yahoo.com",
    }
)  # fmt: skip
"""Domains where anybody can have an address, so that they say nothing about where somebody works."""


@use_case(Permission.ORGANISATION_CHANGE)
def add_sign_on(_who: Actor, organisation: Organisation, *, kind: str, value: str) -> OrganisationSignOn:
    """Have memberships proposed to people of a tenant or domain; the admin has verified that it is theirs.

    `kind` is one of `KINDS`. Raises Invalid(value=...) for what is no tenant or domain, for a domain where anybody can
    have an address, and for one that is entered already.
    """
    value = _tenant(value) if kind == "tenant" else _domain(value)
    entered = session.scalar(
        select(OrganisationSignOn).where(OrganisationSignOn.kind == kind, OrganisationSignOn.value == value)
    )
    if entered is not None:
        raise Invalid(value=f"This is entered already, for {entered.organisation.name}")
    added = OrganisationSignOn(organisation_id=organisation.id, kind=kind, value=value)
    session.add(added)
    return added


@use_case(Permission.ORGANISATION_CHANGE)
def remove_sign_on(_who: Actor, sign_on: OrganisationSignOn) -> None:
    """Have no more memberships proposed; those that there are stay."""
    session.delete(sign_on)


def _tenant(typed: str) -> str:
    """Identifier of a tenant (RFC 9562), or an issuer's address where the provider has no tenants."""
    typed = typed.strip()
    if re.fullmatch(r"https://[^\s]{1,250}", typed):
        return typed
    try:
        return str(UUID(typed))
    except ValueError:
        raise Invalid(
            value="Enter the identifier of the tenant, such as 72f988bf-0000-41af-91ab-2d7cd011db47"
        ) from None


def _domain(typed: str) -> str:
    """A domain in the form in which addresses are kept."""
    typed = typed.strip().removeprefix("@")
    try:
        found = validate_email(f"somebody@{typed[:254]}", check_deliverability=False)
    except EmailNotValidError:
        raise Invalid(value="Enter a domain such as northbridge.gov.uk") from None
    domain = found.normalized.lower().rpartition("@")[2]
    if domain in OPEN_TO_ALL:
        raise Invalid(value="Anybody can have an address at this domain, so it proves nothing")
    return domain
