"""What the pages of this package are registered with, how they find what an address names, and where they lead back to.

The lists say in their addresses what they show; the links to the steps keep that, so that each leads back there.
"""

from collections.abc import Sequence
from typing import Any

from apiflask import APIBlueprint
from flask import flash, redirect, url_for
from werkzeug.wrappers import Response

from kb.accounts.models.organisation import Organisation
from kb.accounts.models.user import Membership
from kb.members.models import Invitation, MembershipRequest
from kb.members.queries.finding import of_organisation
from kb.web.addresses import words_asked

blueprint = APIBlueprint("members", "kb.members.routes", enable_openapi=False)

OF_ORGANISATION = "/organisations/<slug>/members"
KEPT = ("q", "role", "page", "list", "via")
"""Parts of an address that say where somebody is: words and role searched for, page, which of the lists ("invitations"
is the one on a page of its own), and whether they came from the pages of admins."""


@blueprint.context_processor
def _words_of_pages() -> dict[str, Any]:
    """`place` for the links of templates: what in the address says where somebody is."""
    return {"place": place()}


def place() -> dict[str, str]:
    """Where somebody is in the lists of people and invitations, as parameters of addresses."""
    typed = {name: words_asked(name) for name in KEPT}
    return {name: value for name, value in typed.items() if value}


def to_people(slug: str, done: str, section: str = "members") -> Response:
    """Back to where somebody was in the page of the people; what was done is said at the section it belongs to."""
    flash(done, section)
    kept: dict[str, Any] = {**place()}
    if kept.get("list") == "invitations":
        return redirect(url_for("members.invitations", slug=slug, **kept), 303)
    return redirect(url_for("members.show", slug=slug, _anchor=section, **kept), 303)


def to_account(done: str) -> Response:
    """To one's own account, for somebody to whom the page of the people may be closed now."""
    flash(done)
    return redirect(url_for("accounts.account"), 303)


def invitations_of(sent: Sequence[str], organisation: Organisation, *, stay: bool) -> str:
    """A sentence about the open invitations of somebody who leads no more, to follow another; empty without any."""
    if not sent:
        return ""
    many = len(sent) > 1
    number = f"{len(sent)} open invitations" if many else "1 open invitation"
    if not stay:
        return f" {number} ended."
    stays, them = ("stay", "them") if many else ("stays", "it")
    return f" {number} {stays}: the leads of {organisation.name} answer for {them} now."


def membership_at(slug: str, number: int) -> Membership:
    """The membership that an address names."""
    return of_organisation(Membership, slug, number)


def invitation_at(slug: str, number: int) -> Invitation:
    """The invitation that an address names."""
    return of_organisation(Invitation, slug, number)


def request_at(slug: str, number: int) -> MembershipRequest:
    """The request that an address names."""
    return of_organisation(MembershipRequest, slug, number)
