"""What the pages of this package are registered with, and how they find what an address names."""

from apiflask import APIBlueprint
from flask import flash, redirect, url_for
from werkzeug.wrappers import Response

from kb.accounts.models.user import Membership
from kb.members.models import Invitation, MembershipRequest
from kb.members.queries import of_organisation

blueprint = APIBlueprint("members", "kb.members.routes", enable_openapi=False)

OF_ORGANISATION = "/organisations/<slug>/members"


def to_people(slug: str, done: str) -> Response:
    """Back to the page of the people, which says at its top what was done."""
    flash(done)
    return redirect(url_for("members.show", slug=slug), 303)


def membership_at(slug: str, number: int) -> Membership:
    """The membership that an address names."""
    return of_organisation(Membership, slug, number)


def invitation_at(slug: str, number: int) -> Invitation:
    """The invitation that an address names."""
    return of_organisation(Invitation, slug, number)


def request_at(slug: str, number: int) -> MembershipRequest:
    """The request that an address names."""
    return of_organisation(MembershipRequest, slug, number)
