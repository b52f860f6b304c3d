"""What other packages' pages show of importing."""

from flask import render_template
from markupsafe import Markup

from kb.access.actors import Permission
from kb.access.guard import may
from kb.accounts.models.organisation import Organisation


def for_workspace(organisation: Organisation) -> Markup:
    """On the page with the lessons of an organisation: the way to importing, for those who may begin lessons."""
    if not may(Permission.LESSON_BEGIN, organisation):
        return Markup()
    return Markup(render_template("importing/_workspace.html", organisation=organisation))  # noqa: S704 - from a template
