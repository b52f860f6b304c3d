"""What other packages' pages show of what is to be removed for good."""

from flask import render_template
from markupsafe import Markup

from kb.access.actors import Permission
from kb.access.guard import actor, may
from kb.expunging.queries import waiting_for


def for_team() -> Markup:
    """At the desk and for admins: the way there, and how many requests wait for whoever reads this."""
    if not may(Permission.EXPUNGE_READ):
        return Markup()
    return Markup(render_template("expunging/_team.html", waiting=waiting_for(actor())))  # noqa: S704 - from a template
