"""Who somebody is in the eyes of the provider: the few claims of its token that are used, and how far each is believed.

What identifies a person is the pair of `tid` and `oid` where the provider has tenants (Microsoft Entra), and the pair
of `iss` and `sub` elsewhere; an address never does. An address is used for two things:

* to be shown to its owner: whatever was given;
* to make an account, and to propose a membership by its domain: only if the provider says that it is the person's
  (`email_verified`, or Entra's `xms_edov`), or if the tenant vouches for its own people: one that this site was told to
  let in, or whose own issuer it was told to ask. Otherwise anybody could take an address before its owner comes.
"""

from collections.abc import Collection, Mapping
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

from kb.accounts.addresses import folded
from kb.accounts.names import LONGEST, name_of
from kb.core.errors import Invalid
from kb.sign_on.refusals import Reason, Refused

NO_NAME = "No name given"
"""Stands for the name where none is given; its owner may change it."""
LONGEST_IDENTIFIER = 255
"""Characters of a subject (OpenID Connect Core, 2: "must not exceed 255 ASCII characters"), and of a tenant."""


@dataclass(frozen=True, slots=True)
class Identity:
    """A person as the provider knows one."""

    tenant: str
    subject: str
    name: str
    """What the person is called; where that is not given, the address up to its @."""
    email: str | None
    """Address in the form in which addresses are kept; None where none was given that is one."""
    proven: bool
    """Whether somebody who is believed says that the address is the person's."""

    @property
    def domain(self) -> str | None:
        """What stands after the @ of a proven address."""
        return self.email.rpartition("@")[2] if self.email and self.proven else None


def identity_of(claims: Mapping[str, Any], tenants: Collection[str]) -> Identity:
    """The person whom the claims of a checked token describe; `tenants` are those to let in, if only some are.

    Raises Refused where the tenant is none of them, or where it is not said who it is.
    """
    tenant, subject = (claims.get("tid"), claims.get("oid")) if "tid" in claims else (claims["iss"], claims.get("sub"))
    if not (_identifies(tenant) and _identifies(subject)):
        raise Refused(Reason.INCOMPLETE)
    if tenants and tenant not in tenants:
        raise Refused(Reason.TENANT)
    said = [_flag(claims[name]) for name in ("email_verified", "xms_edov") if name in claims]
    email = _address(claims.get("email"))
    return Identity(
        tenant=str(tenant),
        subject=str(subject),
        name=_name(claims, email),
        email=email,
        proven=bool(email) and False not in said and (True in said or _vouches(claims, tenants)),
    )


def _vouches(claims: Mapping[str, Any], tenants: Collection[str]) -> bool:
    """Whether this site was told whose people come: by a list, or by the address of one tenant (Entra's `tid`)."""
    tenant = claims.get("tid", claims["iss"])
    return tenant in tenants or ("tid" in claims and str(tenant) in str(claims["iss"]).split("/"))


def _identifies(value: Any) -> bool:
    return isinstance(value, str) and bool(value.strip()) and len(value) <= LONGEST_IDENTIFIER and "\0" not in value


def _flag(value: Any) -> bool:
    """Yes or no as providers write it: a boolean, a number, or a word."""
    return str(value).lower() in {"true", "1"}


def _address(value: Any) -> str | None:
    try:
        return folded(value) if isinstance(value, str) else None
    except Invalid:
        return None


def _name(claims: Mapping[str, Any], email: str | None) -> str:
    parts = " ".join(str(claims.get(part) or "") for part in ("given_name", "family_name"))
    for given in (claims.get("name"), parts, (email or "").partition("@")[0]):
        with suppress(Invalid):
            return name_of(str(given or "")[:LONGEST])
    return NO_NAME
