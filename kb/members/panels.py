"""What other packages' pages show of the people of organisations."""

from flask import render_template
from markupsafe import Markup

from kb.access.actors import Permission
from kb.access.guard import may
from kb.accounts.models.organisation import Organisation
from kb.accounts.models.user import User
from kb.members.queries.members import organisations_of
from kb.members.roles import BY_ROLE


def for_account(user: User) -> Markup:
    """On the page of an account: its organisations, and what it may do there."""
    return Markup(render_template("members/_account.html", memberships=organisations_of(user), words=BY_ROLE))  # noqa: S704


def for_organisation(organisation: Organisation) -> Markup:
    """On the public page of an organisation: the way to its people, for whoever looks after them."""
    if not may(Permission.MEMBERS_READ, organisation):
        return Markup()
    return Markup(render_template("members/_organisation.html", organisation=organisation))  # noqa: S704
